#pragma once
// Keeps secrets out of what reaches a disk: a trace is meant to be sent to a colleague. Values are masked, never the
// text of a finished document, so what is masked stays a value of its kind. A value is secret by its key
// (core/trace/secrets.h); in JSON, forms, URLs and headers that a string holds, and in the literals of GML, the secret
// part alone is replaced; and what was met as a secret of 8 bytes or more is replaced in whatever a game says. Linear;
// what holds no secret is shared, not copied.

#include "core/trace/records.h"
#include "core/trace/secrets.h"

#include <utility>

namespace scope {

class Masker {
public:
    /// Any record with a table (core/trace/record_fields.h).
    template<typename Record> Record masked(const Record& record) {
        for (int pass = 1;; ++pass) { // what is met at its end may stand at its beginning
            size_t known = m_secrets.known();
            m_last = {}; // what it became when less was known
            Record out = record;
            mask(out);
            if (m_secrets.known() == known || pass == 3) return out;
        }
    }
    Datum masked_value(const Datum& value, bool secret = false);
    /// Text that a game made: whole JSON, or anything in which names and values, URLs or headers stand.
    std::string masked_words(std::string_view text);
    /// GML, in whose literals secrets may stand; of all of them with `secret`, as of a value assigned to a secret
    /// variable.
    std::string masked_code(std::string_view code, bool secret = false);
    /// A name that may be one of the game's secrets itself.
    std::string masked_name(std::string_view text) const { return m_secrets.without_known(text); }
    /// A condition and its operands: their values, when one of its names is a secret's. `cut` are those that it does
    /// not show in full.
    std::string masked_guard(std::string_view text, const std::vector<std::string>& cut = {});

    /// Whether anything was masked so far, or was masked before it came here.
    bool any() const { return m_secrets.any(); }

private:
    template<typename Record> void mask(Record& record);
    std::string found_in_words(std::string_view text, int depth);
    std::string found_in_json(std::string_view text, int depth, bool& is_json, bool secret = false);

    Secrets m_secrets;
    std::pair<Datum, Datum> m_last; ///< a value and what it became: runs share what they saw
};

// These hold GML in their values.
template<> void Masker::mask(InputRecord& input);
template<> void Masker::mask(TraceHeader& header);

} // namespace scope
