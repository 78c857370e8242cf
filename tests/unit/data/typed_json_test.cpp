#include "core/data/datum_edit.h"
#include "core/data/encoding.h"
#include "core/data/gml_text.h"
#include "core/data/typed_json.h"

#include "core/base/text.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <cmath>
#include <random>

using namespace scope;

static Datum read(std::string_view text) {
    auto datum = read_typed_json(text);
    EXPECT_TRUE(datum) << text << ": " << datum.error().text();
    return datum.value_or(Datum());
}

static std::string error_of(std::string_view text) {
    auto datum = read_typed_json(text);
    return datum ? "" : datum.error().place + ": " + datum.error().message;
}

TEST(TypedJson, EveryFormReadsAndWritesTheSame) {
    for (const char* text :
         {"true",
          "3",
          "-0.5",
          "1e+300",
          "\"hi\"",
          "[1,[2]]",
          R"({"a":{"b":1}})",
          R"({"$undefined":true})",
          R"({"$real":"nan"})",
          R"({"$real":"inf"})",
          R"({"$real":"-inf"})",
          R"({"$real":"-0"})",
          R"({"$int64":"9007199254740993"})",
          R"({"$int64":"-5"})",
          R"({"$int32":5})",
          R"({"$ptr":"null"})",
          R"({"$ptr":"0x00000000000000ff"})",
          R"({"$bytes":"/wA="})",
          R"({"$ref":"ref ds_map 3"})",
          R"({"$gml":"obj_shop.request"})",
          R"({"$method":"on_done"})",
          R"({"$new":["Item",{"hp":3}]})",
          R"({"$new":["Item",[1,2]]})",
          R"({"$struct":[["$a",1],["b",2]]})",
          R"({"$ds_map":{"a":1,"$b":2}})",
          R"({"$ds_map":[[1,"one"],["a",2]]})",
          R"({"$ds_list":[1,{"$ds_map":{}}]})",
          R"({"$ds_grid":[[1,2],[3,4]]})",
          R"({"$ds_grid":[[],[]]})",
          R"({"$ds_grid":[]})",
          R"({"$ds_stack":[1]})",
          R"({"$ds_queue":[1,2]})",
          R"({"$ds_priority":[["a",1],["b",2]]})",
          R"({"$id":1,"value":[{"$same":1}]})",
          R"({"$buffer":{"kind":"grow","alignment":1,"fields":[["u8",3],["string","hi"],["f64",{"$real":"nan"}]]}})",
          R"({"$buffer":{"kind":"fixed","alignment":4,"size":64,"text":"abc"}})",
          R"({"$buffer":{"kind":"wrap","alignment":1,"hex":"00ff"}})",
          R"({"$buffer":{"kind":"fast","alignment":1,"file":"a.bin"}})",
          R"({"":1})"})
        EXPECT_EQ(write_typed_json(read(text)), text);
}

TEST(TypedJson, OtherSpellings) {
    EXPECT_EQ(read("null"), Datum());
    EXPECT_EQ(read("9007199254740992"), Datum(9007199254740992.0));
    EXPECT_EQ(read("9007199254740993"), Datum::int64(9007199254740993));
    EXPECT_EQ(read("-9223372036854775808"), Datum::int64(INT64_MIN));
    EXPECT_EQ(read("18446744073709551616"), Datum(0x1p64)) << "no integer of ours holds it";
    EXPECT_EQ(read("9007199254740994.0"), Datum(9007199254740994.0));
    EXPECT_EQ(write_typed_json(Datum(9007199254740994.0)), "9007199254740994.0");
    EXPECT_EQ(read(R"({"$int64":7})"), Datum::int64(7));
    EXPECT_EQ(read(R"({"$new":["Item"]})"), Datum::constructed("Item", Datum::structure({})));
    EXPECT_EQ(read(R"({"$buffer":{"base64":"aGk="}})").buffer_content()->bytes, "hi");
    EXPECT_EQ(read_plain_json(R"({"$int64":"5","$ds_map":{}})")->kind(), DatumKind::structure);
    EXPECT_EQ(*read_typed_json("[1,{\"a\":2,},]", {.trailing_commas = true}), read(R"([1,{"a":2}])"));
}

TEST(TypedJson, TextThatIsNotUtf8SurvivesAnywhere) {
    std::string odd = "a\xFF"
                      "b";
    DatumBuffer file{.file = odd};
    for (const Datum& datum :
         {Datum(odd), Datum::ref(odd), Datum::gml(odd), Datum::method(odd), Datum::constructed(odd, Datum::array({})),
          Datum::structure({{odd, 1}}), Datum::ds_map({{odd, 1}}), Datum::buffer(file)}) {
        std::string text = write_typed_json(datum);
        EXPECT_TRUE(is_utf8(text));
        EXPECT_EQ(read(text), datum) << text;
    }
}

TEST(TypedJson, ErrorsArePreciseAndLocated) {
    EXPECT_EQ(error_of("[1,\n {\"$nope\":1}]"),
              "2:2: unknown form '$nope'; a struct with such a key is {\"$struct\":[[key,value],...]}");
    EXPECT_EQ(error_of(R"({"a":1,"$int64":"5"})"), "1:1: '$int64' must be the only key of its object; a struct with "
                                                   "such a key is {\"$struct\":[[key,value],...]}");
    EXPECT_EQ(error_of(R"({"$int64":"5x"})"), "1:1: $int64 takes a whole number of 64 bits in quotes");
    EXPECT_EQ(error_of(R"({"$int64":"9223372036854775808"})"), "1:1: $int64 takes a whole number of 64 bits in quotes");
    EXPECT_EQ(error_of(R"({"$buffer":{"fields":[["u9",1]]}})"),
              "1:1: a buffer has no type 'u9'; it is one of u8 s8 u16 s16 u32 s32 u64 f16 f32 f64 bool string text");
    for (const char* bad : {R"({"$undefined":false})",
                            R"({"$real":"x"})",
                            R"({"$int32":1.5})",
                            R"({"$int32":3000000000})",
                            R"({"$ptr":"0x"})",
                            R"({"$bytes":"*"})",
                            R"({"$ref":1})",
                            R"({"$gml":1})",
                            R"({"$method":{}})",
                            R"({"$new":[]})",
                            R"({"$new":["A",1]})",
                            R"({"$struct":[[1,2]]})",
                            R"({"$struct":1})",
                            R"({"$ds_map":[[1]]})",
                            R"({"$ds_map":3})",
                            R"({"$ds_list":{}})",
                            R"({"$ds_grid":[[1],[1,2]]})",
                            R"({"$ds_grid":[1]})",
                            R"({"$ds_priority":[1]})",
                            R"({"$same":"x"})",
                            R"({"$id":"x","value":1})",
                            R"({"$id":1})",
                            R"({"$buffer":{"alignment":0}})",
                            R"({"$buffer":{"text":"a","hex":"00"}})",
                            R"({"$buffer":{"kind":"round"}})",
                            R"({"$buffer":{"fields":[["u8","x"]]}})",
                            R"({"$buffer":{"size":-1}})",
                            R"({"$buffer":{"colour":"x"}})",
                            R"({"$buffer":[]})"})
        EXPECT_TRUE(error_of(bad).starts_with("1:1: ")) << bad << " -> " << error_of(bad);
}

TEST(TypedJson, DepthCountsDataAndNotWrappers) {
    auto maps = [](int depth) {
        std::string text = "1";
        for (int i = 0; i < depth; ++i) text = "{\"$ds_map\":{\"a\":" + text + "}}";
        return text;
    };
    EXPECT_EQ(error_of(maps(128)), "");
    EXPECT_NE(error_of(maps(129)).find("nested more than 128 levels deep"), std::string::npos);
    EXPECT_EQ(error_of(std::string(200000, '[')), "1:129: nested more than 128 levels deep");
    std::string objects;
    for (int i = 0; i < 200000; ++i) objects += "{\"a\":";
    EXPECT_EQ(error_of(objects), "1:641: nested more than 128 levels deep");
    std::string wrappers;
    for (int i = 0; i < 200000; ++i) wrappers += "{\"$id\":1,\"value\":";
    EXPECT_NE(error_of(wrappers).find("levels deep"), std::string::npos);
    EXPECT_EQ(error_of(fmt::format("{}{{}}{}", std::string(128, '['), std::string(128, ']'))),
              "1:129: nested more than 128 levels deep");
}

TEST(TypedJson, DuplicateKeysAreReportedAndTheLastCounts) {
    std::vector<Diagnostic> findings;
    auto datum = read_typed_json("{\"a\":1,\"b\":2,\n\"a\":3}", {.name = "x.json", .findings = &findings});
    ASSERT_TRUE(datum);
    EXPECT_EQ(write_typed_json(*datum), R"({"a":3,"b":2})");
    ASSERT_EQ(findings.size(), 1u);
    EXPECT_EQ(findings[0].text(), "x.json:2:1: warning: the key \"a\" occurs twice; the last value counts");
    std::string many = "{";
    for (int i = 0; i < 40; ++i) many += (i ? ",\"k" : "\"k") + std::to_string(i % 20) + "\":" + std::to_string(i);
    EXPECT_EQ(read_typed_json(many + "}", {.findings = &findings})->find("k0")->as_real(), 20);
    EXPECT_EQ(findings.size(), 21u);
}

TEST(Payload, TheTopIsAMap) {
    EXPECT_EQ(read_payload(R"({"a":{"b":1}})")->kind(), DatumKind::ds_map);
    EXPECT_EQ(read_payload(R"({"a":{"b":1}})")->find("a")->kind(), DatumKind::structure);
    EXPECT_EQ(*read_payload(R"([[1,"x"]])"), Datum::ds_map({{1, "x"}}));
    EXPECT_EQ(*read_payload("{}"), Datum::ds_map({}));
    EXPECT_EQ(*read_payload("[]"), Datum::ds_map({}));
    EXPECT_EQ(*read_payload(R"({"$ds_map":{"a":1}})"), Datum::ds_map({{"a", 1}}));
    EXPECT_EQ(read_payload(R"({"$id":1,"value":{"$ds_map":{"me":{"$same":1}}}})")->kind(), DatumKind::shared);
    for (const char* bad :
         {"3", "[1]", R"({"$ds_list":[]})", R"({"$int64":"1"})", R"({"$undefined":true})", "null", "\"x\""})
        EXPECT_FALSE(read_payload(bad)) << bad;
    EXPECT_EQ(read_payload(" [1]", {.name = "--map"}).error().text(),
              "--map:1:2: error: a payload is a map, an object or a list of [key, value] pairs, not an array");
    for (const char* text :
         {R"({"id":1,"headers":{"$ds_map":{"$x":1}}})", R"([["$a",1]])", R"([[{"$int64":"1"},"x"],["b",2]])", "{}"})
        EXPECT_EQ(write_payload(*read_payload(text)), text);
}

TEST(Summary, IsOneShortLine) {
    Datum payload = MapBuilder()
                        .add("gold", 50)
                        .add("m", MapBuilder().add("x", Datum::int64(5)).map())
                        .add("u", Datum())
                        .add("h", Datum::ref("ref ds_map 3"))
                        .add("b", Datum::buffer(DatumBuffer{.bytes = "abc"}))
                        .map();
    EXPECT_EQ(summary(payload, 200), R"({"gold":50,"m":{"x":5},"u":undefined,"h":ref ds_map 3,"b":buffer(3 bytes)})");
    EXPECT_EQ(summary(payload, 12), R"({"gold":5...)");
    EXPECT_EQ(summary(Datum(std::string("\xC3\xA9\xC3\xA9\xC3\xA9")), 7), "\"\xC3\xA9...") << "cut between code points";
    EXPECT_EQ(summary(Datum(std::string(1000000, 'x')), 10), "\"xxxxxx...");
    EXPECT_EQ(summary("a\nb"), "\"a\\nb\"");
}

// ---- random trees

class Random {
public:
    explicit Random(uint32_t seed) : m_engine(seed) {}
    size_t below(size_t n) { return m_engine() % n; }

    std::string text() {
        std::string out;
        for (size_t i = below(8); i > 0; --i)
            out += below(5) ? static_cast<char>('a' + below(26)) : static_cast<char>(below(256));
        return below(4) ? out : "$" + out;
    }

    Datum tree(int depth) {
        size_t kind = below(depth > 0 ? 22 : 12);
        switch (kind) {
        case 0: return {};
        case 1: return below(2) == 0;
        case 2: return static_cast<double>(below(1000));
        case 3: return std::bit_cast<double>((static_cast<uint64_t>(m_engine()) << 32) | m_engine());
        case 4: return Datum::int32(static_cast<int32_t>(m_engine()));
        case 5: return Datum::int64(static_cast<int64_t>((static_cast<uint64_t>(m_engine()) << 32) | m_engine()));
        case 6: return text();
        case 7: return Datum::ref(std::string("ref ds_map ") + std::to_string(below(9)));
        case 8: return Datum::pointer(below(3));
        case 9: return Datum::gml("a + 1");
        case 10: return Datum::method("f");
        case 11: return Datum::same(static_cast<int64_t>(below(4)));
        case 12: return Datum::array(items(depth));
        case 13: return Datum::ds_list(items(depth));
        case 14: return Datum::ds_stack(items(depth));
        case 15: return Datum::ds_queue(items(depth));
        case 16: return Datum::structure(entries(depth, true));
        case 17: return Datum::ds_map(entries(depth, below(2) == 0));
        case 18: return Datum::ds_priority(entries(depth, false));
        case 19: return Datum::shared(static_cast<int64_t>(below(4)), tree(depth - 1));
        case 20: return Datum::constructed("C", Datum::structure(entries(depth, true)));
        default: {
            uint32_t width = static_cast<uint32_t>(below(3)), height = width ? static_cast<uint32_t>(1 + below(2)) : 0;
            std::vector<Datum> cells;
            for (uint32_t i = 0; i < width * height; ++i) cells.push_back(tree(depth - 1));
            return Datum::ds_grid(width, height, std::move(cells));
        }
        }
    }

private:
    std::vector<Datum> items(int depth) {
        std::vector<Datum> out;
        for (size_t i = below(4); i > 0; --i) out.push_back(tree(depth - 1));
        return out;
    }
    std::vector<DatumEntry> entries(int depth, bool strings) {
        std::vector<DatumEntry> out;
        for (size_t i = below(4); i > 0; --i)
            out.push_back({strings ? Datum(text() + std::to_string(i)) : tree(depth - 1), tree(depth - 1)});
        return out;
    }
    std::mt19937 m_engine;
};

TEST(TypedJson, RandomTreesRoundTrip) {
    Random random(20240607);
    for (int i = 0; i < 4000; ++i) {
        Datum tree = random.tree(5);
        std::string compact = write_typed_json(tree), pretty = write_typed_json(tree, 2);
        auto a = read_typed_json(compact), b = read_typed_json(pretty);
        ASSERT_TRUE(a) << compact << a.error().text();
        ASSERT_TRUE(b) << pretty << b.error().text();
        ASSERT_EQ(*a, tree) << compact;
        ASSERT_EQ(*b, tree) << pretty;
        if (tree.is(DatumKind::ds_map)) {
            auto payload = read_payload(write_payload(tree));
            ASSERT_TRUE(payload) << write_payload(tree);
            ASSERT_EQ(*payload, tree) << write_payload(tree);
        }
        EXPECT_LE(summary(tree, 30).size(), 30u);
    }
}

TEST(TypedJson, DamagedTextNeverCrashes) {
    Random random(7);
    for (int i = 0; i < 3000; ++i) {
        std::string text = write_typed_json(random.tree(4));
        for (size_t k = 1 + random.below(3); k > 0 && !text.empty(); --k) {
            size_t at = random.below(text.size());
            if (random.below(2))
                text[at] = static_cast<char>(random.below(256));
            else
                text.erase(at, 1 + random.below(4));
        }
        if (auto datum = read_typed_json(text)) {
            EXPECT_EQ(*read_typed_json(write_typed_json(*datum)), *datum) << escape_control(text) << "\n"
                                                                          << write_typed_json(*datum);
        } else {
            EXPECT_NE(datum.error().place.find(':'), std::string::npos);
        }
    }
}

// ---- bytes

TEST(Encoding, Base64AndHex) {
    for (std::string bytes :
         {std::string(), std::string("a"), std::string("ab"), std::string("abc"), std::string("\0\xFF\x80\x7F", 4)}) {
        EXPECT_EQ(base64_decode(base64_encode(bytes)), bytes);
        EXPECT_EQ(hex_decode(hex_encode(bytes)), bytes);
    }
    EXPECT_EQ(base64_encode("hello"), "aGVsbG8=");
    EXPECT_EQ(base64_decode("aGVs bG8"), "hello") << "no padding, white space";
    for (const char* bad : {"a", "a===", "aa=a", "****", "aGVsbG8==", "aGVs="}) EXPECT_FALSE(base64_decode(bad)) << bad;
    EXPECT_EQ(hex_decode("0A fF"), "\x0A\xFF");
    EXPECT_FALSE(hex_decode("0"));
    EXPECT_FALSE(hex_decode("0g"));
}

TEST(Encoding, BufferLayout) {
    DatumBuffer buffer{
        .alignment = 4,
        .fields = {{"u8", 300}, {"u16", -1}, {"string", "hi"}, {"bool", true}, {"text", "x"}, {"f32", 1.5}}};
    EXPECT_EQ(hex_encode(*buffer_bytes(buffer)), "2c000000"
                                                 "ffff0000"
                                                 "68690000"
                                                 "01000000"
                                                 "78000000"
                                                 "0000c03f");
    buffer = {.fields = {{"s32", -2}, {"u64", Datum::int64(-1)}, {"f64", 1}}};
    EXPECT_EQ(hex_encode(*buffer_bytes(buffer)), "feffffff"
                                                 "ffffffffffffffff"
                                                 "000000000000f03f");
    buffer = {.size = 4, .bytes = "a"};
    EXPECT_EQ(*buffer_bytes(buffer), std::string("a\0\0\0", 4));
    EXPECT_FALSE(buffer_bytes({.file = "a.bin"}));
    EXPECT_FALSE(buffer_bytes({.size = 100}, 50));
    EXPECT_FALSE(buffer_bytes({.fields = {{"u8", "text"}}}));
}

TEST(Encoding, HalfFloats) {
    auto half = [](double value) { return hex_encode(*buffer_bytes({.fields = {{"f16", value}}})); };
    EXPECT_EQ(half(1), "003c");
    EXPECT_EQ(half(-2), "00c0");
    EXPECT_EQ(half(65504), "ff7b");
    EXPECT_EQ(half(65519), "ff7b");
    EXPECT_EQ(half(65520), "007c");
    EXPECT_EQ(half(0x1p-24), "0100");
    EXPECT_EQ(half(0x1p-26), "0000");
    EXPECT_EQ(half(0x1.ffcp-15), "0004") << "rounds up into the normal numbers";
    EXPECT_EQ(half(-0.0), "0080");
    EXPECT_EQ(half(0.1), "662e");
}

// ---- GML

TEST(GmlText, AFireAsStatements) {
    Datum payload =
        *read_payload(R"({"id":70,"result":"a\"b\n","big":{"$int64":"9007199254740993"},"nan":{"$real":"nan"},
        "response_headers":{"$ds_map":{"ETag":"x"}},"list":{"$ds_list":[1,{"$ds_map":{"k":true}}]},
        "data":{"name":"n","odd key":[1,{"$undefined":true}]},"buffer":{"$buffer":{"fields":[["u8",3]]}}})");
    EXPECT_EQ(gml_of_fire("ev_async_social", payload), R"(var _map = ds_map_create();
_map[? "id"] = 70;
_map[? "result"] = "a\"b\n";
_map[? "big"] = int64("9007199254740993");
_map[? "nan"] = NaN;
var _response_headers = ds_map_create();
_response_headers[? "ETag"] = "x";
ds_map_add_map(_map, "response_headers", _response_headers);
var _list = ds_list_create();
ds_list_add(_list, 1);
var _ds_map = ds_map_create();
_ds_map[? "k"] = true;
ds_list_add(_list, _ds_map);
ds_list_mark_as_map(_list, 1);
ds_map_add_list(_map, "list", _list);
_map[? "data"] = { name: "n", "odd key": [1, undefined] };
var _buffer = buffer_create(1, buffer_grow, 1);
buffer_write(_buffer, buffer_u8, 3);
_map[? "buffer"] = _buffer;
event_perform_async(ev_async_social, _map);
buffer_delete(_buffer);
)");
}

TEST(GmlText, SharedAndCircular) {
    Datum payload =
        *read_payload(R"({"a":{"$id":1,"value":{"me":{"$same":1}}},"b":{"$same":1},"c":{"$new":["Item",[1]]}})");
    EXPECT_EQ(gml_of_fire("ev_async_web", payload), R"(var _map = ds_map_create();
var _a = {};
_a[$ "me"] = _a;
_map[? "a"] = _a;
_map[? "b"] = _a;
var _c = undefined;
_c = new Item(1);
_map[? "c"] = _c;
event_perform_async(ev_async_web, _map);
)");
}

TEST(GmlText, DataInTwoPlacesAreMadeTwice) {
    Datum inner = Datum::array({Datum::ds_map({})});
    std::string text = gml_of_fire("ev_async_web", Datum::ds_map({{"a", inner}, {"b", inner}}));
    EXPECT_NE(text.find("_map[? \"a\"] = [_a];"), std::string::npos) << text;
    EXPECT_NE(text.find("_map[? \"b\"] = [_b];"), std::string::npos) << text;
}

TEST(GmlText, Expressions) {
    EXPECT_EQ(
        gml_expression(read(R"([1,"x",{"a":-0.5,"b c":{"$ptr":"null"}},{"$ref":"ref ds_map 3"},{"$gml":"x+1"}])")),
        R"([1, "x", { a: -0.5, "b c": pointer_null }, handle_parse("ref ds_map 3"), (x+1)])");
    EXPECT_EQ(gml_expression(Datum::ds_list({})), "");
    EXPECT_EQ(gml_expression(Datum(1e300)), "real(\"1e+300\")");
    EXPECT_EQ(gml_expression(Datum::int64(-3)), "int64(-3)");
    Datum deep = 1;
    for (int i = 0; i < 100000; ++i) deep = Datum::array({std::move(deep)});
    EXPECT_EQ(gml_expression(deep).size(), 200001u);
}
