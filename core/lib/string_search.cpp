// string_pos and its relatives, string_count, string_replace: bytes are searched, positions are told in code points.

#include "core/lib/text_argument.h"
#include "core/lib/text_search.h"
#include "core/lib/value_tables.h"

#include <algorithm>

namespace scope {

static constexpr size_t npos = std::string_view::npos;

static NativeStatus found_at(NativeCall& c, const TextArgument& text, size_t byte) {
    return c.done(byte == npos ? 0.0 : static_cast<double>(text.points_before(byte) + 1));
}

static NativeStatus find_from(NativeCall& c, size_t first_point) {
    TextArgument part(c, 0), text(c, 1);
    if (c.failed()) return NativeStatus::fault;
    if (part.bytes() == 0 || part.bytes() > text.bytes() || first_point >= text.points()) return c.done(0.0);
    return found_at(c, text, TextSearch(c, part.view()).first(text.unread(), text.byte_of(first_point)));
}
static NativeStatus string_pos(NativeCall& c) {
    return find_from(c, 0);
}
static NativeStatus string_pos_ext(NativeCall& c) {
    int64_t start = c.integer(2);
    return find_from(c, start < 1 ? 0 : static_cast<size_t>(start) - 1);
}

static NativeStatus find_until(NativeCall& c, size_t last_point) {
    TextArgument part(c, 0), text(c, 1);
    if (c.failed()) return NativeStatus::fault;
    if (part.bytes() == 0 || part.bytes() > text.bytes()) return c.done(0.0);
    return found_at(c, text, TextSearch(c, part.view()).last(text.unread(), text.byte_of(last_point)));
}
static NativeStatus string_last_pos(NativeCall& c) {
    return find_until(c, npos);
}
static NativeStatus string_last_pos_ext(NativeCall& c) {
    int64_t start = c.integer(2);
    if (!c.failed() && start < 1) return c.done(0.0);
    return find_until(c, static_cast<size_t>(start) - 1);
}

/// Overlapping places count.
static NativeStatus string_count(NativeCall& c) {
    TextArgument part(c, 0), text(c, 1);
    if (c.failed()) return NativeStatus::fault;
    double count = 0;
    if (part.bytes() > 0 && part.bytes() <= text.bytes())
        TextSearch(c, part.view()).each(text.unread(), 0, true, [&](size_t) { return ++count, true; });
    return c.done(count);
}

static NativeStatus replace(NativeCall& c, bool all) {
    TextArgument text(c, 0), part(c, 1), with(c, 2);
    if (c.failed()) return NativeStatus::fault;
    if (part.bytes() == 0 || part.bytes() > text.bytes()) return text.whole(c);
    size_t count = 0;
    std::string_view whole = text.unread(), put = with.view();
    TextSearch search(c, part.view());
    search.each(whole, 0, false, [&](size_t) { return ++count, all; });
    if (count == 0) return text.whole(c);
    size_t kept = text.bytes() - count * part.bytes();
    if (with.bytes() > 0 && count > c.heap.limits().string_bytes / with.bytes()) return no_room(c);
    size_t size = kept + count * with.bytes();
    if (!fits_text(c, size) || !c.may_read(size)) return NativeStatus::fault;
    String* made = c.heap.new_string_uninitialized(size);
    Value result(made);
    char* to = made->data();
    size_t begin = 0;
    auto copy = [&](std::string_view piece) { to = std::copy_n(piece.data(), piece.size(), to); };
    search.each(whole, 0, false, [&](size_t at) {
        copy(whole.substr(begin, at - begin));
        copy(put);
        begin = at + part.bytes();
        return all;
    });
    copy(whole.substr(begin));
    return c.done(std::move(result));
}
static NativeStatus string_replace(NativeCall& c) {
    return replace(c, false);
}
static NativeStatus string_replace_all(NativeCall& c) {
    return replace(c, true);
}

static NativeStatus string_starts_with(NativeCall& c) {
    TextArgument text(c, 0), part(c, 1);
    return c.done(Value::boolean(text.part(0, part.bytes()) == part.view()));
}
static NativeStatus string_ends_with(NativeCall& c) {
    TextArgument text(c, 0), part(c, 1);
    if (part.bytes() > text.bytes()) return c.done(Value::boolean(false));
    return c.done(Value::boolean(text.part(text.bytes() - part.bytes(), part.bytes()) == part.view()));
}

static constexpr NativeRow rows[] = {
    {"string_pos", string_pos, 2, 2},
    {"string_pos_ext", string_pos_ext, 3, 3},
    {"string_last_pos", string_last_pos, 2, 2},
    {"string_last_pos_ext", string_last_pos_ext, 3, 3},
    {"string_count", string_count, 2, 2},
    {"string_replace", string_replace, 3, 3},
    {"string_replace_all", string_replace_all, 3, 3},
    {"string_starts_with", string_starts_with, 2, 2},
    {"string_ends_with", string_ends_with, 2, 2},
};

std::span<const NativeRow> string_search_natives() {
    return rows;
}

} // namespace scope
