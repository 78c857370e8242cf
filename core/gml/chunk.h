#pragma once
// The instructions of one function and the tables beside them. An instruction is 8 bytes: an op, a small flag field and
// three 16-bit operands, so frames of thousands of registers need nothing special. Fields are read straight from
// memory, which costs no more than shifting them out of a word. A chunk is shared by all worlds that run its program;
// what belongs to one (constants on its heap, statics, marks of lines that ran) is kept by the vm. The inline caches
// are here: they hold shapes of the one name table that the program was built with.

#include "core/base/source.h"
#include "core/gml/code.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace scope {

enum class Op : uint8_t {
#define OP(name, operands, meaning) name,
#include "core/gml/ops.def"
#undef OP
    count
};

std::string_view op_name(Op op);
std::string_view op_operands(Op op);

struct Instruction {
    Op op;
    uint8_t x = 0;
    uint16_t a = 0;
    uint16_t b = 0;
    uint16_t c = 0;

    uint32_t wide() const { return b | uint32_t(c) << 16; }
    int32_t offset() const { return static_cast<int32_t>(wide()); } ///< of a wide jump, from the next instruction
};
static_assert(sizeof(Instruction) == 8);

// x of get ops, set ops and make_function's c; see ops.def.
inline constexpr uint8_t get_quiet = 1;
inline constexpr uint8_t get_bare = 2;
inline constexpr uint8_t get_console = 4;
inline constexpr uint8_t get_called = 8; ///< it is called, and nothing gives it a value: there is no such function
inline constexpr uint8_t set_takes = 1;
inline constexpr uint8_t set_needs_array = 2; ///< of set_index: what is no array faults instead of becoming one
inline constexpr uint8_t add_goes_on = 1;     ///< of add: another + follows, so a text needs room
inline constexpr uint8_t add_takes = 2;       ///< the left operand is a temporary that nobody reads again
/// Of arithmetic: the operand is written as a whole number, which beside an int64 is one too.
inline constexpr uint8_t literal_left = 4;
inline constexpr uint8_t literal_right = 8;
inline constexpr uint8_t add_steps = 1;       ///< of what adds to a variable: ++ or --
inline constexpr uint8_t return_early = 1;    ///< inside of a condition or loop, or with code behind it
inline constexpr uint8_t return_implicit = 2; ///< the end of the code; nobody wrote it
inline constexpr uint16_t no_register = 0xFFFF;
inline constexpr uint16_t bind_self = 0xFFFF;
inline constexpr uint16_t bind_nothing = 0xFFFE;

/// What an accessor looks into: [| ], [? ], [# ], [$ ].
enum class AccessKind : uint8_t { list, map, grid, member };

/// A literal. Texts become strings of each world's heap when it first runs the chunk.
struct ChunkConstant {
    Value value; ///< never a heap object
    std::string text;
    bool is_text = false;
};

/// One place that names a member, with what it saw last. `shape` is a shared shape that has the member in `slot`;
/// `lacking` one that has not, while the struct of statics one (depth 1) or two (depth 2) further on has shape `holder`
/// and the member in `static_slot`. `from` becomes `to` by adding the member.
struct MemberSite {
    Symbol name = NameTable::none;
    uint32_t builtin = ~0u; ///< index of the built-in variable of that name
    bool of_instance = false;
    mutable uint8_t depth = 0;
    mutable uint32_t slot = 0;
    mutable uint32_t static_slot = 0;
    mutable Shape* shape = nullptr;
    mutable Shape* lacking = nullptr;
    mutable Shape* middle = nullptr;
    mutable Shape* holder = nullptr;
    mutable Shape* from = nullptr;
    mutable Shape* to = nullptr;
};

/// Where a fault between begin and end goes. Inner ones come first.
struct TryHandler {
    uint32_t begin;
    uint32_t end;
    uint32_t target;
    uint16_t register_; ///< receives the exception; of a finally unused
    uint16_t withs;     ///< with loops that stay
    uint16_t level;     ///< nesting of tries
    bool is_finally;
};

struct PlaceEntry {
    uint32_t pc; ///< first instruction that was written there
    Span span;
};

/// A branch that a comparison or truth test decides: what it and its operands look like in the source.
struct CompareEntry {
    uint32_t pc;
    Span left;
    Span right; ///< empty for a truth test
    Span whole; ///< with each `!` in front; empty for a case of a switch, whose subject is `left`
};

/// An exit or return inside of a condition or loop, and the source of the conditions that lead there.
struct GuardEntry {
    uint32_t pc;
    Span condition;
};

/// Instructions [begin, end) only look: they are a condition, or the declaration of locals.
struct LookRange {
    uint32_t begin;
    uint32_t end;
};

struct LocalName {
    std::string name;
    uint16_t register_;
};

struct Chunk {
    CodeId id = no_code;
    std::vector<Instruction> instructions;
    uint32_t register_count = 0;
    uint32_t parameter_count = 0;
    uint32_t local_end = 0;      ///< registers up to here are parameters and locals, the rest temporaries
    uint32_t call_cost = 8;      ///< what entering it takes off the budget
    bool uses_arguments = false; ///< keeps what is passed beyond the parameters
    bool is_constructor = false;
    bool is_hidden = false; ///< of the prelude
    bool has_statics = false;
    CodeId parent = no_code;
    std::vector<ChunkConstant> constants;
    std::vector<MemberSite> sites;
    std::vector<const Chunk*> callees;
    std::vector<CodeId> functions;
    std::vector<TryHandler> handlers;
    std::vector<PlaceEntry> places;
    std::vector<CompareEntry> compares;
    std::vector<GuardEntry> guards;
    std::vector<LookRange> looks;
    std::vector<LocalName> locals; ///< parameters first

    /// Where `pc` was written.
    Span span_at(uint32_t pc) const;
    /// Of the branch at `pc`, or null.
    const CompareEntry* compare_at(uint32_t pc) const;
    /// Of the exit or return at `pc`, or null.
    const GuardEntry* guard_at(uint32_t pc) const;
    bool only_looks(uint32_t pc) const;
};

} // namespace scope
