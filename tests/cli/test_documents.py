"""What `--json` prints: one document, nothing else on stdout, and exactly these members. A promise to whoever reads them: a
member may be added (here too), never renamed."""
import json
import unittest

from support import EXAMPLE, FIRST_LIGHT, CliTest, handlers_of

PLACE = {"file", "line", "column"}
PROBLEM = {"code", "severity", "message", "place", "hint"}
EVENT = {"constant", "number"}
DISPATCH = {"id", "parent", "event", "payload", "async_load", "destroyed", "frame", "clock_us", "handlers"}
HANDLER = {"id", "object", "instance", "owner", "file", "before", "after", "reads", "missing", "missing_at", "tested", "dumped", "left", "calls", "writes", "changes", "log", "log_places",
           "fault", "requests", "allocated", "freed", "dispatches", "call_tree", "lines", "us"}
FAULT = {"message", "place", "object", "event", "stack"}
REQUEST = {"number", "id", "kind", "args", "completes_as", "mode", "instance", "object", "place", "frame"}
CALL_OUT = {"function", "args", "result", "place", "answered_by"}
ALLOCATION = {"ref", "kind", "place", "object"}


class Documents(CliTest):
    def members(self, value, want, optional=()):
        self.assertIsInstance(value, dict)
        self.assertEqual(set(value) - set(optional), set(want), value)

    def place(self, value):
        if value is None:
            return
        self.members(value, PLACE)
        self.assertIsInstance(value["file"], str)
        self.assertIsInstance(value["line"], int)
        self.assertIsInstance(value["column"], int)

    def problem(self, value):
        self.members(value, PROBLEM)
        self.assertIn(value["severity"], ("error", "warning", "note"))
        self.assertTrue(value["code"] and value["message"])
        self.place(value["place"])

    def fault(self, value):
        self.members(value, FAULT)
        self.place(value["place"])
        for frame in value["stack"]:
            self.members(frame, {"name", "place"})

    def handler(self, value):
        self.members(value, HANDLER)
        for name in ("reads", "missing", "tested", "log", "dispatches"):
            self.assertIsInstance(value[name], list)
        if value["left"] is not None:
            self.members(value["left"], {"place", "because", "skipped"})
        for write in value["writes"]:
            self.members(write, {"key", "place"}, optional={"old", "new"})
        for change in value["changes"]:
            self.members(change, {"path", "place"}, optional={"old", "new"})
            self.place(change["place"])
        for call in value["calls"]:
            self.members(call, CALL_OUT)
        for request in value["requests"]:
            self.members(request, REQUEST)
        for allocation in value["allocated"] + value["freed"]:
            self.members(allocation, ALLOCATION)
        if value["fault"] is not None:
            self.fault(value["fault"])
        for file, lines in value["lines"].items():
            self.assertEqual(lines, sorted(set(lines)), file)
        self.assertIsInstance(value["us"], int)

    def fire_document(self, value):
        self.members(value, {"event", "payload", "async_load", "dispatches", "async_load_after", "output", "requests", "problems", "leaks", "faults"})
        self.members(value["event"], EVENT)
        for dispatch in value["dispatches"]:
            self.members(dispatch, DISPATCH)
            self.members(dispatch["event"], EVENT)
            for handler in dispatch["handlers"]:
                self.handler(handler)
        for problem in value["problems"]:
            self.problem(problem)
        for leak in value["leaks"]:
            self.members(leak, ALLOCATION)
        for fault in value["faults"]:
            self.fault(fault)

    def test_fire(self):
        outcome = self.run_tool("fire", EXAMPLE, "--event", "ev_async_social", "--map", FIRST_LIGHT, "--json", status=0)
        document = outcome.document()
        self.fire_document(document)
        self.assert_clean_stderr(outcome)
        self.assertEqual(document["event"], {"constant": "ev_async_social", "number": 70})
        self.assertEqual(document["payload"], json.loads(FIRST_LIGHT))
        self.assertEqual(document["async_load"], "ref ds_map 0")
        self.assertEqual(document["async_load_after"], -1)
        outer, inner = document["dispatches"]
        self.assertEqual((outer["id"], outer["parent"], inner["event"]["number"]), (1, None, 75))
        shop, menu, log = outer["handlers"]
        self.assertEqual([handler["object"] for handler in outer["handlers"]], ["obj_shop", "obj_menu", "obj_log"])
        self.assertEqual(shop["reads"], ["id", "result", "data", "data/a", "data/b"])
        self.assertEqual(shop["writes"], [{"key": "seen_by", "new": "shop", "place": {"file": "objects/obj_shop/Other_70.gml", "line": 11, "column": 1}}])
        self.assertEqual(shop["changes"], [{"path": "self.gold", "old": 50, "new": 79, "place": {"file": "objects/obj_shop/Other_70.gml", "line": 10, "column": 1}}])
        self.assertEqual((shop["dispatches"], inner["parent"]), ([inner["id"]], shop["id"]))
        self.assertNotIn("seen_by", shop["before"])
        self.assertEqual(shop["after"]["seen_by"], "shop")
        self.assertEqual(menu["before"]["seen_by"], "shop")
        self.assertEqual((menu["reads"], menu["missing"]), ([], ["http_status"]))
        self.assertEqual(log["left"]["place"]["line"], 2)
        self.assertEqual([handler["owner"] for handler in inner["handlers"]], ["obj_listener_parent", "obj_listener_parent", "obj_gamepad", "obj_log"])

    def test_fire_with_a_fault(self):
        project = self.project({"obj_a": {"Other_70": "function inner() {\n\tthrow \"no way\";\n}\n\ninner();"}, "obj_b": {"Other_70": "n = 1;"}})
        outcome = self.run_tool("fire", project, "--event", "70", "--json", status=1)
        document = outcome.document()
        self.fire_document(document)
        self.assertEqual(len(document["faults"]), 1)
        fault = document["faults"][0]
        self.assertEqual(document["dispatches"][0]["handlers"][0]["fault"], fault)
        self.assertEqual(fault["place"], {"file": "objects/obj_a/Other_70.gml", "line": 2, "column": 2})
        self.assertEqual((fault["object"], fault["event"]), ("obj_a", "Other_70"))
        self.assertEqual([frame["place"]["line"] for frame in fault["stack"]], [2, 5])
        self.assertIn("no way", fault["message"])
        lines = outcome.err.splitlines()
        self.assertRegex(lines[0], r"^objects/obj_a/Other_70\.gml:2:2: error: .*no way")
        self.assertTrue(all(line.startswith("    at ") for line in lines[1:]), outcome)

    def test_fire_when_nobody_listens(self):
        project = self.project({"obj_a": {"Other_70": "n = 1;"}}, instances=[])
        outcome = self.run_tool("fire", project, "--event", "70", "--json", status=0)
        self.fire_document(outcome.document())
        problem = next(one for one in outcome.document()["problems"] if one["code"] == "nobody-listens")
        self.assertIn("--create obj_a", problem["hint"])
        self.assertEqual(outcome.document()["dispatches"][0]["handlers"], [])
        self.assertTrue(outcome.document()["dispatches"][0]["destroyed"])
        self.run_tool("fire", project, "--event", "70", "--json", "--strict", status=1)

    def test_fire_with_requests_and_leaks(self):
        project = self.project({"obj_a": {"Other_70": 'request = http_get("https://example.com/");\nds_map_create();\nkept = ds_list_create();'}})
        document = self.fire_json(project, "--event", "70")
        self.fire_document(document)
        handler = handlers_of(document)[0]
        self.assertEqual([request["kind"] for request in handler["requests"]], ["http_get"])
        self.assertEqual([one["kind"] for one in handler["allocated"]], ["ds_map", "ds_list"])
        self.assertEqual([leak["kind"] for leak in document["leaks"]], ["ds_map"])
        self.assertEqual(document["leaks"][0]["place"]["line"], 2)

    def test_fire_shape_mismatch(self):
        document = self.fire_json(EXAMPLE, "--event", "ev_async_web", "--preset", "finished, text body", "--set", "unheard_of=1")
        self.fire_document(document)
        self.assertTrue(any("unheard_of" in problem["message"] for problem in document["problems"]), document["problems"])

    def test_check(self):
        outcome = self.run_tool("check", EXAMPLE, "--json", status=0)
        document = outcome.document()
        self.members(document, {"files", "errors", "unknown_names", "stubs", "handlers", "notes"})
        self.members(document["files"], {"total", "accepted"})
        self.assertEqual(document["files"]["total"], len(list(EXAMPLE.rglob("*.gml"))))
        self.assertEqual(document["files"]["accepted"], document["files"]["total"])
        self.assertEqual((document["errors"], document["unknown_names"]), ([], []))
        for handler in document["handlers"]:
            self.members(handler, {"event", "object", "file"})
        self.assertIn({"event": "ev_async_social", "object": "obj_shop", "file": "objects/obj_shop/Other_70.gml"}, document["handlers"])
        self.assertEqual(len(document["handlers"]), len(list(EXAMPLE.glob("objects/*/Other_[6-8]*.gml"))))

    def test_check_notes_events_that_never_happen(self):
        project = self.project({"obj_a": {"Draw_0": "x = 1;", "Draw_64": "x = 2;", "KeyPress_65": "x = 3;", "Step_0": "x = 4;", "Other_7": "x = 5;"},
                                "obj_b": {"Draw_0": "x = 6;", "Other_9": "x = 7;"}})
        document = self.run_tool("check", project, "--json", status=0).document()
        notes = [note for note in document["notes"] if note["code"] == "event-not-raised"]
        for note in notes:
            self.problem(note)
        self.assertEqual([note["message"].split(" events")[0] + note["message"].rsplit(":", 1)[1] for note in notes],
                         ["Draw 3", "Key Pressed 1", "No More Health 1"])
        self.assertEqual(notes[0]["place"]["file"], "objects/obj_a/Draw_0.gml")

    def test_a_lone_file_is_checked_too(self):
        good = self.write("good.gml", 'show_debug_message("x");')
        self.assertIn("1 of 1 files accepted", self.run_tool("check", good, status=0).out)
        bad = self.write("bad.gml", "var a = 1;\nvar b = foo(;")
        outcome = self.run_tool("check", bad, status=1)
        self.assertIn("0 of 1 files accepted", outcome.out)
        self.assertIn("bad.gml:2:13: error: ", outcome.err)

    def test_check_finds(self):
        project = self.project({"obj_a": {"Other_70": "x = nonsense_function(1);\ny = nonsense_function(2);\ndraw_sprite(spr, 0, 0, 0);", "Other_62": "if (", "Create_0": "spr = -1;"}})
        outcome = self.run_tool("check", project, "--json", status=1)
        document = outcome.document()
        self.assertEqual(document["files"], {"total": 3, "accepted": 2})
        for error in document["errors"]:
            self.problem(error)
        self.assertEqual(document["errors"][0]["place"]["file"], "objects/obj_a/Other_62.gml")
        for name in document["unknown_names"] + document["stubs"]:
            self.members(name, {"name", "places"})
        unknown = {name["name"]: name["places"] for name in document["unknown_names"]}
        self.assertEqual([place["line"] for place in unknown["nonsense_function"]], [1, 2])
        self.assertIn("draw_sprite", [name["name"] for name in document["stubs"]])
        self.assertRegex(outcome.errors()[0], r"^objects/obj_a/Other_62\.gml:1:\d+: error: ")

    def test_events(self):
        document = self.run_tool("events", "--json", status=0).document()
        self.members(document, {"events"})
        self.assertEqual(len(document["events"]), 14)
        for event in document["events"]:
            self.members(event, {"constant", "number", "title", "file", "summary", "aliases", "raised_by", "pitfalls", "shapes"}, optional={"documented"})
            self.assertTrue(event["shapes"], event["constant"])
            for shape in event["shapes"]:
                self.assertLessEqual({"name", "keys", "sample"}, set(shape))
                for key in shape["keys"]:
                    self.assertLessEqual({"key", "type", "required", "description"}, set(key))
        one = self.run_tool("events", "70", "--json", status=0).document()
        self.assertEqual([event["constant"] for event in one["events"]], ["ev_async_social"])
        self.assertEqual(one, self.run_tool("events", "ev_async_social", "--json", status=0).document())
        self.assertEqual(one, self.run_tool("events", "ev_social", "--json", status=0).document())

    def test_replay(self):
        self.run_tool("fire", EXAMPLE, "--event", "70", "--map", FIRST_LIGHT, "--trace", "t.jsonl", status=0)
        outcome = self.run_tool("replay", "t.jsonl", "--json", status=0)
        document = outcome.document()
        self.members(document, {"inputs", "events", "outputs", "same_code", "cut", "divergence", "differences", "pairs", "files", "ignored"})
        self.assertEqual((document["inputs"], document["events"], document["divergence"]), (2, 1, None))
        self.assertEqual(outcome.err, "")
        copy = self.copy_example()
        shop = copy / "objects/obj_shop/Other_70.gml"
        shop.write_text(shop.read_text().replace("gold += _data.a", "gold += 2 * _data.a"))
        document = self.run_tool("replay", "t.jsonl", "--project", copy, "--json", status=1).document()
        self.members(document["divergence"], {"seq", "dispatch", "event", "handler", "object", "instance", "file", "what", "expected", "actual", "kind", "about", "place"})

    def test_stdout_is_empty_or_a_document_when_the_boot_faults(self):
        project = self.project({"obj_a": {"Create_0": "throw 5;", "Other_70": "n = 1;"}})
        outcome = self.run_tool("fire", project, "--event", "70", "--json", status=1)
        if outcome.out:
            outcome.document()
        self.assertRegex(outcome.errors()[0], r"^objects/obj_a/Create_0\.gml:1:1: error: ")

    def test_log_of_a_handler_is_its_own(self):
        project = self.project({"obj_a": {"Create_0": 'show_debug_message("booting");', "Other_70": 'show_debug_message("hello");\nshow_debug_message("again");'}})
        outcome = self.run_tool("fire", project, "--event", "70", "--json", status=0)
        self.assertEqual(handlers_of(outcome.document())[0]["log"], ["hello", "again"])
        self.assertEqual(outcome.document()["output"], ["booting", "hello", "again"])


if __name__ == "__main__":
    unittest.main()
