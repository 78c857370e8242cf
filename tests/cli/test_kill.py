"""A recording process is killed at 50 moments of a seeded choice: its trace opens and has lost nothing acknowledged.

The process fires thousands of events from a script and prints a line after each; a line that reached us acknowledges its
event, which must then be in the trace, whole and in order."""
import json
import random
import shutil
import signal
import subprocess
import time
import unittest

from support import SANITIZED, CliTest, launch

EVENTS = 2000
KILLS = 12 if SANITIZED else 50

SCRIPT = f"""
for (var _i = 0; _i < {EVENTS}; _i++) {{
    var _map = ds_map_create();
    _map[? "number"] = _i;
    _map[? "nested"] = {{ list: [_i, "text", _i * 2] }};
    event_perform_async(ev_async_social, _map);
    show_debug_message("done " + string(_i));
}}
"""


class Kill(CliTest):
    def setUp(self):
        super().setUp()
        self.game = self.project({"obj_a": {"Create_0": "total = 0;", "Other_70": 'total += async_load[? "number"];\nasync_load[? "seen"] = total;'},
                                  "obj_b": {"Create_0": "last = 0;", "Other_70": 'last = async_load[? "nested"].list[0];'}})
        self.script = self.write("fire.gml", SCRIPT)

    def run_and_kill(self, trace, after, wait):
        """Kills when `after` lines came and `wait` seconds passed; the number of events acknowledged until then."""
        process = launch("run", self.game, "--script", self.script, "--trace", trace, "--frames", "1", stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, cwd=self.folder)
        seen = 0
        try:
            while seen < after and process.stdout.readline():
                seen += 1
            time.sleep(wait)
            process.send_signal(signal.SIGKILL)
            rest = process.stdout.read()
            process.wait(60)
        finally:
            process.stdout.close()
        return seen + rest.count(b"\n")

    def events_in(self, trace):
        """The numbers of the events in the trace; checks that every line but a torn last one is whole and in sequence."""
        lines = trace.read_bytes().split(b"\n")
        last, lines = lines[-1], lines[:-1]
        numbers = []
        for place, line in enumerate(lines):
            record = json.loads(line)
            if place == 0:
                self.assertEqual(record["format"], "astrace")
                continue
            self.assertEqual(record["seq"], place)
            if record["kind"] == "dispatch":
                top = record["dispatches"][0]
                numbers.append(top["payload"]["number"])
                self.assertEqual([handler["object"] for handler in top["handlers"]], ["obj_a", "obj_b"])
        return numbers, last

    def test_nothing_acknowledged_is_lost(self):
        dice = random.Random(4711)
        torn = 0
        for turn in range(KILLS):
            trace = self.folder / f"{turn}.jsonl"
            after, wait = dice.randrange(EVENTS - 100), dice.random() * 0.004
            acknowledged = self.run_and_kill(trace, after, wait)
            with self.subTest(turn=turn, after=after, acknowledged=acknowledged):
                if acknowledged == 0 and not trace.exists():
                    continue
                numbers, last = self.events_in(trace)
                self.assertEqual(numbers, list(range(len(numbers))))
                self.assertGreaterEqual(len(numbers), acknowledged)
                torn += bool(last)
                if turn % 5 == 0 and numbers:
                    outcome = self.run_tool("replay", trace, "--json", status=1)
                    self.assertEqual((outcome.document()["events"], outcome.document()["cut"], outcome.document()["divergence"]), (len(numbers), True, None))
                    self.assertIn("no end", outcome.err)
            trace.unlink(missing_ok=True)

    def test_killed_before_the_first_event(self):
        """The header is whole or the file is not there: there is no trace that cannot be opened."""
        dice = random.Random(815)
        for _ in range(10):
            trace = self.folder / "early.jsonl"
            process = launch("run", self.game, "--script", self.script, "--trace", trace, "--frames", "1", stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, cwd=self.folder)
            time.sleep(dice.random() * 0.03)
            process.kill()
            process.wait(60)
            if trace.exists() and trace.stat().st_size:
                self.events_in(trace)
            trace.unlink(missing_ok=True)

    def test_a_run_without_end_replays_as_far_as_it_came(self):
        shutil.rmtree(self.game)
        game = self.project({"obj_a": {"Create_0": "n = 0;", "Step_0": "n++; if (n mod 10 == 0) { var m = ds_map_create(); m[? \"n\"] = n; event_perform_async(70, m); show_debug_message(n); }",
                                       "Other_70": 'last = async_load[? "n"];'}})
        trace = self.folder / "endless.jsonl"
        process = launch("run", game, "--frames", "0", "--trace", trace, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, cwd=self.folder)
        for _ in range(50):
            process.stdout.readline()
        process.kill()
        process.stdout.close()
        process.wait(60)
        outcome = self.run_tool("replay", trace, "--json", status=1)
        self.assertGreaterEqual(outcome.document()["events"], 50)
        self.assertIsNone(outcome.document()["divergence"])

    def test_without_a_kill_the_trace_is_complete(self):
        trace = self.folder / "whole.jsonl"
        self.run_tool("run", self.game, "--script", self.script, "--trace", trace, "--frames", "1", status=0)
        numbers, last = self.events_in(trace)
        self.assertEqual((numbers, last), (list(range(EVENTS)), b""))
        self.assertEqual(json.loads(trace.read_bytes().split(b"\n")[-2])["kind"], "end")
        self.assertEqual(self.run_tool("replay", trace, "--json", status=0).document()["events"], EVENTS)


if __name__ == "__main__":
    unittest.main()

    @unittest.skipIf(SANITIZED, "a hundred million units of work take minutes there")
    def test_an_event_that_never_ended_is_there_as_far_as_it_came(self):
        game = self.project({"obj_a": {"Create_0": "n = 0;", "Other_70": 'show_debug_message("begun"); while (true) n = async_load[? "number"];'}})
        process = launch("run", game, "--frames", "1", "--create", "obj_a", "--budget", "0", "--trace", "t.astrace", "--call",
                         'var _map = ds_map_create(); _map[? "number"] = 7; event_perform_async(ev_async_social, _map);',
                         stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, cwd=self.folder)
        self.addCleanup(process.wait)
        self.addCleanup(process.kill)
        until = time.monotonic() + 60
        found = {"matched": 0}
        while not found["matched"] and time.monotonic() < until:
            time.sleep(0.2)
            if (self.folder / "t.astrace").exists():
                found = json.loads(self.run_tool("query", "t.astrace", "(obj:obj_a fault read:number)", "--json").out)
        process.kill()
        process.wait(60)
        run = found["events"][0]["dispatches"][0]["handlers"][0]
        self.assertIn("had not ended", run["fault"]["message"])
        self.assertEqual([line for line in run["log"]], ["begun"])
        self.run_tool("export", "t.astrace", "-o", "t.jsonl", status=0)
        self.assertEqual((self.folder / "t.jsonl").read_text().count('"kind":"unfinished"'), 1)
