#include "ui/model/text.h"

#include "core/base/text.h"
#include "core/data/gml_text.h"
#include "core/data/typed_json.h"

#include <cmath>
#include <filesystem>
#include <fmt/format.h>

namespace scope {

std::string size_text(const Datum& datum) {
    switch (datum.kind()) {
    case DatumKind::structure: return counted(datum.size(), "member");
    case DatumKind::ds_map: return counted(datum.size(), "key");
    case DatumKind::ds_grid: return fmt::format("{} \u00d7 {}", datum.grid_width(), datum.grid_height());
    default: return is_container(datum.kind()) ? counted(datum.size(), "item") : std::string();
    }
}

static std::string string_text(std::string_view text, size_t limit) {
    bool cut = text.size() > limit;
    if (cut) {
        text = text.substr(0, limit);
        while (!text.empty() && (static_cast<unsigned char>(text.back()) & 0xC0) == 0x80) text.remove_suffix(1);
        if (!text.empty() && static_cast<unsigned char>(text.back()) >= 0xC0) text.remove_suffix(1);
    }
    std::string out = gml_string(text);
    if (cut) out.insert(out.size() - 1, "\u2026");
    return out;
}

/// As GML, but large numbers in digits alone: here no int64 can be meant.
static std::string real_text(const Datum& datum) {
    double number = datum.as_real();
    bool digits = std::abs(number) >= 1e15 && std::abs(number) < 1e21;
    if (digits) return fmt::format("{:.0f}", number);
    return std::isfinite(number) && std::abs(number) >= 1e21 ? fmt::format("{}", number) : gml_number(datum);
}

std::string value_text(const Datum& datum, size_t limit) {
    switch (datum.kind()) {
    case DatumKind::undefined: return "undefined";
    case DatumKind::boolean: return datum.as_bool() ? "true" : "false";
    case DatumKind::real: return real_text(datum);
    case DatumKind::int32:
    case DatumKind::int64: return gml_number(datum);
    case DatumKind::string: return string_text(datum.text(), limit);
    case DatumKind::ref: return std::string(datum.text());
    case DatumKind::gml: return fmt::format("= {}", datum.text());
    case DatumKind::shared: return value_text(datum.inner(), limit);
    case DatumKind::same: return "the same as above";
    default: return is_container(datum.kind()) ? size_text(datum) : summary(datum, limit);
    }
}

std::string value_or_absent(const std::optional<Datum>& datum, size_t limit) {
    return datum ? value_text(*datum, limit) : "absent";
}

std::string_view type_text(const Datum& datum) {
    return kind_name(datum.kind() == DatumKind::shared ? datum.inner().kind() : datum.kind());
}

std::string grouped(uint64_t number) {
    std::string digits = fmt::format("{}", number), out;
    for (size_t i = 0; i < digits.size(); ++i) {
        if (i > 0 && (digits.size() - i) % 3 == 0) out += ' ';
        out += digits[i];
    }
    return out;
}

std::string duration_text(uint64_t us) {
    if (us < 1000) return fmt::format("{} \u00b5s", us);
    if (us < 1000000) return fmt::format("{:.1f} ms", static_cast<double>(us) / 1e3);
    return fmt::format("{:.1f} s", static_cast<double>(us) / 1e6);
}

std::string clock_text(uint64_t us) {
    uint64_t milliseconds = us / 1000, seconds = milliseconds / 1000, minutes = seconds / 60, hours = minutes / 60;
    std::string text = fmt::format("{:02}:{:02}.{:03}", minutes % 60, seconds % 60, milliseconds % 1000);
    return hours ? fmt::format("{}:{}", hours, text) : text;
}

std::string counted(size_t count, std::string_view singular, std::string_view plural) {
    if (count == 1) return fmt::format("1 {}", singular);
    return plural.empty() ? fmt::format("{} {}s", count, singular) : fmt::format("{} {}", count, plural);
}

std::string short_place(std::string_view file, uint32_t line) {
    for (std::string_view folder : {"objects/", "scripts/", "rooms/"})
        if (file.starts_with(folder)) file.remove_prefix(folder.size());
    if (file.empty()) return {};
    return line ? fmt::format("{}:{}", file, line) : std::string(file);
}

std::string file_name(const std::string& path) {
    std::filesystem::path name(path);
    return (name.has_filename() ? name.filename() : name.parent_path().filename()).string();
}

} // namespace scope
