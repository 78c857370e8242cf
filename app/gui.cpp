#include "app/gui.h"

#include "app/commands.h"
#include "app/ending.h"
#include "app/gui_state.h"
#include "app/window.h"
#include "ui/model/live_session.h"
#include "ui/view/compat.h"
#include "ui/view/panels/main_window.h"
#include "ui/view/script.h"

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fmt/format.h>
#include <optional>

namespace scope {

namespace {

/// The clipboard of a window without a display: only this process sees it.
std::string& private_clipboard() {
    static std::string text;
    return text;
}

/// Everything of one run of the window.
class Gui {
public:
    /// `lost` becomes true when the game's files could not be written at the end.
    Gui(const Arguments& arguments, const GoldenPictures* pictures, bool& lost)
        : m_arguments(arguments)
        , m_lost(lost)
        , m_pictures(pictures)
        , m_scripted(!arguments.ui_script.empty() || !arguments.screenshot.empty())
        , m_screen(*find_theme(arguments.theme), scale())
        , m_bench(Catalog::builtin(), bench_host()) {}

    GuiResult run() {
        if (auto ready = prepare(); !ready) return {exit_usage, ready.error()};
        run_frames(
            *m_host, m_screen, [this](Ui& ui, const Rect& area) { return draw(ui, area); },
            [this] { return between(); });
        if (auto saved = m_scripted ? Result<void>() : save_gui_state(m_bench.saved()); !saved)
            print_problem({"window-state",
                           Severity::warning,
                           "what the window remembers is not saved: " + saved.error().message,
                           {saved.error().place, 0, 0},
                           {}});
        if (remembered_signal() && m_scripted) return {exit_fails, Error{"stopped by a signal", m_arguments.ui_script}};
        if (m_script && m_script->failure()) return {exit_fails, *m_script->failure()};
        if (m_failure) return {exit_usage, *m_failure};
        if (m_start_fault) return {exit_fails, *m_start_fault};
        return {exit_holds, std::nullopt};
    }

private:
    float scale() const { return static_cast<float>(m_arguments.scale); }

    WorkbenchHost bench_host() {
        WorkbenchHost host;
        host.open = [this](const std::string& path) {
            // Stage steps belong to the project of the command line, not to what is opened later.
            // So does the trace, which another project's would replace.
            SessionOptions options = m_arguments.session;
            options.should_stop = [] { return remembered_signal() != 0; };
            options.on_lost = [this](const Diagnostic& problem) {
                m_lost = true;
                print_problem(problem);
            };
            if (std::exchange(m_opened, true)) options.trace.clear();
            bool first = path == m_arguments.input;
            return open_port(std::move(options), path,
                             {true, first ? m_arguments.stage : std::vector<InputRecord>(), m_scripted});
        };
        host.set_clipboard = [](const std::string& text) { ImGui::SetClipboardText(text.c_str()); };
        host.clipboard = [] {
            const char* text = ImGui::GetClipboardText();
            return std::string(text ? text : "");
        };
        return host;
    }

    Result<void> prepare() {
        if (!m_arguments.ui_script.empty()) {
            auto text = read_text_file(m_arguments.ui_script);
            if (!text) return tl::unexpected<Error>(text.error());
            auto script = UiScript::parse(*text, m_arguments.ui_script);
            if (!script) return tl::unexpected<Error>(script.error());
            m_script = std::move(*script);
        }
        m_screen.ui().items.recording = m_script.has_value();
        m_screen.ui().hide_durations = m_pictures != nullptr;
        if (!m_scripted) m_bench.restore(load_gui_state());
        CommandQueue initial;
        if (m_scripted || m_arguments.theme != "dark") initial.push({CommandId::set_theme, m_arguments.theme});
        if (m_scripted || m_arguments.scale != 1) initial.push({CommandId::set_scale, "", "", 0, scale()});
        m_bench.apply(initial);
        if (!m_arguments.input.empty()) {
            if (auto opened = m_bench.open(m_arguments.input); !opened) return opened;
            while (m_scripted && m_bench.session().works()) m_bench.tick(fixed_frame_seconds);
            // A person sees them; without one, the boot and the stage were part of what was asked for.
            const std::vector<FaultRecord>& faults = m_bench.session().faults();
            if (m_scripted && m_bench.session().is_live() && !faults.empty())
                m_start_fault = Error{faults[0].message, faults[0].place.text()};
        } else if (!m_scripted)
            reopen();

        auto host = make_host(host_kind(), m_screen, m_arguments.width, m_arguments.height, "AsyncScope");
        if (!host)
            return tl::unexpected<Error>(
                Error{host.error().message + "; --screenshot and --ui-script need no display", ""});
        m_host = std::move(*host);
        if (m_scripted)
            compat::set_clipboard([](const char* text) { private_clipboard() = text; },
                                  [] { return private_clipboard().c_str(); });
        m_script_host = script_host();
        follow_look();
        return {};
    }

    /// What was open the last time. While it is being opened the state says that nothing is, so that a project which
    /// ends the program is only offered at the next start.
    void reopen() {
        std::string path = m_bench.last_open();
        std::error_code error;
        if (path.empty() || !std::filesystem::exists(path, error)) return;
        (void)save_gui_state(m_bench.saved());
        if (auto opened = m_bench.open(path); !opened) m_commands.push(CommandId::open);
        (void)save_gui_state(m_bench.saved());
    }

    /// Without a user, frames are drawn by the CPU; ASYNCSCOPE_HOST=surfaceless draws them by OpenGL through EGL.
    HostKind host_kind() const {
        if (!m_scripted) return HostKind::window;
        const char* wanted = std::getenv("ASYNCSCOPE_HOST");
        return wanted && std::string_view(wanted) == "surfaceless" ? HostKind::surfaceless : HostKind::cpu;
    }

    ScriptHost script_host() {
        ScriptHost host;
        host.open = [this](const std::string& path) { return m_bench.open(beside_script(path)); };
        host.shot = [this](const std::string& path) { return m_pictures ? compare_with_golden(path) : shot(path); };
        host.resize = [this](int width, int height) { return m_host->resize(width, height); };
        host.set_scale = [this](float value) -> Result<void> {
            if (!(value >= 0.5f && value <= 4)) return fail("a scale is 0.5 to 4");
            m_commands.push({CommandId::set_scale, "", "", 0, value});
            return {};
        };
        host.set_theme = [this](const std::string& name) -> Result<void> {
            if (!find_theme(name)) return fail(fmt::format("no theme is called {}", name));
            m_commands.push({CommandId::set_theme, name});
            return {};
        };
        host.idle = [this] {
            return m_commands.empty() && !m_bench.session().works() &&
                   m_bench.compare().state() != CompareModel::State::working &&
                   m_bench.events().index.complete(m_bench.session().events());
        };
        return host;
    }

    Result<void> shot(const std::string& path) {
        auto image = m_host->read_back();
        if (!image) return tl::unexpected<Error>(image.error());
        return write_png(path, *image);
    }

    std::string beside_script(const std::string& path) const {
        std::filesystem::path given(path), beside = std::filesystem::path(m_arguments.ui_script).parent_path() / given;
        return given.is_relative() ? beside.lexically_normal().string() : path;
    }

    Result<void> compare_with_golden(const std::string& name) {
        auto drawn = m_host->read_back();
        if (!drawn) return tl::unexpected<Error>(drawn.error());
        return m_pictures->check(name, *drawn);
    }

    void follow_look() {
        if (const Theme* theme = find_theme(m_bench.window().theme)) m_screen.set_theme(*theme);
        m_screen.set_scale(m_bench.window().scale * m_host->display_scale());
        m_script_host.scale = m_screen.ui().scale;
        std::string title = m_bench.session().title();
        title = title.empty() ? "AsyncScope" : title + " - AsyncScope";
        if (title == m_title) return;
        m_title = title;
        m_host->set_title(title);
    }

    bool draw(Ui& ui, const Rect& area) {
        m_window.draw(ui, area, m_bench, m_commands);
        return true;
    }

    /// Between frames: what the user wanted, time, scripts, pictures.
    bool between() {
        ++m_frames;
        if (remembered_signal()) return false;
        for (const std::string& path : m_host->take_dropped()) m_commands.push({CommandId::open_path, path});
        m_bench.apply(m_commands);
        m_bench.tick(ImGui::GetIO().DeltaTime);
        follow_look();
        m_host->set_calm(!m_bench.busy() && m_commands.empty());
        if (m_bench.wants_quit()) return false;
        if (m_script) {
            m_script->step(m_screen.ui().items, m_script_host);
            if (!m_script->done()) return true;
            return m_script->failure() ? false : finish();
        }
        bool reads = !m_bench.events().index.complete(m_bench.session().events()); // through a long trace
        m_still = reads ? 0 : m_still + 1;
        if (m_scripted) return m_still < frames_before_picture || finish();
        if (m_frames % 60 == 0 || !m_bench.running()) (void)save_gui_state(m_bench.saved());
        return true;
    }

    /// The picture that ends a run without a user; a few frames later, when the layout has settled.
    bool finish() {
        if (m_settling++ < frames_before_picture && m_script) return true;
        if (m_arguments.screenshot.empty()) return false;
        if (auto written = shot(m_arguments.screenshot); !written) m_failure = written.error();
        return false;
    }

    static constexpr int frames_before_picture = 3;

    const Arguments& m_arguments;
    bool& m_lost;
    const GoldenPictures* m_pictures;
    bool m_scripted;
    bool m_opened = false;
    Screen m_screen;
    std::unique_ptr<FrameHost> m_host; ///< dies before the screen whose context it uses
    Workbench m_bench;
    MainWindow m_window;
    CommandQueue m_commands;
    std::optional<UiScript> m_script;
    ScriptHost m_script_host;
    std::optional<Error> m_failure;
    std::optional<Error> m_start_fault; ///< of the project of the command line
    std::string m_title;
    int m_frames = 0;
    int m_still = 0; ///< frames since nothing was left to read
    int m_settling = 0;
};

} // namespace

GuiResult run_gui(const Arguments& arguments, const GoldenPictures* pictures) {
    remember_signals();
    bool lost = false;
    GuiResult result = Gui(arguments, pictures, lost).run();
    if (lost) result.status = exit_usage;
    return result;
}

} // namespace scope
