// What two runs differ in, what is not to be told of it, and why they do.

#include "core/harness/compare_runs.h"
#include "core/harness/recorded_environment.h"
#include "core/harness/source_diff.h"

#include <gtest/gtest.h>

using namespace scope;

namespace {

EventLine event_of(uint64_t seq, double gold, uint32_t instance = 100000) {
    EventLine line;
    line.seq = seq;
    DispatchRecord dispatch;
    dispatch.id = static_cast<uint32_t>(seq + 1);
    dispatch.event = {7, 70};
    dispatch.payload = Datum::ds_map({{"id", static_cast<double>(seq)}, {"result", "same"}});
    HandlerRecord run;
    run.id = static_cast<uint32_t>(seq + 1);
    run.object = run.owner = "obj_shop";
    run.file = "objects/obj_shop/Other_70.gml";
    run.instance = instance;
    run.before = run.after = dispatch.payload;
    run.changes = {{"self.gold", Datum(gold - 1), Datum(gold), {run.file, 4, 1}}};
    run.log = {{"t=" + std::to_string(gold), {}}};
    dispatch.handlers.push_back(std::move(run));
    line.dispatches.push_back(std::move(dispatch));
    return line;
}

RecordedRun run_of(std::vector<EventLine> lines) {
    RecordedRun out;
    RunBuilder builder(out);
    for (const EventLine& line : lines) builder.event(line);
    builder.finish();
    auto kept = std::make_shared<std::vector<EventLine>>(std::move(lines));
    out.event = [kept](size_t index) { return std::make_shared<const EventLine>((*kept)[index]); };
    return out;
}

RunComparison compared(const RecordedRun& left, const RecordedRun& right, IgnoreRules* rules = nullptr) {
    auto done = compare_runs(left, right, {rules, {}});
    EXPECT_TRUE(done) << done.error().text();
    return done ? std::move(*done) : RunComparison();
}

IgnoreRules rules_of(const std::string& text) {
    auto rules = IgnoreRules::parse(text, "rules.txt");
    EXPECT_TRUE(rules) << rules.error().text();
    return rules ? std::move(*rules) : IgnoreRules();
}

std::string mistake_of(const std::string& text) {
    auto rules = IgnoreRules::parse(text, "rules.txt");
    return rules ? "" : rules.error().text();
}

} // namespace

TEST(CompareRuns, NamesWhatChanged) {
    RunComparison all = compared(run_of({event_of(0, 5), event_of(1, 6)}), run_of({event_of(0, 5), event_of(1, 9)}));
    EXPECT_EQ(all.same, 1u);
    EXPECT_EQ(all.changed, 1u);
    ASSERT_GE(all.groups.size(), 2u);
    EXPECT_EQ(
        all.groups[0].first.text(),
        "event 2 (ev_async_social), obj_shop #100000, objects/obj_shop/Other_70.gml: self.gold before was 5, is 8");
}

TEST(CompareRuns, AnInstanceThatShiftedIsTheSame) {
    RunComparison all =
        compared(run_of({event_of(0, 5), event_of(1, 6)}), run_of({event_of(0, 5, 100003), event_of(1, 6, 100003)}));
    EXPECT_FALSE(all.differs());
    EXPECT_EQ(all.renamed, 1u);
}

TEST(CompareRuns, AnotherInstanceThanBeforeIsNot) {
    RunComparison all =
        compared(run_of({event_of(0, 5), event_of(1, 6)}), run_of({event_of(0, 5), event_of(1, 6, 100003)}));
    ASSERT_TRUE(all.differs());
    EXPECT_EQ(all.groups[0].first.what, "instance");
}

TEST(CompareRuns, TheSameInstancesInAnotherOrderHaveNotShifted) {
    auto two = [](uint32_t first, uint32_t second) {
        EventLine line = event_of(0, 5, first);
        line.dispatches[0].handlers.push_back(event_of(0, 5, second).dispatches[0].handlers[0]);
        return run_of({line});
    };
    RunComparison all = compared(two(1, 2), two(2, 1));
    ASSERT_TRUE(all.differs());
    EXPECT_EQ(all.groups[0].first.what, "order of handler runs");
    EXPECT_EQ(all.groups[0].reason, DifferenceReason::order);
}

TEST(CompareRuns, WhatFollowsACutTraceIsNoDifference) {
    RecordedRun left = run_of({event_of(0, 5)}), right = run_of({event_of(0, 5), event_of(1, 6)});
    EXPECT_EQ(compared(left, right).added, 1u);
    left.complete = false;
    EXPECT_FALSE(compared(left, right).differs());
}

TEST(CompareRuns, SaysWhichCodeIsOther) {
    RecordedRun left = run_of({event_of(0, 5)}), right = run_of({event_of(0, 9)});
    left.sources["objects/obj_shop/Other_70.gml"] = {"", "5", "a;\nb;\nc;\ngold = 5;\n"};
    right.sources["objects/obj_shop/Other_70.gml"] = {"", "9", "a;\nb;\nc;\ngold = 9;\n"};
    // What was masked of it is the same file all the same.
    left.masked = true;
    left.sources["scripts/a/a.gml"] = {"", "1", "token = \"sec\";\nx = 1;\n"};
    right.sources["scripts/a/a.gml"] = {"", "1", "token = \"abc\";\nx = 1;\n"};
    RunComparison all = compared(left, right);
    ASSERT_EQ(all.files.size(), 1u);
    EXPECT_EQ(all.groups.back().reason, DifferenceReason::code);
    EXPECT_EQ(all.groups.back().why, "objects/obj_shop/Other_70.gml:4 is other code");
    EXPECT_NE(all.groups.back().source_diff.find("-gold = 5;\n+gold = 9;\n"), std::string::npos);
}

TEST(CompareRuns, SaysWhatIsOtherOutside) {
    RecordedRun left = run_of({event_of(0, 5)}), right = run_of({event_of(0, 9)});
    left.environment = {{"language", "fi"}};
    right.environment = {{"language", "en"}};
    RunComparison all = compared(left, right);
    EXPECT_EQ(all.groups[0].reason, DifferenceReason::environment);
    EXPECT_EQ(all.groups[0].why, "from outside: language was \"fi\", is \"en\"");
}

TEST(CompareRuns, IsGivenUp) {
    RecordedRun left = run_of({event_of(0, 5)});
    EXPECT_FALSE(compare_runs(left, left, {nullptr, [](double) { return false; }}));
}

TEST(IgnoreRules, KeepBackAndCount) {
    RecordedRun left = run_of({event_of(0, 5), event_of(1, 6)}), right = run_of({event_of(0, 5), event_of(1, 9)});
    IgnoreRules rules = rules_of("# noise\nchange self.g*\n\nlog ~/^t=/\nobject obj_other\n");
    EXPECT_FALSE(compared(left, right, &rules).differs());
    ASSERT_EQ(rules.uses().size(), 3u);
    EXPECT_EQ(rules.uses()[0].count, 2u); // before and after
    EXPECT_EQ(rules.uses()[1].count, 1u);
    EXPECT_EQ(rules.uses()[2].count, 0u);
    IgnoreRules other = rules_of("change self.silver\n");
    EXPECT_TRUE(compared(left, right, &other).differs());
    for (const char* all : {"object obj_shop", "event ev_async_*", "file objects/obj_shop/*", "object ~/^obj_/"}) {
        IgnoreRules each = rules_of(all);
        EXPECT_FALSE(compared(left, right, &each).differs()) << all;
    }
}

TEST(IgnoreRules, SayWhereAMistakeIs) {
    EXPECT_EQ(mistake_of("chnge self.gold"),
              "rules.txt:1:1: error: a rule begins with change, key, log, object, event, call or file, "
              "not 'chnge'; did you mean 'change'?");
    EXPECT_NE(mistake_of("\n  key").find("rules.txt:2:6: error: 'key' wants a pattern"), std::string::npos)
        << mistake_of("\n  key");
    EXPECT_NE(mistake_of("log ~/a").find("rules.txt:1:5: "), std::string::npos);
    EXPECT_NE(mistake_of("log ~/(/").find("no regular expression"), std::string::npos);
    EXPECT_EQ(mistake_of(""), "");
}

TEST(SourceDiff, ShowsTheLinesAround) {
    auto hunks = source_diff("1\n2\n3\n4\n5\n6\n7\n8\n9\n", "1\n2\n3\n4\nfive\n6\n7\n8\n9\nten\n");
    ASSERT_EQ(hunks.size(), 1u);
    EXPECT_EQ(hunks[0].unified(), "@@ -2,8 +2,9 @@\n 2\n 3\n 4\n-5\n+five\n 6\n 7\n 8\n 9\n+ten\n");
    EXPECT_EQ(hunks[0].first_changed, 5u);
    EXPECT_TRUE(source_diff("a\nb\n", "a  \r\nb\n").empty());
    EXPECT_TRUE(source_diff("t = \"secret1\";", "t = \"abcdefgh\";", true).empty());
    EXPECT_EQ(source_diff("", "a\n").size(), 1u);
    EXPECT_EQ(source_diff("a\n", "").size(), 1u);
}

TEST(RecordedEnvironment, AnswersInOrderAndSaysWhatItLacks) {
    auto otherwise = std::make_shared<FixedEnvironment>();
    otherwise->values["region"] = "FI";
    std::vector<std::string> notes;
    RecordedEnvironment outside({{"language", "fi"},
                                 {"file a.ini", "one"},
                                 {"language", "sv"},
                                 {"os_version", "ten"},
                                 {"file a.ini", "two"},
                                 {"file folder", Datum()}},
                                otherwise, [&](const std::string& note) { notes.push_back(note); });
    EXPECT_EQ(outside.read("language"), Datum("fi"));
    EXPECT_EQ(outside.read("language"), Datum("sv"));
    EXPECT_EQ(outside.read("language"), Datum("sv")); // there were no more starts
    EXPECT_TRUE(notes.empty());
    EXPECT_EQ(outside.read("region"), Datum("FI"));
    EXPECT_EQ(outside.read("region"), Datum("FI"));
    EXPECT_EQ(outside.read("os_version"), std::nullopt);
    ASSERT_EQ(notes.size(), 2u);
    EXPECT_NE(notes[0].find("'region', which was not recorded"), std::string::npos);
    EXPECT_NE(notes[1].find("of another kind: string"), std::string::npos) << notes[1];
    EXPECT_EQ(outside.next_files(), (std::vector<RecordedEnvironment::File>{{"a.ini", "one"}}));
    EXPECT_EQ(outside.next_files(),
              (std::vector<RecordedEnvironment::File>{{"a.ini", "two"}, {"folder", std::nullopt}}));
    EXPECT_EQ(outside.next_files().size(), 2u);
}
