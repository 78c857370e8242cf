// What handlers leave behind: nothing. Watched as always, with everything a handler can make and let go of.

#include "core/session/session.h"
#include "core/world/world.h"
#include "tests/support/effort.h"

#include <filesystem>
#include <fstream>
#include <gtest/gtest.h>
#include <malloc.h>
#include <unistd.h>

using namespace scope;
using scope::test::sized;

namespace {

constexpr int fires = sized(2000, 40, 40);
constexpr int events = sized(100000, 2000, 400); // each of them reaches ten instances
constexpr int at_a_time = sized(4000, 400, 100); // events by one line of the console, which the program keeps

constexpr const char* handler = R"(
function Node(_owner) constructor {
    owner = _owner;
    children = [];
    static count = function() { return array_length(children); };
    add = function(_child) { _child.parent = self; array_push(children, _child); return _child; };
}
if (async_load[? "id"] != CUSTOM_EVENT) exit;
var _root = new Node(self);
repeat (5) _root.add(new Node(self)).add(new Node(_root)).self_made = { list: [_root, async_load[? "data"]] };
var _ring = [];
array_push(_ring, _ring, method({ ring: _ring }, function() { return ring; }), weak_ref_create(_ring));
async_load[? "seen_by"] = label;
last_tree = _root; // the one before becomes garbage
var _copy = json_parse(json_stringify({ text: string_repeat("ab", 50), numbers: [1, 2, 3] }));
var _map = ds_map_create();
_map[? "event_type"] = "shop_balance";
_map[? "gold"] = _root.count();
_map[? "struct"] = _root;
event_perform_async(ev_async_system_event, _map);
var _kept = instance_create_layer(0, 0, "Instances", obj_gamepad);
instance_destroy(_kept);
try { throw { message: "no", tree: _root }; } catch (_thrown) { gold = _thrown.tree.count(); }
)";

/// The example with other code for its shop's async event.
std::unique_ptr<Session> with_handler(const char* code, bool observe) {
    auto file = std::filesystem::temp_directory_path() / ("asyncscope_memory_" + std::to_string(::getpid()) + ".gml");
    std::ofstream(file) << code;
    SessionOptions options;
    options.project = SOURCE_DIR "/assets/examples/coin_shop";
    options.replaced = {{"objects/obj_shop/Other_70.gml", file.string()}};
    options.observe = observe;
    auto opened = Session::open(options);
    std::filesystem::remove(file);
    EXPECT_TRUE(opened) << (opened ? "" : opened.error().text());
    if (!opened) return nullptr;
    EXPECT_TRUE((*opened)->boot());
    return std::move(*opened);
}

struct Figures {
    size_t bytes, containers, structures, instances;
    bool operator==(const Figures&) const = default;
    friend std::ostream& operator<<(std::ostream& out, const Figures& figures) {
        return out << figures.bytes << " bytes, " << figures.containers << " containers, " << figures.structures
                   << " data structures, " << figures.instances << " instances";
    }
};

TEST(Memory, TwelveThousandHandlerRunsLeaveItWhereItWas) {
    std::unique_ptr<Session> opened = with_handler(handler, true);
    ASSERT_TRUE(opened);
    Session& session = *opened;
    FireInput input{"ev_async_social",
                    "",
                    Datum::ds_map({{"id", "custom_async_event"},
                                   {"result", Datum::boolean(true)},
                                   {"data", Datum::structure({{"a", 1}, {"b", 2}})}}),
                    {}};
    size_t runs = 0, most_bytes = 0;
    auto fire = [&](int times) {
        for (; times > 0; --times) {
            auto index = session.fire(input);
            ASSERT_TRUE(index) << index.error().text();
            auto event = session.events().event(*index);
            const EventLine& line = *event;
            for (const DispatchRecord& dispatch : line.dispatches) runs += dispatch.handlers.size();
            most_bytes = std::max(most_bytes, session.world().heap().bytes());
            if (times % 10 == 1) session.run(1, false); // a frame: destroyed instances go
        }
    };
    auto measure = [&]() -> Figures {
        Heap& heap = session.world().heap();
        heap.collect_cycles();
        return {heap.bytes(), heap.containers(), session.world().ds().count(),
                session.world().instances().live_count()};
    };
    fire(300); // the log keeps its newest entries
    Figures before = measure();
    runs = 0;
    fire(fires);
    Figures after = measure();
    EXPECT_TRUE(session.faults().empty()) << session.faults()[0].message;
    EXPECT_GE(runs, static_cast<size_t>(fires) * 6);
    EXPECT_EQ(after, before);
    EXPECT_LT(most_bytes, before.bytes + (size_t(64) << 20)) << "cycles are found while handlers run";
}

constexpr const char* busy_handler = R"(
if (async_load[? "id"] != "count me") exit;
global.runs += 1;
var _made = { text: "event " + string(global.runs), list: [global.runs, "x"] };
_made.me = _made;
_made.count = method(_made, function() { return array_length(list); });
array_push(_made.list, _made);
var _list = ds_list_create(), _grid = ds_grid_create(2, 2), _map = ds_map_create();
ds_list_add(_list, _made, _made.text);
_grid[# 1, 1] = _list[| 0].count();
ds_map_add_list(_map, "list", _list);
ds_map_destroy(_map);
ds_grid_destroy(_grid);
last_made = _made; // the one before becomes garbage
)";

size_t resident_bytes() {
    size_t whole = 0, resident = 0;
    std::ifstream("/proc/self/statm") >> whole >> resident;
    return resident * static_cast<size_t>(::sysconf(_SC_PAGESIZE));
}

// Nobody observes, so nothing is remembered: what is more afterwards has leaked, inside of the heap or outside.
TEST(Memory, AMillionHandlerRunsLeaveItWhereItWas) {
    std::unique_ptr<Session> session = with_handler(busy_handler, false);
    ASSERT_TRUE(session);
    World& world = session->world();
    auto evaluate = [&](const std::string& gml) {
        Result<Value> result = world.evaluate(gml);
        ASSERT_TRUE(result) << result.error().text();
    };
    // The others print a line each, which a session remembers.
    evaluate("with (all) if (object_index != obj_shop) instance_destroy();");
    evaluate("global.runs = 0; repeat (10 - instance_number(obj_shop)) instance_create_depth(0, 0, 0, obj_shop);");
    auto fire = [&](int times) {
        for (; times > 0; times -= at_a_time)
            evaluate("repeat (" + std::to_string(at_a_time) +
                     ") { var _m = ds_map_create(); _m[? \"id\"] = \"count me\"; "
                     "event_perform_async(ev_async_social, _m); }");
    };
    auto measure = [&]() -> Figures {
        world.heap().collect_cycles();
        return {world.heap().bytes(), world.heap().containers(), world.ds().count(), world.instances().live_count()};
    };
    auto runs = [&] { return static_cast<int>(world.evaluate("global.runs")->as_real()); };
    fire(sized(12000, 400, 100)); // until the collector has been round
    Figures before = measure();
    int runs_before = runs();
    size_t allocated = mallinfo2().uordblks + mallinfo2().hblkhd, resident = resident_bytes();
    fire(events);
    EXPECT_EQ(runs() - runs_before, events * 10);
    EXPECT_EQ(measure(), before);
    size_t allocated_after = mallinfo2().uordblks + mallinfo2().hblkhd, resident_after = resident_bytes();
    std::cout << events * 10 << " handler runs: heap " << before.bytes << " bytes, malloc " << allocated << " -> "
              << allocated_after << " (zeros: the sanitizer does not tell), resident " << resident << " -> "
              << resident_after << "\n";
    EXPECT_LE(allocated_after, allocated + (size_t(1) << 20));
    EXPECT_LE(resident_after, resident + (sized(size_t(4), size_t(1000), size_t(1000)) << 20))
        << "ASan keeps freed memory";
}

} // namespace
