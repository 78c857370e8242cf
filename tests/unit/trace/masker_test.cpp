#include "core/data/typed_json.h"
#include "core/trace/masker.h"

#include <gtest/gtest.h>
#include <random>

using namespace scope;

TEST(SecretKeys, AreNamedByWholeWords) {
    for (const char* key : {"token",         "access_token",
                            "accessToken",   "TOKEN",
                            "X-Api-Key",     "api-key",
                            "apiKey",        "APIKey",
                            "apikey",        "access_key",
                            "privateKey",    "private key",
                            "jwt",           "bearer",
                            "auth",          "Authorization",
                            "pwd",           "passwd",
                            "password",      "passphrase",
                            "credential",    "credentials",
                            "Set-Cookie",    "session",
                            "sessionId",     "PHPSESSION_session",
                            "client_secret", "signature",
                            "secrets",       "auth2"})
        EXPECT_TRUE(is_secret_key(key)) << key;
    for (const char* key :
         {"", "id", "author", "authority", "tokenizer", "keyboard", "key", "monkey", "api", "possession", "token_type",
          "tokenCount", "session_expires", "password_valid", "key_length", "secretary"})
        EXPECT_FALSE(is_secret_key(key)) << key;
    EXPECT_FALSE(is_secret_key(std::string(5000, 'a') + "_token")); // no name
    for (const char* path : {"response_headers/Set-Cookie", "self.auth.user", "result > token", "global.tokens[3]"})
        EXPECT_TRUE(is_secret_path(path)) << path;
    EXPECT_FALSE(is_secret_path("self.items[3].count"));
}

namespace {

std::string masked(const char* typed_json) {
    Masker masker;
    return write_typed_json(masker.masked_value(*read_typed_json(typed_json)));
}

std::string words(std::string_view text) {
    return Masker().masked_words(text);
}

std::string code(std::string_view text) {
    return Masker().masked_code(text);
}

} // namespace

TEST(Masker, ATextBecomesItsNumberCutToItsLength) {
    EXPECT_EQ(masked(R"({"token":"tell-nobody-1","password":"tell-nobody-2","auth":"tell-nobody-1"})"),
              R"({"token":"secret1","password":"secret2","auth":"secret1"})");
    // One that is too short for its number takes none.
    EXPECT_EQ(masked(R"({"token":"abc","pwd":"","jwt":"obj_shop"})"), R"({"token":"sec","pwd":"","jwt":"secret1"})");
    EXPECT_EQ(masked(R"({"id":"plain","n":5})"), R"({"id":"plain","n":5})");
}

TEST(Masker, NumbersKeepSignAndDigits) {
    EXPECT_EQ(masked(R"({"token":123456})"), R"({"token":900001})");
    EXPECT_EQ(masked(R"({"token":[1234,-1234,5678,12.5]})"), R"({"token":[9001,-9001,9002,90.1]})");
    EXPECT_EQ(masked(R"({"session":0,"auth":1,"jwt":true,"pwd":{"$undefined":true},"token":{"$real":"nan"}})"),
              R"({"session":0,"auth":1,"jwt":true,"pwd":{"$undefined":true},"token":{"$real":"nan"}})");
    EXPECT_EQ(masked(R"({"token":{"$int64":"9223372036854775807"},"auth":{"$int32":2147483647}})"),
              R"({"token":{"$int64":"1000000000000000001"},"auth":{"$int32":1000000001}})");
}

TEST(Masker, ContainersAreMaskedByTheirLeaves) {
    EXPECT_EQ(masked(R"({"tokens":{"$ds_list":["alpha-1",{"a":"alpha-2"},[77,"alpha-1"]]},"n":7})"),
              R"({"tokens":{"$ds_list":["secret1",{"a":"secret2"},[91,"secret1"]]},"n":7})");
    EXPECT_EQ(masked(R"({"auth":{"$ds_grid":[["alpha-1",5]]}})"), masked(R"({"auth":{"$ds_grid":[["alpha-1",7]]}})"));
    EXPECT_EQ(masked(R"({"$ds_map":{"Authorization":"Bearer x"}})"), R"({"$ds_map":{"Authorization":"secret1"}})");
}

TEST(Masker, WhatHoldsNoSecretIsShared) {
    Masker masker;
    Datum value = Datum::ds_map({{"id", 3}, {"data", Datum::structure({{"text", "a=1&b=2"}})}});
    EXPECT_TRUE(masker.masked_value(value).same_node(value));
    EXPECT_FALSE(masker.any());
}

TEST(Masker, ASecretPartOfATextAloneIsReplaced) {
    EXPECT_EQ(words(R"({"user":"ann","token":"alpha-12","n":{"auth":[5,true,"x"]}})"),
              R"({"user":"ann","token":"secret1","n":{"auth":[9,true,"s"]}})");
    EXPECT_EQ(words(R"({"body":"{\"token\":\"alpha-12\"}"})"), R"({"body":"{\"token\":\"secret1\"}"})");
    EXPECT_EQ(words("a=1&token=alpha-12&b=2"), "a=1&token=secret1&b=2");
    EXPECT_EQ(words("https://x.org/p?token=alpha-12&id=3#end"), "https://x.org/p?token=secret1&id=3#end");
    EXPECT_EQ(words("https://ann:pass-word@x.org/a@b"), "https://ann:secret1@x.org/a@b");
    EXPECT_EQ(words("https://ghp_abcdefgh@x.org"), "https://secret1@x.org");
    EXPECT_EQ(words("Authorization: Bearer alpha-12.x\r\nAccept: text/plain"),
              "Authorization: Bearer secret1\r\nAccept: text/plain");
    EXPECT_EQ(words("sent Bearer alpha-12.x to it"), "sent Bearer secret1 to it");
    EXPECT_EQ(words("Cookie: a=1; b=2\nid: 3"), "Cookie: secret1\nid: 3");
    EXPECT_EQ(words("login token = 'alpha-12', tries: 3"), "login token = 'secret1', tries: 3");
    for (const char* same : {"session: started", "token=true", "a token for you", "https://x.org/?id=3", "x://", "=",
                             ":", "token=", "https://@x", "{\"token\":", "[1,2", "tokens left: 3"})
        EXPECT_EQ(words(same), same);
}

TEST(Masker, NamesAndValuesAreFoundInEveryDress) {
    EXPECT_EQ(words("user[password]=alpha-12&x=1"), "user[password]=secret1&x=1");
    EXPECT_EQ(words("user%5Bpassword%5D=alpha-12"), "user%5Bpassword%5D=secret1");
    EXPECT_EQ(words("said {\\\"token\\\":\\\"alpha-12\\\"}"), "said {\\\"token\\\":\\\"secret1\\\"}");
    EXPECT_EQ(words("x \"token\":\n  \"alpha-12\""), "x \"token\":\n  \"secret1\"");
    EXPECT_EQ(words("cb({\"auth\":{\"user\":\"alpha-12\"}})"), "cb({\"auth\":{\"user\":\"secret1\"}})");
    EXPECT_EQ(words("tokens: [\"alpha-12\",\"beta-345\"] left"), "tokens: [\"secret1\",\"secret2\"] left");
    EXPECT_EQ(words("{\"a\":1}\n{\"token\":\"alpha-12\"}"), "{\"a\":1}\n{\"token\":\"secret1\"}");
    EXPECT_EQ(words("Authorization: ApiKey alpha 12\nid: 1"), "Authorization: ApiKey secret1\nid: 1");
    EXPECT_EQ(words("password=ab#longer"), "password=secret1");
}

TEST(Masker, WhatOfASecretLooksLikeOneIsNoneOfItsOwn) {
    Masker masker;
    EXPECT_EQ(masker.masked_value(*read_typed_json(R"({"authorization":"Bearer abcdefgh12","jwt":"other-one"})")),
              *read_typed_json(R"({"authorization":"secret1","jwt":"secret2"})"));
    EXPECT_EQ(masker.masked_words("Bearer abcdefgh12"), "secret1");
    EXPECT_EQ(masker.masked_words("secret1: connected"), "secret1: connected");
    EXPECT_EQ(masker.masked_value(*read_typed_json(R"({"token":"next-one-3"})")),
              *read_typed_json(R"({"token":"secret3"})"));
}

TEST(Masker, CutSecretsNumbersInTextAndEscapedOnesAreFound) {
    std::string token = "x9" + std::string(60, 'q') + std::string(60, 'z') + "end";
    Masker masker;
    masker.masked_value(Datum::structure({{"token", token}, {"session", 123456789012.0}, {"pwd", "a\"b\\c/defgh"}}));
    EXPECT_EQ(masker.masked_words("cannot convert \"" + token.substr(0, 80) + "\""), "cannot convert \"secret1\"");
    EXPECT_EQ(masker.masked_words("sid is 123456789012"), "sid is 900000000001");
    EXPECT_EQ(masker.masked_words("{x: a\\\"b\\\\c/defgh"), "{x: secret2");
    std::string front = token.substr(0, 30), back = token.substr(token.size() - 27);
    EXPECT_EQ(masker.masked_guard("k != \"expected\", was \"" + front + "..." + back + "\"", {token}),
              "k != \"expected\", was \"secret1\"");
}

TEST(Masker, KeysAndPrioritiesToo) {
    Masker masker;
    masker.masked_value(Datum("tok_abcdefgh"), true);
    Datum queue = Datum::ds_priority({{Datum("tok_abcdefgh"), Datum(5)}});
    EXPECT_EQ(masker.masked_value(queue), Datum::ds_priority({{Datum("secret1"), Datum(5)}}));
    EXPECT_EQ(masker.masked_value(Datum::ds_map({{"tok_abcdefgh", 1}})), Datum::ds_map({{"secret1", 1}}));
    ChangeRecord change{"global.sessions[? \"tok_abcdefgh\"]", std::nullopt, Datum(1), {}};
    HandlerRecord run;
    run.changes = {change};
    EventLine event;
    event.dispatches.emplace_back().handlers = {run};
    EXPECT_EQ(masker.masked(event).dispatches[0].handlers[0].changes[0].path, "global.sessions[? \"secret1\"]");
}

TEST(Masker, DataThatIsSharedIsLookedAtAgainWhenMoreIsKnown) {
    Masker masker;
    Datum shared = Datum::structure({{"note", "x alpha-12"}});
    EXPECT_EQ(masker.masked(EnvironmentRecord{"a", shared}).value, shared);
    masker.masked_value(Datum("alpha-12"), true);
    EXPECT_EQ(masker.masked(EnvironmentRecord{"b", shared}).value, Datum::structure({{"note", "x secret1"}}));
}

TEST(Masker, WhatIsMetLaterInARecordIsMaskedFromItsBeginning) {
    Masker masker;
    EnvironmentRecord record{"x", Datum::structure({{"note", "x alpha-12"}, {"token", "alpha-12"}})};
    EXPECT_EQ(masker.masked(record).value, Datum::structure({{"note", "x secret1"}, {"token", "secret1"}}));
}

TEST(Masker, LiteralsOfCodeAreMaskedAndNothingElse) {
    EXPECT_EQ(code("global.token = \"alpha-12\"; gold = 5; // token\nname = \"ann\";"),
              "global.token = \"secret1\"; gold = 5; // token\nname = \"ann\";");
    EXPECT_EQ(code("m[? \"token\"] = \"alpha-12\"; a[0] = \"b\";"), "m[? \"token\"] = \"secret1\"; a[0] = \"b\";");
    EXPECT_EQ(code("ds_map_add(m, \"Authorization\", \"Bearer \" + \"alpha-12\");"),
              "ds_map_add(m, \"Authorization\", \"secret1\" + \"secret2\");");
    EXPECT_EQ(code("s = { password: @'alpha-12', pin: 77, auth: 77 };"),
              "s = { password: @'secret1', pin: 77, auth: 91 };");
    EXPECT_EQ(code("#macro API_KEY \"alpha-12\"\nx = API_KEY;"), "#macro API_KEY \"secret1\"\nx = API_KEY;");
    EXPECT_EQ(code("if (token == \"alpha-12\") exit;"), "if (token == \"secret1\") exit;");
    EXPECT_EQ(code("url = \"https://x.org/?token=alpha-12\";"), "url = \"https://x.org/?token=secret1\";");
    EXPECT_EQ(code("token = \"never closed"), "token = \"secret1");
    EXPECT_EQ(
        code("token = (\"alpha-12\"); tokens = [\"alpha-12\", \"b\"]; token = c ? \"x-alpha\" : \"y-alpha\"; n = 5;"),
        "token = (\"secret1\"); tokens = [\"secret1\", \"s\"]; token = c ? \"secret2\" : \"secret3\"; n = 5;");
    EXPECT_EQ(code("token = choose(\"alpha-12\", 5);\nname = \"ann\""),
              "token = choose(\"secret1\", 9);\nname = \"ann\"");
    EXPECT_EQ(code("if (\"alpha-12\" == token) x = \"a\";"), "if (\"secret1\" == token) x = \"a\";");
    EXPECT_EQ(code("switch (token) { case \"alpha-12\": x = \"a\"; }"),
              "switch (token) { case \"secret1\": x = \"a\"; }");
    for (const char* plain :
         {"kind = is_new ? \"NewToken\" : \"ordinary\";", "kind = c ? m[? \"token\"] : \"ordinary\";",
          "switch (type) { case \"on_new_token\": show(async_load[? \"value\"], \"ordinary\"); break; }",
          "switch (type) { case on_token: kind = \"ordinary\"; default: n = 12345; }"})
        EXPECT_EQ(code(plain), plain);
    EXPECT_EQ(code("s = {\"token\": \"alpha-12\", n: 1, auth : c ? \"beta-345\" : \"\"};"),
              "s = {\"token\": \"secret1\", n: 1, auth : c ? \"secret2\" : \"\"};");
    EXPECT_EQ(code("token = \"alpha-12\"; // was alpha-12"), "token = \"secret1\"; // was secret1");
    Masker masker;
    EXPECT_EQ(masker.masked_code("\"alpha-12\"", true), "\"secret1\"");
}

TEST(Masker, AConditionHidesItsValuesWhenItAsksForASecret) {
    Masker masker;
    EXPECT_EQ(masker.masked_guard("async_load[? \"token\"] != mine, was \"abc\", mine 1234"),
              "async_load[? \"token\"] != mine, was \"sec\", mine 9001");
    EXPECT_EQ(masker.masked_guard("async_load[? \"id\"] != mine, was \"abc\", mine 7"),
              "async_load[? \"id\"] != mine, was \"abc\", mine 7");
}

TEST(Masker, WhatWasMetIsReplacedWhereverAGameRepeatsIt) {
    Masker masker;
    masker.masked_value(*read_typed_json(R"({"token":"alpha-12","pwd":"alpha-123","auth":"short"})"));
    EXPECT_EQ(masker.masked_words("got alpha-12 and alpha-123 and short, xalpha-12y"),
              "got secret1 and secret2 and short, xsecret1y");
    EXPECT_EQ(masker.masked_value(Datum("alpha-12alpha-12")), Datum("secret1secret1"));
}

TEST(Masker, WhatIsMaskedStaysAsItIs) {
    const char* payload =
        R"({"token":"tell-nobody-1","password":"tell-nobody-2","auth":[123,"abc",456,"tell-nobody-1"]})";
    Masker first, second;
    Datum once = first.masked_value(*read_typed_json(payload));
    Datum twice = second.masked_value(once);
    EXPECT_EQ(write_typed_json(twice), write_typed_json(once));
    // What comes next gets the same number in both.
    Datum next = *read_typed_json(R"({"jwt":"tell-nobody-9","session":777})");
    EXPECT_EQ(write_typed_json(second.masked_value(next)), write_typed_json(first.masked_value(next)));
    EXPECT_TRUE(second.any());
}

TEST(Masker, RecordsAreMaskedInEveryField) {
    std::string secret = "tell-nobody-1";
    HandlerRecord run;
    run.object = "obj_token";
    run.before = Datum::ds_map({{"token", secret}});
    run.writes = {{"headers/Authorization", Datum(secret), Datum("tell-nobody-2"), {}}};
    run.changes = {{"self.auth.user", std::nullopt, Datum(secret), {}},
                   {"self.seen", std::nullopt, Datum("x " + secret), {}}};
    run.calls = {{"url_open", {Datum("https://x.org/?token=" + secret)}, Datum(secret), {}, ""}};
    run.log = {{"said " + secret, {}}};
    run.left = GuardRecord{{}, "key != \"" + secret + "\"", false};
    run.fault = FaultRecord{"bad " + secret, {}, "obj_token", "Other_70", {}};
    RequestRecord request;
    request.kind = "http_request";
    request.args = {Datum("{\"token\":\"" + secret + "\"}")};
    run.requests = {request};
    EventLine event;
    event.dispatches.emplace_back().payload = run.before;
    event.dispatches[0].handlers = {run};
    Masker masker;
    EventLine out = masker.masked(event);
    const HandlerRecord& masked_run = out.dispatches[0].handlers[0];
    EXPECT_EQ(masked_run.object, "obj_token");
    EXPECT_EQ(masked_run.before, Datum::ds_map({{"token", "secret1"}}));
    EXPECT_EQ(masked_run.writes[0].old_value, Datum("secret1"));
    EXPECT_EQ(masked_run.writes[0].new_value, Datum("secret2"));
    EXPECT_EQ(masked_run.changes[0].new_value, Datum("secret1"));
    EXPECT_EQ(masked_run.changes[1].new_value, Datum("x secret1"));
    EXPECT_EQ(masked_run.calls[0].args[0], Datum("https://x.org/?token=secret1"));
    EXPECT_EQ(masked_run.calls[0].result, Datum("secret1"));
    EXPECT_EQ(masked_run.log[0].text, "said secret1");
    EXPECT_EQ(masked_run.left->because, "key != \"secret1\"");
    EXPECT_EQ(masked_run.fault->message, "bad secret1");
    EXPECT_EQ(masked_run.requests[0].args[0], Datum("{\"token\":\"secret1\"}"));
    InputRecord input{"set_var", Datum::structure({{"path", "global.token"}, {"gml", "\"" + secret + "\""}})};
    EXPECT_EQ(masker.masked(input).arguments, Datum::structure({{"path", "global.token"}, {"gml", "\"secret1\""}}));
    TraceHeader header;
    header.options = Datum::structure({{"answers", Datum::structure({{"get_token", "\"" + secret + "\""}})}});
    EXPECT_EQ(masker.masked(header).options,
              Datum::structure({{"answers", Datum::structure({{"get_token", "\"secret1\""}})}}));
}

/// Texts of a small alphabet, so that names, signs and secrets meet in every way.
TEST(Masker, NoTextBringsASecretOutAndJsonStaysJson) {
    std::mt19937 dice(20261130);
    const char* parts[] = {"token", "=",        ":",        "\"",  "'", " ", "&",       "{",  "}",  "[",  "]",
                           ",",     "abcdefgh", "12345678", "://", "@", "?", "Bearer ", "\\", "\n", "id", "é"};
    for (int round = 0; round < 20'000; ++round) {
        std::string text;
        for (size_t n = dice() % 14; n > 0; --n) text += parts[dice() % std::size(parts)];
        Masker masker;
        masker.masked_value(Datum("abcdefgh"), true);
        std::string once = masker.masked_words(text);
        EXPECT_EQ(once.find("abcdefgh"), std::string::npos) << text;
        EXPECT_LE(once.size(), text.size()) << text;
        if (read_plain_json(text)) {
            EXPECT_TRUE(read_plain_json(once)) << text << "\n" << once;
        }
        EXPECT_LE(masker.masked_code(text).size(), text.size()) << text;
    }
}

/// Much is copied without a look at its values: then masking must have nothing to do there.
TEST(Masker, FindsNothingWhereNoSecretMayBe) {
    for (const char* key : {"X-Api-Key", "accessKeys", "PRIVATE_KEY", "auth2", "credentials", "Set-Cookie"})
        EXPECT_TRUE(may_hold_secret(key)) << key;
    for (const char* text : {"obj_shop", "keyboard: 12", "{\"id\":3,\"who\":\"p1\"}", "https://api.example/a@b", ""})
        EXPECT_FALSE(may_hold_secret(text)) << text;
    std::mt19937 dice(20261201);
    const char* parts[] = {"to", "ken",     "api", "Key",      "access",   "_",   " ", "-", "=",
                           ":",  "\"",      "'",   "abcdefgh", "12345678", "://", "@", "/", "Bear",
                           "er", "sess",    "ion", "{",        "}",        "[",   "]", ",", "\\",
                           "\n", "u0074ok", "en",  "x74",      "pass",     "word"};
    int never = 0, may = 0;
    for (int round = 0; round < 50'000; ++round) {
        std::string text;
        for (size_t n = dice() % 16; n > 0; --n) text += parts[dice() % std::size(parts)];
        if (may_hold_secret(text)) {
            ++may;
            continue;
        }
        ++never;
        Masker masker;
        EXPECT_EQ(masker.masked_words(text), text);
        EXPECT_EQ(masker.masked_code(text), text);
        EXPECT_EQ(masker.masked_guard(text), text);
        EXPECT_FALSE(is_secret_path(text)) << text;
        EXPECT_FALSE(masker.any()) << text;
    }
    EXPECT_GT(never, 10'000);
    EXPECT_GT(may, 1'000);
}

TEST(Masker, CostsAsMuchAsThereIs) {
    // Each of these took time that grew with its square while secrets were looked for one by one.
    Masker masker;
    std::string all;
    for (int i = 0; i < 20'000; ++i) {
        std::string secret = "eyJhbGciOiJIUzI1NiJ9." + std::to_string(i) + "-secret-end";
        masker.masked_value(Datum(secret), true);
        all += secret + " ";
    }
    std::string out = masker.masked_words(all);
    EXPECT_EQ(out.find("eyJ"), std::string::npos);
    for (const char* part : {"token=", "\"a\":", "://", "://@", "token:'", "Bearer ", "[", "{\"a\":"}) {
        std::string many;
        while (many.size() < 1'000'000) many += part;
        masker.masked_words(many);
    }
}
