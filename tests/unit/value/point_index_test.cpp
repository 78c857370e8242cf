// Positions by the index are those of a walk through the text, whatever the text is and however it came to be.
#include "core/base/text.h"
#include "core/value/objects.h"

#include <gtest/gtest.h>
#include <random>

using namespace scope;

namespace {

struct Positions {
    std::vector<size_t> bytes; ///< where each code point begins
    explicit Positions(std::string_view text) {
        for (size_t at = 0; at < text.size(); next_utf8(text, at)) bytes.push_back(at);
        bytes.push_back(text.size());
    }
};

std::string some_text(std::mt19937& random, size_t parts) {
    static constexpr std::string_view pieces[] = {
        "plain ", "\u00e9", "\u20ac", "\U0001F642", "\xff", "\xe2\x82", "\xac", "x",
    };
    std::string text;
    while (parts-- > 0) text += pieces[random() % std::size(pieces)];
    return text;
}

void expect_walked(Heap& heap, String& text, std::mt19937& random) {
    Positions right(text.view());
    ASSERT_EQ(text.points() + 1, right.bytes.size());
    for (int look = 0; look < 50; ++look) {
        size_t point = random() % right.bytes.size();
        ASSERT_EQ(heap.points().byte_of(text, point), right.bytes[point]) << point;
        ASSERT_EQ(heap.points().points_before(text, right.bytes[point]), point);
    }
}

} // namespace

TEST(PointIndex, FindsWhatAWalkFinds) {
    std::mt19937 random(7);
    Heap heap(std::make_shared<NameTable>());
    std::vector<Value> texts;
    for (int round = 0; round < 300; ++round) {
        if (texts.size() > 2 * PointIndex::kept) texts.erase(texts.begin() + random() % texts.size());
        if (texts.empty() || random() % 2) texts.emplace_back(heap.new_string(some_text(random, random() % 400)));
        Value& text = texts[random() % texts.size()];
        if (random() % 2) {
            Value more(heap.new_string(some_text(random, 1 + random() % 9)));
            ASSERT_TRUE(append_in_place(text, *more.as_string()));
        }
        expect_walked(heap, *text.as_string(), random);
    }
}

TEST(PointIndex, GivesBackWhatItTook) {
    Heap heap(std::make_shared<NameTable>());
    std::mt19937 random(1);
    std::string content = some_text(random, 10000);
    size_t before = heap.bytes();
    for (size_t each = 0; each < 3 * PointIndex::kept; ++each) {
        Value text(heap.new_string(content));
        heap.points().byte_of(*text.as_string(), text.as_string()->points());
        EXPECT_FALSE(text.as_string()->has(HeapObject::indexed)); // once is no walk
        heap.points().byte_of(*text.as_string(), text.as_string()->points());
        EXPECT_TRUE(text.as_string()->has(HeapObject::indexed));
    }
    EXPECT_EQ(heap.bytes(), before);
}

/// A text that is looked into again and again keeps its index, however many others come and go.
TEST(PointIndex, WhatIsUsedStays) {
    Heap heap(std::make_shared<NameTable>());
    std::mt19937 random(2);
    std::string content = some_text(random, 2000);
    std::vector<Value> texts;
    Value kept(heap.new_string(content));
    for (int look = 0; look < 2; ++look) heap.points().byte_of(*kept.as_string(), 1000);
    for (size_t each = 0; each < 3 * PointIndex::kept; ++each) {
        texts.emplace_back(heap.new_string(content));
        for (int look = 0; look < 2; ++look) heap.points().byte_of(*texts.back().as_string(), 1000);
        heap.points().byte_of(*kept.as_string(), 1000);
        ASSERT_TRUE(kept.as_string()->has(HeapObject::indexed) || PointIndex::kept == 1);
    }
}

TEST(PointIndex, AGrowingTextKeepsItsLength) {
    Heap heap(std::make_shared<NameTable>());
    Value text(heap.new_string("caf\u00e9")), more(heap.new_string("\u00fc!")), half(heap.new_string("\xa9"));
    EXPECT_EQ(text.as_string()->points(), 4u);
    ASSERT_TRUE(append_in_place(text, *more.as_string()));
    EXPECT_EQ(text.as_string()->code_points, 6u);
    text = Value(heap.new_string("caf\xc3"));
    EXPECT_EQ(text.as_string()->points(), 4u);
    ASSERT_TRUE(append_in_place(text, *half.as_string()));
    EXPECT_EQ(text.as_string()->points(), 4u) << "two halves met";
}
