#include "ds_fixture.h"

#include "core/value/hash.h"

#include <cmath>
#include <map>
#include <random>

using namespace scope;

using DsMapTest = DsTest;

TEST_F(DsMapTest, AddKeepsSetReplaces) {
    DsMap& map = *store.create_map();
    EXPECT_EQ(map.add(text("a"), 1.0), DsWrite::created);
    EXPECT_EQ(map.add(text("a"), 2.0), DsWrite::ignored);
    EXPECT_EQ(show(map.get(text("a"))), "1");
    EXPECT_EQ(map.set(text("a"), 3.0), DsWrite::replaced);
    EXPECT_EQ(map.find("a")->as_real(), 3.0);
    EXPECT_TRUE(map.get(text("b")).is_undefined());
    EXPECT_EQ(map.size(), 1u);
}

TEST_F(DsMapTest, NumbersShareOneKeySpaceExactly) {
    DsMap& map = *store.create_map();
    map.set(1.0, text("one"));
    EXPECT_TRUE(map.exists(Value::boolean(true)));
    EXPECT_TRUE(map.exists(Value::int64(1)));
    EXPECT_TRUE(map.exists(Value::int32(1)));
    EXPECT_FALSE(map.exists(text("1")));
    EXPECT_FALSE(map.exists(1.0000001));
    map.set(-0.0, text("zero"));
    EXPECT_TRUE(map.exists(0.0));
    // 2^53 + 1 has no double of its own: the int64 must not fall together with 2^53.
    map.set(Value::int64(9007199254740993), text("odd"));
    EXPECT_FALSE(map.exists(9007199254740992.0));
    EXPECT_FALSE(map.exists(Value::int64(9007199254740992)));
    EXPECT_TRUE(map.exists(Value::int64(9007199254740993)));
    map.set(9223372036854775808.0, text("2^63"));
    EXPECT_FALSE(map.exists(Value::int64(INT64_MIN)));
    EXPECT_FALSE(map.exists(Value::int64(INT64_MAX)));
}

TEST_F(DsMapTest, UndefinedNanReferencesAndHandlesAreKeys) {
    DsMap& map = *store.create_map();
    map.set(Value(), 1.0);
    EXPECT_TRUE(map.exists(Value::undefined(77)));
    map.set(std::nan(""), 2.0);
    EXPECT_EQ(show(map.get(std::nan("7"))), "2");
    Value first(heap.new_array()), second(heap.new_array());
    map.set(first, 3.0);
    map.set(second, 4.0);
    EXPECT_EQ(show(map.get(first)), "3");
    EXPECT_EQ(show(map.get(second)), "4");
    map.set(Value::ref(RefKind::instance, 5), 5.0);
    EXPECT_FALSE(map.exists(5.0));
    EXPECT_FALSE(map.exists(Value::ref(RefKind::object, 5)));
    EXPECT_EQ(map.size(), 5u);
}

TEST_F(DsMapTest, OrderIsInsertionAndReaddedKeysGoLast) {
    DsMap& map = *store.create_map();
    for (const char* key : {"a", "b", "c"}) map.set(text(key), 0.0);
    map.erase(text("a"));
    map.set(text("a"), 1.0);
    map.set(text("b"), 1.0);
    EXPECT_EQ(show(map.first()), "b");
    EXPECT_EQ(show(map.next(text("b"))), "c");
    EXPECT_EQ(show(map.next(text("c"))), "a");
    EXPECT_TRUE(map.next(text("a")).is_undefined());
    EXPECT_EQ(show(map.last()), "a");
    EXPECT_EQ(show(map.previous(text("c"))), "b");
    EXPECT_TRUE(map.previous(text("b")).is_undefined());
    EXPECT_TRUE(map.next(text("nobody")).is_undefined());
}

TEST_F(DsMapTest, LoopsThatChangeTheMapVisitEveryKeyOnce) {
    DsMap& map = *store.create_map();
    for (int i = 0; i < 1000; ++i) map.set(double(i), 0.0);
    int visited = 0;
    for (Value key = map.first(); !key.is_undefined();) {
        Value next = map.next(key);
        ++visited;
        if (visited % 3)
            map.erase(key);
        else
            map.set(text("late" + std::to_string(visited)), 1.0), map.erase(text("late" + std::to_string(visited)));
        key = next;
    }
    EXPECT_EQ(visited, 1000);
    EXPECT_EQ(map.size(), 333u);
}

// Emptying from the front, from the back, and around a key that stays, all in time that is linear or nearly so.
TEST_F(DsMapTest, EmptyingIsNotQuadratic) {
    constexpr int count = 200000;
    DsMap& map = *store.create_map();
    auto fill = [&] {
        for (int i = 0; i < count; ++i) map.set(double(i), 0.0);
    };
    fill();
    while (map.size()) map.erase(map.first());
    fill();
    while (map.size()) map.erase(map.last());
    fill();
    while (map.size() > 1) map.erase(map.next(0.0));
    EXPECT_TRUE(map.exists(0.0));
    fill();
    while (map.size() > 1) map.erase(map.previous(double(count - 1)));
    EXPECT_TRUE(map.exists(double(count - 1)));
}

// Against std::map as the measure, with gaps, growth and compaction at every size.
TEST_F(DsMapTest, RandomOperationsAgreeWithAModel) {
    std::mt19937 random(7);
    DsMap& map = *store.create_map();
    std::map<std::string, double> model;
    std::vector<std::string> order; // insertion order
    for (int step = 0; step < 60000; ++step) {
        std::string key = "k" + std::to_string(random() % (step % 20000 < 10000 ? 50 : 3000));
        bool there = model.count(key) != 0;
        if (random() % 5 < 3) {
            double number = random() % 100;
            EXPECT_EQ(map.set(text(key), number), there ? DsWrite::replaced : DsWrite::created);
            model[key] = number;
            if (!there) order.push_back(key);
        } else {
            EXPECT_EQ(map.erase(text(key)), there);
            model.erase(key);
            if (there) order.erase(std::find(order.begin(), order.end(), key));
        }
    }
    ASSERT_EQ(map.size(), model.size());
    size_t place = 0;
    for (uint32_t at = map.begin(); at != map.end(); at = map.after(at), ++place) {
        std::string key = show(map.at(at).key);
        EXPECT_EQ(key, order[place]);
        EXPECT_EQ(map.at(at).value.as_real(), model[key]);
        EXPECT_EQ(map.find(key), &map.at(at).value);
    }
    EXPECT_EQ(place, model.size());
}

TEST_F(DsMapTest, ALookUpByTextAgreesWithOneByString) {
    for (std::string key : {"", "a", "12345678", "123456789", "a longer key that takes several words"}) {
        EXPECT_EQ(Value(heap.new_string(key)).as_string()->hash(), hash_text(key));
    }
}

TEST_F(DsMapTest, CopyHasTheMarksAndNoGaps) {
    DsMap& map = *store.create_map();
    DsMap& child = *store.create_map();
    map.set(text("gone"), 1.0);
    map.set(text("kept"), 2.0);
    map.add(text("child"), child.handle(), DsOwn::map);
    map.erase(text("gone"));
    DsMap& copy = *store.create_map();
    copy.set(text("old"), 1.0);
    ASSERT_TRUE(copy.copy_from(map));
    EXPECT_EQ(copy.size(), 2u);
    EXPECT_FALSE(copy.exists(text("old")));
    EXPECT_EQ(copy.owns(text("child")), DsOwn::map);
    map.set(text("kept"), 3.0);
    EXPECT_EQ(show(copy.get(text("kept"))), "2");
    ASSERT_TRUE(copy.copy_from(copy));
    EXPECT_EQ(copy.size(), 2u);
}

TEST_F(DsMapTest, KeysAndValuesAreAppended) {
    DsMap& map = *store.create_map();
    map.set(text("a"), 1.0);
    map.set(text("b"), 2.0);
    Value array(heap.new_array());
    ASSERT_TRUE(array.as_array()->push(0.0));
    ASSERT_TRUE(map.keys_to(*array.as_array()));
    ASSERT_TRUE(map.values_to(*array.as_array()));
    EXPECT_EQ(show(array), "[ 0,\"a\",\"b\",1,2 ]");
}

TEST_F(DsMapTest, AValueMayComeOutOfTheMapItself) {
    DsMap& map = *store.create_map();
    map.set(text("a"), text("some text"));
    for (int i = 0; i < 100; ++i) map.set(double(i), *map.find("a")); // the entries move while it is read
    EXPECT_EQ(show(map.get(99.0)), "some text");
    map.set(text("a"), *map.find("a"));
    EXPECT_EQ(show(map.get(text("a"))), "some text");
}
