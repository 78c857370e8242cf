#include "core/value/objects.h"

#include <gtest/gtest.h>

using namespace scope;

namespace {

struct ShapeTest : testing::Test {
    std::shared_ptr<NameTable> names = std::make_shared<NameTable>();
    Heap heap{names};
    Symbol number(int index) { return names->intern("n" + std::to_string(index)); }
    Value filled(int members) {
        Value object = heap.new_struct();
        for (int index = 0; index < members; ++index)
            EXPECT_TRUE(object.as_struct()->set(number(index), double(index)));
        return object;
    }
    static void expect_members(const Struct& object, const std::vector<int>& wanted, ShapeTest& test) {
        ASSERT_EQ(object.size(), wanted.size());
        for (size_t slot = 0; slot < wanted.size(); ++slot) {
            EXPECT_EQ(object.shape->names()[slot], test.number(wanted[slot]));
            const Value* value = object.find(test.number(wanted[slot]));
            ASSERT_NE(value, nullptr) << wanted[slot];
            EXPECT_EQ(value->as_real(), wanted[slot]);
        }
    }
};

TEST_F(ShapeTest, NamesAreInternedOnce) {
    Symbol gold = names->intern("gold");
    EXPECT_EQ(names->intern("gold"), gold);
    EXPECT_EQ(names->find("gold"), gold);
    EXPECT_EQ(names->text(gold), "gold");
    EXPECT_EQ(names->find("silver"), NameTable::none);
}

TEST_F(ShapeTest, StructsBuiltAlikeShareAShape) {
    Value a = filled(3), b = filled(3), other = heap.new_struct();
    EXPECT_EQ(a.as_struct()->shape, b.as_struct()->shape);
    ASSERT_TRUE(other.as_struct()->set(number(1), 0.0));
    ASSERT_TRUE(other.as_struct()->set(number(0), 0.0));
    EXPECT_NE(other.as_struct()->shape, filled(2).as_struct()->shape);
    ASSERT_TRUE(a.as_struct()->set(number(1), 7.0));
    EXPECT_EQ(a.as_struct()->shape, b.as_struct()->shape);
    EXPECT_EQ(b.as_struct()->find(number(1))->as_real(), 1);
}

TEST_F(ShapeTest, MembersAreFoundAtEverySize) {
    for (int members : {1, 2, 5, 8, 9, 16, 17, 64, 65, 127, 128, 129, 500}) {
        Value object = filled(members);
        std::vector<int> wanted;
        for (int index = 0; index < members; ++index) wanted.push_back(index);
        expect_members(*object.as_struct(), wanted, *this);
        EXPECT_EQ(object.as_struct()->find(number(members)), nullptr);
        EXPECT_EQ(object.as_struct()->shape->owned(), size_t(members) > Shape::most_shared);
    }
}

TEST_F(ShapeTest, RemovalKeepsTheOrderAndLeavesOthersAlone) {
    for (int members : {3, 9, 20, 200}) {
        Value object = filled(members), untouched = filled(members);
        std::vector<int> wanted;
        for (int index = 0; index < members; ++index) {
            if (index % 3 == 1)
                EXPECT_TRUE(object.as_struct()->remove(number(index)));
            else
                wanted.push_back(index);
        }
        EXPECT_FALSE(object.as_struct()->remove(number(1)));
        expect_members(*object.as_struct(), wanted, *this);
        EXPECT_EQ(untouched.as_struct()->size(), size_t(members));
        ASSERT_TRUE(object.as_struct()->set(number(1), 1.0)); // comes back at the end
        wanted.push_back(1);
        expect_members(*object.as_struct(), wanted, *this);
        while (!wanted.empty()) { // from the end: each leaves the hash table whole
            EXPECT_TRUE(object.as_struct()->remove(number(wanted.back())));
            wanted.pop_back();
            expect_members(*object.as_struct(), wanted, *this);
        }
        for (int index = 0; index < 12; ++index) {
            ASSERT_TRUE(object.as_struct()->set(number(index), double(index)));
            wanted.push_back(index);
        }
        expect_members(*object.as_struct(), wanted, *this);
    }
    heap.collect_cycles(); // many members are released bit by bit
    EXPECT_EQ(heap.bytes() - names->bytes(), 0u);
}

TEST_F(ShapeTest, MadeUpNamesDoNotGrowTheTreeWithoutEnd) {
    for (int index = 0; index < 20000; ++index) {
        Value object = heap.new_struct();
        ASSERT_TRUE(object.as_struct()->set(number(index), 1.0));
        ASSERT_TRUE(object.as_struct()->set(number(index + 1), 2.0));
        EXPECT_EQ(object.as_struct()->find(number(index + 1))->as_real(), 2);
    }
    EXPECT_EQ(heap.bytes() - names->bytes(), 0u);
    EXPECT_GT(heap.bytes(), 20000u * 8); // the names count
    Value object = heap.new_struct();
    ASSERT_TRUE(object.as_struct()->set(number(19999), 1.0));
    EXPECT_TRUE(object.as_struct()->shape->owned());
}

TEST_F(ShapeTest, StaticsAreSeenThroughTheChain) {
    Value object = filled(1), parent = heap.new_struct(), grandparent = heap.new_struct();
    object.as_struct()->set_statics(parent.as_struct());
    parent.as_struct()->set_statics(grandparent.as_struct());
    ASSERT_TRUE(grandparent.as_struct()->set(number(5), 5.0));
    EXPECT_EQ(object.as_struct()->find(number(5)), nullptr);
    ASSERT_NE(object.as_struct()->find_with_statics(number(5)), nullptr);
    grandparent.as_struct()->set_statics(parent.as_struct()); // a circle: look-ups end
    EXPECT_EQ(object.as_struct()->find_with_statics(number(6)), nullptr);
    object = parent = grandparent = Value();
    EXPECT_EQ(heap.collect_cycles(), 2u);
}

} // namespace
