"""Traces in their three forms: blocks, packed blocks, text."""
import json
import re

from support import EXAMPLE, CliTest

FIRE = ("--event", "70", "--map", '{"id":"custom_async_event","token":"abcdefghijkl","result":true,"data":{"a":13,"b":16}}', "--advance", "3s")


def lines(path):
    text = path.read_text("utf-8")
    return [re.sub(r'"us":\d+', '"us":0', line) for line in text.splitlines()]


class Export(CliTest):
    def test_blocks_hold_what_the_text_holds(self):
        self.run_tool("fire", EXAMPLE, *FIRE, "--trace", "a.jsonl")
        self.run_tool("fire", EXAMPLE, *FIRE, "--trace", "b.astrace")
        self.run_tool("export", "b.astrace", "-o", "b.jsonl", status=0)
        self.assertEqual(lines(self.folder / "a.jsonl"), lines(self.folder / "b.jsonl"))
        self.assertFalse(b"abcdefghijkl" in (self.folder / "b.astrace").read_bytes())

    def test_secrets_are_kept_when_that_is_wanted(self):
        self.run_tool("fire", EXAMPLE, *FIRE, "--trace", "b.astrace", "--keep-secrets")
        self.assertTrue(b"abcdefghijkl" in (self.folder / "b.astrace").read_bytes())

    def test_there_and_back_is_the_same_text(self):
        self.run_tool("fire", EXAMPLE, *FIRE, "--trace", "a.jsonl")
        for way in ("c.astrace", "c.astrace.zst"):
            self.run_tool("import", "a.jsonl", "-o", way, status=0)
            self.run_tool("export", way, "-o", "c.jsonl", status=0)
            self.assertEqual((self.folder / "a.jsonl").read_bytes(), (self.folder / "c.jsonl").read_bytes(), way)
            self.run_tool("replay", way, status=0)

    def test_replay_and_diff_take_either(self):
        self.run_tool("fire", EXAMPLE, *FIRE, "--trace", "a.jsonl")
        self.run_tool("fire", EXAMPLE, *FIRE, "--trace", "b.astrace")
        self.run_tool("replay", "b.astrace", status=0)
        self.run_tool("diff", "a.jsonl", "b.astrace", status=0)
        self.run_tool("query", "b.astrace", "type:social", status=0)

    def test_what_is_damaged_or_cut_is_said(self):
        self.run_tool("fire", EXAMPLE, *FIRE, "--trace", "b.astrace")
        whole = (self.folder / "b.astrace").read_bytes()
        (self.folder / "cut.astrace").write_bytes(whole[:-100])
        outcome = self.run_tool("replay", "cut.astrace", status=1)
        self.assertIn("no end", outcome.err + outcome.out)
        damaged = bytearray(whole)
        damaged[-200] ^= 255
        (self.folder / "bad.astrace").write_bytes(damaged)
        outcome = self.run_tool("export", "bad.astrace", "-o", "bad.jsonl", status=1)
        self.assertRegex(outcome.err, r"lost|damaged")
        self.run_tool("export", "nothing.astrace", "-o", "x.jsonl", status=2)
        (self.folder / "notes.txt").write_text("mine")
        self.run_tool("export", "b.astrace", "-o", "notes.txt", status=2)
        self.assertEqual((self.folder / "notes.txt").read_text(), "mine")

    def test_a_restart_goes_on_in_the_same_trace(self):
        self.run_tool("run", EXAMPLE, "--frames", "3", "--call", "game_restart()", "--trace", "r.astrace", "--keep-going")
        self.run_tool("replay", "r.astrace", status=0)
        self.run_tool("export", "r.astrace", "-o", "r.jsonl", status=0)
        kinds = [json.loads(line).get("kind") for line in (self.folder / "r.jsonl").read_text().splitlines()]
        self.assertEqual(kinds[-1], "end")

    def test_what_becomes_a_secret_later_is_masked(self):
        project = self.project({"obj_a": {"Create_0": "n = 0; session = 0; last = \"\";", "Other_70":
            "n += async_load[? \"id\"]; session = async_load[? \"session\"]; last = async_load[? \"name\"];"}})
        fire = "var m = ds_map_create(); m[? \"id\"] = 1; m[? \"session\"] = %s; m[? \"name\"] = \"%s\"; event_perform_async(70, m);"
        words = []
        for session, name in ((0, "anna"), (0, "anna"), ("undefined", "anna"), (48213, "anna"), (48213, "anna"), ("\"anna\"", "bert"), (77777, "bert")):
            words += ["--call", fire % (session, name)]
        self.run_tool("run", project, "--frames", "1", "--create", "obj_a", *words, "--trace", "s.astrace", status=0)
        self.run_tool("export", "s.astrace", "-o", "s.jsonl", status=0)
        events = [line for line in (self.folder / "s.jsonl").read_text().splitlines() if '"kind":"dispatch"' in line]
        self.assertEqual(len(events), 7)
        for line in events[3:]:
            self.assertFalse("48213" in line or "77777" in line, line)
        self.assertTrue('"anna"' in events[1])
        self.assertFalse('"session":"anna"' in events[5], events[5])
        self.run_tool("replay", "s.astrace", status=0)

    def test_a_secret_in_a_value_that_is_written_as_text_is_masked(self):
        project = self.project({"obj_a": {"Create_0": "kept = 0; made = function(text) constructor { token = text; };",
            "Other_70": "var built = \"zq\"; repeat (async_load[? \"n\"]) built += chr(97 + string_length(built)); kept = new made(built);"}})
        fire = "var m = ds_map_create(); m[? \"n\"] = %d; event_perform_async(70, m);"
        self.run_tool("run", project, "--frames", "1", "--create", "obj_a", "--trace", "s.astrace", status=0,
                      *(word for n in (0, 0, 0, 9, 10) for word in ("--call", fire % n)))
        self.run_tool("export", "s.astrace", "-o", "s.jsonl", status=0)
        self.assertNotIn(b"zqcdefghi", (self.folder / "s.astrace").read_bytes())
        self.assertNotIn("zqcdefghi", (self.folder / "s.jsonl").read_text())
