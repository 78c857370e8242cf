#include "ds_fixture.h"

#include <random>

using namespace scope;

class DsText : public DsTest {
protected:
    std::string write(DsStructure& structure) {
        std::string out;
        return ds_write(structure, out, error) ? out : "error: " + error;
    }
};

TEST_F(DsText, EveryKindOfValueComesBack) {
    DsList& list = *store.create_list();
    Value inner(heap.new_array());
    ASSERT_TRUE(inner.as_array()->push(text("deep")));
    Value array(heap.new_array());
    for (const Value& item : {Value(1.5), inner, Value()}) ASSERT_TRUE(array.as_array()->push(item));
    for (const Value& item : {Value(-0.25), text("h\xC3\xA9"), array, Value(), Value::int32(-7),
                              Value::int64(INT64_MIN), Value::pointer(0), Value::boolean(true)}) {
        list.add(item);
    }
    std::string written = write(list);
    DsList& back = *store.create_list();
    back.add(text("old"));
    ASSERT_EQ(ds_read(back, written), DsRead::done);
    ASSERT_EQ(back.size(), list.size());
    EXPECT_EQ(write(back), written);
    EXPECT_TRUE(back.get(4).is_int32());
    EXPECT_EQ(back.get(5).as_int64(), INT64_MIN);
    EXPECT_TRUE(back.get(6).is_pointer());
    EXPECT_TRUE(back.get(7).is_bool());
    EXPECT_EQ(show(back.get(2)), "[ 1.50,[ \"deep\" ],undefined ]");
    std::string lower = written;
    for (char& c : lower) c = static_cast<char>(std::tolower(c));
    EXPECT_EQ(ds_read(back, lower), DsRead::done);
}

TEST_F(DsText, Int64AndHandlesAsTheNativeDoes) {
    DsMap& map = *store.create_map();
    map.set(text("i"), Value::int64(5));
    EXPECT_EQ(write(map), "9301000001000000010000000100000069"
                          "0A000000"
                          "0500000000000000");
    map.set(text("i"), store.create_map()->handle());
    EXPECT_EQ(write(map), "9301000001000000010000000100000069"
                          "00000000"
                          "000000000000F03F");
}

TEST_F(DsText, AQueueHasSixteenSlots) {
    DsQueue& queue = *store.create_queue();
    queue.enqueue(1.0);
    std::string written = write(queue);
    EXPECT_EQ(written.substr(0, 32), "CB000000"
                                     "01000000"
                                     "00000000"
                                     "10000000");
    EXPECT_EQ(written.size(), (4 * 4 + 16 * 12) * 2u);
    // One that wraps around: last 1, first 2, three slots.
    std::string wrapped = "CB000000"
                          "01000000"
                          "02000000"
                          "03000000"
                          "00000000"
                          "0000000000000040"
                          "05000000"
                          "00000000"
                          "000000000000F03F";
    ASSERT_EQ(ds_read(queue, wrapped), DsRead::done);
    EXPECT_EQ(queue.dequeue().as_real(), 1);
    EXPECT_EQ(queue.dequeue().as_real(), 2);
    EXPECT_EQ(queue.size(), 0u);
}

TEST_F(DsText, AllKindsRoundTrip) {
    DsStack& stack = *store.create_stack();
    DsPriority& priority = *store.create_priority();
    DsGrid& grid = *store.create_grid(2, 3);
    for (int i = 0; i < 5; ++i) stack.push(double(i)), priority.add(text("v" + std::to_string(i)), -i);
    grid.change(GridChange::set, 1, 2, text("corner"), error);
    DsStack& stack_back = *store.create_stack();
    DsPriority& priority_back = *store.create_priority();
    DsGrid& grid_back = *store.create_grid(1, 1);
    ASSERT_EQ(ds_read(stack_back, write(stack)), DsRead::done);
    ASSERT_EQ(ds_read(priority_back, write(priority)), DsRead::done);
    ASSERT_EQ(ds_read(grid_back, write(grid)), DsRead::done);
    EXPECT_EQ(show(stack_back.pop()), "4");
    EXPECT_EQ(show(priority_back.delete_min()), "v4");
    EXPECT_EQ(show(grid_back.get(1, 2)), "corner");
    EXPECT_EQ(grid_back.height(), 3u);
}

TEST_F(DsText, GarbageEmptiesAndNeverHarms) {
    DsMap& map = *store.create_map();
    DsList& child = *store.create_list();
    map.add(text("c"), child.handle(), DsOwn::list);
    std::vector<std::string> bad{"",
                                 "zz",
                                 "9",
                                 "93010000",
                                 "9301000001000000",
                                 "9301000001000000010000000100000061",
                                 "0000000000000000",
                                 "93010000FFFFFFFF",
                                 "9301000001000000"
                                 "01000000"
                                 "FFFFFFFF"
                                 "61",
                                 "2F01000000000000",
                                 "930100000100000009000000",
                                 "9301000001000000020000000200000002000000FFFFFFFF"};
    for (const std::string& text_of : bad) {
        map.set(text("x"), 1.0);
        EXPECT_EQ(ds_read(map, text_of), DsRead::garbage) << text_of;
        EXPECT_EQ(map.size(), 0u);
    }
    EXPECT_EQ(store.count(RefKind::ds_list), 0u);
    DsGrid& grid = *store.create_grid(2, 2);
    EXPECT_EQ(ds_read(grid, "5B020000FFFFFFFFFFFFFFFF"), DsRead::garbage);
    EXPECT_EQ(ds_read(grid, "5B020000FFFFFFFF00000000"), DsRead::done);
    DsQueue& queue = *store.create_queue();
    EXPECT_EQ(ds_read(queue, "CB0000000500000000000000"
                             "01000000"
                             "05000000"),
              DsRead::garbage);
    EXPECT_EQ(ds_read(queue, "CB0000000000000000000000"
                             "FFFFFFFF"),
              DsRead::garbage);
}

TEST_F(DsText, DeepNestingIsRefusedBothWays) {
    std::string deep = "2F01000001000000";
    for (int i = 0; i < 100000; ++i) deep += "0200000001000000";
    deep += "05000000";
    DsList& list = *store.create_list();
    EXPECT_EQ(ds_read(list, deep), DsRead::garbage);
    Value self(heap.new_array());
    ASSERT_TRUE(self.as_array()->push(self));
    list.add(self);
    EXPECT_EQ(write(list), "error: arrays are nested deeper than 128 levels");
    self.as_array()->remove(0, 1);
    // 128 levels of an array that holds the next one twice: too long, not too deep.
    Value tree(heap.new_array());
    for (int i = 0; i < 100; ++i) {
        Value above(heap.new_array());
        ASSERT_TRUE(above.as_array()->push(tree) && above.as_array()->push(tree));
        tree = above;
    }
    Heap small(names, HeapLimits{size_t(1) << 30, 100000, 1000});
    DsStore tight(small);
    DsStack& stack = *tight.create_stack();
    stack.push(tree);
    EXPECT_EQ(write(stack), "error: the text would be longer than a string may be");
}

TEST_F(DsText, FlippedDigitsAreReadOrRefused) {
    DsMap& map = *store.create_map();
    Value array(heap.new_array(2));
    map.set(text("a"), array);
    map.set(1.0, text("text"));
    map.set(Value::int64(3), Value::boolean(true));
    std::string good = write(map);
    std::mt19937 random(3);
    static const char digits[] = "0123456789ABCDEFxz";
    for (int round = 0; round < 5000; ++round) {
        std::string changed = good;
        for (int i = 0; i < 1 + round % 4; ++i) changed[random() % changed.size()] = digits[random() % 18];
        if (round % 5 == 0) changed.resize(random() % changed.size());
        DsRead read = ds_read(map, changed);
        EXPECT_TRUE(read == DsRead::done || map.size() == 0);
    }
}
