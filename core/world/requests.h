#pragma once
// Requests and channels, left by asynchronous functions until somebody answers: requests once (by an event or by a
// callback), channels (open) many times. Ids are plain reals that count from 0 within a family (http,
// dialog, ...), as GameMaker's do; our own numbers count from 1 over all. Waiting ones count on the heap.

#include "core/world/observer.h"

#include <deque>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace scope {

struct WorldParts;

/// What async_load will hold besides "id" when the world itself knows the answer, because the request concerned its own
/// files alone; empty: somebody else answers.
using OwnAnswer = std::vector<std::pair<std::string_view, Value>>;

struct Request {
    uint32_t number = 0; ///< from 1, over all families
    Value id;            ///< what the function returned
    std::string kind;    ///< the function's name
    std::string family;  ///< "http", "dialog", "save_load", "network", ...
    std::vector<Value> args;
    EventId completes_as;
    RequestMode mode = RequestMode::event;
    Value callback; ///< of mode callback
    uint32_t instance_id = 0;
    Place place;
    uint64_t frame = 0;
    OwnAnswer answer; ///< delivered in the frame after `frame` unless somebody fires another one before

    RequestInfo info() const;
};

/// What an asynchronous native says; the world adds the rest.
struct NewRequest {
    std::string_view kind;
    std::string_view family;
    std::span<const Value> args;
    EventId completes_as;
    RequestMode mode = RequestMode::event;
    Value callback;
    Value id; ///< undefined: the family's next number
    OwnAnswer answer = {};
};

class Requests {
public:
    explicit Requests(Heap& heap) : m_heap(heap) {}
    /// What one counts on the heap, with that many arguments and entries of its answer.
    static constexpr size_t bytes(size_t values) { return sizeof(Request) + values * sizeof(OwnAnswer::value_type); }
    Request& add(Request request); ///< gives it a number, and an id when it has none
    /// Waiting ones in order of making; a channel stays until close().
    const std::deque<Request>& waiting() const { return m_waiting; }
    Request* find(uint32_t number);
    /// The waiting one of `family` whose id equals `id`; null when there is none. Empty family: any.
    Request* find(std::string_view family, const Value& id);
    bool close(uint32_t number);
    /// The next id of `family`, for a part of a request that is not answered by itself.
    Value take_id(std::string_view family) { return Value(m_next_ids[std::string(family)]++); }
    uint32_t made() const { return m_made; }
    void copied_from(const Requests& other); ///< its parts were, see copy_parts.h: they count on this heap

private:
    friend struct WorldParts;
    void account(const Request& request, int sign);

    Heap& m_heap;
    std::deque<Request> m_waiting;
    std::map<std::string, double, std::less<>> m_next_ids;
    uint32_t m_made = 0;
};

} // namespace scope
