// docs/stubs.md says what is not simulated, by area. It is made from the tables: `./dev docs` writes it (UPDATE_DOCS),
// and here it has to be what they say now.

#include "core/lib/library.h"
#include "core/world/stubs.h"

#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>
#include <iterator>
#include <map>
#include <set>
#include <sstream>

namespace scope::test {

namespace {

struct Area {
    const char* title;
    const char* prefixes; ///< of functions, blanks around each
};

/// The first that fits; what fits none is under the last.
constexpr Area areas[] = {
    {"Drawing", " draw gpu surface application texture texturegroup shader vertex screen gif fx video sphere "},
    {"Fonts and text sizes", " font string "},
    {"Particles and effects", " part particle effect "},
    {"Layers, tile maps and backgrounds", " layer tilemap tile tileset "},
    {"Cameras, display and window", " camera display window "},
    {"Sprites and skeletal animation", " sprite skeleton vector "},
    {"Sequences and animation curves", " sequence animcurve "},
    {"Audio", " audio db lin "},
    {"Keyboard, mouse, gamepad and gestures", " keyboard mouse gamepad gesture device io virtual clickable browser "},
    {"Movement, collisions and path finding", " place position collision instance move motion distance mp ds "},
    {"Assets made or changed by the game", " room object path timeline "},
    {"Physics", " physics "},
    {"Flex panels", " flexpanel "},
    {"Rollback multiplayer", " rollback "},
    {"Debug views", " dbg debug "},
    {"Game control, dialogs and files",
     " game highscore get show zip buffer external scheduler http ref push iap achievement ads shop wallpaper "},
    {"Consoles, stores and old platforms", " xboxlive xboxone uwp win8 winphone psn ps4 ps5 switch ms gdk gxc gx mac "},
    {"Other", ""},
};

std::string_view area_of(std::string_view function) {
    std::string prefix = ' ' + std::string(function.substr(0, function.find('_'))) + ' ';
    for (const Area& area : areas)
        if (std::string_view(area.prefixes).find(prefix) != std::string_view::npos) return area.title;
    return std::end(areas)[-1].title;
}

const char* answer_of(const FunctionRow& row) {
    if (row.role == FunctionRole::create) return "a fresh handle";
    if (row.role == FunctionRole::exists) return "whether the handle is live";
    return neutral_word(row.returns);
}

std::string document() {
    std::set<std::string_view> simulated = {"nameof", "function"}; // the compiler's
    for (std::span<const NativeRow> table : native_tables())
        for (const NativeRow& row : table)
            if (!(row.flags & NativeRow::stub)) simulated.insert(row.name);
    std::map<std::string_view, std::map<std::string_view, std::vector<std::string_view>>> found;
    size_t count = 0;
    for (const FunctionRow& row : function_rows()) {
        if (simulated.count(row.name)) continue;
        found[area_of(row.name)][answer_of(row)].push_back(row.name);
        ++count;
    }
    std::ostringstream out;
    out << "# Stubs\n\n"
        << "Of GameMaker's " << function_rows().size() << " functions " << function_rows().size() - count
        << " are simulated. The " << count << " below are not: each returns a neutral value, says so\n"
        << "once per place under problems, and is listed with its call sites by `asyncscope check`. Answer one with\n"
        << "`--answer NAME=GML` or a mock. Made by `./dev docs`.\n";
    for (const Area& area : areas) {
        auto entry = found.find(area.title);
        if (entry == found.end()) continue;
        size_t of_area = 0;
        for (const auto& [answer, names] : entry->second) of_area += names.size();
        out << "\n## " << area.title << " (" << of_area << ")\n";
        for (const auto& [answer, names] : entry->second) {
            out << "\nReturn " << answer << ":\n";
            size_t column = 200;
            for (std::string_view name : names) {
                if (column + name.size() > 118) out << "\n", column = 0;
                out << (column ? " " : "") << '`' << name << '`';
                column += name.size() + 3;
            }
            out << "\n";
        }
    }
    return out.str();
}

TEST(StubsDocument, is_what_the_tables_say) {
    const char* path = SOURCE_DIR "/docs/stubs.md";
    if (std::getenv("UPDATE_DOCS")) std::ofstream(path) << document();
    std::ifstream in(path);
    std::string written((std::istreambuf_iterator<char>(in)), std::istreambuf_iterator<char>());
    EXPECT_TRUE(written == document()) << path << " is stale: ./dev docs";
}

} // namespace

} // namespace scope::test
