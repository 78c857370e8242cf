#pragma once
// Every record's fields, named once and in the order in which documents show them. JSON in and out, memory, masking and
// the published schema (docs/trace.schema.json) walk these tables, so a fact that gets a row here is written, read,
// weighed, masked and described. The tables are constants: a walk costs what the same lines by hand would.

#include "core/trace/records.h"

#include <tuple>
#include <type_traits>

namespace scope {

/// What is to be known of a field besides its type.
enum class FieldRole : uint8_t {
    plain,    ///< ours or the project's own: a number, a file, an object's name
    words,    ///< text that a game made or that quotes its values; what it repeats of a secret is masked
    code,     ///< GML; the same inside its literals
    guard,    ///< a condition and what its operands were
    path,     ///< a key of async_load, of which a secret may be part
    key,      ///< a path of async_load or of a variable; the values behind it in the record are kept under it
    content,  ///< of a map, written without its wrapper
    parent,   ///< an id of which 0, written as null, means none
    counter,  ///< a number that goes on from record to record
    handle,   ///< a handle as it is printed
    duration, ///< differs from one run to the next
};

template<typename Record, typename T> struct Field {
    const char* name;
    T Record::*member;
    FieldRole role = FieldRole::plain;
};
template<typename Record, typename T> Field(const char*, T Record::*) -> Field<Record, T>;
template<typename Record, typename T> Field(const char*, T Record::*, FieldRole) -> Field<Record, T>;

/// Records of text and place that documents hold as two lists.
template<typename Record, typename Item> struct FieldOfLines {
    const char* name;
    const char* places;
    std::vector<Item> Record::*member;
};
template<typename Record, typename Item> FieldOfLines(const char*, const char*, std::vector<Item> Record::*)
    -> FieldOfLines<Record, Item>;

template<typename Record> inline constexpr int fields_of = 0;

template<> inline constexpr auto fields_of<Place> = std::tuple{
    Field{"file", &Place::file},
    Field{"line", &Place::line},
    Field{"column", &Place::column},
};

template<> inline constexpr auto fields_of<Diagnostic> = std::tuple{
    Field{"code", &Diagnostic::code},
    Field{"severity", &Diagnostic::severity},
    Field{"message", &Diagnostic::message, FieldRole::words},
    Field{"place", &Diagnostic::place},
    Field{"hint", &Diagnostic::hint, FieldRole::words},
};

template<> inline constexpr auto fields_of<FrameRecord> = std::tuple{
    Field{"name", &FrameRecord::name},
    Field{"place", &FrameRecord::place},
};

template<> inline constexpr auto fields_of<FaultRecord> = std::tuple{
    Field{"message", &FaultRecord::message, FieldRole::words},
    Field{"place", &FaultRecord::place},
    Field{"object", &FaultRecord::object},
    Field{"event", &FaultRecord::event},
    Field{"stack", &FaultRecord::stack},
};

template<> inline constexpr auto fields_of<KeyWriteRecord> = std::tuple{
    Field{"key", &KeyWriteRecord::key, FieldRole::key},
    Field{"old", &KeyWriteRecord::old_value},
    Field{"new", &KeyWriteRecord::new_value},
    Field{"place", &KeyWriteRecord::place},
};

template<> inline constexpr auto fields_of<ChangeRecord> = std::tuple{
    Field{"path", &ChangeRecord::path, FieldRole::key},
    Field{"old", &ChangeRecord::old_value},
    Field{"new", &ChangeRecord::new_value},
    Field{"place", &ChangeRecord::place},
};

template<> inline constexpr auto fields_of<CallOutRecord> = std::tuple{
    Field{"function", &CallOutRecord::function},       Field{"args", &CallOutRecord::args},
    Field{"result", &CallOutRecord::result},           Field{"place", &CallOutRecord::place},
    Field{"answered_by", &CallOutRecord::answered_by},
};

template<> inline constexpr auto fields_of<GuardRecord> = std::tuple{
    Field{"place", &GuardRecord::place},
    Field{"because", &GuardRecord::because, FieldRole::guard},
    Field{"skipped", &GuardRecord::skipped},
};

template<> inline constexpr auto fields_of<RequestRecord> = std::tuple{
    Field{"number", &RequestRecord::number, FieldRole::counter},
    Field{"id", &RequestRecord::id},
    Field{"kind", &RequestRecord::kind},
    Field{"args", &RequestRecord::args},
    Field{"completes_as", &RequestRecord::completes_as},
    Field{"mode", &RequestRecord::mode},
    Field{"instance", &RequestRecord::instance, FieldRole::counter},
    Field{"object", &RequestRecord::object},
    Field{"place", &RequestRecord::place},
    Field{"frame", &RequestRecord::frame, FieldRole::counter},
};

template<> inline constexpr auto fields_of<AllocationRecord> = std::tuple{
    Field{"ref", &AllocationRecord::ref, FieldRole::handle},
    Field{"kind", &AllocationRecord::kind},
    Field{"place", &AllocationRecord::place},
    Field{"object", &AllocationRecord::object},
};

template<> inline constexpr auto fields_of<LogRecord> = std::tuple{
    Field{"text", &LogRecord::text, FieldRole::words},
    Field{"place", &LogRecord::place},
};

template<> inline constexpr auto fields_of<CallRecord> = std::tuple{
    Field{"name", &CallRecord::name},
    Field{"place", &CallRecord::place},
    Field{"depth", &CallRecord::depth},
};

template<> inline constexpr auto fields_of<HandlerRecord> = std::tuple{
    Field{"id", &HandlerRecord::id, FieldRole::counter},
    Field{"object", &HandlerRecord::object},
    Field{"instance", &HandlerRecord::instance, FieldRole::counter},
    Field{"owner", &HandlerRecord::owner},
    Field{"file", &HandlerRecord::file},
    Field{"before", &HandlerRecord::before, FieldRole::content},
    Field{"after", &HandlerRecord::after, FieldRole::content},
    Field{"reads", &HandlerRecord::reads, FieldRole::path},
    Field{"missing", &HandlerRecord::missing, FieldRole::path},
    Field{"missing_at", &HandlerRecord::missing_at},
    Field{"tested", &HandlerRecord::tested, FieldRole::path},
    Field{"dumped", &HandlerRecord::dumped},
    Field{"left", &HandlerRecord::left},
    Field{"calls", &HandlerRecord::calls},
    Field{"writes", &HandlerRecord::writes},
    Field{"changes", &HandlerRecord::changes},
    FieldOfLines{"log", "log_places", &HandlerRecord::log},
    Field{"fault", &HandlerRecord::fault},
    Field{"requests", &HandlerRecord::requests},
    Field{"allocated", &HandlerRecord::allocated},
    Field{"freed", &HandlerRecord::freed},
    Field{"dispatches", &HandlerRecord::dispatches, FieldRole::counter},
    Field{"call_tree", &HandlerRecord::call_tree},
    Field{"lines", &HandlerRecord::lines},
    Field{"us", &HandlerRecord::us, FieldRole::duration},
};

template<> inline constexpr auto fields_of<DispatchRecord> = std::tuple{
    Field{"id", &DispatchRecord::id, FieldRole::counter},
    Field{"parent", &DispatchRecord::parent, FieldRole::parent},
    Field{"event", &DispatchRecord::event},
    Field{"payload", &DispatchRecord::payload, FieldRole::content},
    Field{"async_load", &DispatchRecord::async_load, FieldRole::handle},
    Field{"destroyed", &DispatchRecord::destroyed},
    Field{"frame", &DispatchRecord::frame, FieldRole::counter},
    Field{"clock_us", &DispatchRecord::clock_us, FieldRole::counter},
    Field{"handlers", &DispatchRecord::handlers},
};

template<> inline constexpr auto fields_of<EventLine> = std::tuple{
    Field{"event_seq", &EventLine::seq, FieldRole::counter},
    Field{"dispatches", &EventLine::dispatches},
};

template<> inline constexpr auto fields_of<InputRecord> = std::tuple{
    Field{"input", &InputRecord::kind},
    Field{"arguments", &InputRecord::arguments},
};

template<> inline constexpr auto fields_of<EnvironmentRecord> = std::tuple{
    Field{"what", &EnvironmentRecord::what},
    Field{"value", &EnvironmentRecord::value},
};

template<> inline constexpr auto fields_of<SourceRecord> = std::tuple{
    Field{"path", &SourceRecord::path},
    Field{"hash", &SourceRecord::hash},
    Field{"text", &SourceRecord::text, FieldRole::code},
};

template<> inline constexpr auto fields_of<TraceHeader> = std::tuple{
    Field{"version", &TraceHeader::version},       Field{"tool", &TraceHeader::tool},
    Field{"project", &TraceHeader::project},       Field{"hash", &TraceHeader::hash},
    Field{"start_date", &TraceHeader::start_date}, Field{"target", &TraceHeader::target},
    Field{"config", &TraceHeader::config},         Field{"seed", &TraceHeader::seed},
    Field{"masked", &TraceHeader::masked},         Field{"options", &TraceHeader::options},
};

template<typename T>
concept IsRecord = !std::is_same_v<std::remove_cvref_t<decltype(fields_of<T>)>, int>;

/// Calls `visit` with each field of a record, in order.
template<IsRecord Record, typename Visit> constexpr void for_each_field(Visit&& visit) {
    std::apply([&](const auto&... field) { (visit(field), ...); }, fields_of<Record>);
}

} // namespace scope
