// Every function named *_exists is asked for undefined.

#include "lib_world.h"

#include "core/world/project_resolver.h"

#include <map>
#include <set>

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

/// Those of which the first argument is the id of something.
TEST(Existence, WhatIsNoIdIsNothing) {
    std::set<std::string> others = {"ds_map_exists",      "ds_grid_value_exists", "ds_grid_value_disk_exists",
                                    "struct_exists",      "file_exists",          "directory_exists",
                                    "ini_section_exists", "ini_key_exists",       "extension_exists",
                                    "texturegroup_exists"};
    for (const auto& [name, arguments] : existence_functions()) {
        if (others.contains(name) || name.starts_with("variable_")) continue;
        for (const char* odd : {"NaN", "{}", "[]", "function() {}", "pointer_null", "\"x\"", "-1", "infinity"}) {
            LibWorld world;
            world.value("layer_create(0); surface_create(1, 1); ds_map_create(); buffer_create(1, buffer_fixed, 1)");
            std::string call = name + "(" + odd + (arguments > 1 ? std::string(", ") + odd : "") + ")";
            if (name == "ds_exists") call = name + "(" + odd + ", ds_type_map)";
            EXPECT_EQ(world.text("var answer = " + call + "; typeof(answer) + string(answer)"), "bool0") << call;
        }
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
