// What --device may set is what something asks for, and nothing else.
#include "core/base/text_file.h"
#include "core/world/environment_facts.h"

#include <filesystem>
#include <gtest/gtest.h>
#include <regex>
#include <set>

namespace scope {

TEST(EnvironmentFacts, are_those_that_the_sources_ask_for) {
    std::regex asks("environment(?:_real|_truth|_text)?\\((?:c, )?(?:std::string\\()?\"([A-Za-z_]+)\"");
    std::set<std::string> asked;
    for (const char* folder : {"core/lib", "core/world"})
        for (const auto& file : std::filesystem::directory_iterator(folder)) {
            if (file.path().extension() != ".cpp") continue;
            std::string text = *read_text_file(file.path().string());
            for (std::sregex_iterator at(text.begin(), text.end(), asks), end; at != end; ++at) {
                std::string name = (*at)[1];
                asked.insert(name);
                EXPECT_TRUE(check_environment_fact(name.ends_with('_') ? name + "x" : name)) << name;
            }
        }
    for (const EnvironmentFact& fact : environment_facts())
        EXPECT_TRUE(asked.contains(std::string(fact.name))) << fact.name;
    auto refused = check_environment_fact("os_get_language");
    ASSERT_FALSE(refused);
    EXPECT_NE(refused.error().message.find("language"), std::string::npos);
    EXPECT_FALSE(check_environment_fact("env_"));
    EXPECT_FALSE(check_environment_fact(""));
}

} // namespace scope
