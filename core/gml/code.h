#pragma once
// Compiled GML. A Program is built once per project and shared by a world and its clones; functions are named by
// CodeId, an index that never changes, so a function value survives a clone and can be matched after a reload by (file,
// qualified name, ordinal). The console and watches append to it.

#include "core/base/diagnostic.h"
#include "core/gml/ast.h"
#include "core/gml/host.h"

#include <deque>
#include <memory>
#include <span>
#include <string>
#include <unordered_map>
#include <vector>

namespace scope {

using CodeId = uint32_t;
inline constexpr CodeId no_code = 0xFFFFFFFF;
/// In Method::function: a built-in, and the rest is its index among the natives.
inline constexpr uint32_t native_function_bit = 0x80000000;
/// As GML counts functions: built-in ones from 0, those of the game from here.
inline constexpr uint32_t first_function_number = 100000;

/// `ref script`: the index is the number that GML sees, the generation what is called, as in Method::function.
inline Value function_handle(uint32_t number, uint32_t function) {
    return Value::ref(RefKind::script, number, function);
}
/// A built-in function that is no number, as method_get_index gives it.
inline Value native_handle(uint32_t native) {
    return function_handle(native, native | native_function_bit);
}
/// What a function, a method or a built-in function calls, as in Method::function; no_code for any other value.
inline uint32_t called_by(const Value& value) {
    if (value.is_method()) return value.as_method()->function;
    if (value.is_ref(RefKind::script)) return value.ref_generation();
    return value.is_ref(RefKind::function) ? value.ref_index() | native_function_bit : no_code;
}
/// The same where it is GML; no_code for built-in functions too.
inline CodeId code_called_by(const Value& value) {
    uint32_t function = called_by(value);
    return function & native_function_bit ? no_code : function;
}

struct Chunk; // chunk.h: the instructions

/// One function: the code of an event, a script's top level, or anything written with `function`.
struct Code {
    std::string
        name; ///< as faults show it: "gml_Object_obj_shop_Other_70", "gml_Script_save", "gml_Script_anon@120@..."
    std::string short_name; ///< "save", or empty
    uint32_t file = 0;      ///< Program::file
    uint32_t ordinal = 0;   ///< place among the functions of its file
    uint32_t unit = 0;      ///< of the project: 0; else see Program::begin_unit
    uint32_t number = ~0u;  ///< what GML sees of a handle to it; -1 of what it cannot come upon
    Span span;
    bool is_constructor = false;
    CodeId parent = no_code; ///< the constructor this one inherits from, once known
    std::unique_ptr<Chunk> chunk;

    Code();
    Code(Code&&) noexcept;
    ~Code();
};

enum class UnitKind : uint8_t {
    script,   ///< functions become global, the top level runs once before the game
    event,    ///< one handler
    creation, ///< room or instance creation code
    console,  ///< statements typed by a person: sees global functions; the last expression's value is returned
    hidden,   ///< the prelude: its frames never show
};

struct UnitInput {
    const SourceFile* file; ///< must outlive the program
    const Ast* ast;         ///< needed during build() only
    UnitKind kind;
    std::string name;       ///< "gml_Object_obj_shop_Other_70"
    std::string error = {}; ///< not empty: the file could not be parsed, and its code faults with this text
};

class Program {
public:
    Program();
    ~Program();

    /// Compiles units together: first every global function, enum and globalvar of all of them is declared, then bodies
    /// are compiled, so order does not matter. Returns the CodeId of each unit's own code (its top level), in order;
    /// units with errors compile to code that faults with their first message. Names that nobody knows are reported
    /// once per place
    /// ("unknown-name"), natives that are stubs as notes ("stub").
    std::vector<CodeId> build(std::span<const UnitInput> units, const Resolver& resolver, NameTable& names,
                              std::vector<Diagnostic>& diagnostics);

    // What is typed at a console may declare functions, which a copy of the world that was made before does not know.
    // So declarations belong to units, each of which goes on from another, and one world's units are seen at a time.

    /// What is built from now on belongs to a new unit after `after`, which is seen.
    uint32_t begin_unit(uint32_t after);
    /// Names and numbers of functions are those that this unit knows, of it and of those before it.
    void see(uint32_t unit) {
        if (unit != m_seen) look_at(unit);
    }
    bool sees(CodeId id) const {
        uint32_t unit = m_codes[id].unit;
        return unit == 0 || (unit < m_visible.size() && m_visible[unit]);
    }

    const Code& code(CodeId id) const { return m_codes[id]; }
    size_t size() const { return m_codes.size(); }
    const SourceFile& file(uint32_t index) const { return *m_files[index]; }
    /// A global function by its name, or no_code.
    CodeId find_function(std::string_view name) const;
    /// The function with the number, or no_code.
    CodeId numbered(double number) const;
    Value function_value(CodeId id) const { return function_handle(m_codes[id].number, id); }
    /// Functions of a name that are declared inside of events or other functions: what it may mean at run time when no
    /// variable has it yet. Good until the next build.
    std::span<const CodeId> inner_functions(std::string_view name) const;
    /// The code that `id` is written in: an event, a script's top level.
    CodeId unit_of(CodeId id) const { return id - m_codes[id].ordinal; }
    /// The function with this file path and ordinal, or no_code: how function values are matched after a reload.
    CodeId find(std::string_view path, uint32_t ordinal) const;
    /// Where the instruction at `pc` was written.
    Place place(CodeId id, uint32_t pc) const;
    /// Lines of `file` that hold instructions, sorted: what coverage is measured against.
    std::vector<uint32_t> code_lines(uint32_t file) const;

private:
    friend class Compiler;
    std::deque<Code> m_codes;
    std::vector<const SourceFile*> m_files;
    void look_at(uint32_t unit);
    CodeId newest_seen(std::span<const CodeId> all) const;
    void give_number(Code& code, CodeId id);

    struct Unit {
        uint32_t after = 0;
        uint32_t numbers = 0; ///< how many functions have numbers, those before it included
    };
    std::vector<Unit> m_units{Unit()};
    std::vector<bool> m_visible; ///< by unit
    uint32_t m_seen = 0;
    std::vector<std::vector<CodeId>> m_numbered; ///< by number, from first_function_number on; the newest last
    std::unordered_map<std::string, std::vector<CodeId>> m_functions; ///< likewise
    struct Tables;                                                    // enums, globalvars
    std::unique_ptr<Tables> m_tables;
};

} // namespace scope
