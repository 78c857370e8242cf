#include "core/lib/letter_case.h"

#include <span>

namespace scope {

namespace {

/// Capitals [first, last]; the small letter is `distance` further, or (0) the next code point of each pair.
struct CaseRange {
    uint32_t first, last;
    int32_t distance;
};
constexpr CaseRange ranges[] = {
    {0xC0, 0xD6, 32},     {0xD8, 0xDE, 32},       {0x100, 0x12F, 0},   {0x132, 0x137, 0},   {0x139, 0x148, 0},
    {0x14A, 0x177, 0},    {0x178, 0x178, -121},   {0x179, 0x17E, 0},   {0x1CD, 0x1DC, 0},   {0x1DE, 0x1EF, 0},
    {0x1F8, 0x21F, 0},    {0x222, 0x233, 0},      {0x370, 0x373, 0},   {0x386, 0x386, 38},  {0x388, 0x38A, 37},
    {0x38C, 0x38C, 64},   {0x38E, 0x38F, 63},     {0x391, 0x3A1, 32},  {0x3A3, 0x3AB, 32},  {0x3D8, 0x3EF, 0},
    {0x400, 0x40F, 80},   {0x410, 0x42F, 32},     {0x460, 0x481, 0},   {0x48A, 0x4BF, 0},   {0x4C1, 0x4CE, 0},
    {0x4D0, 0x52F, 0},    {0x531, 0x556, 48},     {0x1E00, 0x1E95, 0}, {0x1EA0, 0x1EFF, 0}, {0x24B6, 0x24CF, 26},
    {0xFF21, 0xFF3A, 32}, {0x10400, 0x10427, 40},
};

} // namespace

uint32_t lower_case(uint32_t point) {
    if (point < 0x80) return point >= 'A' && point <= 'Z' ? point + 32 : point;
    for (const CaseRange& range : ranges) {
        if (point < range.first || point > range.last) continue;
        if (range.distance != 0) return static_cast<uint32_t>(static_cast<int32_t>(point) + range.distance);
        return point + ((point - range.first) % 2 == 0 ? 1 : 0);
    }
    return point;
}

uint32_t upper_case(uint32_t point) {
    if (point < 0x80) return point >= 'a' && point <= 'z' ? point - 32 : point;
    if (point == 0x3C2) return 0x3A3; // the sigma at the end of a word
    if (point == 0xB5) return 0x39C;  // the micro sign
    if (point == 0x131) return 'I';
    for (const CaseRange& range : ranges) {
        if (range.distance == 0) {
            if (point >= range.first && point <= range.last) return point - ((point - range.first) % 2);
            continue;
        }
        auto capital = static_cast<uint32_t>(static_cast<int32_t>(point) - range.distance);
        if (capital >= range.first && capital <= range.last) return capital;
    }
    return point;
}

} // namespace scope
