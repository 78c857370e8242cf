"""Every option of every command with an empty value, nonsense, a huge one and one given twice: status 2 and one located line. The
options are read from `asyncscope help COMMAND`, so a new one without a row here fails."""
import re
import unittest

from support import EXAMPLE, CliTest

FLAGS = {"--help", "--json", "--strict", "--keep-secrets", "--overwrite", "--keep-going", "--update"}
STAGE = {"--room", "--frames", "--advance", "--create", "--perform", "--set-var", "--call"}
MANY = {"--device", "--mock", "--answer", "--replace", "--set"}  # several, but none of them twice
HUGE = "9" * 5000

NUMBERS = ("dice", "-1", "1.5", "0x10", "18446744073709551616", HUGE)
# What nobody may pass, and what the line then says (the value itself where there is no text).
NONSENSE = {
    "--event": {"ev_async_nothing": None, "-1": None, "1e400": None, HUGE: "9999", "ev_async_socal": "did you mean 'ev_async_social'?"},
    "--preset": {"no such shape": None, HUGE: "9999"},
    "--map": {"nonsense": "--map:1:1: error: ", HUGE: "--map:1:1: error: ", "@": "'@'", "@missing.json": "missing.json: error: ", "[[1]]": "--map:1:1: error: "},
    "--set": {"nokey": "KEY=VALUE", "=5": "KEY=VALUE", 'k={"a":1,"a":2}': "twice"},
    "--target": {"toaster": None, HUGE: "9999"},
    "--device": {"5": "KEY=VALUE", "nothing=1": "'nothing'", "languag=fi": "did you mean 'language'?", "display_width=wide": "'wide'", "display_width=1e999": "1e999",
                 "os_type=os_toaster": "os_toaster", "window_focus=maybe": "maybe"},
    "--mock": {"no_such.gml": None, "folder": ".gml"},
    "--answer": {"nothing": "KEY=VALUE", "x y=1": "'x y'", "x=": "'x'", "steam_get_app_id=1+": "steam_get_app_id", "ds_map_create=1": "simulated", "x=if": "--answer x"},
    "--seed": dict.fromkeys(NUMBERS),
    "--budget": dict.fromkeys(NUMBERS),
    "--shuffle": dict.fromkeys(NUMBERS),
    "--files": {"a_file": "folder"},
    "--replace": {"x": "KEY=VALUE", "objects/obj_shop/Other_70.gml=no_such.gml": "no_such.gml"},
    "--trace": {"no_such_folder/x.jsonl": None}, "--output": {"no_such_folder/x.jsonl": None},
    "--room": {"rm_nowhere": None, HUGE: "9999"},
    "--frames": dict.fromkeys(NUMBERS) | {"1e3": None},
    "--advance": dict.fromkeys(("10", "s", "-1s", "nans", "infs", "1e300s", HUGE + "s")),
    "--create": {"obj_nobody": None, "obj_shpo": "did you mean 'obj_shop'?", ':{"a":1}': "OBJECT", 'obj_shop:{"a":': "--create:1:6", "obj_shop:[1]": "object",
                 'obj_shop:{"a":1,"a":2}': "twice"},
    "--perform": {"obj_shop": "OBJECT", ":Other_10": "OBJECT", "obj_shop:": "OBJECT", "#0:Other_10": "OBJECT", "obj_shpo:Other_10": "did you mean 'obj_shop'?",
                  "obj_shop:Other_99": "Other_70", "obj_shop:Othr_10": "Other_10", "obj_shop#1.5:Other_10": "1.5", "obj_shop#-1:Other_10": "-1",
                  "obj_shop#99999999999:Other_10": "99999999999", "obj_shop#100099:Other_10": "obj_shop #100001"},
    "--set-var": {"gold": "PATH=GML", "=1": "PATH=GML", "gold=": "PATH=GML", "global.x=1+": "1:14"},
    "--call": {"nope(": "--call:1:6"},
    "--script": {"missing.gml": None},
    "--file": {"missing.gml": None},
    "--project": {"missing.yyp": None},
    "--ignore": {"missing.txt": None, "a_file": "a_file:1:1: error: a rule begins with"},
    "--junit": {"no_such_folder/x.xml": None},
    "--ui-script": {"missing.uis": None},
    "--screenshot": {"no_such_folder/x.png": None},
    "--size": dict.fromkeys(("800", "-5x-5", "800x600x", "99999999999x10", HUGE + "x5")),
    "--scale": dict.fromkeys(("0", "nan", "1x", "1e9", HUGE)),
    "--theme": {"pink": "pink"},
    "--config": {},  # a warning, see below
}
# One that is fine, to give it twice.
FINE = {"--event": "70", "--preset": "custom event sent by the game", "--map": "{}", "--set": "a=1", "--target": "html5", "--device": "language=fi", "--mock": "mock.gml",
        "--answer": "steam_get_app_id=1", "--seed": "1", "--budget": "1000", "--shuffle": "1", "--files": "folder", "--replace": "objects/obj_shop/Other_70.gml=mock.gml", "--trace": "t.jsonl",
        "--frames": "1", "--script": "mock.gml", "--file": "mock.gml", "--project": str(EXAMPLE), "--junit": "x.xml", "--ignore": "rules.txt", "--ui-script": "s.uis", "--screenshot": "x.png", "--size": "800x600",
        "--scale": "1", "--theme": "dark", "--config": "Default", "--output": "other.jsonl"}


class Options(CliTest):
    def setUp(self):
        super().setUp()
        self.write("mock.gml", "function steam_get_app_id() { return 1; }")
        self.write("a_file", "text")
        self.write("rules.txt", "change self.gold\n")
        self.write("s.uis", "wait 1\n")
        (self.folder / "folder").mkdir()
        self.run_tool("fire", EXAMPLE, "--event", "70", "--trace", "whole.jsonl", status=0)
        self.commands = {"gui": (EXAMPLE, "--screenshot", "shot.png"), "fire": (EXAMPLE, "--event", "70"), "run": (EXAMPLE,), "eval": (), "check": (EXAMPLE,), "events": (),
                         "replay": ("whole.jsonl",), "diff": ("whole.jsonl", "whole.jsonl"), "query": ("whole.jsonl", "fault"), "export": ("whole.jsonl",), "import": ("whole.jsonl",), "dump": ("ast", "mock.gml"), "uitest": ("s.uis",)}

    def options(self, command):
        """The options of a command that take a value."""
        text = self.run_tool("help", command, status=0).out
        return [name for name in re.findall(r"^  (?:-\w,)?(--[\w-]+)", text, re.M) if name not in FLAGS]

    def each(self):
        for command, words in self.commands.items():
            for option in self.options(command):
                if option in words:  # given once more it would be twice
                    at = words.index(option)
                    yield command, option, words[:at] + words[at + 2:]
                else:
                    yield command, option, words

    def test_every_command_is_here(self):
        text = self.run_tool("help", status=0).out
        self.assertEqual(set(re.findall(r"^  ([a-z]+)  ", text[text.index("Subcommands:"):], re.M)), set(self.commands))

    def test_empty(self):
        for command, option, words in self.each():
            for given in ((option, ""), (option, "  "), (option + "=",), (option + "=", "--json")):
                with self.subTest(command=command, given=given):
                    self.assert_usage_error(self.run_tool(command, *words, *given), option + " is empty; it takes ")

    def test_nonsense_and_huge(self):
        for command, option, words in self.each():
            for value, part in NONSENSE[option].items():
                with self.subTest(command=command, option=option, value=value[:60]):
                    self.assert_usage_error_after_output(self.run_tool(command, *words, option, value), part or value[:1000])

    def assert_usage_error_after_output(self, outcome, part):
        """As assert_usage_error; what a test of pictures or the project's own notes say may come before it."""
        self.assertEqual(outcome.status, 2, outcome)
        self.assertEqual(len(outcome.errors()), 1, outcome)
        self.assertIn(part, outcome.errors()[0], outcome)

    def test_twice(self):
        for command, option, words in self.each():
            if option in STAGE and not (command == "run" and option == "--frames"):
                continue
            with self.subTest(command=command, option=option):
                self.assert_usage_error(self.run_tool(command, *words, option, FINE[option], option, FINE[option]), option, "twice")

    def test_a_configuration_that_is_not_there_is_said(self):
        for command in ("fire", "run", "check"):
            outcome = self.run_tool(command, *self.commands[command], "--config", "Ghost", status=0)
            self.assertIn("no configuration 'Ghost'", outcome.out + outcome.err, outcome)

    def test_mistyped_options(self):
        for command, typed, meant in (("fire", "--evnet", "--event"), ("fire", "--perfrom=x", "--perform"), ("run", "--frame", "--frames"), ("check", "--jsn", "--json"),
                                      ("replay", "--porject", "--project")):
            self.assert_usage_error(self.run_tool(command, EXAMPLE, typed), f"{command} has no option '{typed}'", f"did you mean '{meant}'?")

    def test_words_too_many(self):
        for words in (("fire", EXAMPLE, "--event", "70", "more"), ("check", EXAMPLE, "more"), ("events", "70", "more"), ("eval", "1", "more"),
                      ("dump", "ast", "mock.gml", "more"), ("replay", "whole.jsonl", "more")):
            self.assert_usage_error(self.run_tool(*words), "'more'")
        self.assert_usage_error(self.run_tool("help", "fire", "more"), "one command")

    def test_what_does_not_go_together(self):
        self.assert_usage_error(self.run_tool("eval", "1", "-f", "mock.gml"), "not both")
        self.assert_usage_error(self.run_tool("fire", EXAMPLE, "--event", "70", "--keep-secrets"), "--keep-secrets", "--trace")
        self.assert_usage_error(self.run_tool("gui", "--call", "x = 1", "--screenshot", "x.png"), "stage")
        self.assert_usage_error(self.run_tool("gui", "whole.jsonl", "--call", "x = 1", "--screenshot", "x.png"), "stage", "trace")
        self.assert_usage_error(self.run_tool("run", "mock.gml", "--replace", "a.gml=mock.gml"), "--replace")

    def test_a_list_takes_one_value_each_time(self):
        outcome = self.run_tool("fire", "--event", "70", "--map", "{}", "--set", "[1]=1", "--set", "a=2", EXAMPLE, "--json", status=0)
        self.assertEqual(outcome.document()["payload"], {"[1]": 1, "a": 2})

    def test_answers_that_nobody_asks_for(self):
        outcome = self.run_tool("fire", EXAMPLE, "--event", "70", "--answer", "frobnicate=1", "--json", status=0)
        said = [one for one in outcome.document()["problems"] if one["code"] == "unused-answer"]
        self.assertEqual([one["place"]["file"] for one in said], ["--answer frobnicate"])
        project = self.project({"obj_a": {"Other_70": "n = frobnicate();"}})
        document = self.fire_json(project, "--event", "70", "--answer", "frobnicate=1")
        self.assertFalse([one for one in document["problems"] if one["code"] == "unused-answer"])

    def test_facts_of_a_device_are_of_their_type(self):
        code = "show_debug_message([os_type == os_android, display_get_width(), window_has_focus(), os_get_language()])"
        outcome = self.run_tool("fire", EXAMPLE, "--event", "70", "--json", "--call", code, "--device", "os_type=os_android", "--device", "display_width=320",
                                "--device", "window_focus=false", "--device", "language=1", status=0)
        self.assertEqual(outcome.document()["output"][0], '[ 1,320,0,"1" ]')


if __name__ == "__main__":
    unittest.main()
