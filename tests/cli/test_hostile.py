"""Hostile input: whatever a project, a payload or a handler does, the program answers with an error or a fault that has a
place, ends in time and stays within its memory (4 GB of address space, see support.py)."""
import json
import os
import unittest

from support import EXAMPLE, SANITIZED, CliTest, edit, handlers_of

FILLS_MEMORY = unittest.skipIf(SANITIZED, "fills gigabytes, which tells nothing more under sanitizers than huge arrays do")
ENDLESS = "while (true) try { while (true) {} } catch (e) {}"


class HostileHandlers(CliTest):
    """obj_first's handler of ev_async_social is hostile, obj_second's is not and must run all the same."""

    def fire_at(self, code, *words, status=1, scripts=None, second="ran = true;", more=None):
        objects = {"obj_first": {"Other_70": code, **(more or {})}, "obj_second": {"Create_0": "ran = false;", "Other_70": second}}
        project = self.project(objects, scripts=scripts)
        outcome = self.run_tool("fire", project, "--event", "ev_async_social", "--map", '{"id":1}', "--json", *words, status=status)
        return outcome, outcome.document()

    def assert_fault(self, code, *parts, line=1, **options):
        """A fault of obj_first at this line whose message has these parts; obj_second still ran, the map is gone."""
        outcome, document = self.fire_at(code, **options)
        first = document["dispatches"][0]["handlers"][0]
        self.assertEqual(first["object"], "obj_first", outcome)
        self.assertIsNotNone(first["fault"], outcome)
        for part in parts:
            self.assertIn(part.lower(), first["fault"]["message"].lower(), outcome)
        place = first["fault"]["place"]
        if line is not None:
            self.assertEqual((place["file"], place["line"]), ("objects/obj_first/Other_70.gml", line), first["fault"])
        self.assert_second_ran(document)
        self.assertTrue(outcome.errors() and outcome.errors()[0].count(":") >= 3, outcome)
        return document

    def assert_second_ran(self, document):
        last = document["dispatches"][0]["handlers"][-1]
        self.assertEqual(last["object"], "obj_second", document)
        self.assertEqual([change["path"] for change in last["changes"]], ["self.ran"], last)
        self.assertIsNone(last["fault"], last)
        self.assertEqual(document["async_load_after"], -1)

    def assert_no_fault(self, code, **options):
        outcome, document = self.fire_at(code, status=0, **options)
        self.assertEqual(document["faults"], [], outcome)
        self.assert_second_ran(document)
        return document

    # --- without end

    def test_a_loop_that_catches_its_own_limit(self):
        self.assert_fault(ENDLESS, "units of work")

    def test_a_loop_with_finally(self):
        self.assert_fault("while (true) { try { while (true) {} } finally { while (true) {} } }", "units of work")

    def test_other_endless_loops(self):
        for code in ("for (;;) {}", "do {} until (false);", "repeat (1000000000000) {}", "repeat (infinity) {}", "with (self) { while (true) {} }",
                     "switch (1) { case 1: while (true) continue; }"):
            with self.subTest(code=code):
                self.setUp()
                self.assert_fault(code, "units of work")

    def test_recursion(self):
        self.assert_fault("\nf = function() { return f() + 1; }\nf();", "", line=2)

    def test_recursion_that_catches_its_limit(self):
        self.assert_fault("function f(n) { try { return f(n + 1) + f(n + 2); } catch (e) { return f(n + 3); } }\nf(0);", "", line=None)

    def test_recursion_of_a_constructor(self):
        self.assert_fault("function Node() constructor { child = new Node(); }\nnew Node();", "", line=1)

    def test_recursion_of_to_string(self):
        document = self.fire_at("s = { toString: function() { return string(self); } };\nt = string(s);", status=None)[1]
        self.assert_second_ran(document)

    def test_recursion_by_event_perform(self):
        self.assert_fault("event_perform(ev_other, ev_async_social);", "")

    def test_recursion_by_event_user(self):
        document = self.fire_at("event_user(0);", more={"Other_10": "event_user(1);", "Other_11": "event_user(0);"})[1]
        self.assertTrue(document["faults"])
        self.assert_second_ran(document)

    def test_recursion_by_event_perform_async(self):
        outcome, document = self.fire_at("event_perform_async(ev_async_social, ds_map_create());", second="ran = !ran;")
        self.assertTrue(document["faults"], outcome)
        self.assertEqual(document["async_load_after"], -1)
        self.assertEqual(document["dispatches"][0]["handlers"][-1]["object"], "obj_second")

    def test_two_events_that_fire_each_other(self):
        outcome, document = self.fire_at("event_perform_async(ev_async_dialog, ds_map_create());",
                                         more={"Other_63": "event_perform_async(ev_async_social, ds_map_create());"}, second="ran = !ran;")
        self.assertTrue(document["faults"], outcome)
        self.assertEqual(document["async_load_after"], -1)

    def test_a_handler_that_fires_a_thousand_times(self):
        document = self.assert_no_fault("repeat (1000) event_perform_async(ev_async_dialog, ds_map_create());", more={"Other_63": "n = 1;"})
        self.assertEqual(len(document["dispatches"]), 1001)

    def test_a_handler_that_fires_without_end(self):
        """Records are cut at ten thousand dispatches, and said to be; all of them ran."""
        document = self.assert_no_fault("repeat (30000) event_perform_async(ev_async_dialog, ds_map_create()); show_debug_message(n);",
                                        more={"Create_0": "n = 0;", "Other_63": "n += 1;"})
        self.assertEqual(len(document["dispatches"]), 10000)
        self.assertEqual(document["dispatches"][0]["handlers"][0]["log"], ["30000"])
        self.assertIn("record-cut", [problem["code"] for problem in document["problems"]])

    def test_every_instance_runs_away(self):
        """The event has one budget: a hundred runaway handlers take little more than one."""
        document = self.fire_at("while (true) {}", more={"Create_0": "repeat (99) if (instance_number(obj_first) < 100) instance_create_depth(0, 0, 0, obj_first);"})[1]
        self.assertEqual(len(document["faults"]), 100)
        self.assert_second_ran(document)

    def test_instances_without_end(self):
        self.assert_fault("while (true) instance_create_depth(0, 0, 0, obj_first);", "")

    @FILLS_MEMORY
    def test_instances_that_create_instances(self):
        outcome, document = self.fire_at("instance_create_depth(0, 0, 0, obj_first);", more={"Create_0": "instance_create_depth(0, 0, 0, obj_first);"},
                                         status=None)
        self.assertTrue(document["faults"], outcome)

    # --- memory

    def test_a_huge_string(self):
        self.assert_fault('s = string_repeat("x", 1000000000);', "")
        self.setUp()
        self.assert_fault('s = string_repeat("x", 1000000000000000);', "")

    @FILLS_MEMORY
    def test_a_string_that_doubles(self):
        self.assert_fault('var s = "x";\nwhile (true) s += s;', "", line=2)
        self.setUp()
        self.assert_fault('var s = "x";\nwhile (true) s = s + s;', "", line=2)

    def test_huge_arrays(self):
        self.assert_fault("a = array_create(1000000000);", "")
        for code in ("a[1000000000] = 1;", "a[1000000000000] = 1;", "a = [];\narray_resize(a, 1000000000);"):
            with self.subTest(code=code):
                self.setUp()
                self.assert_fault(code, "", line=code.count("\n") + 1)

    def test_arrays_of_arrays(self):
        self.assert_fault("a = array_create(10000000);\nwhile (true) array_push(a, array_create(10000000));", "", line=None)

    @FILLS_MEMORY
    def test_memory_eaten_slowly(self):
        self.assert_fault('a = [];\nwhile (true) array_push(a, string_repeat("x", 1000000) + string(array_length(a)));', "", line=2)

    @FILLS_MEMORY
    def test_structures_without_end(self):
        for code in ("while (true) ds_list_create();", "while (true) ds_map_create();", "var l = ds_list_create(); while (true) ds_list_add(l, {});",
                     "ds_grid_create(100000, 100000);", "var m = ds_map_create(); var i = 0; while (true) m[? i++] = i;",
                     "buffer_create(100000000000, buffer_fixed, 1);"):
            with self.subTest(code=code):
                self.setUp()
                self.assert_fault(code, "")

    def test_a_list_of_a_million_lists_is_freed(self):
        code = """
            var outer = ds_list_create();
            repeat (1000000) {
                var inner = ds_list_create();
                ds_list_add(inner, 1);
                ds_list_add(outer, inner);
                ds_list_mark_as_list(outer, ds_list_size(outer) - 1);
            }
            ds_list_destroy(outer);"""
        self.fire_at(code, status=None)

    def test_a_deep_chain_is_freed(self):
        self.assert_no_fault("var s = undefined;\nrepeat (1000000) s = { next: s };\ns = undefined;")
        self.setUp()
        self.assert_no_fault("var a = [];\nrepeat (1000000) a = [a];\na = 0;")

    def test_a_deep_chain_in_a_variable_is_shown(self):
        self.assert_no_fault("s = undefined;\nrepeat (100000) s = { next: s };")

    def test_a_deep_chain_is_printed(self):
        for last in ("t = string(s);", "t = json_stringify(s);", "show_debug_message(s);", "t = variable_clone(s);"):
            with self.subTest(last=last):
                self.setUp()
                _, document = self.fire_at("var s = undefined;\nrepeat (100000) s = { next: s };\n" + last, status=None)
                self.assert_second_ran(document)

    def test_circles(self):
        self.assert_no_fault("s = {};\ns.me = s;\na = [s];\na[1] = a;\nt = string(s) + string(a);\nshow_debug_message(a);")

    def test_a_million_lines_of_log(self):
        outcome, document = self.fire_at('repeat (1000000) show_debug_message("a line of log that is not short at all, number by number");', status=None)
        self.assert_second_ran(document)

    # --- the world under their feet

    def test_async_load_destroyed_by_a_handler(self):
        _, document = self.fire_at("ds_map_destroy(async_load);", second='ran = true;\nseen = async_load[? "id"];')
        first, second = document["dispatches"][0]["handlers"]
        self.assertIsNone(first["fault"])
        self.assertIn("invalid reference", second["fault"]["message"])
        self.assertEqual(second["fault"]["place"]["line"], 2)
        self.assertEqual(document["async_load_after"], -1)

    def test_async_load_replaced_by_a_handler(self):
        _, document = self.fire_at("ds_map_destroy(async_load);\nfresh = ds_map_create();", status=None)
        self.assert_second_ran(document)

    def test_async_load_cleared_and_filled(self):
        document = self.assert_no_fault("ds_map_clear(async_load);\nasync_load[? 5] = undefined;\nasync_load[? undefined] = [async_load];")
        self.assertEqual(document["dispatches"][0]["handlers"][1]["before"], [[5, {"$undefined": True}], [{"$undefined": True}, document["dispatches"][0]["handlers"][1]["before"][1][1]]])

    def test_async_load_holds_itself(self):
        self.fire_at('ds_map_add_map(async_load, "me", async_load);', status=None)

    def test_the_instance_destroys_itself(self):
        document = self.assert_no_fault("instance_destroy();\nafterwards = 1;", more={"Destroy_0": "gone = 1;", "CleanUp_0": "clean = 1;"})
        self.assertEqual(len(document["dispatches"][0]["handlers"]), 2)

    def test_all_instances_destroyed(self):
        _, document = self.fire_at("instance_destroy(all);\nafterwards = 1;", status=0)
        self.assertEqual([handler["object"] for handler in document["dispatches"][0]["handlers"]], ["obj_first"])
        self.assertTrue(document["dispatches"][0]["destroyed"])
        self.setUp()
        _, document = self.fire_at("with (all) instance_destroy();", status=0)
        self.assertEqual(len(document["dispatches"][0]["handlers"]), 1)

    def test_destroy_that_creates_what_it_destroys(self):
        outcome, document = self.fire_at("instance_destroy();", more={"Destroy_0": "with (instance_create_depth(0, 0, 0, obj_first)) instance_destroy();"})
        self.assertTrue(document["faults"], outcome)

    def test_all_instances_deactivated(self):
        _, document = self.fire_at("instance_deactivate_all(false);", status=0)
        self.assertEqual(len(document["dispatches"][0]["handlers"]), 1)

    def test_room_change_and_game_end_in_a_handler(self):
        self.assert_no_fault("room_goto(rm_main);")
        for code in ("room_restart();", "game_restart();", "game_end();", "game_end(3);"):
            with self.subTest(code=code):
                self.setUp()
                self.assert_no_fault(code)

    def test_room_change_that_never_stops(self):
        project = self.project({"obj_first": {"Create_0": "room_restart();", "Other_4": "room_goto(rm_main);", "Other_70": "n = 1;"}})
        self.run_tool("fire", project, "--event", "70", "--frames", "100")

    def test_odd_values_thrown(self):
        for value in ("undefined", "0", "-1", '""', "NaN", "[]", "[[1], {}]", "{}", "function() {}", "self", "other", "async_load", "obj_first", "pointer_null",
                      "{ message: 5, longMessage: [], stacktrace: undefined }", "0x7fffffffffffffff", '"two\\nlines"', '"\\u0001\\u001b[31m"'):
            with self.subTest(value=value):
                self.setUp()
                outcome, document = self.fire_at(f"\nthrow {value};")
                self.assertEqual(document["faults"][0]["place"]["line"], 2, outcome)
                self.assert_second_ran(document)
                self.assertNotIn("\x1b", outcome.err, outcome)
                self.assert_clean_stderr(outcome)

    def test_a_circle_thrown(self):
        _, document = self.fire_at("var a = [];\na[0] = a;\nthrow a;")
        self.assert_second_ran(document)

    def test_a_throw_through_event_perform_async(self):
        _, document = self.fire_at("try { event_perform_async(ev_async_dialog, ds_map_create()); } catch (e) { caught = e; }",
                                   more={"Other_63": "throw 5;"}, status=None)
        self.assert_second_ran(document)

    def test_functions_misused(self):
        for code in ("event_perform_async(ev_async_social, -1);", "event_perform_async(ev_async_social, 12345);", 'event_perform_async("x", undefined);',
                     "event_perform_async();", "ds_map_find_value(undefined, 1);", "ds_list_add(async_load, 1);", "x = async_load[| 0];",
                     "self();", "async_load();", "undefined();", "x = y.z.w;", "1[0] = 2;", "var a = 5; a.b = 1;"):
            with self.subTest(code=code):
                self.setUp()
                _, document = self.fire_at(code, status=None)
                self.assert_second_ran(document)


class HostileProjects(CliTest):
    def check_copy(self, change, status=None):
        project = self.copy_example(f"copy{len(os.listdir(self.folder))}")
        change(project)
        outcome = self.run_tool("check", project, "--json", status=status)
        self.assert_document(outcome)
        fired = self.run_tool("fire", project, "--event", "ev_async_system_event", "--map", "{}", "--json")
        if fired.status != 2:
            fired.document()
        return outcome

    def assert_document(self, outcome):
        if outcome.status == 2:
            self.assertEqual(outcome.out, "", outcome)
            self.assertTrue(outcome.errors(), outcome)
        else:
            outcome.document()

    def test_truncated_object(self):
        path = "objects/obj_log/obj_log.yy"
        text = (EXAMPLE / path).read_bytes()
        for length in (0, 1, 40, 500, len(text) - 3):
            with self.subTest(length=length):
                outcome = self.check_copy(lambda project: (project / path).write_bytes(text[:length]), status=1)
                self.assertIn("obj_log.yy", outcome.errors()[0], outcome)
                self.assertRegex(outcome.errors()[0], r"obj_log\.yy(:\d+:\d+)?: error: ")

    def test_truncated_room(self):
        path = "rooms/rm_shop/rm_shop.yy"
        text = (EXAMPLE / path).read_bytes()
        outcome = self.check_copy(lambda project: (project / path).write_bytes(text[:3000]), status=1)
        self.assertRegex(outcome.errors()[0], r"rm_shop\.yy:\d+:\d+: error: ")

    def test_truncated_project_file(self):
        text = (EXAMPLE / "coin_shop.yyp").read_bytes()
        for length in (0, 1, 300):
            with self.subTest(length=length):
                outcome = self.check_copy(lambda project: (project / "coin_shop.yyp").write_bytes(text[:length]), status=2)
                self.assertIn("coin_shop.yyp", outcome.errors()[0])

    def test_wrong_kinds_in_the_project_file(self):
        for text in ("[]", "5", '{"resources":5}', '{"resources":[5,{"id":7},{"id":{"path":[]}}],"RoomOrderNodes":{}}', '{"resources":[{"id":{"name":"a","path":""}}]}'):
            with self.subTest(text=text):
                self.check_copy(lambda project: (project / "coin_shop.yyp").write_text(text))

    def test_binary_rubbish_as_code(self):
        rubbish = bytes(range(256)) * 400
        outcome = self.check_copy(lambda project: (project / "objects/obj_shop/Other_70.gml").write_bytes(rubbish), status=1)
        self.assertIn("objects/obj_shop/Other_70.gml:1:", outcome.errors()[0])
        for line in outcome.err.splitlines():
            self.assertNotRegex(line, "[\x00-\x08\x0e-\x1f\x7f]")
        self.assertLess(len(outcome.err), 100000, "errors of one file without end")

    def test_zeros_as_code(self):
        self.check_copy(lambda project: (project / "objects/obj_shop/Other_70.gml").write_bytes(b"\0" * 1000000))

    def test_nested_code(self):
        for opening, closing in (("(", ")"), ("[", "]"), ("{", "}"), ("if (1) ", ""), ("-", ""), ("a[", "]"), ("f(", ")"), ("function() { return ", ""), ("a ? b : ", "c"),
                                 ("/*", ""), ('$"{', ""), ("new ", ""), ("with (1) ", ""), ("#region\n", ""), ("a.", ""), ("1 + ", "1"), ("try {", "} catch (e) {}"),
                                 ("switch (1) { case 1: ", "}")):
            with self.subTest(opening=opening):
                code = "x = " * (opening not in ("{", "if (1) ", "with (1) ", "try {", "switch (1) { case 1: ", "#region\n")) + opening * 100000 + "1" + closing * 100000 + ";"
                outcome = self.check_copy(lambda project: (project / "objects/obj_shop/Other_70.gml").write_text(code))
                if opening in ("(", "["):
                    self.assertEqual(outcome.status, 1, outcome)
                    self.assertRegex(outcome.errors()[0], r"Other_70\.gml:1:\d+: error: ")
                    self.assertLess(len(outcome.err), 2000, "a long line is cut")

    def test_nested_metadata(self):
        outcome = self.check_copy(lambda project: (project / "objects/obj_log/obj_log.yy").write_text("[" * 200000 + "]" * 200000), status=1)
        self.assertRegex(outcome.errors()[0], r"obj_log\.yy:1:\d+: error: ")
        self.check_copy(lambda project: (project / "objects/obj_log/obj_log.yy").write_text('{"a":' * 200000), status=1)
        self.check_copy(lambda project: (project / "coin_shop.yyp").write_text("[" * 200000), status=2)

    def test_a_link_out_of_the_project(self):
        secret = self.write("outside/secret.gml", "leaked_from_outside = 1;")

        def link(project):
            path = project / "objects/obj_shop/Other_70.gml"
            path.unlink()
            path.symlink_to(secret)

        outcome = self.check_copy(link, status=1)
        self.assertIn("objects/obj_shop/Other_70.gml", outcome.errors()[0])
        self.assertNotIn("leaked_from_outside", outcome.out + outcome.err)

    def test_links_in_a_circle(self):
        def link(project):
            path = project / "objects/obj_shop/Other_70.gml"
            path.unlink()
            path.symlink_to(path)

        self.check_copy(link, status=1)

    def test_paths_out_of_the_project(self):
        self.write("outside/outside.yy", '{"resourceType":"GMObject","name":"outside","eventList":[]}')
        for path in ("../outside/outside.yy", "/etc/passwd", "objects/../../outside/outside.yy", "C:\\\\windows\\\\system.ini", "objects/obj_log\\u0000.yy"):
            with self.subTest(path=path):
                self.check_copy(lambda project: edit(project / "coin_shop.yyp", "objects/obj_log/obj_log.yy", path), status=1)

    def test_missing_files(self):
        outcome = self.check_copy(lambda project: (project / "objects/obj_log/obj_log.yy").unlink())
        self.assertIn("obj_log.yy", outcome.err + outcome.out) # reported, not fatal
        outcome = self.check_copy(lambda project: (project / "objects/obj_shop/Other_70.gml").unlink())
        self.assertIn("Other_70.gml", outcome.err + outcome.out)

    def test_odd_files(self):
        def fifo(project):
            path = project / "objects/obj_shop/Other_70.gml"
            path.unlink()
            os.mkfifo(path)

        def folder(project):
            path = project / "objects/obj_shop/Other_70.gml"
            path.unlink()
            path.mkdir()

        def unreadable(project):
            (project / "objects/obj_shop/Other_70.gml").chmod(0)

        def device(project):
            path = project / "objects/obj_shop/Other_70.gml"
            path.unlink()
            path.symlink_to("/dev/zero")

        for change in (fifo, folder, device):
            with self.subTest(change=change.__name__):
                self.check_copy(change, status=1)
        self.check_copy(unreadable)

    def test_a_file_of_70_megabytes(self):
        def grow(project):
            with open(project / "objects/obj_shop/Other_70.gml", "wb") as file:
                file.truncate(70 << 20)

        outcome = self.check_copy(grow, status=1)
        self.assertIn("Other_70.gml", outcome.errors()[0])

    def test_parents_in_a_circle(self):
        def circle(project):
            edit(project / "objects/obj_listener_parent/obj_listener_parent.yy", '"parentObjectId":null', '"parentObjectId":{"name":"obj_shop","path":"objects/obj_shop/obj_shop.yy"}')

        self.check_copy(circle)

    def test_macros_in_a_circle(self):
        self.check_copy(lambda project: (project / "scripts/scr_shop/scr_shop.gml").write_text("#macro A B\n#macro B A\nx = A;\n#macro C C + C\ny = C;"))

    def test_macros_that_double(self):
        text = "#macro A0 1\n" + "".join(f"#macro A{n} A{n - 1} + A{n - 1}\n" for n in range(1, 60)) + "x = A59;"
        self.check_copy(lambda project: (project / "scripts/scr_shop/scr_shop.gml").write_text(text))

    def test_a_payload_file_as_project_and_the_other_way(self):
        path = self.write("payload.json", "{}")
        self.run_tool("fire", path, "--event", "70", status=2)
        self.run_tool("replay", EXAMPLE / "coin_shop.yyp", status=2)

    def test_boot_without_end(self):
        project = self.project({"obj_first": {"Create_0": ENDLESS, "Other_70": "n = 1;"}}, scripts={"scr_a": "while (true) {}"})
        outcome = self.run_tool("fire", project, "--event", "70", status=1)
        self.assertIn("scripts/scr_a/scr_a.gml:1:", outcome.errors()[0])


class HostilePayloads(CliTest):
    def fire(self, payload, *words, status=None, json_output=True):
        text = payload if isinstance(payload, (str, bytes)) else json.dumps(payload)
        path = self.write("payload.json", text)
        return self.run_tool("fire", EXAMPLE, "--event", "ev_async_social", "--map", f"@{path}", *(["--json"] if json_output else []), *words, status=status)

    def test_nested_arrays(self):
        outcome = self.fire('{"a":' + "[" * 200000 + "]" * 200000 + "}", status=2)
        self.assertRegex(outcome.errors()[0], r"payload\.json:1:\d+: error: ")
        self.assert_usage_error(self.fire("[" * 200000), "payload.json:1:")
        self.assert_usage_error(self.fire('{"a":' * 200000), "payload.json:1:")
        self.assert_usage_error(self.fire('{"$ds_map":' * 200000), "payload.json:1:")

    def test_nested_within_the_limit(self):
        for kind in (("[", "]"), ('{"a":', "}"), ('{"$ds_list":[', "]}"), ('{"$ds_map":{"a":', "}}")):
            with self.subTest(kind=kind):
                self.fire('{"data":' + kind[0] * 50 + "1" + kind[1] * 50 + "}", status=0)

    def test_a_hundred_thousand_keys(self):
        outcome = self.fire({f"key_{number}": number for number in range(100000)}, status=0)
        self.assertEqual(len(outcome.document()["payload"]), 100000)
        self.fire({f"key_{number}": number for number in range(100000)}, status=0, json_output=False)

    def test_a_long_key_and_a_long_text(self):
        self.fire({"k" * 1000000: "v" * 1000000}, status=0)
        self.fire({"k" * 1000000: "v" * 1000000}, status=0, json_output=False)

    def test_a_million_items(self):
        self.fire({"data": {"a": 1, "b": 2, "items": list(range(1000000))}}, status=0)

    def test_duplicate_keys(self):
        self.fire('{"a":1,"a":2,"a":3}')

    def test_odd_numbers_and_texts(self):
        self.fire('{"big":123456789012345678901234567890,"tiny":1e-400,"huge":1e400,"minus":-0}')
        self.fire('{"text":"\\ud800","nul":"\\u0000","control":"\\u001b[31m"}')
        outcome = self.fire('{"id":"\\u001b[31mred\\u0007"}', status=0, json_output=False)
        self.assertNotIn("\x1b", outcome.out + outcome.err)

    def test_text_that_is_not_utf8(self):
        self.fire(b'{"id":"\xff\xfe"}')
        self.fire(b"\xff\xfe{\x00}\x00")
        self.fire(b"\xef\xbb\xbf{}", status=0)

    def test_typed_rubbish(self):
        for text in ('{"a":{"$int64":5.5}}', '{"a":{"$real":"x"}}', '{"a":{"$buffer":5}}', '{"a":{"$buffer":{"kind":"grow","size":100000000000}}}', '{"a":{"$ref":5}}',
                     '{"a":{"$ref":"ref ds_map 999999999"}}', '{"a":{"$same":7}}', '{"a":{"$id":1,"value":{"$same":1}}}', '{"a":{"$gml":"while (true) {}"}}',
                     '{"a":{"$gml":"1 +"}}', '{"a":{"$new":["Nobody",{}]}}', '{"a":{"$method":"nobody"}}', '{"a":{"$bytes":"%%"}}', '{"a":{"$unknown":1}}',
                     '{"a":{"$ds_grid":[[1],[1,2]]}}', '{"a":{"$struct":[[1]]}}', '{"a":{"$gml":"ds_map_destroy(async_load)"}}',
                     '{"a":{"$buffer":{"file":"/etc/passwd"}}}', '{"a":{"$gml":"event_perform_async(70, ds_map_create())"}}'):
            with self.subTest(text=text):
                outcome = self.fire(text)
                if outcome.status != 2:
                    outcome.document()
                else:
                    self.assertEqual(len(outcome.errors()), 1, outcome)
                self.assertNotIn("root:x:0:0", outcome.out)

    def test_traces_that_cannot_be_written(self):
        self.assert_usage_error(self.fire({}, "--trace", "/dev/full"), "/dev/full", "not a file")
        self.assert_usage_error(self.fire({}, "--trace", self.folder), str(self.folder))
        self.assert_usage_error(self.fire({}, "--trace", "missing/x.jsonl"), "missing/x.jsonl")

    def test_a_disk_that_fills_while_recording(self):
        # A limit on file size stands for the full disk: the header and some lines fit, the event does not.
        import resource
        import subprocess

        from support import PROGRAM, limits

        def small_files():
            limits()
            resource.setrlimit(resource.RLIMIT_FSIZE, (2000, 2000))

        for command, want in (("fire", {1, 2}), ("run", {1, 2})):
            with self.subTest(command=command):
                words = [command, str(EXAMPLE), "--trace", "small.jsonl"] + (["--event", "70", "--preset", "custom event"] if command == "fire" else ["--perform", "obj_shop:Other_10"])
                done = subprocess.run([PROGRAM, *words], preexec_fn=small_files, cwd=self.folder, capture_output=True, text=True, timeout=60)
                self.assertIn(done.returncode, want, done)
                self.assertIn("small.jsonl", done.stderr)
                self.assertIn("recording stopped", done.stderr)

    def test_payloads_that_are_devices(self):
        self.run_tool("fire", EXAMPLE, "--event", "70", "--map", "@/dev/null", status=2)
        self.run_tool("fire", EXAMPLE, "--event", "70", "--map", "@/dev/zero", status=2)


class HostileCode(CliTest):
    def test_eval(self):
        for code in (ENDLESS, "function f() { f(); } f();", 'var s = "x"; while (true) s += s;', "a[1000000000] = 1;", "(" * 100000, "[" * 100000, "\0", "\\", '"', "@'", "$\"{", "/*",
                     "#macro", "enum", "0x", "$", "1e999", "9" * 5000, "x" * 1000000, ";" * 1000000, "throw", "return", "exit", "break", "continue", "}", "{", "\ufeff1", "self.self.self.x"):
            with self.subTest(code=code[:40]):
                outcome = self.run_tool("eval", "-f", self.write("code.gml", code))
                self.assertEqual(outcome.status == 0, not outcome.errors(), outcome)
                self.assertLess(len(outcome.err), 20000, outcome)

    def test_work_that_nobody_sees(self):
        for code in ("var a = [0]; repeat (40) a = [a, a]; json_stringify(a);", "var a = {v: 0}; repeat (40) a = {a, b: a}; json_stringify(a);",
                     "function f(n) { if (n > 0) { try { f(n - 1); } finally { } } else throw 1; } while (true) try { f(900); } catch (e) {}"):
            with self.subTest(code=code):
                outcome = self.run_tool("eval", code, status=1)
                self.assertRegex(outcome.err, "its limit of 50000000 units of work is used up|the text would be longer than a string may be")

    def test_what_is_honest_is_not_stopped(self):
        for code in ("var x = 0; for (var i = 0; i < 1000000; i++) x += lerp(i, 5, 0.5) + clamp(i, 0, 3) + abs(i) + floor(i / 2) + sqrt(i);",
                     'var s = string_repeat("\u00e4bc;", 5000), n = 0; for (var i = 1; i <= string_length(s); i++) if (string_char_at(s, i) == ";") n++;'):
            with self.subTest(code=code):
                self.run_tool("eval", code, status=0)

    def test_dump(self):
        path = self.write("code.gml", bytes(range(256)) * 100)
        for what in ("tokens", "ast", "code"):
            self.run_tool("dump", what, path)
            self.run_tool("dump", what, self.write("deep.gml", "x = " + "(" * 100000))

    def test_device_as_code(self):
        self.run_tool("eval", "-f", "/dev/zero", status=2)
        self.run_tool("run", "/dev/null")


if __name__ == "__main__":
    unittest.main()
