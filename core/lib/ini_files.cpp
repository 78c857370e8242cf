// ini_*: one file at a time, read whole by ini_open and written whole by ini_close if something changed. Reals are
// written with six decimals.

#include "core/lib/existence.h"
#include "core/lib/ini_text.h"
#include "core/lib/platform_tables.h"
#include "core/lib/shared_arguments.h"

#include <algorithm>
#include <cstdio>

namespace scope {

static size_t bytes_of(const std::vector<IniSection>& sections) {
    size_t bytes = 0;
    for (const IniSection& section : sections) {
        bytes += section.name.size() + sizeof section;
        for (const auto& [key, value] : section.keys) bytes += key.size() + value.size() + sizeof(std::string) * 2;
    }
    return bytes;
}

/// The open ini to `read from` or to `write to`; null and a fault when there is none.
static OpenIni* open_ini(NativeCall& c, std::string_view use) {
    OpenIni& ini = world_of(c).platform().ini;
    if (!ini.open && !c.failed())
        c.error(std::string(c.name) + " : Trying to " + std::string(use) + " undefined INI file");
    return ini.open && !c.failed() ? &ini : nullptr;
}

/// Writes what changed and lets go of the ini. Its text, or a fault.
static bool close_open_ini(NativeCall& c, std::string& text) {
    World& world = world_of(c);
    OpenIni& ini = world.platform().ini;
    if (!ini.open) return true;
    size_t bytes = bytes_of(ini.sections);
    if (!c.charge(bytes / 32) || !c.may_allocate(2 * bytes)) return false;
    text = print_ini(ini.sections);
    bool kept = !ini.changed || ini.path.empty() || world.files().write(ini.path, text);
    world.platform().let_go(bytes);
    ini = {};
    if (!kept) c.error(std::string(c.name) + " :: the file could not be written: the space for files is used up");
    return kept;
}

/// What reading a text takes at most: each line may be a section or a key, with its place in a table.
static bool may_parse(NativeCall& c, std::string_view text) {
    constexpr size_t line_bytes = sizeof(IniSection) + 4 * sizeof(std::string) + 96, line_units = 16;
    auto lines =
        static_cast<size_t>(std::count(text.begin(), text.end(), '\n') + std::count(text.begin(), text.end(), '\r')) +
        1;
    return c.may_allocate(3 * text.size() + lines * line_bytes) && c.charge(text.size() / 4 + lines * line_units);
}

static NativeStatus take(NativeCall& c, std::string path, std::string_view text) {
    std::string unused;
    if (!close_open_ini(c, unused) || !may_parse(c, text)) return NativeStatus::fault;
    std::vector<IniSection> sections = parse_ini(text);
    if (!world_of(c).platform().hold(bytes_of(sections))) return no_memory(c);
    world_of(c).platform().ini = {true, false, std::move(path), std::move(sections)};
    return c.done();
}

static NativeStatus ini_open(NativeCall& c) {
    std::string path = path_argument(c, 0);
    if (c.failed()) return c.done();
    std::shared_ptr<const std::string> content = files_of(c).read(path);
    return take(c, std::move(path), content ? std::string_view(*content) : std::string_view());
}

static NativeStatus ini_open_from_string(NativeCall& c) {
    std::string_view text = c.text(0);
    return c.failed() ? c.done() : take(c, {}, text);
}

static NativeStatus ini_close(NativeCall& c) {
    std::string text;
    if (!close_open_ini(c, text)) return NativeStatus::fault;
    return c.done(std::string_view(text));
}

// --- sections and keys: searched in order, so each look is charged by what it passes

/// Looking for `name` among so many: of one length they are compared to their ends.
static bool may_search(NativeCall& c, size_t names, std::string_view name) {
    return c.charge(names / 8 * (1 + name.size() / 32));
}

static IniSection* find_section(NativeCall& c, OpenIni& ini, std::string_view name) {
    if (!may_search(c, ini.sections.size(), name)) return nullptr;
    auto found = std::find_if(ini.sections.begin(), ini.sections.end(), [&](auto& one) { return one.name == name; });
    return found == ini.sections.end() ? nullptr : &*found;
}

static std::string* find_key(NativeCall& c, IniSection* section, std::string_view key) {
    if (!section || !may_search(c, section->keys.size(), key)) return nullptr;
    auto found = std::find_if(section->keys.begin(), section->keys.end(), [&](auto& one) { return one.first == key; });
    return found == section->keys.end() ? nullptr : &found->second;
}

/// The value that arguments 0 and 1 name; null when there is none, and after a fault.
static std::string* named_value(NativeCall& c) {
    std::string section = shown_argument(c, 0), key = shown_argument(c, 1);
    OpenIni* ini = open_ini(c, "read from");
    return ini ? find_key(c, find_section(c, *ini, section), key) : nullptr;
}

static NativeStatus ini_read_string(NativeCall& c) {
    std::string* value = named_value(c);
    if (c.failed()) return c.done();
    if (value) return c.done(std::string_view(*value));
    if (c.arg(2).is_string()) return c.done(c.arg(2));
    return c.done(std::string_view(c.shown(2)));
}

static NativeStatus ini_read_real(NativeCall& c) {
    std::string* value = named_value(c);
    if (c.failed()) return c.done();
    if (value && !c.charge(value->size() / 4)) return NativeStatus::fault;
    if (value) return c.done(std::strtod(value->c_str(), nullptr));
    double otherwise = c.real(2);
    return c.done(otherwise);
}

static NativeStatus write(NativeCall& c, std::string value) {
    std::string section_name = shown_argument(c, 0), key_name = shown_argument(c, 1);
    OpenIni* ini = open_ini(c, "write to");
    if (!ini || c.failed()) return c.done();
    size_t more = value.size() + key_name.size() + section_name.size() + sizeof(IniSection) + sizeof(std::string) * 2;
    if (!world_of(c).platform().hold(more)) return no_memory(c);
    IniSection* section = find_section(c, *ini, section_name);
    std::string* old = find_key(c, section, key_name);
    if (c.failed()) return NativeStatus::fault;
    ini->changed = true;
    if (old) {
        // What is counted is what the value now takes.
        world_of(c).platform().let_go(more - value.size() + old->size());
        *old = std::move(value);
        return c.done();
    }
    if (!section)
        section = &ini->sections.emplace_back(IniSection{std::move(section_name), {}});
    else
        world_of(c).platform().let_go(section_name.size() + sizeof(IniSection));
    section->keys.emplace_back(std::move(key_name), std::move(value));
    return c.done();
}

static NativeStatus ini_write_string(NativeCall& c) {
    std::string value = shown_argument(c, 2);
    return c.failed() ? c.done() : write(c, std::move(value));
}

static NativeStatus ini_write_real(NativeCall& c) {
    double number = c.real(2);
    if (c.failed()) return c.done();
    char text[400]; // the largest double has 309 digits before its point
    std::snprintf(text, sizeof text, "%.6f", number);
    return write(c, text);
}

static NativeStatus ini_key_exists(NativeCall& c) {
    std::string* value = named_value(c);
    return c.done(Value::boolean(value != nullptr));
}

static NativeStatus ini_section_exists(NativeCall& c) {
    std::string name = shown_argument(c, 0);
    OpenIni* ini = open_ini(c, "read from");
    return c.done(Value::boolean(ini && find_section(c, *ini, name)));
}

static NativeStatus ini_key_delete(NativeCall& c) {
    std::string section_name = shown_argument(c, 0), key = shown_argument(c, 1);
    OpenIni* ini = open_ini(c, "write to");
    IniSection* section = ini ? find_section(c, *ini, section_name) : nullptr;
    std::string* value = find_key(c, section, key);
    if (!value || c.failed()) return c.done();
    world_of(c).platform().let_go(key.size() + value->size() + sizeof(std::string) * 2);
    std::erase_if(section->keys, [&](const auto& one) { return one.first == key; });
    ini->changed = true;
    return c.done();
}

static NativeStatus ini_section_delete(NativeCall& c) {
    std::string name = shown_argument(c, 0);
    OpenIni* ini = open_ini(c, "write to");
    IniSection* section = ini ? find_section(c, *ini, name) : nullptr;
    if (!section || c.failed()) return c.done();
    world_of(c).platform().let_go(bytes_of({*section}));
    ini->sections.erase(ini->sections.begin() + (section - ini->sections.data()));
    ini->changed = true;
    return c.done();
}

static constexpr NativeRow rows[] = {
    {"ini_open", ini_open, 1, 1, NativeRow::calls_out},
    {"ini_open_from_string", ini_open_from_string, 1, 1, NativeRow::calls_out},
    {"ini_close", ini_close, 0, 0, NativeRow::calls_out},
    {"ini_read_string", ini_read_string, 3, 3},
    {"ini_read_real", ini_read_real, 3, 3},
    {"ini_write_string", ini_write_string, 3, 3, NativeRow::calls_out},
    {"ini_write_real", ini_write_real, 3, 3, NativeRow::calls_out},
    {"ini_key_exists", unless_undefined<ini_key_exists>, 2, 2},
    {"ini_section_exists", unless_undefined<ini_section_exists>, 1, 1},
    {"ini_key_delete", ini_key_delete, 2, 2, NativeRow::calls_out},
    {"ini_section_delete", ini_section_delete, 1, 1, NativeRow::calls_out},
};

std::span<const NativeRow> ini_natives() {
    return rows;
}

} // namespace scope
