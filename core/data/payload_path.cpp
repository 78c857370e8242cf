#include "core/data/payload_path.h"

#include "core/data/buffer_edit.h"
#include "core/data/datum_edit.h"
#include "core/data/typed_json.h"

namespace scope {

static constexpr size_t longest_json = 64 * 1024;

/// "result > gold" -> {"result", "gold"}; the second is empty when the path stays outside of strings.
static std::pair<std::string, std::string> split_string_path(std::string_view path) {
    size_t at = path.find(into_string);
    if (at == std::string_view::npos) return {std::string(path), ""};
    return {std::string(path.substr(0, at)), std::string(path.substr(at + into_string.size()))};
}

std::string parent_path(std::string_view path) {
    size_t slash = path.rfind('/'), arrow = path.rfind(into_string);
    if (arrow != std::string_view::npos && (slash == std::string_view::npos || slash < arrow))
        return std::string(path.substr(0, arrow));
    return slash == std::string_view::npos ? std::string() : std::string(path.substr(0, slash));
}

std::optional<Datum> at_payload_path(const Datum& payload, std::string_view path) {
    auto [outer, inner] = split_string_path(path);
    const Datum* found = at_path(payload, outer);
    if (!found) return std::nullopt;
    if (inner.empty()) return *found;
    if (const DatumBuffer* buffer = found->buffer_content()) return buffer_part(*buffer, inner);
    Datum inside = json_inside(*found);
    const Datum* part = at_path(inside, inner);
    return part ? std::optional(*part) : std::nullopt;
}

Datum json_inside(const Datum& text) {
    if (!text.is(DatumKind::string)) return {};
    std::string_view bytes = text.text();
    size_t start = bytes.find_first_not_of(" \t\r\n");
    if (bytes.size() > longest_json || start == std::string_view::npos || (bytes[start] != '{' && bytes[start] != '['))
        return {};
    auto parsed = read_plain_json(bytes);
    if (!parsed || parsed->size() == 0) return {};
    return *parsed;
}

} // namespace scope
