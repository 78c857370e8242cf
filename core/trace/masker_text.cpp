// Secrets in texts: JSON, forms, URLs and headers inside a string.

#include "core/base/text.h"
#include "core/data/json_reader.h"
#include "core/data/json_writer.h"
#include "core/trace/masker.h"
#include "core/trace/splice.h"

#include <algorithm>

namespace scope {

namespace {

constexpr int deepest_json = 16; // JSON in a string of JSON ...

bool is_name_byte(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '-' ||
           c == '.';
}

bool is_quote(char c) {
    return c == '"' || c == '\'';
}

/// Behind the quoted text whose opening quote is at `begin`, without the closing quote.
size_t end_of_quoted(std::string_view text, size_t begin) {
    size_t at = begin + 1;
    while (at < text.size() && text[at] != text[begin]) at += text[at] == '\\' ? 2 : 1;
    return std::min(at, text.size());
}

/// The name in front of the '=' or ':' at `at`: `name=`, `"name":`, `name :`, `\"name\":`, `list[name]=`,
/// `list%5Bname%5D=`.
std::string_view name_before(std::string_view text, size_t at) {
    constexpr size_t longest = 200;
    auto drop = [&](std::string_view end) {
        bool there = text.substr(0, at).ends_with(end);
        at -= there ? end.size() : 0;
        return there;
    };
    while (at > 0 && text[at - 1] == ' ') --at;
    if (!drop("]") && !drop("%5D") && !drop("%5d") && at > 0 && is_quote(text[at - 1])) {
        --at;
        drop("\\");
    }
    size_t begin = at;
    while (begin > 0 && at - begin < longest && is_name_byte(text[begin - 1])) --begin;
    std::string_view name = text.substr(begin, at - begin);
    bool coded = begin > 0 && text[begin - 1] == '%' && name.size() > 2; // of %5B
    return coded ? name.substr(2) : name;
}

/// Says nothing about a secret.
bool is_filler(std::string_view value) {
    for (std::string_view word : {"", "0", "1", "true", "false", "null", "undefined"})
        if (value == word) return true;
    return false;
}

/// The bytes of the value behind the '=' or ':' at `at`, which `name` is the name of; empty when there is none to hide.
Range value_behind(std::string_view text, size_t at, std::string_view name) {
    bool is_header = text[at] == ':';
    size_t begin = at + 1;
    while (begin < text.size() && (text[begin] == '=' || text[begin] == ' ')) ++begin;
    size_t quote = text.find_first_not_of(" \t\r\n", begin);
    if (quote != std::string_view::npos && text.substr(quote, 2) == "\\\"") {
        size_t end = std::min(text.find("\\\"", quote + 2), text.size());
        return {quote + 2, end};
    }
    if (quote != std::string_view::npos && is_quote(text[quote])) return {quote + 1, end_of_quoted(text, quote)};
    if (!is_header && begin > at + 1 && text[begin - 1] == ' ') return {begin, begin};
    std::string lower = lower_ascii(name);
    size_t line_end = std::min(text.find_first_of("\r\n\"", begin), text.size());
    if (is_header && lower.ends_with("cookie")) return {begin, line_end};
    if (is_header && lower.ends_with("authorization")) { // the scheme stays
        size_t scheme = std::min(text.find(' ', begin), line_end);
        size_t rest = std::min(text.find_first_not_of(' ', scheme), line_end);
        return rest < line_end ? Range{rest, line_end} : Range{begin, line_end};
    }
    for (std::string_view scheme : {"bearer ", "basic ", "digest ", "token "})
        if (lower_ascii(text.substr(begin, scheme.size())) == scheme) begin += scheme.size();
    size_t word = text.substr(0, at).find_last_of("? \t\r\n\"'");
    bool in_url = word != std::string_view::npos && text[word] == '?';
    size_t end =
        std::min(text.find_first_of(in_url ? "&;, \t\r\n\"'<>)]}|#" : "&;, \t\r\n\"'<>)]}|", begin), text.size());
    // A word behind a colon is as likely prose.
    if (is_header && end - begin < 8) return {begin, begin};
    return {begin, end};
}

/// Where the bracket closes that opens at each place, for those that do; strings are passed over. Of what is nested too
/// deeply to be read nothing is said: trying that at each level would take forever.
std::vector<size_t> closing_brackets(std::string_view text) {
    struct Open {
        size_t at, levels; ///< `levels` inside
    };
    std::vector<size_t> out(text.size());
    std::vector<Open> open;
    for (size_t at = 0; at < text.size(); ++at) {
        char c = text[at];
        if (c == '"')
            at = end_of_quoted(text, at);
        else if (c == '{' || c == '[')
            open.push_back({at, 1});
        else if ((c == '}' || c == ']') && !open.empty()) {
            Open closed = open.back();
            open.pop_back();
            if ((text[closed.at] == '{') == (c == '}') && closed.levels <= JsonReadOptions().max_depth)
                out[closed.at] = at;
            if (!open.empty()) open.back().levels = std::max(open.back().levels, closed.levels + 1);
        }
    }
    return out;
}

} // namespace

std::string Masker::found_in_json(std::string_view text, int depth, bool& is_json, bool of_secret) {
    size_t first = text.find_first_not_of(" \t\r\n");
    is_json = first != std::string_view::npos && (text[first] == '{' || text[first] == '[') && depth < deepest_json;
    if (!is_json) return std::string(text);
    Splice out(text);
    std::vector<bool> secret{of_secret}; // of each open bracket
    bool next = false;                   // of the value behind the key
    auto take = [&](const JsonToken& token) -> JsonOutcome {
        size_t begin = token.offset;
        bool here = next || secret.back();
        next = token.kind == JsonTokenKind::key && is_secret_key(token.text);
        switch (token.kind) {
        case JsonTokenKind::begin_object:
        case JsonTokenKind::begin_array: secret.push_back(here); break;
        case JsonTokenKind::end_object:
        case JsonTokenKind::end_array: secret.pop_back(); break;
        case JsonTokenKind::number:
            if (here) out.replace(begin, begin + token.text.size(), m_secrets.image_of_number(token.text));
            break;
        case JsonTokenKind::string: {
            std::string image = here ? m_secrets.image(token.text) : found_in_words(token.text, depth + 1);
            if (image == token.text) break;
            std::string quoted;
            append_json_string(quoted, image);
            out.replace(begin, end_of_quoted(text, begin) + 1, quoted);
            break;
        }
        case JsonTokenKind::key:
        case JsonTokenKind::boolean:
        case JsonTokenKind::null: break;
        }
        return {};
    };
    is_json = read_json(text, {}, take).has_value();
    return is_json ? out.result() : std::string(text);
}

std::string Masker::found_in_words(std::string_view text, int depth) {
    bool is_json = false;
    std::string json = found_in_json(text, depth, is_json);
    if (is_json) return json;
    Splice out(text);
    std::vector<size_t> closes;
    if (text.find_first_of("{[") != std::string_view::npos) closes = closing_brackets(text);
    // A whole piece of JSON inside of other text.
    auto json_at = [&](size_t at, bool secret) -> size_t {
        if (closes.empty() || closes[at] == 0) return 0;
        bool valid = false;
        std::string piece = found_in_json(text.substr(at, closes[at] + 1 - at), depth + 1, valid, secret);
        if (valid) out.replace(at, closes[at] + 1, piece);
        return valid ? closes[at] + 1 : 0;
    };
    constexpr std::string_view telling = ":= {[";
    for (size_t at = text.find_first_of(telling); at != std::string_view::npos; at = text.find_first_of(telling, at)) {
        Range value{at, at};
        if (text[at] == '{' || text[at] == '[') {
            size_t behind = json_at(at, false);
            at = behind ? behind : at + 1;
            continue;
        }
        if (text.substr(at, 3) == "://") { // name:password@
            size_t end = std::min(text.find_first_of("/?# \t\r\n\"'<>", at + 3), text.size());
            std::string_view host = text.substr(at + 3, end - at - 3);
            size_t sign = host.rfind('@');
            if (sign == std::string_view::npos || sign == 0) {
                at = end;
                continue;
            }
            size_t colon = host.substr(0, sign).find(':');
            value = {at + 3 + (colon == std::string_view::npos ? 0 : colon + 1), at + 3 + sign};
        } else if (text[at] == ' ') { // "Bearer abc" wherever it stands
            size_t begin = std::min(text.find_first_not_of(' ', at), text.size());
            bool scheme = lower_ascii(text.substr(at < 6 ? 0 : at - 6, at < 6 ? at : 6)) == "bearer";
            if (scheme) value = {begin, std::min(text.find_first_of("&;, \t\r\n\"'<>", begin), text.size())};
            if (value.end - value.begin < 8) value = {at, at};
        } else if (std::string_view name = name_before(text, at); is_secret_key(name)) {
            size_t begin = text.find_first_not_of(" \t\r\n=", at + 1);
            bool list = begin != std::string_view::npos && (text[begin] == '{' || text[begin] == '[');
            if (size_t behind = list ? json_at(begin, true) : 0; behind) {
                at = behind;
                continue;
            }
            value = value_behind(text, at, name);
        }
        std::string_view found = text.substr(value.begin, value.end - value.begin);
        if (!is_filler(found)) out.replace(value.begin, value.end, m_secrets.image(found));
        at = std::max(at + 1, value.end);
    }
    return out.result();
}

std::string Masker::masked_words(std::string_view text) {
    // What is known first: what of it looks like a secret by itself is none of its own.
    size_t known = m_secrets.known();
    std::string out = found_in_words(m_secrets.without_known(text), 0);
    return m_secrets.known() == known ? out : m_secrets.without_known(out);
}

} // namespace scope
