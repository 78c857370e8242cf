#include "core/data/buffer_edit.h"

#include "core/data/encoding.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <string>

namespace scope {

static constexpr std::array<std::string_view, 13> types = {"u8",  "s8",  "u16", "s16",  "u32",    "s32", "u64",
                                                           "f16", "f32", "f64", "bool", "string", "text"};
static constexpr std::array<std::string_view, 4> kinds = {"fixed", "grow", "wrap", "fast"};

std::span<const std::string_view> buffer_field_types() {
    return types;
}

static bool is_text_type(std::string_view type) {
    return type == "string" || type == "text";
}

static std::optional<size_t> field_index(const DatumBuffer& buffer, std::string_view part) {
    size_t index = 0;
    auto [end, error] = std::from_chars(part.data(), part.data() + part.size(), index);
    if (error != std::errc() || end != part.data() + part.size() || index >= buffer.fields.size()) return std::nullopt;
    return index;
}

static tl::unexpected<Error> no_part(std::string_view part) {
    return fail("the buffer has no '" + std::string(part) + "'");
}

std::optional<Datum> buffer_part(const DatumBuffer& buffer, std::string_view part) {
    if (part == "kind") return Datum(buffer.kind);
    if (part == "alignment") return Datum(static_cast<double>(buffer.alignment));
    if (part == "file" && !buffer.file.empty()) return Datum(buffer.file);
    if (part == "hex" && buffer.file.empty()) {
        auto bytes = buffer_bytes(buffer);
        return bytes ? std::optional(Datum(hex_encode(*bytes))) : std::nullopt;
    }
    auto index = field_index(buffer, part);
    return index ? std::optional(buffer.fields[*index].value) : std::nullopt;
}

/// `value` as a field of `type` holds it.
static Result<Datum> fitting(std::string_view type, const Datum& value) {
    if (is_text_type(type)) {
        if (value.is(DatumKind::string)) return value;
        return fail("a field of type " + std::string(type) + " takes a text");
    }
    if (!value.is_number()) return fail("a field of type " + std::string(type) + " takes a number");
    return type == "bool" ? Datum::boolean(value.as_bool()) : value;
}

Result<Datum> with_buffer_part(const DatumBuffer& buffer, std::string_view part, const Datum& value) {
    DatumBuffer changed = buffer;
    if (part == "kind") {
        if (std::find(kinds.begin(), kinds.end(), value.text()) == kinds.end())
            return fail("a buffer is fixed, grow, wrap or fast");
        changed.kind = value.text();
    } else if (part == "alignment") {
        double wanted = value.as_real();
        if (!value.is_number() || !(wanted >= 1 && wanted <= 1024) || wanted != static_cast<uint32_t>(wanted))
            return fail("an alignment is a whole number from 1 to 1024");
        changed.alignment = static_cast<uint32_t>(wanted);
    } else if (part == "file") {
        if (!value.is(DatumKind::string)) return fail("a file is named by a text");
        changed.file = value.text();
    } else if (part == "hex") {
        auto bytes = value.is(DatumKind::string) ? hex_decode(value.text()) : std::nullopt;
        if (!bytes) return fail("bytes are written as pairs of 0 to 9 and a to f");
        changed.bytes = std::move(*bytes);
        changed.fields.clear();
        changed.file.clear();
    } else {
        auto index = field_index(buffer, part);
        if (!index) return no_part(part);
        auto fits = fitting(changed.fields[*index].type, value);
        if (!fits) return fits;
        changed.fields[*index].value = std::move(*fits);
    }
    return Datum::buffer(std::move(changed));
}

Result<Datum> with_buffer_field_type(const DatumBuffer& buffer, std::string_view part, std::string_view type) {
    auto index = field_index(buffer, part);
    if (!index) return no_part(part);
    if (!is_buffer_type(type)) return fail("a buffer has no type '" + std::string(type) + "'");
    DatumBuffer changed = buffer;
    DatumBufferField& field = changed.fields[*index];
    field.type = type;
    if (auto fits = fitting(type, field.value))
        field.value = std::move(*fits);
    else
        field.value = is_text_type(type) ? Datum("") : Datum(0);
    return Datum::buffer(std::move(changed));
}

Result<Datum> with_buffer_field_added(const DatumBuffer& buffer) {
    if (!buffer.file.empty()) return fail("a buffer that is a file has no fields");
    if (buffer.bytes.size() > 256) return fail("so many bytes are edited as hex");
    DatumBuffer changed = buffer;
    if (changed.fields.empty())
        for (char byte : changed.bytes) changed.fields.push_back({"u8", Datum(static_cast<unsigned char>(byte))});
    changed.bytes.clear();
    changed.fields.push_back(changed.fields.empty()
                                 ? DatumBufferField{"u8", Datum(0)}
                                 : DatumBufferField{changed.fields.back().type,
                                                    is_text_type(changed.fields.back().type) ? Datum("") : Datum(0)});
    return Datum::buffer(std::move(changed));
}

Result<Datum> without_buffer_field(const DatumBuffer& buffer, std::string_view part) {
    auto index = field_index(buffer, part);
    if (!index) return fail("only fields of a buffer can be removed");
    DatumBuffer changed = buffer;
    changed.fields.erase(changed.fields.begin() + static_cast<ptrdiff_t>(*index));
    return Datum::buffer(std::move(changed));
}

Datum buffer_of(const Datum& value) {
    if (value.is(DatumKind::buffer)) return value;
    DatumBuffer buffer;
    if (value.is(DatumKind::string) && !value.text().empty())
        buffer.fields.push_back({"string", value});
    else if (value.is(DatumKind::boolean))
        buffer.fields.push_back({"bool", value});
    else if (value.is_number())
        buffer.fields.push_back({"f64", Datum(value.as_real())});
    return Datum::buffer(std::move(buffer));
}

} // namespace scope
