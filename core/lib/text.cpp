// Values as text: string, string_ext, string_concat, string_join and their relatives. A struct's toString is called on
// the way (core/gml/text_of.h), so each of these may become a frame.

#include "core/lib/format_text.h"
#include "core/lib/value_tables.h"
#include "core/lib/walk.h"

namespace scope {

NativeStatus texts_of_values(NativeCall& c, std::span<const Value> values, TextsDone done) {
    NativeCall inner{c.vm,   c.host, c.heap, values.data(), static_cast<uint32_t>(values.size()), c.self, c.other,
                     c.name, {},     {}};
    NativeStatus status = texts_of(inner, done);
    c.result = std::move(inner.result);
    c.fault = std::move(inner.fault);
    return status;
}

namespace {

/// Reads "{12}" at `at`; the number's index, or -1.
int64_t placeholder(std::string_view format, size_t at, size_t& end) {
    int64_t index = 0;
    size_t digit = at + 1;
    for (; digit < format.size() && format[digit] >= '0' && format[digit] <= '9' && index < 1'000'000; ++digit)
        index = index * 10 + (format[digit] - '0');
    if (digit == at + 1 || digit >= format.size() || format[digit] != '}') return -1;
    end = digit + 1;
    return index;
}

} // namespace

bool format_text(NativeCall& c, std::string_view format, std::span<const std::string> texts, std::string& out) {
    size_t most = c.heap.limits().string_bytes;
    for (size_t at = 0; at < format.size();) {
        char byte = format[at];
        size_t end = 0;
        int64_t index = byte == '{' ? placeholder(format, at, end) : -1;
        if (index >= 0 && static_cast<size_t>(index) < texts.size()) {
            const std::string& text = texts[static_cast<size_t>(index)];
            if (out.size() + text.size() > most || !c.may_read(text.size())) return no_room(c), false;
            out += text;
            at = end;
            continue;
        }
        out += byte;
        bool doubled = (byte == '{' || byte == '}') && at + 1 < format.size() && format[at + 1] == byte;
        at += doubled ? 2 : 1;
    }
    return c.may_read(format.size()) && fits_text(c, out.size());
}

static NativeStatus formatted(NativeCall& c, std::span<const std::string> texts, std::span<const Value>) {
    std::string out;
    if (!format_text(c, texts[0], texts.subspan(1), out)) return NativeStatus::fault;
    return c.done(std::string_view(out));
}

static NativeStatus joined(NativeCall& c, std::span<const std::string> texts, std::string_view between) {
    size_t size = 0;
    for (const std::string& text : texts) size += text.size() + between.size();
    if (!fits_text(c, size) || !c.may_read(size)) return NativeStatus::fault;
    std::string out;
    for (size_t i = 0; i < texts.size(); ++i) {
        if (i > 0) out += between;
        out += texts[i];
    }
    return c.done(std::string_view(out));
}
static NativeStatus concatenated(NativeCall& c, std::span<const std::string> texts, std::span<const Value>) {
    return joined(c, texts, {});
}
/// The first text goes between the others.
static NativeStatus joined_by_first(NativeCall& c, std::span<const std::string> texts, std::span<const Value>) {
    return joined(c, texts.subspan(1), texts[0]);
}

static NativeStatus string(NativeCall& c) {
    if (c.count > 1 && c.arg(0).is_string()) return texts_of(c, formatted);
    return text_of(c, c.arg(0));
}

static NativeStatus string_concat(NativeCall& c) {
    return texts_of(c, concatenated);
}
static NativeStatus string_join(NativeCall& c) {
    return texts_of(c, joined_by_first);
}

std::vector<Value> values_argument(NativeCall& c, uint32_t index, const Walk& walk) {
    std::vector<Value> values;
    Array* array = c.array(index);
    if (!array || !c.charge(static_cast<uint64_t>(walk.count) * 4) ||
        !c.may_allocate(static_cast<size_t>(walk.count) * sizeof(Value)))
        return values;
    for (Walk at = walk; at.count > 0; at.advance()) values.push_back(array->items[at.at]);
    return values;
}

static NativeStatus string_ext(NativeCall& c) {
    c.text(0);
    Array* array = c.array(1);
    if (c.failed()) return NativeStatus::fault;
    std::vector<Value> values = values_argument(c, 1, walk_of(0, array->size, array->size));
    if (c.failed()) return NativeStatus::fault;
    values.insert(values.begin(), c.arg(0));
    return texts_of_values(c, values, formatted);
}

static NativeStatus string_concat_ext(NativeCall& c) {
    Array* array = c.array(0);
    if (c.failed()) return NativeStatus::fault;
    std::vector<Value> values = values_argument(c, 0, walk_argument(c, 1, 2, array->size));
    return c.failed() ? NativeStatus::fault : texts_of_values(c, values, concatenated);
}

static NativeStatus string_join_ext(NativeCall& c) {
    Array* array = c.array(1);
    if (c.failed()) return NativeStatus::fault;
    std::vector<Value> values = values_argument(c, 1, walk_argument(c, 2, 3, array->size));
    if (c.failed()) return NativeStatus::fault;
    values.insert(values.begin(), c.arg(0));
    return texts_of_values(c, values, joined_by_first);
}

static constexpr NativeRow rows[] = {
    {"string", string, 1, -1},
    {"string_ext", string_ext, 2, 2},
    {"string_concat", string_concat, 0, -1},
    {"string_concat_ext", string_concat_ext, 1, 3},
    {"string_join", string_join, 1, -1},
    {"string_join_ext", string_join_ext, 2, 4},
};

std::span<const NativeRow> text_natives() {
    return rows;
}

} // namespace scope
