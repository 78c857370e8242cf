// What going back costs: a copy of a world, its digest, a fork and a restart, for worlds of some and of many values.
//
//     copy_cost TIMES
//
// Prints one line of JSON for each size: values, bytes of the heap, and milliseconds of CPU (medians) for a copy, a
// digest, a fork to the last of ten events, a restart that goes back to the end of the boot, one that boots again.

#include "core/session/checkpoints.h"
#include "core/session/session.h"
#include "core/world/digest.h"
#include "core/world/world.h"

#include <algorithm>
#include <cstdio>
#include <ctime>
#include <filesystem>
#include <fstream>
#include <string>
#include <unistd.h>
#include <vector>

using namespace scope;

namespace {

double now() {
    timespec at{};
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &at);
    return static_cast<double>(at.tv_sec) * 1e3 + static_cast<double>(at.tv_nsec) / 1e6;
}

[[noreturn]] void give_up(const std::string& why) {
    std::fprintf(stderr, "copy_cost: %s\n", why.c_str());
    std::exit(2);
}

/// Half of them in structs of four, the rest in arrays, strings and maps.
std::string game(int values) {
    return "global.all = []; repeat (" + std::to_string(values / 8) +
           ") { var n = array_length(global.all); array_push(global.all, { x: n, y: n + 0.5, name: \"thing \" + "
           "string(n), "
           "tags: [n, n + 1, n + 2] }); }";
}

template<typename Run> double median(int times, const Run& run) {
    std::vector<double> took;
    for (int time = 0; time < times; ++time) {
        double began = now();
        run();
        took.push_back(now() - began);
    }
    std::sort(took.begin(), took.end());
    return took[took.size() / 2];
}

void measure(const std::string& file, int values, int times) {
    std::ofstream(file) << game(values);
    SessionOptions options;
    options.project = file;
    auto opened = Session::open(options);
    if (!opened) give_up(opened.error().text());
    Session& session = **opened;
    if (!session.boot()) give_up("it does not start");
    InputRecord fire{"fire", Datum::structure({{"number", 70.0}, {"payload", Datum::ds_map({})}})};
    for (int event = 0; event < 10; ++event) (void)session.apply(fire);
    double copy = median(times, [&] { (void)session.world().clone(); });
    double digested = median(times, [&] { (void)digest(session.world()); });
    double fork = median(times, [&] {
        if (auto forked = session.fork(9); !forked) give_up(forked.error().text());
    });
    size_t bytes = session.world().heap().own_bytes();
    double back = median(times, [&] { (void)session.restart(); });
    double again = median(times, [&] { (void)session.restart(true); });
    std::printf("{\"values\":%d,\"bytes\":%zu,\"copy\":%.3f,\"digest\":%.3f,\"fork\":%.3f,\"restart\":%.3f,"
                "\"boot_again\":%.3f}\n",
                values, bytes, copy, digested, fork, back, again);
}

} // namespace

int main(int count, char** words) {
    if (count != 2) give_up("TIMES");
    std::filesystem::path file =
        std::filesystem::temp_directory_path() / ("copy_cost_" + std::to_string(::getpid()) + ".gml");
    for (int values : {1000, 100000}) measure(file.string(), values, std::max(1, std::atoi(words[1])));
    std::filesystem::remove(file);
    return 0;
}
