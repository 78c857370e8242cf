#pragma once
// The meanings of GML's names in one project: built-in constants and variables, assets, natives, stubs, functions and
// constants of extensions. Made once per project, shared by a world and its clones; all that changes after that is that
// stubs of console functions are added while GML is compiled.

#include "core/gml/host.h"
#include "core/project/project.h"

#include <deque>
#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace scope {

class Program;

/// A row of the table of GameMaker's constants.
struct ConstantRow {
    std::string_view name;
    double value;
    bool assumed; ///< GameMaker does not document the number; ours only differs from its neighbours'
};
std::span<const ConstantRow> constant_rows();
/// The value of a built-in constant that is a number, or `otherwise`.
double constant_value(std::string_view name, double otherwise = -1);
/// The constant of `group` ("ev_async_", "os_", ...) with this value; "" when there is none.
std::string_view constant_name(std::string_view group, double value);

/// What a function that we do not simulate returns.
enum class Neutral : uint8_t { undefined, real, minus_one, boolean, string, array, uvs, structure, pointer, handle };
/// What a stub does with handles besides.
enum class FunctionRole : uint8_t { plain, create, exists, free };
/// A row of the table of GameMaker's functions.
struct FunctionRow {
    std::string_view name;
    Neutral returns;
    FunctionRole role;
    RefKind handle;              ///< of the roles other than plain
    std::string_view documented; ///< the manual's words: "Real", "DS Map"; "" when it has none
};
std::span<const FunctionRow> function_rows();
const FunctionRow* function_row(std::string_view name);

class ProjectResolver final : public Resolver {
public:
    ProjectResolver(const Project& project, std::vector<std::span<const NativeRow>> natives);

    Resolution resolve(std::string_view name) const override;
    /// A console's functions and constants are documented to its developers only: what is named as one of them counts
    /// as one, a function as a stub and a constant as 0.
    Resolution resolve_foreign(std::string_view name, bool called) const override;
    const NativeRow& native(uint32_t index) const { return m_natives[index]; }
    size_t native_count() const { return m_natives.size(); }
    /// The native called `name`, stubs included; ~0 when there is none.
    uint32_t find_native(std::string_view name) const;
    /// The extension function called `name`, or null.
    const ExtensionFunction* extension_function(std::string_view name) const;
    /// The handle or number that an asset's name means.
    static Value asset_value(const Asset& asset);
    /// The asset, function or instance of a room called `name`, where its handle is of this kind; undefined when not.
    Value handle_named(RefKind kind, std::string_view name) const;
    static RefKind ref_kind(AssetKind kind);
    /// The asset a handle names, or null.
    const Asset* asset_of(RefKind kind, uint32_t index) const;

    /// Instances placed in rooms have fixed ids: those of a room follow each other, in creation order.
    uint32_t first_id(uint32_t room) const { return m_first_ids[room]; }
    uint32_t first_free_id() const { return m_first_free_id; }

    /// Set once compiled: functions of scripts and mocks go before natives.
    const Program* program = nullptr;

private:
    /// What a name means, and the native of that name, which an asset of the same name hides from GML.
    struct Meaning {
        Resolution resolution;
        uint32_t native = ~0u;
    };
    void add_constant(std::string_view name, Value value);
    Resolution add_native(const NativeRow& row) const;
    void add_room_instances();

    const Project& m_project;
    std::vector<uint32_t> m_first_ids;
    uint32_t m_first_free_id = 0;
    mutable std::deque<NativeRow> m_natives; ///< rows stay where they are
    mutable std::unordered_map<std::string_view, Meaning> m_table;
    mutable std::deque<std::string> m_foreign_names;
    std::unordered_map<std::string_view, const ExtensionFunction*> m_extension_functions;
    std::unordered_map<uint64_t, const Asset*> m_assets;
};

} // namespace scope
