#include "ds_fixture.h"

#include "core/value/clone.h"

using namespace scope;

using DsStoreTest = DsTest;

TEST_F(DsStoreTest, TheLastFreedIndexComesFirst) {
    Value a = store.create_map()->handle(), b = store.create_map()->handle(), c = store.create_map()->handle();
    EXPECT_EQ(show(c), "ref ds_map 2");
    store.destroy(*store.peek_map(b));
    store.destroy(*store.peek_map(a));
    EXPECT_EQ(store.create_map()->index(), 0u);
    EXPECT_EQ(store.create_map()->index(), 1u);
    EXPECT_EQ(store.create_map()->index(), 3u);
    EXPECT_EQ(store.create_list()->index(), 0u); // kinds count for themselves
}

TEST_F(DsStoreTest, ErrorsAreGameMakersTexts) {
    auto fails = [&](const Value& id) {
        error.clear();
        return store.map(id, "ds_map_size", 1, error) ? std::string("found") : error;
    };
    Value list = store.create_list()->handle();
    EXPECT_EQ(fails(-1.0), "ds_map_size argument 1 invalid reference to (ds_map)");
    EXPECT_EQ(fails(0.0), "ds_map_size argument 1 invalid reference to (ds_map)");
    EXPECT_EQ(fails(1e300), "ds_map_size argument 1 invalid reference to (ds_map)");
    EXPECT_EQ(fails(Value::ref(RefKind::ds_map, 9)), "ds_map_size argument 1 invalid reference to (ds_map)");
    EXPECT_EQ(fails(Value()), "ds_map_size argument 1 incorrect type (undefined) expecting a ds_map");
    EXPECT_EQ(fails(text("0")), "ds_map_size argument 1 incorrect type (string) expecting a ds_map");
    EXPECT_EQ(fails(list), "ds_map_size argument 1 incorrect type (ds_list) expecting a ds_map");
    EXPECT_EQ(fails(Value(heap.new_struct())), "ds_map_size argument 1 incorrect type (struct) expecting a ds_map");
    store.create_map();
    EXPECT_EQ(fails(0.0), "found");
    EXPECT_EQ(fails(Value::int64(0)), "found");
}

TEST_F(DsStoreTest, AStaleHandleActsOnTheNewerStructureAndIsReported) {
    Listener listener(*names);
    Value old = store.create_map()->handle();
    store.destroy(*store.peek_map(old));
    store.watch = &listener;
    EXPECT_EQ(store.map(old, "f", 1, error), nullptr);
    EXPECT_TRUE(listener.lines.empty());
    DsMap* newer = store.create_map();
    EXPECT_EQ(store.map(old, "f", 1, error), newer);
    EXPECT_EQ(store.map(newer->handle(), "f", 1, error), newer);
    EXPECT_EQ(store.map(0.0, "f", 1, error), newer);
    EXPECT_EQ(listener.lines, (std::vector<std::string>{"created ref ds_map 0", "stale ref ds_map 0"}));
    EXPECT_EQ(store.exact(old), nullptr);
    EXPECT_EQ(store.exact(newer->handle()), newer);
}

TEST_F(DsStoreTest, DestroyTakesOwnedChildrenFirstAndLeavesTheRest) {
    DsMap& root = *store.create_map();
    DsMap& owned = *store.create_map();
    DsList& list = *store.create_list();
    DsMap& below = *store.create_map();
    DsMap& stranger = *store.create_map();
    root.add(text("m"), owned.handle(), DsOwn::map);
    root.add(text("l"), list.handle(), DsOwn::list);
    list.add(below.handle(), DsOwn::map);
    root.add(text("s"), stranger.handle());
    Listener listener(*names);
    store.watch = &listener;
    store.destroy(root);
    EXPECT_EQ(listener.lines,
              (std::vector<std::string>{"whole ref ds_map 0", "destroyed ref ds_map 1", "destroyed ref ds_map 2",
                                        "destroyed ref ds_list 0", "destroyed ref ds_map 0"}));
    EXPECT_EQ(store.count(), 1u);
    EXPECT_EQ(store.create_map()->index(), 0u);
}

TEST_F(DsStoreTest, OwnershipInACircleOrTwiceIsHarmless) {
    DsMap& self = *store.create_map();
    self.add(text("me"), self.handle(), DsOwn::map);
    store.clear(self);
    EXPECT_EQ(store.count(), 1u);
    self.add(text("me"), self.handle(), DsOwn::map);
    store.destroy(self);
    DsMap& a = *store.create_map();
    DsMap& b = *store.create_map();
    DsList& shared = *store.create_list();
    a.add(text("l"), shared.handle(), DsOwn::list);
    b.add(text("l"), shared.handle(), DsOwn::list);
    b.add(text("a"), a.handle(), DsOwn::map);
    a.add(text("b"), b.handle(), DsOwn::map);
    store.destroy(a);
    EXPECT_EQ(store.count(), 0u);
    // Marks on what is no id.
    DsList& odd = *store.create_list();
    odd.add(text("hello"), DsOwn::map);
    odd.add(Value(), DsOwn::list);
    odd.add(-5.0, DsOwn::list);
    store.destroy(odd);
    EXPECT_EQ(store.count(), 0u);
}

TEST_F(DsStoreTest, AMillionNestedListsGoWithoutRecursion) {
    DsList* outer = store.create_list();
    Value root = outer->handle();
    for (int i = 0; i < 1000000; ++i) {
        DsList* inner = store.create_list();
        outer->add(inner->handle(), DsOwn::list);
        outer = inner;
    }
    store.watch_tree(*store.peek_list(root), true);
    EXPECT_TRUE(outer->watched());
    size_t before = heap.bytes();
    store.destroy(*store.peek_list(root));
    EXPECT_EQ(store.count(), 0u);
    EXPECT_EQ(store.destroyed(), 1000001u);
    EXPECT_LT(heap.bytes(), before / 100);
}

TEST_F(DsStoreTest, MemoryIsCountedAndGivenBack) {
    size_t empty = heap.bytes();
    DsMap& map = *store.create_map();
    DsGrid& grid = *store.create_grid(100, 100);
    EXPECT_GE(heap.bytes(), empty + 100 * 100 * sizeof(Value));
    for (int i = 0; i < 1000; ++i) map.set(double(i), 0.0);
    EXPECT_GE(heap.bytes(), empty + 1000 * sizeof(DsMap::Entry));
    store.destroy(map);
    store.destroy(grid);
    EXPECT_EQ(heap.bytes(), empty);
}

TEST_F(DsStoreTest, LimitsAreSaidNotHit) {
    Heap small(names, HeapLimits{names->bytes() + 100000, 1000, 1000});
    DsStore tight(small);
    EXPECT_EQ(tight.create_grid(0xFFFFFFFF, 0xFFFFFFFF), nullptr);
    EXPECT_EQ(tight.create_grid(100, 100), nullptr);
    DsGrid& grid = *tight.create_grid(2, 2);
    EXPECT_FALSE(grid.resize(1000, 1000));
    EXPECT_EQ(grid.width(), 2u);
    DsList& list = *tight.create_list();
    EXPECT_EQ(list.set(1000000000, 1.0), DsWrite::limit);
    EXPECT_EQ(list.set(INT64_MAX, 1.0), DsWrite::limit);
    EXPECT_EQ(list.size(), 0u);
    DsMap& map = *tight.create_map();
    DsWrite last = DsWrite::created;
    for (int i = 0; i < 100000 && last == DsWrite::created; ++i) last = map.set(double(i), 0.0);
    EXPECT_EQ(last, DsWrite::limit);
    EXPECT_GT(map.size(), 100u);
    EXPECT_EQ(map.set(0.0, 7.0), DsWrite::replaced);
    while (DsStack* stack = tight.create_stack())
        EXPECT_LE(small.bytes(), small.limits().total_bytes), stack->push(1.0);
    std::string out;
    for (int i = 0; i < 100; ++i) list.add(text("0123456789"));
    EXPECT_FALSE(json_encode(list, false, nullptr, out, error));
    EXPECT_FALSE(ds_write(list, out, error));
}

TEST_F(DsStoreTest, WatchedReadsMissesTestsAndWritesAreTold) {
    DsMap& payload = *store.create_map();
    DsMap& headers = *store.create_map();
    payload.add(text("id"), 7.0);
    payload.add(text("response_headers"), headers.handle(), DsOwn::map);
    headers.add(text("ETag"), text("x"));
    DsMap& other = *store.create_map();
    store.watch_tree(payload, true);
    EXPECT_TRUE(headers.watched());
    Listener listener(*names);
    store.watch = &listener;
    payload.get(text("id"));
    EXPECT_EQ(payload.get(text("http_status")).missed_read(), 42u);
    payload.exists(text("status"));
    headers.get(text("ETag"));
    encode(payload);
    payload.set(text("id"), 8.0);
    payload.erase(text("id"));
    DsList* added = store.create_list();
    payload.add(text("list"), added->handle(), DsOwn::list);
    added->get(3);
    other.set(text("k"), 1.0);
    other.get(text("k"));
    store.clear(other);
    EXPECT_EQ(listener.lines, (std::vector<std::string>{
                                  "read ref ds_map 0 id",
                                  "missing ref ds_map 0 http_status",
                                  "tested absent ref ds_map 0 status",
                                  "read ref ds_map 1 ETag",
                                  "dumped ref ds_map 0",
                                  "dumped ref ds_map 1",
                                  "write ref ds_map 0 id: 7 -> 8",
                                  "write ref ds_map 0 id: 8 -> undefined",
                                  "created ref ds_list 0",
                                  "write ref ds_map 0 list: new -> ref ds_list 0",
                                  "missing ref ds_list 0 3",
                                  "write ref ds_map 2 k: new -> 1",
                                  "whole ref ds_map 2",
                                  "whole ref ds_map 2",
                              }));
    store.watch = nullptr;
    store.watch_tree(payload, false);
    EXPECT_FALSE(headers.watched());
    EXPECT_FALSE(added->watched());
}

TEST_F(DsStoreTest, TheLedgerSaysWhoOwnsAndWhereItWasMade) {
    uint64_t line = 10;
    store.origin_source = [&] { return line++; };
    DsMap& map = *store.create_map();
    DsList& list = *store.create_list();
    store.create_stack();
    map.add(text("l"), list.handle(), DsOwn::list);
    std::vector<DsLedgerRow> rows = store.ledger();
    ASSERT_EQ(rows.size(), 3u);
    EXPECT_EQ(rows[0].origin, 10u);
    EXPECT_EQ(rows[1].origin, 11u);
    EXPECT_EQ(show(rows[1].handle), "ref ds_list 0");
    EXPECT_EQ(show(rows[1].owner), "ref ds_map 0");
    EXPECT_TRUE(rows[0].owner.is_undefined());
    EXPECT_EQ(rows[0].size, 1u);
    EXPECT_EQ(store.created(), 3u);
}

TEST_F(DsStoreTest, ACloneIsEqualAndShares) {
    DsMap& gap = *store.create_map();
    DsMap& map = *store.create_map();
    DsList& list = *store.create_list();
    DsGrid& grid = *store.create_grid(2, 1);
    DsPriority& priority = *store.create_priority();
    DsQueue& queue = *store.create_queue();
    DsStack& stack = *store.create_stack();
    Value shared(heap.new_array(1));
    map.set(text("removed"), 1.0);
    map.set(shared, text("by reference"));
    map.add(text("l"), list.handle(), DsOwn::list);
    map.erase(text("removed"));
    list.add(shared);
    grid.change(GridChange::set, 1, 0, shared, error);
    priority.add(text("p"), 3);
    queue.enqueue(1.0), queue.enqueue(2.0), queue.dequeue();
    stack.push(text("s"));
    store.destroy(gap);
    {
        Heap other_heap(names);
        DsStore other(other_heap);
        {
            HeapCopier copier(heap, other_heap);
            store.clone_into(other, copier);
        }
        DsMap* twin = static_cast<DsMap*>(other.exact(map.handle()));
        ASSERT_NE(twin, nullptr);
        EXPECT_EQ(encode(*twin).substr(0, 1), "{");
        Value inner = other.peek_list(0.0)->values()[0];
        EXPECT_FALSE(inner.same_as(shared));
        EXPECT_EQ(show(twin->get(inner)), "by reference");
        EXPECT_TRUE(static_cast<DsGrid*>(other.peek(RefKind::ds_grid, 0.0))->at(1, 0).same_as(inner));
        EXPECT_EQ(twin->owns(Value(other_heap.new_string("l"))), DsOwn::list);
        EXPECT_EQ(show(static_cast<DsPriority*>(other.peek(RefKind::ds_priority, 0.0))->find_min()), "p");
        EXPECT_EQ(show(static_cast<DsQueue*>(other.peek(RefKind::ds_queue, 0.0))->dequeue()), "2");
        EXPECT_EQ(show(static_cast<DsStack*>(other.peek(RefKind::ds_stack, 0.0))->pop()), "s");
        // The next index and generation are the same in both.
        EXPECT_TRUE(other.create_map()->handle().same_as(store.create_map()->handle()));
        twin->set(Value(other_heap.new_string("new")), 1.0);
        other.destroy(*twin);
        EXPECT_EQ(other.count(RefKind::ds_list), 0u);
    }
    EXPECT_EQ(map.size(), 2u);
    EXPECT_EQ(show(map.get(shared)), "by reference");
}
