#include "ui/model/payload_rows.h"

#include "core/data/buffer_edit.h"
#include "core/data/payload_path.h"
#include "core/data/payload_way.h"
#include "ui/model/text.h"

#include <fmt/format.h>

namespace scope {

namespace {

constexpr int deepest = 32;

bool has_entries(const Datum& datum) {
    return datum.is(DatumKind::structure) || datum.is(DatumKind::ds_map);
}
bool has_items(const Datum& datum) {
    return datum.is(DatumKind::array) || datum.is(DatumKind::ds_list) || datum.is(DatumKind::ds_stack) ||
           datum.is(DatumKind::ds_queue);
}

class Builder {
public:
    Builder(const std::set<std::string>& open, size_t most) : m_open(open), m_most(most) {}

    /// Depth is limited, so recursion is too.
    void children(const Datum& container, const std::string& prefix, int depth, bool in_string) {
        if (depth > deepest) return;
        for (const DatumEntry& entry : has_entries(container) ? container.entries() : std::span<const DatumEntry>()) {
            if (m_rows.size() >= m_most) return;
            std::string key =
                entry.key.is(DatumKind::string) ? std::string(entry.key.text()) : value_text(entry.key, 80);
            row(entry.value, prefix + step_text(entry.key), key, depth, in_string, entry.key.is(DatumKind::string));
        }
        size_t index = 0;
        for (const Datum& item : has_items(container) ? container.items() : std::span<const Datum>()) {
            if (m_rows.size() >= m_most) return;
            std::string key = fmt::format("{}", index++);
            row(item, prefix + key, key, depth, in_string, false);
        }
    }

    std::vector<PayloadRow> take() { return std::move(m_rows); }

private:
    void row(const Datum& stored, std::string path, const std::string& key, int depth, bool in_string, bool named) {
        const Datum& value = stored.is(DatumKind::shared) ? stored.inner() : stored;
        Datum inside = in_string ? Datum() : json_inside(value);
        bool is_json = !inside.is_undefined();
        PayloadRow row;
        row.path = path;
        row.key = key;
        row.type = in_string ? "JSON" : std::string(type_text(value));
        row.value = value_text(value);
        row.depth = depth;
        bool is_buffer = value.is(DatumKind::buffer);
        row.has_children = (value.size() > 0 && (has_entries(value) || has_items(value))) || is_json || is_buffer;
        row.open = row.has_children && m_open.contains(row.path);
        row.editable = !has_entries(value) && !has_items(value) && !value.is(DatumKind::ds_grid) &&
                       !value.is(DatumKind::ds_priority) && !value.is(DatumKind::buffer);
        row.named = named;
        bool open = row.open;
        m_rows.push_back(std::move(row));
        if (!open) return;
        if (is_buffer)
            parts(*value.buffer_content(), path + std::string(into_string), depth + 1);
        else if (is_json)
            children(inside, path + std::string(into_string), depth + 1, true);
        else
            children(value, path + "/", depth + 1, in_string);
    }

    void part(const std::string& prefix, const std::string& key, std::string_view type, std::string value, int depth,
              bool field) {
        if (m_rows.size() >= m_most) return;
        PayloadRow row;
        row.path = prefix + key;
        row.key = key;
        row.type = type;
        row.value = std::move(value);
        row.depth = depth;
        row.editable = true;
        row.named = false;
        row.field = field;
        m_rows.push_back(std::move(row));
    }

    /// A buffer's kind and alignment, then its fields and the bytes they make.
    void parts(const DatumBuffer& buffer, const std::string& prefix, int depth) {
        constexpr size_t most_hex = 4096;
        part(prefix, "kind", "", buffer.kind, depth, false);
        part(prefix, "alignment", "", fmt::format("{}", buffer.alignment), depth, false);
        if (!buffer.file.empty()) return part(prefix, "file", "", buffer.file, depth, false);
        for (size_t i = 0; i < buffer.fields.size(); ++i)
            part(prefix, fmt::format("{}", i), buffer.fields[i].type, value_text(buffer.fields[i].value), depth, true);
        auto hex = buffer_part(buffer, "hex");
        if (hex && hex->size() <= most_hex) part(prefix, "hex", "bytes", std::string(hex->text()), depth, false);
    }

    const std::set<std::string>& m_open;
    size_t m_most;
    std::vector<PayloadRow> m_rows;
};

} // namespace

std::vector<PayloadRow> payload_rows(const Datum& payload, const std::set<std::string>& open, size_t most) {
    Builder builder(open, most);
    builder.children(payload, "", 0, false);
    return builder.take();
}

} // namespace scope
