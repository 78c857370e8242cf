// What an observer hears from natives about values that came out of a payload.

#include "lib_world.h"

namespace scope::test {

namespace {

/// Counts reads, tests and parsed texts.
class Listener : public Observer {
public:
    std::vector<std::string> reads;
    size_t parsed = 0, tested = 0;

    void on_watched_read(const HeapObject& container, uint32_t key, const Value&) override {
        bool array = container.object_type == ObjectType::array;
        reads.push_back(array ? std::to_string(key) : std::string(container.heap->names().text(key)));
    }
    void on_parsed(const Value&, const Value&) override { ++parsed; }
    void on_missing_tested(uint32_t) override { ++tested; }
};

struct LibObserved : testing::Test {
    LibWorld world;
    Listener listener;
    LibObserved() { world.world->observe(listener); }
    ~LibObserved() override { world.world->ignore(listener); }
};

TEST_F(LibObserved, ReadsOfWatchedItemsAndMembers) {
    world.value("global.a = [5, 6, 7]; global.s = { gold: 1, gems: 2 };");
    Value array = world.value("global.a"), object = world.value("global.s");
    array.as_array()->watched = 1;
    object.as_struct()->watched = 1;
    listener.reads.clear();
    world.value("array_get(global.a, 1)");
    world.value("array_last(global.a)");
    world.value("array_find_index(global.a, function(v) { return v == 6; })");
    EXPECT_EQ(listener.reads, (std::vector<std::string>{"1", "2", "0", "1"}));
    listener.reads.clear();
    world.value("struct_get(global.s, \"gold\")");
    world.value("struct_get(global.s, \"missing\")");
    world.value("struct_foreach(global.s, function(name, value) {})");
    EXPECT_EQ(listener.reads, (std::vector<std::string>{"gold", "gold", "gems"}));
}

TEST_F(LibObserved, ParsedTexts) {
    Value text(world.world->heap().new_string("{\"a\":1}"));
    Value result;
    EXPECT_TRUE(world.call("json_parse", {&text, 1}, result));
    EXPECT_EQ(listener.parsed, 0u) << "nobody watches this text";
    text.as_string()->watched = 1;
    EXPECT_TRUE(world.call("json_parse", {&text, 1}, result));
    EXPECT_TRUE(world.call("json_decode", {&text, 1}, result));
    EXPECT_EQ(listener.parsed, 2u);
}

TEST_F(LibObserved, TestsOfMissedReads) {
    Value missed = Value::undefined(7), result;
    for (const char* name : {"is_undefined", "is_string", "typeof", "array_length"})
        EXPECT_TRUE(world.call(name, {&missed, 1}, result));
    EXPECT_EQ(listener.tested, 4u);
}

} // namespace

} // namespace scope::test
