#include "core/data/buffer_edit.h"

#include "core/data/typed_json.h"

#include <gtest/gtest.h>

namespace scope {

static Datum fields() {
    return *read_typed_json(R"({"$buffer":{"kind":"grow","alignment":1,"fields":[["u8",3],["string","hi"]]}})");
}

static const DatumBuffer& content(const Datum& datum) {
    return *datum.buffer_content();
}

TEST(BufferEdit, ReadsItsParts) {
    Datum buffer = fields();
    EXPECT_EQ(buffer_part(content(buffer), "kind")->text(), "grow");
    EXPECT_EQ(buffer_part(content(buffer), "alignment")->as_real(), 1);
    EXPECT_EQ(buffer_part(content(buffer), "0")->as_real(), 3);
    EXPECT_EQ(buffer_part(content(buffer), "1")->text(), "hi");
    EXPECT_EQ(buffer_part(content(buffer), "hex")->text(), "03686900");
    for (const char* part : {"2", "-1", "", "0x", "file", "nothing"})
        EXPECT_FALSE(buffer_part(content(buffer), part)) << part;
}

TEST(BufferEdit, FieldsKeepTheirTypes) {
    Datum buffer = fields();
    auto changed = with_buffer_part(content(buffer), "0", Datum(7));
    ASSERT_TRUE(changed);
    EXPECT_EQ(buffer_part(content(*changed), "hex")->text(), "07686900");
    EXPECT_FALSE(with_buffer_part(content(buffer), "0", Datum("seven")));
    EXPECT_FALSE(with_buffer_part(content(buffer), "1", Datum(7)));
    EXPECT_FALSE(with_buffer_part(content(buffer), "5", Datum(7)));
    EXPECT_FALSE(with_buffer_part(content(buffer), "kind", Datum("round")));
    EXPECT_FALSE(with_buffer_part(content(buffer), "alignment", Datum(1.5)));
    EXPECT_FALSE(with_buffer_part(content(buffer), "alignment", Datum(-1)));
    EXPECT_EQ(content(*with_buffer_part(content(buffer), "alignment", Datum(4))).alignment, 4u);
}

TEST(BufferEdit, TypesAreChosenAndFieldsComeAndGo) {
    Datum buffer = fields();
    Datum wide = *with_buffer_field_type(content(buffer), "0", "u16");
    EXPECT_EQ(buffer_part(content(wide), "hex")->text(), "0300686900");
    Datum texts = *with_buffer_field_type(content(buffer), "0", "text");
    EXPECT_EQ(buffer_part(content(texts), "0")->text(), "");
    EXPECT_FALSE(with_buffer_field_type(content(buffer), "0", "u7"));
    EXPECT_FALSE(with_buffer_field_type(content(buffer), "kind", "u8"));
    Datum more = *with_buffer_field_added(content(buffer));
    EXPECT_EQ(content(more).fields.size(), 3u);
    Datum less = *without_buffer_field(content(more), "0");
    EXPECT_EQ(content(less).fields.size(), 2u);
    EXPECT_FALSE(without_buffer_field(content(buffer), "kind"));
    EXPECT_EQ(buffer_field_types().size(), 13u);
    for (std::string_view type : buffer_field_types()) EXPECT_TRUE(with_buffer_field_type(content(buffer), "0", type));
}

TEST(BufferEdit, HexTakesThePlaceOfFieldsAndBytesBecomeFields) {
    Datum bytes = *with_buffer_part(content(fields()), "hex", Datum("00 FF"));
    EXPECT_TRUE(content(bytes).fields.empty());
    EXPECT_EQ(content(bytes).bytes, std::string("\0\xFF", 2));
    EXPECT_FALSE(with_buffer_part(content(bytes), "hex", Datum("0")));
    EXPECT_FALSE(with_buffer_part(content(bytes), "hex", Datum("zz")));
    Datum split = *with_buffer_field_added(content(bytes));
    ASSERT_EQ(content(split).fields.size(), 3u);
    EXPECT_EQ(content(split).fields[1].value.as_real(), 255);
    DatumBuffer large{.bytes = std::string(300, 'x')};
    EXPECT_FALSE(with_buffer_field_added(large));
}

TEST(BufferEdit, AnythingBecomesABuffer) {
    EXPECT_EQ(content(buffer_of(Datum("hi"))).fields.at(0).type, "string");
    EXPECT_EQ(content(buffer_of(Datum(2.5))).fields.at(0).value.as_real(), 2.5);
    EXPECT_TRUE(content(buffer_of(Datum())).fields.empty());
    EXPECT_EQ(buffer_of(fields()), fields());
    Datum empty = *with_buffer_field_added(content(buffer_of(Datum())));
    EXPECT_EQ(content(empty).fields.at(0).type, "u8");
}

} // namespace scope
