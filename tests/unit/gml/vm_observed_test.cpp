#include "test_host.h"

#include "core/gml/chunk.h"
#include "core/gml/dump_code.h"

#include <gtest/gtest.h>

using namespace scope;
using scope::test::Game;

namespace {

/// Writes down what it is told.
class Listener final : public VmObserver, public VmStops {
public:
    explicit Listener(Game& game) : m_game(game) { wants_calls = false; }
    void on_place(uint32_t code, uint32_t pc) override {
        std::string text = std::to_string(line(code, pc)) + " ";
        if (m_game.program.code(code).chunk->only_looks(pc)) looked += text;
        if ((" " + lines).find(" " + text) == std::string::npos) lines += text;
    }
    void on_left(uint32_t code, uint32_t pc, uint32_t compare_code, uint32_t compare_pc, const Value& left,
                 const Value& right) override {
        bool at_end = m_game.program.code(code).chunk->instructions[pc].x & return_implicit;
        if (at_end && !wants_end) return;
        told += (at_end ? "end " : "left ") + std::to_string(line(code, pc));
        if (compare_pc != ~0u) {
            const CompareEntry* compared = m_game.program.code(compare_code).chunk->compare_at(compare_pc);
            told += " because " + source(compared->left) + "=" + shown(left) + " " + source(compared->right) + "=" +
                    shown(right);
        }
        told += "\n";
    }
    void on_watched_read(const HeapObject&, uint32_t key, const Value& value) override {
        told += "read " + std::string(m_game.names->text(key)) + "=" + shown(value) + "\n";
    }
    void on_missing_tested(uint32_t missed_read) override { told += "tested " + std::to_string(missed_read) + "\n"; }
    void on_call_out(uint32_t native, const Value*, uint32_t count, const Value& result) override {
        told += "out " + std::string(m_game.host.native(native).name) + " " + std::to_string(count) + " " +
                shown(result) + "\n";
    }
    void on_call(uint32_t code, const Value*, uint32_t count) override {
        told += "call " + m_game.program.code(code).name + " " + std::to_string(count) + "\n";
    }
    void on_return(uint32_t code, const Value& result) override {
        told += "return " + m_game.program.code(code).name + " " + shown(result) + "\n";
    }
    bool should_stop(uint32_t code, uint32_t pc) override { return line(code, pc) == stop_line; }

    std::string take(std::string& from) { return std::exchange(from, {}); }
    std::string lines, looked, told;
    uint32_t stop_line = 0;
    bool wants_end = false;

private:
    uint32_t line(uint32_t code, uint32_t pc) const { return m_game.program.place(code, pc).line; }
    std::string shown(const Value& value) const { return to_text(m_game.host.rules(), *m_game.names, value); }
    std::string source(Span span) const {
        return std::string(m_game.program.file(0).text().substr(span.begin, span.end - span.begin));
    }
    Game& m_game;
};

TEST(VmObserved, EachLineOncePerEpoch) {
    Game game;
    Listener listener(game);
    CodeId code = game.compile(
        "var n = 0;\nfor (var i = 0; i < 3; i++) {\n  n += i;\n}\nif (n > 5) {\n  n = 0;\n}\nshow_debug_message(n);\n");
    game.vm.observe(&listener);
    EXPECT_EQ(game.run_code(code), "3\n");
    EXPECT_EQ(listener.take(listener.lines), "1 2 3 5 8 ");
    EXPECT_EQ(game.run_code(code), "3\n");
    EXPECT_EQ(listener.lines, "");
    game.vm.tell_places_anew();
    game.run_code(code);
    EXPECT_EQ(listener.take(listener.lines), "1 2 3 5 8 ");
    EXPECT_EQ(game.program.code_lines(0), (std::vector<uint32_t>{1, 2, 3, 5, 6, 8}));
    game.vm.observe(nullptr);
    game.vm.tell_places_anew();
    game.run_code(code);
    EXPECT_EQ(listener.lines, "");
}

TEST(VmObserved, LinesOfWhatIsCalledAndWhereItIsJumpedTo) {
    Game game;
    Listener listener(game);
    CodeId code = game.compile(
        "function longer(n) {\n  n += 1;\n  n += 2;\n  if (n > 100) {\n    n = 0;\n  }\n  return n;\n}\n"
        "var total = 0;\nrepeat (3) {\n  total += longer(1);\n}\n"
        "switch (total) { case 1: total = 0; break; case 12: total = 7; break; }\nshow_debug_message(total);\n");
    game.vm.observe(&listener);
    EXPECT_EQ(game.run_code(code), "7\n");
    EXPECT_EQ(listener.take(listener.lines), "9 10 11 2 3 4 7 13 14 ");
    game.vm.tell_places_anew();
    EXPECT_EQ(game.run_code(code), "7\n");
    EXPECT_EQ(listener.take(listener.lines), "9 10 11 2 3 4 7 13 14 ");
}

TEST(VmObserved, LeavingThroughAGuard) {
    Game game;
    Listener listener(game);
    CodeId code = game.compile("var daily = 3;\nif (the_map[? \"id\"] != daily) exit;\nshow_debug_message(1);\nif "
                               "(the_map[? \"go\"]) return;\n",
                               UnitKind::event);
    game.vm.observe(&listener);
    game.host.map["id"] = Value(7.0);
    game.run_code(code);
    EXPECT_EQ(listener.take(listener.told), "left 2 because the_map[? \"id\"]=7 daily=3\n");
    game.host.map["id"] = Value(3.0);
    game.host.map["go"] = Value(1.0);
    game.run_code(code);
    EXPECT_EQ(listener.take(listener.told), "left 4 because the_map[? \"go\"]=1 =undefined\n");
    game.host.map["go"] = Value(0.0);
    listener.wants_end = true;
    game.run_code(code);
    EXPECT_EQ(listener.take(listener.told), "end 4 because the_map[? \"go\"]=0 =undefined\n");
}

TEST(VmObserved, ConditionsAreToldApartFromWhatTheyDecide) {
    Game game;
    Listener listener(game);
    CodeId code =
        game.compile("var k = the_map[? \"k\"];\nif (k == 1) show_debug_message(1);\nswitch (k) {\n  case 2: "
                     "show_debug_message(2); break;\n}\nwhile (k > 5) k = 0;\nfor (var i = 0; i < k - 9; i++) "
                     "show_debug_message(i);\n",
                     UnitKind::event);
    game.vm.observe(&listener);
    game.host.map["k"] = Value(3.0);
    EXPECT_EQ(game.run_code(code), "");
    EXPECT_EQ(listener.take(listener.lines), "1 2 3 4 6 7 ");
    EXPECT_EQ(listener.take(listener.looked), "1 2 3 4 6 7 ") << "nothing but conditions ran";
    game.vm.tell_places_anew();
    game.host.map["k"] = Value(1.0);
    EXPECT_EQ(game.run_code(code), "1\n");
    EXPECT_EQ(listener.take(listener.looked), "1 2 3 4 6 7 ");
    const Chunk& chunk = *game.program.code(code).chunk;
    size_t acting = 0;
    for (uint32_t pc = 0; pc < chunk.instructions.size(); ++pc) acting += !chunk.only_looks(pc);
    EXPECT_GT(acting, 0u);
}

TEST(VmObserved, MissedReadsThatAreTested) {
    Game game;
    Listener listener(game);
    CodeId code = game.compile("var m = the_map[? \"no\"];\nif (is_undefined(m)) m = m ?\?= 1;\n");
    (void)code;
    CodeId tests = game.compile("var m = the_map[? \"no\"]; is_undefined(m);\n var a = m ?? 1; if (m == undefined) a = "
                                "2; if (m) a = 3; var b = m; "
                                "typeof(b); show_debug_message(a);");
    game.vm.observe(&listener);
    EXPECT_EQ(game.run_code(tests), "2\n");
    EXPECT_EQ(listener.take(listener.told), "tested 7\ntested 7\ntested 7\ntested 7\ntested 7\n");
}

TEST(VmObserved, WatchedReadsAndCallsOut) {
    Game game;
    Listener listener(game);
    game.vm.observe(&listener);
    Value watched(game.heap.new_struct());
    ASSERT_TRUE(watched.as_struct()->set(game.names->intern("k"), Value(4.0)));
    watched.as_struct()->watched = 1;
    ASSERT_TRUE(game.host.global()->set(game.names->intern("payload"), watched));
    CodeId code =
        game.compile("repeat (2) { var p = payload.k; } with (payload) { k; } payload[$ \"k\"]; send_out(1, 2);");
    game.run_code(code);
    EXPECT_EQ(listener.take(listener.told), "read k=4\nread k=4\nread k=4\nread k=4\nout send_out 2 2\n");
}

TEST(VmObserved, StopsStepsAndLocals) {
    Game game;
    Listener listener(game);
    CodeId code = game.compile("function f(a) {\n  var b = a * 2;\n  return b;\n}\nvar t = 0;\nt += each([1, 2], "
                               "f);\nshow_debug_message(t);\n");
    game.vm.observe(&listener);
    game.vm.stop_with(&listener);
    listener.wants_calls = true;
    listener.stop_line = 3;
    game.vm.push_call(code, nullptr, nullptr);
    EXPECT_EQ(game.vm.resume(), RunResult::breakpoint);
    std::vector<StackEntry> stack = game.vm.stack();
    ASSERT_EQ(stack.size(), 3u);
    EXPECT_EQ(stack[0].name, "gml_Script_f");
    EXPECT_EQ(stack[0].place.text(), "test.gml:3:3");
    EXPECT_EQ(stack[1].name, "each");
    EXPECT_EQ(stack[2].place.line, 6u);
    auto locals = game.vm.locals(stack[0].frame);
    ASSERT_EQ(locals.size(), 2u);
    EXPECT_EQ(locals[1].first, "b");
    EXPECT_EQ(locals[1].second.as_real(), 2);
    EXPECT_EQ(game.vm.resume(), RunResult::breakpoint);
    EXPECT_EQ(game.vm.locals(game.vm.stack()[0].frame)[1].second.as_real(), 4);
    listener.by_step = true;
    listener.stop_line = 7;
    EXPECT_EQ(game.vm.resume(), RunResult::step);
    listener.stop_line = 0;
    EXPECT_EQ(game.vm.resume(), RunResult::done);
    EXPECT_EQ(game.printed(), "6\n");
    EXPECT_EQ(listener.take(listener.told), "call gml_GlobalScript_test 0\ncall gml_Script_f 1\nreturn gml_Script_f "
                                            "2\ncall gml_Script_f 1\nreturn gml_Script_f 4\n"
                                            "return gml_GlobalScript_test undefined\n");
}

TEST(VmObserved, ABarrierHearsEveryWrite) {
    class Barrier final : public WriteBarrier {
    public:
        explicit Barrier(NameTable& table) : m_table(table) {}
        void before_write(const HeapObject& container, uint32_t key, bool existed, const Value& old) override {
            told += container.object_type == ObjectType::array ? std::to_string(key) : std::string(m_table.text(key));
            told += existed ? (old.is_real() ? "(" + std::to_string(static_cast<int>(old.as_real())) + ")" : "(?)")
                            : "(new)";
            told += " ";
        }
        void before_free(const HeapObject&) override {}
        std::string told;

    private:
        NameTable& m_table;
    };
    Game game;
    Barrier barrier(*game.names);
    std::string text = "n = 1; n += 1; n++; global.n = 5; s = {a: 1}; s.a = 2; s.a += 1; s.b = 1; a = [1]; a[0] = 2; "
                       "a[0] += 1; a[1] = 0; "
                       "with (s) { a = 9; }";
    CodeId code = game.compile(text);
    game.run_code(code); // the places know their shapes now
    game.heap.observe(&barrier);
    game.run_code(code);
    game.heap.observe(nullptr);
    EXPECT_EQ(barrier.told, "n(5) n(1) n(2) n(3) a(new) s(?) a(1) a(2) b(new) 0(new) a(?) 0(1) 0(2) 1(new) a(3) ");
}

TEST(DumpCode, ShowsInstructions) {
    Game game;
    CodeId code = game.compile("var i = 0;\nwhile (i < 3) i++;\nshow_debug_message(\"n\" + string(i));\n");
    EXPECT_EQ(dump_code(game.program, *game.names, code), "== gml_GlobalScript_test: 0 parameters, 4 registers\n"
                                                          "    0     1  load_const r0:i, 0\n"
                                                          "    1     2  jump -> 3\n"
                                                          "    2     2  increment r0:i, r0:i\n"
                                                          "    3     2  jump_less_const r0:i, 3, -> 2\n"
                                                          "    4     3  load_const r2, \"n\"\n"
                                                          "    5     3  text r3, r0:i\n"
                                                          "    6     3  add r1, r2, r3 [2]\n"
                                                          "    7     3  call_native r1, 1, native 0\n"
                                                          "    8     3  return_undefined [2]\n");
}

} // namespace
