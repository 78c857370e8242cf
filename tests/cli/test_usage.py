"""Wrong usage: exit status 2, one located line on stderr, nothing on stdout."""
import unittest

from support import EXAMPLE, CliTest


class Usage(CliTest):
    def fire(self, *words):
        return self.run_tool("fire", EXAMPLE, "--event", "ev_async_social", *words)

    def test_event(self):
        for event in ("ev_async_nothing", "999", "-1", "7.5", "", "1e400"):
            with self.subTest(event=event):
                self.assert_usage_error(self.run_tool("fire", EXAMPLE, "--event", event), "event")

    def test_event_suggests_what_there_is(self):
        self.assert_usage_error(self.run_tool("fire", EXAMPLE, "--event", "ev_async_socal"), "ev_async_social (70)")

    def test_preset(self):
        self.assert_usage_error(self.fire("--preset", "no such shape"), "no such shape", "custom event sent by the game")

    def test_ambiguous_preset(self):
        self.assert_usage_error(self.fire("--preset", "Xbox"), "Xbox", "Xbox friends list")

    def test_json_has_line_and_column(self):
        self.assert_usage_error(self.fire("--map", '{"a":'), "--map:1:6: error: ")
        self.assert_usage_error(self.fire("--map", '{\n"a":1,\n "b" 2}'), "--map:3:6: error: ")
        self.assert_usage_error(self.fire("--map", '{"a":1} x'), "--map:1:9: error: ")
        self.assert_usage_error(self.fire("--map", '{"a":tru}'), "--map:1:")
        self.assert_usage_error(self.fire("--map", '{"a":{"$int64":"x"}}'), "--map:1:")

    def test_json_of_a_file_names_the_file(self):
        path = self.write("bad.json", '{\n\t"a": [1,\n 2}')
        self.assert_usage_error(self.fire("--map", f"@{path}"), f"{path}:3:3: error: ")
        self.assert_usage_error(self.fire("--map", "@missing.json"), "missing.json: error: ")
        self.assert_usage_error(self.fire("--map", f"@{self.folder}"), str(self.folder))

    def test_a_payload_is_a_map(self):
        for json in ("5", "[1,2]", '"text"', "true", "null"):
            with self.subTest(json=json):
                self.assert_usage_error(self.fire("--map", json), "--map:1:1: error: ", "payload")

    def test_set(self):
        self.assert_usage_error(self.fire("--set", "nokey"), "KEY=VALUE")
        self.assert_usage_error(self.fire("--set", "=5"), "KEY=VALUE")

    def test_set_value_of_the_wrong_type(self):
        outcome = self.run_tool("fire", EXAMPLE, "--event", "ev_async_web", "--preset", "finished, text body", "--set", "http_status=soon")
        self.assert_usage_error(outcome, "http_status")

    def test_missing_project(self):
        for words in (("fire", "no_such_folder", "--event", "70"), ("check", "no_such_folder"), ("run", "no_such_folder"),
                      ("fire", "no_such.yyp", "--event", "70"), ("run", "no_such.gml")):
            with self.subTest(words=words):
                self.assert_usage_error(self.run_tool(*words), words[1])

    def test_folder_without_a_project(self):
        (self.folder / "empty").mkdir()
        self.assert_usage_error(self.run_tool("check", self.folder / "empty"), "empty", ".yyp")

    def test_words_that_are_no_options(self):
        self.assert_usage_error(self.run_tool("fire"), "project")
        self.assert_usage_error(self.run_tool("fire", EXAMPLE), "--event")
        self.assert_usage_error(self.run_tool("fire", EXAMPLE, "--event"), "--event")
        self.assert_usage_error(self.fire("--no-such-option"), "--no-such-option")
        self.assert_usage_error(self.run_tool("replay"), "trace")
        self.assert_usage_error(self.run_tool("dump", "bones", "x.gml"), "bones")
        self.assert_usage_error(self.run_tool("eval"), "eval")
        self.assert_usage_error(self.run_tool("no_such_command_or_file"), "no_such_command_or_file")

    def test_stage(self):
        cases = {
            ("--create", "obj_nobody"): "obj_nobody",
            ("--create", 'obj_shop:{"a":'): "--create:1:6",
            ("--create", "obj_shop:[1]"): "object",
            ("--perform", "obj_shop"): "OBJECT",
            ("--perform", "obj_shop:Other_99"): "Other_99",
            ("--perform", "obj_nobody:Other_10"): "obj_nobody",
            ("--perform", "obj_shop#7:Other_10"): "obj_shop",
            ("--perform", "obj_shop#x:Other_10"): "'x'",
            ("--set-var", "gold"): "PATH=GML",
            ("--set-var", "global.x=1+"): "1:14",
            ("--call", "nope("): "--call:1:6",
            ("--frames", "-1"): "'-1'",
            ("--frames", "many"): "'many'",
            ("--advance", "10"): "10s",
            ("--advance", "s"): "'s'",
            ("--room", "rm_nowhere"): "rm_nowhere",
        }
        for words, part in cases.items():
            with self.subTest(words=words):
                self.assert_usage_error(self.fire(*words), part)

    def test_session_options(self):
        cases = {
            ("--target", "toaster"): "toaster",
            ("--answer", "os_get_region=1+"): "os_get_region",
            ("--answer", "nothing"): "KEY=VALUE",
            ("--mock", "no_such.gml"): "no_such.gml",
            ("--replace", "objects/obj_shop/Other_70.gml=no_such.gml"): "no_such.gml",
            ("--seed", "dice"): "dice",
            ("--shuffle", "cards"): "cards",
            ("--shuffle", "12abc"): "12abc",
            ("--shuffle", "-1"): "-1",
            ("--device", "5"): "KEY=VALUE",
            ("--trace", "no_such_folder/x.jsonl"): "no_such_folder/x.jsonl",
        }
        for words, part in cases.items():
            with self.subTest(words=words):
                self.assert_usage_error(self.fire(*words), part)

    def test_traces_that_are_none(self):
        files = {"empty.jsonl": b"", "text.jsonl": b"hello\n", "binary.jsonl": bytes(range(256)) * 64, "json.jsonl": b'{"a":1}\n',
                 "newer.jsonl": b'{"format":"astrace","version":99,"tool":"9.0"}\n', "zeros.jsonl": b"\0" * 5000}
        for name, content in files.items():
            with self.subTest(name=name):
                self.assert_usage_error(self.run_tool("replay", self.write(name, content)), name)
        self.assert_usage_error(self.run_tool("replay", "missing.jsonl"), "missing.jsonl")
        self.assert_usage_error(self.run_tool("replay", EXAMPLE), str(EXAMPLE))

    def test_events_and_dump(self):
        self.assert_usage_error(self.run_tool("events", "ev_create"), "ev_create")
        self.assert_usage_error(self.run_tool("dump", "ast", "missing.gml"), "missing.gml")
        self.assert_usage_error(self.run_tool("run", EXAMPLE, "--script", "missing.gml"), "missing.gml")
        self.assert_usage_error(self.run_tool("eval", "-f", "missing.gml"), "missing.gml")

    def test_help_is_no_error(self):
        for words in (("--help",), ("--version",), ("fire", "--help"), ("replay", "--help")):
            outcome = self.run_tool(*words, status=0)
            self.assertTrue(outcome.out.strip(), outcome)
            self.assertEqual(outcome.err, "", outcome)


if __name__ == "__main__":
    unittest.main()
