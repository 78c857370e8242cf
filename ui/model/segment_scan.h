#pragma once
// Reads through the segments of a store on a thread of its own, and hands over what it made of each in order, when it
// is asked. Segments that are sealed never change, so nobody waits for the other. Costs the thread.

#include "core/store/event_store.h"

#include <condition_variable>
#include <deque>
#include <functional>
#include <mutex>
#include <optional>
#include <stop_token>
#include <thread>
#include <vector>

namespace scope {

template<typename Part> class SegmentScan {
public:
    /// What is made of a segment; asked to stop, it may leave off.
    using Work = std::function<Part(const EventStore::SegmentAt&, const std::stop_token&)>;

    /// Leaves off what was begun before.
    void begin(std::vector<EventStore::SegmentAt> segments, Work work) {
        stop();
        m_left = segments.size();
        m_done = std::make_shared<Done>();
        m_thread = std::jthread(
            [done = m_done, segments = std::move(segments), work = std::move(work)](const std::stop_token& asked) {
                for (const EventStore::SegmentAt& segment : segments) {
                    Part part = work(segment, asked);
                    if (asked.stop_requested()) return;
                    std::lock_guard lock(done->mutex);
                    done->parts.push_back(std::move(part));
                    done->more.notify_one();
                }
            });
    }
    void stop() {
        m_thread = {}; // asks it to stop, and waits
        m_left = 0;
    }
    /// Whether something is still to be taken.
    bool goes_on() const { return m_left > 0; }
    /// The next part; nothing when it is not there yet. `waits`: until it is.
    std::optional<Part> take(bool waits) {
        if (m_left == 0) return std::nullopt;
        std::unique_lock lock(m_done->mutex);
        if (waits) m_done->more.wait(lock, [&] { return !m_done->parts.empty(); });
        if (m_done->parts.empty()) return std::nullopt;
        Part part = std::move(m_done->parts.front());
        m_done->parts.pop_front();
        --m_left;
        return part;
    }

private:
    struct Done {
        std::mutex mutex; ///< guards the parts
        std::condition_variable more;
        std::deque<Part> parts;
    };
    std::shared_ptr<Done> m_done;
    size_t m_left = 0;
    std::jthread m_thread;
};

} // namespace scope
