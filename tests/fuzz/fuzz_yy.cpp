// No .yy or .yyp, whatever its bytes, crashes, hangs or makes a reader ask for a file outside the project. The first
// byte picks the reader; the rest is the file. ./dev fuzz fuzz_yy
#include "core/base/verify.h"
#include "core/project/load.h"

#include <cstdlib>
#include <filesystem>
#include <fstream>

using namespace scope;
namespace fs = std::filesystem;

/// An empty folder that stands for the project; one for the whole run.
static const std::string& project_folder() {
    static const std::string folder = [] {
        std::string pattern = (fs::temp_directory_path() / "asyncscope_fuzz_XXXXXX").string();
        VERIFY(mkdtemp(pattern.data()));
        return fs::canonical(pattern).string();
    }();
    return folder;
}

static void load_whole(std::string_view text) {
    std::string path = project_folder() + "/fuzz.yyp";
    std::ofstream(path, std::ios::binary) << text;
    if (auto project = load_project(path)) {
        for (const std::string& file : project->files) VERIFY(file == "fuzz.yyp");
    }
}

static void read_one(uint8_t kind, std::string_view text) {
    YyFile yy;
    yy.path = "objects/fuzz/fuzz.yy";
    yy.text = text;
    auto document = JsonDocument::parse(yy.text);
    if (!document) {
        VERIFY(document.error().offset <= yy.text.size());
        return;
    }
    yy.document = std::move(*document);
    Project project;
    ProjectFiles files(project_folder());
    LoadOptions options;
    Loading loading(project, files, options);
    switch (kind % 6) {
    case 0:
        project.add_asset(AssetKind::object, "fuzz", yy.path);
        project.objects.push_back(read_object(loading, yy, "fuzz"));
        link_objects(loading);
        break;
    case 1:
        project.add_asset(AssetKind::room, "fuzz", yy.path);
        project.rooms.push_back(read_room(loading, yy, "fuzz"));
        link_rooms(loading);
        break;
    case 2: project.extensions.push_back(read_extension(loading, yy, "fuzz")); break;
    case 3: project.timelines.push_back(read_timeline(loading, yy, "fuzz")); break;
    case 4: project.sprites.push_back(read_sprite(yy.root(), "fuzz")); break;
    default: project.anim_curves.push_back(read_anim_curve(yy.root(), "fuzz")); break;
    }
    generate_variable_code(loading);
    VERIFY(loading.read_paths.empty());
}

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
    if (size == 0) return 0;
    std::string_view text(reinterpret_cast<const char*>(data) + 1, size - 1);
    if (data[0] % 7 == 6)
        load_whole(text);
    else
        read_one(data[0] % 7, text);
    return 0;
}
