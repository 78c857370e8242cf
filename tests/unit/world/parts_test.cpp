// The parts that need no running game: files, buffers, handles, random numbers, tables, conversions, clones.
#include "fixture.h"

#include "core/data/typed_json.h"
#include "core/world/convert_datum.h"
#include "core/world/receivers.h"

#include <set>

namespace scope::test {

const auto search_on = [](size_t) { return true; };

TEST(Files, names_ignore_case_and_lead_nowhere_outside) {
    Files files;
    EXPECT_TRUE(files.write("Save\\One.txt", "1"));
    EXPECT_TRUE(files.exists("save/one.TXT"));
    EXPECT_EQ(*files.read("./save/../SAVE/one.txt"), "1");
    EXPECT_FALSE(files.write("../escape.txt", "x"));
    EXPECT_FALSE(files.write("a/../../escape.txt", "x"));
    EXPECT_FALSE(files.write("save", "a folder is there"));
    EXPECT_TRUE(files.folder_exists("save"));
    EXPECT_TRUE(files.write("save/two.dat", "22"));
    EXPECT_EQ(files.find("save/*.txt", false, search_on), (std::vector<std::string>{"One.txt"}));
    EXPECT_EQ(files.find("*", true, search_on), (std::vector<std::string>{"Save"}));
    EXPECT_TRUE(files.rename("save/two.dat", "three.dat"));
    EXPECT_FALSE(files.exists("save/two.dat"));
    EXPECT_EQ(files.written_bytes(), 3u);
    EXPECT_TRUE(files.remove_folder("save"));
    EXPECT_FALSE(files.exists("save/one.txt"));
    EXPECT_EQ(files.written_bytes(), 2u);
}

TEST(Files, a_file_takes_the_place_of_a_folder) {
    Files files;
    EXPECT_TRUE(files.make_folder("a"));
    EXPECT_TRUE(files.make_folder("a/inner"));
    EXPECT_TRUE(files.write("a/b", "1"));
    EXPECT_TRUE(files.remove_folder("A"));
    EXPECT_TRUE(files.write("A", "22"));
    EXPECT_TRUE(files.exists("a"));
    EXPECT_FALSE(files.write("a/b", "below a file"));
    EXPECT_FALSE(files.make_folder("a/c"));
    ASSERT_EQ(files.written().size(), 1u);
    EXPECT_EQ(files.written()[0].first, "A");
    EXPECT_EQ(files.written_bytes(), 2u);
}

TEST(Files, whatever_is_refused_is_told) {
    Files files(nullptr, 4);
    std::vector<std::string> heard;
    files.listener.hear = [&](std::string&& why) { heard.push_back(std::move(why)); };
    EXPECT_FALSE(files.folder_exists(".."));
    EXPECT_FALSE(files.exists("a/../../b"));
    EXPECT_EQ(files.read("../x"), nullptr);
    EXPECT_FALSE(files.remove("../x"));
    EXPECT_FALSE(files.make_folder("../x"));
    EXPECT_FALSE(files.remove_folder("../x"));
    EXPECT_TRUE(files.find("../*", true, search_on).empty());
    EXPECT_FALSE(files.write("../x", ""));
    EXPECT_EQ(heard.size(), 8u);
    for (const std::string& why : heard) EXPECT_NE(why.find("leads out"), std::string::npos) << why;
    heard.clear();
    EXPECT_FALSE(files.write("large", "12345"));
    EXPECT_FALSE(files.write("", "x"));
    EXPECT_FALSE(files.write(std::string("a\0b", 3), "x"));
    EXPECT_FALSE(files.write(std::string(Files::longest_path + 1, 'x'), "x"));
    std::string deep = "x";
    for (size_t i = 0; i < Files::deepest; ++i) deep = "x/" + deep;
    EXPECT_TRUE(files.write(deep, "x"));
    EXPECT_FALSE(files.write("x/" + deep, "x"));
    EXPECT_EQ(heard.size(), 5u);
    Files copy = files;
    EXPECT_FALSE(copy.exists(".."));
    EXPECT_EQ(heard.size(), 5u) << "a copy is another game's";
    EXPECT_TRUE(files.folder_exists("") && files.folder_exists("."));
    EXPECT_FALSE(files.exists("nothing"));
    EXPECT_EQ(heard.size(), 5u) << "what is only missing is not refused";
}

TEST(Files, quota_holds) {
    Files files(nullptr, 10);
    EXPECT_TRUE(files.write("a", "12345678"));
    EXPECT_FALSE(files.write("b", "12345"));
    EXPECT_TRUE(files.write("a", "1234567890"));
    Files copy = files;
    EXPECT_TRUE(copy.remove("a"));
    EXPECT_TRUE(files.exists("a"));
}

/// A game may write and delete for ever, and what it deleted is not looked through again.
TEST(Files, what_is_gone_leaves_nothing) {
    Files files;
    for (size_t i = 0; i < Files::most_files + 10; ++i) {
        std::string name = "save/" + std::to_string(i);
        ASSERT_TRUE(files.write(name, "1"));
        ASSERT_TRUE(files.remove(name));
    }
    EXPECT_FALSE(files.folder_exists("save"));
    EXPECT_TRUE(files.make_folder("deep/folder"));
    EXPECT_TRUE(files.write("deep/folder/file", "1"));
    EXPECT_TRUE(files.remove_folder("deep"));
    size_t steps = 0;
    files.find("*", true, [&](size_t more) { return steps += more, true; });
    EXPECT_EQ(steps, 0u);
    EXPECT_EQ(files.written_bytes(), 0u);
}

TEST(Files, a_folder_is_found_once) {
    Files files;
    for (const char* name : {"a/b.txt", "a-c", "a.txt", "a/d/e.txt", "A/f.txt"}) ASSERT_TRUE(files.write(name, ""));
    EXPECT_EQ(files.find("*", true, [](size_t) { return true; }), (std::vector<std::string>{"a-c", "a.txt", "a"}));
}

TEST(Files, renaming_changes_the_spelling) {
    Files files;
    ASSERT_TRUE(files.write("a.txt", "x"));
    EXPECT_TRUE(files.rename("a.txt", "A.txt"));
    ASSERT_EQ(files.written().size(), 1u);
    EXPECT_EQ(files.written()[0].first, "A.txt");
}

TEST(Files, renaming_moves_the_very_content) {
    Files files(nullptr, 10);
    ASSERT_TRUE(files.write("a", "1234567890"));
    std::shared_ptr<const std::string> content = files.read("a");
    EXPECT_TRUE(files.rename("a", "Folder/B"));
    EXPECT_EQ(files.read("folder/b"), content);
    EXPECT_FALSE(files.exists("a"));
    EXPECT_EQ(files.written_bytes(), 10u);
    EXPECT_EQ(files.find("folder/*", false, search_on), std::vector<std::string>{"B"});
    EXPECT_FALSE(files.rename("folder/b", "../b"));
    EXPECT_FALSE(files.rename("a", "b"));
    EXPECT_TRUE(files.exists("folder/b"));
}

TEST(Buffers, kinds_and_recycled_indices) {
    Heap heap(std::make_shared<NameTable>());
    {
        Buffers buffers(heap);
        Value first = buffers.create(4, BufferKind::grow, 4);
        Buffer* buffer = buffers.find(first);
        size_t at = 0;
        buffer->position = 2;
        EXPECT_TRUE(buffer->locate(4, true, buffers.most_for(*buffer), at));
        EXPECT_EQ(at, 4u);
        EXPECT_EQ(buffer->bytes.size(), 8u);
        EXPECT_FALSE(buffer->locate(8, false, 1000, at));
        buffers.settle(*buffer);
        EXPECT_TRUE(buffers.destroy(first));
        EXPECT_FALSE(buffers.destroy(first));
        Value second = buffers.create(8, BufferKind::wrap, 1);
        EXPECT_EQ(second.ref_index(), first.ref_index());
        EXPECT_NE(second.ref_generation(), first.ref_generation());
        Buffer* wrap = buffers.find(Value(0.0));
        ASSERT_NE(wrap, nullptr);
        wrap->position = 6;
        EXPECT_TRUE(wrap->locate(4, true, 1000, at));
        EXPECT_EQ(at, 0u);
        wrap->seek(2, 3);
        EXPECT_EQ(wrap->position, 5u);
        wrap->position = 6;
        wrap->seek(1, -7);
        EXPECT_EQ(wrap->position, 7u);
        EXPECT_TRUE(buffers.create(size_t(1) << 40, BufferKind::fixed, 1).is_undefined());
    }
    EXPECT_EQ(heap.bytes(), heap.names().bytes());
}

TEST(Random, is_the_same_every_time_and_stays_within) {
    Random a, b;
    for (int draw = 0; draw < 1000; ++draw) {
        EXPECT_EQ(a.next(), b.next());
        EXPECT_LT(a.below(7), 7u);
        int64_t between = a.between(-3, 3);
        EXPECT_TRUE(between >= -3 && between <= 3);
        double unit = a.unit();
        EXPECT_TRUE(unit >= 0 && unit <= 1);
        b.below(7), b.between(-3, 3), b.unit();
    }
    EXPECT_EQ(a.below(0), 0u);
    (void)a.between(INT64_MIN, INT64_MAX);
    b.seed(1);
    Random c;
    c.seed(1);
    EXPECT_EQ(b.next(), c.next());
}

/// Recorded from the public HTML5 runner's own functions.
TEST(Random, is_the_html5_runners_for_that_target) {
    Random random(true);
    EXPECT_DOUBLE_EQ(random.unit(), 0.6074330581386728);
    EXPECT_DOUBLE_EQ(random.unit(), 0.9255384131919305);
    EXPECT_DOUBLE_EQ(random.unit(), 0.5099332265136453);
    random.seed(42);
    for (int64_t expected : {5, 34, 69, 46, 19, 89, 49, 39}) EXPECT_EQ(random.whole(100), expected);
    random.seed(123456);
    for (uint32_t expected : {4, 1, 0, 1, 3, 0, 1, 1}) EXPECT_EQ(random.below(5), expected);
    random.seed(42);
    for (int64_t expected : {-5, -3, -2, 2}) EXPECT_EQ(random.between(-5, 5), expected);
    EXPECT_DOUBLE_EQ(2 + random.unit(), 2.688001928705723);
    random.next();
    EXPECT_EQ(random.whole(-7), -3);
}

/// 63 bits of two draws for whole numbers, no sign while the seed is expanded; numbers from a second implementation.
TEST(Random, takes_whole_numbers_from_63_bits_elsewhere) {
    Random random;
    for (int64_t expected : {68, 52, 48, 45, 45, 15, 30, 72}) EXPECT_EQ(random.whole(100), expected);
    random.seed(42);
    EXPECT_DOUBLE_EQ(random.unit(), 0.238972591347514);
    random.seed(42);
    for (uint32_t expected : {2, 0, 3, 4, 1, 1, 4, 0}) EXPECT_EQ(random.below(5), expected);
    for (int draw = 0; draw < 1000; ++draw) {
        int64_t down = random.whole(-3);
        EXPECT_TRUE(down >= -3 && down <= 0);
    }
    (void)random.whole(INT64_MIN), (void)random.whole(INT64_MAX);
    EXPECT_EQ(random.next_seed(5), 5u);
    EXPECT_NE(random.next_seed(5), 5u);
}

TEST(Tables, are_sorted_and_whole) {
    EXPECT_TRUE(std::is_sorted(constant_rows().begin(), constant_rows().end(),
                               [](const auto& a, const auto& b) { return a.name < b.name; }));
    EXPECT_TRUE(std::is_sorted(function_rows().begin(), function_rows().end(),
                               [](const auto& a, const auto& b) { return a.name < b.name; }));
    EXPECT_EQ(constant_value("ev_async_social"), 70);
    EXPECT_EQ(constant_value("ev_async_async_save_load"), 72);
    EXPECT_EQ(constant_value("vk_f12"), 123);
    EXPECT_EQ(constant_name("ev_async_", 62), "ev_async_web");
    ASSERT_NE(function_row("draw_text"), nullptr);
    EXPECT_EQ(function_row("surface_create")->role, FunctionRole::create);
    EXPECT_EQ(function_row("no_such_function"), nullptr);
}

namespace {

/// Data in, data out.
std::string round_trip(World& world, const std::string& json) {
    Result<Datum> datum = read_payload(json);
    EXPECT_TRUE(datum.has_value()) << json;
    Result<Value> value = to_value(world, *datum);
    if (!value) return "error: " + value.error().message;
    return write_payload(to_datum(world, *value));
}

} // namespace

TEST(Convert, payloads_survive_the_way_through_the_world) {
    ProjectBuilder builder;
    builder.object("oA", {}).script("s",
                                    "function Item(n) constructor { name = n; static kind = 4; } function helper() {}");
    builder.room("rm", {{"a", "oA"}});
    TestWorld world(builder);
    world.boot();
    for (
        const char* json : {
            R"({"id":3,"ok":true,"text":"hé","none":{"$undefined":true},"big":{"$int64":"9007199254740993"},"i":{"$int32":5}})",
            R"({"m":{"$ds_map":{"l":{"$ds_list":[1,"two",{"$ds_map":{"x":1}}]}}}})",
            R"({"s":{"a":[1,[2,{"b":3}]],"c":{}},"inf":{"$real":"inf"}})",
            R"({"o":{"$ref":"ref object oA"},"i":{"$ref":"ref instance 100001"}})",
            R"({"n":{"$new":["Item",{"name":"sword"}]}})",
            R"([[1,"one"],["two",2]])",
        })
        EXPECT_EQ(round_trip(*world, json), json);
    EXPECT_EQ(round_trip(*world, R"({"f":{"$method":"helper"}})"), R"({"f":{"$method":"helper"}})");
    EXPECT_EQ(round_trip(*world, R"({"a":{"$id":1,"value":[1]},"b":{"$same":1}})"),
              R"({"a":{"$id":1,"value":[1]},"b":{"$same":1}})");
    EXPECT_EQ(round_trip(*world, R"({"a":{"$id":1,"value":[{"$same":1}]}})"),
              R"({"a":{"$id":1,"value":[{"$same":1}]}})");
}

TEST(Convert, bad_data_is_an_error_and_leaves_nothing) {
    ProjectBuilder builder;
    TestWorld world(builder);
    world.boot();
    size_t structures = world->ds().count();
    EXPECT_EQ(round_trip(*world, R"({"m":{"$ds_map":{}},"r":{"$ref":"ref nonsense 4"}})").substr(0, 6), "error:");
    EXPECT_EQ(round_trip(*world, R"({"f":{"$method":"no_such"}})"), "error: there is no function 'no_such'");
    EXPECT_EQ(round_trip(*world, R"({"n":{"$new":["Nothing",{}]}})"), "error: there is no constructor 'Nothing'");
    EXPECT_EQ(round_trip(*world, R"({"g":{"$gml":"1"}})"), "error: $gml cannot be used here");
    EXPECT_EQ(world->ds().count(), structures);
    Datum deep = 1;
    for (int level = 0; level < 100000; ++level) deep = Datum::array({deep});
    EXPECT_FALSE(to_value(*world, deep).has_value());
    ToValueOptions few;
    few.max_nodes = 10;
    EXPECT_FALSE(to_value(*world, Datum::array(std::vector<Datum>(11, Datum(1))), few).has_value());
}

TEST(Convert, evaluated_parts_and_buffers_live_for_the_event) {
    ProjectBuilder builder;
    builder.object("oA",
                   {{"Create_0", "request = 41"}, {"Other_70", "log(async_load[? \"id\"], async_load[? \"b\"])"}});
    builder.room("rm", {{"a", "oA"}});
    TestWorld world(builder);
    world.boot();
    Result<Datum> payload = read_payload(
        R"({"id":{"$gml":"oA.request + 1"},"b":{"$buffer":{"kind":"grow","alignment":1,"fields":[["u8",3]]}}})");
    ASSERT_TRUE(payload.has_value());
    EXPECT_TRUE(world->fire(70, *payload).has_value());
    EXPECT_EQ(world.joined(), "42 ref buffer 0");
    EXPECT_EQ(world->buffers().count(), 0u);
    EXPECT_EQ(world->ds().count(), 0u);
    EXPECT_FALSE(world->fire(70, Datum(1)).has_value());
    EXPECT_FALSE(world->fire(70, *read_payload(R"({"id":{"$gml":"oNo.request +"}})")).has_value());
}

TEST(Convert, limits_cut_what_goes_out) {
    ProjectBuilder builder;
    TestWorld world(builder);
    world.boot();
    Result<Value> value = world->evaluate("[[[[1]]], \"abcdef\", 3]");
    ASSERT_TRUE(value.has_value());
    ToDatumOptions options;
    options.max_depth = 2;
    options.max_string = 3;
    EXPECT_EQ(write_typed_json(to_datum(*world, *value, options)), R"([[{"$ref":"ref array"}],"abc",3])");
    world.run("global.loop = []; array_push_(global.loop, global.loop); function array_push_(a, v) { a[0] = v; }");
    EXPECT_EQ(write_typed_json(to_datum(*world, *world->evaluate("global.loop"))),
              R"({"$id":1,"value":[{"$same":1}]})");
    world.run("global.loop = 0;");
}

TEST(Receivers, tell_how_an_object_comes_to_exist) {
    ProjectBuilder builder;
    builder.object("oP", {{"Other_70", ""}})
        .object("oC", {{"Other_70", ""}}, "oP")
        .object("oD", {}, "oP")
        .object("oN", {{"Create_0", "if (false)\n  instance_create_depth(0, 0, 0, oD);"}});
    builder.room("rm", {{"c1", "oC"}, {"c2", "oC"}, {"n", "oN"}}).room("rm2", {{"p", "oP"}});
    TestWorld world(builder);
    world.boot();
    world.run("instance_deactivate_object(c2)");
    std::vector<ReceiverInfo> found = receivers(*world, {7, 70});
    ASSERT_EQ(found.size(), 3u);
    EXPECT_EQ(found[0].object, 0u);
    EXPECT_EQ(found[0].rooms, std::vector<uint32_t>{1});
    EXPECT_EQ(found[1].object, 2u); // by owner: oD's handler is oP's
    EXPECT_EQ(found[1].owner, 0u);
    ASSERT_EQ(found[1].created_at.size(), 1u);
    EXPECT_EQ(found[1].created_at[0].text(), "objects/oN/Create_0.gml:2:3");
    EXPECT_EQ(found[2].instances, std::vector<uint32_t>{100001});
    EXPECT_EQ(found[2].deactivated, std::vector<uint32_t>{100002});
}

TEST(Clone, continues_identically_and_apart) {
    ProjectBuilder builder;
    builder.object(
        "oA",
        {{"Create_0", "list = [1]; twin = list; map = ds_map_create(); map[? \"a\"] = list; f = function() { return n; "
                      "}; n = 5; alarm[0] = 3;"},
         {"Alarm_0", "log(\"alarm\", irandom(1000))"},
         {"Step_0", "if (!instance_exists(b) && irandom(3) == 0) instance_create_depth(0, 0, 0, oA); log(id, "
                    "irandom(1000), current_time, count());"},
         {"Other_70", "log(\"async\", async_load, ds_map_size(async_load), map[? \"a\"][0], list == twin, f());"}});
    builder.script("s", "function count() { static n = 0; return ++n; } global.shared = {who: 1};");
    builder.room("rm", {{"a", "oA"}, {"b", "oA"}, {"c", "oA"}});
    TestWorld world(builder);
    world.boot();
    world.run("instance_destroy(b); instance_deactivate_object(c); call_later(2, 1, function() { log(\"later\") }); "
              "global.ref = a; http_get(\"x\");");
    for (int frame = 0; frame < 2; ++frame) world->run_frame();
    TestWorld copy(world->clone());
    world.take();
    auto go_on = [](TestWorld& which) {
        for (int frame = 0; frame < 5; ++frame) which->run_frame();
        DsMap* map = which->ds().create_map();
        which->fire(70, map->handle());
        which.run("a.list[0] = 2; log(a.twin[0], global.ref.n, global.shared.who, http_get(\"y\"), ds_map_create())");
        return which.joined();
    };
    std::string original = go_on(world);
    EXPECT_NE(original, "");
    EXPECT_EQ(go_on(copy), original);
    EXPECT_EQ(copy->frame(), world->frame());
    copy.run("a.n = 77; global.shared.who = 2;");
    world.run("log(a.n, global.shared.who)");
    EXPECT_EQ(world.joined(), "5 1");
    // A copy outlives what it was made of.
    TestWorld second(copy->clone());
    copy.world.reset();
    second.run("log(a.n)");
    EXPECT_EQ(second.joined(), "77");
}

} // namespace scope::test
