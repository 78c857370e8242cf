"""However a run ends, what it has so far is kept: files, trace, status. Signals, closed descriptors, output that nobody takes."""
import json
import os
import signal
import subprocess
import time
import unittest

from support import EXAMPLE, PROGRAM, SECONDS, CliTest, launch

SAVES = 'var f = file_text_open_write("save.txt"); file_text_write_string(f, "kept");'
STEP = "show_debug_message(string(current_time));"
SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


class Endings(CliTest):
    def setUp(self):
        super().setUp()
        self.store = self.folder / "store"

    def start(self, *words, **options):
        options = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, **options}
        process = launch(*words, "--files", self.store, "--trace", self.folder / "it.jsonl", cwd=self.folder, **options)
        self.addCleanup(process.kill)
        return process

    def check_kept(self, complete=False):
        self.assertEqual((self.store / "save.txt").read_text(), "kept")
        lines = (self.folder / "it.jsonl").read_bytes().split(b"\n")
        self.assertEqual(lines.pop(), b"")
        last = json.loads(lines[-1])
        self.assertEqual((last["kind"], last.get("stopped", False)), ("end", not complete))

    def test_signals_end_frames(self):
        game = self.project({"obj_a": {"Create_0": SAVES, "Step_0": STEP}})
        for one in SIGNALS:
            with self.subTest(signal=one.name):
                process = self.start("run", game, "--frames", "0")
                process.stdout.readline()
                process.send_signal(one)
                out, err = process.communicate(timeout=SECONDS)
                self.assertEqual(process.returncode, 128 + one, err)
                self.assertIn(b"warning: stopped in frame ", err)
                self.check_kept()

    def wait_for(self, file, part):
        end = time.time() + SECONDS
        while not (file.exists() and part in file.read_bytes()):
            self.assertLess(time.time(), end, f"{part!r} never came")
            time.sleep(0.02)

    def test_signals_end_what_runs_within_a_frame(self):
        game = self.project({"obj_a": {"Create_0": SAVES + 'show_debug_message("ready"); repeat (1000) { instance_create_depth(0, 0, 0, obj_b); }'},
                             "obj_b": {"Step_0": "for (var i = 0; i < 1000000; i++) { x = i; }"}}, instances=["obj_a"])
        process = self.start("run", game, "--frames", "0")
        process.stdout.readline()
        time.sleep(0.5)
        began = time.time()
        process.send_signal(signal.SIGTERM)
        process.communicate(timeout=SECONDS)
        self.assertEqual(process.returncode, 128 + signal.SIGTERM)
        self.assertLess(time.time() - began, SECONDS / 4)
        self.check_kept()

    def test_fire_and_documents(self):
        trace = self.folder / "it.jsonl"
        for words in (("fire", EXAMPLE, "--event", "70", "--call", SAVES, "--frames", "1000000000"),
                      ("run", EXAMPLE, "--frames", "1000000000", "--json", "--call", SAVES)):
            with self.subTest(words=words):
                process = self.start(*words)
                self.wait_for(trace, b"1e+09")
                process.send_signal(signal.SIGINT)
                out, err = process.communicate(timeout=SECONDS)
                self.assertEqual(process.returncode, 128 + signal.SIGINT, err)
                self.check_kept()
                if words[0] == "run":
                    self.assertFalse(json.loads(out)["ended"])
                trace.unlink()

    def test_a_stopped_session_replays(self):
        game = self.project({"obj_a": {"Create_0": SAVES, "Step_0": STEP}})
        process = self.start("run", game, "--frames", "3000")
        process.stdout.readline()
        process.send_signal(signal.SIGINT)
        process.communicate(timeout=SECONDS)
        self.run_tool("replay", self.folder / "it.jsonl", status=0)

    def test_a_handler_without_end_replays_to_where_it_was_stopped(self):
        loops = 'show_debug_message("ready"); count = 0; while (true) { count++; }'
        game = self.project({"obj_a": {"Create_0": SAVES, "Other_62": loops}})
        process = self.start("fire", game, "--event", "62", "--budget", "0")
        self.wait_for(self.folder / "it.jsonl", b"ready")
        time.sleep(0.3)
        process.send_signal(signal.SIGINT)
        out, err = process.communicate(timeout=SECONDS)
        self.assertEqual(process.returncode, 128 + signal.SIGINT, err)
        self.assertIn(b"cancelled while it ran", err)
        self.check_kept()
        lines = [json.loads(line) for line in (self.folder / "it.jsonl").read_bytes().splitlines()]
        self.assertEqual(lines[0]["options"]["budget"], 0)
        cancel = [line["arguments"]["units"] for line in lines if line.get("input") == "cancel"]
        self.assertGreater(cancel[0], 100000)
        self.run_tool("replay", self.folder / "it.jsonl", status=0)

    def test_the_budget_is_in_the_trace(self):
        game = self.project({"obj_a": {"Other_62": "for (var i = 0; i < 1000; i++) { x = i; }"}})
        said = self.run_tool("fire", game, "--event", "62", "--budget", "500", "--trace", "small.jsonl", status=1)
        self.assertIn("its limit of 500 units of work is used up", said.err)
        self.run_tool("fire", game, "--event", "62", "--budget", "50000", status=0)
        self.run_tool("replay", "small.jsonl", status=0)
        self.run_tool("eval", "while (true) {}", "--budget", "500", status=1)

    def test_ignored_signals_stay_ignored(self):
        game = self.project({"obj_a": {"Create_0": SAVES, "Step_0": STEP}})
        words = ["nohup", PROGRAM, "run", str(game), "--frames", "200", "--files", str(self.store), "--trace", str(self.folder / "it.jsonl")]
        process = subprocess.Popen(words, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE, cwd=self.folder)
        process.stdout.readline()
        process.send_signal(signal.SIGHUP)
        process.communicate(timeout=SECONDS)
        self.assertEqual(process.returncode, 0)
        self.check_kept(complete=True)

    def test_output_that_nobody_takes_ends_the_run(self):
        game = self.project({"obj_a": {"Create_0": SAVES, "Step_0": STEP}})
        for restored in (True, False):  # whether the parent ignores SIGPIPE
            with self.subTest(restored=restored):
                process = subprocess.Popen([PROGRAM, "run", str(game), "--frames", "0", "--files", str(self.store), "--trace", str(self.folder / "it.jsonl")],
                                           stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE, restore_signals=restored, cwd=self.folder)
                self.addCleanup(process.kill)
                process.stdout.readline()
                process.stdout.close()
                err = process.stderr.read()
                process.wait(SECONDS)
                process.stderr.close()
                self.assertEqual(process.returncode, 2, err)
                self.assertIn(b"error: standard output cannot be written: Broken pipe", err)
                self.check_kept()

    def closed(self, redirection, *words):
        return subprocess.run(["bash", "-c", f'exec "$@" {redirection}', "bash", PROGRAM, *map(str, words)], capture_output=True,
                              stdin=subprocess.DEVNULL, cwd=self.folder, timeout=SECONDS)

    def test_closed_descriptors_are_not_given_to_files(self):
        script = self.write("game.gml", SAVES + 'show_debug_message("said");')
        for redirection, status in ((">&-", 2), ("2>&-", 0), ("<&-", 0), (">&- 2>&- <&-", 2)):
            with self.subTest(redirection=redirection):
                outcome = self.closed(redirection, "run", script, "--frames", "1", "--files", self.store, "--trace", "it.jsonl")
                self.assertEqual(outcome.returncode, status, outcome)
                self.assertNotIn(b"said\n", (self.folder / "it.jsonl").read_bytes().splitlines(True))
                self.assertEqual((self.store / "save.txt").read_text(), "kept")
        for line in (self.folder / "it.jsonl").read_text().splitlines():
            json.loads(line)
        outcome = self.closed("<&-", "eval", "-f", "-")
        self.assertEqual(outcome.returncode, 2)
        self.assertIn(b"cannot read standard input: Bad file descriptor", outcome.stderr)

    def test_a_run_without_output_needs_none(self):
        script = self.write("game.gml", "x = 1;")
        self.assertEqual(self.closed(">&-", "run", script, "--frames", "1").returncode, 0)

    def test_the_window(self):
        """Without a display it is played by a script; the state of the window is that of one with a user."""
        script = self.write("long.uis", "wait idle\n" + "wait 3600\n" * 1000)
        process = self.start("gui", EXAMPLE, "--call", SAVES, "--call", "x = 4711;", "--ui-script", script)
        self.wait_for(self.folder / "it.jsonl", b"4711")  # by then the first call is over
        process.send_signal(signal.SIGTERM)
        process.communicate(timeout=SECONDS)
        self.assertEqual(process.returncode, 128 + signal.SIGTERM)
        self.check_kept(complete=True)


if __name__ == "__main__":
    unittest.main()
