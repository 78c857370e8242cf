"""What a person at a terminal and a program behind a pipe get: colour, width, help, output that is full or cut."""
import fcntl
import json
import os
import pty
import select
import struct
import subprocess
import termios
import time
import unittest

from support import EXAMPLE, FIRST_LIGHT, PROGRAM, SANITIZED, CliTest, launch

ESCAPE = "\x1b["
FIRE = ("fire", EXAMPLE, "--event", "70", "--map", FIRST_LIGHT)
COMMANDS = ("gui", "fire", "run", "eval", "check", "events", "replay", "dump", "uitest")


class OnATerminal(CliTest):
    def on_terminal(self, *words, columns=120, status=None, **environment):
        """What the program writes to a terminal of so many columns, and its status."""
        outer, inner = pty.openpty()
        fcntl.ioctl(inner, termios.TIOCSWINSZ, struct.pack("HHHH", 40, columns, 0, 0))
        clean = {name: value for name, value in os.environ.items() if name not in ("NO_COLOR", "COLUMNS", "TERM")}
        process = subprocess.Popen([PROGRAM, *map(str, words)], stdin=subprocess.DEVNULL, stdout=inner, stderr=inner,
                                   cwd=self.folder, env={**clean, "TERM": "xterm", **environment})
        os.close(inner)
        out = b""
        end = time.time() + 60
        while time.time() < end:
            if not select.select([outer], [], [], 1)[0]:
                continue
            try:
                got = os.read(outer, 65536)
            except OSError:
                break
            if not got:
                break
            out += got
        os.close(outer)
        process.wait(10)
        if status is not None:
            self.assertEqual(process.returncode, status, out)
        return out.decode("utf-8", "replace").replace("\r\n", "\n")

    def test_colour(self):
        self.assertIn(ESCAPE, self.on_terminal(*FIRE, status=0))
        self.assertNotIn(ESCAPE, self.on_terminal(*FIRE, NO_COLOR="1"))
        self.assertNotIn(ESCAPE, self.on_terminal(*FIRE, TERM="dumb"))
        self.assertIn(ESCAPE, self.on_terminal("eval", "throw 1;", status=1))
        self.assertNotIn(ESCAPE, self.run_tool(*FIRE, status=0).out)
        self.assertNotIn(ESCAPE, self.run_tool("eval", "throw 1;", status=1).err)

    def test_json_is_never_coloured(self):
        text = self.on_terminal(*FIRE, "--json", status=0)
        self.assertNotIn(ESCAPE, text)
        json.loads(text)

    def test_tables_keep_to_the_width(self):
        wide = self.on_terminal(*FIRE, columns=200, NO_COLOR="1")
        for columns in (40, 60, 80):
            text = self.on_terminal(*FIRE, columns=columns, NO_COLOR="1")
            table = text[:text.index("1 obj_shop:")].splitlines()[1:]
            self.assertLessEqual(max(map(len, table)), columns, text)
            for column in ("obj_shop", "obj_menu", "obj_log"):
                self.assertIn(column, text)
        self.assertRegex(wide, r"obj_shop #\d+ +\d obj_menu #\d+ +\d obj_log")

    def test_columns_of_the_environment(self):
        environment = {**os.environ, "COLUMNS": "50"}
        out = subprocess.run([PROGRAM, *map(str, FIRE)], capture_output=True, text=True, env=environment, timeout=60).stdout
        self.assertLessEqual(max(map(len, out[:out.index("1 obj_shop:")].splitlines()[1:])), 50, out)

    def test_wide_characters_line_up(self):
        project = self.project({"obj_a": {"Other_70": 'a = async_load[? "名前"]; b = async_load[? "e\u0301te\u0301"]; c = async_load[? "plain"];'}})
        out = self.run_tool("fire", project, "--event", "70", "--map", '{"名前":1,"e\u0301te\u0301":2,"plain":3}', status=0).out
        columns = lambda line: sum(2 if "\u4e00" <= c <= "\u9fff" else 0 if c == "\u0301" else 1 for c in line)
        starts = {columns(line[:line.index("* ")]) for line in out.splitlines() if "* " in line and line.startswith("  ") and "read" not in line}
        self.assertEqual(len(starts), 1, out)

    def test_what_a_game_says_drives_no_terminal(self):
        code = 'show_debug_message("a" + chr(155) + "2J" + chr(27) + "[2J" + chr(8238) + "\\tb");'
        text = self.on_terminal("eval", code, status=0)
        self.assertEqual(text, "a\\u009B2J\\x1B[2J\\u202E\tb\n")

    def test_progress_is_shown_and_goes(self):
        project = self.project({"obj_a": {"Step_0": "var i = 0; repeat (20000) ++i;"}})
        frames = "1500" if SANITIZED else "30000"  # some seconds
        text = self.on_terminal("run", project, "--frames", frames, status=0)
        self.assertIn("frame ", text)
        self.assertNotIn("frame ", text[text.rindex("\r\x1b[K"):])  # what is left is the summary
        self.assertEqual(self.run_tool("run", project, "--frames", "1000", status=0).err,
                         "note: 1000 frames, 0 async events, 0 handler runs, 0 requests (0 waiting), 0 faults, 0 problems\n")


class Streams(CliTest):
    def with_stdout(self, path, *words):
        with open(path, "wb") as out:
            process = launch(*words, stdout=out, stderr=subprocess.PIPE, cwd=self.folder)
            err = process.communicate(timeout=60)[1].decode()
        return process.returncode, err

    def test_a_full_standard_output(self):
        for words in (FIRE, (*FIRE, "--json"), ("events",), ("events", "--json"), ("--help",), ("check", EXAMPLE), ("check", EXAMPLE, "--json"),
                      ("eval", "return 1;"), ("run", EXAMPLE, "--frames", "1", "--call", 'show_debug_message("x")'), ("run", EXAMPLE, "--json")):
            with self.subTest(words=words):
                status, err = self.with_stdout("/dev/full", *words)
                self.assertEqual(status, 2, err)
                self.assertIn("standard output", err)

    def test_lines_of_a_run_arrive_before_its_end(self):
        script = self.write("game.gml", 'show_debug_message("first"); while (true) { try { while (true) {} } catch (e) {} }')
        project = self.project({"obj_a": {"Create_0": 'show_debug_message("first");', "Step_0": "var i = 0; repeat (1000000) ++i;"}})
        process = launch("run", project, "--frames", "0", stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
        try:
            ready = select.select([process.stdout], [], [], 60)[0]
            self.assertTrue(ready)
            self.assertEqual(process.stdout.readline(), b"first\n")
            self.assertIsNone(process.poll())
        finally:
            process.kill()
            process.wait()
            process.stdout.close()

    def test_a_line_with_a_nul_is_whole(self):
        out = subprocess.run([PROGRAM, "eval", 'show_debug_message("a" + chr(0) + "b")'], capture_output=True, timeout=60).stdout
        self.assertIn(out, (b"a\0b\n", b"ab\n"))

    def test_bytes_that_are_no_text_on_stderr(self):
        outcome = subprocess.run([PROGRAM, "eval", b'throw "\xff\xc2\x9b";'], capture_output=True, timeout=60)
        self.assertIn(b"\\xFF\\u009B", outcome.stderr)
        outcome.stderr.decode("utf-8")

    def test_standard_input_as_code(self):
        process = subprocess.run([PROGRAM, "eval", "-f", "-"], input=b"return 6 * 7;", capture_output=True, timeout=60)
        self.assertEqual((process.returncode, process.stdout), (0, b"42\n"), process)


class Help(CliTest):
    def test_every_command_has_statuses_and_an_example(self):
        for command in COMMANDS:
            text = self.run_tool(command, "--help", status=0).out
            with self.subTest(command=command):
                self.assertIn("Exit status:\n  0  ", text)
                self.assertIn("\n  2  ", text)
                self.assertIn(f"asyncscope {command}", text[text.index("Example:"):])
                self.assertEqual(self.run_tool("help", command, status=0).out, text)
        self.assertEqual(self.run_tool("help", status=0).out, self.run_tool("--help", status=0).out)

    def test_a_mistyped_command(self):
        for typed, meant in (("chekc", "check"), ("fier", "fire"), ("evnts", "events"), ("hlep", "help"), ("replya", "replay")):
            self.assert_usage_error(self.run_tool(typed), typed, f"did you mean '{meant}'?")
        self.assert_usage_error(self.run_tool("help", "chek"), "did you mean 'check'?")
        self.assert_usage_error(self.run_tool("frobnicate"), "frobnicate", "the commands are help, gui, fire")

    def test_numbers_out_of_range(self):
        most = 2 ** 64
        for words in (("fire", EXAMPLE, "--event", "70", "--seed", most), ("fire", EXAMPLE, "--event", "70", "--seed", -1),
                      ("fire", EXAMPLE, "--event", "70", "--shuffle", most), ("run", EXAMPLE, "--frames", most),
                      ("gui", "--scale", "nan"), ("gui", "--scale", "inf"), ("gui", "--scale", "0"), ("gui", "--scale", "1x"),
                      ("gui", "--size", "-5x-5"), ("gui", "--size", "nanxnan"), ("gui", "--size", "3000000000x10"),
                      ("gui", "--size", "800x600x"), ("gui", "--size", "800")):
            with self.subTest(words=words):
                self.assert_usage_error(self.run_tool(*words, *(("--screenshot", "x.png") if words[0] == "gui" else ())), str(words[-1]))
        self.run_tool("fire", EXAMPLE, "--event", "70", "--seed", most - 1, status=0)

    def test_numbers_of_a_ui_script(self):
        for line in ("size -5x-5", "size nanxnan", "size 3000000000x10", "size 100x100", "scale nan", "scale 1e9", "scale -1", 'scroll "Events" nan',
                     "wait nan", "wait 1e300", 'drag "Events" nan,nan'):
            with self.subTest(line=line):
                script = self.write("numbers.uis", f"wait 1\n{line}\n")
                outcome = self.run_tool("gui", "--ui-script", script, "--screenshot", "x.png")
                self.assertIn(outcome.status, (1, 2), outcome)
                self.assertIn(f"{script}:2: error: ", outcome.err.replace(":2:1:", ":2:"), outcome)

    def test_numbers_of_the_state_of_the_window(self):
        state = self.folder / "state" / "asyncscope"
        state.mkdir(parents=True)
        (state / "window.json").write_text('{"version":1,"scale":{"$real":"nan"},"splits":{"left":{"$real":"nan"}},"bottom":{"$real":"nan"}}')
        out = subprocess.run([PROGRAM, "gui"], capture_output=True, timeout=60,
                             # Where there is no display, what looked for one is unloaded without giving its memory back.
                             env={"XDG_STATE_HOME": str(self.folder / "state"), "PATH": os.environ["PATH"], "ASAN_OPTIONS": "detect_leaks=0"})
        self.assertIn(out.returncode, (0, 2), out)


class Answers(CliTest):
    def test_the_answer_comes_first_and_the_project_is_one_line(self):
        project = self.project({"obj_a": {"Other_70": 'n = async_load[? "id"];', "Create_0": "if (false) nobody_knows_this(1);"}})
        yyp = project / "small.yyp"
        document = json.loads(yyp.read_text())
        document["resources"] += [{"id": {"name": f"snd_{i}", "path": f"sounds/snd_{i}/snd_{i}.yy"}} for i in range(500)]
        yyp.write_text(json.dumps(document))
        outcome = self.run_tool("fire", project, "--event", "70", "--map", '{"id":1}', status=0)
        self.assertEqual(len(outcome.err.splitlines()), 1, outcome)
        self.assertIn("500 warnings", outcome.err)
        self.assertIn("asyncscope check", outcome.err)
        text = subprocess.run([PROGRAM, "fire", project, "--event", "70", "--map", '{"id":1}'], stdout=subprocess.PIPE,
                              stderr=subprocess.STDOUT, text=True, timeout=60).stdout
        self.assertLess(text.index("obj_a"), text.index("500 warnings"))

    def test_many_findings_of_a_kind_are_counted(self):
        project = self.project({"obj_a": {"Other_70": "\n".join(f"unknown_{i}();" for i in range(3000))}})
        outcome = self.run_tool("check", project, status=1)
        self.assertLess(len(outcome.err.splitlines()), 60, outcome)
        self.assertIn("and 2980 more", outcome.err)
        document = self.run_tool("check", project, "--json", status=1).document()
        self.assertEqual(len(document["unknown_names"]), 3000)

    def test_without_a_payload_the_first_shape_is_fired(self):
        first = self.run_tool("events", "ev_async_web", "--json", status=0).document()["events"][0]["shapes"][0]
        project = self.project({"obj_a": {"Other_62": "n = 1;"}})
        document = self.fire_json(project, "--event", "ev_async_web")
        self.assertEqual(document["payload"], first["sample"])
        key = next(key for key, value in first["sample"].items() if isinstance(value, (int, float)))
        document = self.fire_json(project, "--event", "ev_async_web", "--set", f"{key}=7")
        self.assertEqual(document["payload"], {**first["sample"], key: 7})
        self.assertEqual(self.fire_json(project, "--event", "ev_async_web", "--map", "{}")["payload"], {})

    def test_a_project_of_which_nothing_is_there(self):
        (self.folder / "alone").mkdir()
        (self.folder / "alone" / "coin_shop.yyp").write_text((EXAMPLE / "coin_shop.yyp").read_text())
        outcome = self.run_tool("check", self.folder / "alone", status=1)
        self.assertIn("coin_shop.yyp: error: none of the resources", outcome.err)

    def test_one_name_for_an_event(self):
        known = {event["constant"] for event in self.run_tool("events", "--json", status=0).document()["events"]}
        for event in self.run_tool("events", "--json").document()["events"]:
            project = self.project({"obj_a": {f"Other_{event['number']}": "n = 1;"}}, name=f"p{event['number']}")
            handlers = self.run_tool("check", project, "--json", status=0).document()["handlers"]
            self.assertEqual([handler["event"] for handler in handlers], [event["constant"]])
            document = self.fire_json(project, "--event", event["number"])
            self.assertEqual(document["dispatches"][0]["event"]["constant"], event["constant"])

    def test_a_payload_that_faults_says_so(self):
        outcome = self.run_tool("fire", EXAMPLE, "--event", "70", "--map", '{"id":{"$gml":"show_error(\\"no such id\\", false)"}}', status=1)
        self.assertIn("no such id", outcome.errors()[-1])
        self.assertNotIn("ended", outcome.err)

    def test_saving_out_of_the_folder_is_named(self):
        outcome = self.run_tool("eval", 'buffer_save(buffer_create(1, buffer_fixed, 1), "../x");', status=1)
        self.assertIn("leads out", outcome.err)
        self.assertNotIn("quota", outcome.err)

    def test_run_as_a_document(self):
        project = self.project({"obj_a": {"Create_0": 'show_debug_message("one"); request = http_get("https://example.com/");', "Other_75": "n = 1;",
                                          "Step_0": "if (current_time > 100) { var m = ds_map_create(); event_perform_async(ev_async_system_event, m); game_end(); }"}})
        outcome = self.run_tool("run", project, "--json", status=0)
        document = outcome.document()
        self.assertEqual(set(document), {"project", "frames", "clock_us", "room", "ended", "output", "dispatches", "requests", "problems", "leaks", "faults"})
        self.assertEqual((document["output"], document["ended"], document["room"]), (["one"], True, "rm_main"))
        self.assertEqual([one["kind"] for one in document["requests"]], ["http_get"])
        self.assertEqual([one["event"]["number"] for one in document["dispatches"]], [75])
        document = self.run_tool("run", project, "--json", "--call", "throw 5;", status=1).document()
        self.assertEqual(len(document["faults"]), 1)


if __name__ == "__main__":
    unittest.main()
