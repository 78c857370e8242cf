#pragma once
// An event as a few numbers, by which two traces are aligned: what happened without the ids that shift when something
// is inserted before it, what caused it, and a sketch by which alike can be told from unlike. 48 bytes an event and 8
// for each id that it names; made once, linear in the event.

#include "core/trace/records.h"

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace scope {

/// An id that a run of the game gave out: of an instance, a data structure, a request.
struct EventIdentity {
    uint32_t kind = 0;   ///< identity_kind of "instance", "ref ds_map", "request"
    uint32_t number = 0; ///< as far as it goes into 32 bits
    bool fresh = false;  ///< made in this event: the number may have been another one's before
    bool operator==(const EventIdentity&) const = default;
};

uint32_t identity_kind(std::string_view name);

struct EventDigest {
    uint64_t exact = 0;   ///< everything but durations and places
    uint64_t content = 0; ///< the same without ids
    uint64_t cause = 0;   ///< event, payload and receivers
    uint64_t sketch = 0;  ///< alike events differ in few bits
    int64_t event = 0;    ///< which event it is
    uint64_t first = 0;   ///< its ids begin here
};

struct EventDigests {
    std::vector<EventDigest> events;
    std::vector<EventIdentity> ids;

    /// With `masked` what stands for secrets is alike.
    void add(const EventLine& line, bool masked);
    std::span<const EventIdentity> ids_of(size_t event) const;
};

/// "ref ds_map 3" as its kind and number; nothing when the text is no handle.
std::optional<std::pair<std::string_view, uint32_t>> handle_parts(std::string_view text);

/// What stands for secrets, "secret12", as one word.
std::string without_images(std::string_view text);

} // namespace scope
