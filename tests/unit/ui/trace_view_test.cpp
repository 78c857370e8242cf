// A trace file in the window: what it shows besides events.
#include "core/store/block_trace_writer.h"
#include "ui/model/trace_view.h"

#include <filesystem>
#include <gtest/gtest.h>

namespace scope {

static std::unique_ptr<TraceView> view_of(const std::string& name, int lines, bool ends) {
    std::string path = testing::TempDir() + name;
    std::filesystem::remove(path);
    auto writer = BlockTraceWriter::create(path, {}, true);
    EventLine event;
    event.dispatches.emplace_back().id = 41;
    (*writer)->write(event);
    (*writer)->write(
        Diagnostic{"no-such-room", Severity::warning, "there is no room rm_x", {"scripts/a.gml", 3, 1}, ""});
    for (int i = 0; i < lines; ++i) (*writer)->write(LogRecord{"line " + std::to_string(i), {"scripts/a.gml", 4, 1}});
    (*writer)->write(FaultRecord{"no door", {"scripts/a.gml", 5, 1}, "obj_lobby", "Step_0", {}});
    if (ends) (*writer)->finish();
    auto view = TraceView::open(path);
    std::filesystem::remove(path);
    return view ? std::move(*view) : nullptr;
}

TEST(TraceView, HasOutputProblemsAndFaultsOfTheSession) {
    auto view = view_of("view.astrace", 3, true);
    ASSERT_TRUE(view);
    ASSERT_EQ(view->output().size(), 3u);
    EXPECT_EQ(view->output()[2].text, "line 2");
    EXPECT_EQ(view->output()[2].place.line, 4u);
    ASSERT_EQ(view->problems().size(), 1u);
    EXPECT_EQ(view->problems()[0].code, "no-such-room");
    ASSERT_EQ(view->faults().size(), 1u);
    EXPECT_EQ(view->faults()[0].after, 41u);
}

TEST(TraceView, SaysWhatItDoesNotShow) {
    auto view = view_of("long.astrace", 10'500, false);
    ASSERT_TRUE(view);
    ASSERT_EQ(view->output().size(), 10'000u);
    EXPECT_EQ(view->output().front().text, "line 500");
    ASSERT_EQ(view->problems().size(), 3u);
    EXPECT_EQ(view->problems()[0].code, "torn-trace");
    EXPECT_EQ(view->problems()[2].message, "the first 500 lines of output are not shown");
}

} // namespace scope
