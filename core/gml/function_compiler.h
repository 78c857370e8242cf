#pragma once
// One chunk from one function's tree, in one pass that recurses no deeper than the parser's limit.
//
// Order of evaluation: operands, arguments, elements and keys from left to right. An assignment works out its value
// first, then its target's parts, as GameMaker's vm does; a compound one those parts, the old value, then the new.

#include "core/gml/compiler.h"

namespace scope {

class FunctionCompiler {
public:
    FunctionCompiler(Compiler& shared, const UnitInput& unit, FunctionId function, CodeId first, Chunk& out,
                     bool far_jumps);
    /// False when a jump was too long for 16 bits: then compile again with `far_jumps`.
    bool compile();

private:
    using Register = uint16_t;
    using Jumps = std::vector<uint32_t>; ///< places of jumps whose target is still open

    struct Local {
        Register reg = 0;
        bool assigned = false;
    };
    enum class NameKind : uint8_t {
        local,
        argument_array,
        argument_count,
        static_variable,
        global_variable,
        function,
        constant,
        native,
        builtin,
        self_variable
    };
    struct Name {
        NameKind kind;
        Register reg = 0;
        uint32_t index = 0;
        const Resolution* resolution = nullptr;
    };
    /// Something that can be assigned, its parts worked out into registers.
    struct Target {
        enum class Kind : uint8_t {
            local,
            self_variable,
            global_variable,
            static_variable,
            builtin,
            member,
            member_builtin,
            element,
            entry,
            argument,
            none
        } kind = Kind::none;
        Register object = 0; ///< the local itself; member's object; container; `argument`'s index
        Register key = no_register;
        uint32_t site = 0;
        AccessKind access = AccessKind::list;
        bool constant_key = false; ///< of an entry: `key` is a constant's number
        bool says_self = false;    ///< `self.` is written: no global variable is meant, also at the console
        bool must_exist = false;   ///< of an element: the container cannot be stored back
    };
    enum class Leave : uint8_t { break_, continue_, return_, exit_ };
    struct Exit {
        Leave kind;
        bool early;
    };
    struct Scope {
        enum class Kind : uint8_t { loop, switch_, with, finally_, finally_body } kind;
        Jumps breaks, continues;
        Register token = 0, value = 0; ///< of a finally
        Jumps entries;
        std::vector<Exit> exits;
    };

    // compiler.cpp: registers, emission, names, the frame of a function
    Register temporary();
    void free_to(Register mark) { m_next = mark; }
    bool is_temporary(Register reg) const { return reg >= m_first_temporary; }
    uint32_t emit(Op op, uint32_t a = 0, uint32_t b = 0, uint32_t c = 0, uint8_t x = 0);
    uint32_t emit_wide(Op op, uint32_t a, uint32_t wide, uint8_t x = 0);
    uint32_t here() const { return static_cast<uint32_t>(m_out.instructions.size()); }
    void jump(Jumps& list) { list.push_back(emit_wide(Op::jump, 0, 0)); }
    void patch(const Jumps& list, uint32_t target);
    void compare_jump(Op op, Register a, uint32_t b, Jumps& list);
    uint32_t constant(const Value& value);
    uint32_t constant_text(std::string_view text);
    uint32_t site(std::string_view name, const Resolution* builtin);
    void load(Register target, const Value& value);
    std::string_view text(NameId id) const { return m_ast.text(id); }
    Name find_name(NameId id);
    Name find_argument(std::string_view name);
    void error(Span span, std::string code, std::string message, std::string hint = {});
    void collect_locals();
    void scan(NodeId node);
    /// Conditions and bodies of an `if` as its node lists them, without those that constants leave out.
    std::span<const NodeId> live_parts(NodeId id);
    void note_argument(std::string_view name);
    void declare_local(NameId name);
    void prologue();
    void hoist_functions();
    void initialise_statics();
    void call_parent();
    CodeId parent_named(std::string_view name) const;
    void finish();

    // compiler_expressions.cpp
    Register value(NodeId node);
    void value_to(NodeId node, Register target);
    void shown_to(NodeId node, Register target);
    Register left_operand(NodeId node, NodeId other);
    void identifier_to(NodeId node, Register target, bool called);
    void keyword_to(NodeId node, Register target);
    void template_to(NodeId node, Register target);
    void unary_to(NodeId node, Register target);
    void binary_to(NodeId node, Register target);
    void nullish_to(NodeId node, Register target);
    void truth_to(NodeId node, Register target);
    void conditional_to(NodeId node, Register target);
    void array_to(NodeId node, Register target);
    void struct_to(NodeId node, Register target);
    void field_value(NodeId field, Register made, Register& from, bool& takes);
    void function_to(FunctionId function, Register target, Register bound);
    void member_to(NodeId node, Register target);
    void index_to(NodeId node, Register target);
    void new_to(NodeId node, Register target);
    void call_to(NodeId node, Register target);
    uint32_t arguments(NodeId call, Register first, bool shows = false);
    void finish_call(Register base, Register target);
    Register call_base(Register target);
    void branch(NodeId condition, bool when, Jumps& out);
    /// What is negated around `span`, or `span`.
    Span take_negated(Span span) {
        Span negated = std::exchange(m_negated, Span{});
        return negated.end ? negated : span;
    }
    void branch_logical(NodeId condition, bool when, Jumps& out);
    bool branch_compare(NodeId condition, bool when, Jumps& out);
    std::optional<Value> folded(NodeId node) {
        if (!m_shared.may_be_constant(node)) return {};
        return m_shared.constant(m_unit, node, &m_hidden);
    }

    // compiler_places.cpp: variables and what can be assigned
    Target target_of(NodeId node);
    Target name_target(NodeId node);
    Target member_target(NodeId node);
    Target index_target(NodeId node);
    uint32_t known_key(NodeId node);
    Target entry_target(NodeId node);
    bool is_global_builtin(const Node& member) const; ///< global.score
    bool is_special_array(NodeId container);          ///< `argument` and built-in variables, which are no GML arrays
    Register keys(NodeId index, size_t count);
    Register container(NodeId node, bool at_once, bool& must_exist);
    void get(const Target& from, Register target, uint8_t x = 0);
    void set(const Target& to, Register from, bool takes);
    void assign(NodeId node);
    void assign_compound(NodeId node);
    bool is_console() const { return m_id == 0 && m_unit.kind == UnitKind::console; }
    bool adds_in_place(const Target& to) const;
    void add_to(const Target& to, Register from, uint8_t x);
    void update_to(NodeId node, Register target, bool wanted);
    void operate(Operator op, Register target, Register left, NodeId right, uint8_t flags = 0);

    // compiler_statements.cpp
    void statement(NodeId node);
    void block(NodeId node);
    void last_statement(NodeId node);
    void if_statement(NodeId node);
    void while_statement(NodeId node);
    void do_until_statement(NodeId node);
    void for_statement(NodeId node);
    void repeat_statement(NodeId node);
    void with_statement(NodeId node);
    void switch_statement(NodeId node);
    void try_statement(NodeId node);
    void finally_part(const Scope& scope);
    void return_statement(NodeId node);
    void leave(Leave kind, Register value, bool early, size_t from);
    void leave_statement(NodeId node, Leave kind);
    void open_loop(Scope::Kind kind);
    Scope close_scope();
    void mark_assigned(NameId name);
    /// What was emitted since `begin` is a condition or declares locals.
    void looked(uint32_t begin) {
        if (here() > begin) m_out.looks.push_back({begin, here()});
    }
    size_t begin_conditional();
    void end_conditional(size_t mark);

    Compiler& m_shared;
    const UnitInput& m_unit;
    const Ast& m_ast;
    FunctionId m_id;
    const Function& m_function;
    CodeId m_first;
    Chunk& m_out;
    bool m_far;
    bool m_too_far = false;
    std::string m_error;
    Span m_span{};
    Register m_next = 0;
    Register m_first_temporary = 0;
    uint32_t m_highest = 0;
    uint32_t m_level = 0; ///< of tries
    uint32_t m_withs = 0;
    uint32_t m_early =
        0; ///< around the statement: conditions, loops, blocks that go on behind it; an exit there is early
    Span m_condition{}; ///< the innermost condition, with those before it in its `if`
    Span m_negated{};   ///< the condition being compiled, from its first `!` on
    std::unordered_map<NameId, Local> m_locals;
    std::unordered_set<NameId> m_statics;
    std::unordered_set<NodeId> m_live_statics;                    ///< declarations that no constant leaves out
    std::unordered_map<NodeId, std::vector<NodeId>> m_live_parts; ///< of each `if` with a constant condition
    std::unordered_set<NameId> m_hidden; ///< locals and statics: no constants of that name are seen
    std::vector<NameId> m_assigned; ///< locals in the order in which they got their first value, for end_conditional
    std::vector<Scope> m_scopes;
    std::unordered_map<uint64_t, uint32_t> m_reals;
    std::unordered_map<int64_t, uint32_t> m_int64s;
    std::unordered_map<std::string, uint32_t> m_texts;
    std::unordered_map<std::string, uint32_t> m_shared_sites; ///< when there are too many for one each
    std::unordered_map<CodeId, uint32_t> m_callees;
};

} // namespace scope
