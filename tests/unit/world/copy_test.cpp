// A copy of a world has everything on the list (core/world/world_parts.h), goes on as the original does, and both
// differ in nothing that a digest tells.
#include "fixture.h"

#include "core/world/digest.h"
#include "core/world/world_invariants.h"

namespace scope::test {

namespace {

/// A game with a bit of everything that the fixture's natives can make.
ProjectBuilder& full_game(ProjectBuilder& builder) {
    builder.object(
        "oA",
        {{"Create_0", "n = 5; list = [1, \"two\", [3]]; twin = list; me = self; f = function() { return n; };"
                      "deep = { back: self, text: \"some text \" + string(n) }; map = ds_map_create();"
                      "map[? \"a\"] = list; map[? list] = \"by reference\"; alarm[0] = 3;"},
         {"Alarm_0", "log(\"alarm\", irandom(1000)); alarm[0] = 2;"},
         {"Step_0", "n += irandom(3); deep.text += \"x\"; array_push_self(); log(id, n, current_time, count());"},
         {"Other_70", "log(\"async\", async_load, ds_map_size(async_load), map[? \"a\"][0], list == twin, f());"}});
    builder.script("s", "function count() { static n = 0; return ++n; }"
                        "function array_push_self() { list[array_at++] = { at: n, loop: undefined };"
                        "var last = list[array_at - 1]; last.loop = last; if (array_at > 8) array_at = 3; }"
                        "function Made() constructor { static shared = [0]; mine = shared; }"
                        "global.shared = { who: 1 }; global.made = undefined;");
    builder.room("rm", {{"a", "oA"}, {"b", "oA"}, {"c", "oA"}});
    return builder;
}

void stir(TestWorld& world) {
    world.run("a.array_at = 3; b.array_at = 3; c.array_at = 3; global.made = new Made();"
              "var inner = ds_map_create(); var outer = ds_map_create(); ds_map_add_map(outer, \"inner\", inner);"
              "global.outer = outer; inner[? 5] = a; ds_map_destroy(ds_map_create());"
              "instance_deactivate_object(c); global.ref = a; http_get(\"x\");"
              "call_later(2, 1, function() { log(\"later\", irandom(9)); }, true);"
              "repeat (20) { var lost = { }; lost.me = lost; }");
    for (int frame = 0; frame < 2; ++frame) world->run_frame();
}

std::string go_on(TestWorld& world) {
    world.take();
    for (int frame = 0; frame < 7; ++frame) world->run_frame();
    DsMap* map = world->ds().create_map();
    map->set(Value(world->heap().new_string("key")), Value(2.0));
    world->fire(70, map->handle());
    world.run("instance_activate_object(oA); ds_map_destroy(global.outer); global.made.mine[0] += 1;"
              "log(a.twin[0], global.ref.n, global.shared.who, http_get(\"y\"), ds_map_create(), ds_map_alive(0));");
    world->run_frame();
    return world.joined();
}

TEST(Copy, equals_its_original_and_goes_on_as_it_does) {
    ProjectBuilder builder;
    TestWorld world(full_game(builder));
    world.boot();
    stir(world);
    TestWorld copy(world->clone());
    WorldDigest before = digest(*world), of_copy = digest(*copy);
    EXPECT_EQ(of_copy.state, before.state);
    EXPECT_EQ(of_copy.pace, before.pace);
    EXPECT_EQ(copy->heap().own_bytes(), world->heap().own_bytes());
    EXPECT_EQ(copy->heap().containers(), world->heap().containers());
    std::string original = go_on(world);
    EXPECT_NE(original.find("async"), std::string::npos) << original;
    EXPECT_EQ(digest(*copy), of_copy) << "nothing of the original shows in the copy";
    EXPECT_EQ(go_on(copy), original);
    EXPECT_EQ(digest(*copy).state, digest(*world).state);
    EXPECT_EQ(digest(*copy).pace, digest(*world).pace);
    EXPECT_FALSE(digest(*copy) == before);
}

TEST(Copy, is_unlike_when_anything_differs) {
    ProjectBuilder builder;
    TestWorld world(full_game(builder));
    world.boot();
    stir(world);
    uint64_t before = digest(*world).state;
    for (const char* change :
         {"a.n += 1;", "b.deep.text = \"\";", "a.twin = [1, \"two\", [3]];", "global.shared.who = 2;", "irandom(2);",
          "a.map[? \"z\"] = 1;", "instance_deactivate_object(b);", "http_get(\"z\");",
          "ds_map_destroy(ds_map_create());", "call_later(1, 1, count);", "count();", "a.alarm[1] = 9;",
          "global.made.mine[0] = 7;", "room_goto(0);"}) {
        TestWorld copy(world->clone());
        EXPECT_EQ(digest(*copy).state, before);
        copy.run(change);
        EXPECT_NE(digest(*copy).state, before) << change;
    }
}

TEST(Copy, has_what_the_platform_holds) {
    ProjectBuilder builder;
    builder.object("oA", {{"Create_0", ""}});
    builder.room("rm", {{"a", "oA"}});
    TestWorld world(builder);
    world.boot();
    Value buffer = world->buffers().create(16, BufferKind::grow, 4);
    world->buffers().find(buffer)->position = 8;
    world->buffers().destroy(world->buffers().create(8, BufferKind::fixed, 1));
    ASSERT_TRUE(world->files().write("save.txt", "content"));
    OpenFile& open = world->platform().texts[3];
    open.open = open.writes = true;
    open.own = "half a li";
    world->platform().ini.open = true;
    world->platform().ini.sections.push_back({"section", {{"key", "value"}}});
    world->platform().desktop.caption = "Title";
    world->platform().keyboard.keys[65].down = true;
    world->platform().drawing.settings["colour"] = Value(5.0);
    world->platform().tags["a_sprite"] = {"tag"};
    Value surface = world->stub_handles().create(RefKind::surface);
    world->stub_handles().find(RefKind::surface, surface)->properties["name"] = Value(world->heap().new_string("text"));
    world->rooms().layers.push_back({"made", LayerKind::instance, 7});
    world->random().seed(99);
    world->clock().advance_us(1234);
    TimeSource* source = world->time_sources().create(TimeSources::game, 2, TimeUnits::frames);
    Value argument(world->heap().new_array(2));
    ASSERT_TRUE(world->time_sources().set_arguments(*source, {&argument, 1}));

    TestWorld copy(world->clone());
    EXPECT_EQ(digest(*copy).state, digest(*world).state);
    EXPECT_EQ(digest(*copy).pace, digest(*world).pace);
    EXPECT_EQ(copy->buffers().find(buffer)->position, 8u);
    EXPECT_EQ(*copy->files().read("save.txt"), "content");
    EXPECT_EQ(copy->platform().texts[3].own, "half a li");
    EXPECT_EQ(copy->platform().ini.sections[0].keys[0].second, "value");
    Value kept = copy->time_sources().find(source->id)->arguments[0];
    EXPECT_FALSE(kept.same_as(argument));
    EXPECT_EQ(kept.as_object()->heap, &copy->heap());
    // Apart from then on, and the next of each kind is the same one.
    ASSERT_TRUE(copy->files().write("save.txt", "other"));
    EXPECT_EQ(*world->files().read("save.txt"), "content");
    EXPECT_TRUE(
        copy->buffers().create(1, BufferKind::fixed, 1).same_as(world->buffers().create(1, BufferKind::fixed, 1)));
    EXPECT_TRUE(copy->stub_handles().create(RefKind::surface).same_as(world->stub_handles().create(RefKind::surface)));
    EXPECT_EQ(copy->random().next(), world->random().next());
}

/// Makes and loses, bit by bit: cycles with arrays, methods and statics in them, weak references to what lives and to
/// what does not, long rows and large structs that go bit by bit, and what is held by one thing after the other.
constexpr const char* garbage_maker =
    "var it = { }; it.me = it; it.list = [it, [it]]; it.tell = function() { return list; };"
    "var at = irandom(12); var before = global.kept[at];"
    "if (is_kept(before)) { it.old = before.last; before.last.next = it; before.last.list[2] = [it]; }"
    "global.kept[at] = irandom(3) == 0 ? 0 : { last: it, of: new Part(it) };"
    "global.weak[irandom(12)] = weak_ref_create(irandom(1) ? it : it.list);"
    "var seen = 0; for (var i = 0; i < 13; i++) { var ref = global.weak[i]; if (is_kept(ref)) seen += "
    "weak_ref_alive(ref); }"
    "global.seen = seen;"
    "if (irandom(6) == 0) { var row = [it]; for (var i = 0; i < 700; i += 20) row[i] = [row]; global.row = row; }"
    "if (irandom(9) == 0) { var many = { }; for (var i = 0; i < 600; i++) many[$ \"m\" + string(i)] = i % 50 ? i : it; "
    "   global.many = many; many.self_too = many; }"
    "if (irandom(4) == 0) a.held = it; if (irandom(4) == 0) a.held = 0; global.map[? irandom(5)] = it;";

struct Paced {
    const char* name;
    CollectorPace pace;
    std::vector<CollectorPhase> copied_in; ///< at least once
};

using Phase = CollectorPhase;

const Paced paces[] = {
    {"slowly",
     {40, 0, size_t(1) << 16, 3, 20, 20},
     {Phase::idle, Phase::counting, Phase::marking, Phase::judging, Phase::sentencing, Phase::freeing}},
    {"a_container_at_a_time",
     {10, 0, size_t(1) << 12, 1, 1, 1},
     {Phase::idle, Phase::counting, Phase::marking, Phase::judging, Phase::sentencing}},
    {"whole_cycles",
     {60, 20, size_t(1) << 14, 8, 4000, 8000},
     {Phase::idle, Phase::judging, Phase::sentencing, Phase::freeing}},
    {"pressed_by_bytes",
     {500, 0, size_t(1) << 12, 4, 8, 64},
     {Phase::idle, Phase::counting, Phase::marking, Phase::judging, Phase::freeing}},
};

class CopyWhileCollecting : public testing::TestWithParam<Paced> {};

/// A copy is made after each step. What it comes to in the steps that follow is what its original comes to.
TEST_P(CopyWhileCollecting, goes_on_as_its_original_does) {
    ProjectBuilder builder;
    builder.object("oA", {{"Create_0", "held = 0;"}});
    builder.script("s", "function is_kept(x) { return x != 0; }"
                        "function Part(it) constructor { static shared = { }; shared.last = it; mine = it; }");
    builder.room("rm", {{"a", "oA"}});
    TestWorld world(builder);
    world.boot();
    world->heap().set_pace(GetParam().pace);
    world.run("global.kept = []; global.weak = []; global.map = ds_map_create(); global.row = 0; global.many = 0;"
              "global.kept[12] = 0; global.weak[12] = 0;");
    constexpr size_t steps = 240, ahead = 6;
    std::vector<std::vector<WorldDigest>> foreseen(steps + ahead); // by step, what copies came to
    std::map<CollectorPhase, int> copied;
    int with_doomed = 0;
    for (size_t step = 0; step < steps; ++step) {
        SCOPED_TRACE("step " + std::to_string(step));
        WorldDigest now = digest(*world);
        for (const WorldDigest& one : foreseen[step]) ASSERT_EQ(one, now);
        ++copied[world->heap().collector().state().m_phase];
        world->heap().each_list([&](auto& list, bool doomed) { with_doomed += doomed && !list.empty(); });
        TestWorld copy(world->clone());
        ASSERT_EQ(WorldInvariants::broken(*world), "");
        ASSERT_EQ(WorldInvariants::broken(*copy), "");
        ASSERT_EQ(digest(*copy), now);
        TestWorld of_copy(copy->clone());
        for (size_t more = 1; more < ahead; ++more) {
            copy.run(garbage_maker);
            foreseen[step + more].push_back(digest(*copy));
        }
        of_copy.run(garbage_maker);
        ASSERT_EQ(digest(*of_copy), foreseen[step + 1].back());
        world.run(garbage_maker);
    }
    EXPECT_GT(world->heap().last_collection().cycles, 1u);
    EXPECT_GT(with_doomed, 3);
    for (CollectorPhase phase : GetParam().copied_in) EXPECT_GT(copied[phase], 0) << static_cast<int>(phase);
}

INSTANTIATE_TEST_SUITE_P(Pace, CopyWhileCollecting, testing::ValuesIn(paces),
                         [](const auto& one) { return std::string(one.param.name); });

TEST(Copy, does_not_know_what_the_original_declares_later) {
    ProjectBuilder builder;
    builder.object("oA", {{"Create_0", ""}});
    builder.room("rm", {{"a", "oA"}});
    TestWorld world(builder);
    world.boot();
    world.run("function early() { return 1; }");
    TestWorld copy(world->clone());
    world.run("function late() { return 2; }");
    world.run("function early() { return 3; }");
    copy.run("log(early());");
    EXPECT_EQ(copy.joined(), "1");
    world.run("log(early(), late());");
    EXPECT_EQ(world.joined(), "3 2");
    EXPECT_FALSE(copy->evaluate("late();").has_value());
    // What was typed before is compiled once, also for copies, when the same is known.
    size_t compiled = world->program().size();
    world.run("log(early(), late());");
    TestWorld again(copy->clone());
    again.run("function late() { return 2; }");
    EXPECT_EQ(world->program().size(), compiled);
    copy.run("function other() { return 2; }");
    copy.run("function late() { return 5; }");
    EXPECT_GT(world->program().size(), compiled);
    again.run("log(late());");
    EXPECT_EQ(again.joined(), "2");
}

TEST(Copy, shares_what_happened) {
    ProjectBuilder builder;
    builder.object("oA", {{"Create_0", ""}});
    builder.room("rm", {{"a", "oA"}});
    TestWorld world(builder);
    world.boot();
    for (int at = 0; at < 100; ++at) (void)world->evaluate("throw \"fault " + std::to_string(at) + "\";");
    world->problem_once({"code", Severity::warning, "told once", {}, ""});
    size_t problems = world->problems().size();
    TestWorld copy(world->clone());
    EXPECT_EQ(&copy->faults()[0], &world->faults()[0]) << "the very same";
    (void)world->evaluate("throw \"original\";");
    (void)copy->evaluate("throw \"copy\";");
    ASSERT_EQ(copy->faults().size(), 101u);
    EXPECT_EQ(copy->faults().back().fault.message, "copy");
    EXPECT_EQ(world->faults().back().fault.message, "original");
    EXPECT_EQ(copy->faults()[99].fault.message, "fault 99");
    copy->problem_once({"code", Severity::warning, "told once", {}, ""});
    EXPECT_EQ(copy->problems().size(), problems);
}

} // namespace

} // namespace scope::test
