// What completion offers, and that everything it offers is understood.
#include "core/trace/filter/filter_complete.h"
#include "filter_fixture.h"

#include <algorithm>

namespace scope {

namespace {

FilterFacts facts() {
    FilterFacts facts;
    facts.add(full_event());
    return facts;
}

/// The texts offered at `|`.
std::vector<std::string> offered(std::string filter) {
    size_t cursor = filter.find('|');
    filter.erase(cursor, 1);
    std::vector<std::string> texts;
    for (const FilterCompletion& each : complete_filter(filter, cursor, facts())) texts.push_back(each.text);
    return texts;
}

bool offers(const std::string& filter, const std::string& text) {
    std::vector<std::string> texts = offered(filter);
    return std::find(texts.begin(), texts.end(), text) != texts.end();
}

/// The filter once the first offer at `|` is taken, with the cursor marked.
std::string completed(std::string filter) {
    size_t cursor = filter.find('|');
    filter.erase(cursor, 1);
    auto all = complete_filter(filter, cursor, facts());
    if (all.empty()) return "nothing";
    std::string text = with_completion(filter, all[0], cursor);
    return text.insert(cursor, "|");
}

} // namespace

TEST(FilterComplete, OffersEveryWordWhereOneMayBegin) {
    EXPECT_EQ(offered("|").size(), filter_words().size() + 3);
    EXPECT_EQ(offered("fault |").size(), filter_words().size() + 3);
    EXPECT_EQ(offered("(|").size(), filter_words().size() + 3);
    EXPECT_EQ(offered("-|").size(), filter_words().size() + 3);
    for (const FilterCompletion& each : complete_filter("", 0, facts())) EXPECT_FALSE(each.note.empty()) << each.text;
}

TEST(FilterComplete, TakesThePlaceOfWhatWasTyped) {
    EXPECT_EQ(completed("ty|"), "type:|");
    EXPECT_EQ(completed("fault miss|"), "fault missing:|");
    EXPECT_EQ(completed("(-ne|) fault"), "(-nested|) fault");
    EXPECT_EQ(completed("obj|ect:x"), "obj:|:x") << "the operator behind it stays";
    EXPECT_EQ(completed("type:ht|"), "type:HTTP|");
    EXPECT_EQ(completed("type:ht| fault"), "type:HTTP| fault");
    EXPECT_EQ(completed("obj:obj_m|"), "obj:obj_menu|");
    EXPECT_EQ(completed("missing:http|"), "missing:http_status|");
    EXPECT_EQ(completed("key.na|"), "key.name|");
    EXPECT_EQ(completed("key.name=|"), "key.name=Anna|");
    EXPECT_EQ(completed("key.result=|"), "key.result=\"{\\\"gold\\\":50}\"|");
    EXPECT_EQ(completed("status=|"), "status=-1|");
    EXPECT_EQ(completed("read:res|"), "read:result|");
    EXPECT_EQ(completed("call:scr|"), "call:scr_pay|");
    EXPECT_EQ(completed("key.big=9|"), "key.big=9007199254740993|");
    EXPECT_EQ(completed("changed:|"), "changed:self.gold|");
    EXPECT_EQ(completed("leak:|"), "leak:ds_list|");
    EXPECT_EQ(completed("objec|"), "object:|") << "another spelling is offered when it is being typed";
}

TEST(FilterComplete, OffersWhatHoldsTheTypedTextToo) {
    EXPECT_TRUE(offers("obj:shop|", "obj_shop"));
    EXPECT_TRUE(offers("key.|", "key.headers/ETag"));
    EXPECT_TRUE(offers("key.resul|", "key.\"result > gold\""));
    EXPECT_TRUE(offers("key.\"res|", "key.\"result > gold\""));
    EXPECT_TRUE(offers("type:|", "ev_async_web"));
    EXPECT_TRUE(offers("type:soc|", "Social"));
}

TEST(FilterComplete, OffersNothingInTextAndWhatIsNotKnown) {
    for (const char* filter : {"\"ty|", "/ty|", "log~/a|", "typ:a|", "key.none=|", "zzz|", "frame:1|"})
        EXPECT_EQ(offered(filter).size(), 0u) << filter;
}

TEST(FilterComplete, WhatItOffersIsUnderstood) {
    for (const char* filter :
         {"|", "key.|", "type:|", "obj:|", "read:|", "key.name=|", "key.result=|", "file:|", "fault (|"}) {
        std::string text = filter;
        size_t cursor = text.find('|');
        text.erase(cursor, 1);
        for (const FilterCompletion& each : complete_filter(text, cursor, facts())) {
            size_t end = 0;
            std::string whole = with_completion(text, each, end);
            EXPECT_EQ(whole.substr(0, text.size()), text);
            // Only what is still missing may be complained about: a value, a name, a bracket, what `and` joins.
            auto parsed = parse_filter(whole);
            if (!parsed) {
                EXPECT_TRUE(parsed.error().message.find("expected") != std::string::npos ||
                            parsed.error().message.find("not closed") != std::string::npos)
                    << whole << ": " << parsed.error().message;
            }
        }
    }
}

TEST(FilterComplete, FactsStayBounded) {
    FilterFacts facts;
    for (int i = 0; i < 5000; ++i) {
        EventLine line = bare_event();
        line.dispatches[0].payload = Datum::ds_map({{"id", i}, {"key" + std::to_string(i), std::string(1000, 'x')}});
        line.dispatches[0].handlers.resize(1);
        line.dispatches[0].handlers[0].object = "obj_" + std::to_string(i);
        facts.add(line);
    }
    EXPECT_EQ(facts.of(FilterFact::keys).size(), 1000u);
    EXPECT_EQ(facts.of(FilterFact::objects).size(), 1000u);
    EXPECT_EQ(facts.values("id").size(), 50u);
    EXPECT_EQ(facts.values("key1").size(), 0u) << "too long to be offered";
    EXPECT_EQ(complete_filter("obj:", 4, facts).size(), 100u);
}

} // namespace scope
