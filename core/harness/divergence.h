#pragma once
// A difference between what was recorded and what happens, as plain data, and how differences of one cause are told
// together.

#include "core/base/diagnostic.h"

#include <cstdint>
#include <string>
#include <vector>

namespace scope {

/// What a difference is about; what it differs in is its `what`.
enum class DifferenceAbout : uint8_t { event, payload, handler, key, variable, log, fault, call, request, structure };
std::string_view word_of(DifferenceAbout about);

/// Whether something differs, is new, is gone, or stands elsewhere.
enum class DifferenceKind : uint8_t { changed, added, missing, moved };
std::string_view word_of(DifferenceKind kind);

/// Why the two differ, as far as can be told.
enum class DifferenceReason : uint8_t { unknown, payload, code, environment, order, earlier };
std::string_view word_of(DifferenceReason reason);

/// A difference. Empty strings where a member does not apply.
struct Divergence {
    DifferenceKind kind = DifferenceKind::changed;
    DifferenceAbout about = DifferenceAbout::event;
    uint64_t seq = 0;      ///< of the top-level event, counted from 1; of the left one unless it is added
    uint32_t dispatch = 0; ///< number of the event, as the Events list has it
    std::string event;     ///< "ev_async_social"
    uint32_t handler = 0;  ///< id of the handler run
    std::string object;
    uint32_t instance = 0;
    std::string file;
    Place place;      ///< where it was written, of a change; else empty
    std::string what; ///< "self.gold", "async_load.seen_by", "reads", "log line 1", "handler runs", "fault", ...
    std::string expected;
    std::string actual;

    /// One sentence: event 1 (ev_async_social), obj_shop #100001, objects/...: self.gold was 60, is 70.
    std::string text() const;
    /// Equal for those that are told together: "self.items[3]" and "self.items[4]" of one handler.
    std::string cause() const;
};

/// Differences of one cause: the same part of the same handler's runs.
struct DivergenceGroup {
    Divergence first;
    size_t count = 1;
    DifferenceReason reason = DifferenceReason::unknown;
    std::string why;         ///< one sentence: "objects/obj_shop/Other_70.gml:4 is other code"
    std::string source_diff; ///< of a reason in code: the lines around, as `diff -u` shows them
};

} // namespace scope
