// GML that is compiled with every project: the enums GameMaker has built in, and the toString that every struct has.
#include "core/lib/library.h"

namespace scope {

namespace {

constexpr std::string_view enums = R"(
enum AudioEffectType { Bitcrusher, Delay, Gain, HPF2, LPF2, Reverb1, Tremolo, PeakEQ, HiShelf, LoShelf, EQ, Compressor
}
enum AudioLFOType { InvSawtooth, Sawtooth, Sine, Square, Triangle }
enum flexpanel_unit { point = 1, percent = 2, auto = 3 }
enum flexpanel_position_type { relative = 1, absolute }
enum flexpanel_justify { start, center, flex_end, space_between, space_around, space_evenly }
enum flexpanel_direction { inherit, LTR, RTL }
enum flexpanel_gutter { column, row, all_gutters }
enum flexpanel_display { flex, none }
enum flexpanel_flex_direction { column, column_reverse, row, row_reverse }
enum flexpanel_align { auto, flex_start, center, flex_end, stretch, baseline, space_between, space_around,
space_evenly }
enum flexpanel_wrap { no_wrap, wrap, reverse }
enum flexpanel_edge { left, top, right, bottom, start, _end, horizontal, vertical, all_edges }
enum colspace { room, ui_view, ui_display, colspace_all }
)";

} // namespace

constexpr std::string_view structs = R"(
function __struct_to_string() { return string(self); }
)";

std::vector<SourceText> prelude() {
    return {{"enums.gml", std::string(enums)}, {"structs.gml", std::string(structs)}};
}

} // namespace scope
