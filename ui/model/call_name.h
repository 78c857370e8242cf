#pragma once
// How the window names a piece of GML: "obj_shop Create", "scr_save", "function at obj_shop Create:12" where the
// runtime says "gml_Script_anon@120@gml_Object_obj_shop_Create_0".

#include "core/base/diagnostic.h"

#include <string>
#include <string_view>

namespace scope {

/// "obj_shop Create" of "objects/obj_shop/Create_0.gml"; "scr_save" of "scripts/scr_save/scr_save.gml".
std::string code_of_file(std::string_view file);
/// `name` as faults and call trees have it, `place` where the code was written.
std::string call_name(std::string_view name, const Place& place);

} // namespace scope
