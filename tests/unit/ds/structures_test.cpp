#include "ds_fixture.h"

#include <cmath>
#include <limits>

using namespace scope;

class DsStructuresTest : public DsTest {
protected:
    std::string items(const DsList& list) {
        std::string out;
        for (const Value& value : list.values()) out += show(value) + " ";
        return out;
    }
};

TEST_F(DsStructuresTest, ListPlaces) {
    DsList& list = *store.create_list();
    EXPECT_EQ(list.set(2, text("c")), DsWrite::created);
    EXPECT_EQ(items(list), "0 0 c ");
    EXPECT_EQ(list.insert(1, text("x")), DsWrite::created);
    EXPECT_EQ(list.insert(5, 1.0), DsWrite::ignored);
    EXPECT_EQ(list.insert(4, text("end")), DsWrite::created);
    EXPECT_EQ(list.set(-1, 1.0), DsWrite::ignored);
    EXPECT_EQ(list.replace(9, 1.0), DsWrite::ignored);
    EXPECT_EQ(items(list), "0 x 0 c end ");
    EXPECT_TRUE(list.erase(0));
    EXPECT_FALSE(list.erase(9));
    EXPECT_TRUE(list.get(-1).is_undefined());
    EXPECT_TRUE(list.get(4).is_undefined());
    EXPECT_EQ(list.find_index(text("end")), 3);
    EXPECT_EQ(list.find_index(5e-8), 1);      // within ds_set_precision of 0
    EXPECT_EQ(list.find_index(text("0")), 1); // as == does
    EXPECT_EQ(list.find_index(text("none")), -1);
}

TEST_F(DsStructuresTest, ListMarksTravelWithTheirItems) {
    DsList& list = *store.create_list();
    DsList& child = *store.create_list();
    for (double number : {10.0, 20.0, 30.0}) list.add(number);
    list.add(child.handle());
    EXPECT_TRUE(list.mark(3, DsOwn::list));
    list.insert(0, 5.0);
    EXPECT_EQ(list.owns(4), DsOwn::list);
    list.sort(true);
    EXPECT_EQ(list.owns(0), DsOwn::list); // ref ds_list 1 sorts as 1
    list.erase(1);
    EXPECT_EQ(list.owns(0), DsOwn::list);
    list.shuffle([](uint32_t) { return 0u; });
    int64_t at = list.find_index(child.handle());
    EXPECT_EQ(list.owns(at), DsOwn::list);
    list.set(at, 1.0);
    EXPECT_EQ(list.owns(at), DsOwn::nothing);
    EXPECT_FALSE(list.mark(77, DsOwn::map));
}

TEST_F(DsStructuresTest, ListSortsNumbersThenStrings) {
    DsList& list = *store.create_list();
    for (const char* item : {"b", "C", "a", "10", "9"}) list.add(text(item));
    list.add(std::nan(""));
    list.add(Value::int64(3));
    list.add(2.5);
    list.add(Value::boolean(true));
    list.sort(true);
    EXPECT_EQ(items(list), "1 2.50 3 NaN 10 9 C a b ");
    list.sort(false);
    EXPECT_EQ(items(list), "b a C 9 10 NaN 3 2.50 1 ");
    DsList& numbers = *store.create_list();
    for (double number : {3.0, -1.0, 1e300, -std::numeric_limits<double>::infinity(), 0.0}) numbers.add(number);
    numbers.sort(true);
    EXPECT_EQ(numbers.get(0).as_real(), -std::numeric_limits<double>::infinity());
    EXPECT_EQ(numbers.get(4).as_real(), 1e300);
}

TEST_F(DsStructuresTest, ShuffleKeepsEveryItem) {
    DsList& list = *store.create_list();
    for (int i = 0; i < 100; ++i) list.add(double(i));
    uint32_t state = 1;
    list.shuffle([&](uint32_t below) { return (state = state * 1103515245 + 12345) % below; });
    EXPECT_NE(items(list).substr(0, 8), "0 1 2 3 ");
    list.sort(true);
    for (int i = 0; i < 100; ++i) EXPECT_EQ(list.get(i).as_real(), i);
}

TEST_F(DsStructuresTest, QueueIsFirstInFirstOutAroundItsRing) {
    DsQueue& queue = *store.create_queue();
    EXPECT_TRUE(queue.dequeue().is_undefined());
    EXPECT_TRUE(queue.head().is_undefined());
    double next_in = 0, next_out = 0;
    for (int round = 0; round < 100; ++round) {
        for (int i = 0; i < round % 17; ++i) queue.enqueue(next_in++);
        if (queue.size()) {
            EXPECT_EQ(queue.tail().as_real(), next_in - 1);
        }
        for (int i = 0; i < round % 13 && queue.size(); ++i) EXPECT_EQ(queue.dequeue().as_real(), next_out++);
    }
    DsQueue& copy = *store.create_queue();
    ASSERT_TRUE(copy.copy_from(queue));
    while (queue.size()) EXPECT_EQ(queue.dequeue().as_real(), next_out++);
    EXPECT_EQ(next_in, next_out);
    EXPECT_EQ(copy.tail().as_real(), next_in - 1);
}

TEST_F(DsStructuresTest, StackIsLastInFirstOut) {
    DsStack& stack = *store.create_stack();
    EXPECT_TRUE(stack.pop().is_undefined());
    stack.push(1.0);
    stack.push(text("two"));
    EXPECT_EQ(show(stack.top()), "two");
    EXPECT_EQ(show(stack.pop()), "two");
    EXPECT_EQ(show(stack.pop()), "1");
    EXPECT_TRUE(stack.top().is_undefined());
}

TEST_F(DsStructuresTest, PriorityHasBothEnds) {
    DsPriority& priority = *store.create_priority();
    EXPECT_TRUE(priority.delete_min().is_undefined());
    priority.add(text("b"), 2);
    priority.add(text("a"), 1);
    priority.add(text("n"), std::nan(""));
    priority.add(text("a2"), 1);
    EXPECT_EQ(show(priority.find_min()), "a");
    EXPECT_EQ(show(priority.find_max()), "n");
    EXPECT_EQ(show(priority.find_priority(text("b"))), "2");
    EXPECT_TRUE(priority.find_priority(text("z")).is_undefined());
    EXPECT_TRUE(priority.change_priority(text("b"), 0));
    EXPECT_FALSE(priority.change_priority(text("z"), 0));
    EXPECT_TRUE(priority.delete_value(text("n")));
    EXPECT_FALSE(priority.delete_value(text("n")));
    EXPECT_EQ(show(priority.delete_min()), "b");
    EXPECT_EQ(show(priority.delete_max()), "a2");
    EXPECT_EQ(show(priority.delete_min()), "a");
    EXPECT_EQ(priority.size(), 0u);
}

TEST_F(DsStructuresTest, GridCellsRegionsAndDisks) {
    DsGrid& grid = *store.create_grid(10, 10);
    EXPECT_EQ(grid.change(GridChange::set, 10, 0, 1.0, error), DsWrite::ignored);
    EXPECT_TRUE(grid.get(-1, 0).is_undefined());
    EXPECT_TRUE(grid.change_area(GridChange::set, GridArea::region(4, 4, -5, 0), 2.0, error)); // corners in any order
    EXPECT_TRUE(grid.change_area(GridChange::add, GridArea::region(0, 0, 4, 4), 3.0, error));
    EXPECT_TRUE(grid.change_area(GridChange::multiply, GridArea::region(0, 0, 4, 4), 5.0, error));
    EXPECT_EQ(grid.measure(GridMeasure::sum, GridArea::region(0, 0, 99, 99)).as_real(), 625);
    EXPECT_EQ(grid.measure(GridMeasure::max, GridArea::region(0, 0, 9, 9)).as_real(), 25);
    EXPECT_EQ(grid.measure(GridMeasure::min, GridArea::region(0, 0, 9, 9)).as_real(), 0);
    EXPECT_EQ(grid.measure(GridMeasure::mean, GridArea::region(4, 4, 5, 4)).as_real(), 12.5);
    grid.fill(0.0);
    grid.change_area(GridChange::set, GridArea::circle(7, 7, 3), 10.0, error);
    EXPECT_EQ(grid.measure(GridMeasure::sum, GridArea::region(0, 0, 9, 9)).as_real(), 270); // 29 cells less 2 outside
    uint32_t x = 0, y = 0;
    EXPECT_TRUE(grid.find(10.0, GridArea::circle(7, 7, 3), x, y));
    EXPECT_EQ(x, 4u);
    EXPECT_EQ(y, 7u);
    EXPECT_FALSE(grid.find(11.0, GridArea::region(0, 0, 9, 9), x, y));
    double infinity = std::numeric_limits<double>::infinity();
    EXPECT_EQ(grid.measure(GridMeasure::sum, GridArea::region(-infinity, -1e300, infinity, std::nan(""))).as_real(), 0);
    EXPECT_EQ(grid.measure(GridMeasure::max, GridArea::circle(0, 0, infinity)).as_real(), 10);
}

TEST_F(DsStructuresTest, GridTextIsAddedAndAnotherKindReplaced) {
    DsGrid& grid = *store.create_grid(1, 3);
    grid.change(GridChange::set, 0, 0, text("a"), error);
    EXPECT_EQ(grid.change(GridChange::add, 0, 0, text("b"), error), DsWrite::replaced);
    EXPECT_EQ(show(grid.get(0, 0)), "ab");
    EXPECT_EQ(grid.change(GridChange::multiply, 0, 0, 3.0, error), DsWrite::replaced);
    EXPECT_EQ(show(grid.get(0, 0)), "ab");
    EXPECT_EQ(grid.change(GridChange::add, 0, 2, text("c"), error), DsWrite::replaced);
    EXPECT_EQ(show(grid.get(0, 2)), "c");
    EXPECT_EQ(grid.change(GridChange::add, 0, 2, 1.0, error), DsWrite::replaced);
    EXPECT_EQ(grid.get(0, 2).as_real(), 1);
    EXPECT_EQ(error, "");
    Value array(heap.new_array());
    grid.change(GridChange::set, 0, 1, array, error);
    EXPECT_NE(grid.change(GridChange::add, 0, 1, array, error), DsWrite::replaced); // fails as + does
    EXPECT_FALSE(error.empty());
    grid.change(GridChange::set, 0, 1, 0.0, error);
    EXPECT_EQ(grid.measure(GridMeasure::max, GridArea::region(0, 0, 0, 2)).as_real(), 1);
    EXPECT_EQ(show(grid.measure(GridMeasure::max, GridArea::region(0, 0, 0, 0))), "ab");
}

TEST_F(DsStructuresTest, GridMovesRowsResizesAndCopiesRegions) {
    DsGrid& grid = *store.create_grid(2, 3);
    for (int y = 0; y < 3; ++y) {
        grid.change(GridChange::set, 0, y, double(3 - y), error);
        grid.change(GridChange::set, 1, y, text(std::string(1, static_cast<char>('a' + y))), error);
    }
    grid.sort(0, true);
    EXPECT_EQ(show(grid.get(1, 0)), "c");
    EXPECT_EQ(show(grid.get(1, 2)), "a");
    grid.sort(7, true);
    ASSERT_TRUE(grid.resize(3, 2));
    EXPECT_EQ(show(grid.get(1, 1)), "b");
    EXPECT_EQ(show(grid.get(2, 1)), "0");
    // Onto itself, overlapping: every source cell is read before it changes.
    DsGrid& line = *store.create_grid(4, 1);
    for (int x = 0; x < 4; ++x) line.change(GridChange::set, x, 0, double(x + 1), error);
    ASSERT_TRUE(line.change_from(GridChange::set, line, GridArea::region(0, 0, 3, 0), 1, 0, error));
    EXPECT_EQ(line.get(1, 0).as_real(), 1);
    EXPECT_EQ(line.get(2, 0).as_real(), 2);
    EXPECT_EQ(line.get(3, 0).as_real(), 3);
    DsGrid& flat = *store.create_grid(0xFFFFFFFF, 0); // no cells, so no time
    flat.sort(5, true);
    EXPECT_EQ(flat.measure(GridMeasure::sum, GridArea::region(0, 0, 1e18, 1e18)).as_real(), 0);
    ASSERT_TRUE(flat.resize(0, 0xFFFFFFFF));
}
