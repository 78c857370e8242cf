#include "app/gui_state.h"

#include "app/arguments.h"
#include "core/data/typed_json.h"

#include <cstdlib>
#include <filesystem>

namespace scope {

static std::string& last_text() {
    static std::string text;
    return text;
}

std::string gui_state_path() {
    const char* state = std::getenv("XDG_STATE_HOME");
    const char* home = std::getenv("HOME");
    if (state && *state) return std::string(state) + "/asyncscope/window.json";
    return home && *home ? std::string(home) + "/.local/state/asyncscope/window.json" : std::string();
}

Datum load_gui_state() {
    std::string path = gui_state_path();
    auto text = path.empty() ? Result<std::string>(fail("no state folder")) : read_text_file(path);
    if (!text) return Datum::structure({});
    auto state = read_typed_json(*text);
    if (!state || !state->is(DatumKind::structure)) return Datum::structure({});
    last_text() = *text;
    return *state;
}

Result<void> save_gui_state(const Datum& state) {
    std::string path = gui_state_path(), text = write_typed_json(state, 2);
    if (path.empty() || text == last_text()) return {};
    std::error_code error;
    std::filesystem::create_directories(std::filesystem::path(path).parent_path(), error);
    auto written = write_whole_file(path, text);
    if (written) last_text() = text;
    return written;
}

} // namespace scope
