#include "core/data/payload_path.h"

#include "core/data/buffer_edit.h"
#include "core/data/datum_edit.h"
#include "core/data/typed_json.h"

namespace scope {

static constexpr size_t longest_json = 64 * 1024;

std::pair<std::string, std::string> split_string_path(std::string_view path) {
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

Result<Datum> with_payload_path(const Datum& payload, std::string_view path, Datum value) {
    auto [outer, inner] = split_string_path(path);
    if (inner.empty()) return with_path(payload, outer, std::move(value));
    const Datum* whole = at_path(payload, outer);
    if (!whole) return fail("there is no key `" + outer + "`");
    if (const DatumBuffer* buffer = whole->buffer_content()) {
        auto changed = with_buffer_part(*buffer, inner, value);
        return changed ? with_path(payload, outer, std::move(*changed)) : changed;
    }
    auto inside = with_path(json_inside(*whole), inner, std::move(value));
    return inside ? with_path(payload, outer, write_typed_json(*inside)) : inside;
}

Result<Datum> without_payload_path(const Datum& payload, std::string_view path) {
    auto [outer, inner] = split_string_path(path);
    if (inner.empty()) return without_path(payload, outer);
    const Datum* whole = at_path(payload, outer);
    if (!whole) return fail("there is no key `" + outer + "`");
    if (const DatumBuffer* buffer = whole->buffer_content()) {
        auto changed = without_buffer_field(*buffer, inner);
        return changed ? with_path(payload, outer, std::move(*changed)) : changed;
    }
    auto inside = without_path(json_inside(*whole), inner);
    return inside ? with_path(payload, outer, write_typed_json(*inside)) : inside;
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
