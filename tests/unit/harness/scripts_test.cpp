// Script tests: every tests/gml/**/*.gml is run and compared with what its comments say, then run again while it is
// recorded, and the trace is replayed without a divergence. A third time it runs in small slices, which makes the same
// trace.
//     // expect: TEXT           the next line of output; in order, all of them
//     // expect fault: TEXT     the run ends with an uncaught fault at this line whose message contains TEXT
//     // expect limit: CODE     the run ends at a limit: budget, depth or memory
// A script in a folder with a project (`*.yyp`) runs in it as `--script` does, after the boot.

#include "tests/unit/harness/traces.h"

#include "core/gml/chunk_invariants.h"
#include "core/harness/replay.h"
#include "core/session/session.h"
#include "core/world/digest.h"
#include "core/world/world.h"
#include "core/world/world_invariants.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <gtest/gtest.h>
#include <unistd.h>

using namespace scope;
namespace fs = std::filesystem;

namespace {

struct Expected {
    std::vector<std::string> output;
    std::string fault; ///< part of the message
    uint32_t fault_line = 0;
    std::string limit;
};

std::string read_all(const fs::path& path) {
    std::ifstream in(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
}

Expected expectations(const std::string& text) {
    Expected out;
    uint32_t line = 0;
    for (size_t at = 0; at < text.size(); ++line) {
        size_t end = std::min(text.find('\n', at), text.size());
        std::string_view one(text.data() + at, end - at);
        at = end + 1;
        if (one.ends_with('\r')) one.remove_suffix(1);
        auto behind = [&](std::string_view mark) -> std::string_view {
            size_t found = one.find(mark);
            if (found == std::string_view::npos) return {};
            std::string_view rest = one.substr(found + mark.size());
            return rest.starts_with(' ') ? rest.substr(1) : rest;
        };
        if (one.find("// expect:") != std::string_view::npos) out.output.emplace_back(behind("// expect:"));
        if (one.find("// expect limit:") != std::string_view::npos) out.limit = behind("// expect limit:");
        if (one.find("// expect fault:") != std::string_view::npos) {
            out.fault = behind("// expect fault:");
            out.fault_line = line + 1;
        }
    }
    return out;
}

/// The .yyp in the script's folder, or "".
std::string project_of(const fs::path& script) {
    for (const auto& entry : fs::directory_iterator(script.parent_path()))
        if (entry.path().extension() == ".yyp") return entry.path().string();
    return {};
}

std::vector<std::string> scripts() {
    std::vector<std::string> out;
    fs::path root = fs::path(SOURCE_DIR) / "tests/gml";
    for (const auto& entry : fs::recursive_directory_iterator(root)) {
        bool of_project = false; // objects/obj/Create_0.gml and the like are no tests
        for (fs::path folder = entry.path().parent_path(); folder != root && folder != folder.root_path();
             folder = folder.parent_path())
            of_project |=
                folder.filename() == "objects" || folder.filename() == "scripts" || folder.filename() == "rooms";
        if (entry.path().extension() == ".gml" && !of_project)
            out.push_back(entry.path().lexically_relative(root).string());
    }
    std::sort(out.begin(), out.end());
    return out;
}

class ScriptTest : public testing::TestWithParam<std::string> {
protected:
    fs::path path() const { return fs::path(SOURCE_DIR) / "tests/gml" / GetParam(); }

    std::unique_ptr<Session> run(bool observe, const std::string& trace, uint64_t slice = ~uint64_t(0)) {
        SessionOptions options;
        options.record_both_ways = true;
        std::string project = project_of(path());
        options.project = project.empty() ? path().string() : project;
        options.observe = observe;
        options.trace = trace;
        auto session = Session::open(options);
        if (!session) {
            ADD_FAILURE() << session.error().text();
            return nullptr;
        }
        auto apply = [&](const Input& input) {
            auto begun = (*session)->begin(input);
            EXPECT_TRUE(begun) << (begun ? "" : begun.error().text());
            while ((*session)->in_progress()) (*session)->resume(slice);
        };
        apply(input::Boot());
        if (!project.empty()) apply(input::RunScript{GetParam(), read_all(path())});
        apply(input::Run{120, false}); // time sources and frames that the script asked for
        return std::move(*session);
    }

    void check(Session& session, const Expected& expected) {
        EXPECT_EQ(WorldInvariants::broken(session.world()), "");
        const Program& program = session.world().program();
        for (CodeId code = 0; code < program.size(); ++code)
            EXPECT_EQ(broken_invariant(*program.code(code).chunk, session.world().heap().names().size()), "")
                << program.code(code).name;
        std::vector<std::string> output;
        for (const LogRecord& line : session.output()) output.push_back(line.text);
        EXPECT_EQ(output, expected.output);
        for (const Diagnostic& problem : session.problems())
            EXPECT_NE(problem.severity, Severity::error) << problem.place.text() << ": " << problem.message;
        const History<WorldFault>& faults = session.world().faults();
        if (expected.fault.empty() && expected.limit.empty()) {
            EXPECT_TRUE(faults.empty()) << faults[0].report;
            return;
        }
        ASSERT_EQ(faults.size(), 1u);
        const WorldFault& fault = faults[0];
        if (!expected.limit.empty()) {
            EXPECT_EQ(fault.fault.kind, Fault::Kind::limit) << fault.fault.message;
            EXPECT_EQ(fault.fault.code, expected.limit) << fault.fault.message;
            return;
        }
        EXPECT_NE(fault.fault.kind, Fault::Kind::limit) << fault.fault.message;
        EXPECT_NE(fault.fault.message.find(expected.fault), std::string::npos) << fault.fault.message;
        EXPECT_EQ(fault.place.line, expected.fault_line) << fault.fault.message;
    }
};

TEST_P(ScriptTest, DoesWhatItsCommentsSay) {
    Expected expected = expectations(read_all(path()));
    ASSERT_TRUE(!expected.output.empty() || !expected.fault.empty() || !expected.limit.empty()) << "it expects nothing";
    if (auto session = run(false, {})) check(*session, expected);
}

TEST_P(ScriptTest, ACopyGoesOnAsItDoes) {
    auto session = run(false, {});
    ASSERT_TRUE(session);
    World& world = session->world();
    std::unique_ptr<World> copy = world.clone();
    EXPECT_EQ(WorldInvariants::broken(*copy), "");
    EXPECT_EQ(digest(*copy).state, digest(world).state);
    EXPECT_EQ(digest(*copy).pace, digest(world).pace);
    EXPECT_EQ(copy->heap().own_bytes(), world.heap().own_bytes());
    EXPECT_EQ(copy->heap().containers(), world.heap().containers());
    std::string said[2];
    auto go_on = [](World& which, std::string& out) {
        which.on_log = [&out](std::string_view text) { out += std::string(text) + "\n"; };
        for (int frame = 0; frame < 20 && !which.ended(); ++frame) which.run_frame();
        (void)which.evaluate("show_debug_message(string(random(1)) + string(current_time) + string(ds_map_create()))");
        if (!which.ended()) which.run_frame();
    };
    go_on(world, said[0]);
    go_on(*copy, said[1]);
    EXPECT_EQ(said[0], said[1]);
    EXPECT_EQ(digest(*copy).state, digest(world).state);
    EXPECT_EQ(digest(*copy).pace, digest(world).pace);
}

TEST_P(ScriptTest, ARestartIsAFreshBoot) {
    auto session = run(true, {});
    auto fresh = run(true, {});
    ASSERT_TRUE(session && fresh);
    (void)session->restart();
    (void)fresh->restart(true);
    EXPECT_EQ(session->world().booted(), fresh->world().booted());
    EXPECT_EQ(digest(session->world()).state, digest(fresh->world()).state);
    EXPECT_EQ(digest(session->world()).pace, digest(fresh->world()).pace);
    auto said = [](const Session& of) {
        std::string out;
        for (const LogRecord& line : of.output()) out += line.place.text() + " " + line.text + "\n";
        for (const Diagnostic& problem : of.problems()) out += problem.text() + "\n";
        for (size_t i = 0; i < of.events().size(); ++i) out += std::to_string(of.events().event(i)->seq) + "\n";
        for (const FaultRecord& fault : of.faults()) out += fault.message + "\n";
        return out;
    };
    EXPECT_EQ(said(*session), said(*fresh));
}

TEST_P(ScriptTest, ReplaysWithoutADivergenceAndIsTheSameInSlices) {
    fs::path trace = fs::temp_directory_path() / ("script_" + std::to_string(getpid()) + ".jsonl");
    ASSERT_TRUE(run(true, trace.string(), 1000));
    std::string in_slices = trace_without_durations(trace);
    {
        auto session = run(true, trace.string());
        ASSERT_TRUE(session);
        check(*session, expectations(read_all(path())));
        EXPECT_EQ(session->trace_error(), "");
    }
    EXPECT_EQ(in_slices, trace_without_durations(trace));
    auto report = replay(trace.string());
    fs::remove(trace);
    ASSERT_TRUE(report) << report.error().text();
    EXPECT_FALSE(report->divergence()) << report->divergence()->text();
    EXPECT_TRUE(report->damage.empty());
    EXPECT_EQ(report->outputs, expectations(read_all(path())).output.size());
}

std::string test_name(const testing::TestParamInfo<std::string>& info) {
    std::string out = info.param.substr(0, info.param.size() - 4);
    for (char& letter : out)
        if (!std::isalnum(static_cast<unsigned char>(letter))) letter = '_';
    return out;
}

INSTANTIATE_TEST_SUITE_P(Scripts, ScriptTest, testing::ValuesIn(scripts()), test_name);

} // namespace
