#include "core/base/problem_groups.h"

#include <gtest/gtest.h>

using namespace scope;

static Diagnostic problem(const char* code, Severity severity, std::string message) {
    return {code, severity, std::move(message), {}, ""};
}

TEST(ProblemGroups, OneCauseIsOneGroupTheWorstFirst) {
    std::vector<Diagnostic> all{problem("old", Severity::note, "something is old")};
    for (int i = 0; i < 921; ++i)
        all.push_back(problem("missing-included-file", Severity::warning,
                              "the included file datafiles/" + std::to_string(i) + ".json does not exist"));
    all.push_back(problem("unknown-name", Severity::error, "nobody declares the function 'f'"));
    ProblemGroups groups;
    groups.update(all);
    ASSERT_EQ(groups.groups().size(), 3u);
    EXPECT_EQ(groups.groups()[0].title, "nobody declares the function 'f'");
    EXPECT_EQ(groups.groups()[1].title, "the included file ... does not exist");
    EXPECT_EQ(groups.groups()[1].members.size(), 921u);
    EXPECT_EQ(groups.groups()[1].members.front(), 1u);
    EXPECT_EQ(groups.groups()[2].title, "something is old");
    EXPECT_EQ(groups.counts().text(), "1 error, 921 warnings, 1 note");
    EXPECT_EQ(groups.counts().serious(), 922u);
}

TEST(ProblemGroups, TakesInWhatIsNewAndStartsOver) {
    ProblemGroups groups;
    std::vector<Diagnostic> all{problem("a", Severity::warning, "x is missing")};
    groups.update(all);
    all.push_back(problem("b", Severity::error, "e"));
    all.push_back(problem("a", Severity::warning, "y is missing"));
    all.push_back(problem("a", Severity::error, "as an error"));
    groups.update(all);
    ASSERT_EQ(groups.groups().size(), 3u);
    EXPECT_EQ(groups.groups()[0].title, "e");
    EXPECT_EQ(groups.groups()[1].title, "as an error");
    EXPECT_EQ(groups.groups()[2].title, "... is missing");
    EXPECT_EQ(groups.groups()[2].members, (std::vector<size_t>{0, 2}));
    all.resize(1);
    groups.update(all);
    ASSERT_EQ(groups.groups().size(), 1u);
    EXPECT_EQ(groups.groups()[0].title, "x is missing");
    EXPECT_EQ(groups.counts(), (ProblemCounts{0, 1, 0}));
}

TEST(ProblemGroups, ATitleIsWholeWordsOrTheCode) {
    ProblemGroups groups;
    groups.update(std::vector{problem("wrong-type", Severity::warning, "status200 wins"),
                              problem("wrong-type", Severity::warning, "status2 loses")});
    EXPECT_EQ(groups.groups()[0].title, "wrong type: ...");
    groups.update({});
    groups.update(std::vector{problem("stub", Severity::warning, "a returned 0"),
                              problem("stub", Severity::warning, "b gave undefined"),
                              problem("missing-code", Severity::note, "'a.gml' does not exist"),
                              problem("missing-code", Severity::note, "'b.gml' does not exist")});
    EXPECT_EQ(groups.groups()[0].title, "functions that are not simulated");
    EXPECT_EQ(groups.groups()[1].title, "files of code: ... does not exist");
    EXPECT_EQ(ProblemCounts{}.text(), "");
}
