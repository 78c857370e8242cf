#pragma once
// ds_*_write and ds_*_read: a structure as hexadecimal text (docs/semantics.md 2.6). Iterative; arrays to depth 128.
// Reading takes any text: what does not parse empties the structure.

#include "core/ds/store.h"

#include <string>
#include <string_view>

namespace scope {

/// The text of a structure of any kind. False when the text would pass a limit or arrays nest too deep. Structs and
/// methods are written as undefined, handles as their index.
bool ds_write(DsStructure& structure, std::string& text, std::string& error);

enum class DsRead : uint8_t {
    done,
    garbage, ///< the structure is empty now (a grid keeps its size with 0 in all cells)
    limit,   ///< a heap limit forbids it; the structure is empty
};
/// Replaces the content; what the structure owned is destroyed, as clearing it does. A reading that fails leaves it
/// empty.
DsRead ds_read(DsStructure& structure, std::string_view text);

} // namespace scope
