#include "core/project/project.h"

#include <gtest/gtest.h>

#include <algorithm>

using namespace scope;

static const std::string fixtures = std::string(SOURCE_DIR) + "/tests/projects/";

static Project load(const std::string& path, const LoadOptions& options = {}) {
    Result<Project> project = load_project(path, options);
    EXPECT_TRUE(project) << project.error().text();
    return project ? std::move(*project) : Project{};
}

static std::vector<std::string> texts(const Project& project) {
    std::vector<std::string> lines;
    for (const Diagnostic& one : project.diagnostics) lines.push_back(one.text());
    return lines;
}

/// "path: text" of a code unit, or "none".
static std::string code(const Project& project, uint32_t index) {
    if (index == no_unit) return "none";
    const CodeUnit& unit = project.code[index];
    return unit.name + " " + unit.source.path() + ": " + std::string(unit.source.text());
}

TEST(Project, ReadsObjectsOfA2024Project) {
    Project project = load(fixtures + "minimal_2024");
    EXPECT_EQ(project.name, "minimal_2024");
    EXPECT_EQ(project.ide_version, "2024.13.1.193");
    ASSERT_EQ(project.objects.size(), 2u);
    EXPECT_EQ(project.object_index("obj_child"), 0u);
    EXPECT_EQ(project.object_index("rm_start"), no_index);
    const Object& child = project.objects[0];
    EXPECT_EQ(child.parent, "obj_parent");
    EXPECT_EQ(child.parent_index, 1u);
    EXPECT_EQ(child.sprite, "spr_coin");
    EXPECT_TRUE(child.persistent && child.solid && !child.visible);
    EXPECT_FALSE(project.objects[1].persistent || project.objects[1].solid || !project.objects[1].visible);
    ASSERT_EQ(child.events.size(), 3u);
    EXPECT_EQ(child.events[0].collision_object, "obj_parent");
    EXPECT_EQ(code(project, child.events[0].code),
              "gml_Object_obj_child_Collision_obj_parent objects/obj_child/Collision_obj_parent.gml: hits += 1;\n");
    EXPECT_EQ(child.events[1].id, (EventId{event_type::alarm, 11}));
    EXPECT_EQ(code(project, child.events[2].code),
              "gml_Object_obj_child_Other_62 objects/obj_child/Other_62.gml: // http\n");
}

TEST(Project, TurnsVariableDefinitionsIntoGml) {
    Project project = load(fixtures + "minimal_2024");
    EXPECT_EQ(
        code(project, project.objects[1].variables_code),
        "gml_Object_obj_parent_PreCreate_0 objects/obj_parent/obj_parent.yy#variables: "
        "speed_limit = 4.5;\nlives = 0;\ntitle = \"say \\\"hi\\\"\\\\\";\narmed = true;\ncorner = room_width - 8;\n"
        "target = obj_child;\nmode = \"easy\";\nkeys = [vk_up, vk_down];\ntint = $FF8040FF;\n");
    EXPECT_EQ(code(project, project.objects[0].variables_code),
              "gml_Object_obj_child_PreCreate_0 objects/obj_child/obj_child.yy#variables: lives = 3;\n");
    EXPECT_TRUE(project.code[project.objects[0].variables_code].generated);
    ASSERT_EQ(project.objects[1].variables.size(), 9u);
    EXPECT_EQ(project.objects[1].variables[4].type, VariableType::expression);
    EXPECT_TRUE(project.objects[1].variables[7].multiple);
    auto lines = texts(project);
    EXPECT_EQ(
        std::count(lines.begin(), lines.end(),
                   "objects/obj_child/obj_child.yy: note: obj_child sets nothing, which obj_parent does not define; "
                   "it is ignored"),
        1);
}

TEST(Project, ReadsRoomsInCreationOrder) {
    Project project = load(fixtures + "minimal_2024");
    ASSERT_EQ(project.rooms.size(), 2u);
    EXPECT_EQ(project.start_room(), project.room_index("rm_start"));
    EXPECT_EQ(project.room_order, (std::vector<uint32_t>{1, 0}));
    const Room& room = project.rooms[1];
    EXPECT_EQ(code(project, room.creation_code),
              "gml_Room_rm_start_Create rooms/rm_start/RoomCreationCode.gml: started = true;\n");
    ASSERT_EQ(room.layers.size(), 5u);
    EXPECT_EQ(room.layers[2].kind, LayerKind::group);
    EXPECT_EQ(room.layers[3].name, "Inner");
    EXPECT_EQ(room.layers[3].group, 2u);
    EXPECT_FALSE(room.layers[3].visible) << "its group is hidden";
    EXPECT_EQ(room.layers[3].depth, 200);
    EXPECT_EQ(room.layers[4].asset, "ts_none");
    ASSERT_EQ(room.instances.size(), 2u);
    EXPECT_EQ(room.instances[0].name, "inst_B") << "creation order, not layer order";
    EXPECT_EQ(room.instances[0].layer, 3u);
    EXPECT_EQ(room.instances[0].x, 1.5);
    EXPECT_EQ(room.instances[0].y, -3);
    const RoomInstance& a = room.instances[1];
    EXPECT_EQ(a.name, "inst_A");
    EXPECT_EQ(a.object_index, 0u);
    EXPECT_EQ(a.scale_x, 2);
    EXPECT_EQ(a.scale_y, 1);
    EXPECT_EQ(a.rotation, 90);
    EXPECT_EQ(a.colour, 0x80FFFFFFu) << "half transparent";
    EXPECT_EQ(code(project, a.creation_code),
              "gml_RoomCC_rm_start_1_Create rooms/rm_start/InstanceCreationCode_inst_A.gml: hits = 7;\n");
    EXPECT_EQ(code(project, a.variables_code),
              "gml_RoomCC_rm_start_1_PreCreate rooms/rm_start/rm_start.yy#inst_A: title = \"room's own\";\n");
}

TEST(Project, RoomsInheritSettingsAndCode) {
    Project project = load(fixtures + "minimal_2024");
    const Room& child = project.rooms[0];
    EXPECT_EQ(child.parent, "rm_start");
    EXPECT_EQ(child.width, 1280);
    EXPECT_EQ(child.height, 720);
    EXPECT_EQ(child.creation_code, project.rooms[1].creation_code);
}

TEST(Project, ReadsEverythingElse) {
    Project project = load(fixtures + "minimal_2024");
    ASSERT_EQ(project.scripts.size(), 1u);
    EXPECT_FALSE(project.scripts[0].compatibility);
    EXPECT_EQ(project.code[project.scripts[0].code].name, "gml_GlobalScript_scr_tools");
    const Sprite& sprite = project.sprites.at(0);
    EXPECT_EQ(sprite.width, 24);
    EXPECT_EQ(sprite.height, 16);
    EXPECT_EQ(sprite.frames, 2u);
    EXPECT_EQ(sprite.origin_x, 12);
    EXPECT_EQ(sprite.speed, 12);
    EXPECT_EQ(sprite.texture_group, "Default");
    EXPECT_EQ(project.anim_curves.at(0).channels.at(0).points.at(1).y, 2);
    EXPECT_TRUE(project.paths.at(0).closed && project.paths.at(0).smooth);
    EXPECT_EQ(project.paths.at(0).points.at(0).speed, 50);
    EXPECT_EQ(code(project, project.timelines.at(0).moments.at(0).code),
              "gml_Timeline_tl_show_30 timelines/tl_show/moment_30.gml: shown = true;\n");
    EXPECT_EQ(project.options.game_speed, 30);
    EXPECT_EQ(project.options.game_guid, "11111111-2222-4333-8444-555555555555");
    ASSERT_EQ(project.options.platforms.size(), 1u);
    EXPECT_EQ(project.options.platforms[0].version, "1.4.2");
    EXPECT_EQ(project.audio_groups.at(0).name, "audiogroup_default");
    EXPECT_EQ(project.find("audiogroup_default")->kind, AssetKind::audio_group);
    EXPECT_EQ(project.find("nt_read")->kind, AssetKind::note);
    EXPECT_EQ(project.find("Default"), nullptr) << "texture groups are named by strings";
    EXPECT_EQ(project.asset(AssetKind::sprite, 0).path, "sprites/spr_coin/spr_coin.yy");
    EXPECT_EQ(project.configuration_chain("phone_beta"), (std::vector<std::string>{"phone_beta", "phone", "Default"}));
    EXPECT_TRUE(project.configuration_chain("nowhere").empty());
}

TEST(Project, ReadsExtensions) {
    Project project = load(fixtures + "minimal_2024");
    const Extension& shop = project.extensions.at(0);
    EXPECT_EQ(shop.version, "1.2.3");
    ASSERT_EQ(shop.files.size(), 2u);
    const ExtensionFile& file = shop.files[0];
    EXPECT_EQ(file.init_function, "shop_open");
    EXPECT_EQ(file.final_function, "shop_close");
    EXPECT_EQ(file.targets, 3035426170322551022u);
    ASSERT_EQ(file.functions.size(), 3u);
    EXPECT_EQ(file.functions[0].arguments, (std::vector<ExtensionType>{ExtensionType::string, ExtensionType::real}));
    EXPECT_EQ(file.functions[0].external_name, "native_shop_buy");
    EXPECT_EQ(file.functions[0].returns, ExtensionType::real);
    EXPECT_EQ(file.functions[1].returns, ExtensionType::string);
    EXPECT_TRUE(file.functions[2].any_arguments && !file.functions[1].any_arguments);
    EXPECT_EQ(file.constants.at(0).value, "4 * 5");
    EXPECT_EQ(shop.files[1].kind, ExtensionFileKind::gml);
    EXPECT_NE(code(project, shop.files[1].code).find("extensions/Shop/helper.gml: #define helper_sum"),
              std::string::npos);
    EXPECT_EQ(shop.options.at(0).value, "abc");
    EXPECT_EQ(shop.options.at(0).type, ExtensionOptionType::string);
}

TEST(Project, ReadsIncludedFilesWhenAsked) {
    Project project = load(fixtures + "minimal_2024");
    ASSERT_EQ(project.included_files.size(), 1u);
    const IncludedFile& file = project.included_files[0];
    EXPECT_EQ(file.name, "text/intro.txt");
    EXPECT_EQ(file.size, 17u);
    EXPECT_EQ(read_included_file(project, file).value(), "Once upon a time\n");
    IncludedFile outside = file;
    outside.path = "../minimal_2022/minimal_2022.yyp";
    EXPECT_FALSE(read_included_file(project, outside));
}

TEST(Project, ListsTheFilesThatWereRead) {
    Project project = load(fixtures + "minimal_2024");
    EXPECT_TRUE(std::is_sorted(project.files.begin(), project.files.end()));
    for (const char* path : {"minimal_2024.yyp", "objects/obj_child/obj_child.yy", "objects/obj_child/Other_62.gml",
                             "options/main/options_main.yy", "rooms/rm_start/RoomCreationCode.gml"})
        EXPECT_TRUE(std::binary_search(project.files.begin(), project.files.end(), path)) << path;
    EXPECT_FALSE(std::binary_search(project.files.begin(), project.files.end(), "datafiles/text/intro.txt"));
}

TEST(Project, ReadsTheFormatOf2022) {
    Project project = load(fixtures + "minimal_2022/minimal_2022.yyp");
    EXPECT_TRUE(project.diagnostics.empty()) << texts(project).front();
    EXPECT_EQ(project.name, "minimal_2022");
    EXPECT_EQ(project.options.game_speed, 50);
    EXPECT_TRUE(project.options.copy_on_write);
    EXPECT_TRUE(project.scripts.at(0).compatibility);
    const Room& room = project.rooms.at(0);
    EXPECT_TRUE(room.persistent);
    EXPECT_EQ(room.width, 320);
    EXPECT_EQ(room.instances.at(0).x, 96);
    EXPECT_EQ(code(project, room.creation_code),
              "gml_Room_rm_old_Create rooms/rm_old/RoomCreationCode.gml: global.room_ready = true;\n")
        << "${project_dir} means the project's folder";
    EXPECT_EQ(project.code[project.objects.at(0).events.at(0).code].source.line_text(2),
              "answer = async_load[? \"result\"];");
}

TEST(Project, OptionsYoungerThanTheProjectAreOn) {
    auto legacy = [](const std::string& path) {
        GameOptions options = load(fixtures + path).options;
        EXPECT_EQ(options.legacy_json_parsing, options.legacy_number_conversion) << path;
        EXPECT_EQ(options.legacy_json_parsing, options.legacy_other_behaviour) << path;
        return options.legacy_json_parsing;
    };
    EXPECT_FALSE(legacy("minimal_2024")) << "they are there, and off";
    EXPECT_TRUE(legacy("minimal_2022")) << "its options do not have them yet";
    EXPECT_FALSE(legacy("TOLERANT/tolerant.YYP")) << "it has no options";
}

TEST(Project, SaysThatA22ProjectIsTooOld) {
    Result<Project> project = load_project(fixtures + "from_2_2");
    ASSERT_FALSE(project);
    EXPECT_EQ(project.error().text(),
              "from_2_2.yyp: error: from_2_2.yyp is in the format of GameMaker Studio 2.0 to 2.2; "
              "open it in GameMaker 2.3 or later once, which converts it");
}

TEST(Project, LoadsTheRestOfADamagedProject) {
    Project project = load(fixtures + "TOLERANT/tolerant.YYP");
    EXPECT_EQ(
        texts(project),
        (std::vector<std::string>{
            "Objects/obj_missing_code/obj_missing_code.yy: note: 'Objects/obj_missing_code/Create_0.gml' does not "
            "exist; "
            "it counts as empty",
            "Objects/obj_missing_code/obj_missing_code.yy:7:5: note: obj_missing_code lists Other_70 twice",
            "Objects/obj_rubbish/Create_0.gml: warning: the file is not UTF-8 text",
            "Objects/obj_truncated/obj_truncated.yy:8:10: error: a string that is not closed; the resource is "
            "skipped",
            "Tolerant.yyp:31:5: warning: 'objects/obj_gone/obj_gone.yy' does not exist; the resource is skipped",
            "Tolerant.yyp:33:5: note: obj_Case is listed twice; the first counts",
            "rooms/rm_one/rm_one.yy: note: 'rooms/rm_one/RoomCreationCode.gml' does not exist; it counts as empty",
            "Tolerant.yyp:35:5: warning: a resource without a name or path is skipped",
            "Tolerant.yyp:36:5: error: '../tolerant/objects/obj_bom/obj_bom.yy' is refused: the path holds '..'; the "
            "resource is skipped",
            "Tolerant.yyp:41:5: warning: the room order names rm_gone, which is not there",
            "Tolerant.yyp:15:5: warning: 'datafiles/gone.txt' does not exist",
            "Objects/obj_orphaned/obj_orphaned.yy: warning: the parent obj_nowhere of obj_orphaned does not exist",
            "Objects/obj_circle_b/obj_circle_b.yy: error: obj_circle_b is its own ancestor; it is loaded without its "
            "parent",
            "rooms/rm_one/rm_one.yy: warning: rm_one: the instance inst_1 of obj_truncated, which does not exist, is "
            "left "
            "out",
            "Objects/obj_missing_code/Draw_0.gml: note: no resource lists this file, so GameMaker ignores it",
            "note: 10 paths differ from the disk in upper and lower case (objects/obj_Case/obj_Case.yy is "
            "Objects/OBJ_case/obj_case.yy); only Windows and macOS find such files",
        }));
    ASSERT_EQ(project.objects.size(), 7u);
    const Object& found = project.objects[0];
    EXPECT_EQ(code(project, found.events.at(0).code),
              "gml_Object_obj_Case_Create_0 Objects/OBJ_case/create_0.gml: found = true;\n");
    EXPECT_EQ(code(project, found.events.at(1).code),
              "gml_Object_obj_Case_Step_0 Objects/OBJ_case/STEP_0.GML: steps += 1;\n");
    const Object& bom = project.objects[project.object_index("obj_bom")];
    EXPECT_EQ(project.code[bom.events.at(0).code].source.text(), "bom = 1;\n");
    const CodeUnit& missing = project.code[project.objects[1].events.at(0).code];
    EXPECT_FALSE(missing.exists);
    EXPECT_EQ(missing.source.text(), "");
    EXPECT_EQ(project.rooms.at(0).instances.size(), 1u);
    EXPECT_EQ(project.room_order, (std::vector<uint32_t>{0}));
}

TEST(Project, ReplacesFiles) {
    LoadOptions options;
    options.replacements = {{"Objects\\obj_child\\OTHER_62.gml", "replaced = 1;\n"}};
    std::replace(options.replacements[0].first.begin(), options.replacements[0].first.end(), '\\', '/');
    Project project = load(fixtures + "minimal_2024", options);
    EXPECT_EQ(project.code[project.objects[0].events[2].code].source.text(), "replaced = 1;\n");
    options.replacements.push_back({"objects/obj_nobody/Create_0.gml", ""});
    Result<Project> failed = load_project(fixtures + "minimal_2024", options);
    ASSERT_FALSE(failed);
    EXPECT_EQ(failed.error().message,
              "the project reads no file 'objects/obj_nobody/Create_0.gml'; replace one such as "
              "objects/obj_player/Create_0.gml");
}

TEST(Project, CodeAddressesSurviveAMove) {
    Project project = load(fixtures + "minimal_2024");
    const CodeUnit* first = &project.code.front();
    Project moved = std::move(project);
    EXPECT_EQ(first, &moved.code.front());
}

TEST(Project, EmptyProjectHasOneRoom) {
    Project project = empty_project();
    EXPECT_EQ(project.start_room(), 0u);
    EXPECT_EQ(project.room_index("room0"), 0u);
    EXPECT_EQ(project.rooms[0].layers.at(0).kind, LayerKind::instance);
    EXPECT_TRUE(project.objects.empty() && project.code.empty());
}

TEST(Project, CoinShopIsWithoutFindings) {
    Project project = load(std::string(SOURCE_DIR) + "/assets/examples/coin_shop");
    EXPECT_TRUE(project.diagnostics.empty()) << texts(project).front();
    EXPECT_EQ(project.objects.at(project.object_index("obj_menu")).parent_index,
              project.object_index("obj_listener_parent"));
    EXPECT_EQ(project.rooms.at(project.start_room()).name, "rm_shop");
    EXPECT_EQ(project.rooms.at(0).instances.size(), 7u);
}
