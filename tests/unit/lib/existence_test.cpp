// Every function named *_exists is asked for undefined.

#include "lib_world.h"

#include "core/world/project_resolver.h"

#include <map>

namespace scope::test {

namespace {

/// All names that end so, whether simulated or only answered, with how many arguments they take.
std::map<std::string, int> existence_functions() {
    std::map<std::string, int> out;
    for (const FunctionRow& row : function_rows())
        if (std::string_view(row.name).ends_with("_exists")) out.emplace(row.name, 2);
    for (std::span<const NativeRow> table : native_tables())
        for (const NativeRow& row : table)
            if (std::string_view(row.name).ends_with("_exists")) out[row.name] = row.least;
    return out;
}

TEST(Existence, UndefinedIsNothing) {
    std::map<std::string, int> functions = existence_functions();
    ASSERT_GE(functions.size(), 45u);
    for (const auto& [name, arguments] : functions) {
        LibWorld world;
        std::string call = name + "(undefined" + (arguments > 1 ? ", undefined" : "");
        for (int more = 2; more < arguments; ++more) call += ", 0";
        EXPECT_EQ(world.text("var answer = " + call + "); typeof(answer) + string(answer)"), "bool0") << name;
    }
}

TEST(Existence, UndefinedHasNoMembersToAskFor) {
    for (const char* name : {"variable_instance_exists", "struct_exists", "variable_struct_exists"}) {
        LibWorld world;
        EXPECT_NE(world.fault(std::string(name) + "(undefined, \"x\")"), "") << name;
        EXPECT_EQ(world.text(std::string(name) + "({ x: 1 }, undefined)"), "0") << name;
    }
}

} // namespace

} // namespace scope::test
