#include "core/catalog/report.h"

#include "core/data/json_writer.h"
#include "core/data/typed_json.h"

#include <algorithm>

namespace scope {

namespace {

std::string padded(std::string text, size_t width) {
    if (text.size() < width) text.append(width - text.size(), ' ');
    return text;
}

std::string joined(const std::vector<std::string>& parts) {
    std::string out;
    for (const std::string& part : parts) out += (out.empty() ? "" : ", ") + part;
    return out;
}

std::string value_text(const CatalogValue& value) {
    std::string out = value.value ? summary(*value.value, 60) : value.range;
    std::string label = value.name.empty() ? value.meaning : value.name;
    if (out.empty()) return label;
    return label.empty() ? out : out + " " + label;
}

void shape_details(std::string& out, const CatalogShape& shape) {
    out += "\n  " + shape.name;
    if (shape.level != "core") out += "  [" + shape.level + "]";
    if (!shape.platforms.empty()) out += "  [" + shape.platforms + "]";
    out += "\n";
    if (!shape.when.empty()) out += "    " + shape.when + "\n";
    size_t name_width = 0, type_width = 0;
    for (const CatalogKey& key : shape.keys) {
        name_width = std::max(name_width, key.name.size());
        type_width = std::max(type_width, key.type.size());
    }
    for (const CatalogKey& key : shape.keys) {
        out += "    " + padded(key.name, name_width) + "  " + padded(key.type, type_width) + "  " +
               (key.required ? "" : "(optional) ") + key.description;
        std::string values;
        for (size_t i = 0; i < key.values.size() && i < 6; ++i) values += (i ? ", " : "") + value_text(key.values[i]);
        if (key.values.size() > 6) values += ", ...";
        if (!values.empty()) out += " [" + values + "]";
        out += "\n";
    }
    out += "    sample " + write_payload(shape.sample) + "\n";
}

void write_key(JsonWriter& out, const CatalogKey& key) {
    out.begin_object().member("key", key.name).member("type", key.type).member("required", key.required);
    out.member("description", key.description);
    if (!key.values.empty()) {
        out.key("values").begin_array();
        for (const CatalogValue& value : key.values) {
            out.begin_object();
            if (value.value) write_typed(out.key("value"), *value.value);
            if (!value.range.empty()) out.member("range", value.range);
            if (!value.name.empty()) out.member("name", value.name);
            if (!value.meaning.empty()) out.member("means", value.meaning);
            out.end_object();
        }
        out.end_array();
    }
    out.end_object();
}

void write_strings(JsonWriter& out, std::string_view name, const std::vector<std::string>& strings) {
    out.key(name).begin_array();
    for (const std::string& text : strings) out.string(text);
    out.end_array();
}

void write_shape(JsonWriter& out, const CatalogShape& shape) {
    out.begin_object().member("name", shape.name).member("when", shape.when).member("level", shape.level);
    if (!shape.platforms.empty()) out.member("platforms", shape.platforms);
    out.key("keys").begin_array();
    for (const CatalogKey& key : shape.keys) write_key(out, key);
    out.end_array();
    write_payload(out.key("sample"), shape.sample);
    out.end_object();
}

} // namespace

std::string events_table(const Catalog& catalog) {
    size_t constant_width = 0, title_width = 0;
    for (const CatalogEvent& event : catalog.events()) {
        constant_width = std::max(constant_width, event.constant.size());
        title_width = std::max(title_width, event.title.size());
    }
    std::string out;
    for (const CatalogEvent& event : catalog.events())
        out += padded(event.constant, constant_width) + "  " + std::to_string(event.number) + "  " +
               padded(event.title, title_width) + "  " + std::to_string(event.shapes.size()) + " shapes  " +
               event.summary + "\n";
    return out;
}

std::string event_details(const CatalogEvent& event) {
    std::string out =
        event.constant + "  " + std::to_string(event.number) + "  " + event.title + "  " + event.file + "\n";
    out += event.summary + "\n";
    if (!event.aliases.empty()) out += "also called: " + joined(event.aliases) + "\n";
    if (!event.raised_by.empty()) out += "raised by: " + joined(event.raised_by) + "\n";
    for (const std::string& pitfall : event.pitfalls) out += "note: " + pitfall + "\n";
    for (const CatalogShape& shape : event.shapes) shape_details(out, shape);
    return out;
}

std::string events_json(std::span<const CatalogEvent* const> events, int indent) {
    JsonWriter out(indent);
    out.begin_object().key("events").begin_array();
    for (const CatalogEvent* event : events) {
        out.begin_object()
            .member("constant", event->constant)
            .member("number", event->number)
            .member("title", event->title);
        out.member("file", event->file).member("summary", event->summary);
        write_strings(out, "aliases", event->aliases);
        write_strings(out, "raised_by", event->raised_by);
        write_strings(out, "pitfalls", event->pitfalls);
        out.key("shapes").begin_array();
        for (const CatalogShape& shape : event->shapes) write_shape(out, shape);
        out.end_array().end_object();
    }
    out.end_array().end_object();
    return out.take() + "\n";
}

Result<std::string> events_report(const Catalog& catalog, std::string_view name, bool json) {
    std::vector<const CatalogEvent*> events;
    if (name.empty()) {
        for (const CatalogEvent& event : catalog.events()) events.push_back(&event);
        return json ? events_json(events) : events_table(catalog);
    }
    Result<const CatalogEvent*> event = catalog.require(name);
    if (!event) return tl::unexpected(event.error());
    events.push_back(*event);
    return json ? events_json(events) : event_details(**event);
}

} // namespace scope
