#include "core/trace/guard_text.h"

#include "core/gml/chunk.h"

#include <algorithm>

namespace scope {

static constexpr size_t most_condition = 120, most_operand = 60;

std::string without_middle(std::string_view text, size_t most) {
    std::string flat;
    for (char c : text) {
        bool blank = c == ' ' || c == '\t' || c == '\n' || c == '\r';
        if (!blank) flat += c;
        if (blank && !flat.empty() && flat.back() != ' ') flat += ' ';
    }
    while (!flat.empty() && flat.back() == ' ') flat.pop_back();
    auto inside = [&](size_t at) { return at < flat.size() && (static_cast<unsigned char>(flat[at]) & 0xC0) == 0x80; };
    size_t length = 0;
    for (size_t at = 0; at < flat.size(); ++at) length += !inside(at);
    if (length <= most) return flat;
    size_t front = most / 2, back = flat.size() - (most - 3 - most / 2);
    while (inside(front)) --front;
    while (inside(back)) ++back;
    return flat.substr(0, front) + "..." + flat.substr(back);
}

/// What says its value itself: a number, a string, one of GameMaker's words.
static bool is_literal(std::string_view text) {
    if (text.empty()) return false;
    for (std::string_view word : {"true", "false", "undefined", "noone", "infinity", "pointer_null"})
        if (text == word) return true;
    char first = text[0] == '-' && text.size() > 1 ? text[1] : text[0];
    return first == '"' || first == '@' || first == '$' || first == '.' || (first >= '0' && first <= '9');
}

namespace {

class Words {
public:
    Words(const Program& program, uint32_t code, const ShowValue& show) : m_show(show) {
        const Code& compared = program.code(code);
        m_chunk = compared.chunk.get();
        m_text = program.file(compared.file).text();
    }

    const Chunk* chunk() const { return m_chunk; }
    std::string source(Span span, size_t most) const {
        size_t begin = std::min<size_t>(span.begin, m_text.size());
        return without_middle(m_text.substr(begin, span.end - std::min(span.end, span.begin)), most);
    }
    std::string value(const Value& value) const {
        if (value.is_bool()) return value.as_bool() ? "true" : "false";
        std::string text = without_middle(m_show(value), most_operand_shown);
        return value.is_string() ? "\"" + text + "\"" : text;
    }

    /// "status == 0, was 404"
    std::string of(const CompareEntry& entry, const Value& left, const Value& right) const {
        std::string a = source(entry.left, most_operand), b = source(entry.right, most_operand);
        std::string out = entry.whole.end ? source(entry.whole, most_condition) : a + " == " + b;
        if (b.empty()) return out + (out == a ? ", was " : ", " + a + " was ") + value(left);
        bool of_macro = entry.left.begin == entry.right.begin && entry.left.end == entry.right.end;
        if (of_macro) return out + (out == a ? "" : ", " + a) + " compared " + value(left) + " with " + value(right);
        if (!is_literal(a)) out += ", was " + value(left);
        if (!is_literal(b)) out += ", " + (is_literal(a) ? "was " : b + " ") + value(right);
        return out;
    }
    /// Of a switch of which no case was taken; its last one was compared.
    std::string no_case(const CompareEntry& entry, const Value& left) const {
        return "no case of switch (" + source(entry.left, most_operand) + "), was " + value(left);
    }

private:
    const ShowValue& m_show;
    const Chunk* m_chunk = nullptr;
    std::string_view m_text;
};

bool is_within(Span inner, Span outer) {
    return inner.begin >= outer.begin && inner.end <= outer.end;
}

} // namespace

std::string guard_text(const Program& program, uint32_t code, uint32_t pc, uint32_t compare_pc, const Value& left,
                       const Value& right, const ShowValue& show) {
    Words words(program, code, show);
    const GuardEntry* guard = words.chunk() ? words.chunk()->guard_at(pc) : nullptr;
    if (!guard || guard->condition.end == 0) return {};
    const CompareEntry* entry = words.chunk()->compare_at(compare_pc);
    bool is_case = entry && entry->whole.end == 0;
    if (is_case && is_within(guard->condition, entry->left)) return words.no_case(*entry, left); // its default
    if (entry && is_within(is_case ? entry->right : entry->left, guard->condition))
        return words.of(*entry, left, right);
    return words.source(guard->condition, most_condition);
}

std::string condition_text(const Program& program, uint32_t code, uint32_t compare_pc, const Value& left,
                           const Value& right, const ShowValue& show) {
    Words words(program, code, show);
    const CompareEntry* entry = words.chunk() ? words.chunk()->compare_at(compare_pc) : nullptr;
    if (!entry) return {};
    return entry->whole.end ? words.of(*entry, left, right) : words.no_case(*entry, left);
}

std::string condition_source(const Program& program, uint32_t code, uint32_t pc) {
    static const ShowValue nothing;
    Words words(program, code, nothing);
    const Chunk* chunk = words.chunk();
    if (!chunk || chunk->is_hidden) return {};
    if (const GuardEntry* guard = chunk->guard_at(pc)) return words.source(guard->condition, most_condition);
    if (!chunk->only_looks(pc)) return {};
    auto entry = std::lower_bound(chunk->compares.begin(), chunk->compares.end(), pc,
                                  [](const CompareEntry& each, uint32_t wanted) { return each.pc < wanted; });
    if (entry == chunk->compares.end() || !chunk->only_looks(entry->pc)) return {};
    return words.source(entry->whole.end ? entry->whole : entry->left, most_condition);
}

} // namespace scope
