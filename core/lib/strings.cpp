// string_* functions that cut, insert, repeat and filter. Positions count code points from 1 (docs/semantics.md 3.6).

#include "core/lib/letter_case.h"
#include "core/lib/text_argument.h"
#include "core/lib/value_tables.h"

#include <algorithm>
#include <charconv>
#include <cmath>

namespace scope {

static constexpr size_t longest_utf8 = 4; // bytes of a code point

/// A position argument as an index from 0; below 1 counts as 1.
static size_t position(NativeCall& c, uint32_t index) {
    int64_t at = c.integer(index);
    return at < 1 ? 0 : static_cast<size_t>(at) - 1;
}

static NativeStatus string_length(NativeCall& c) {
    TextArgument text(c, 0);
    return c.done(static_cast<double>(text.points()));
}

static NativeStatus string_byte_length(NativeCall& c) {
    TextArgument text(c, 0);
    return c.done(static_cast<double>(text.bytes()));
}

static NativeStatus string_char_at(NativeCall& c) {
    TextArgument text(c, 0);
    size_t at = position(c, 1);
    if (c.failed()) return NativeStatus::fault;
    return c.done(at < text.points() ? text.slice(at, 1) : std::string_view());
}

static NativeStatus string_ord_at(NativeCall& c) {
    TextArgument text(c, 0);
    size_t at = position(c, 1);
    if (c.failed()) return NativeStatus::fault;
    if (at >= text.points()) return c.done(-1.0);
    size_t first = 0;
    return c.done(static_cast<double>(next_utf8(text.part(text.byte_of(at), longest_utf8), first)));
}

/// Beyond the end it is the last byte, as GameMaker has it.
static NativeStatus string_byte_at(NativeCall& c) {
    TextArgument text(c, 0);
    size_t at = position(c, 1);
    if (c.failed()) return NativeStatus::fault;
    if (text.bytes() == 0) return c.done(0.0);
    return c.done(static_cast<double>(static_cast<uint8_t>(text.part(std::min(at, text.bytes() - 1), 1)[0])));
}

static NativeStatus string_set_byte_at(NativeCall& c) {
    TextArgument text(c, 0);
    int64_t at = c.integer(1), byte = c.integer(2);
    if (c.failed() || !fits_text(c, text.bytes())) return NativeStatus::fault;
    if (at < 1 || static_cast<uint64_t>(at) > text.bytes())
        return c.error("string_set_byte_at :: position " + std::to_string(at) + " is outside of the string");
    std::string changed(text.view());
    changed[static_cast<size_t>(at) - 1] = static_cast<char>(byte & 0xFF);
    return c.done(std::string_view(changed));
}

static NativeStatus string_copy(NativeCall& c) {
    TextArgument text(c, 0);
    size_t at = position(c, 1);
    int64_t count = c.integer(2);
    if (c.failed()) return NativeStatus::fault;
    if (count < 0) { // what lies before the position
        size_t end = std::min(at, text.points());
        size_t most = count == INT64_MIN ? ~size_t(0) : static_cast<size_t>(-count);
        size_t length = std::min(end, most);
        return c.done(text.slice(end - length, length));
    }
    if (at == 0 && static_cast<uint64_t>(count) >= text.points()) return text.whole(c);
    return c.done(text.slice(at, static_cast<size_t>(count)));
}

/// Replaces bytes [begin, end) of `text`.
static NativeStatus spliced(NativeCall& c, std::string_view text, size_t begin, size_t end, std::string_view with) {
    size_t size = text.size() - (end - begin) + with.size();
    if (!fits_text(c, size)) return NativeStatus::fault;
    String* made = c.heap.new_string_uninitialized(size);
    Value result(made);
    char* to = made->data();
    to = std::copy_n(text.data(), begin, to);
    to = std::copy_n(with.data(), with.size(), to);
    std::copy_n(text.data() + end, text.size() - end, to);
    return c.done(std::move(result));
}

/// Position 0 is the first character, -1 the last; a negative count deletes backwards, the position included.
static NativeStatus string_delete(NativeCall& c) {
    TextArgument text(c, 0);
    int64_t at = c.integer(1), count = c.integer(2);
    if (c.failed()) return NativeStatus::fault;
    auto points = static_cast<int64_t>(text.points());
    int64_t first = at > 0 ? at - 1 : at == 0 ? 0 : std::max<int64_t>(points + std::max(at, -points), 0);
    if (first >= points || count == 0) return text.whole(c);
    int64_t end = count > 0 ? (count > points - first ? points : first + count) : first + 1;
    if (count < 0) first = count < -end ? 0 : end + count;
    return spliced(c, text.view(), text.byte_of(static_cast<size_t>(first)), text.byte_of(static_cast<size_t>(end)),
                   {});
}

static NativeStatus string_insert(NativeCall& c) {
    TextArgument part(c, 0), text(c, 1);
    size_t at = position(c, 2);
    if (c.failed()) return NativeStatus::fault;
    size_t byte = text.byte_of(at);
    return spliced(c, text.view(), byte, byte, part.view());
}

static NativeStatus string_repeat(NativeCall& c) {
    TextArgument text(c, 0);
    int64_t count = c.integer(1);
    if (c.failed()) return NativeStatus::fault;
    if (count <= 0 || text.bytes() == 0) return c.done(std::string_view());
    if (static_cast<uint64_t>(count) > c.heap.limits().string_bytes / text.bytes()) return no_room(c);
    size_t size = text.bytes() * static_cast<size_t>(count);
    if (!fits_text(c, size) || !c.may_read(size)) return NativeStatus::fault;
    String* made = c.heap.new_string_uninitialized(size);
    Value result(made);
    std::string_view piece = text.view();
    for (char* to = made->data(); count > 0; --count) to = std::copy_n(piece.data(), piece.size(), to);
    return c.done(std::move(result));
}

template<typename Change> static NativeStatus changed_case(NativeCall& c, Change change) {
    TextArgument text(c, 0);
    if (c.failed() || !c.charge(text.bytes() / 4) || !fits_text(c, 2 * text.bytes())) return NativeStatus::fault;
    std::string out;
    out.reserve(text.bytes());
    std::string_view whole = text.view();
    for (size_t at = 0; at < whole.size();) {
        size_t begin = at;
        uint32_t point = next_utf8(whole, at);
        bool bad = at == begin + 1 && point >= 0x80; // a byte that is no UTF-8 stays as it is
        if (bad)
            out += whole[begin];
        else
            append_utf8(out, change(point));
    }
    return c.done(std::string_view(out));
}
static NativeStatus string_upper(NativeCall& c) {
    return changed_case(c, upper_case);
}
static NativeStatus string_lower(NativeCall& c) {
    return changed_case(c, lower_case);
}

static bool is_letter(char byte) {
    return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z');
}
static bool is_digit(char byte) {
    return byte >= '0' && byte <= '9';
}

template<typename Keep> static NativeStatus kept(NativeCall& c, Keep keep) {
    TextArgument text(c, 0);
    if (c.failed() || !c.charge(text.bytes() / 4) || !fits_text(c, text.bytes())) return NativeStatus::fault;
    std::string out;
    std::copy_if(text.view().begin(), text.view().end(), std::back_inserter(out), keep);
    return c.done(std::string_view(out));
}
static NativeStatus string_letters(NativeCall& c) {
    return kept(c, is_letter);
}
static NativeStatus string_digits(NativeCall& c) {
    return kept(c, is_digit);
}
static NativeStatus string_lettersdigits(NativeCall& c) {
    return kept(c, [](char byte) { return is_letter(byte) || is_digit(byte); });
}

/// The integer part is padded with blanks to `total` places; `decimals` places follow.
static NativeStatus string_format(NativeCall& c) {
    double number = c.real(0);
    int64_t total = c.integer(1), decimals = std::max<int64_t>(c.integer(2), 0);
    if (c.failed()) return NativeStatus::fault;
    constexpr int64_t most_decimals = 1100; // a double has no digits beyond
    constexpr int64_t most_total = 1 << 20;
    if (decimals > most_decimals || total > most_total) return no_room(c);
    if (!c.charge(static_cast<uint64_t>(std::max<int64_t>(total, 0) / 16 + decimals / 4))) return NativeStatus::fault;
    std::string out;
    if (std::isfinite(number)) {
        char digits[1500];
        char* end =
            std::to_chars(digits, digits + sizeof digits, number, std::chars_format::fixed, static_cast<int>(decimals))
                .ptr;
        out.assign(digits, end);
    } else {
        out = std::isnan(number) ? "NaN" : number < 0 ? "-inf" : "inf";
    }
    size_t whole = std::min(out.find('.'), out.size());
    if (total > static_cast<int64_t>(whole)) out.insert(0, static_cast<size_t>(total) - whole, ' ');
    return c.done(std::string_view(out));
}

/// Each # becomes a new line, each \# a #: how GameMaker 8 wrote texts.
static NativeStatus string_hash_to_newline(NativeCall& c) {
    TextArgument text(c, 0);
    if (c.failed() || !c.charge(text.bytes() / 4) || !fits_text(c, 2 * text.bytes())) return NativeStatus::fault;
    std::string out;
    for (char byte : text.view()) {
        if (byte != '#')
            out += byte;
        else if (!out.empty() && out.back() == '\\')
            out.back() = '#';
        else
            out += "\r\n";
    }
    return c.done(std::string_view(out));
}

static NativeStatus chr(NativeCall& c) {
    int64_t point = c.integer(0);
    std::string out;
    append_utf8(out, point < 0 || point > 0x10FFFF ? 0xFFFD : static_cast<uint32_t>(point));
    return c.done(std::string_view(out));
}

static NativeStatus ansi_char(NativeCall& c) {
    char byte = static_cast<char>(c.integer(0) & 0xFF);
    return c.done(std::string_view(&byte, 1));
}

static NativeStatus ord(NativeCall& c) {
    TextArgument text(c, 0);
    size_t at = 0;
    return c.done(text.bytes() == 0 ? 0.0 : static_cast<double>(next_utf8(text.part(0, longest_utf8), at)));
}

static constexpr NativeRow rows[] = {
    {"string_length", string_length, 1, 1},
    {"string_byte_length", string_byte_length, 1, 1},
    {"string_char_at", string_char_at, 2, 2},
    {"string_ord_at", string_ord_at, 2, 2},
    {"string_byte_at", string_byte_at, 2, 2},
    {"string_set_byte_at", string_set_byte_at, 3, 3},
    {"string_copy", string_copy, 3, 3},
    {"string_delete", string_delete, 3, 3},
    {"string_insert", string_insert, 3, 3},
    {"string_repeat", string_repeat, 2, 2},
    {"string_upper", string_upper, 1, 1},
    {"string_lower", string_lower, 1, 1},
    {"string_letters", string_letters, 1, 1},
    {"string_digits", string_digits, 1, 1},
    {"string_lettersdigits", string_lettersdigits, 1, 1},
    {"string_format", string_format, 3, 3},
    {"string_hash_to_newline", string_hash_to_newline, 1, 1},
    {"chr", chr, 1, 1},
    {"ansi_char", ansi_char, 1, 1},
    {"ord", ord, 1, 1},
};

std::span<const NativeRow> string_natives() {
    return rows;
}

} // namespace scope
