#include "core/session/save_folder.h"

#include "core/base/text.h"
#include "core/world/files.h"

#include <algorithm>
#include <filesystem>

namespace scope {

namespace {

constexpr size_t largest_file = Files::default_quota; // whatever a game could write comes back

std::string below(const std::string& folder, const std::string& name) {
    return folder.empty() ? name : folder + "/" + name;
}

} // namespace

// --- in

struct SaveFolder::Import {
    SaveFolder& to;
    Files& files;
    std::vector<Diagnostic>& findings;

    std::string shown(const std::string& path) const { return below(to.m_folder, path); }

    Result<void> left_alone(const std::string& path, std::string why) {
        findings.push_back({"skipped-file", Severity::warning, "not imported: " + why, {shown(path), 0, 0}, {}});
        to.m_entries.try_emplace(lower_ascii(path), Entry{path, nullptr, std::move(why)});
        return {};
    }

    Result<void> folder(const Descriptor& opened, const std::string& path) {
        auto names = list_folder(opened);
        if (!names) return fail("cannot read this folder: " + names.error(), shown(path));
        for (const std::string& name : *names)
            if (auto done = entry(opened, name, below(path, name)); !done) return done;
        return {};
    }

    Result<void> entry(const Descriptor& outer, const std::string& name, const std::string& path) {
        if (is_unfinished(name)) return left_alone(path, "an export that was cut off left it half written");
        auto is_one = is_folder(outer.number(), name);
        if (!is_one) return left_alone(path, is_one.error());
        if (Files::normal(path) != path)
            return left_alone(path, Files::refusal_of_name(path).empty() ? "a game cannot call anything so"
                                                                         : Files::refusal_of_name(path));
        auto known = to.m_entries.find(lower_ascii(path));
        bool merges =
            known != to.m_entries.end() && *is_one && !known->second.content && known->second.left_alone.empty();
        if (known != to.m_entries.end() && !merges)
            return left_alone(path, "to the game it is the same as '" + known->second.name +
                                        "', which differs in letter case");
        return *is_one ? inner_folder(outer, name, path, merges) : file(outer, name, path);
    }

    Result<void> inner_folder(const Descriptor& outer, const std::string& name, const std::string& path, bool merges) {
        auto opened = open_folder(outer.number(), name, LinkRule::refused);
        if (!opened) return fail("cannot import this folder: " + opened.error(), shown(path));
        if (!merges && !files.make_folder(path)) return refused("folder", path);
        if (!merges) to.m_entries[lower_ascii(path)] = {path, nullptr, {}};
        return folder(*opened, path);
    }

    Result<void> file(const Descriptor& outer, const std::string& name, const std::string& path) {
        auto opened = open_to_read(outer.number(), name, LinkRule::refused);
        auto content = opened ? read_rest(*opened, largest_file) : tl::unexpected(opened.error());
        if (!content) return fail("cannot import this file: " + content.error(), shown(path));
        if (!files.write(path, *content)) return refused("file", path, content->size());
        to.m_entries[lower_ascii(path)] = {path, files.read(path), {}};
        return {};
    }

    Result<void> refused(const std::string& what, const std::string& path, size_t bytes = 0) const {
        std::string why = files.refusal(path, bytes);
        return fail("cannot import this " + what + ": " + (why.empty() ? "a file of the game has its name" : why),
                    shown(path));
    }
};

Result<void> SaveFolder::import_into(Files& files, const std::string& folder, std::vector<Diagnostic>& findings) {
    m_folder = folder;
    m_entries.clear();
    std::error_code error;
    bool exists = std::filesystem::exists(folder, error);
    if (error) return fail("cannot read this folder: " + error.message(), folder);
    if (!exists) return {}; // made on export
    auto root = open_folder(working_folder, folder, LinkRule::followed);
    if (!root) return fail("--files takes a folder: " + root.error(), folder);
    return Import{*this, files, findings}.folder(*root, "");
}

// --- out

struct SaveFolder::Export {
    SaveFolder& to;
    const Files& files;
    std::vector<Diagnostic> findings;
    Descriptor root;
    std::string no_root; ///< why it cannot be opened

    bool done(const tl::expected<void, std::string>& result, const std::string& what, const std::string& name) {
        if (result) return true;
        findings.push_back({"file-not-exported",
                            Severity::error,
                            "cannot " + what + ": " + result.error(),
                            {below(to.m_folder, name), 0, 0},
                            {}});
        return false;
    }

    tl::expected<void, std::string> open_root() {
        if (root.is_open()) return {};
        if (!no_root.empty()) return tl::unexpected(no_root);
        std::error_code error;
        std::filesystem::create_directories(to.m_folder, error);
        auto opened = open_folder(working_folder, to.m_folder, LinkRule::followed);
        if (!opened) return tl::unexpected(no_root = to.m_folder + ": " + (error ? error.message() : opened.error()));
        root = std::move(*opened);
        return {};
    }

    /// How a path of the game is spelled on the disk: as far as something is there as that is, then as the game says.
    /// An error where something stands that was left alone.
    tl::expected<std::string, std::string> spelled(const std::string& name) const {
        std::string lower = lower_ascii(name), out = name;
        for (size_t end = 0; end < name.size();) {
            end = std::min(name.find('/', end + 1), name.size());
            auto known = to.m_entries.find(std::string_view(lower).substr(0, end));
            if (known == to.m_entries.end()) break;
            if (!known->second.left_alone.empty())
                return tl::unexpected("'" + known->second.name + "' was not imported: " + known->second.left_alone);
            out = known->second.name + name.substr(end);
        }
        return out;
    }

    /// Calls `act` with the folder that `path` (as on the disk) is in and with its last part.
    template<typename Act> tl::expected<void, std::string> within(std::string_view path, bool make, const Act& act) {
        if (auto opened = open_root(); !opened) return opened;
        Descriptor inner;
        auto here = [&] { return inner.is_open() ? inner.number() : root.number(); };
        for (size_t slash; (slash = path.find('/')) != std::string_view::npos; path.remove_prefix(slash + 1)) {
            std::string name(path.substr(0, slash));
            auto next = open_folder(here(), name, LinkRule::refused, make);
            if (!next) return tl::unexpected("its folder " + name + ": " + next.error());
            inner = std::move(*next);
        }
        return act(here(), std::string(path));
    }

    void write(const std::string& name, const std::shared_ptr<const std::string>& content) {
        std::string lower = lower_ascii(name);
        auto known = to.m_entries.find(lower);
        bool same = known != to.m_entries.end() && known->second.left_alone.empty() &&
                    !known->second.content == !content && (!content || *known->second.content == *content);
        if (same) return;
        auto path = spelled(name);
        auto make = [&](int folder, const std::string& part) -> tl::expected<void, std::string> {
            if (content) return replace_file(folder, part, *content);
            auto made = open_folder(folder, part, LinkRule::refused, true);
            return made ? tl::expected<void, std::string>() : tl::unexpected(made.error());
        };
        auto result = path ? within(*path, true, make) : tl::unexpected(path.error());
        if (done(result, content ? "export this file" : "export this folder", path ? *path : name))
            to.m_entries[lower] = {*path, content, {}};
    }

    bool remove(const std::string& lower) {
        auto known = to.m_entries.find(lower);
        auto result = within(known->second.name, false, remove_entry);
        bool file = known->second.content != nullptr;
        if (!done(result, file ? "remove this file" : "remove this folder", known->second.name)) return false;
        to.m_entries.erase(known);
        return true;
    }

    /// Whether what is gone has to go first: a folder is now where it was, or a file where it or a folder above was.
    bool is_in_the_way(std::string_view path) const {
        if (files.folder_exists(path)) return true;
        for (size_t end = path.size(); end != std::string_view::npos; end = path.rfind('/', end - 1))
            if (files.exists(path.substr(0, end))) return true;
        return false;
    }

    void all() {
        std::vector<std::string> in_the_way, gone; // what is in a folder comes after it
        for (const auto& [lower, entry] : to.m_entries) {
            if (!entry.left_alone.empty()) continue;
            if (entry.content ? files.exists(lower) : files.folder_exists(lower)) continue;
            (is_in_the_way(lower) ? in_the_way : gone).push_back(lower);
        }
        for (size_t i = in_the_way.size(); i-- > 0;) remove(in_the_way[i]);
        for (const auto& [name, content] : files.written()) write(name, content);
        if (findings.empty())
            for (size_t i = gone.size(); i-- > 0;) remove(gone[i]);
        else if (!gone.empty())
            findings.push_back({"file-not-exported",
                                Severity::error,
                                "of what the game removed " + std::to_string(gone.size()) +
                                    (gone.size() == 1 ? " stays" : " stay") + ": something could not be written",
                                {to.m_folder, 0, 0},
                                {}});
    }
};

std::vector<Diagnostic> SaveFolder::export_from(const Files& files) {
    Export out{*this, files, {}, Descriptor(), {}};
    out.all();
    return std::move(out.findings);
}

} // namespace scope
