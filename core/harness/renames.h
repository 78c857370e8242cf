#pragma once
// Which id of one run of a game is which of another. What is inserted early shifts the ids of all that follows:
// instances, data structures and requests are recognized by the place where both runs first name them. A hash look-up
// each.

#include "core/harness/event_digest.h"

#include <string>
#include <unordered_map>
#include <unordered_set>

namespace scope {

class Renames {
public:
    /// Whether `left` may stand for `right`, which it does from then on. An id stands for itself at any time, and a
    /// fresh one for any other; else both must be new, or have met before. A request has to have been made.
    bool bind(const EventIdentity& left, const EventIdentity& right);
    /// The same in any case, after it was told that they are not the same: once is enough.
    void rebind(const EventIdentity& left, const EventIdentity& right);
    /// Without binding anything: whether they are the same number or known to be the same thing.
    bool is_same(uint32_t kind, uint32_t left, uint32_t right) const;
    /// "ref ds_map 3" and "ref ds_map 4".
    bool is_same_handle(std::string_view left, std::string_view right) const;
    /// Texts that differ in numbers only, each of which is an id of the other: of an instance or a handle, with
    /// `requests` also of a request, whose small numbers may just as well mean something else.
    bool is_same_text(std::string_view left, std::string_view right, bool requests = false) const;
    bool is_same_request(double left, double right) const;
    bool is_same_instance(double left, double right) const;

    /// A variable was given the id of a request; by its name and its object's.
    void note_request_holder(std::string name) { m_holders.insert(std::move(name)); }
    bool holds_request(const std::string& name) const { return m_holders.contains(name); }

    /// How many ids stand for another number.
    size_t count() const { return m_shifted; }

private:
    static uint64_t key(uint32_t kind, uint32_t number) { return uint64_t(kind) << 32 | number; }
    bool is_same_number(std::string_view kind, double left, double right) const;
    std::unordered_map<uint64_t, uint32_t> m_to_right, m_to_left;
    std::unordered_set<std::string> m_holders;
    size_t m_shifted = 0;
};

} // namespace scope
