#include "core/data/gml_text.h"

#include "core/base/text.h"
#include "core/data/encoding.h"
#include "core/data/typed_json.h"

#include <cmath>
#include <unordered_map>
#include <unordered_set>
#include <vector>

namespace scope {

/// A real without an exponent, which GML literals do not have.
static std::string gml_real(double number) {
    if (std::isnan(number)) return "NaN";
    if (std::isinf(number)) return number < 0 ? "-infinity" : "infinity";
    std::string text = shortest_number(number);
    return text.find('e') == std::string::npos ? text : "real(\"" + text + "\")";
}

std::string gml_number(const Datum& number) {
    if (number.is(DatumKind::boolean)) return number.as_bool() ? "true" : "false";
    if (!number.is(DatumKind::int64)) return gml_real(number.as_real());
    std::string digits = std::to_string(number.as_int64());
    bool fits = number.as_int64() >= INT32_MIN && number.as_int64() <= INT32_MAX;
    return fits ? "int64(" + digits + ")" : "int64(\"" + digits + "\")";
}

namespace {

bool is_name(std::string_view text) {
    if (text.empty() || (text[0] >= '0' && text[0] <= '9')) return false;
    for (char c : text)
        if (!((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_')) return false;
    return true;
}

/// Whether GML needs statements, and so a variable, to make this.
bool needs_variable(const Datum& datum) {
    switch (datum.kind()) {
    case DatumKind::ds_map:
    case DatumKind::ds_list:
    case DatumKind::ds_grid:
    case DatumKind::ds_stack:
    case DatumKind::ds_queue:
    case DatumKind::ds_priority:
    case DatumKind::buffer:
    case DatumKind::constructed:
    case DatumKind::shared: return true;
    default: return false;
    }
}

/// What a shared thing is in the end.
const Datum& content_of(const Datum& datum) {
    const Datum* at = &datum;
    while (at->is(DatumKind::shared)) at = &at->inner();
    return *at;
}

class GmlWriter {
public:
    std::string fire(std::string_view event_constant, const Datum& payload) {
        begin(payload, "map");
        while (!m_tasks.empty()) step();
        m_out += "event_perform_async(" + std::string(event_constant) + ", " + m_names[&payload] + ");\n";
        for (const std::string& statement : m_cleanup) m_out += statement;
        return std::move(m_out);
    }

    std::string expression(const Datum& datum) {
        write_expression(datum);
        return std::move(m_out);
    }

private:
    /// A variable whose content is being written, part by part.
    struct Task {
        const Datum* variable;
        size_t part = 0;
    };

    // ---- variables

    std::string fresh_name(std::string_view wish) {
        std::string base = "_";
        for (char c : wish.substr(0, 40)) base += is_name({&c, 1}) || (c >= '0' && c <= '9') ? c : '_';
        std::string name = base;
        for (int n = 2; !m_used.insert(name).second; ++n) name = base + "_" + std::to_string(n);
        return name;
    }

    /// Declares the variable of a thing and schedules its content.
    void begin(const Datum& variable, std::string_view wish) {
        const Datum& content = content_of(variable);
        std::string name = fresh_name(wish.empty() ? kind_name(content.kind()) : wish);
        m_names[&variable] = name;
        for (const Datum* at = &variable; at->is(DatumKind::shared); at = &at->inner()) m_shared[at->id()] = name;
        m_out += "var " + name + " = " + creation(content) + ";\n";
        std::string_view destroy = destroyer(content.kind());
        if (!destroy.empty()) m_cleanup.push_back(std::string(destroy) + "(" + name + ");\n");
        m_tasks.push_back({&variable, 0});
    }

    static std::string creation(const Datum& content) {
        switch (content.kind()) {
        case DatumKind::ds_map: return "ds_map_create()";
        case DatumKind::ds_list: return "ds_list_create()";
        case DatumKind::ds_stack: return "ds_stack_create()";
        case DatumKind::ds_queue: return "ds_queue_create()";
        case DatumKind::ds_priority: return "ds_priority_create()";
        case DatumKind::ds_grid:
            return "ds_grid_create(" + std::to_string(content.grid_width()) + ", " +
                   std::to_string(content.grid_height()) + ")";
        case DatumKind::buffer: return buffer_creation(*content.buffer_content());
        case DatumKind::structure: return "{}";
        case DatumKind::array: return "[]";
        default: return "undefined"; // a constructed thing or a shared leaf: assigned when its parts are there
        }
    }

    static std::string buffer_creation(const DatumBuffer& buffer) {
        if (!buffer.file.empty()) return "buffer_load(" + gml_string(buffer.file) + ")";
        Result<std::string> bytes = buffer_bytes(buffer);
        size_t size = std::max<size_t>({buffer.size, bytes ? bytes->size() : 0, 1});
        return "buffer_create(" + std::to_string(size) + ", buffer_" + buffer.kind + ", " +
               std::to_string(buffer.alignment) + ")";
    }

    /// What frees a thing that no map owns; maps and lists are owned or are the payload.
    static std::string_view destroyer(DatumKind kind) {
        switch (kind) {
        case DatumKind::ds_grid: return "ds_grid_destroy";
        case DatumKind::ds_stack: return "ds_stack_destroy";
        case DatumKind::ds_queue: return "ds_queue_destroy";
        case DatumKind::ds_priority: return "ds_priority_destroy";
        case DatumKind::buffer: return "buffer_delete";
        default: return {};
        }
    }

    // ---- content

    void step() {
        Task task = m_tasks.back();
        const Datum& content = content_of(*task.variable);
        if (task.part >= part_count(content)) {
            m_tasks.pop_back();
            return;
        }
        // What a part refers to must exist first; the part is taken up again afterwards.
        if (begin_missing(content, task.part)) return;
        ++m_tasks.back().part;
        write_part(m_names[task.variable], content, task.part);
    }

    static size_t part_count(const Datum& content) {
        switch (content.kind()) {
        case DatumKind::buffer: return std::max<size_t>(content.buffer_content()->fields.size(), 1);
        case DatumKind::structure:
        case DatumKind::ds_map:
        case DatumKind::ds_priority: return content.entries().size();
        case DatumKind::constructed: return 1;
        default: return needs_variable(content) || content.is(DatumKind::array) ? content.items().size() : 1;
        }
    }

    bool begin_missing(const Datum& content, size_t part) {
        switch (content.kind()) {
        case DatumKind::structure:
        case DatumKind::ds_map:
        case DatumKind::ds_priority: {
            const DatumEntry& entry = content.entries()[part];
            return begin_missing_in(entry.key, "key") || begin_missing_in(entry.value, entry.key.text());
        }
        case DatumKind::constructed: return begin_missing_in(content_of(content.inner()), "argument");
        case DatumKind::array:
        case DatumKind::ds_list:
        case DatumKind::ds_grid:
        case DatumKind::ds_stack:
        case DatumKind::ds_queue: return begin_missing_in(content.items()[part], {});
        default: return false;
        }
    }

    /// Begins every variable that an expression needs and that does not exist yet.
    bool begin_missing_in(const Datum& expression, std::string_view wish) {
        std::vector<const Datum*> waiting{&expression};
        bool began = false;
        while (!waiting.empty()) {
            const Datum& datum = *waiting.back();
            waiting.pop_back();
            if (needs_variable(datum)) {
                if (m_names.contains(&datum)) continue;
                begin(datum, wish);
                began = true;
                continue;
            }
            for (size_t i = datum.items().size(); i-- > 0;) waiting.push_back(&datum.items()[i]);
            for (size_t i = datum.entries().size(); i-- > 0;) waiting.push_back(&datum.entries()[i].value);
        }
        return began;
    }

    void write_part(const std::string& name, const Datum& content, size_t part) {
        switch (content.kind()) {
        case DatumKind::ds_map: return map_entry(name, content.entries()[part]);
        case DatumKind::structure:
            m_out += name + "[$ " + gml_string(content.entries()[part].key.text()) + "] = ";
            write_expression(content.entries()[part].value);
            m_out += ";\n";
            return;
        case DatumKind::ds_priority:
            m_out += "ds_priority_add(" + name + ", ";
            write_expression(content.entries()[part].key);
            m_out += ", ";
            write_expression(content.entries()[part].value);
            m_out += ");\n";
            return;
        case DatumKind::ds_grid:
            m_out += name + "[# " + std::to_string(part % content.grid_width()) + ", " +
                     std::to_string(part / content.grid_width()) + "] = ";
            write_expression(content.items()[part]);
            m_out += ";\n";
            return;
        case DatumKind::array: return added("array_push", name, content.items()[part]);
        case DatumKind::ds_list: return list_item(name, content.items()[part], part);
        case DatumKind::ds_stack: return added("ds_stack_push", name, content.items()[part]);
        case DatumKind::ds_queue: return added("ds_queue_enqueue", name, content.items()[part]);
        case DatumKind::buffer: return buffer_part(name, *content.buffer_content(), part);
        case DatumKind::constructed: return construction(name, content);
        default:
            m_out += name + " = ";
            write_expression(content);
            m_out += ";\n";
        }
    }

    void added(std::string_view function, const std::string& name, const Datum& value) {
        m_out += std::string(function) + "(" + name + ", ";
        write_expression(value);
        m_out += ");\n";
    }

    /// A thing met again is owned by its first place only.
    void map_entry(const std::string& name, const DatumEntry& entry) {
        const Datum& content = content_of(entry.value);
        std::string_view owner = content.is(DatumKind::ds_map)    ? "ds_map_add_map"
                                 : content.is(DatumKind::ds_list) ? "ds_map_add_list"
                                                                  : "";
        m_out += owner.empty() ? name + "[? " : std::string(owner) + "(" + name + ", ";
        write_expression(entry.key);
        m_out += owner.empty() ? "] = " : ", ";
        write_expression(entry.value);
        m_out += owner.empty() ? ";\n" : ");\n";
    }

    void list_item(const std::string& name, const Datum& item, size_t index) {
        added("ds_list_add", name, item);
        const Datum& content = content_of(item);
        if (!content.is(DatumKind::ds_map) && !content.is(DatumKind::ds_list)) return;
        m_out += content.is(DatumKind::ds_map) ? "ds_list_mark_as_map(" : "ds_list_mark_as_list(";
        m_out += name + ", " + std::to_string(index) + ");\n";
    }

    void buffer_part(const std::string& name, const DatumBuffer& buffer, size_t part) {
        if (!buffer.file.empty()) return;
        if (!buffer.fields.empty()) {
            const DatumBufferField& field = buffer.fields[part];
            m_out += "buffer_write(" + name + ", buffer_" + field.type + ", ";
            write_expression(field.value);
            m_out += ");\n";
        } else if (!buffer.bytes.empty()) {
            m_out += "buffer_base64_decode_ext(" + name + ", \"" + base64_encode(buffer.bytes) + "\", 0);\n";
        }
    }

    void construction(const std::string& name, const Datum& content) {
        m_out += name + " = new " + std::string(content.text()) + "(";
        const Datum& inner = content_of(content.inner());
        for (size_t i = 0; i < inner.items().size(); ++i) {
            if (i) m_out += ", ";
            write_expression(inner.items()[i]);
        }
        m_out += ");\n";
        for (const DatumEntry& member : inner.entries()) {
            m_out += name + "[$ " + gml_string(member.key.text()) + "] = ";
            write_expression(member.value);
            m_out += ";\n";
        }
    }

    // ---- expressions

    struct Open {
        const Datum* datum;
        size_t index = 0;
    };

    void write_expression(const Datum& root) {
        std::vector<Open> open;
        visit(root, open);
        while (!open.empty()) {
            Open& level = open.back();
            const Datum& datum = *level.datum;
            bool members = datum.is(DatumKind::structure);
            size_t count = members ? datum.entries().size() : datum.items().size();
            if (level.index == count) {
                m_out += members ? (count ? " }" : "}") : "]";
                open.pop_back();
                continue;
            }
            size_t i = level.index++;
            if (i) m_out += ", ";
            if (members) {
                std::string_view key = datum.entries()[i].key.text();
                m_out += (is_name(key) ? std::string(key) : gml_string(key)) + ": ";
            }
            visit(members ? datum.entries()[i].value : datum.items()[i], open);
        }
    }

    void visit(const Datum& datum, std::vector<Open>& open) {
        if (needs_variable(datum)) {
            // Used once: data that stand in two places are made twice, unless they are marked as shared.
            m_out += m_names[&datum];
            m_names.erase(&datum);
        } else if (datum.is(DatumKind::array) || datum.is(DatumKind::structure)) {
            m_out += datum.is(DatumKind::array) ? "[" : datum.size() ? "{ " : "{";
            open.push_back({&datum, 0});
        } else {
            m_out += leaf(datum);
        }
    }

    std::string leaf(const Datum& datum) const {
        switch (datum.kind()) {
        case DatumKind::string: return gml_string(datum.text());
        case DatumKind::pointer:
            return datum.as_int64() == 0 ? "pointer_null" : "ptr(" + gml_number(Datum::int64(datum.as_int64())) + ")";
        case DatumKind::ref: return "handle_parse(" + gml_string(datum.text()) + ")";
        case DatumKind::gml: return "(" + std::string(datum.text()) + ")";
        case DatumKind::method: return std::string(datum.text());
        case DatumKind::same: {
            auto known = m_shared.find(datum.id());
            return known == m_shared.end() ? "undefined" : known->second;
        }
        default: return datum.is_number() ? gml_number(datum) : "undefined";
        }
    }

    std::string m_out;
    std::vector<Task> m_tasks;
    std::vector<std::string> m_cleanup;
    std::unordered_map<const Datum*, std::string> m_names;
    std::unordered_map<int64_t, std::string> m_shared;
    std::unordered_set<std::string> m_used;
};

} // namespace

std::string gml_of_fire(std::string_view event_constant, const Datum& payload) {
    return GmlWriter().fire(event_constant, payload);
}

std::string gml_expression(const Datum& datum) {
    std::vector<const Datum*> waiting{&datum};
    while (!waiting.empty()) {
        const Datum& at = *waiting.back();
        waiting.pop_back();
        if (needs_variable(at)) return {};
        for (const Datum& item : at.items()) waiting.push_back(&item);
        for (const DatumEntry& entry : at.entries()) waiting.push_back(&entry.value);
    }
    return GmlWriter().expression(datum);
}

} // namespace scope
