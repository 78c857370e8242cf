#include "fixture.h"

#include "ui/view/golden.h"
#include "ui/view/panels/main_window.h"
#include "ui/view/raster.h"
#include "ui/view/screen.h"
#include "ui/view/script.h"

#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fmt/format.h>
#include <gtest/gtest.h>

namespace scope {

namespace {

/// The window over the fixture, driven by a script.
struct Stage {
    Stage(bool open, ImVec2 pixels = {1600, 1000}, const char* theme = "dark", float scale = 1)
        : size(pixels)
        , screen(*find_theme(theme), scale)
        , bench(Catalog::builtin(), host()) {
        screen.ui().items.recording = true;
        if (!open) return;
        auto owned = std::make_unique<FixturePort>();
        port = owned.get();
        bench.show(std::move(owned), "coin_shop.yyp");
    }

    WorkbenchHost host() {
        WorkbenchHost made;
        made.set_clipboard = [this](const std::string& text) { clipboard = text; };
        made.clipboard = [this] { return clipboard; };
        return made;
    }

    void frame() {
        bench.apply(commands);
        bench.tick(fixed_frame_seconds);
        data = &screen.frame(size, fixed_frame_seconds,
                             [&](Ui& ui, const Rect& area) { window.draw(ui, area, bench, commands); });
    }

    /// "" or the failure.
    std::string play(std::string_view text) {
        auto script = UiScript::parse(text, "test.uis");
        if (!script) return script.error().text();
        ScriptHost script_host;
        script_host.idle = [] { return true; };
        script_host.shot = [this](const std::string& name) -> Result<void> {
            picture(name);
            return {};
        };
        for (int i = 0; !script->done() && i < 5000; ++i) {
            frame();
            script->step(screen.ui().items, script_host);
        }
        frame();
        return script->failure() ? script->failure()->text() : "";
    }

    /// Compares with window_NAME.png of tests/ui/golden; UPDATE_GOLDEN=1 takes the picture as it is now, and
    /// ASYNCSCOPE_PICTURES names a folder to write it to for looking at.
    void picture(const std::string& name) {
        Image image(static_cast<int>(size.x), static_cast<int>(size.y));
        rasterize(*data, image, screen.ui().theme->panel);
        if (const char* folder = std::getenv("ASYNCSCOPE_PICTURES")) {
            EXPECT_TRUE(write_png(fmt::format("{}/{}.png", folder, name), image));
        }
        if (name.starts_with("look_")) return; // for people only
        bool update = std::getenv("UPDATE_GOLDEN");
        GoldenPictures pictures(SOURCE_DIR "/tests/ui/golden", std::filesystem::temp_directory_path().string(), update,
                                ImGui::GetVersion());
        if (std::string note = pictures.note(); !note.empty()) std::puts(note.c_str());
        auto checked = pictures.check(fmt::format("window_{}.png", name), image);
        EXPECT_TRUE(checked) << checked.error().text();
    }

    ImVec2 size;
    std::string clipboard;
    Screen screen;
    Workbench bench;
    FixturePort* port = nullptr;
    MainWindow window;
    CommandQueue commands;
    ImDrawData* data = nullptr;
};

} // namespace

TEST(MainWindow, SaysWhatToDoWhenNothingIsOpen) {
    Stage stage(false);
    EXPECT_EQ(
        stage.play("expect \"Events/empty\" No project is open\nexpect \"Compose/Fire\" disabled\nshot look_empty\n"
                   "click \"Events/Open project or trace...\"\nwait \"Open/Path\"\nkey Escape\nabsent \"Open/Path\"\n"),
        "");
}

TEST(MainWindow, ShowsWhatEachHandlerSaw) {
    Stage stage(true);
    EXPECT_EQ(stage.play("click \"Events/List/#102\"\n"
                         "expect \"Matrix/obj_shop #100004\" ran to its end; 3 changes, 1 call out\n"
                         "expect \"Matrix/Cells/seen_by obj_shop #100004\" ~written absent\n"
                         "expect \"Matrix/Cells/id obj_menu #100009\" not read 3\n"
                         "expect \"Matrix/Cells/retries obj_menu #100009\" read, but missing\n"
                         "expect \"Matrix/obj_menu #100009\" ~never compared id\n"
                         "expect \"Matrix/finding\" ~obj_menu never compared it\n"
                         "expect \"Handler/Code/line 3\" not run\n"
                         "expect \"Handler/Code/note 6\" 10 \u2192 60\n"
                         "double \"Events/List/#102\"\nclick \"Compose/Payload/result open\"\nclick "
                         "\"Compose/Payload/response_headers open\"\n"
                         "expect \"Compose/Payload/result > gold value\" 50\n"
                         "shot matrix\n"
                         "click \"Matrix/obj_log #100011\"\n"
                         "expect \"Handler/Code/note 1\" left here: id 3, mine 7\n"
                         "click \"Matrix/obj_menu #100009 fired #103\"\n"
                         "expect \"Matrix/subtitle\" ~#103 Async - Social\n"),
              "");
}

TEST(MainWindow, ComposesAndFires) {
    Stage stage(true);
    EXPECT_EQ(stage.play("click \"Compose/Payload/id value\"\nkey Ctrl+A\ntype \"42\"\nkey Enter\n"
                         "expect \"Compose/Payload/id value\" 42\n"
                         "key Ctrl+Enter\n"
                         "expect \"Status/message\" ~#111 HTTP\n"
                         "expect \"Matrix/Cells/id obj_shop #100004\" read 42\n"
                         "key Ctrl+Z\n"
                         "absent \"Compose/Payload/nothing\"\n"),
              "");
    ASSERT_EQ(stage.port->fired.size(), 1u);
    EXPECT_EQ(stage.port->fired[0].payload->find("id")->as_real(), 42);
    EXPECT_FALSE(stage.bench.compose().history.can_undo());
}

TEST(MainWindow, AddsRenamesRetypesAndRemovesKeys) {
    Stage stage(true);
    EXPECT_EQ(stage.play("click \"Compose/Shape\"\nkey Escape\n"
                         "click \"Compose/Payload/status key\"\nclick \"Compose/Payload/status remove\"\n"
                         "absent \"Compose/Payload/status\"\n"
                         "expect \"Compose/check\" ~status\n"
                         "click \"Compose/Payload/add key\"\n"
                         "click \"Compose/Payload/missing keys/status\"\n"
                         "expect \"Compose/Payload/status\"\n"
                         "click \"Compose/Payload/status type\"\nclick \"Compose/Payload/status type/string\"\n"
                         "expect \"Compose/Payload/status type\" string\n"
                         "double \"Compose/Payload/status key\"\nkey Ctrl+A\ntype \"state\"\nkey Enter\n"
                         "expect \"Compose/Payload/state\"\n"),
              "");
}

TEST(MainWindow, EditsAsJsonAndShowsGml) {
    Stage stage(true);
    EXPECT_EQ(stage.play("click \"Compose/JSON\"\nclick \"Compose/JSON text\"\nkey Ctrl+A\ntype \"{\\\"id\\\":9}\"\n"
                         "click \"Compose/GML\"\nexpect \"Compose/GML text/line 2\"\nclick \"Compose/table\"\nexpect "
                         "\"Compose/Payload/id value\" 9\n"),
              "");
}

TEST(MainWindow, EveryCommandIsInThePaletteAndRunsByKey) {
    Stage stage(true);
    EXPECT_EQ(
        stage.play("key Ctrl+P\nwait \"Palette/Search\"\ntype \"social\"\nshot look_palette\nkey Enter\n"
                   "expect \"Compose/Event\" Async - Social\nabsent \"Palette/Search\"\n"
                   "key F5\nexpect \"Toolbar/Run\" Pause\nkey F5\nexpect \"Toolbar/Run\" Run\n"
                   "click \"Menu/View\"\nexpect \"Menu/View/Problems\"\nshot look_menu\nclick \"Menu/View/Problems\"\n"
                   "expect \"Problems/List/problem 2\" ~json_parse\nshot look_problems\n"
                   "key Ctrl+1\nwait \"Console/Input\"\ntype \"1 + 1\"\nkey Enter\nexpect \"Console/List/answer "
                   "1\" 2\nshot look_console\n"),
        "");
}

TEST(MainWindow, TheTimelineSelectsAndZooms) {
    Stage stage(true);
    EXPECT_EQ(
        stage.play(
            "expect \"Timeline/lane HTTP\" 4 events\nclick \"Timeline/mark 3.0\"\nexpect \"Matrix/subtitle\" ~#110\n"
            "scroll \"Timeline/mark 3.0\" -9\nabsent \"Timeline/mark 0.0\"\ndouble \"Timeline/plot\"\nexpect "
            "\"Timeline/mark 0.0\"\n"),
        "");
}

TEST(MainWindow, FiltersEvents) {
    Stage stage(true);
    EXPECT_EQ(stage.play("key Ctrl+F\ntype \"is:fault\"\nexpect \"Events/count\" 1 of 5\nabsent "
                         "\"Events/List/#71\"\nclick \"Events/List/#110\"\n"
                         "expect \"Matrix/finding\" ~json_parse\nclick \"Details/stack\"\nexpect \"Details/fault\" "
                         "~json_parse\nshot fault\n"),
              "");
}

TEST(MainWindow, DrawsAtEverySizeThemeAndScale) {
    for (ImVec2 size : {ImVec2(1600, 1000), ImVec2(1024, 640), ImVec2(640, 400), ImVec2(200, 100), ImVec2(1, 1)}) {
        Stage stage(true, size);
        EXPECT_EQ(stage.play("wait 3"), "");
    }
    Stage light(true, {1600, 1000}, "light");
    EXPECT_EQ(light.play("click \"Events/List/#102\"\nshot light\n"), "");
    Stage large(true, {1600, 1000}, "dark", 2);
    EXPECT_EQ(large.play("click \"Events/List/#110\"\nshot look_large\n"), "");
}

} // namespace scope
