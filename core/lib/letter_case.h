#pragma once
// Upper and lower case of single code points: Latin, Greek, Cyrillic, Armenian and fullwidth letters, one for one (so
// there is no "SS" for a sharp s). Independent of the machine's locale, because the same game has to give the same
// trace everywhere.

#include <cstdint>

namespace scope {

uint32_t upper_case(uint32_t point);
uint32_t lower_case(uint32_t point);

} // namespace scope
