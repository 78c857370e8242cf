// Extensions: their functions, constants, options and the GML they bring.
#include "core/project/load.h"

namespace scope {

static ExtensionType extension_type(JsonValue value) {
    return value.integer() == 1 ? ExtensionType::string : ExtensionType::real;
}

static ExtensionFunction read_function(JsonValue entry) {
    ExtensionFunction function;
    function.name = entry["name"].text();
    function.external_name = entry["externalName"].text();
    function.help = entry["help"].text();
    for (JsonValue argument : entry["args"]) function.arguments.push_back(extension_type(argument));
    function.any_arguments = entry["argCount"].integer() == -1; // other counts are unreliable: 0 with arguments listed
    function.returns = extension_type(entry["returnType"]);
    function.hidden = entry["hidden"].boolean();
    return function;
}

static ExtensionFile read_file(Loading& loading, const YyFile& yy, JsonValue entry, const std::string& extension) {
    ExtensionFile file;
    file.name = entry["filename"].text();
    int64_t kind = entry["kind"].integer();
    bool known = kind == 1 || kind == 2 || kind == 4 || kind == 5;
    file.kind = known ? static_cast<ExtensionFileKind>(kind) : ExtensionFileKind::other;
    file.init_function = entry["init"].text();
    file.final_function = entry["final"].text();
    file.targets = static_cast<uint64_t>(entry["copyToTargets"].integer(-1));
    for (JsonValue function : entry["functions"]) file.functions.push_back(read_function(function));
    for (JsonValue constant : entry["constants"])
        file.constants.push_back({std::string(constant["name"].text()), std::string(constant["value"].text()),
                                  constant["hidden"].boolean()});
    if (file.kind == ExtensionFileKind::gml)
        file.code =
            loading.add_code("gml_Extension_" + extension + "_" + file.name, folder_of(yy.path) + "/" + file.name, yy);
    return file;
}

static ExtensionOption read_option(JsonValue entry) {
    ExtensionOption option;
    option.name = entry["name"].text();
    int64_t type = entry["optType"].integer(-1);
    constexpr auto other = static_cast<int64_t>(ExtensionOptionType::other);
    option.type = type >= 0 && type < other ? static_cast<ExtensionOptionType>(type) : ExtensionOptionType::other;
    option.value = entry["defaultValue"].text();
    option.hidden = entry["hidden"].boolean();
    return option;
}

Extension read_extension(Loading& loading, const YyFile& yy, const std::string& name) {
    JsonValue root = yy.root();
    Extension extension;
    extension.name = name;
    extension.version = root["extensionVersion"].text();
    extension.android_class = root["androidclassname"].text();
    extension.ios_class = root["classname"].text();
    for (JsonValue entry : root["files"]) extension.files.push_back(read_file(loading, yy, entry, name));
    for (JsonValue entry : root["options"]) extension.options.push_back(read_option(entry));
    return extension;
}

} // namespace scope
