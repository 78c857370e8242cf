// extension_*: what the .yy files of extensions say. Nothing of an extension is loaded; its functions are stubs.

#include "core/lib/existence.h"
#include "core/lib/platform_tables.h"
#include "core/lib/shared_arguments.h"

#include "core/value/numbers.h"

namespace scope {

static const Extension* extension_argument(NativeCall& c) {
    const std::vector<Extension>& all = world_of(c).project().extensions;
    if (c.arg(0).is_ref()) return asset_argument(c, 0, RefKind::extension, all);
    std::string_view name = c.text(0);
    for (const Extension& one : all)
        if (one.name == name) return &one;
    return nullptr;
}

/// "Value" of a list, number, ... as GML has it: numbers and booleans are such, the rest is text.
static Value option_value(NativeCall& c, const ExtensionOption& option) {
    double number = 0;
    switch (option.type) {
    case ExtensionOptionType::boolean:
        return Value::boolean(option.value == "True" || option.value == "true" || option.value == "1");
    case ExtensionOptionType::number: return Value(parse_number_prefix(option.value, number) ? number : 0.0);
    default: return Value(c.heap.new_string(option.value));
    }
}

static bool has_value(const ExtensionOption& option) {
    return option.type != ExtensionOptionType::label; // a headline of the IDE's dialog
}

static NativeStatus extension_exists(NativeCall& c) {
    const Extension* extension = extension_argument(c);
    return c.done(Value::boolean(extension != nullptr));
}

static NativeStatus extension_get_version(NativeCall& c) {
    const Extension* extension = extension_argument(c);
    return extension ? c.done(std::string_view(extension->version)) : c.done();
}

static NativeStatus extension_get_option_count(NativeCall& c) {
    const Extension* extension = extension_argument(c);
    double count = 0;
    if (extension)
        for (const ExtensionOption& option : extension->options) count += has_value(option);
    return c.done(count);
}

static NativeStatus extension_get_option_names(NativeCall& c) {
    const Extension* extension = extension_argument(c);
    Array* names = c.heap.new_array();
    Value result(names);
    if (extension && names)
        for (const ExtensionOption& option : extension->options)
            if (has_value(option)) add_item(c, names, Value(c.heap.new_string(option.name)));
    return c.done(result);
}

static NativeStatus extension_get_options(NativeCall& c) {
    const Extension* extension = extension_argument(c);
    if (!extension) return c.done();
    Struct* options = c.heap.new_struct();
    Value result(options);
    for (const ExtensionOption& option : extension->options)
        if (has_value(option)) add_member(c, options, option.name, option_value(c, option));
    return c.done(result);
}

static NativeStatus extension_get_option_value(NativeCall& c) {
    const Extension* extension = extension_argument(c);
    std::string_view name = c.text(1);
    if (extension && !c.failed())
        for (const ExtensionOption& option : extension->options)
            if (option.name == name && has_value(option)) return c.done(option_value(c, option));
    return c.done();
}

static constexpr NativeRow rows[] = {
    {"extension_exists", unless_undefined<extension_exists>, 1, 1},
    {"extension_get_version", extension_get_version, 1, 1},
    {"extension_get_option_count", extension_get_option_count, 1, 1},
    {"extension_get_option_names", extension_get_option_names, 1, 1},
    {"extension_get_options", extension_get_options, 1, 1},
    {"extension_get_option_value", extension_get_option_value, 2, 2},
};

std::span<const NativeRow> extension_natives() {
    return rows;
}

} // namespace scope
