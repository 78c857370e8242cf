#pragma once
// What counts as the same in two runs: what stands for a secret is like anything in its place, and an id that shifted
// is the id it shifted to. Costs what comparing does; only what differs is looked at a second time.

#include "core/data/datum.h"
#include "core/harness/renames.h"

#include <optional>
#include <string>
#include <string_view>

namespace scope {

class Likeness {
public:
    /// With `masked` what stands for secrets on the left is like anything. `renames` may be null.
    explicit Likeness(bool masked = false, Renames* renames = nullptr) : m_masked(masked), m_renames(renames) {}

    bool masked() const { return m_masked; }
    Renames* renames() const { return m_renames; }

    /// What GML or a person reads.
    bool text(std::string_view expected, std::string_view actual) const;
    /// A condition and its operands, among which ids of requests may be.
    bool guard(std::string_view expected, std::string_view actual) const;
    /// "ref ds_map 3"
    bool handle(std::string_view expected, std::string_view actual) const;
    bool instance(uint32_t expected, uint32_t actual) const;
    bool request(const Datum& expected, const Datum& actual) const;
    /// A value, under a secret's name with `secret`.
    bool value(const Datum& expected, const Datum& actual, bool secret = false) const;
    bool value(const std::optional<Datum>& expected, const std::optional<Datum>& actual, bool secret = false) const;
    /// What is under a key of async_load: the id may be that of a request.
    bool key(std::string_view name, const Datum& expected, const Datum& actual) const;

private:
    bool m_masked;
    Renames* m_renames;
};

/// The same for a text, which a trace holds as UTF-8.
bool is_like(std::string_view expected, std::string_view actual, bool masked);

} // namespace scope
