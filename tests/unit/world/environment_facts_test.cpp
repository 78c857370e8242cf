// What --device may set is what something asks for, and nothing else.
#include "core/base/text_file.h"
#include "core/world/environment_facts.h"

#include <filesystem>
#include <gtest/gtest.h>
#include <set>

namespace scope {

namespace {

/// The names in calls such as environment("language", ...) and environment_text(c, std::string("os_info_") + ...).
void add_asked(std::string_view text, std::set<std::string>& out) {
    constexpr std::string_view call = "environment";
    for (size_t at = text.find(call); at != text.npos; at = text.find(call, at + 1)) {
        std::string_view rest = text.substr(at + call.size());
        for (std::string_view part : {"_real", "_truth", "_text"})
            if (rest.starts_with(part)) rest.remove_prefix(part.size());
        if (!rest.starts_with('(')) continue;
        rest.remove_prefix(1);
        for (std::string_view part : {"c, ", "std::string("})
            if (rest.starts_with(part)) rest.remove_prefix(part.size());
        if (rest.starts_with('"')) out.emplace(rest.substr(1, rest.find('"', 1) - 1));
    }
}

} // namespace

TEST(EnvironmentFacts, are_those_that_the_sources_ask_for) {
    std::set<std::string> asked;
    for (const char* folder : {"core/lib", "core/world"})
        for (const auto& file : std::filesystem::directory_iterator(folder))
            if (file.path().extension() == ".cpp") add_asked(*read_text_file(file.path().string()), asked);
    for (const std::string& name : asked)
        EXPECT_TRUE(read_environment_fact(name.ends_with('_') ? name + "x" : name, "1")) << name;
    for (const EnvironmentFact& fact : environment_facts())
        EXPECT_TRUE(asked.contains(std::string(fact.name))) << fact.name;
    auto refused = read_environment_fact("os_get_language", "fi");
    ASSERT_FALSE(refused);
    EXPECT_NE(refused.error().message.find("language"), std::string::npos);
    EXPECT_FALSE(read_environment_fact("env_", "1"));
    EXPECT_FALSE(read_environment_fact("", "1"));
}

TEST(EnvironmentFacts, are_of_the_type_that_the_game_asks_for) {
    EXPECT_EQ(read_environment_fact("language", "1").value(), Datum("1"));
    EXPECT_EQ(read_environment_fact("env_EMPTY", "").value(), Datum(""));
    EXPECT_EQ(read_environment_fact("display_width", "1280").value(), Datum(1280));
    EXPECT_EQ(read_environment_fact("os_type", "os_android").value(), Datum(4));
    EXPECT_EQ(read_environment_fact("os_type", "4").value(), Datum(4));
    EXPECT_EQ(read_environment_fact("network_connected", "false").value(), Datum(false));
    for (auto [name, text] : {std::pair("display_width", "wide"),
                              {"display_width", ""},
                              {"display_width", "nan"},
                              {"os_type", "os_toaster"},
                              {"os_type", ""},
                              {"window_focus", "maybe"}}) {
        auto refused = read_environment_fact(name, text);
        ASSERT_FALSE(refused) << name << "=" << text;
        EXPECT_NE(refused.error().message.find(name), std::string::npos);
    }
}

} // namespace scope
