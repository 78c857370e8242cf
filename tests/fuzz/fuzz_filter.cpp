// Any text as a filter: it parses or says where it is wrong, and what parses can be asked. ./dev fuzz fuzz_filter
#include "core/base/verify.h"
#include "core/data/datum_edit.h"
#include "core/trace/filter/filter.h"
#include "core/trace/filter/filter_complete.h"

using namespace scope;

static EventLine some_event() {
    DispatchRecord dispatch;
    dispatch.id = 1;
    dispatch.event = events::async_web;
    dispatch.payload = MapBuilder().add("id", 3).add("name", "a").add("result", "{\"gold\":50}").add(7, Datum()).map();
    dispatch.handlers.resize(2);
    dispatch.handlers[0].object = "obj_a";
    dispatch.handlers[0].reads = {"id", "result > gold"};
    dispatch.handlers[1].fault.emplace().message = "json_parse";
    return {1, {dispatch}};
}

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
    static const EventLine line = some_event();
    static const FilterFacts facts = [] {
        FilterFacts made;
        made.add(line);
        return made;
    }();
    std::string_view text(reinterpret_cast<const char*>(data), size);
    if (auto filter = parse_filter(text)) {
        bool passes = filter->matches(line, 0);
        VERIFY(passes == filter->matches(line, 0));
        (void)filter->matches(FaultRecord{"no door", {}, "obj_a", "Create_0", {}});
    } else {
        const FilterError& error = filter.error();
        VERIFY(!error.message.empty() && error.offset <= size && error.column <= error.offset + 1);
        VERIFY(!error.drawing(text).empty());
    }
    for (size_t cursor : {size, size / 2, size_t(0)})
        for (const FilterCompletion& each : complete_filter(text, cursor, facts)) {
            size_t after = 0;
            std::string done = with_completion(text, each, after);
            VERIFY(after <= done.size());
        }
    return 0;
}
