#include "core/value/objects.h"

#include <gtest/gtest.h>
#include <set>

using namespace scope;

namespace {

struct StringTest : testing::Test {
    std::shared_ptr<NameTable> names = std::make_shared<NameTable>();
    Heap heap{names};
    String* make(std::string_view text) { return heap.new_string(text); }
    static bool append(Value& target, std::string_view more) {
        Value held = target.as_string()->heap->new_string(more);
        return append_in_place(target, *held.as_string());
    }
};

TEST_F(StringTest, ShortStringsAreShared) {
    EXPECT_EQ(make(""), make(""));
    EXPECT_EQ(make("a"), make("a"));
    EXPECT_NE(make("a"), make("b"));
    Value first = make("ab"), second = make("ab");
    EXPECT_FALSE(first.same_as(second));
    EXPECT_EQ(make(std::string_view("\0", 1))->length, 1u);
    EXPECT_EQ(make("\xff")->points(), 1u);
}

TEST_F(StringTest, EqualTextsHashAlikeAndTheHashIsNeverZero) {
    std::set<uint32_t> hashes;
    for (int index = 0; index < 20000; ++index) {
        Value text = make("key" + std::to_string(index));
        hashes.insert(text.as_string()->hash());
        EXPECT_NE(text.as_string()->hash(), 0u);
    }
    EXPECT_GT(hashes.size(), 19990u);
    Value first = make("some text"), second = make("some text"), longer = make(std::string_view("some text\0", 10));
    EXPECT_EQ(first.as_string()->hash(), second.as_string()->hash());
    EXPECT_NE(first.as_string()->hash(), longer.as_string()->hash());
    EXPECT_NE(make("")->hash(), make(std::string_view("\0", 1))->hash());
}

TEST_F(StringTest, LengthIsInCodePointsAndABadByteCountsAsOne) {
    auto points = [this](std::string_view text) {
        Value held = make(text);
        return held.as_string()->points();
    };
    EXPECT_EQ(points(""), 0u);
    EXPECT_EQ(points("plain ascii, longer than eight"), 30u);
    EXPECT_EQ(points("na\u00efve caf\u00e9 \U0001F600 and so on"), 22u);
    EXPECT_EQ(points("\xff\xfe"
                     "ab"),
              4u);
    EXPECT_EQ(points("ab\xe2\x82"), 4u) << "a euro sign cut short";
}

TEST_F(StringTest, AppendingGrowsInPlaceWhenNobodyElseHoldsTheString) {
    Value text = make("start "), copy;
    EXPECT_EQ(text.as_string()->points(), 6u);
    String* same = text.as_string();
    for (int index = 0; index < 10000; ++index) ASSERT_TRUE(append(text, "0123456789"));
    EXPECT_EQ(text.as_string(), same);
    EXPECT_EQ(text.as_string()->length, 100006u);
    EXPECT_EQ(text.as_string()->points(), 100006u);
    EXPECT_EQ(text.as_string()->view().substr(99996), "0123456789");
    copy = text;
    uint32_t hash = copy.as_string()->hash();
    ASSERT_TRUE(append(text, "!"));
    EXPECT_NE(text.as_string(), same);
    EXPECT_EQ(copy.as_string()->length, 100006u);
    EXPECT_NE(text.as_string()->hash(), hash);
    ASSERT_TRUE(append(text, "\u00e9"));
    EXPECT_EQ(text.as_string()->points(), 100008u);
}

TEST_F(StringTest, AppendingAStringToItselfAndToASharedOne) {
    Value text = make("abcdefgh");
    for (int times = 0; times < 10; ++times) ASSERT_TRUE(append_in_place(text, *text.as_string()));
    EXPECT_EQ(text.as_string()->length, 8u << 10);
    EXPECT_EQ(text.as_string()->view().substr(8184), "abcdefgh");
    Value shared = make("a");
    ASSERT_TRUE(append(shared, "b"));
    EXPECT_EQ(shared.as_string()->view(), "ab");
    EXPECT_EQ(make("a")->view(), "a");
    Value empty = make("");
    ASSERT_TRUE(append(empty, ""));
    EXPECT_EQ(empty.as_string()->length, 0u);
}

TEST_F(StringTest, AppendingStopsAtTheLimitAndAccountsForEveryByte) {
    Heap small(names, {.total_bytes = size_t(1) << 20, .string_bytes = 1000});
    Value text = small.new_string("0123456789");
    int appended = 0;
    while (append(text, "0123456789")) ++appended;
    EXPECT_EQ(appended, 99);
    EXPECT_EQ(text.as_string()->length, 1000u);
    text = Value();
    EXPECT_EQ(small.bytes() - names->bytes(), 0u);
}

} // namespace
