// Whatever has a row in record_fields.h is written, read, weighed and described: each field is given a value of its own
// by the same tables, so a new one is tested as it is added.

#include "core/data/typed_json.h"
#include "core/trace/record_fields.h"
#include "core/trace/record_json.h"
#include "core/trace/record_memory.h"
#include "core/trace/trace_schema.h"

#include <cstdlib>
#include <fstream>
#include <gtest/gtest.h>
#include <iterator>

using namespace scope;

namespace {

/// Gives every field of a record a value that no other has.
class Filler {
public:
    template<IsRecord Record> Record record() {
        Record out;
        fill(out);
        return out;
    }

private:
    template<IsRecord Record> void fill(Record& record) {
        for_each_field<Record>([&](const auto& field) { fill(record.*field.member); });
    }
    void fill(bool& flag) { flag = true; }
    void fill(std::string& text) { text = "text " + std::to_string(++m_next); }
    void fill(Severity& severity) { severity = Severity::warning; }
    void fill(Datum& value) { value = Datum::ds_map({{"key", ++m_next}}); }
    void fill(EventId& event) { event = {3, ++m_next}; }
    template<typename Number>
    requires std::is_integral_v<Number>
    void fill(Number& number) { number = static_cast<Number>(++m_next); }
    template<typename T> void fill(std::optional<T>& value) { fill(value.emplace()); }
    template<typename T> void fill(std::vector<T>& items) {
        items.resize(2);
        for (T& item : items) fill(item);
    }
    void fill(std::map<std::string, std::vector<uint32_t>>& lists) { fill(lists["a.gml"]); }

    int m_next = 0;
};

template<typename Record> std::string json(const Record& record) {
    JsonWriter out;
    write_record(out, record);
    return out.take();
}

template<typename Record> void expect_round() {
    Record record = Filler().record<Record>();
    std::string text = json(record);
    auto datum = read_typed_json(text, {.max_depth = 256});
    ASSERT_TRUE(datum) << datum.error().message;
    EXPECT_EQ(json(read_record<Record>(*datum)), text);
    for_each_field<Record>(
        [&](const auto& field) { EXPECT_NE(text.find('"' + std::string(field.name) + "\":"), std::string::npos); });
}

} // namespace

TEST(Records, EveryFieldIsWrittenAndReadBack) {
    expect_round<EventLine>();
    expect_round<InputRecord>();
    expect_round<EnvironmentRecord>();
    expect_round<SourceRecord>();
    expect_round<LogRecord>();
    expect_round<RequestRecord>();
    expect_round<Diagnostic>();
    expect_round<FaultRecord>();
    expect_round<AllocationRecord>();
    expect_round<TraceHeader>();
}

TEST(Records, WhatIsAbsentIsReadAsEmpty) {
    HandlerRecord none = read_record<HandlerRecord>(Datum::structure({}));
    EXPECT_EQ(json(none), json(HandlerRecord{}));
    EXPECT_EQ(json(read_record<HandlerRecord>(Datum("no object"))), json(HandlerRecord{}));
    ChangeRecord added{"self.gold", std::nullopt, Datum(), {}};
    HandlerRecord run;
    run.changes = {added};
    auto datum = read_typed_json(json(run));
    ASSERT_TRUE(datum);
    ChangeRecord back = read_record<HandlerRecord>(*datum).changes.at(0);
    EXPECT_FALSE(back.old_value);       // it was not there
    EXPECT_EQ(back.new_value, Datum()); // it is undefined
}

TEST(Records, MemoryCountsSharedDataOnce) {
    EventLine event = Filler().record<EventLine>();
    size_t small = memory_of(event);
    Datum large = Datum::ds_map({{"text", std::string(100'000, 'x')}});
    DispatchRecord& dispatch = event.dispatches[0];
    dispatch.payload = dispatch.handlers[0].before = dispatch.handlers[0].after = large;
    size_t shared = memory_of(event);
    EXPECT_GT(shared, small + 99'000);
    EXPECT_LT(shared, small + 110'000);
    dispatch.handlers[0].changes[0].new_value = Datum(std::string(50'000, 'y'));
    EXPECT_GT(memory_of(event), shared + 49'000);
}

TEST(TraceSchema, IsWhatTheTablesSay) {
    const std::string path = SOURCE_DIR "/docs/trace.schema.json";
    if (std::getenv("UPDATE_DOCS")) std::ofstream(path) << trace_schema();
    std::ifstream in(path);
    std::string text{std::istreambuf_iterator<char>(in), {}};
    EXPECT_EQ(text, trace_schema()) << "./dev docs writes it";
}
