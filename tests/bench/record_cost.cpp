// What it costs to be watched: the same events unobserved, with an observer that does nothing, recorded in memory and
// recorded to a file, in one process and in turn, so that the ratios hold on a busy machine.
//
//     record_cost PROJECT OBJECTS OF_EACH EVENTS TIMES     the project is the one that tests/bench/bench.py makes
//
// Prints one line of JSON: nanoseconds of CPU an event in each way, and the bytes of a recorded event.

#include "core/session/session.h"
#include "core/world/world.h"

#include <algorithm>
#include <cstdio>
#include <ctime>
#include <filesystem>
#include <string>
#include <unistd.h>
#include <vector>

using namespace scope;

namespace {

double now() {
    timespec at{};
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &at);
    return static_cast<double>(at.tv_sec) * 1e9 + static_cast<double>(at.tv_nsec);
}

[[noreturn]] void give_up(const std::string& why) {
    std::fprintf(stderr, "record_cost: %s\n", why.c_str());
    std::exit(2);
}

enum Way { unobserved, empty_observer, in_memory, to_file, ways };
constexpr const char* names[ways] = {"unobserved", "observer", "memory", "file"};

class Deaf final : public Observer {};

/// A session of its own for each way; each is asked for the same events.
class Runner {
public:
    Runner(Way way, const std::string& project, const std::string& spawn, const std::string& trace) {
        SessionOptions options;
        options.project = project;
        options.observe = way >= in_memory;
        if (way == to_file) options.trace = trace;
        auto opened = Session::open(options);
        if (!opened) give_up(opened.error().text());
        m_session = std::move(*opened);
        if (!m_session->boot()) give_up("the project does not start");
        call(spawn);
        if (way == empty_observer) m_session->world().observe(m_deaf);
    }
    /// Nanoseconds of CPU.
    double call(const std::string& gml) {
        double began = now();
        auto done = m_session->apply({"call", Datum::structure({{"gml", gml}})});
        double took = now() - began;
        if (!done) give_up(done.error().text());
        if (!m_session->faults().empty()) give_up(m_session->faults().front().message);
        return took;
    }

private:
    Deaf m_deaf;
    std::unique_ptr<Session> m_session;
};

} // namespace

int main(int count, char** words) {
    if (count != 6) give_up("PROJECT OBJECTS OF_EACH EVENTS TIMES");
    std::string events = words[4], fire = "fire(" + events + ")",
                spawn = std::string("spawn(") + words[2] + ", " + words[3] + ")";
    int times = std::atoi(words[5]);
    std::filesystem::path trace =
        std::filesystem::temp_directory_path() / ("record_cost_" + std::to_string(::getpid()) + ".astrace");
    std::vector<double> took[ways];
    uintmax_t before = 0;
    {
        std::vector<std::unique_ptr<Runner>> runners;
        for (int way = 0; way < ways; ++way)
            runners.push_back(std::make_unique<Runner>(static_cast<Way>(way), words[1], spawn, trace.string()));
        for (auto& one : runners) one->call("fire(10)"); // places and caches
        before = std::filesystem::file_size(trace);
        for (int round = 0; round < times; ++round)
            for (int way = 0; way < ways; ++way) took[way].push_back(runners[static_cast<size_t>(way)]->call(fire));
    }
    double fired = std::atof(words[4]);
    std::printf("{");
    for (int way = 0; way < ways; ++way) {
        std::sort(took[way].begin(), took[way].end());
        std::printf("\"%s\":%.1f,", names[way], took[way][took[way].size() / 2] / fired);
    }
    double bytes = static_cast<double>(std::filesystem::file_size(trace) - before);
    std::printf("\"bytes\":%.1f}\n", bytes / (fired * times));
    std::filesystem::remove(trace);
    return 0;
}
