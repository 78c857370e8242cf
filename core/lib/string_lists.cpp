// string_split, string_trim and string_foreach: a string as a list of pieces.

#include "core/lib/callbacks.h"
#include "core/lib/text_argument.h"
#include "core/lib/text_search.h"
#include "core/lib/value_tables.h"
#include "core/lib/walk.h"

namespace scope {

static constexpr size_t npos = std::string_view::npos;

/// What separates or is trimmed: one text, or the texts of an array. Empty ones are left out.
static std::vector<std::string_view> texts_argument(NativeCall& c, uint32_t index) {
    std::vector<std::string_view> texts;
    const Value& value = c.arg(index);
    Array* array = value.is_string() ? nullptr : c.array(index);
    if (array && !c.charge(uint64_t(array->size) * 16)) return texts; // each is prepared to be searched for
    if (value.is_string()) texts.push_back(c.text(index));
    for (uint32_t i = 0; array && i < array->size; ++i) {
        if (!array->items[i].is_string()) {
            c.error(std::string(c.name) + " argument " + std::to_string(index + 1) + " should be an array of strings");
            return {};
        }
        texts.push_back(array->items[i].as_string()->view());
        if (!c.may_read(texts.back().size())) return {};
    }
    std::erase_if(texts, [](std::string_view text) { return text.empty(); });
    return texts;
}

/// A separator, and where it comes next: the text is searched once for each of them.
struct Separator {
    std::string_view text;
    TextSearch search;
    size_t next;
};

/// The earliest of `separators` at or after `from`; of several at one place, the first of the list. Null when there is
/// none.
static Separator* next_separator(std::string_view text, std::vector<Separator>& separators, size_t from) {
    Separator* best = nullptr;
    for (Separator& one : separators) {
        if (one.next != npos && one.next < from) one.next = one.search.first(text, from);
        if (one.next != npos && (!best || one.next < best->next)) best = &one;
    }
    return best;
}

static NativeStatus split(NativeCall& c, std::string_view text, const std::vector<std::string_view>& by) {
    bool remove_empty = c.truth_or(2, false);
    double most = c.real_or(3, static_cast<double>(text.size()) + 1);
    if (most < 0) most = static_cast<double>(text.size()) + 1; // no limit
    if (c.failed()) return NativeStatus::fault;
    std::vector<Separator> separators;
    for (std::string_view one : by) {
        TextSearch search(c, one);
        separators.push_back({one, search, search.first(text, 0)});
        if (c.failed()) return NativeStatus::fault;
    }
    Value pieces(c.heap.new_array());
    auto add = [&](std::string_view piece) {
        if (piece.empty() && remove_empty) return true;
        if (!c.charge(1) || !c.may_allocate(piece.size() + 64)) return false;
        if (pieces.as_array()->push(Value(c.heap.new_string(piece)))) return true;
        no_room(c);
        return false;
    };
    size_t begin = 0;
    for (double splits = 0; splits < most; ++splits) {
        Separator* next = next_separator(text, separators, begin);
        if (!next) break;
        if (!c.charge(separators.size()) || !add(text.substr(begin, next->next - begin))) return NativeStatus::fault;
        begin = next->next + next->text.size();
    }
    if (!add(text.substr(begin))) return NativeStatus::fault;
    return c.done(std::move(pieces));
}

static NativeStatus string_split(NativeCall& c) {
    TextArgument text(c, 0), separator(c, 1);
    if (c.failed()) return NativeStatus::fault;
    std::vector<std::string_view> separators;
    if (separator.bytes() > 0) separators.push_back(separator.view());
    return split(c, text.unread(), separators);
}
static NativeStatus string_split_ext(NativeCall& c) {
    TextArgument text(c, 0);
    std::vector<std::string_view> separators = texts_argument(c, 1);
    return c.failed() ? NativeStatus::fault : split(c, text.unread(), separators);
}

/// The bytes of white space at the begin of `text`: ASCII, the no-break space and the spaces of general punctuation.
static size_t leading_space(std::string_view text) {
    if (text.empty()) return 0;
    if (text[0] == ' ' || (text[0] >= '\t' && text[0] <= '\r')) return 1;
    size_t at = 0;
    uint32_t point = text[0] & 0x80 ? next_utf8(text, at) : 0;
    bool space = point == 0xA0 || point == 0x1680 || (point >= 0x2000 && point <= 0x200A) || point == 0x2028 ||
                 point == 0x2029 || point == 0x202F || point == 0x205F || point == 0x3000 || point == 0xFEFF;
    return space && at > 1 ? at : 0;
}
static size_t trailing_space(std::string_view text) {
    for (size_t length = 1; length <= 3 && length <= text.size(); ++length)
        if (leading_space(text.substr(text.size() - length)) == length) return length;
    return 0;
}

/// How many bytes of `text` go at its start (or end): white space, or the first of `texts` that is there.
static size_t trimmed(NativeCall& c, std::string_view text, const std::vector<std::string_view>* texts, bool start) {
    if (!texts) return start ? leading_space(text) : trailing_space(text);
    for (std::string_view one : *texts)
        if (c.may_read(std::min(one.size(), text.size())) && (start ? text.starts_with(one) : text.ends_with(one)))
            return one.size();
    return 0;
}

static NativeStatus trim(NativeCall& c, bool start, bool end) {
    TextArgument whole(c, 0);
    std::vector<std::string_view> given;
    if (c.has(1)) given = texts_argument(c, 1);
    c.heap.spend(given.size());
    const std::vector<std::string_view>* texts = c.has(1) ? &given : nullptr;
    std::string_view text = whole.unread();
    size_t length = 0;
    while (start && (length = trimmed(c, text, texts, true)) > 0 && c.charge(1 + given.size()))
        text.remove_prefix(length);
    while (end && (length = trimmed(c, text, texts, false)) > 0 && c.charge(1 + given.size()))
        text.remove_suffix(length);
    return text.size() == whole.bytes() ? whole.whole(c) : c.done(text);
}
static NativeStatus string_trim(NativeCall& c) {
    return trim(c, true, true);
}
static NativeStatus string_trim_start(NativeCall& c) {
    return trim(c, true, false);
}
static NativeStatus string_trim_end(NativeCall& c) {
    return trim(c, false, true);
}

namespace {

/// string_foreach: shows each character and its position.
class CharacterWalk final : public NativeFrame {
public:
    CharacterWalk(Value callee, Value text, Walk walk, size_t byte)
        : m_callee(std::move(callee))
        , m_text(std::move(text))
        , m_walk(walk)
        , m_byte(byte) {}
    std::string_view name() const override { return "string_foreach"; }
    NativeStatus resume(NativeCall& c, const Value&) override {
        if (m_walk.count == 0) return c.done(Value());
        std::array<Value, 2> shown = next(c);
        return call_back_again(c, m_callee, shown);
    }
    std::array<Value, 2> next(NativeCall& c) {
        std::string_view text = m_text.as_string()->view();
        size_t begin = m_byte, end = m_byte;
        next_utf8(text, end);
        double position = static_cast<double>(m_walk.at + 1);
        m_walk.advance();
        if (m_walk.step > 0)
            m_byte = end;
        else if (m_walk.count > 0)
            for (--m_byte; m_byte > 0 && (text[m_byte] & 0xC0) == 0x80;) --m_byte;
        return {Value(c.heap.new_string(text.substr(begin, end - begin))), Value(position)};
    }

private:
    Value m_callee, m_text;
    Walk m_walk;
    size_t m_byte;
};

} // namespace

static NativeStatus string_foreach(NativeCall& c) {
    TextArgument text(c, 0);
    if (!callable_argument(c, 1)) return NativeStatus::fault;
    double position = c.real_or(2, 1), length = c.real_or(3, static_cast<double>(text.points()));
    if (c.failed() || !fits_text(c, text.bytes())) return NativeStatus::fault;
    Walk walk = walk_of(position > 0 ? position - 1 : position, length, static_cast<int64_t>(text.points()));
    if (walk.count == 0) return c.done();
    Value callee = c.arg(1);
    Value kept = c.arg(0).is_string() ? c.arg(0) : Value(c.heap.new_string(text.view()));
    auto frame = std::make_unique<CharacterWalk>(callee, kept, walk, text.byte_of(static_cast<size_t>(walk.at)));
    std::array<Value, 2> shown = frame->next(c);
    return call_back(c, callee, shown, std::move(frame));
}

static constexpr NativeRow rows[] = {
    {"string_split", string_split, 2, 4},       {"string_split_ext", string_split_ext, 2, 4},
    {"string_trim", string_trim, 1, 2},         {"string_trim_start", string_trim_start, 1, 2},
    {"string_trim_end", string_trim_end, 1, 2}, {"string_foreach", string_foreach, 2, 4},
};

std::span<const NativeRow> string_list_natives() {
    return rows;
}

} // namespace scope
