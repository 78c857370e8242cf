#include "core/trace/record_json.h"

#include "core/data/typed_json.h"

#include <functional>

namespace scope {

// --- writing

template<typename Items, typename Write>
static void write_list(JsonWriter& out, std::string_view name, const Items& items, Write write) {
    out.key(name).begin_array();
    for (const auto& item : items) write(item);
    out.end_array();
}

static void write_strings(JsonWriter& out, std::string_view name, const std::vector<std::string>& texts) {
    write_list(out, name, texts, [&](const std::string& text) { out.string(text); });
}

static void write_optional(JsonWriter& out, std::string_view name, const std::optional<Datum>& value) {
    if (!value) return; // a key absent before (or deleted) is simply absent
    out.key(name);
    write_typed(out, *value);
}

void write_place(JsonWriter& out, const Place& place) {
    if (place.file.empty()) {
        out.null();
        return;
    }
    out.begin_object()
        .member("file", place.file)
        .member("line", place.line)
        .member("column", place.column)
        .end_object();
}

void write_problem(JsonWriter& out, const Diagnostic& problem) {
    out.begin_object().member("code", problem.code).member("severity", severity_name(problem.severity));
    out.member("message", problem.message).key("place");
    write_place(out, problem.place);
    out.member("hint", problem.hint).end_object();
}

void write_event(JsonWriter& out, EventId event) {
    out.begin_object().member("constant", event_constant(event)).member("number", event.number);
    if (event.type != event_type::other) out.member("type", event.type);
    out.end_object();
}

void write_fault(JsonWriter& out, const FaultRecord& fault) {
    out.begin_object().member("message", fault.message).key("place");
    write_place(out, fault.place);
    out.member("object", fault.object).member("event", fault.event);
    write_list(out, "stack", fault.stack, [&](const FrameRecord& frame) {
        out.begin_object().member("name", frame.name).key("place");
        write_place(out, frame.place);
        out.end_object();
    });
    out.end_object();
}

void write_request(JsonWriter& out, const RequestRecord& request) {
    out.begin_object().member("number", request.number).key("id");
    write_typed(out, request.id);
    out.member("kind", request.kind);
    write_list(out, "args", request.args, [&](const Datum& arg) { write_typed(out, arg); });
    out.key("completes_as");
    write_event(out, request.completes_as);
    out.member("mode", request.mode).member("instance", request.instance).member("object", request.object).key("place");
    write_place(out, request.place);
    out.member("frame", request.frame).end_object();
}

void write_allocation(JsonWriter& out, const AllocationRecord& allocation) {
    out.begin_object().member("ref", allocation.ref).member("kind", allocation.kind).key("place");
    write_place(out, allocation.place);
    out.member("object", allocation.object).end_object();
}

static void write_call_out(JsonWriter& out, const CallOutRecord& call) {
    out.begin_object().member("function", call.function);
    write_list(out, "args", call.args, [&](const Datum& arg) { write_typed(out, arg); });
    out.key("result");
    write_typed(out, call.result);
    out.key("place");
    write_place(out, call.place);
    out.member("answered_by", call.answered_by).end_object();
}

static void write_effects(JsonWriter& out, const HandlerRecord& handler) {
    write_list(out, "calls", handler.calls, [&](const CallOutRecord& call) { write_call_out(out, call); });
    write_list(out, "writes", handler.writes, [&](const KeyWriteRecord& write) {
        out.begin_object().member("key", write.key);
        write_optional(out, "old", write.old_value);
        write_optional(out, "new", write.new_value);
        out.key("place");
        write_place(out, write.place);
        out.end_object();
    });
    write_list(out, "changes", handler.changes, [&](const ChangeRecord& change) {
        out.begin_object().member("path", change.path);
        write_optional(out, "old", change.old_value);
        write_optional(out, "new", change.new_value);
        out.key("place");
        write_place(out, change.place);
        out.end_object();
    });
    write_list(out, "log", handler.log, [&](const LogRecord& line) { out.string(line.text); });
    write_list(out, "log_places", handler.log, [&](const LogRecord& line) { write_place(out, line.place); });
    out.key("fault");
    if (handler.fault)
        write_fault(out, *handler.fault);
    else
        out.null();
    write_list(out, "requests", handler.requests, [&](const RequestRecord& request) { write_request(out, request); });
    write_list(out, "allocated", handler.allocated, [&](const AllocationRecord& one) { write_allocation(out, one); });
    write_list(out, "freed", handler.freed, [&](const AllocationRecord& one) { write_allocation(out, one); });
}

void write_handler(JsonWriter& out, const HandlerRecord& handler) {
    out.begin_object().member("id", handler.id).member("object", handler.object).member("instance", handler.instance);
    out.member("owner", handler.owner).member("file", handler.file);
    out.key("before");
    write_payload(out, handler.before);
    out.key("after");
    write_payload(out, handler.after);
    write_strings(out, "reads", handler.reads);
    write_strings(out, "missing", handler.missing);
    write_strings(out, "tested", handler.tested);
    out.member("dumped", handler.dumped).key("left");
    if (handler.left) {
        out.begin_object().key("place");
        write_place(out, handler.left->place);
        out.member("because", handler.left->because).member("skipped", handler.left->skipped).end_object();
    } else {
        out.null();
    }
    write_effects(out, handler);
    write_list(out, "dispatches", handler.dispatches, [&](uint32_t id) { out.integer(id); });
    write_list(out, "call_tree", handler.call_tree, [&](const CallRecord& call) {
        out.begin_object().member("name", call.name).key("place");
        write_place(out, call.place);
        out.member("depth", call.depth).end_object();
    });
    out.key("lines").begin_object();
    for (const auto& [file, lines] : handler.lines)
        write_list(out, file, lines, [&](uint32_t line) { out.integer(line); });
    out.end_object().member("us", handler.us).end_object();
}

void write_dispatch(JsonWriter& out, const DispatchRecord& dispatch) {
    out.begin_object().member("id", dispatch.id).key("parent");
    if (dispatch.parent)
        out.integer(dispatch.parent);
    else
        out.null();
    out.key("event");
    write_event(out, dispatch.event);
    out.key("payload");
    write_payload(out, dispatch.payload);
    out.member("async_load", dispatch.async_load).member("destroyed", dispatch.destroyed);
    out.member("frame", dispatch.frame).member("clock_us", dispatch.clock_us);
    write_list(out, "handlers", dispatch.handlers, [&](const HandlerRecord& handler) { write_handler(out, handler); });
    out.end_object();
}

// --- reading

static const Datum& member(const Datum& datum, std::string_view name) {
    static const Datum absent{};
    const Datum* found = datum.find(name);
    return found ? *found : absent;
}

static std::string text(const Datum& datum, std::string_view name) {
    return std::string(member(datum, name).text());
}

template<typename Number> static Number number(const Datum& datum, std::string_view name) {
    return static_cast<Number>(member(datum, name).as_int64());
}

static std::optional<Datum> optional(const Datum& datum, std::string_view name) {
    const Datum* found = datum.find(name);
    return found ? std::optional<Datum>(*found) : std::nullopt;
}

/// A plain object, or a list of pairs, that stands for the content of a map.
static Datum payload(const Datum& datum) {
    if (datum.is(DatumKind::structure)) return Datum::ds_map({datum.entries().begin(), datum.entries().end()});
    if (!datum.is(DatumKind::array)) return datum;
    std::vector<DatumEntry> entries;
    for (const Datum& pair : datum.items())
        if (pair.items().size() == 2) entries.push_back({pair.items()[0], pair.items()[1]});
    return Datum::ds_map(std::move(entries));
}

template<typename T, typename Read> static std::vector<T> list(const Datum& datum, std::string_view name, Read read) {
    std::vector<T> out;
    for (const Datum& item : member(datum, name).items()) out.push_back(read(item));
    return out;
}

static std::vector<std::string> strings(const Datum& datum, std::string_view name) {
    return list<std::string>(datum, name, [](const Datum& item) { return std::string(item.text()); });
}

Place read_place(const Datum& datum) {
    return {text(datum, "file"), number<uint32_t>(datum, "line"), number<uint32_t>(datum, "column")};
}

static EventId read_event(const Datum& datum) {
    bool other = !datum.find(std::string_view("type"));
    return {other ? event_type::other : number<int32_t>(datum, "type"), number<int32_t>(datum, "number")};
}

Diagnostic read_problem(const Datum& datum) {
    std::string severity = text(datum, "severity");
    Severity level = severity == "note" ? Severity::note : severity == "warning" ? Severity::warning : Severity::error;
    return {text(datum, "code"), level, text(datum, "message"), read_place(member(datum, "place")),
            text(datum, "hint")};
}

FaultRecord read_fault(const Datum& datum) {
    return {text(datum, "message"), read_place(member(datum, "place")), text(datum, "object"), text(datum, "event"),
            list<FrameRecord>(datum, "stack", [](const Datum& frame) {
                return FrameRecord{text(frame, "name"), read_place(member(frame, "place"))};
            })};
}

RequestRecord read_request(const Datum& datum) {
    RequestRecord request;
    request.number = number<uint32_t>(datum, "number");
    request.id = member(datum, "id");
    request.kind = text(datum, "kind");
    request.args = list<Datum>(datum, "args", [](const Datum& arg) { return arg; });
    request.completes_as = read_event(member(datum, "completes_as"));
    request.mode = text(datum, "mode");
    request.instance = number<uint32_t>(datum, "instance");
    request.object = text(datum, "object");
    request.place = read_place(member(datum, "place"));
    request.frame = number<uint64_t>(datum, "frame");
    return request;
}

static AllocationRecord read_allocation(const Datum& datum) {
    return {text(datum, "ref"), text(datum, "kind"), read_place(member(datum, "place")), text(datum, "object")};
}

static CallOutRecord read_call_out(const Datum& datum) {
    return {text(datum, "function"), list<Datum>(datum, "args", [](const Datum& arg) { return arg; }),
            member(datum, "result"), read_place(member(datum, "place")), text(datum, "answered_by")};
}

static void read_effects(const Datum& datum, HandlerRecord& handler) {
    handler.calls = list<CallOutRecord>(datum, "calls", read_call_out);
    handler.writes = list<KeyWriteRecord>(datum, "writes", [](const Datum& write) {
        return KeyWriteRecord{text(write, "key"), optional(write, "old"), optional(write, "new"),
                              read_place(member(write, "place"))};
    });
    handler.changes = list<ChangeRecord>(datum, "changes", [](const Datum& change) {
        return ChangeRecord{text(change, "path"), optional(change, "old"), optional(change, "new"),
                            read_place(member(change, "place"))};
    });
    auto places = member(datum, "log_places").items();
    for (const Datum& line : member(datum, "log").items()) {
        size_t index = handler.log.size();
        handler.log.push_back({std::string(line.text()), index < places.size() ? read_place(places[index]) : Place{}});
    }
    if (member(datum, "fault").is(DatumKind::structure)) handler.fault = read_fault(member(datum, "fault"));
    handler.requests = list<RequestRecord>(datum, "requests", read_request);
    handler.allocated = list<AllocationRecord>(datum, "allocated", read_allocation);
    handler.freed = list<AllocationRecord>(datum, "freed", read_allocation);
}

HandlerRecord read_handler(const Datum& datum) {
    HandlerRecord handler;
    handler.id = number<uint32_t>(datum, "id");
    handler.object = text(datum, "object");
    handler.instance = number<uint32_t>(datum, "instance");
    handler.owner = text(datum, "owner");
    handler.file = text(datum, "file");
    handler.before = payload(member(datum, "before"));
    handler.after = payload(member(datum, "after"));
    handler.reads = strings(datum, "reads");
    handler.missing = strings(datum, "missing");
    handler.tested = strings(datum, "tested");
    handler.dumped = member(datum, "dumped").as_bool();
    if (const Datum& left = member(datum, "left"); left.is(DatumKind::structure))
        handler.left =
            GuardRecord{read_place(member(left, "place")), text(left, "because"), member(left, "skipped").as_bool()};
    read_effects(datum, handler);
    handler.dispatches =
        list<uint32_t>(datum, "dispatches", [](const Datum& id) { return static_cast<uint32_t>(id.as_int64()); });
    handler.call_tree = list<CallRecord>(datum, "call_tree", [](const Datum& call) {
        return CallRecord{text(call, "name"), read_place(member(call, "place")), number<uint32_t>(call, "depth")};
    });
    for (const DatumEntry& file : member(datum, "lines").entries())
        for (const Datum& line : file.value.items())
            handler.lines[std::string(file.key.text())].push_back(static_cast<uint32_t>(line.as_int64()));
    handler.us = number<uint64_t>(datum, "us");
    return handler;
}

DispatchRecord read_dispatch(const Datum& datum) {
    DispatchRecord dispatch;
    dispatch.id = number<uint32_t>(datum, "id");
    dispatch.parent = number<uint32_t>(datum, "parent");
    dispatch.event = read_event(member(datum, "event"));
    dispatch.payload = payload(member(datum, "payload"));
    dispatch.async_load = text(datum, "async_load");
    dispatch.destroyed = member(datum, "destroyed").as_bool();
    dispatch.frame = number<uint64_t>(datum, "frame");
    dispatch.clock_us = number<uint64_t>(datum, "clock_us");
    dispatch.handlers = list<HandlerRecord>(datum, "handlers", read_handler);
    return dispatch;
}

} // namespace scope
