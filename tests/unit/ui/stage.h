#pragma once
// The window over the fixture, driven by UI scripts, for tests.

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
        script_host.idle = [this] { return !bench.busy() || bench.running(); };
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

} // namespace scope
