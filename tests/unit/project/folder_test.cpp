// Projects written into a temporary folder: wrong on purpose, or generated.
#include "core/project/project.h"

#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>

using namespace scope;
namespace fs = std::filesystem;

class ProjectFolder : public testing::Test {
protected:
    void SetUp() override {
        std::string pattern = (fs::temp_directory_path() / "asyncscope_project_XXXXXX").string();
        ASSERT_NE(mkdtemp(pattern.data()), nullptr);
        base = fs::canonical(pattern);
    }
    void TearDown() override { fs::remove_all(base); }

    void write(const std::string& path, const std::string& text) {
        fs::create_directories((base / path).parent_path());
        std::ofstream(base / path, std::ios::binary) << text;
    }
    std::string error(const std::string& path) {
        Result<Project> project = load_project((base / path).string());
        if (project) return "";
        std::string text = project.error().text();
        for (size_t at; (at = text.find(base.string())) != std::string::npos;)
            text.replace(at, base.string().size(), "BASE");
        return text;
    }
    /// A project "p" with the one object "o", whose .yy is `yy`.
    void write_object(const std::string& yy) {
        write("p.yyp",
              R"({"name":"p","resources":[{"id":{"name":"o","path":"objects/o/o.yy",},},],"RoomOrderNodes":[],})");
        write("objects/o/o.yy", yy);
    }

    fs::path base;
};

TEST_F(ProjectFolder, PathsThatNameNoProject) {
    EXPECT_EQ(error("nothing"), "error: 'BASE/nothing' does not exist");
    EXPECT_EQ(error(""), "error: there is no .yyp in the folder 'BASE/'");
    write("readme.txt", "");
    EXPECT_EQ(error("readme.txt"), "error: 'BASE/readme.txt' is neither a .yyp nor a folder that holds one");
    write("packed.yyz", "");
    EXPECT_EQ(error("packed.yyz"),
              "error: 'BASE/packed.yyz' is a packed project; unpack it (it is a zip file) and open the .yyp in it");
    write("old/game.project.gmx", "");
    EXPECT_EQ(
        error("old"),
        "error: 'BASE/old' holds a GameMaker: Studio 1 project; import it with GameMaker first, which makes a .yyp");
    write("two/a.yyp", "{\"resources\":[]}");
    write("two/b.yyp", "");
    EXPECT_EQ(error("two"), "error: 'BASE/two' holds several .yyp files (a.yyp, b.yyp); name one of them");
    write("two/TWO.yyp", "{\"resources\":[]}");
    EXPECT_EQ(error("two"), "") << "the one named like the folder";
    EXPECT_EQ(error("Two/A.YYP"), "");
    EXPECT_FALSE(load_project(""));
}

TEST_F(ProjectFolder, YypThatIsNotOne) {
    write("p.yyp", "this is no JSON");
    EXPECT_EQ(error("p.yyp"), "p.yyp:1:1: error: this is no readable .yyp: expected a value but found 't'");
    write("p.yyp", "{\n  \"resources\":[\n<<<<<<< HEAD\n");
    EXPECT_EQ(error("p.yyp"), "p.yyp:3:1: error: this is no readable .yyp: expected a value but found '<'; the file "
                              "holds merge conflict marks");
    write("p.yyp", "[]");
    EXPECT_EQ(error("p.yyp"), "p.yyp: error: this is no readable .yyp: it is not a JSON object");
    write("p.yyp", "{\"name\":\"x\"}");
    EXPECT_EQ(error("p.yyp"), "p.yyp: error: p.yyp is not a GameMaker project: it lists no resources");
    write("p.yyp", std::string(200'000, '['));
    EXPECT_EQ(error("p.yyp"), "p.yyp:1:201: error: this is no readable .yyp: nested more than 200 levels deep");
    write("p.yyp", "");
    EXPECT_EQ(error("p.yyp"),
              "p.yyp:1:1: error: this is no readable .yyp: expected a value but found the end of the text");
}

TEST_F(ProjectFolder, NestingBombInAResource) {
    write_object("{\"eventList\":" + std::string(200'000, '['));
    auto project = load_project(base.string());
    ASSERT_TRUE(project);
    ASSERT_EQ(project->diagnostics.size(), 1u);
    EXPECT_EQ(project->diagnostics[0].text(),
              "objects/o/o.yy:1:213: error: nested more than 200 levels deep; the resource is skipped");
}

TEST_F(ProjectFolder, MissingPicturesAndSoundsKeepTheirNames) {
    write("p.yyp", R"({"name":"p","resources":[{"id":{"name":"spr_a","path":"sprites/spr_a/spr_a.yy",},},
        {"id":{"name":"snd_b","path":"sounds/snd_b/snd_b.yy",},},{"id":{"name":"scr_c","path":"scripts/scr_c/scr_c.yy",},},
        {"id":{"name":"spr_d","path":"../spr_d.yy",},},],"RoomOrderNodes":[],})");
    Result<Project> project = load_project((base / "p.yyp").string());
    ASSERT_TRUE(project) << project.error().text();
    ASSERT_EQ(project->assets.size(), 2u);
    EXPECT_EQ(project->assets[0].name, "spr_a");
    EXPECT_EQ(project->assets[0].kind, AssetKind::sprite);
    EXPECT_EQ(project->assets[1].name, "snd_b");
    EXPECT_EQ(project->sprites.size(), 1u);
    EXPECT_EQ(project->diagnostics[0].text(),
              "p.yyp:1:26: warning: 'sprites/spr_a/spr_a.yy' does not exist; only the name of the sprite is known");
}

TEST_F(ProjectFolder, LinksOutAreRefused) {
    write(
        "project/p.yyp",
        R"({"name":"p","resources":[{"id":{"name":"o","path":"objects/o/o.yy"}},{"id":{"name":"q","path":"objects/q/q.yy"}}],
        "IncludedFiles":[{"name":"leak.txt","filePath":"datafiles"}]})");
    write("secret/q.yy", R"({"resourceType":"GMObject"})");
    write("secret/secret.txt", "secret");
    write("project/objects/o/o.yy", R"({"resourceType":"GMObject","eventList":[{"eventType":0,"eventNum":0}]})");
    fs::create_symlink(base / "secret/secret.txt", base / "project/objects/o/Create_0.gml");
    fs::create_directory_symlink(base / "secret", base / "project/objects/q");
    fs::create_directories(base / "project/datafiles");
    fs::create_symlink("../../secret/secret.txt", base / "project/datafiles/leak.txt");
    auto project = load_project((base / "project").string());
    ASSERT_TRUE(project);
    EXPECT_EQ(project->objects.size(), 1u);
    EXPECT_EQ(project->code.at(0).source.text(), "");
    EXPECT_TRUE(project->included_files.empty());
    ASSERT_EQ(project->diagnostics.size(), 3u);
    for (const Diagnostic& one : project->diagnostics) EXPECT_EQ(one.code, "refused-file") << one.text();
}

TEST_F(ProjectFolder, ValuesOfTheWrongKind) {
    write_object(
        R"({"resourceType":"GMObject","eventList":{"a":1,"b":[]},"parentObjectId":5,"properties":[1,"x",null,{"name":3},
        {"name":"a b","value":"1"},{"name":"ok","varType":99,"value":"1 + 1"}],"persistent":"maybe","visible":[]})");
    auto project = load_project(base.string());
    ASSERT_TRUE(project);
    ASSERT_EQ(project->objects.size(), 1u);
    EXPECT_TRUE(project->objects[0].events.empty());
    EXPECT_TRUE(project->objects[0].visible);
    EXPECT_EQ(project->code.at(0).source.text(), "ok = 1 + 1;\n");
    std::vector<std::string> codes;
    for (const Diagnostic& one : project->diagnostics) codes.push_back(one.code);
    EXPECT_EQ(codes, (std::vector<std::string>{"damaged-event", "damaged-event", "bad-variable-name"}));
}

TEST_F(ProjectFolder, EventsAndNamesCannotLeaveTheFolder) {
    write("outside.gml", "secret");
    write(
        "in/p.yyp",
        R"({"name":"p","resources":[{"id":{"name":"o","path":"objects/o/o.yy"}},{"id":{"name":"../../outside","path":"scripts/s/s.yy"}},
        {"id":{"name":"r","path":"rooms/r/r.yy"}}]})");
    write(
        "in/objects/o/o.yy",
        R"({"resourceType":"GMObject","eventList":[{"eventType":4,"collisionObjectId":{"name":"x/../../../../outside"}}]})");
    write("in/scripts/s/s.yy", R"({"resourceType":"GMScript"})");
    write("in/rooms/r/r.yy",
          R"({"resourceType":"GMRoom","creationCodeFile":"../../../outside.gml","layers":[{"instances":[
        {"name":"../../../outside","objectId":{"name":"o"},"hasCreationCode":true}]}]})");
    auto project = load_project((base / "in").string());
    ASSERT_TRUE(project);
    for (const CodeUnit& unit : project->code) EXPECT_EQ(unit.source.text(), "") << unit.name;
    EXPECT_EQ(project->code.size(), 4u);
}

TEST_F(ProjectFolder, TheFirst23FormatOrdersRoomsAndColoursItsOwnWay) {
    write("p.yyp", R"({"name":"p","resources":[{"id":{"name":"r1","path":"rooms/r1/r1.yy",},"order":1,},
        {"id":{"name":"r2","path":"rooms/r2/r2.yy",},"order":0,},{"id":{"name":"o","path":"objects/o/o.yy",},"order":0,},],
        "RoomOrder":[{"name":"r2","path":"rooms/r2/r2.yy",},{"name":"r1","path":"rooms/r1/r1.yy",},],})");
    write("objects/o/o.yy", R"({"resourceType":"GMObject","eventList":[],})");
    write("rooms/r1/r1.yy", R"({"resourceType":"GMRoom",})");
    write("rooms/r2/r2.yy",
          R"({"resourceType":"GMRoom","layers":[{"resourceType":"GMRInstanceLayer","name":"I","instances":[
        {"name":"inst_1","objectId":{"name":"o","path":"objects/o/o.yy",},"colour":{"Value":4278190335,},"x":3.0,},],},],})");
    auto project = load_project(base.string());
    ASSERT_TRUE(project);
    EXPECT_TRUE(project->diagnostics.empty());
    EXPECT_EQ(project->room_order, (std::vector<uint32_t>{1, 0}));
    EXPECT_EQ(project->rooms[1].instances.at(0).colour, 0xFF0000FFu);
}

TEST_F(ProjectFolder, MakeLargeWritesProjectsWithoutFindings) {
    std::string command = "python3 '" + std::string(SOURCE_DIR) + "/tests/projects/make_large' '" +
                          (base / "large").string() + "' --objects 30 --rooms 2 --instances 40 --scripts 3";
    ASSERT_EQ(std::system(command.c_str()), 0);
    auto project = load_project((base / "large").string());
    ASSERT_TRUE(project);
    EXPECT_TRUE(project->diagnostics.empty());
    EXPECT_EQ(project->objects.size(), 30u);
    EXPECT_EQ(project->objects[3].parent_index, 2u);
    EXPECT_EQ(project->rooms.at(1).instances.size(), 40u);
}

TEST_F(ProjectFolder, AFloodOfFindingsIsCounted) {
    std::string resources;
    for (int i = 0; i < 10'005; ++i) resources += "\n{},";
    write("p.yyp", "{\"name\":\"p\",\"resources\":[" + resources + "]}");
    auto project = load_project(base.string());
    ASSERT_TRUE(project);
    ASSERT_EQ(project->diagnostics.size(), 10'001u);
    EXPECT_EQ(project->diagnostics[9'999].place.text(), "p.yyp:10001:1");
    EXPECT_EQ(project->diagnostics.back().text(), "p.yyp: warning: 5 further findings are not listed");
}

TEST_F(ProjectFolder, ALongParentChainAndALongCircle) {
    constexpr int count = 3000;
    std::string resources;
    for (int i = 0; i < count; ++i) {
        std::string name = "o" + std::to_string(i), parent = "o" + std::to_string((i + 1) % count);
        resources += R"({"id":{"name":")" + name + R"(","path":"objects/)" + name + ".yy\"}},";
        write("objects/" + name + ".yy", R"({"resourceType":"GMObject","parentObjectId":{"name":")" + parent + "\"}}");
    }
    write("p.yyp", "{\"name\":\"p\",\"resources\":[" + resources + "]}");
    auto project = load_project(base.string());
    ASSERT_TRUE(project);
    ASSERT_EQ(project->diagnostics.size(), 1u);
    EXPECT_EQ(project->diagnostics[0].code, "parent-circle");
    size_t steps = 0;
    for (uint32_t at = 0; at != no_index; at = project->objects[at].parent_index) ++steps;
    EXPECT_EQ(steps, static_cast<size_t>(count));
}

TEST_F(ProjectFolder, TruncatedAnywhereNeverCrashes) {
    fs::copy(std::string(SOURCE_DIR) + "/tests/projects/minimal_2024", base / "m", fs::copy_options::recursive);
    for (const char* file :
         {"objects/obj_parent/obj_parent.yy", "rooms/rm_start/rm_start.yy", "extensions/Shop/Shop.yy"}) {
        fs::path path = base / "m" / file;
        auto whole = fs::file_size(path);
        std::ifstream in(path, std::ios::binary);
        std::string text((std::istreambuf_iterator<char>(in)), {});
        for (size_t length = 0; length < whole; length += 97) {
            std::ofstream(path, std::ios::binary) << text.substr(0, length);
            auto project = load_project((base / "m").string());
            ASSERT_TRUE(project);
            bool reported = false;
            for (const Diagnostic& one : project->diagnostics)
                reported |= one.code == "damaged-resource" && one.place.file == file;
            EXPECT_TRUE(reported) << file << " cut to " << length;
        }
        std::ofstream(path, std::ios::binary) << text;
    }
}

TEST_F(ProjectFolder, IncludedFilesAreThoseOfTheTargetAndTheConfiguration) {
    for (const char* name : {"all", "none", "windows", "desktop", "steam"})
        write("datafiles/" + std::string(name), name);
    write("p.yyp", R"({"name":"p","resources":[],"RoomOrderNodes":[],
        "configs":{"name":"Default","children":[{"name":"steam","children":[{"name":"demo","children":[]}]},
                                               {"name":"other","children":[]}]},
        "IncludedFiles":[
            {"name":"all","filePath":"datafiles"},
            {"CopyToMask":0,"name":"none","filePath":"datafiles"},
            {"CopyToMask":64,"name":"windows","filePath":"datafiles"},
            {"CopyToMask":"194","name":"desktop","filePath":"datafiles"},
            {"ConfigValues":{"steam":{"CopyToMask":"153157610357391598"},"demo":{"filePath":"datafiles"}},
             "CopyToMask":0,"name":"steam","filePath":"datafiles"}]})");
    auto names = [&](const std::string& target, const std::string& config) {
        LoadOptions options;
        options.target = target;
        options.config = config;
        Result<Project> project = load_project(base.string(), options);
        std::string out;
        for (const IncludedFile& file : project->included_files) out += file.name + " ";
        return out;
    };
    EXPECT_EQ(names("windows", "Default"), "all windows desktop ");
    EXPECT_EQ(names("linux", "Default"), "all desktop ");
    EXPECT_EQ(names("macosx", "other"), "all desktop ");
    EXPECT_EQ(names("android", "steam"), "all steam ");
    EXPECT_EQ(names("windows", "demo"), "all windows desktop steam ") << "inherited from steam";
    EXPECT_EQ(names("ps5", "Default"), "all windows desktop ") << "whose bit is not known";
    EXPECT_EQ(names("html5", "nothing like it"), "all ");
}

TEST_F(ProjectFolder, ConfigurationsHaveValuesOfTheirOwn) {
    write("p.yyp", R"({"name":"p","resources":[{"id":{"name":"s","path":"sprites/s/s.yy"}}],"RoomOrderNodes":[],
        "configs":{"name":"Default","children":[{"name":"steam","children":[]}]}})");
    write("sprites/s/s.yy", R"({"resourceType":"GMSprite","name":"s","width":8,"height":4,
        "ConfigValues":{"steam":{"width":"16"}}})");
    write(
        "options/main/options_main.yy",
        R"({"ConfigValues":{"steam":{"option_game_speed":"30","option_legacy_json_parsing":"True","option_author":"me"}},
              "option_game_speed":60,"option_legacy_json_parsing":false,"option_author":""})");
    write("options/windows/options_windows.yy", R"({"ConfigValues":{"steam":{"option_windows_version":"2.0.0.0"}},
        "option_windows_version":"1.0.0.0"})");
    LoadOptions options;
    Result<Project> plain = load_project(base.string(), options);
    options.config = "steam";
    Result<Project> steam = load_project(base.string(), options);
    EXPECT_EQ(plain->sprites.at(0).width, 8);
    EXPECT_EQ(steam->sprites.at(0).width, 16);
    EXPECT_EQ(steam->sprites.at(0).height, 4);
    EXPECT_EQ(plain->options.game_speed, 60);
    EXPECT_EQ(steam->options.game_speed, 30);
    EXPECT_TRUE(steam->options.legacy_json_parsing && !plain->options.legacy_json_parsing);
    EXPECT_EQ(steam->options.author, "me");
    EXPECT_EQ(steam->options.platforms.at(0).version, "2.0.0.0");
}
