// What handlers leave behind: nothing. Watched as always, with everything a handler can make and let go of.

#include "core/session/session.h"
#include "core/world/world.h"

#include <filesystem>
#include <fstream>
#include <gtest/gtest.h>
#include <unistd.h>

using namespace scope;

namespace {

#if defined(ASYNCSCOPE_TORMENT) || defined(__SANITIZE_ADDRESS__)
constexpr int fires = 40;
#else
constexpr int fires = 2000;
#endif

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

struct Figures {
    size_t bytes, containers;
    bool operator==(const Figures&) const = default;
};

TEST(Memory, TwelveThousandHandlerRunsLeaveItWhereItWas) {
    auto file = std::filesystem::temp_directory_path() / ("asyncscope_memory_" + std::to_string(::getpid()) + ".gml");
    std::ofstream(file) << handler;
    SessionOptions options;
    options.project = SOURCE_DIR "/assets/examples/coin_shop";
    options.replaced = {{"objects/obj_shop/Other_70.gml", file.string()}};
    auto opened = Session::open(options);
    std::filesystem::remove(file);
    ASSERT_TRUE(opened) << opened.error().text();
    Session& session = **opened;
    ASSERT_TRUE(session.boot());
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
            const EventLine& line = session.events()[*index];
            for (const DispatchRecord& dispatch : line.dispatches) runs += dispatch.handlers.size();
            most_bytes = std::max(most_bytes, session.world().heap().bytes());
            if (times % 10 == 1) session.run(1, false); // a frame: destroyed instances go
        }
    };
    auto measure = [&]() -> Figures {
        Heap& heap = session.world().heap();
        heap.collect_cycles();
        return {heap.bytes(), heap.containers()};
    };
    fire(300); // the log keeps its newest entries
    Figures before = measure();
    runs = 0;
    fire(fires);
    Figures after = measure();
    EXPECT_TRUE(session.faults().empty()) << session.faults()[0].message;
    EXPECT_GE(runs, static_cast<size_t>(fires) * 6);
    EXPECT_EQ(after.containers, before.containers);
    EXPECT_EQ(after.bytes, before.bytes);
    EXPECT_LT(most_bytes, before.bytes + (size_t(64) << 20)) << "cycles are found while handlers run";
}

} // namespace
