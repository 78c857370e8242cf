#pragma once
// Extensions: what their .yy files declare. No binary of an extension is ever loaded; the runtime answers for the
// functions.

#include "core/project/assets.h"

namespace scope {

enum class ExtensionType : uint8_t { string = 1, real = 2 };

struct ExtensionFunction {
    std::string name;          ///< as GML calls it
    std::string external_name; ///< as the library exports it
    std::string help;          ///< "shop_buy(product, amount)", often empty
    std::vector<ExtensionType> arguments;
    bool any_arguments = false; ///< argCount -1: any number of any type
    ExtensionType returns = ExtensionType::real;
    bool hidden = false;
};

struct ExtensionConstant {
    std::string name;
    std::string value; ///< GML source text
    bool hidden = false;
};

enum class ExtensionFileKind : uint8_t { other = 0, library = 1, gml = 2, generic = 4, javascript = 5 };

struct ExtensionFile {
    std::string name; ///< "shop.ext", "shop.gml", "shop.dll"
    ExtensionFileKind kind = ExtensionFileKind::other;
    uint32_t code = no_unit;       ///< of a .gml file
    std::string init_function;     ///< called before the first script; may be empty
    std::string final_function;    ///< called when the game ends
    uint64_t targets = UINT64_MAX; ///< copyToTargets: one bit per platform
    std::vector<ExtensionFunction> functions;
    std::vector<ExtensionConstant> constants;
};

enum class ExtensionOptionType : uint8_t { boolean, number, string, file_path, folder_path, label, list, other };

struct ExtensionOption {
    std::string name;
    ExtensionOptionType type = ExtensionOptionType::other;
    std::string value; ///< the default, which is where the IDE keeps a project's setting too
    bool hidden = false;
};

struct Extension {
    std::string name;
    std::string version;
    std::string android_class;
    std::string ios_class;
    std::vector<ExtensionFile> files;
    std::vector<ExtensionOption> options;
};

} // namespace scope
