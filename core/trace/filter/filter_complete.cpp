#include "core/trace/filter/filter_complete.h"

#include "core/base/text.h"
#include "core/trace/filter/event_set.h"
#include "core/trace/filter/filter_scanner.h"

#include <algorithm>

namespace scope {

namespace {

constexpr size_t most = 100;

/// The term that the cursor is in: its word, and where its value begins if there is an operator.
struct Around {
    size_t word_begin = 0, word_end = 0;
    std::string_view word;
    bool has_value = false;
    size_t value_begin = 0, value_end = 0;
    bool expression = false;
};

/// Goes from term to term as the parser does; what is not closed ends at the end.
Around around(std::string_view text, size_t cursor) {
    FilterScanner scan(text);
    Around found;
    while (true) {
        while (scan.at_space() || (!scan.done() && (scan.peek() == '(' || scan.peek() == ')'))) {
            if (scan.at() >= cursor) break;
            scan.skip(1);
        }
        found = {};
        bool minus = scan.peek() == '-' && scan.at() < cursor;
        if (minus) scan.skip(1);
        found.word_begin = scan.at();
        found.word = scan.word();
        if (scan.peek() == '"') (void)scan.quoted(); // key."a b", or free text
        found.word_end = scan.at();
        found.word = scan.from(found.word_begin);
        std::string_view operation = scan.operation();
        if (!operation.empty() && scan.at() < cursor) {
            scan.skip(operation.size());
            found.has_value = true;
            found.value_begin = scan.at();
            found.expression = operation.ends_with('~');
            if (scan.peek() == '"')
                (void)scan.quoted();
            else
                scan.bare_value();
            found.value_end = scan.at();
        }
        if (scan.at() >= cursor || scan.done()) return found;
        if (scan.at() == found.word_begin) scan.skip(1); // what begins no term
    }
}

bool needs_quotes(std::string_view text) {
    return text.empty() || text.starts_with('/') || std::any_of(text.begin(), text.end(), [](char c) {
               return ends_filter_word(c) || c == '*' || c == '\\' || c == '!';
           });
}

std::string in_quotes(std::string_view text) {
    std::string out = "\"";
    for (char c : text) {
        if (c == '"' || c == '\\') out += '\\';
        out += c;
    }
    return out + '"';
}

/// Collects what fits, in two groups.
class Offers {
public:
    Offers(std::string_view typed, size_t begin, size_t end)
        : m_typed(lower_ascii(typed))
        , m_begin(begin)
        , m_end(end) {}

    void offer(std::string_view name, std::string text, std::string_view note) {
        std::string lower = lower_ascii(name);
        bool begins = lower.starts_with(m_typed);
        if (!begins && (m_typed.size() < 2 || lower.find(m_typed) == std::string::npos)) return;
        auto& group = begins ? m_first : m_second;
        if (group.size() < most) group.push_back({m_begin, m_end, std::move(text), std::string(note)});
    }
    std::vector<FilterCompletion> take() {
        m_first.insert(m_first.end(), m_second.begin(), m_second.end());
        if (m_first.size() > most) m_first.resize(most);
        return std::move(m_first);
    }

private:
    std::string m_typed;
    size_t m_begin, m_end;
    std::vector<FilterCompletion> m_first, m_second;
};

/// What a word is followed by when it is chosen from the list: it saves a key, and shows how the word goes on.
std::string_view behind(const FilterWord& word) {
    switch (word.kind) {
    case FilterKind::flag: return "";
    case FilterKind::number:
    case FilterKind::text:
    case FilterKind::event: return ":";
    case FilterKind::time: return ">";
    case FilterKind::value: return word.name == "key" ? "." : "=";
    }
    return "";
}

std::vector<FilterCompletion> words(std::string_view typed, size_t begin, size_t end, const FilterFacts& facts) {
    Offers offers(typed, begin, end);
    if (typed.size() >= 4 && equal_ignoring_case(typed.substr(0, 4), "key.")) {
        std::string_view rest = typed.substr(4);
        if (rest.starts_with('"')) rest = rest.substr(1, rest.size() - 1 - (rest.size() > 1 && rest.ends_with('"')));
        Offers keys(rest, begin, end);
        for (const std::string& key : facts.of(FilterFact::keys)) {
            const FilterFacts::Names& values = facts.values(key);
            keys.offer(key, "key." + (needs_quotes(key) ? in_quotes(key) : key),
                       values.empty() ? std::string() : "such as " + *values.begin());
        }
        return keys.take();
    }
    for (const FilterWord& word : filter_words()) {
        offers.offer(word.name, std::string(word.name) + std::string(behind(word)), word.says);
        bool other = !word.also.empty() && !typed.empty() && lower_ascii(word.also).starts_with(lower_ascii(typed));
        if (other) offers.offer(word.also, std::string(word.also) + std::string(behind(word)), word.says);
    }
    offers.offer("and", "and", "both; terms side by side mean the same");
    offers.offer("or", "or", "one of both");
    offers.offer("not", "not", "what follows does not hold; - in front of a term is short for it");
    return offers.take();
}

} // namespace

std::vector<FilterCompletion> complete_filter(std::string_view text, size_t cursor, const FilterFacts& facts) {
    cursor = std::min(cursor, text.size());
    if (text.size() > longest_filter) return {};
    Around at = around(text, cursor);
    if (!at.has_value) {
        if (at.word.starts_with('"') || at.word.starts_with('/')) return {};
        size_t typed_end = std::clamp(cursor, at.word_begin, at.word_end);
        return words(text.substr(at.word_begin, typed_end - at.word_begin), at.word_begin, at.word_end, facts);
    }
    bool of_key = at.word.size() > 4 && equal_ignoring_case(at.word.substr(0, 4), "key.");
    const FilterWord* word = filter_word(of_key ? "key" : at.word);
    if (!word || at.expression) return {};
    size_t typed_end = std::clamp(cursor, at.value_begin, at.value_end);
    std::string_view typed = text.substr(at.value_begin, typed_end - at.value_begin);
    if (typed.starts_with('"')) typed = typed.substr(1, typed.size() - 1 - (typed.size() > 1 && typed.ends_with('"')));
    Offers offers(typed, at.value_begin, at.value_end);
    auto offer = [&](const std::string& name, std::string_view note) {
        offers.offer(name, needs_quotes(name) ? in_quotes(name) : name, note);
    };
    if (of_key || word->name == "status") {
        std::string_view key = of_key ? at.word.substr(4) : at.word;
        if (key.size() > 1 && key.starts_with('"')) key = key.substr(1, key.size() - 2);
        for (const std::string& value : facts.values(key)) offer(value, "");
        return offers.take();
    }
    if (word->kind == FilterKind::event) {
        const FilterFacts::Names& seen = facts.of(FilterFact::events);
        for (const std::string& name : seen) offer(name, "came");
        for (const std::string& name : event_names())
            if (!seen.contains(name) && (!typed.empty() || name.starts_with("ev_async"))) offer(name, "");
        return offers.take();
    }
    for (const std::string& name : facts.of(word->fact)) offer(name, "");
    return offers.take();
}

std::string with_completion(std::string_view text, const FilterCompletion& completion, size_t& cursor) {
    size_t begin = std::min(completion.begin, text.size()), end = std::clamp(completion.end, begin, text.size());
    cursor = begin + completion.text.size();
    return std::string(text.substr(0, begin)) + completion.text + std::string(text.substr(end));
}

} // namespace scope
