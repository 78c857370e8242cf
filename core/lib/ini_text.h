#pragma once
// GameMaker's dialect of ini: `[section]` lines, `key=value` lines, # and ; begin comments. A value may be quoted with
// " or '. Behind a backslash neither a quote nor a comment counts, and both characters stay in the value; nothing is
// escaped in writing, so what holds " is written between ' and what holds both is written bare. Values that begin with
// [ or { (JSON) have no comment behind them. A line without a value is no key. Linear in the text.

#include "core/world/platform_state.h"

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
