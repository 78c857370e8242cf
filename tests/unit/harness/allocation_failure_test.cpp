// Memory that runs out anywhere: the n-th allocation fails, for n all over a session that boots, fires, records and is
// replayed. Whoever fails says so with std::bad_alloc, nothing is leaked, and what the trace has is what happened.
// ASYNCSCOPE_WALK_STEP=1 tries all of them, which takes an hour; ASYNCSCOPE_WALK_FROM begins at that one.

#include "core/harness/compare.h"
#include "core/harness/replay.h"
#include "core/store/open_trace.h"
#include "tests/support/effort.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include <atomic>
#include <cstdlib>
#include <filesystem>
#include <new>

using namespace scope;
namespace fs = std::filesystem;

// What the linker puts in the place of malloc and its relatives in this program (tests/CMakeLists.txt), and what was
// there.
extern "C" {
void* __real_malloc(size_t bytes);
void* __real_realloc(void* block, size_t bytes);
void* __real_aligned_alloc(size_t alignment, size_t bytes);
}

namespace {

std::atomic<uint64_t> made{0};    ///< allocations so far
std::atomic<uint64_t> fail_at{0}; ///< number of the one that fails; 0: none
std::atomic<bool> failed{false};
std::atomic<int64_t> live{0};  ///< blocks of operator new
thread_local int forgiven = 0; ///< inside of what ends the process when memory runs out, whoever calls it

bool fails() {
    if (forgiven > 0 || ++made != fail_at) return false;
    failed = true;
    return true;
}

void* allocate_or_throw(size_t bytes) {
    void* block = fails() ? nullptr : __real_malloc(bytes ? bytes : 1);
    if (!block) throw std::bad_alloc();
    ++live;
    return block;
}

void give_back(void* block) {
    if (block) --live;
    std::free(block);
}

} // namespace

extern "C" {
void* __wrap_malloc(size_t bytes) {
    return fails() ? nullptr : __real_malloc(bytes);
}
void* __wrap_realloc(void* block, size_t bytes) {
    return fails() ? nullptr : __real_realloc(block, bytes);
}
void* __wrap_aligned_alloc(size_t alignment, size_t bytes) {
    return fails() ? nullptr : __real_aligned_alloc(alignment, bytes);
}
}

// libstdc++ allocates in functions of folder iterators that it has declared noexcept.
#define FORGIVEN(symbol)                                                                                               \
    extern "C" void* __real_##symbol(void*, void*, void*, void*);                                                      \
    extern "C" void* __wrap_##symbol(void* a, void* b, void* c, void* d) {                                             \
        ++forgiven;                                                                                                    \
        void* result = __real_##symbol(a, b, c, d);                                                                    \
        --forgiven;                                                                                                    \
        return result;                                                                                                 \
    }
FORGIVEN(_ZNSt10filesystem7__cxx1118directory_iteratorC1ERKNS0_4pathENS_17directory_optionsEPSt10error_code)
FORGIVEN(_ZNSt10filesystem7__cxx1118directory_iterator9incrementERSt10error_code)
#undef FORGIVEN

void* operator new(size_t bytes) {
    return allocate_or_throw(bytes);
}
void* operator new[](size_t bytes) {
    return allocate_or_throw(bytes);
}
void* operator new(size_t bytes, const std::nothrow_t&) noexcept {
    try {
        return allocate_or_throw(bytes);
    } catch (const std::bad_alloc&) {
        return nullptr;
    }
}
void* operator new[](size_t bytes, const std::nothrow_t& nothrow) noexcept {
    return operator new(bytes, nothrow);
}
void operator delete(void* block) noexcept {
    give_back(block);
}
void operator delete[](void* block) noexcept {
    give_back(block);
}
void operator delete(void* block, size_t) noexcept {
    give_back(block);
}
void operator delete[](void* block, size_t) noexcept {
    give_back(block);
}

namespace {

struct Recorded {
    std::vector<EventLine> events;
    bool readable = false;
};

/// What a trace has, whole or torn.
Recorded read_trace(const std::string& path) {
    Recorded out;
    auto trace = open_trace(path);
    if (!trace) return out;
    out.readable = true;
    for (size_t line = 0; line < (*trace)->line_count(); ++line) {
        if ((*trace)->kind(line) != TraceLineKind::dispatch) continue;
        auto event = (*trace)->event(line);
        if (event) out.events.push_back(std::move(*event));
    }
    return out;
}

/// Boots the example, fires two events, records and replays; throws std::bad_alloc when memory runs out.
void record_and_replay(const std::string& trace) {
    SessionOptions options;
    options.project = SOURCE_DIR "/assets/examples/coin_shop";
    options.trace = trace;
    {
        auto session = Session::open(options);
        ASSERT_TRUE(session.has_value()) << session.error().text();
        ASSERT_TRUE((*session)->boot());
        for (const char* event : {"ev_async_social", "ev_async_web"})
            ASSERT_TRUE((*session)->fire({event, "", Datum::ds_map({{"id", "custom_async_event"}}), {}}).has_value());
    }
    auto report = replay(trace);
    ASSERT_TRUE(report.has_value()) << report.error().text();
    EXPECT_FALSE(report->divergence()) << report->divergence()->text();
}

/// How many allocations a whole session makes, as often as it takes for what is made once to be made.
uint64_t allocations_of_a_session(const std::string& trace) {
    for (int warm = 0; warm < 2; ++warm) record_and_replay(trace);
    uint64_t before = made;
    record_and_replay(trace);
    return made - before;
}

} // namespace

TEST(AllocationFailure, ends_a_session_without_damage_wherever_it_happens) {
    fs::path folder = fs::temp_directory_path() / ("asyncscope_allocation_" + std::to_string(::getpid()));
    fs::create_directories(folder);
    std::string trace = (folder / "t.astrace").string();
    uint64_t count = allocations_of_a_session(trace);
    ASSERT_FALSE(HasFatalFailure());
    ASSERT_GT(count, 1000u);
    const std::vector<EventLine> whole = read_trace(trace).events;
    ASSERT_EQ(whole.size(), 2u);

    auto asked = [](const char* name, uint64_t otherwise) {
        const char* text = std::getenv(name);
        return text ? std::strtoull(text, nullptr, 10) : otherwise;
    };
    uint64_t step = asked("ASYNCSCOPE_WALK_STEP", count / test::sized(300, 60, 20));
    uint64_t tried = 0;
    for (uint64_t number = asked("ASYNCSCOPE_WALK_FROM", 1); number <= count && !HasFailure();
         number += number < 50 ? 1 : std::max<uint64_t>(step, 1)) {
        int64_t live_before = live;
        failed = false;
        fail_at = made + number;
        try {
            record_and_replay(trace);
        } catch (const std::bad_alloc&) {
        }
        fail_at = 0;
        tried += failed;
        EXPECT_LE(live - live_before, 0) << "blocks leaked when allocation " << number << " failed";
        Recorded kept = read_trace(trace);
        EXPECT_LE(kept.events.size(), whole.size());
        for (size_t event = 0; event < kept.events.size() && event < whole.size(); ++event)
            EXPECT_TRUE(differences(whole[event], kept.events[event]).empty()) << "allocation " << number;
    }
    EXPECT_GT(tried, 50u);
    fs::remove_all(folder);
}
