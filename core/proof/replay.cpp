#include "core/proof/replay.h"

#include "core/trace/trace_reader.h"

namespace scope {

std::string Divergence::text() const {
    std::string out;
    if (!event.empty()) out = "event " + std::to_string(seq) + " (" + event + ")";
    if (!object.empty()) out += ", " + object + " #" + std::to_string(instance);
    if (!file.empty()) out += ", " + file;
    return out + (out.empty() ? "" : ": ") + what + " was " + expected + ", is " + actual;
}

static SessionOptions options_of(const TraceHeader& header, const ReplayOptions& replay) {
    SessionOptions out;
    auto text = [&](std::string_view name) {
        const Datum* found = header.options.find(name);
        return std::string(found ? found->text() : "");
    };
    auto each = [&](std::string_view name, auto&& visit) {
        if (const Datum* found = header.options.find(name))
            for (const DatumEntry& entry : found->entries())
                visit(std::string(entry.key.text()), std::string(entry.value.text()));
    };
    out.project = replay.project.empty() ? text("path") : replay.project;
    out.target = header.target;
    out.config = header.config;
    out.seed = header.seed;
    out.files = ""; // a replay neither reads nor writes the user's folder
    each("device", [&](std::string key, std::string value) { out.device[std::move(key)] = std::move(value); });
    each("answers", [&](std::string key, std::string value) {
        out.answers.push_back({std::move(key), std::move(value)});
    });
    if (const Datum* mocks = header.options.find(std::string_view("mocks")))
        for (const Datum& mock : mocks->items()) out.mocks.push_back(std::string(mock.text()));
    if (const Datum* strict = header.options.find(std::string_view("strict"))) out.strict = strict->as_bool();
    if (const Datum* shuffle = header.options.find(std::string_view("shuffle")))
        out.shuffle = static_cast<uint64_t>(shuffle->as_int64());
    out.trace = replay.record;
    return out;
}

Result<ReplayReport> replay(const std::string& path, const ReplayOptions& options) {
    auto trace = TraceReader::open(path);
    if (!trace) return tl::unexpected(trace.error());
    const TraceReader& reader = **trace;
    auto opened = Session::open(options_of(reader.header(), options));
    if (!opened) return tl::unexpected(opened.error());
    Session& session = **opened;
    ReplayReport report;
    report.damage = reader.damage();
    session.boot();
    std::vector<std::string> log;
    std::vector<EventLine> events;
    for (size_t line = 0; line < reader.line_count(); ++line) {
        TraceLineKind kind = reader.kind(line);
        if (kind == TraceLineKind::input) {
            auto input = reader.input(line);
            if (!input) return tl::unexpected(input.error());
            if (auto done = session.apply(*input); !done)
                return fail("the recorded input '" + input->kind + "' no longer applies: " + done.error().message,
                            path);
            ++report.inputs;
        } else if (kind == TraceLineKind::dispatch) {
            auto event = reader.event(line);
            if (!event) return tl::unexpected(event.error());
            events.push_back(std::move(*event));
        } else if (kind == TraceLineKind::log) {
            auto members = reader.members(line);
            if (!members) return tl::unexpected(members.error());
            const Datum* text = members->find(std::string_view("text"));
            log.push_back(std::string(text ? text->text() : ""));
        }
    }
    for (size_t i = 0; i < events.size() && !report.divergence; ++i) {
        if (i >= session.events().size()) {
            report.divergence = Divergence{i,
                                           0,
                                           events[i].dispatches.empty() ? "" : events[i].dispatches[0].event.constant,
                                           0,
                                           "",
                                           0,
                                           "",
                                           "event",
                                           "delivered",
                                           "not delivered"};
            break;
        }
        report.divergence = compare(events[i], session.events()[i]);
        ++report.events;
    }
    // A killed session's trace ends early: more events or output than recorded is a difference only when it was
    // complete.
    if (!report.divergence && reader.complete() && session.events().size() > events.size())
        report.divergence = Divergence{events.size(),
                                       0,
                                       "",
                                       0,
                                       "",
                                       0,
                                       "",
                                       "number of events",
                                       std::to_string(events.size()),
                                       std::to_string(session.events().size())};
    for (size_t i = 0; i < log.size() && !report.divergence; ++i, ++report.outputs) {
        std::string actual = i < session.output().size() ? "\"" + session.output()[i].text + "\"" : "absent";
        if (actual != "\"" + log[i] + "\"")
            report.divergence = Divergence{
                0, 0, "", 0, "", 0, "", "output line " + std::to_string(i + 1), "\"" + log[i] + "\"", actual};
    }
    if (!report.divergence && reader.complete() && session.output().size() > log.size())
        report.divergence = Divergence{0,
                                       0,
                                       "",
                                       0,
                                       "",
                                       0,
                                       "",
                                       "number of output lines",
                                       std::to_string(log.size()),
                                       std::to_string(session.output().size())};
    return report;
}

} // namespace scope
