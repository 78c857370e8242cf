#pragma once
// The secrets that a session met, and what stands for each in a trace: the n-th distinct text becomes "secret<n>", cut
// to its length, a number keeps its sign and its digits' count. What stands for a secret stands for itself, so that a
// trace that is replayed and recorded again says the same. Costs a hash look-up a secret, and one a byte where known
// secrets are looked for in a text.

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace scope {

/// Whether a key's value is to be hidden: one of its words is token, password, session and the like, as in
/// "X-Api-Key", "sessionToken", "AUTH_HEADER"; not when its last word says that the value only tells of one
/// ("token_type").
bool is_secret_key(std::string_view key);
/// The same of any step of a path: "response_headers/Set-Cookie", "self.auth.user", "result > token".
bool is_secret_path(std::string_view path);
/// False of texts in which masking finds nothing as long as no secret was met, whatever they are: values, GML, names,
/// typed JSON. Asked of much before little of it is looked at closely; costs a nanosecond a byte.
bool may_hold_secret(std::string_view text);

class Secrets {
public:
    /// What stands for a text from now on; an empty one stays.
    std::string image(std::string_view text);
    /// The same for a number as it is written, "-12.50", "1e5"; 0 and 1 stay. At most `most_digits` begin with 9,
    /// longer ones with 1, so that the image fits what held the number.
    std::string image_of_number(std::string_view digits, size_t most_digits = 18);
    /// The text with every secret of 8 bytes or more replaced that was met before.
    std::string without_known(std::string_view text) const;
    /// Whether any was met, or what stands for one.
    bool any() const { return m_any; }
    /// How many are looked for in texts.
    size_t known() const { return m_known.size(); }

private:
    struct Known {
        size_t size;
        std::string image;
        std::string rest; ///< what follows, of the beginning of a long one
    };
    /// Of secrets with the same last 8 bytes: by size, then by hash.
    using SameEnd = std::map<size_t, std::unordered_map<uint64_t, uint32_t>>;
    void remember(std::string_view text, const std::string& image);
    void remember_part(std::string_view text, std::string_view rest, const std::string& image);

    std::unordered_map<std::string, std::string> m_images;                    ///< by text
    std::map<size_t, std::unordered_map<std::string, std::string>> m_numbers; ///< by count of digits, then by digits
    std::map<size_t, uint64_t> m_last_number;                                 ///< of each count
    uint64_t m_last = 0;                                                      ///< number of the newest text
    bool m_any = false;
    std::vector<Known> m_known;
    std::unordered_map<uint64_t, SameEnd> m_by_end;           ///< places in m_known
    std::vector<bool> m_may_end = std::vector<bool>(1 << 16); ///< hashes of those ends, asked first
};

} // namespace scope
