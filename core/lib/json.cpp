// json_stringify, json_parse, json_encode and json_decode: docs/semantics.md 2.7, 2.8 and 3.7. With a filter function
// each value is a call; the frame keeps the writer or reader in between.

#include "core/ds/json.h"
#include "core/lib/callbacks.h"
#include "core/lib/handle_names.h"
#include "core/lib/limits.h"
#include "core/lib/value_tables.h"
#include "core/world/world.h"

#include <algorithm>

namespace scope {

/// What came of a step that did not end in `filter`, for a writer or a reader.
template<typename Machine> static NativeStatus failed(NativeCall& c, const Machine& machine) {
    if (c.failed()) return NativeStatus::fault;
    if (machine.limit_hit()) return c.limit("memory", std::string(c.name) + ": " + machine.error());
    return c.error(std::string(c.name) + " :: " + machine.error());
}

static NativeStatus written(NativeCall& c, GmlJsonWriter& writer, JsonStep step) {
    if (step != JsonStep::done) return failed(c, writer);
    if (!fits_text(c, writer.text().size()) || !c.may_read(4 * writer.text().size())) return NativeStatus::fault;
    return c.done(std::string_view(writer.text()));
}

/// A watched text makes what was read out of it watched, too.
static NativeStatus read(NativeCall& c, const Value& text, const Value& result) {
    if (text.as_string()->watched && world_of(c).observer()) world_of(c).observer()->on_parsed(text, result);
    return c.done(result);
}

static GmlJsonWriter::Options write_options(NativeCall& c, bool pretty, bool filter) {
    World& world = world_of(c);
    constexpr std::string_view of_windows[] = {"windows", "uwp", "gdk", "xboxone", "xboxseriesxs"};
    bool windows =
        std::find(std::begin(of_windows), std::end(of_windows), world.input().target) != std::end(of_windows);
    return {.pretty = pretty, .filter = filter, .names = &world, .windows_pointers = windows};
}

namespace {

class StringifyFrame final : public NativeFrame {
public:
    StringifyFrame(NativeCall& c, const Value& value, bool pretty, const Value& filter)
        : m_filter(filter)
        , m_writer(world_of(c).ds(), value, write_options(c, pretty, true)) {}
    std::string_view name() const override { return "json_stringify"; }
    NativeStatus resume(NativeCall& c, const Value& returned) override {
        m_writer.filtered(returned);
        JsonStep step = m_writer.run();
        return step == JsonStep::filter ? call_back_again(c, m_filter, shown()) : written(c, m_writer, step);
    }
    GmlJsonWriter& writer() { return m_writer; }
    std::span<const Value> shown() {
        m_shown = {m_writer.key(), m_writer.value()};
        return m_shown;
    }

private:
    Value m_filter;
    GmlJsonWriter m_writer;
    std::array<Value, 2> m_shown;
};

GmlJsonReader::Options parse_options(NativeCall& c, bool filter, bool keep_strings) {
    return {filter, keep_strings, c.host.rules().legacy_json, handle_of_name(world_of(c))};
}

class ParseFrame final : public NativeFrame {
public:
    ParseFrame(NativeCall& c, const Value& text, bool keep_strings, const Value& filter)
        : m_filter(filter)
        , m_text(text)
        , m_reader(world_of(c).ds(), text.as_string()->view(), JsonInto::structs,
                   parse_options(c, true, keep_strings)) {}
    std::string_view name() const override { return "json_parse"; }
    NativeStatus resume(NativeCall& c, const Value& returned) override {
        m_reader.filtered(returned);
        JsonStep step = m_reader.run();
        if (step == JsonStep::filter) return call_back_again(c, m_filter, shown());
        return step == JsonStep::done ? read(c, m_text, m_reader.result()) : failed(c, m_reader);
    }
    GmlJsonReader& reader() { return m_reader; }
    std::span<const Value> shown() {
        m_shown = {m_reader.key(), m_reader.value()};
        return m_shown;
    }

private:
    Value m_filter, m_text; // the text stays as long as it is read
    GmlJsonReader m_reader;
    std::array<Value, 2> m_shown;
};

} // namespace

static NativeStatus json_stringify(NativeCall& c) {
    bool pretty = c.truth_or(1, false);
    if (c.failed()) return NativeStatus::fault;
    World& world = world_of(c);
    if (!c.has(2)) {
        GmlJsonWriter writer(world.ds(), c.arg(0), write_options(c, pretty, false));
        JsonStep step = writer.run();
        return written(c, writer, step);
    }
    if (!callable_argument(c, 2)) return NativeStatus::fault;
    auto frame = std::make_unique<StringifyFrame>(c, c.arg(0), pretty, c.arg(2));
    JsonStep step = frame->writer().run();
    if (step != JsonStep::filter) return written(c, frame->writer(), step);
    Value filter = c.arg(2);
    std::array<Value, 2> shown = {frame->writer().key(), frame->writer().value()};
    return call_back(c, filter, shown, std::move(frame));
}

static NativeStatus json_encode(NativeCall& c) {
    World& world = world_of(c);
    std::string error;
    DsMap* map = world.ds().map(c.arg(0), c.name, 1, error);
    if (!map) return c.error(std::move(error));
    bool pretty = c.truth_or(1, false);
    if (c.failed()) return NativeStatus::fault;
    GmlJsonWriter::Options options = write_options(c, pretty, false);
    options.open_root = true;
    GmlJsonWriter writer(world.ds(), map->handle(), options);
    JsonStep step = writer.run();
    return written(c, writer, step);
}

/// The text argument; anything but a string is GameMaker's fault.
static bool text_argument(NativeCall& c) {
    if (!c.arg(0).is_string()) c.error(std::string(c.name) + " : expects a string argument");
    return !c.failed() && c.charge(c.arg(0).as_string()->length);
}

static NativeStatus json_parse(NativeCall& c) {
    bool keep_strings = c.truth_or(2, false);
    if (!text_argument(c)) return NativeStatus::fault;
    const Value& text = c.arg(0);
    if (!c.has(1)) {
        GmlJsonReader reader(world_of(c).ds(), text.as_string()->view(), JsonInto::structs,
                             parse_options(c, false, keep_strings));
        return reader.run() == JsonStep::done ? read(c, text, reader.result()) : failed(c, reader);
    }
    if (!callable_argument(c, 1)) return NativeStatus::fault;
    auto frame = std::make_unique<ParseFrame>(c, text, keep_strings, c.arg(1));
    if (frame->reader().run() != JsonStep::filter) return failed(c, frame->reader());
    Value filter = c.arg(1);
    std::array<Value, 2> shown = {frame->reader().key(), frame->reader().value()};
    return call_back(c, filter, shown, std::move(frame));
}

/// A new map; -1 for what is no JSON.
static NativeStatus json_decode(NativeCall& c) {
    if (!text_argument(c)) return NativeStatus::fault;
    Value map;
    std::string error;
    World& world = world_of(c);
    switch (scope::json_decode(world.ds(), c.arg(0).as_string()->view(), map, error, handle_of_name(world))) {
    case JsonRead::done: return read(c, c.arg(0), map);
    case JsonRead::bad_text: return c.done(-1.0);
    default: return c.limit("memory", "json_decode: " + error);
    }
}

static constexpr NativeRow rows[] = {
    {"json_stringify", json_stringify, 1, 3},
    {"json_parse", json_parse, 1, 3},
    {"json_encode", json_encode, 1, 2},
    {"json_decode", json_decode, 1, 1},
};

std::span<const NativeRow> json_natives() {
    return rows;
}

} // namespace scope
