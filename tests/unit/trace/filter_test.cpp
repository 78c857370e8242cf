#include "filter_fixture.h"

#include <cstdlib>
#include <fmt/format.h>
#include <fstream>
#include <iterator>
#include <set>

namespace scope {

namespace {

/// A filter that is true of full_event()'s first or second dispatch, and one that is not.
struct WordCase {
    std::string_view word, passes, fails;
    size_t dispatch = 0;
};
constexpr WordCase word_cases[] = {
    {"type", "type:http", "type:social"},
    {"type", "type:62", "type:63"},
    {"type", "type=ev_async_web", "type!=ev_async_web"},
    {"type", "event:Other_62", "event:Alarm_0"},
    {"type", "type~/^HT/", "type!~/^HT/"},
    {"type", "type:*", "not type:*"},
    {"number", "number:12", "number:13"},
    {"number", "#12", "#1"},
    {"number", "seq<=12", "seq<12"},
    {"frame", "frame:120..180", "frame:151.."},
    {"frame", "frame:..150", "frame!=150"},
    {"frame", "frame!=1..5", "frame!=150..151"},
    {"clock", "clock>=2.5s", "clock>2500ms"},
    {"duration", "duration>6ms", "duration>7ms"},
    {"duration", "time:6010\u00B5s", "time<6ms"},
    {"handlers", "handlers=2", "handlers>2"},
    {"depth", "depth:0", "depth>0"},
    {"depth", "depth>0", "depth>1", 1},
    {"nested", "nested", "not nested", 1},
    {"nested", "-nested", "nested"},
    {"unheard", "not unheard", "unheard"},
    {"destroyed", "destroyed", "not destroyed"},
    {"key", "key:header", "key:response"},
    {"key", "key", "not key"},
    {"key", "key=id", "key=i"},
    {"key", "key.id=3", "key.id=4"},
    {"key", "key.id", "key.di"},
    {"status", "status<0", "status>0"},
    {"obj", "obj:shop", "obj:shp"},
    {"obj", "object=obj_parent", "object=obj_p"},
    {"obj", "obj:obj_*p", "obj:shop*"},
    {"owner", "owner:obj_parent", "owner:obj_shop"},
    {"instance", "instance:100002", "instance:100003"},
    {"file", "file:obj_menu/", "file:obj_log/"},
    {"read", "read:headers/ETag", "read:headers/Content"},
    {"read", "read=\"result > gold\"", "read:gone"},
    {"missing", "missing:http_status", "missing:error"},
    {"missing", "missing", "missing:id"},
    {"tested", "tested:error", "tested:http_status"},
    {"dumped", "dumped", "not dumped"},
    {"dumped", "not dumped", "dumped", 1},
    {"wrote", "wrote:seen_by", "written:id"},
    {"changed", "changed:self.gold", "change:global."},
    {"log", "log:\"gold arrived\"", "log:silver"},
    {"call", "call:http_get", "call:http_post"},
    {"call", "call:scr_pay", "call:scr_play"},
    {"request", "request:http", "request:dialog"},
    {"fault", "fault", "not fault"},
    {"fault", "fault:json_parse", "fault:array"},
    {"left", "left", "left:id"},
    {"left", "left:\"was -1\"", "left:\"was 1\""},
    {"left", "not left", "left", 1},
    {"skipped", "skipped", "skipped:left", 1},
    {"skipped", "not skipped", "skipped"},
    {"finished", "finished", "not finished", 1},
    {"finished", "not finished", "finished"},
    {"allocated", "allocated:ds_list", "allocated:ds_grid"},
    {"freed", "freed:ds_list", "freed:ds_map"},
    {"leak", "leak", "leak:ds_list"},
    {"leak", "leak:ds_map", "leak:ds_grid"},
    {"leak", "not leak", "leak", 1},
};

std::string error_of(std::string_view filter) {
    auto parsed = parse_filter(filter);
    return parsed ? "" : fmt::format("{}+{} {}", parsed.error().column, parsed.error().length, parsed.error().message);
}

} // namespace

TEST(FilterWords, EveryWordIsTrueOfOneEventAndFalseOfAnother) {
    std::set<std::string_view> covered;
    EventLine line = full_event(), bare = bare_event();
    for (const WordCase& each : word_cases) {
        EXPECT_TRUE(passes(each.passes, line, each.dispatch)) << each.passes;
        EXPECT_FALSE(passes(each.fails, line, each.dispatch)) << each.fails;
        covered.insert(each.word);
    }
    for (const FilterWord& word : filter_words()) {
        EXPECT_TRUE(covered.contains(word.name)) << word.name << " has no row";
        EXPECT_TRUE(parse_filter(word.example)) << word.example;
        EXPECT_TRUE(word.kind != FilterKind::text || !passes(word.name, bare)) << word.name;
    }
    EXPECT_TRUE(passes("unheard", bare));
    EXPECT_TRUE(passes("type:system #1 not key not destroyed handlers:0", bare));
}

TEST(FilterWords, AWordHasOneMeaning) {
    std::set<std::string_view> names{"and", "or", "not"};
    for (const FilterWord& word : filter_words()) {
        EXPECT_TRUE(names.insert(word.name).second) << word.name;
        EXPECT_TRUE(word.also.empty() || names.insert(word.also).second) << word.also;
    }
}

TEST(Filter, TermsSideBySideAreAnd) {
    EXPECT_TRUE(passes(""));
    EXPECT_TRUE(passes("  \t\n"));
    EXPECT_TRUE(passes("type:http status<0 obj:obj_shop key.id=3 missing:http_status fault left \"gold arrived\""));
    EXPECT_FALSE(passes("type:http type:social"));
    EXPECT_TRUE(passes("type:http or type:social"));
    EXPECT_TRUE(passes("type:social or type:http and fault"));
    EXPECT_FALSE(passes("(type:social or type:http) nested")) << "or binds less than and";
    EXPECT_TRUE(passes("type:social AND nested OR type:http"));
    EXPECT_TRUE(passes("not type:social and not nested"));
    EXPECT_TRUE(passes("not (type:social or nested)"));
    EXPECT_TRUE(passes("-(type:social) -\"silver\" not not fault"));
    EXPECT_TRUE(passes("status < 0 and status <= -1 and status = -1"));
}

TEST(Filter, WordsInOneBracketMeanOneHandlerRun) {
    EXPECT_TRUE(passes("obj:obj_menu fault")) << "outside of brackets different runs may answer";
    EXPECT_FALSE(passes("(obj:obj_menu fault)"));
    EXPECT_TRUE(passes("(obj:obj_shop fault)"));
    EXPECT_TRUE(passes("(obj:obj_menu left) (obj:obj_shop fault)"));
    EXPECT_FALSE(passes("(obj:obj_menu (fault or dumped))")) << "a bracket inside speaks of the same run";
    EXPECT_TRUE(passes("(obj:obj_menu (fault or left))"));
    EXPECT_TRUE(passes("((obj:obj_menu left) (obj:obj_shop fault))")) << "one that only groups brackets binds nothing";
    EXPECT_FALSE(passes("not fault")) << "no run at all";
    EXPECT_TRUE(passes("(not fault)")) << "a run without";
    EXPECT_TRUE(passes("(obj:obj_menu not fault)"));
    EXPECT_FALSE(passes("(obj:obj_shop not fault)"));
    EXPECT_TRUE(passes("(obj:obj_shop type:http status<0 fault)")) << "of the event the same is true in every run";
    EXPECT_TRUE(passes("(instance:100001 file:obj_parent)"));
    EXPECT_FALSE(passes("(instance:100002 file:obj_parent)"));
    EXPECT_TRUE(passes("(instance!=100001 left)"));
    EXPECT_FALSE(passes("(instance!=100001 fault)"));
    // Nobody heard it: what is said of a run does not hold, what is said of the event does.
    EXPECT_TRUE(passes("(unheard or fault)", bare_event()));
    EXPECT_FALSE(passes("(fault or left)", bare_event()));
}

TEST(Filter, NumbersAreComparedAsNumbers) {
    for (const char* filter : {"key.id=3",
                               "key.id==3",
                               "key.id=3.0",
                               "key.id!=4",
                               "key.id<3.5",
                               "key.id>=3",
                               "key.id:3",
                               "key.id=3..5",
                               "key.big:9007*",
                               "key.id=..3",
                               "key.id:3..",
                               "key.id=-1..1e3",
                               "key.id!=4..5",
                               "key.big=9007199254740993",
                               "key.big!=9007199254740992",
                               "key.big>9007199254740992",
                               "key.big<9007199254740994",
                               "key.big<9.3e18",
                               "key.big>9007199254740992.0",
                               "key.ratio=0.5",
                               "key.ratio=.5",
                               "key.ratio<1",
                               "key.ok=true",
                               "key.ok=1",
                               "key.ok!=false",
                               "key.ok!=0",
                               "status=-1",
                               "key.id=+3",
                               "key.7=seven",
                               "key.gone=undefined",
                               "key.gone!=0"})
        EXPECT_TRUE(passes(filter)) << filter;
    for (const char* filter :
         {"key.id=\"3\"", "key.id!=3", "key.id=4..", "key.id<3", "key.id=true", "key.big=9007199254740992",
          "key.big=9007199254740994", "key.big<9007199254740993", "key.big>9007199254740993", "key.ok=false",
          "key.ok=2", "key.gone=0", "key.gone=\"undefined\"", "key.gone<1", "key.name<5", "key.absent=3",
          "key.absent!=3", "key.absent=undefined", "key.8=seven"})
        EXPECT_FALSE(passes(filter)) << filter;
    EventLine line = bare_event();
    DispatchRecord& dispatch = line.dispatches[0];
    dispatch.payload =
        Datum::ds_map({{"n", std::nan("")}, {"i", -INFINITY}, {"one", 1.0}, {"m", Datum::int64(INT64_MAX)}});
    EXPECT_FALSE(passes("key.n<1 or key.n>=1 or key.n=1 or key.n=..5", line));
    EXPECT_TRUE(passes("key.n=nan key.n!=1 key.i<0 key.i=-inf key.one=true", line));
    EXPECT_TRUE(passes("key.m=9223372036854775807 key.m<9223372036854775808 key.m!=9223372036854775808", line));
}

TEST(Filter, TextIsComparedWithText) {
    for (const char* filter : {"key.name=Anna",
                               "key.name=\"Anna\"",
                               "key.name:ann",
                               "key.name:\"NN\"",
                               "key.name~/^A/",
                               "key.name~/^a/i",
                               "key.name~nna$",
                               "key.name~\"n+a\"",
                               "key.name!~/^a/",
                               "key.name!=anna",
                               "key.name:a*A",
                               "key.name:*",
                               "key.text=404",
                               "key.text=\"404\"",
                               "key.text:4",
                               "key.result~/\"gold\":\\d+/",
                               "key.headers:33a6",
                               "key.headers/ETag=33a64df5",
                               "key.\"headers/ETag\":33A",
                               "key.\"result > gold\"=50",
                               "key.\"result > gold\">49.5",
                               "key.id~/^3$/",
                               "KEY.id=3",
                               "Type:HTTP",
                               "read~/ > gold$/",
                               "log~/^gold/i"})
        EXPECT_TRUE(passes(filter)) << filter;
    for (const char* filter :
         {"key.name=anna", "key.name~/^a/", "key.name:a*n", "key.name:\"a*A\"", "key.text=40",
          "key.\"result > silver\"=50", "key.headers/Etag=33a64df5", "key.name=3..5", "log~/^gold/"})
        EXPECT_FALSE(passes(filter)) << filter;
}

TEST(Filter, FreeTextIsSearchedInWhatAPersonSees) {
    for (const char* filter : {"HTTP",
                               "ev_async_web",
                               "Anna",
                               "anna",
                               "33a64df5",
                               "9007199254740993",
                               "seven",
                               "obj_menu",
                               "obj_parent",
                               "\"gold arrived\"",
                               "no\\ JSON or \"no json\"",
                               "self.gold",
                               "seen_by",
                               "shop",
                               "60",
                               "api.example/daily",
                               "http_get",
                               "scr_pay",
                               "\"was -1\"",
                               "/arrived$/",
                               "/ANNA/i",
                               "Other_62.gml",
                               "http_status",
                               "ann*"})
        EXPECT_TRUE(passes(filter)) << filter;
    for (const char* filter : {"silver", "gold_changed", "\"ann*\"", "/anna/", "nn*a"})
        EXPECT_FALSE(passes(filter)) << filter;
    EXPECT_TRUE(passes("gold_changed", full_event(), 1));
    EXPECT_TRUE(passes("\"a \\\"quoted\\\" \\\\ word\" or Anna"));
}

TEST(Filter, FaultsOutsideOfHandlersAreAskedToo) {
    FaultRecord fault{
        "no door", {"objects/obj_lobby/Create_0.gml", 5, 1}, "obj_lobby", "gml_Object_obj_lobby_Create_0", {}, 1240};
    auto asked = [&](std::string_view filter) {
        auto parsed = parse_filter(filter);
        EXPECT_TRUE(parsed) << filter;
        return parsed && parsed->matches(fault);
    };
    for (const char* filter : {"", "fault", "fault:door", "(obj:lobby fault)", "frame:1240", "type:create", "door",
                               "not nested", "file:Create_0", "type:Create_0", "\"obj_lobby\"", "-key"})
        EXPECT_TRUE(asked(filter)) << filter;
    for (const char* filter : {"not fault", "fault:key", "frame:1", "type:http", "key", "key.id=3", "unheard", "left",
                               "handlers:0", "#1", "status<0", "missing", "window", "instance:0", "(not fault)"})
        EXPECT_FALSE(asked(filter)) << filter;
}

TEST(Filter, AMistakeIsSaidWithItsPlace) {
    struct Case {
        std::string_view filter, error;
    };
    for (auto [filter, error] : {
             Case{"typ:http", "1+3 there is no word `typ`; did you mean 'type'?; a key of the payload is key.typ"},
             Case{"fault id=7", "7+2 there is no word `id`; a key of the payload is key.id"},
             Case{"http://x", "1+4 there is no word `http`"},
             Case{"type:htpp", "6+4 there is no event `htpp`; did you mean 'HTTP'?"},
             Case{"type:~", "6+1 there is no event `~`"},
             Case{"type~/^xyz/", "6+6 no event has a name"},
             Case{"type<5", "5+1 `<` compares numbers, and `type` is an event"},
             Case{"frame:soon", "7+4 `frame` wants a whole number, not `soon`"},
             Case{"frame:1..soon", "10+4 `frame` wants a whole number, not `soon`"},
             Case{"frame:..", "7+2 `frame` wants a whole number, not `..`"},
             Case{"frame:1.5", "7+3 `frame` wants a whole number"},
             Case{"frame=-1", "7+2 `frame` wants a whole number"},
             Case{"frame=99999999999999999999", "7+20 `frame` wants a whole number"},
             Case{"frame:5..3", "7+4 nothing is in this range"},
             Case{"frame<0", "7+1 nothing is below 0"},
             Case{"frame~5", "6+1 `~` searches text, and `frame` is a number"},
             Case{"frame", "1+5 `frame` wants a number to compare with, such as frame:120..180"},
             Case{"frame:", "7+0 a value is expected behind `:`"},
             Case{"frame: 5", "7+0 a value is expected behind `:`"},
             Case{"duration>5", "10+1 `duration` wants a time such as 500us, 5ms or 10s, not `5`"},
             Case{"duration>5mm", "10+3 `duration` wants a time"},
             Case{"status<abc", "8+3 a number is expected behind `<`"},
             Case{"status<\"5\"", "8+3 a number is expected behind `<`"},
             Case{"key.id<3..5", "8+4 a number is expected behind `<`"},
             Case{"key.id=3..b", "11+1 a range has numbers at its ends, not `b`"},
             Case{"key.id=5..3", "8+4 nothing is in this range"},
             Case{"key.=3", "1+4 the name of a key is expected behind `key.`"},
             Case{"key.\"\"=3", "1+6 the name of a key is expected"},
             Case{"key.a > b=50", "9+4 a number is expected behind `>`"},
             Case{"obj!=x", "4+2 `!=` compares numbers and values of keys; write `not obj=...`"},
             Case{"log!~/x/", "4+2 `!~` compares numbers and values of keys; write `not log~...`"},
             Case{"obj<5", "4+1 `<` compares numbers, and `obj` is text"},
             Case{"nested:yes", "7+1 `nested` stands alone"},
             Case{"log:\"gold", "5+1 this quote is not closed"},
             Case{"fault \"gold", "7+1 this quote is not closed"},
             Case{"key.\"gold", "5+1 this quote is not closed"},
             Case{"\"a\"b", "4+1 a space is expected behind `\"a\"`"},
             Case{"a\"b\"", "2+1 a space is expected behind `a`"},
             Case{"log:a\"b\"", "6+1 a space is expected behind `a`"},
             Case{"\"result > gold\"=50",
                  "1+15 a word is expected before `=`; a key of the payload is key.\"result > gold\""},
             Case{"=5", "1+1 a word is expected before `=`"},
             Case{"fault < 5", "7+1 `<` compares numbers, and `fault` is text"},
             Case{"log~/a(/", "6+2 this is no regular expression: missing ): a("},
             Case{"log~/[z-a]/", "7+3 this is no regular expression: invalid character class range: z-a"},
             Case{"log~(", "5+0 a regular expression, /.../, is expected behind `~`"},
             Case{"log~/a", "5+1 this regular expression is not closed"},
             Case{"/a", "1+1 this regular expression is not closed"},
             Case{"log~/a/x", "8+1 a space is expected behind `/a/`"},
             Case{"(fault", "1+1 this bracket is not closed"},
             Case{"fault (left (", "14+0 a term is expected"},
             Case{"fault)", "6+1 no bracket was opened before this one"},
             Case{")", "1+1 no bracket was opened before this one"},
             Case{"fault ( )", "9+1 the bracket is empty"},
             Case{"or fault", "1+2 a term is expected; in quotes \"or\" is searched for"},
             Case{"fault or", "9+0 a term is expected behind `or`"},
             Case{"fault and or left", "11+2 a term is expected behind `and`"},
             Case{"(fault or) left", "10+1 a term is expected behind `or`"},
             Case{"not", "4+0 a term is expected behind `not`"},
             Case{"type:Async - Social", "12+1 a term is expected right behind `-`"},
             Case{"fault -", "7+1 a term is expected right behind `-`"},
             Case{"-)", "2+1 no bracket was opened"},
             Case{"or:5", "1+2 there is no word `or`"},
             Case{"\xC3\xA4\xC3\xB6 typ:x", "4+3 there is no word `typ`"},
         })
        EXPECT_EQ(error_of(filter).substr(0, error.size()), error) << filter << "\n" << error_of(filter);
    std::string_view filter = "\xC3\xA4\xC3\xB6 fault typ:x";
    EXPECT_EQ(parse_filter(filter).error().drawing(filter), "\xC3\xA4\xC3\xB6 fault typ:x\n         ^~~");
    EXPECT_EQ(parse_filter("status<abc").error().drawing("status<abc"), "status<abc\n       ^~~");
    EXPECT_EQ(parse_filter("not").error().drawing("not"), "not\n   ^");
}

TEST(Filter, DepthAndSizeHaveLimits) {
    auto nested = [](int brackets) {
        return std::string(static_cast<size_t>(brackets), '(') + "fault" +
               std::string(static_cast<size_t>(brackets), ')');
    };
    EXPECT_TRUE(passes(nested(deepest_filter)));
    EXPECT_NE(error_of(nested(deepest_filter + 1)).find("within each other"), std::string::npos);
    EXPECT_NE(error_of(nested(100000)).find("65+1 more than 64"), std::string::npos);
    std::string nots;
    for (int i = 0; i < 20000; ++i) nots += "not ";
    EXPECT_NE(error_of(nots + "fault").find("within each other"), std::string::npos);
    EXPECT_NE(error_of(std::string(20000, '-') + "fault").find("within each other"), std::string::npos);
    std::string many, alternatives = "nested";
    while (many.size() < 100 * 1024) many += "key.id=3 ";
    while (alternatives.size() < 100 * 1024) alternatives += " or key.id=4";
    EXPECT_TRUE(passes(many));
    EXPECT_FALSE(passes(alternatives));
    EXPECT_TRUE(passes(alternatives + " or (obj:obj_shop fault)"));
    EXPECT_TRUE(passes("\"" + std::string(100 * 1024, 'x') + "\" or fault"));
    EXPECT_NE(error_of(std::string(longest_filter + 1, 'x')).find("has at most"), std::string::npos);
    std::string expressions;
    for (int i = 0; i <= most_expressions; ++i) expressions += "log~/a/ ";
    EXPECT_NE(error_of(expressions).find("at most 100 regular expressions"), std::string::npos);
    EXPECT_NE(error_of("log~/((a{100}){100}){100}/").find("no regular expression"), std::string::npos);
    std::string many_errors = many + "typ:x " + many;
    std::string drawing = parse_filter(many_errors).error().drawing(many_errors);
    EXPECT_LT(drawing.size(), 400u);
    EXPECT_NE(drawing.find("...", 0), std::string::npos);
}

TEST(Filter, AValueOfAnyDepthIsSearched) {
    Datum deep = Datum::array({"needle"});
    for (int i = 0; i < 100000; ++i) deep = Datum::array({deep});
    EventLine line = bare_event();
    line.dispatches[0].payload = Datum::ds_map({{"k", deep}, {"m", Datum::array({Datum::array({"pin"})})}});
    EXPECT_TRUE(passes("pin", line));
    EXPECT_FALSE(passes("needle", line)) << "beyond the depth of JSON nothing is shown either";
}

/// docs/filter.md: its words come out of the table, `./dev docs` renews them (UPDATE_DOCS).
TEST(FilterDocument, is_what_the_table_says) {
    const char* path = SOURCE_DIR "/docs/filter.md";
    auto table = [](bool of_run) {
        std::string out = "| word | also | example | about |\n|---|---|---|---|\n";
        for (const FilterWord& word : filter_words())
            if (word.of_run == of_run)
                out += fmt::format("| `{}` | {} | `{}` | {} |\n", word.name,
                                   word.also.empty() ? "" : fmt::format("`{}`", word.also), word.example, word.says);
        return out;
    };
    std::ifstream in(path);
    std::string text((std::istreambuf_iterator<char>(in)), std::istreambuf_iterator<char>()), wanted = text;
    for (bool of_run : {false, true}) {
        std::string begin = fmt::format("<!-- words of {} -->\n", of_run ? "a handler run" : "the event"),
                    end = "<!-- end -->\n";
        size_t from = wanted.find(begin), to = wanted.find(end, from);
        ASSERT_TRUE(from != std::string::npos && to != std::string::npos) << path << " lacks " << begin;
        wanted.replace(from + begin.size(), to - from - begin.size(), table(of_run));
    }
    if (std::getenv("UPDATE_DOCS")) std::ofstream(path) << wanted;
    EXPECT_TRUE(wanted == text || std::getenv("UPDATE_DOCS")) << path << " is stale: ./dev docs";
    // Every filter of the page's examples is one.
    for (size_t at = wanted.find("\n    "); at != std::string::npos; at = wanted.find("\n    ", at + 1)) {
        std::string line = wanted.substr(at + 5, wanted.find('\n', at + 1) - at - 5);
        if (size_t comment = line.find("   "); comment != std::string::npos) line.resize(comment);
        EXPECT_TRUE(parse_filter(line)) << line << ": " << error_of(line);
    }
}

} // namespace scope
