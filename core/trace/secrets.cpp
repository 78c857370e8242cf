#include "core/trace/secrets.h"

#include "core/base/text.h"
#include "core/data/json_writer.h"

#include <algorithm>
#include <cstring>
#include <optional>
#include <re2/re2.h>

namespace scope {

// --- which keys

static bool is_upper(char c) {
    return c >= 'A' && c <= 'Z';
}
static bool is_letter(char c) {
    return is_upper(c) || (c >= 'a' && c <= 'z');
}

/// "X-Api-Key", "sessionToken", "APIKey2" as lower-case words.
static std::vector<std::string> words_of(std::string_view key) {
    std::vector<std::string> out;
    bool inside = false;
    for (size_t i = 0; i < key.size(); ++i) {
        char c = key[i];
        if (!is_letter(c)) {
            inside = false;
            continue;
        }
        bool after_lower = inside && is_upper(c) && !is_upper(key[i - 1]);
        bool last_capital = inside && is_upper(c) && i + 1 < key.size() && is_letter(key[i + 1]) &&
                            !is_upper(key[i + 1]) && is_upper(key[i - 1]);
        if (!inside || after_lower || last_capital) out.emplace_back();
        inside = true;
        out.back() += is_upper(c) ? static_cast<char>(c - 'A' + 'a') : c;
    }
    return out;
}

/// "secret12": what stands for one.
static bool is_numbered(std::string_view text) {
    if (!text.starts_with("secret") || text.size() < 7 || text.size() > 15) return false;
    return text.find_first_not_of("0123456789", 6) == std::string_view::npos;
}

static constexpr std::string_view secret[] = {
    "token", "secret", "password", "passwd",     "pwd",    "passphrase", "auth",       "authorization", "bearer",
    "jwt",   "cookie", "session",  "credential", "apikey", "accesskey",  "privatekey", "signature"};

bool is_secret_key(std::string_view key) {
    static constexpr std::string_view harmless[] = {"count", "type", "expires", "valid", "length"};
    constexpr size_t most = 1000; // bytes: what is longer is no name
    if (key.size() > most || is_numbered(key)) return false;
    auto among = [](const auto& list, std::string_view word) {
        return std::find(std::begin(list), std::end(list), word) != std::end(list);
    };
    auto is_secret_word = [&](std::string_view word) {
        return among(secret, word) || (word.ends_with('s') && among(secret, word.substr(0, word.size() - 1)));
    };
    std::vector<std::string> words = words_of(key);
    if (words.empty() || among(harmless, words.back())) return false;
    for (size_t i = 0; i < words.size(); ++i) {
        if (is_secret_word(words[i])) return true;
        if (i + 1 < words.size() && words[i + 1].starts_with("key") && is_secret_word(words[i] + words[i + 1]))
            return true;
    }
    return false;
}

bool is_secret_path(std::string_view path) {
    for (size_t at = 0; at < path.size();) {
        size_t end = std::min(path.find_first_of("/.>[", at), path.size());
        if (is_secret_key(path.substr(at, end - at))) return true;
        at = end + 1;
    }
    return false;
}

/// The words of the table, two of them however they are joined; a name and password in a URL; what may be written as an
/// escape.
static const re2::RE2& telling() {
    static const re2::RE2 pattern = [] {
        std::string words;
        for (std::string_view word : secret) {
            bool two = word.ends_with("key");
            words += std::string(word.substr(0, word.size() - (two ? 3 : 0))) + (two ? "[^a-z]*key|" : "|");
        }
        re2::RE2::Options options;
        options.set_case_sensitive(false);
        options.set_encoding(re2::RE2::Options::EncodingLatin1); // any bytes
        return re2::RE2(words + R"(://[^/?#]*@|\\[^"'\\/nrtbf])", options);
    }();
    return pattern;
}

bool may_hold_secret(std::string_view text) {
    return !text.empty() && re2::RE2::PartialMatch({text.data(), text.size()}, telling());
}

// --- what stands for them

static constexpr std::string_view stem = "secret";
static constexpr size_t shortest_known = 8;  // bytes: shorter ones would tear words apart
static constexpr size_t most_kept = 100'000; // texts; more are all called by the last number

static bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

/// The number in "secret12"; 0 of "secret" and what it is cut to, nothing of other texts.
static bool is_image(std::string_view text, uint64_t& number) {
    number = 0;
    if (text.size() <= stem.size()) return stem.starts_with(text);
    if (!text.starts_with(stem) || text.size() > stem.size() + 9) return false;
    for (char c : text.substr(stem.size())) {
        if (!is_digit(c)) return false;
        number = number * 10 + static_cast<uint64_t>(c - '0');
    }
    return true;
}

std::string Secrets::image(std::string_view text) {
    if (text.empty()) return {};
    m_any = true;
    uint64_t number = 0;
    bool stays = is_image(text, number);
    if (stays && number > 0) {
        m_last = std::max(m_last, number);
        return std::string(text);
    }
    if (auto known = m_images.find(std::string(text)); known != m_images.end()) return known->second;
    if (stays) return std::string(text);
    bool kept = m_images.size() < most_kept;
    std::string image = std::string(stem) + std::to_string(m_last + kept);
    // Where its number has no room a secret takes none: on replay it could not be told from another.
    if (image.size() <= text.size())
        m_last += kept;
    else
        image.resize(text.size());
    if (!kept) return image;
    m_images.emplace(text, image);
    remember(text, image);
    std::string quoted; // as it stands in JSON
    append_json_string(quoted, text);
    if (std::string_view escaped = std::string_view(quoted).substr(1, quoted.size() - 2); escaped != text)
        remember(escaped, image);
    return image;
}

std::string Secrets::image_of_number(std::string_view digits, size_t most_digits) {
    size_t exponent = std::min(digits.find_first_of("eE"), digits.size());
    std::string bare;
    for (char c : digits.substr(0, exponent))
        if (is_digit(c)) bare += c;
    bool zero_or_one = bare.find_first_not_of('0') == std::string::npos || digits == "1" || digits == "-1";
    if (zero_or_one) return std::string(digits);
    m_any = true;
    auto& same_length = m_numbers[bare.size()];
    if (same_length.size() >= 2 * most_kept) same_length.clear();
    std::string& image = same_length[bare];
    if (image.empty()) {
        image = std::string(bare.size(), bare.size() > most_digits ? '1' : '9');
        uint64_t number = ++m_last_number[bare.size()];
        for (size_t i = image.size(); i-- > 1; number /= 10) image[i] = static_cast<char>('0' + number % 10);
    }
    std::string shown = image;
    same_length.emplace(shown, shown);                                         // it stands for itself
    if (bare.size() >= shortest_known && shown != bare) remember(bare, shown); // as text, too
    std::string out(digits);
    for (size_t i = 0, next = 0; i < exponent; ++i)
        if (is_digit(out[i])) out[i] = shown[next++];
    return out;
}

// --- in texts

static uint64_t eight_bytes(const char* at) {
    uint64_t out;
    std::memcpy(&out, at, sizeof out);
    return out;
}

static size_t slot_of(uint64_t end) {
    return end * 0x9E3779B97F4A7C15u >> 48;
}

/// Hashes of all parts of a text, each at once: polynomials modulo 2^61 - 1.
class PartHashes {
public:
    explicit PartHashes(std::string_view text) : m_prefix(text.size() + 1), m_power(text.size() + 1, 1) {
        for (size_t i = 0; i < text.size(); ++i) {
            m_prefix[i + 1] = sum(product(m_prefix[i], base), static_cast<unsigned char>(text[i]) + 1u);
            m_power[i + 1] = product(m_power[i], base);
        }
    }
    uint64_t of(size_t begin, size_t end) const {
        return sum(m_prefix[end], modulus - product(m_prefix[begin], m_power[end - begin]));
    }

private:
    static constexpr uint64_t modulus = (uint64_t(1) << 61) - 1, base = 0x9E3779B97F4A7C1;
    static uint64_t sum(uint64_t a, uint64_t b) { return a + b >= modulus ? a + b - modulus : a + b; }
    static uint64_t product(uint64_t a, uint64_t b) {
        unsigned __int128 whole = static_cast<unsigned __int128>(a) * b;
        return sum(static_cast<uint64_t>(whole & modulus), static_cast<uint64_t>(whole >> 61));
    }

    std::vector<uint64_t> m_prefix, m_power;
};

void Secrets::remember(std::string_view text, const std::string& image) {
    // Messages cut long values: those are known by their beginning as well, from which they are followed.
    constexpr size_t telling = 48;
    if (text.size() > 2 * telling) remember_part(text.substr(0, telling), text.substr(telling), image);
    remember_part(text, {}, image);
}

void Secrets::remember_part(std::string_view text, std::string_view rest, const std::string& image) {
    constexpr size_t most_sizes = 16; // of one end
    if (text.size() < shortest_known) return;
    uint64_t end = eight_bytes(text.data() + text.size() - 8);
    SameEnd& same_end = m_by_end[end];
    if (same_end.size() >= most_sizes && !same_end.contains(text.size())) return;
    m_may_end[slot_of(end)] = true;
    same_end[text.size()].emplace(PartHashes(text).of(0, text.size()), static_cast<uint32_t>(m_known.size()));
    m_known.push_back({text.size(), image, std::string(rest)});
}

/// The bytes from `begin` to `end` are of secrets, of which `known` is the longest.
struct SecretPlace {
    size_t begin, end;
    uint32_t known;
};

std::string Secrets::without_known(std::string_view text) const {
    std::vector<SecretPlace> found;
    auto note = [&](SecretPlace place) {
        // Those that touch are one: of the longest.
        while (!found.empty() && found.back().end > place.begin) {
            const SecretPlace& before = found.back();
            if (m_known[before.known].size > m_known[place.known].size) place.known = before.known;
            place.begin = std::min(place.begin, before.begin);
            found.pop_back();
        }
        found.push_back(place);
    };
    std::optional<PartHashes> hashes;
    for (size_t end = 8; !m_known.empty() && end <= text.size(); ++end) {
        uint64_t last = eight_bytes(text.data() + end - 8);
        if (!m_may_end[slot_of(last)]) continue;
        auto same_end = m_by_end.find(last);
        if (same_end == m_by_end.end()) continue;
        if (!hashes) hashes.emplace(text);
        for (const auto& [size, secrets] : same_end->second) {
            if (size > end) break;
            auto found_one = secrets.find(hashes->of(end - size, end));
            if (found_one == secrets.end()) continue;
            std::string_view rest = m_known[found_one->second].rest;
            size_t more = 0;
            while (more < rest.size() && end + more < text.size() && text[end + more] == rest[more]) ++more;
            note({end - size, end + more, found_one->second});
            if (more > 0) {
                end += more - 1;
                break;
            }
        }
    }
    std::string out;
    size_t copied = 0;
    for (const SecretPlace& place : found) {
        out += text.substr(copied, place.begin - copied);
        out += m_known[place.known].image;
        copied = place.end;
    }
    return out += text.substr(copied);
}

} // namespace scope
