#include "core/catalog/catalog.h"
#include "core/catalog/check.h"
#include "core/catalog/paste.h"
#include "core/catalog/report.h"
#include "core/data/datum_edit.h"
#include "core/data/gml_text.h"
#include "core/data/json_reader.h"
#include "core/data/typed_json.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <set>

using namespace scope;

static const Catalog& catalog() {
    return Catalog::builtin();
}

static const CatalogShape& shape_of(std::string_view event, std::string_view variant) {
    auto shape = (*catalog().require(event))->find_shape(variant);
    EXPECT_TRUE(shape) << shape.error().message;
    return **shape;
}

TEST(Catalog, HoldsEveryEvent) {
    std::set<int> numbers;
    size_t shapes = 0;
    for (const CatalogEvent& event : catalog().events()) {
        numbers.insert(event.number);
        shapes += event.shapes.size();
        EXPECT_EQ(event.file, "Other_" + std::to_string(event.number) + ".gml");
        EXPECT_FALSE(event.summary.empty() || event.pitfalls.empty() || event.raised_by.empty()) << event.constant;
    }
    EXPECT_EQ(numbers, (std::set<int>{60, 62, 63, 66, 67, 68, 69, 70, 71, 72, 73, 74, 75, 80}));
    EXPECT_EQ(shapes, 227u);
}

TEST(Catalog, FindsByAnyName) {
    for (const char* name : {"ev_async_social", "EV_ASYNC_SOCIAL", "ev_social", "70", " 70 ", "Async - Social",
                             "social", "Other_70.gml", "other_70", "EVENT_OTHER_SOCIAL"}) {
        ASSERT_TRUE(catalog().find(name)) << name;
        EXPECT_EQ(catalog().find(name)->number, 70);
    }
    EXPECT_EQ(catalog().find("ev_async_web_async")->number, 62);
    EXPECT_EQ(catalog().find("ev_async_async_save_load")->number, 72);
    EXPECT_EQ(catalog().find("HTTP")->number, 62);
    for (const char* name : {"", "7", "70x", "ev_create", "soc", "-70", "99999999999"})
        EXPECT_EQ(catalog().find(name), nullptr) << name;
    auto error = catalog().require("nope");
    ASSERT_FALSE(error);
    EXPECT_TRUE(error.error().message.starts_with(
        "there is no asynchronous event 'nope'; there are ev_async_web_image_load (60), "));
}

TEST(Catalog, FindsShapesByPart) {
    const CatalogEvent& web = *catalog().find("ev_async_web");
    EXPECT_EQ((*web.find_shape("IN PROGRESS"))->name, "in progress");
    EXPECT_EQ((*web.find_shape("text body"))->name, "finished, text body");
    auto several = web.find_shape("finished");
    ASSERT_FALSE(several);
    EXPECT_NE(several.error().message.find("has several shapes like 'finished': 'finished, text body', "),
              std::string::npos);
    EXPECT_FALSE(web.find_shape(""));
    EXPECT_NE(web.find_shape("zzz").error().message.find("has no shape 'zzz'"), std::string::npos);
}

TEST(Catalog, NamesTheNearestShapesFirst) {
    const CatalogEvent& social = *Catalog::builtin().find("ev_async_social");
    std::string message = social.find_shape("leaderboard of xbox").error().message;
    EXPECT_NE(message.find("': 'Xbox leaderboard rows'"), std::string::npos) << message;
}

TEST(Catalog, KnowsWhichFunctionsRaiseAnEvent) {
    ASSERT_EQ(catalog().raised_by("http_get").size(), 1u);
    EXPECT_EQ(catalog().raised_by("http_get")[0]->number, 62);
    EXPECT_EQ(catalog().raised_by("steam_download_friends_scores")[0]->number, 69);
    EXPECT_TRUE(catalog().raised_by("http_get2").empty());
    EXPECT_EQ(catalog().raised_by("audio_play_sound").size(), 2u);
}

TEST(Catalog, EverySampleIsSound) {
    size_t ambiguous = 0;
    for (const CatalogEvent& event : catalog().events())
        for (const CatalogShape& shape : event.shapes) {
            SCOPED_TRACE(event.constant + ": " + shape.name);
            auto again = read_payload(write_payload(shape.sample, 2));
            ASSERT_TRUE(again) << again.error().text();
            EXPECT_EQ(*again, shape.sample);
            for (const KeyFinding& finding : validate(event, shape, shape.sample))
                EXPECT_EQ(finding.diagnostic.severity, Severity::note) << finding.diagnostic.text();
            EXPECT_TRUE(matches(shape, shape.sample));
            const CatalogShape* guess = guess_shape(event, shape.sample);
            ASSERT_TRUE(guess);
            bool listed = std::find(shape.also_matches.begin(), shape.also_matches.end(), guess->name) !=
                          shape.also_matches.end();
            EXPECT_TRUE(guess == &shape || listed) << "guessed as " << guess->name;
            ambiguous += guess != &shape;
            auto events = guess_event(catalog(), shape.sample);
            EXPECT_TRUE(
                std::any_of(events.begin(), events.end(), [&](const ShapeGuess& g) { return g.event == &event; }));
            EXPECT_FALSE(gml_of_fire(event.constant, shape.sample).empty());
            for (const std::string& other : shape.also_matches) EXPECT_TRUE(event.find_shape(other)) << other;
            std::set<std::string> names;
            for (const CatalogKey& key : shape.keys) EXPECT_TRUE(names.insert(key.name).second) << key.name;
        }
    EXPECT_LE(ambiguous, 40u) << "guessing tells most shapes apart";
}

TEST(Catalog, BadFilesAreRefused) {
    EXPECT_EQ(Catalog::read("{", "c.json").error().text(),
              "c.json:1:2: error: expected a key in quotes but found the end of the text");
    EXPECT_FALSE(Catalog::read("{}", "c.json"));
    EXPECT_FALSE(Catalog::read("[]", "c.json"));
    EXPECT_FALSE(Catalog::read(R"({"events":[3]})", "c.json"));
    EXPECT_FALSE(Catalog::read(R"({"events":[{"constant":"ev_async_web","shapes":[{"name":"x"}]}]})", "c.json"));
    EXPECT_FALSE(Catalog::read(
        R"({"events":[{"constant":"ev_async_web","shapes":[{"name":"x","match":{"k":{"op":"near"}},"sample":{}}]}]})",
        "c.json"));
}

// ---- guessing and checking

TEST(Check, GuessesTheEventOfAPayload) {
    auto event_of = [](std::string_view json) {
        auto guesses = guess_event(catalog(), *read_payload(json));
        return guesses.empty() ? 0 : guesses[0].event->number;
    };
    EXPECT_EQ(event_of(R"({"id":3,"status":0,"url":"https://a","http_status":200,"result":"x"})"), 62);
    EXPECT_EQ(event_of(R"({"event_type":"gamepad discovered","pad_index":0})"), 75);
    EXPECT_EQ(event_of(R"({"event_type":"lobby_created","lobby_id":5,"success":true,"result":1})"), 69);
    EXPECT_EQ(event_of(R"({"buffer_id":2,"channel_index":0,"data_len":100})"), 73);
    EXPECT_EQ(event_of(R"({"type":3,"id":0,"ip":"1.2.3.4","port":1,"buffer":0,"size":3})"), 68);
    EXPECT_EQ(event_of("{}"), 0);
}

static std::vector<std::string> codes(std::string_view event, std::string_view variant, std::string_view payload) {
    std::vector<std::string> out;
    for (const KeyFinding& finding : validate(*catalog().find(event), shape_of(event, variant), *read_payload(payload)))
        out.push_back(finding.diagnostic.code + " " + finding.key);
    return out;
}

TEST(Check, ReportsWhatDiffersFromTheShape) {
    using List = std::vector<std::string>;
    EXPECT_EQ(codes("ev_async_dialog", "show_message_async closed", R"({"id":1,"status":true})"), List{});
    EXPECT_EQ(codes("ev_async_dialog", "show_message_async closed", R"({"id":{"$int64":"1"},"status":-1})"), List{})
        << "numbers stand for each other";
    EXPECT_EQ(codes("ev_async_dialog", "show_message_async closed", R"({"status":"yes","more":1})"),
              (List{"missing-key id", "wrong-type status", "unknown-key more"}));
    EXPECT_EQ(codes("ev_async_dialog", "show_message_async closed", R"([["id",1],["status",true],[5,6]])"),
              List{"unknown-key 5"});
    EXPECT_EQ(codes("ev_async_dialog", "show_message_async closed",
                    R"({"id":{"$gml":"global.dialog"},"status":{"$gml":"true"}})"),
              List{});
    EXPECT_EQ(
        codes("ev_async_web", "in progress", R"({"id":1,"status":7,"url":"u","contentLength":1,"sizeDownloaded":1})"),
        List{"unknown-value status"});
    EXPECT_EQ(
        codes("ev_async_web", "in progress", R"({"id":1,"status":-3,"url":"u","contentLength":1,"sizeDownloaded":1})"),
        List{});
    auto missing = validate(*catalog().find(events::async_web), shape_of("62", "in progress"), Datum::ds_map({}));
    EXPECT_EQ(missing[0].diagnostic.text(), "warning: the key 'id' is missing (ev_async_web, in progress)");
}

TEST(Check, APayloadOfNoShapeIsToldTheNearest) {
    const CatalogEvent& web = *Catalog::builtin().find("ev_async_web");
    Datum payload = *read_payload(R"({"id":1,"status":7,"result":"x","url":"y","http_status":200})");
    ASSERT_EQ(guess_shape(web, payload), nullptr);
    Diagnostic said = fits_no_shape(web, payload);
    EXPECT_EQ(said.code, "no-shape");
    EXPECT_NE(said.message.find("fits no shape of ev_async_web"), std::string::npos) << said.message;
    EXPECT_NE(said.message.find("'finished, text body'"), std::string::npos) << said.message;
    EXPECT_NE(said.hint.find("wants status"), std::string::npos) << said.hint;
    // What is only known when it is fired may be anything.
    payload = *read_payload(R"({"id":1,"status":{"$gml":"0"},"result":"x","url":"y","http_status":200})");
    EXPECT_NE(guess_shape(web, payload), nullptr);
    for (const CatalogEvent& event : Catalog::builtin().events())
        EXPECT_FALSE(fits_no_shape(event, Datum::ds_map({})).message.empty());
}

TEST(Check, AMapOfOnesOwnHasTheKeysItLikes) {
    using List = std::vector<std::string>;
    // An event of one's own, and one of one's own under the number of another.
    EXPECT_EQ(codes("ev_async_social", "custom event", R"({"id":"level_up","level":3,"who":"me"})"), List{});
    EXPECT_EQ(codes("ev_async_system_event", "gamepad discovered", R"({"event_type":"mine","pad_index":1,"more":2})"),
              List{"unknown-value event_type"});
    EXPECT_EQ(codes("ev_async_system_event", "gamepad discovered",
                    R"({"event_type":"gamepad discovered","pad_index":1,"more":2})"),
              List{"unknown-key more"});
}

TEST(Check, TheAnswerToAFunctionIsOfTheShapeThatNamesIt) {
    auto answer = [](const char* event, const char* function) {
        return answer_shape(*catalog().find(event), function)->name;
    };
    EXPECT_EQ(answer("62", "http_get"), "finished, text body");
    EXPECT_EQ(answer("62", "http_get_file"), "finished, saved to file");
    EXPECT_EQ(answer("63", "show_message_async"), "show_message_async closed");
    EXPECT_EQ(answer("63", "get_string_async"), "get_string_async confirmed");
    EXPECT_EQ(answer("63", "get_login_async"), "get_login_async confirmed");
    EXPECT_EQ(answer("72", "buffer_load_async"), "buffer loaded");
    EXPECT_EQ(answer("72", "zip_unzip_async"), "archive extracted");
    EXPECT_EQ(answer("72", "zip_save"), "archive written");
    EXPECT_EQ(answer("72", "buffer_async_group_end"), "async group finished");
    EXPECT_EQ(answer("72", "audio_group_load"), "audio group loaded");
    EXPECT_EQ(answer("68", "network_connect_async"), "non-blocking connect succeeded");
    EXPECT_EQ(answer("68", "network_connect_raw_async"), "non-blocking connect succeeded");
    EXPECT_EQ(answer("60", "sprite_add"), "sprite_add finished");
    EXPECT_EQ(answer("60", "sprite_add_ext"), "sprite_add_ext finished (web)");
    EXPECT_EQ(answer("60", "of_an_extension"), "sprite_add finished") << "the first of all";
}

TEST(Check, TypesAreTolerantWhereGameMakerIs) {
    EXPECT_TRUE(fits_type("real", true));
    EXPECT_TRUE(fits_type("bool", 1));
    EXPECT_TRUE(fits_type("int64", 1));
    EXPECT_FALSE(fits_type("real", "1"));
    EXPECT_TRUE(fits_type("real|string", "1"));
    EXPECT_FALSE(fits_type("string|undefined", 1));
    EXPECT_TRUE(fits_type("string|undefined", Datum()));
    EXPECT_TRUE(fits_type("sprite id", Datum::ref("ref sprite spr_hero")));
    EXPECT_TRUE(fits_type("buffer id", Datum::buffer({})));
    EXPECT_FALSE(fits_type("sprite id", Datum::buffer({})));
    EXPECT_TRUE(fits_type("ds_map", Datum::ds_map({})));
    EXPECT_TRUE(fits_type("ds_map", Datum::ref("ref ds_map 1")));
    EXPECT_FALSE(fits_type("ds_map", Datum::structure({})));
    EXPECT_FALSE(fits_type("", 1));
    EXPECT_TRUE(fits_type("any", Datum::array({})));
}

TEST(Check, SetReadsByTheTypeOfTheKey) {
    const CatalogShape& text_body = shape_of("ev_async_web", "finished, text body");
    auto set = [&](const char* assignment) {
        auto changed = set_key(&text_body, text_body.sample, assignment);
        return changed ? summary(*at_path(
                             *changed, std::string_view(assignment).substr(0, std::string_view(assignment).find('='))))
                       : changed.error().message;
    };
    EXPECT_EQ(set("http_status=404"), "404");
    EXPECT_EQ(set("http_status=abc"), "'abc' is no value for the key 'http_status', which is of type real");
    EXPECT_EQ(set("http_status=\"4\""), "'\"4\"' is no value for the key 'http_status', which is of type real");
    EXPECT_EQ(set("result=12"), "\"12\"");
    EXPECT_EQ(set("result={\"gold\":50}"), R"("{\"gold\":50}")");
    EXPECT_EQ(set("result={\"$gml\":\"x\"}"), "= x");
    EXPECT_EQ(set("result="), "\"\"");
    EXPECT_EQ(set("result=a=b"), "\"a=b\"");
    EXPECT_EQ(set("response_headers={\"A\":\"b\"}"), R"({"A":"b"})");
    EXPECT_EQ(set_key(&text_body, text_body.sample, "response_headers={}")->find("response_headers")->kind(),
              DatumKind::ds_map);
    EXPECT_EQ(set("response_headers/ETag=abc"), "\"abc\"");
    EXPECT_EQ(set("fresh=[1,2]"), "[1,2]");
    EXPECT_EQ(set("fresh=plain text"), "\"plain text\"");
    EXPECT_EQ(set("nowhere/below=1"), "there is nothing that 'nowhere/below' could be set in");
    EXPECT_EQ(set("novalue"), "'novalue' is not of the form KEY=VALUE");
    EXPECT_EQ(set("=1"), "'=1' is not of the form KEY=VALUE");
    const CatalogShape& dialog = shape_of("ev_async_dialog", "show_message_async closed");
    EXPECT_EQ(*read_value(&dialog, "status", "false"), Datum(false));
    EXPECT_EQ(*read_value(&dialog, "status", "1"), Datum(true));
    EXPECT_FALSE(read_value(&dialog, "status", "maybe"));
    EXPECT_EQ(*read_value(nullptr, "status", "true"), Datum(true));
    CatalogShape own;
    own.keys = {{"n", "int64", true, {}, {}}, {"u", "real|string", true, {}, {}}, {"h", "sprite id", true, {}, {}}};
    EXPECT_EQ(*read_value(&own, "n", "9007199254740993"), Datum::int64(9007199254740993));
    EXPECT_FALSE(read_value(&own, "n", "1.5"));
    EXPECT_EQ(*read_value(&own, "u", "5"), Datum(5));
    EXPECT_EQ(*read_value(&own, "u", "five"), Datum("five"));
    EXPECT_EQ(*read_value(&own, "h", "ref sprite spr_hero"), Datum::ref("ref sprite spr_hero"));
}

// ---- pasted text

TEST(Paste, FindsTheObjectInALogLine) {
    EXPECT_EQ(
        write_payload(*parse_pasted(R"([12:30:01] {x} async_load = { "id":7.0,"status":0.0,"result":"a } b" } done)")),
        R"({"id":7,"status":0,"result":"a } b"})");
    EXPECT_EQ(write_payload(*parse_pasted(R"({"a":1.0,"m":{"k":[1.0,{"z":null}]},})")),
              R"({"a":1,"m":{"$ds_map":{"k":{"$ds_list":[1,{"$ds_map":{"z":{"$undefined":true}}}]}}}})");
    EXPECT_EQ(write_payload(*parse_pasted("\xEF\xBB\xBF{\"a\":1}")), R"({"a":1})");
    EXPECT_EQ(write_payload(*parse_pasted(R"(show_debug_message("{\"a\":\"x\\\"y\"}");)")), R"({"a":"x\"y"})");
    EXPECT_EQ(write_payload(*parse_pasted(R"({"id":{"$int64":"5"},"s":{"k":1}})")),
              R"({"id":{"$int64":"5"},"s":{"k":1}})");
}

TEST(Paste, DecodesWhatJsonEncodeWrote) {
    auto payload = parse_pasted(
        R"x({"n":"@@nan$$","i":"@@infinity$$","m":"@@-infinity$$","big":"@i64@20000000000001$i64$","neg":"@i64@ffffffffffffffff$i64$",
                                    "h":"@ref ds_map(1)","s":"@ref me","e":"me@x"})x");
    ASSERT_TRUE(payload);
    EXPECT_TRUE(std::isnan(payload->find("n")->as_real()));
    EXPECT_EQ(payload->find("i")->as_real(), INFINITY);
    EXPECT_EQ(payload->find("m")->as_real(), -INFINITY);
    EXPECT_EQ(*payload->find("big"), Datum::int64(9007199254740993));
    EXPECT_EQ(*payload->find("neg"), Datum::int64(-1));
    EXPECT_EQ(*payload->find("h"), Datum::ref("ref ds_map 1"));
    EXPECT_EQ(*payload->find("e"), Datum("me@x"));
    for (const char* text : {"@i64@$i64$", "@i64@xyz$i64$", "@i64@11112222333344445$i64$", "@ref (", "@@", ""})
        EXPECT_EQ(decode_json_encoded(text), Datum(text)) << text;
}

TEST(Paste, HostileTextEndsInAnError) {
    EXPECT_EQ(parse_pasted("").error().message, "there is no JSON object in the text");
    EXPECT_EQ(parse_pasted("nothing here").error().message, "there is no JSON object in the text");
    EXPECT_EQ(parse_pasted("a {b} c").error().message,
              "the object at 1:3 is no JSON (1:2: expected a key in quotes but found 'b')");
    EXPECT_FALSE(parse_pasted(std::string(100000, '{')));
    EXPECT_FALSE(parse_pasted("{\"a\":" + std::string(100000, '[')));
    EXPECT_FALSE(parse_pasted("{\"a\":\""));
    EXPECT_FALSE(parse_pasted("{\\\"a"));
    EXPECT_FALSE(parse_pasted("}{"));
}

TEST(Paste, EverySampleSurvivesALogLine) {
    // json_encode writes reals with a point and int64 in its own form; what comes back must be guessed alike.
    size_t tried = 0;
    for (const CatalogEvent& event : catalog().events())
        for (const CatalogShape& shape : event.shapes) {
            std::string line = "log: " + write_payload(shape.sample);
            if (line.find("\"$") != std::string::npos) continue;
            ++tried;
            auto pasted = parse_pasted(line);
            ASSERT_TRUE(pasted) << line;
            const CatalogShape* guess = guess_shape(event, *pasted);
            ASSERT_TRUE(guess) << line;
        }
    EXPECT_GT(tried, 150u);
}

// ---- reports

TEST(Report, JsonHasTheDocumentedMembers) {
    auto text = events_report(catalog(), "", true);
    ASSERT_TRUE(text);
    auto document = read_plain_json(*text);
    ASSERT_TRUE(document) << document.error().text();
    auto events = document->find("events")->items();
    ASSERT_EQ(events.size(), 14u);
    for (const Datum& event : events)
        for (const char* member : {"constant", "number", "title", "shapes"}) EXPECT_TRUE(event.find(member)) << member;
    const Datum& shape = events[0].find("shapes")->items()[0];
    EXPECT_EQ(shape.find("name")->text(), "sprite_add finished");
    EXPECT_EQ(shape.find("keys")->items()[0].find("key")->text(), "filename");
    EXPECT_EQ(shape.find("sample")->find("id")->as_real(), 42);
    auto one = read_plain_json(*events_report(catalog(), "social", true));
    ASSERT_EQ(one->find("events")->size(), 1u);
}

TEST(Report, TextForPeople) {
    std::string table = *events_report(catalog(), "", false);
    EXPECT_EQ(std::count(table.begin(), table.end(), '\n'), 14);
    EXPECT_NE(table.find("ev_async_social                70  Async - Social"), std::string::npos) << table;
    std::string details = *events_report(catalog(), "63", false);
    EXPECT_NE(details.find("ev_async_dialog  63  Async - Dialog  Other_63.gml\n"), std::string::npos);
    EXPECT_NE(details.find("    sample {\"id\":1,\"status\":true}\n"), std::string::npos) << details;
    EXPECT_FALSE(events_report(catalog(), "nope", false));
}
