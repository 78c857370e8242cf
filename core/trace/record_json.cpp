#include "core/trace/record_json.h"

#include "core/data/typed_json.h"
#include "core/trace/record_fields.h"

namespace scope {

// --- writing

namespace {

void write(JsonWriter& out, bool flag) {
    out.boolean(flag);
}
void write(JsonWriter& out, const std::string& text) {
    out.string(text);
}
void write(JsonWriter& out, Severity severity) {
    out.string(severity_name(severity));
}
void write(JsonWriter& out, const Datum& value) {
    write_typed(out, value);
}
void write(JsonWriter& out, EventId event) {
    write_record(out, event);
}
void write(JsonWriter& out, const std::map<std::string, std::vector<uint32_t>>& lists);
template<typename Number>
requires std::is_integral_v<Number>
void write(JsonWriter& out, Number number) {
    out.integer(static_cast<int64_t>(number));
}
template<IsRecord Record> void write(JsonWriter& out, const Record& record) {
    write_record(out, record);
}
template<IsRecord Record> void write(JsonWriter& out, const std::optional<Record>& record) {
    if (record)
        write_record(out, *record);
    else
        out.null();
}
template<typename Item> void write(JsonWriter& out, const std::vector<Item>& items) {
    out.begin_array();
    for (const Item& item : items) write(out, item);
    out.end_array();
}
void write(JsonWriter& out, const std::map<std::string, std::vector<uint32_t>>& lists) {
    out.begin_object();
    for (const auto& [name, list] : lists) write(out.key(name), list);
    out.end_object();
}

template<typename Record, typename T>
void write_field(JsonWriter& out, const Record& record, const Field<Record, T>& field) {
    const T& value = record.*field.member;
    if constexpr (std::is_same_v<T, std::optional<Datum>>) { // a key absent before (or deleted) is simply absent
        if (value) write(out.key(field.name), *value);
        return;
    } else {
        out.key(field.name);
        if constexpr (std::is_same_v<T, Datum>)
            if (field.role == FieldRole::content) return write_payload(out, value);
        if constexpr (std::is_integral_v<T>)
            if (field.role == FieldRole::parent && value == 0) return void(out.null());
        write(out, value);
    }
}

template<typename Record, typename Item>
void write_field(JsonWriter& out, const Record& record, const FieldOfLines<Record, Item>& field) {
    out.key(field.name).begin_array();
    for (const Item& item : record.*field.member) out.string(item.text);
    out.end_array().key(field.places).begin_array();
    for (const Item& item : record.*field.member) write_record(out, item.place);
    out.end_array();
}

} // namespace

void write_record(JsonWriter& out, EventId event) {
    out.begin_object().member("constant", event_constant(event)).member("number", event.number);
    if (event.type != event_type::other) out.member("type", event.type);
    out.end_object();
}

template<typename Record> void write_members(JsonWriter& out, const Record& record) {
    for_each_field<Record>([&](const auto& field) { write_field(out, record, field); });
}

template<typename Record> void write_record(JsonWriter& out, const Record& record) {
    if constexpr (std::is_same_v<Record, Place>)
        if (record.file.empty()) return void(out.null());
    out.begin_object();
    write_members(out, record);
    out.end_object();
}

// --- reading

namespace {

const Datum& member(const Datum& datum, std::string_view name) {
    static const Datum absent{};
    const Datum* found = datum.find(name);
    return found ? *found : absent;
}

void read(const Datum& datum, bool& flag) {
    flag = datum.as_bool();
}
void read(const Datum& datum, std::string& text) {
    text = datum.text();
}
void read(const Datum& datum, Severity& severity) {
    severity = Severity::error;
    for (Severity one : {Severity::note, Severity::warning})
        if (datum.text() == severity_name(one)) severity = one;
}
void read(const Datum& datum, Datum& value) {
    value = datum;
}
void read(const Datum& datum, EventId& event) {
    const Datum* type = datum.find(std::string_view("type"));
    event = {type ? static_cast<int32_t>(type->as_int64()) : event_type::other,
             static_cast<int32_t>(member(datum, "number").as_int64())};
}
void read(const Datum& datum, std::map<std::string, std::vector<uint32_t>>& lists);
template<typename Number>
requires std::is_integral_v<Number>
void read(const Datum& datum, Number& number) {
    number = static_cast<Number>(datum.as_int64());
}
template<IsRecord Record> void read(const Datum& datum, Record& record) {
    record = read_record<Record>(datum);
}
template<IsRecord Record> void read(const Datum& datum, std::optional<Record>& record) {
    if (datum.is(DatumKind::structure)) record = read_record<Record>(datum);
}
template<typename Item> void read(const Datum& datum, std::vector<Item>& items) {
    items.reserve(datum.items().size());
    for (const Datum& item : datum.items()) read(item, items.emplace_back());
}
void read(const Datum& datum, std::map<std::string, std::vector<uint32_t>>& lists) {
    for (const DatumEntry& entry : datum.entries()) read(entry.value, lists[std::string(entry.key.text())]);
}

/// A plain object, or a list of pairs, that stands for the content of a map.
Datum content(const Datum& datum) {
    if (datum.is(DatumKind::structure)) return Datum::ds_map({datum.entries().begin(), datum.entries().end()});
    if (!datum.is(DatumKind::array)) return datum;
    std::vector<DatumEntry> entries;
    for (const Datum& pair : datum.items())
        if (pair.items().size() == 2) entries.push_back({pair.items()[0], pair.items()[1]});
    return Datum::ds_map(std::move(entries));
}

template<typename Record, typename T>
void read_field(const Datum& datum, Record& record, const Field<Record, T>& field) {
    T& value = record.*field.member;
    if constexpr (std::is_same_v<T, std::optional<Datum>>) {
        if (const Datum* found = datum.find(std::string_view(field.name))) value = *found;
        return;
    } else {
        read(member(datum, field.name), value);
        if constexpr (std::is_same_v<T, Datum>)
            if (field.role == FieldRole::content) value = content(value);
    }
}

template<typename Record, typename Item>
void read_field(const Datum& datum, Record& record, const FieldOfLines<Record, Item>& field) {
    auto texts = member(datum, field.name).items(), places = member(datum, field.places).items();
    for (size_t i = 0; i < texts.size(); ++i)
        (record.*field.member)
            .push_back({std::string(texts[i].text()), i < places.size() ? read_record<Place>(places[i]) : Place{}});
}

} // namespace

template<typename Record> Record read_record(const Datum& datum) {
    Record record;
    for_each_field<Record>([&](const auto& field) { read_field(datum, record, field); });
    return record;
}

// --- for everyone else

#define RECORD(Record)                                                                                                 \
    template void write_record(JsonWriter&, const Record&);                                                            \
    template void write_members(JsonWriter&, const Record&);                                                           \
    template Record read_record(const Datum&);
RECORD(Place)
RECORD(Diagnostic)
RECORD(FaultRecord)
RECORD(RequestRecord)
RECORD(AllocationRecord)
RECORD(LogRecord)
RECORD(HandlerRecord)
RECORD(DispatchRecord)
RECORD(EventLine)
RECORD(InputRecord)
RECORD(EnvironmentRecord)
RECORD(SourceRecord)
RECORD(TraceHeader)
#undef RECORD

} // namespace scope
