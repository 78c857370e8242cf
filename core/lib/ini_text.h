#pragma once
// GameMaker's dialect of ini: `[section]` lines, `key=value` lines, # and ; begin comments. A value may be quoted with
// " or '; nothing is escaped, so one that holds " is written between ' and one that holds both is written bare. Values
// that begin with [ or { (JSON) have no comment behind them. Linear in the text.

#include "core/world/outside.h"

#include <string>
#include <string_view>
#include <vector>

namespace scope {

/// Sections in order; one named twice is one section, and a key's last value counts. What is neither a section nor a
/// key is passed over.
std::vector<IniSection> parse_ini(std::string_view text);
/// As ini_close writes it: CR LF, every value quoted.
std::string print_ini(const std::vector<IniSection>& sections);

} // namespace scope
