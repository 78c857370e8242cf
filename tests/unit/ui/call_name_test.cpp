#include "ui/model/call_name.h"

#include <gtest/gtest.h>

namespace scope {

TEST(CallName, SaysWhereAFunctionWithoutANameWasWritten) {
    Place create{"objects/obj_shop/Create_0.gml", 12, 5};
    EXPECT_EQ(call_name("gml_Script_anon@120@gml_Object_obj_shop_Create_0", create), "function at obj_shop Create:12");
    EXPECT_EQ(call_name("anon@120", create), "function at obj_shop Create:12");
    EXPECT_EQ(call_name("gml_Script_scr_save", {"scripts/scr_save/scr_save.gml", 3, 1}), "scr_save");
    EXPECT_EQ(call_name("gml_Script_price@anon@64@Shop@scr_shop", {"scripts/scr_shop/scr_shop.gml", 3, 1}), "price");
    EXPECT_EQ(call_name("gml_Script_anon@64@Shop@scr_shop", {"scripts/scr_shop/scr_shop.gml", 3, 1}),
              "function at scr_shop:3");
    EXPECT_EQ(call_name("gml_Script_on_gold@gml_Object_obj_shop_Create_0", create), "on_gold");
    EXPECT_EQ(call_name("gml_Object_obj_menu_Other_62", {"objects/obj_menu/Other_62.gml", 2, 1}), "obj_menu Other_62");
    EXPECT_EQ(call_name("show_reward", {}), "show_reward");
    EXPECT_EQ(call_name("gml_Script_anon@3@gml_GlobalScript_scr_ui", {"scripts/scr_ui/scr_ui.gml", 9, 1}),
              "function at scr_ui:9");
}

TEST(CallName, NamesFilesByWhatTheyAre) {
    EXPECT_EQ(code_of_file("objects/obj_shop/Step_2.gml"), "obj_shop Step_2");
    EXPECT_EQ(code_of_file("scripts/scr_a/scr_a.gml"), "scr_a");
    EXPECT_EQ(code_of_file("objects/x.gml"), "x");
    EXPECT_EQ(code_of_file(""), "");
}

} // namespace scope
