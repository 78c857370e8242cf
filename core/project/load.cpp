#include "core/project/load.h"

#include "core/base/text.h"

#include <algorithm>

namespace scope {

std::string folder_of(std::string_view path) {
    size_t slash = path.find_last_of("/\\");
    return slash == std::string_view::npos ? "" : std::string(path.substr(0, slash));
}

Place YyFile::place(JsonValue value) const {
    if (!m_source) m_source.emplace(path, text);
    return place_of(*m_source, {value.offset(), value.offset()});
}

void Loading::report(Severity severity, std::string code, std::string message, Place place, std::string hint) {
    if (project.diagnostics.size() >= max_diagnostics) {
        ++dropped_diagnostics;
        return;
    }
    project.diagnostics.push_back({std::move(code), severity, std::move(message), std::move(place), std::move(hint)});
}

tl::expected<std::string, FileError> Loading::read(std::string& path) {
    std::replace(path.begin(), path.end(), '\\', '/');
    auto found = files.find(path);
    if (found) {
        if (found->path != path && case_differences++ == 0) first_case_difference = path + " is " + found->path;
        path = found->path;
    }
    listed_paths.insert(lower_ascii(path));
    for (size_t i = 0; i < options.replacements.size(); ++i) {
        if (!equal_ignoring_case(options.replacements[i].first, path)) continue;
        replaced[i] = true;
        read_paths.insert(path);
        return options.replacements[i].second;
    }
    if (!found) return tl::unexpected(found.error());
    auto text = files.read(*found);
    if (text) read_paths.insert(path);
    return text;
}

bool Loading::is_missing(const std::string& path) {
    auto found = files.find(path);
    return !found && found.error().problem == FileProblem::missing;
}

std::unique_ptr<YyFile> Loading::read_yy(std::string path, const Place& listed) {
    auto file = std::make_unique<YyFile>();
    file->path = std::move(path);
    auto text = read(file->path);
    if (!text) {
        bool missing = text.error().problem == FileProblem::missing;
        report(missing ? Severity::warning : Severity::error, missing ? "missing-resource" : "refused-file",
               text.error().message + "; the resource is skipped", listed);
        return nullptr;
    }
    file->text = std::move(*text);
    auto document = JsonDocument::parse(file->text);
    if (!document || !document->root().is_object()) skipped_folders.insert(lower_ascii(folder_of(file->path)));
    if (!document) {
        auto at = static_cast<uint32_t>(document.error().offset);
        Place place = place_of(SourceFile(file->path, file->text), {at, at});
        bool conflict = file->text.find("\n<<<<<<< ") != std::string::npos;
        report(Severity::error, "damaged-resource", document.error().message + "; the resource is skipped", place,
               conflict ? "The file holds merge conflict marks: resolve them."
                        : "Restore the file from version control.");
        return nullptr;
    }
    file->document = std::move(*document);
    file->document.use_configurations(configurations);
    if (!file->root().is_object()) {
        report(Severity::error, "damaged-resource", "a resource must be a JSON object; it is skipped",
               {file->path, 1, 1});
        return nullptr;
    }
    return file;
}

uint32_t Loading::add_code(std::string name, std::string path, const YyFile& listed_in) {
    CodeUnit unit;
    unit.name = std::move(name);
    std::string text;
    auto content = read(path);
    if (content) {
        text = std::move(*content);
        if (text.compare(0, 3, "\xEF\xBB\xBF") == 0) text.erase(0, 3);
        if (!is_utf8(text) || text.find('\0') != std::string::npos)
            report(Severity::warning, "not-text", "the file is not UTF-8 text", {path, 0, 0},
                   "Save it as UTF-8; GameMaker does so itself.");
    } else {
        unit.exists = false;
        bool missing = content.error().problem == FileProblem::missing;
        report(missing ? Severity::note : Severity::error, missing ? "missing-code" : "refused-file",
               content.error().message + "; it counts as empty", {listed_in.path, 0, 0});
    }
    unit.source = SourceFile(std::move(path), std::move(text));
    project.code.push_back(std::move(unit));
    return static_cast<uint32_t>(project.code.size() - 1);
}

uint32_t Loading::add_generated(std::string name, std::string path, std::string text) {
    CodeUnit unit;
    unit.name = std::move(name);
    unit.source = SourceFile(std::move(path), std::move(text));
    unit.generated = true;
    project.code.push_back(std::move(unit));
    return static_cast<uint32_t>(project.code.size() - 1);
}

} // namespace scope
