// What the compiler makes is whole, and a chunk with one wrong operand is found out.

#include "core/gml/chunk_invariants.h"
#include "test_host.h"

#include <gtest/gtest.h>

using namespace scope;
using scope::test::Game;

namespace {

constexpr const char* everything = R"(
    function add(a, b = 2) { static calls = 0; calls++; return a + b * 3 - calls; }
    function Base(n) constructor { number = n; }
    function Derived(n) : Base(n + 1) constructor { twice = function() { return number * 2; }; }
    var list = [1, "two", add(3), $"four {add(1, 2)}"];
    var made = new Derived(list[0]);
    made.number += made.twice();
    global.sum = 0;
    for (var i = 0; i < array_length(list); i++) { if (i == 2 && made != undefined) continue; global.sum += i; }
    repeat (3) { try { if (global.sum > 100) throw "much"; } catch (problem) { show(problem); } finally { global.sum++; } }
    with (obj_a) { hp -= 1; }
    switch (global.sum) { case 1: show("one"); break; default: show(list[1] ?? "none"); }
    var fields = { a : 1, b : [2, 3] };
    fields.b[1] += 4;
    show(fields[$ "a"], argument_count);
)";

/// Every chunk of a program that uses most of the language.
std::vector<const Chunk*> chunks_of(Game& game) {
    game.compile(everything);
    std::vector<const Chunk*> chunks;
    for (CodeId id = 0; id < game.program.size(); ++id) chunks.push_back(game.program.code(id).chunk.get());
    return chunks;
}

} // namespace

TEST(ChunkInvariants, what_is_compiled_is_whole) {
    Game game;
    std::vector<const Chunk*> chunks = chunks_of(game);
    ASSERT_GT(chunks.size(), 3u);
    for (const Chunk* chunk : chunks) EXPECT_EQ(broken_invariant(*chunk, game.names->size()), "");
}

TEST(ChunkInvariants, every_operand_that_leads_out_of_bounds_is_found) {
    Game game;
    size_t tried = 0;
    for (const Chunk* chunk : chunks_of(game))
        for (size_t pc = 0; pc < chunk->instructions.size(); ++pc) {
            std::string_view kinds = op_operands(chunk->instructions[pc].op);
            for (size_t index = 0; index < kinds.size(); ++index) {
                if (kinds[index] == '-' || kinds[index] == 'n' || kinds[index] == 'N') continue;
                Chunk broken = *chunk;
                Instruction& at = broken.instructions[pc];
                bool wide = std::string_view("KSJT").find(kinds[index]) != std::string_view::npos;
                uint16_t& field = index == 0 ? at.a : index == 1 ? at.b : at.c;
                field = kinds[index] == 'j' ? 0x7FFF : 0xFF00; // no register of ours and no constant either
                if (wide) at.b = 0, at.c = 0x7F00;
                EXPECT_NE(broken_invariant(broken, game.names->size()), "")
                    << op_name(at.op) << " with a wrong operand " << index;
                ++tried;
            }
        }
    EXPECT_GT(tried, 200u);
}

TEST(ChunkInvariants, a_chunk_that_runs_past_its_end_is_found) {
    Game game;
    for (const Chunk* chunk : chunks_of(game)) {
        Chunk broken = *chunk;
        broken.instructions.push_back({Op::load_undefined});
        EXPECT_NE(broken_invariant(broken, game.names->size()), "");
    }
}

TEST(ChunkInvariants, rows_of_registers_end_inside_of_the_frame) {
    Game game;
    size_t tried = 0;
    for (const Chunk* chunk : chunks_of(game))
        for (const Instruction& at : chunk->instructions) {
            if (at.op != Op::call_code && at.op != Op::call_native && at.op != Op::make_array) continue;
            Chunk broken = *chunk;
            Instruction& row = broken.instructions[static_cast<size_t>(&at - chunk->instructions.data())];
            (at.op == Op::make_array ? row.c : row.b) = static_cast<uint16_t>(chunk->register_count + 1);
            EXPECT_NE(broken_invariant(broken, game.names->size()), "") << op_name(at.op);
            ++tried;
        }
    EXPECT_GT(tried, 4u);
}
