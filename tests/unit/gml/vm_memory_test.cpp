// What code leaves behind: nothing, whichever way it leaves a block, a loop or a function. Each body runs in rounds,
// and the heap is as large after many as after few.
#include "test_host.h"

#include <gtest/gtest.h>

using scope::test::Game;

namespace {

struct Body {
    const char* name;
    const char* text; ///< statements of a function, which may leave it
};

// `text()` makes a new string each time, `made()` a struct. `many` and `plain` have locals, which lie where the
// caller's temporaries were.
constexpr Body bodies[] = {
    {"nothing", ""},
    {"results_nobody_wants", "text(); plain(); made(); plain();"},
    {"operands", "if (text() == \"x\" + text()) plain(); plain();"},
    {"call_of_temporaries", "many(text(), made(), [text()]); plain();"},
    {"excess_arguments", "none(text(), made(), text()); plain(); variadic(text(), made()); plain();"},
    {"index_and_members", "var v = [text()][0]; var w = made().a; plain(); made().a = text(); plain();"},
    {"conditional", "var v = flag ? text() : 0; many(text() ?? 1); plain();"},
    {"templates", "var v = $\"{text()} {made().a}\"; plain();"},
    {"new_and_methods", "var v = new Point(text()); plain(); v.tell(text()); plain(); v.say(made()); plain();"},
    {"switch_falls_through", "switch (text()) { case \"a\": plain(); break; default: plain(); } plain();"},
    {"switch_breaks", "switch (text()) { default: plain(); break; } plain();"},
    {"switch_returns", "switch (text()) { default: return plain(); }"},
    {"switch_in_loop_continues", "for (var i = 0; i < 3; i++) { switch (text()) { default: continue; } } plain();"},
    {"with_ends", "with (made()) { plain(); } plain();"},
    {"with_breaks", "with (made()) { many(text()); break; } plain();"},
    {"with_continues", "with (obj_a) { many(text()); continue; } plain();"},
    {"with_returns", "with (made()) { with (obj_a) { return text() + text(); } }"},
    {"with_exits", "repeat (2) { with (made()) { text(); exit; } }"},
    {"with_throws",
     "try { with (made()) { with (obj_a) { many(text(), thrower()); } } } catch (e) { plain(); } plain();"},
    {"repeat_breaks", "repeat (3) { text(); break; } plain(); repeat (3) { made(); continue; } plain();"},
    {"while_breaks",
     "while (text() != \"\") { plain(); break; } do { text(); continue; } until (text() != \"\"); plain();"},
    {"catch_ends", "try { many(text(), made(), thrower()); } catch (e) { plain(); many(e); } plain();"},
    {"catch_of_errors", "try { var v = text() + made().nothing; } catch (e) { plain(); } plain();"},
    {"catch_returns", "try { many(text(), [made(), thrower()]); } catch (e) { return e; } finally { plain(); }"},
    {"catch_throws", "try { try { throw text(); } catch (e) { throw text(); } } catch (e) { plain(); } plain();"},
    {"finally_ends", "try { text(); } finally { plain(); } plain();"},
    {"finally_returns", "try { return text() + text(); } finally { plain(); many(text()); }"},
    {"finally_exits", "try { many(text()); exit; } finally { plain(); made(); }"},
    {"finally_breaks", "repeat (2) { try { many(text()); break; } finally { plain(); made(); } } plain();"},
    {"finally_continues", "repeat (2) { try { many(text()); continue; } finally { plain(); made(); } } plain();"},
    {"finally_breaks_a_switch", "switch (text()) { default: try { break; } finally { plain(); } } plain();"},
    {"finally_throws",
     "try { try { many(text(), thrower()); } finally { plain(); throw text(); } } catch (e) { plain(); } plain();"},
    {"finally_holds_up",
     "try { try { many(made(), thrower()); } finally { plain(); text(); } } catch (e) { plain(); }"},
    {"finally_inside_out",
     "try { with (made()) { try { return text(); } finally { plain(); } } } finally { plain(); }"},
    {"finally_of_finally", "repeat (2) { try { try { break; } finally { try { throw text(); } catch (e) { } } } "
                           "finally { plain(); } } plain();"},
    {"fault_at_an_argument", "try { many(text(), made(), string()); } catch (e) { plain(); } plain();"},
    {"fault_in_a_constructor", "try { many(text(), new Bad(made())); } catch (e) { plain(); } plain();"},
    {"fault_deep", "try { deep(3, made()); } catch (e) { plain(); } plain();"},
    {"array_literal", "try { var v = [text(), made(), thrower()]; } catch (e) { plain(); } plain();"},
    {"struct_literal", "try { var v = { a: text(), b: made(), c: thrower() }; } catch (e) { plain(); } plain();"},
    {"compound",
     "holder.list[0] += text(); holder.list[0] = \"\"; holder.text = text(); holder.text += text(); plain();"},
    {"leaves_by_fault", "many(text(), [made(), text(), thrower()]);"},
    {"leaves_by_fault_of_finally", "try { many(text(), thrower()); } finally { many(made()); }"},
};

constexpr const char* helpers =
    "function text() { return \"a text that is long enough \" + string(global.count++); }"
    "function made() { return { a: text(), b: [text()] }; }"
    "function many(p = 0, q = 0) { var a = p, b = q, c = text(), d = [c, a], f = made(); return string(c) + text(); }"
    "function plain() { var a, b, c, d, e, f, g, h, i, j; a = text(); return a; }"
    "function none() { var a = text(); }"
    "function variadic() { var a = text(), b = argument_count; return argument[0]; }"
    "function thrower() { var a = text(), b = made(); throw { message: text(), b }; }"
    "function deep(n, p) { var a = text(); if (n == 0) many(text(), thrower()); else deep(n - 1, [p, text()]); }"
    "function Point(a) constructor { x = a; tell = function(p) { var t = text(); return p; };"
    "    static say = function(p) { var t = text(), u = made(); return u; }; }"
    "function Bad(a) constructor { x = text(); many(a, thrower()); }"
    "global.count = 10000; global.flag = true; global.holder = { list: [\"\"], text: \"\" };"
    "flag = true; holder = global.holder;";

class VmMemory : public testing::TestWithParam<Body> {};

TEST_P(VmMemory, IsTheSameAfterMoreRounds) {
    Game game;
    ASSERT_EQ(game.run(helpers), "");
    scope::CodeId code = game.compile(std::string("function body() { ") + GetParam().text +
                                      " } function once() { var a = 1; return body(); } repeat (20) once();");
    ASSERT_TRUE(game.diagnostics.empty()) << game.diagnostics[0].message;
    auto live = [&] {
        game.run_code(code);
        game.heap.collect_cycles();
        return std::pair(game.heap.own_bytes(), game.heap.containers());
    };
    live();
    auto before = live();
    for (int more = 0; more < 3; ++more) EXPECT_EQ(live(), before) << "round " << more;
}

INSTANTIATE_TEST_SUITE_P(All, VmMemory, testing::ValuesIn(bodies),
                         [](const auto& one) { return std::string(one.param.name); });

} // namespace
