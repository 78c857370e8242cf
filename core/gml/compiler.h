#pragma once
// From syntax trees to chunks: one Program::build(). Declares every global function, enum and globalvar of all units,
// resolves names and evaluates constants; a FunctionCompiler (function_compiler.h) makes each chunk. Linear.

#include "core/gml/chunk.h"
#include "core/gml/program_tables.h"

#include <optional>
#include <string>
#include <unordered_map>
#include <unordered_set>
#include <utility>

namespace scope {

class Compiler {
public:
    Compiler(Program& program, const Resolver& resolver, NameTable& names, std::vector<Diagnostic>& diagnostics);
    ~Compiler();
    std::vector<CodeId> build(std::span<const UnitInput> units);

    // What FunctionCompiler asks.
    Program& program() { return m_program; }
    NameTable& names() { return m_names; }
    const Resolution& resolve(std::string_view name);
    bool is_globalvar(std::string_view name) const;
    bool is_written(std::string_view name) const;
    bool is_enum(std::string_view name) const;
    /// The value of `member`; nothing when the enum has none of that name or it depends on itself.
    std::optional<int64_t> enum_member(std::string_view name, std::string_view member);
    /// A value that is known now: literals, constants, enum members and arithmetic over them. Never a heap object.
    /// `hidden`: names that mean something else here (locals), or null.
    std::optional<Value> constant(const UnitInput& unit, NodeId node,
                                  const std::unordered_set<NameId>* hidden = nullptr);
    /// One with another; nothing where that is an error, or no number.
    std::optional<Value> combined(Operator op, const Value& left, const Value& right);
    /// Whether a constant operand of `op` is an integer where the other one is an int64: a whole number, but not of
    /// `/`, for which GameMaker makes literals reals.
    static bool is_integer_literal(Operator op, const Value& known);
    void report(const UnitInput& unit, Span span, Severity severity, std::string code, std::string message,
                std::string hint = {});
    /// Whether ++ or -- stands anywhere in `node` of the unit being compiled.
    bool has_update(NodeId node) const { return m_has_update[node]; }
    /// Whether it is worth asking for the constant that `node` of the unit being compiled stands for.
    bool may_be_constant(NodeId node) const { return m_may_be_constant[node]; }
    /// Function statements written directly in `function` of the unit being compiled.
    const std::vector<FunctionId>& declared_in(FunctionId function) const { return m_declared_in[function]; }
    void note_name(const UnitInput& unit, Span span, std::string_view name, bool called);

private:
    void analyse(const UnitInput& unit);
    void declare(const UnitInput& unit, size_t index);
    void declare_functions(const UnitInput& unit, CodeId first);
    void declare_enums(const UnitInput& unit, size_t index);
    void settle_enums();
    void collect_names(const UnitInput& unit);
    void note_target(const UnitInput& unit, NodeId target);
    void note_creation(const UnitInput& unit, NodeId call);
    bool is_filled(const UnitInput& unit) const;
    std::optional<Value> constant_binary(const UnitInput& unit, NodeId node, const std::unordered_set<NameId>* hidden);
    std::string function_name(const UnitInput& unit, CodeId first, FunctionId function) const;

    Program& m_program;
    const Resolver& m_resolver;
    NameTable& m_names;
    std::vector<Diagnostic>& m_diagnostics;
    std::span<const UnitInput> m_units;
    std::unordered_map<std::string, Resolution> m_resolved;
    std::vector<std::vector<FunctionId>> m_declared_in;
    std::vector<bool> m_has_update;
    std::vector<bool> m_may_be_constant;
    uint32_t m_enum_depth = 0;
    bool m_settling = false;
    Heap m_scratch; ///< for arithmetic on constants; only numbers pass through it
};

/// An operator as the value layer names it.
std::optional<Arithmetic> arithmetic_of(Operator op);

} // namespace scope
