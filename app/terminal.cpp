#include "app/terminal.h"

#include "core/base/numbers.h"
#include "core/base/text.h"

#include <algorithm>
#include <cerrno>
#include <chrono>
#include <cstdlib>
#include <cstring>
#include <sys/ioctl.h>
#include <unistd.h>

namespace scope {

namespace {

bool is_set(const char* name) {
    const char* value = std::getenv(name);
    return value && *value;
}

size_t width_now(int file, bool interactive) {
    const char* columns = std::getenv("COLUMNS");
    if (auto given = whole_number(columns ? columns : "", 10000); given && *given >= 20) return *given;
    winsize size{};
    return interactive && ioctl(file, TIOCGWINSZ, &size) == 0 ? size.ws_col : 0;
}

double seconds_now() {
    return std::chrono::duration<double>(std::chrono::steady_clock::now().time_since_epoch()).count();
}

struct Range {
    uint32_t first, last;
};

/// East Asian Wide and Fullwidth, and emoji, as blocks.
constexpr Range wide[] = {
    {0x1100, 0x115F},   {0x231A, 0x231B},   {0x2329, 0x232A},   {0x23E9, 0x23EC},   {0x23F0, 0x23F0},
    {0x23F3, 0x23F3},   {0x25FD, 0x25FE},   {0x2614, 0x2615},   {0x2648, 0x2653},   {0x267F, 0x267F},
    {0x2693, 0x2693},   {0x26A1, 0x26A1},   {0x26AA, 0x26AB},   {0x26BD, 0x26BE},   {0x26C4, 0x26C5},
    {0x26CE, 0x26CE},   {0x26D4, 0x26D4},   {0x26EA, 0x26EA},   {0x26F2, 0x26F3},   {0x26F5, 0x26F5},
    {0x26FA, 0x26FA},   {0x26FD, 0x26FD},   {0x2705, 0x2705},   {0x270A, 0x270B},   {0x2728, 0x2728},
    {0x274C, 0x274C},   {0x274E, 0x274E},   {0x2753, 0x2755},   {0x2757, 0x2757},   {0x2795, 0x2797},
    {0x27B0, 0x27B0},   {0x27BF, 0x27BF},   {0x2B1B, 0x2B1C},   {0x2B50, 0x2B50},   {0x2B55, 0x2B55},
    {0x2E80, 0x303E},   {0x3041, 0x33FF},   {0x3400, 0x4DBF},   {0x4E00, 0x9FFF},   {0xA000, 0xA4CF},
    {0xA960, 0xA97F},   {0xAC00, 0xD7A3},   {0xF900, 0xFAFF},   {0xFE10, 0xFE19},   {0xFE30, 0xFE6F},
    {0xFF00, 0xFF60},   {0xFFE0, 0xFFE6},   {0x16FE0, 0x18AFF}, {0x1B000, 0x1B2FF}, {0x1F004, 0x1F004},
    {0x1F0CF, 0x1F0CF}, {0x1F18E, 0x1F18E}, {0x1F191, 0x1F19A}, {0x1F200, 0x1F320}, {0x1F32D, 0x1F335},
    {0x1F337, 0x1F37C}, {0x1F37E, 0x1F393}, {0x1F3A0, 0x1F3CA}, {0x1F3CF, 0x1F3D3}, {0x1F3E0, 0x1F3F0},
    {0x1F3F4, 0x1F3F4}, {0x1F3F8, 0x1F43E}, {0x1F440, 0x1F440}, {0x1F442, 0x1F4FC}, {0x1F4FF, 0x1F53D},
    {0x1F54B, 0x1F54E}, {0x1F550, 0x1F567}, {0x1F57A, 0x1F57A}, {0x1F595, 0x1F596}, {0x1F5A4, 0x1F5A4},
    {0x1F5FB, 0x1F64F}, {0x1F680, 0x1F6C5}, {0x1F6CC, 0x1F6CC}, {0x1F6D0, 0x1F6D2}, {0x1F6D5, 0x1F6D7},
    {0x1F6DC, 0x1F6DF}, {0x1F6EB, 0x1F6EC}, {0x1F6F4, 0x1F6FC}, {0x1F7E0, 0x1F7EB}, {0x1F90C, 0x1F9FF},
    {0x1FA70, 0x1FAFF}, {0x20000, 0x3FFFD},
};

/// Marks that stand over or within the character before them, and what shows nothing.
constexpr Range without_width[] = {
    {0x0300, 0x036F}, {0x0483, 0x0489}, {0x0591, 0x05BD},   {0x05BF, 0x05BF},   {0x05C1, 0x05C2}, {0x05C4, 0x05C5},
    {0x0610, 0x061A}, {0x064B, 0x065F}, {0x0670, 0x0670},   {0x06D6, 0x06DC},   {0x06DF, 0x06E4}, {0x06E7, 0x06E8},
    {0x06EA, 0x06ED}, {0x0900, 0x0902}, {0x093A, 0x093A},   {0x093C, 0x093C},   {0x0941, 0x0948}, {0x094D, 0x094D},
    {0x0E31, 0x0E31}, {0x0E34, 0x0E3A}, {0x0E47, 0x0E4E},   {0x1160, 0x11FF},   {0x1AB0, 0x1AFF}, {0x1DC0, 0x1DFF},
    {0x200B, 0x200F}, {0x2060, 0x2064}, {0x20D0, 0x20F0},   {0x302A, 0x302D},   {0x3099, 0x309A}, {0xFE00, 0xFE0F},
    {0xFE20, 0xFE2F}, {0xFEFF, 0xFEFF}, {0x1F3FB, 0x1F3FF}, {0xE0000, 0xE01EF},
};

template<size_t count> bool is_in(const Range (&ranges)[count], uint32_t c) {
    const Range* after =
        std::upper_bound(ranges, ranges + count, c, [](uint32_t one, const Range& range) { return one < range.first; });
    return after != ranges && c <= after[-1].last;
}

size_t columns_of(uint32_t c) {
    if (c < 0x300) return 1;
    if (is_in(without_width, c)) return 0;
    return is_in(wide, c) ? 2 : 1;
}

} // namespace

size_t width_of(std::string_view text) {
    size_t width = 0;
    for (size_t i = 0; i < text.size();) width += columns_of(next_utf8(text, i));
    return width;
}

std::string cut_to(std::string_view text, size_t most) {
    static constexpr std::string_view mark = "...";
    size_t width = 0, fits = 0; // bytes that leave room for the mark
    for (size_t i = 0; i < text.size();) {
        width += columns_of(next_utf8(text, i));
        if (width + mark.size() <= most) fits = i;
    }
    if (width <= most) return std::string(text);
    return std::string(text.substr(0, fits)).append(mark.substr(0, most));
}

Terminal::Terminal(std::FILE* stream) : m_stream(stream) {
    int file = fileno(stream);
    m_interactive = isatty(file) == 1;
    const char* kind = std::getenv("TERM");
    m_colour = m_interactive && !is_set("NO_COLOR") && !(kind && std::string_view(kind) == "dumb");
    m_width = width_now(file, m_interactive);
}

void Terminal::note_error() {
    if (m_error == 0 && std::ferror(m_stream)) m_error = errno != 0 ? errno : EIO;
}

void Terminal::write(std::string_view text) {
    std::fwrite(text.data(), 1, text.size(), m_stream);
    note_error();
}

std::string Terminal::error() const {
    return std::strerror(m_error);
}

void Terminal::write_line(std::string_view text) {
    if (!m_interactive) {
        write(text);
        return write("\n");
    }
    while (true) { // its own line breaks and tabs stay
        size_t end = text.find_first_of("\n\t");
        write(escape_control(text.substr(0, end)));
        if (end == std::string_view::npos) return write("\n");
        write(text.substr(end, 1));
        text.remove_prefix(end + 1);
    }
}

std::string Terminal::paint(Tint tint, std::string_view text) const {
    static constexpr std::string_view codes[] = {"", "1;31", "1;33", "36", "34", "35", "31", "2", "1"};
    if (!m_colour || tint == Tint::plain || text.empty()) return std::string(text);
    return "\x1b[" + std::string(codes[static_cast<size_t>(tint)]) + "m" + std::string(text) + "\x1b[0m";
}

bool Terminal::flush() {
    bool done = std::fflush(m_stream) == 0;
    note_error();
    return done && !std::ferror(m_stream);
}

Terminal& standard_output() {
    static Terminal terminal(stdout);
    return terminal;
}

Terminal& standard_error() {
    static Terminal terminal(stderr);
    return terminal;
}

bool Progress::due() {
    if (!standard_error().interactive()) return false;
    double now = seconds_now();
    if (m_start < 0) m_start = now;
    if (now - m_start < m_next) return false;
    m_next = now - m_start + 0.1;
    return true;
}

void Progress::show(const std::string& text) {
    m_shown = true;
    size_t width = standard_error().width();
    standard_error().write("\r\x1b[K" + cut_to(text, width > 1 ? width - 1 : 79));
    standard_error().flush();
}

void Progress::end() {
    if (!m_shown) return;
    m_shown = false;
    standard_error().write("\r\x1b[K");
    standard_error().flush();
}

} // namespace scope
