"""Traces compared, and replays that tell why: what is added, missing, moved and changed, what is ignored, what came from outside."""
import shutil
import unittest
import xml.etree.ElementTree

from support import EXAMPLE, FIRST_LIGHT, CliTest, edit, lines_of

EVENTS = {"social": 'm = ds_map_create(); m[? "id"] = "custom_async_event"; m[? "result"] = false; event_perform_async(70, m);',
          "dialog": 'event_perform_async(63, json_decode("{\\"id\\":9,\\"status\\":1}"));',
          "system": 'event_perform_async(75, json_decode("{\\"event_type\\":\\"gamepad discovered\\",\\"pad_index\\":1}"));'}


class Diff(CliTest):
    def record(self, name, *events, project=EXAMPLE, words=()):
        script = self.write("drive.gml", "var m;\n" + "\n".join(EVENTS.get(event, event) for event in events))
        self.run_tool("run", project, "--frames", "2", "--script", script, "--trace", name, *words, status=0)
        return self.folder / name

    def diff(self, *words, status=1):
        return self.run_tool("diff", "a.jsonl", "b.jsonl", *words, "--json", status=status).document()

    def test_the_same(self):
        self.record("a.jsonl", "social", "dialog")
        self.record("b.jsonl", "social", "dialog")
        document = self.diff(status=0)
        self.assertEqual((document["differences"], document["divergence"], document["events"]), ([], None, 2))
        self.assertIn("the same: 2 events", self.run_tool("diff", "a.jsonl", "b.jsonl", status=0).out)

    def test_added_missing_and_moved(self):
        self.record("a.jsonl", "social", "dialog", "system")
        self.record("b.jsonl", "dialog", "social", "system")
        pairs = self.diff()["pairs"]
        self.assertEqual((pairs["moved"], pairs["added"], pairs["missing"]), (1, 0, 0))
        self.record("b.jsonl", "social", "system")
        found = self.diff("--ignore", self.write("rules.txt", "object obj_*\n"))
        self.assertEqual([(one["kind"], one["event"], one["dispatch"]) for one in found["differences"]], [("missing", "ev_async_dialog", 2)])
        self.record("a.jsonl", "social", "system")
        self.record("b.jsonl", "social", "dialog", "system")
        found = self.diff("--ignore", self.folder / "rules.txt")
        self.assertEqual([(one["kind"], one["event"], one["dispatch"]) for one in found["differences"]], [("added", "ev_async_dialog", 2)])

    def test_instances_that_shift_are_the_same(self):
        self.record("a.jsonl", "social", "system")
        self.record("b.jsonl", "repeat (3) instance_create_depth(0, 0, 0, obj_room_goer ?? obj_menu);".replace("obj_room_goer ?? ", ""), "social")
        self.assertGreater(self.diff()["pairs"]["missing"], 0)
        game = self.project({"obj_a": {"Create_0": "n = 0;", "Other_70": "n += 1;"}, "obj_b": {"Create_0": "instance_create_depth(0, 0, 0, obj_a);"},
                             "obj_c": {"Create_0": "x = 5;"}}, instances=["obj_b"])
        more = self.project({"obj_a": {"Create_0": "n = 0;", "Other_70": "n += 1;"}, "obj_b": {"Create_0": "instance_create_depth(0, 0, 0, obj_a);"},
                             "obj_c": {"Create_0": "x = 5;"}}, instances=["obj_c", "obj_b"], name="more")
        fire = 'event_perform_async(70, ds_map_create());'
        self.record("a.jsonl", fire, fire, project=game)
        self.record("b.jsonl", fire, fire, project=more)
        document = self.diff(status=0)
        self.assertGreater(document["pairs"]["ids_shifted"], 0)

    def test_changed_by_code(self):
        self.record("a.jsonl", "social")
        copy = self.copy_example()
        edit(copy / "objects/obj_shop/Other_70.gml", '"Shop: the bonus was refused."', '"Shop: no bonus."')
        self.record("b.jsonl", "social", project=copy)
        document = self.diff()
        self.assertFalse(document["same_code"])
        one = document["differences"][0]
        self.assertEqual((one["object"], one["about"], one["reason"]), ("obj_shop", "log", "code"))
        self.assertIn("+\tshow_debug_message(\"Shop: no bonus.\")", one["source_diff"])
        outcome = self.run_tool("diff", "a.jsonl", "b.jsonl", status=1)
        self.assertIn("objects/obj_shop/Other_70.gml", outcome.err)
        self.assertIn("    -    show_debug_message(\"Shop: the bonus", outcome.out)

    def test_a_trace_without_its_end_is_said(self):
        self.record("a.jsonl", "social")
        lines = (self.folder / "a.jsonl").read_text().splitlines(keepends=True)
        self.write("b.jsonl", "".join(lines[:-1]))
        outcome = self.run_tool("diff", "a.jsonl", "b.jsonl", status=1)
        self.assertIn("no end", outcome.err)
        self.assertIn("the same as far as they go", outcome.out)

    def test_what_cannot_be_read(self):
        self.record("a.jsonl", "social")
        self.assert_usage_error(self.run_tool("diff", "a.jsonl", "nothing.jsonl"), "nothing.jsonl")
        self.assert_usage_error(self.run_tool("diff", "a.jsonl", EXAMPLE / "coin_shop.yyp"), "not a trace")
        self.assert_usage_error(self.run_tool("diff", "a.jsonl", "a.jsonl", "--ignore", self.write("r.txt", "lgo x\n")), "r.txt:1:1", "log")
        self.assertEqual(self.run_tool("diff", "a.jsonl").status, 2)

    def test_junit(self):
        self.record("a.jsonl", "social")
        self.record("b.jsonl", "social", "dialog")
        self.run_tool("diff", "a.jsonl", "b.jsonl", "--junit", "report.xml", status=1)
        suite = xml.etree.ElementTree.parse(self.folder / "report.xml").getroot()
        self.assertGreater(int(suite.get("failures")), 0)
        self.run_tool("replay", "a.jsonl", "--junit", "report.xml", status=0)
        suite = xml.etree.ElementTree.parse(self.folder / "report.xml").getroot()
        self.assertEqual((suite.get("tests"), suite.get("failures")), ("1", "0"))


class Outside(CliTest):
    """What a replay has from its trace."""

    def fired(self, *words):
        self.run_tool("fire", *words, "--event", "70", "--map", FIRST_LIGHT, "--trace", "t.jsonl", status=0)

    def replay(self, *words, status=0):
        return self.run_tool("replay", "t.jsonl", *words, status=status)

    def test_mocks_and_replaced_files_are_in_the_trace(self):
        mock = self.write("mocks/answer.gml", "function steam_get_app_id() { return 77; }")
        menu = self.write("menu.gml", "show_debug_message(steam_get_app_id());")
        self.fired(EXAMPLE, "--mock", self.folder / "mocks", "--replace", f"objects/obj_menu/Other_70.gml={menu}")
        self.assertEqual(self.replay().err, "")
        mock.write_text("function steam_get_app_id() { return 78; }")
        outcome = self.replay()
        self.assertIn("answer.gml", outcome.err)
        self.assertIn("not what was recorded", outcome.err)
        shutil.rmtree(self.folder / "mocks")
        menu.unlink()
        outcome = self.replay()
        self.assertEqual(outcome.err.count("cannot be read; the trace has its text"), 2, outcome)

    def test_files_of_the_game_are_in_the_trace(self):
        game = self.project({"obj_a": {"Create_0": "ini_open(\"save.ini\"); gold = ini_read_real(\"a\", \"gold\", 0); ini_close();",
                                       "Other_70": "show_debug_message(gold);"}})
        save = self.write("saves/save.ini", "[a]\ngold=41\n")
        self.fired(game, "--files", self.folder / "saves")
        self.assertIn("file save.ini", [line["what"] for line in lines_of(self.folder / "t.jsonl") if line.get("kind") == "env"])
        self.assertEqual(self.replay().err, "")
        save.write_text("[a]\ngold=1\n")
        self.replay()
        shutil.rmtree(self.folder / "saves")
        self.replay()

    def test_answers_from_outside_are_fed_back(self):
        game = self.project({"obj_a": {"Other_70": "show_debug_message(os_get_language() + string(display_get_width()));"}})
        self.fired(game, "--device", "language=fi")
        trace = self.folder / "t.jsonl"
        text = trace.read_text()
        self.assertIn('"what":"language","value":"fi"', text)
        # Wherever the device came from, what was recorded counts.
        trace.write_text(text.replace('"device":{"language":"fi"}', '"device":{"language":"sv"}'))
        self.assertEqual(self.replay().err, "")
        trace.write_text("".join(line + "\n" for line in text.splitlines() if '"what":"display_width"' not in line))
        self.assertIn("'display_width', which was not recorded", self.replay().err)
        trace.write_text(text.replace('"what":"language","value":"fi"', '"what":"language","value":5'))
        self.assertIn("of another kind: real 5", self.replay().err)

    def test_rules(self):
        copy = self.copy_example()
        self.fired(EXAMPLE)
        edit(copy / "objects/obj_shop/Other_70.gml", "gold += _data.a", "gold += 2 * _data.a")
        rules = self.write("rules.txt", "change self.gold\nchange *.last_balance\nkey gold\nchange self.entries*\nchange global.*\n")
        outcome = self.run_tool("replay", "t.jsonl", "--project", copy, "--ignore", rules, "--json", status=0)
        self.assertEqual(outcome.document()["differences"], [])
        self.assertIn("differences were ignored", outcome.err)
        self.assertGreater(sum(one["count"] for one in outcome.document()["ignored"]), 1)

    def test_what_differs_is_said_with_its_code(self):
        copy = self.copy_example()
        self.fired(EXAMPLE)
        edit(copy / "objects/obj_shop/Other_70.gml", "gold += _data.a", "gold += 2 * _data.a")
        outcome = self.run_tool("replay", "t.jsonl", "--project", copy, status=1)
        self.assertIn("not what was recorded: objects/obj_shop/Other_70.gml", outcome.err)
        self.assertIn("code: objects/obj_shop/Other_70.gml:10 is other code", outcome.out)
        self.assertIn("    +gold += 2 * _data.a + _data.b;", outcome.out)
        self.assertIn("the payload of event 2 differs", outcome.out)


if __name__ == "__main__":
    unittest.main()
