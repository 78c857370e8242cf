#include "core/trace/filter/words.h"

#include "core/base/text.h"

#include <algorithm>

namespace scope {

namespace {

template<typename Items, typename Text> bool any_of(const Items& items, const TextTest& test, Text text) {
    return std::any_of(items.begin(), items.end(), [&](const auto& item) { return test(text(item)); });
}
template<typename Items> bool any_of(const Items& items, const TextTest& test) {
    return std::any_of(items.begin(), items.end(), [&](const std::string& item) { return test(item); });
}

/// A question about a run as one about a subject, false where there is no run.
template<auto question> bool run_flag(const FilterSubject& subject) {
    return subject.run && question(*subject.run);
}
template<auto question> bool run_text(const FilterSubject& subject, const TextTest& test) {
    return subject.run && question(*subject.run, test);
}

bool nested(const FilterSubject& subject) {
    return subject.dispatch && subject.dispatch->parent != 0;
}

/// How many dispatches are around it; what has no parent in its line counts as 0.
uint64_t depth(const FilterSubject& subject) {
    if (!subject.dispatch) return 0;
    uint64_t count = 0;
    uint32_t parent = subject.dispatch->parent;
    while (parent != 0 && count < subject.line->dispatches.size()) {
        uint32_t above = 0;
        bool found = false;
        for (const DispatchRecord& dispatch : subject.line->dispatches)
            for (const HandlerRecord& run : dispatch.handlers)
                if (run.id == parent) above = dispatch.parent, found = true;
        if (!found) break;
        ++count;
        parent = above;
    }
    return count;
}

uint64_t duration(const FilterSubject& subject) {
    uint64_t us = 0;
    if (subject.dispatch)
        for (const HandlerRecord& run : subject.dispatch->handlers) us += run.us;
    return us;
}

bool object(const FilterSubject& subject, const TextTest& test) {
    if (subject.fault) return !subject.fault->object.empty() && test(subject.fault->object);
    return subject.run && (test(subject.run->object) || test(subject.run->owner));
}

bool file(const FilterSubject& subject, const TextTest& test) {
    if (subject.fault) return test(subject.fault->place.file);
    return subject.run && test(subject.run->file);
}

bool fault(const FilterSubject& subject, const TextTest& test) {
    if (subject.fault) return test(subject.fault->message);
    return subject.run && subject.run->fault && test(subject.run->fault->message);
}

/// Read in vain, and nobody looked whether it is there.
bool missing(const HandlerRecord& run, const TextTest& test) {
    return std::any_of(run.missing.begin(), run.missing.end(), [&](const std::string& key) {
        return test(key) && std::find(run.tested.begin(), run.tested.end(), key) == run.tested.end();
    });
}

/// Made in the run more often than freed in it: handles are used again.
bool leaks(const HandlerRecord& run, const TextTest& test) {
    std::vector<std::string_view> freed;
    for (const AllocationRecord& each : run.freed) freed.push_back(each.ref);
    std::sort(freed.begin(), freed.end());
    for (auto each = run.allocated.rbegin(); each != run.allocated.rend(); ++each) {
        auto found = std::lower_bound(freed.begin(), freed.end(), each->ref);
        bool gone = found != freed.end() && *found == each->ref;
        if (gone)
            freed.erase(found);
        else if (test(each->kind) || test(each->ref))
            return true;
    }
    return false;
}

bool left(const HandlerRecord& run, const TextTest& test) {
    return run.left && !run.left->skipped && test(run.left->because);
}
bool skipped(const HandlerRecord& run, const TextTest& test) {
    return run.left && run.left->skipped && test(run.left->because);
}

bool key_name(const FilterSubject& subject, const TextTest& test) {
    return subject.dispatch &&
           any_of(subject.dispatch->payload.entries(), test, [](const DatumEntry& entry) { return entry.key.text(); });
}

constexpr auto allocation = [](const AllocationRecord& each, const TextTest& test) {
    return test(each.kind) || test(each.ref);
};

using Run = HandlerRecord;
using Is = const TextTest&;
using enum FilterKind;
using Fact = FilterFact;

constexpr bool of_event = false, of_run = true;

constexpr FilterWord words[] = {
    {"type",
     "event",
     FilterKind::event,
     of_event,
     "the event, by its title, constant, file name or number",
     "type:http",
     Fact::events,
     {},
     true},
    {"number", "seq", number, of_event, "the event's number in the list, from 1; #12 is short for it", "number:12",
     Fact::none, +[](const FilterSubject& s) { return s.dispatch ? uint64_t(s.dispatch->id) : 0; }},
    {"frame", "", number, of_event, "the frame in which it came", "frame:120..180", Fact::none,
     +[](const FilterSubject& s) { return s.fault ? s.fault->frame : s.dispatch->frame; }, true},
    {"clock", "", time, of_event, "the game's time when it came", "clock>=10s", Fact::none,
     +[](const FilterSubject& s) { return s.dispatch ? s.dispatch->clock_us : 0; }},
    {"duration", "time", time, of_event, "how long its handlers took together", "duration>5ms", Fact::none, duration,
     false, true},
    {"handlers", "", number, of_event, "how many handler runs it had", "handlers>=2", Fact::none,
     +[](const FilterSubject& s) { return s.dispatch ? uint64_t(s.dispatch->handlers.size()) : 0; }, false, true},
    {"depth", "", number, of_event, "how many events it is nested in", "depth>1", Fact::none, depth, false, true},
    {"nested", "", flag, of_event, "a handler fired it", "nested", Fact::none, nested},
    {"unheard", "", flag, of_event, "nobody listened", "unheard", Fact::none,
     +[](const FilterSubject& s) { return s.dispatch && s.dispatch->handlers.empty(); }, false, true},
    {"destroyed", "", flag, of_event, "its map was destroyed afterwards", "not destroyed", Fact::none,
     +[](const FilterSubject& s) { return s.dispatch && s.dispatch->destroyed; }},
    {"key", "", value, of_event, "a key of the payload has such a name; key.NAME: what that key holds", "key.id=3",
     Fact::keys, key_name},
    {"status", "", value, of_event, "what the key status holds, as key.status", "status<0", Fact::none, {}},
    {"obj", "object", text, of_run, "the object, or the one that owns the handler", "obj:obj_shop", Fact::objects,
     object, true},
    {"owner", "", text, of_run, "the object that owns the handler", "owner:obj_parent", Fact::objects,
     run_text<[](const Run& r, Is test) { return test(r.owner); }>},
    {"instance", "", number, of_run, "the instance, by its id", "instance:100001", Fact::none,
     +[](const FilterSubject& s) { return s.run ? uint64_t(s.run->instance) : 0; }},
    {"file", "", text, of_run, "the handler's file", "file:Other_62", Fact::files, file, true},
    {"read", "", text, of_run, "it read such a key", "read:result", Fact::keys,
     run_text<[](const Run& r, Is test) { return any_of(r.reads, test); }>},
    {"missing", "", text, of_run, "it read such a key, which was not there", "missing:http_status", Fact::keys,
     run_text<missing>},
    {"tested", "", text, of_run, "it looked whether such a key is there", "tested:error", Fact::keys,
     run_text<[](const Run& r, Is test) { return any_of(r.tested, test); }>},
    {"dumped", "", flag, of_run, "a function went through the whole map", "dumped", Fact::none,
     run_flag<[](const Run& r) { return r.dumped; }>},
    {"wrote", "written", text, of_run, "it wrote such a key of async_load", "wrote:seen_by", Fact::written,
     run_text<[](const Run& r, Is test) {
         return any_of(r.writes, test, [](const KeyWriteRecord& w) -> std::string_view { return w.key; });
     }>},
    {"changed", "change", text, of_run, "it changed such a variable", "changed:self.gold", Fact::changes,
     run_text<[](const Run& r, Is test) {
         return any_of(r.changes, test, [](const ChangeRecord& c) -> std::string_view { return c.path; });
     }>},
    {"log", "", text, of_run, "it logged such a text", "log:\"gold arrived\"", Fact::none,
     run_text<[](const Run& r, Is test) {
         return any_of(r.log, test, [](const LogRecord& l) -> std::string_view { return l.text; });
     }>},
    {"call", "", text, of_run, "it called such a function, its own or one that leads out", "call:http_get",
     Fact::functions, run_text<[](const Run& r, Is test) {
         return any_of(r.calls, test, [](const CallOutRecord& c) -> std::string_view { return c.function; }) ||
                any_of(r.call_tree, test, [](const CallRecord& c) -> std::string_view { return c.name; });
     }>},
    {"request", "", text, of_run, "it made such a request", "request:http_get", Fact::requests,
     run_text<[](const Run& r, Is test) {
         return any_of(r.requests, test, [](const RequestRecord& q) -> std::string_view { return q.kind; });
     }>},
    {"fault", "", text, of_run, "it ended in a fault, whose message says this", "fault:json_parse", Fact::none, fault,
     true},
    {"left", "", text, of_run, "it left before its end, for this reason", "left:status", Fact::none, run_text<left>},
    {"skipped", "", text, of_run, "nothing but its conditions ran, for this reason", "skipped:_kind", Fact::none,
     run_text<skipped>},
    {"finished", "", flag, of_run, "it ran to its end", "finished", Fact::none,
     run_flag<[](const Run& r) { return !r.fault && !r.left; }>},
    {"allocated", "", text, of_run, "it made such a data structure", "allocated:ds_map", Fact::kinds,
     run_text<[](const Run& r, Is test) {
         return std::any_of(r.allocated.begin(), r.allocated.end(), [&](const auto& a) { return allocation(a, test); });
     }>},
    {"freed", "", text, of_run, "it freed such a data structure", "freed:ds_list", Fact::kinds,
     run_text<[](const Run& r, Is test) {
         return std::any_of(r.freed.begin(), r.freed.end(), [&](const auto& a) { return allocation(a, test); });
     }>},
    {"leak", "", text, of_run, "it made such a data structure and did not free it", "leak", Fact::kinds,
     run_text<leaks>},
};

} // namespace

std::span<const FilterWord> filter_words() {
    return words;
}

const FilterWord* filter_word(std::string_view name) {
    for (const FilterWord& word : words)
        if (equal_ignoring_case(word.name, name) || (!word.also.empty() && equal_ignoring_case(word.also, name)))
            return &word;
    return nullptr;
}

} // namespace scope
