#include "core/trace/trace_schema.h"

#include "core/data/json_writer.h"
#include "core/trace/record_fields.h"

namespace scope {

namespace {

/// Names of the records that are defined once and referred to.
template<typename Record> constexpr const char* name_of = "";
template<> constexpr const char* name_of<Place> = "place";
template<> constexpr const char* name_of<Diagnostic> = "problem";
template<> constexpr const char* name_of<FrameRecord> = "frame";
template<> constexpr const char* name_of<FaultRecord> = "fault";
template<> constexpr const char* name_of<KeyWriteRecord> = "write";
template<> constexpr const char* name_of<ChangeRecord> = "change";
template<> constexpr const char* name_of<CallOutRecord> = "call_out";
template<> constexpr const char* name_of<GuardRecord> = "guard";
template<> constexpr const char* name_of<RequestRecord> = "request";
template<> constexpr const char* name_of<AllocationRecord> = "allocation";
template<> constexpr const char* name_of<CallRecord> = "call";
template<> constexpr const char* name_of<HandlerRecord> = "handler";
template<> constexpr const char* name_of<DispatchRecord> = "dispatch";

class Schema {
public:
    std::string text() {
        m_out.begin_object();
        m_out.member("$schema", "https://json-schema.org/draft/2020-12/schema");
        m_out.member("title", "A line of an AsyncScope trace");
        m_out.member("description", "The first line is the header. Values are typed JSON, as ARCHITECTURE.md says.");
        m_out.key("oneOf").begin_array();
        header();
        line<InputRecord>("input");
        line<EnvironmentRecord>("env");
        line<SourceRecord>("source");
        line<EventLine>("dispatch");
        line<EventLine>("unfinished");
        line<LogRecord>("log");
        line_of<RequestRecord>("request");
        line_of<Diagnostic>("problem");
        line_of<FaultRecord>("fault", "frame");
        begin_line("end");
        m_out.key("stopped").begin_object().member("const", true).end_object();
        end_line();
        m_out.end_array();
        m_out.key("$defs").begin_object();
        definition<Place, Diagnostic, FrameRecord, FaultRecord, KeyWriteRecord, ChangeRecord, CallOutRecord,
                   GuardRecord, RequestRecord, AllocationRecord, CallRecord, HandlerRecord, DispatchRecord>();
        event();
        m_out.end_object().end_object();
        return m_out.take() + "\n";
    }

private:
    // --- lines

    void begin_line(const char* kind) {
        m_out.begin_object().member("type", "object").key("properties").begin_object();
        m_out.key("seq");
        type(static_cast<const uint64_t*>(nullptr));
        m_out.key("kind").begin_object().member("const", kind).end_object();
        m_required = {"seq", "kind"};
    }
    void end_line() {
        m_out.end_object();
        required();
        m_out.member("additionalProperties", false).end_object();
    }
    template<typename Record> void line(const char* kind) {
        begin_line(kind);
        properties<Record>();
        end_line();
    }
    template<typename Record> void line_of(const char* kind, const char* number = nullptr) {
        begin_line(kind);
        m_out.key(kind);
        refer(name_of<Record>);
        m_required.push_back(kind);
        if (number) {
            m_out.key(number);
            type(static_cast<const uint64_t*>(nullptr));
            m_required.push_back(number);
        }
        end_line();
    }
    void header() {
        m_out.begin_object().member("type", "object").key("properties").begin_object();
        m_out.key("format").begin_object().member("const", "astrace").end_object();
        m_required = {"format"};
        properties<TraceHeader>();
        end_line();
    }

    // --- records

    template<typename... Records> void definition() { (define<Records>(), ...); }
    template<typename Record> void define() {
        m_out.key(name_of<Record>).begin_object();
        m_required.clear();
        if constexpr (std::is_same_v<Record, Place>)
            m_out.key("type").begin_array().string("object").string("null").end_array();
        else
            m_out.member("type", "object");
        m_out.key("properties").begin_object();
        properties<Record>();
        m_out.end_object();
        required();
        m_out.member("additionalProperties", false).end_object();
    }
    void event() {
        m_out.key("event").begin_object().member("type", "object").key("properties").begin_object();
        m_out.key("constant");
        type(static_cast<const std::string*>(nullptr));
        for (const char* name : {"number", "type"}) {
            m_out.key(name);
            type(static_cast<const int32_t*>(nullptr));
        }
        m_required = {"constant", "number"};
        end_line();
    }
    void required() {
        m_out.key("required").begin_array();
        for (const char* name : m_required) m_out.string(name);
        m_out.end_array();
    }
    template<typename Record> void properties() {
        for_each_field<Record>([&](const auto& field) { property(field); });
    }
    template<typename Record, typename T> void property(const Field<Record, T>& field) {
        m_out.key(field.name);
        if (field.role == FieldRole::parent) {
            m_out.begin_object().key("type").begin_array().string("integer").string("null").end_array().end_object();
        } else {
            type(static_cast<const T*>(nullptr));
        }
        if constexpr (!std::is_same_v<T, std::optional<Datum>>) m_required.push_back(field.name);
    }
    template<typename Record, typename Item> void property(const FieldOfLines<Record, Item>& field) {
        m_out.key(field.name);
        type(static_cast<const std::vector<std::string>*>(nullptr));
        m_out.key(field.places);
        type(static_cast<const std::vector<Place>*>(nullptr));
        m_required.insert(m_required.end(), {field.name, field.places});
    }

    // --- types

    void refer(std::string name) { m_out.begin_object().member("$ref", "#/$defs/" + name).end_object(); }
    void named(const char* name) { m_out.begin_object().member("type", name).end_object(); }
    void type(const bool*) { named("boolean"); }
    void type(const std::string*) { named("string"); }
    void type(const Datum*) { m_out.begin_object().end_object(); }
    void type(const std::optional<Datum>*) { m_out.begin_object().end_object(); }
    void type(const EventId*) { refer("event"); }
    void type(const Severity*) {
        m_out.begin_object().key("enum").begin_array();
        for (Severity one : {Severity::note, Severity::warning, Severity::error}) m_out.string(severity_name(one));
        m_out.end_array().end_object();
    }
    template<typename Number>
    requires std::is_integral_v<Number>
    void type(const Number*) {
        m_out.begin_object().member("type", "integer");
        if (std::is_unsigned_v<Number>) m_out.member("minimum", 0);
        m_out.end_object();
    }
    template<IsRecord Record> void type(const Record*) { refer(name_of<Record>); }
    template<IsRecord Record> void type(const std::optional<Record>*) {
        m_out.begin_object().key("anyOf").begin_array();
        refer(name_of<Record>);
        named("null");
        m_out.end_array().end_object();
    }
    template<typename Item> void type(const std::vector<Item>*) {
        m_out.begin_object().member("type", "array").key("items");
        type(static_cast<const Item*>(nullptr));
        m_out.end_object();
    }
    void type(const std::map<std::string, std::vector<uint32_t>>*) {
        m_out.begin_object().member("type", "object").key("additionalProperties");
        type(static_cast<const std::vector<uint32_t>*>(nullptr));
        m_out.end_object();
    }

    JsonWriter m_out{1};
    std::vector<const char*> m_required;
};

} // namespace

std::string trace_schema() {
    return Schema().text();
}

} // namespace scope
