// What it costs to look into a recorded trace as the window does: to open it and have the rows of the first picture, to
// decode an event, to ask a filter of all events while frames go on.
//
//     trace_cost TRACE FILTER...
//
// Prints one line of JSON: seconds of CPU until the first rows are there, megabytes, microseconds to decode an event
// (median and 99th percentile of 2,000 chosen by chance); for each filter how many dispatches passed, the seconds on
// the clock until all were asked, and the longest and 99th percentile of what it took of a frame, in milliseconds.

#include "core/data/json_writer.h"
#include "ui/model/event_index.h"
#include "ui/model/trace_view.h"

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <ctime>
#include <random>
#include <string>
#include <sys/resource.h>
#include <thread>
#include <vector>

using namespace scope;

namespace {

double cpu() {
    timespec at{};
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &at);
    return static_cast<double>(at.tv_sec) + static_cast<double>(at.tv_nsec) * 1e-9;
}

double clock_now() {
    return std::chrono::duration<double>(std::chrono::steady_clock::now().time_since_epoch()).count();
}

double at_part(std::vector<double>& values, double part) {
    std::sort(values.begin(), values.end());
    return values[static_cast<size_t>(static_cast<double>(values.size() - 1) * part)];
}

/// Frames of 60 Hz until everything was asked.
void ask(JsonWriter& out, const TraceView& view, EventIndex& index, const std::string& filter) {
    std::vector<double> frames;
    double began = clock_now();
    do {
        double frame = clock_now();
        index.update(view.events(), view.faults(), filter);
        frames.push_back((clock_now() - frame) * 1e3);
        if (!index.complete(view.events())) std::this_thread::sleep_for(std::chrono::microseconds(16667));
    } while (!index.complete(view.events()));
    double took = clock_now() - began;
    out.begin_object()
        .member("filter", filter)
        .member("passed", index.rows().size())
        .member("seconds", took)
        .member("frame_99", at_part(frames, 0.99))
        .member("frame_longest", frames.back())
        .end_object();
}

} // namespace

int main(int count, char** arguments) {
    if (count < 2) return 2;
    double began = cpu();
    auto opened = TraceView::open(arguments[1]);
    if (!opened) {
        std::fprintf(stderr, "trace_cost: %s\n", opened.error().text().c_str());
        return 2;
    }
    const TraceView& view = **opened;
    EventIndex index;
    index.update(view.events(), view.faults(), "");
    size_t shown = 0;
    for (size_t row = 0; row < std::min<size_t>(index.rows().size(), 40); ++row)
        shown += row_of(view.events(), view.faults(), index.rows()[row]).summary.size();
    double first = cpu() - began;
    JsonWriter out;
    out.begin_object().member("events", view.events().size()).member("shown", shown).member("first_rows", first);
    std::mt19937_64 random(1);
    std::vector<double> decoded;
    for (int i = 0; i < 2000; ++i) {
        size_t number = random() % view.events().size();
        double start = clock_now();
        if (!view.events().event(number)) return 1;
        decoded.push_back((clock_now() - start) * 1e6);
    }
    out.member("decode_median", at_part(decoded, 0.5)).member("decode_99", at_part(decoded, 0.99));
    out.key("filters").begin_array();
    for (int i = 2; i < count; ++i) ask(out, view, index, arguments[i]);
    rusage used{};
    getrusage(RUSAGE_SELF, &used);
    out.end_array().member("megabytes", static_cast<double>(used.ru_maxrss) / 1024).end_object();
    std::printf("%s\n", out.take().c_str());
    return 0;
}
