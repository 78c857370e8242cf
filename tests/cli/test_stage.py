"""Stage steps in the order given, payloads by preset, map and set, run and eval."""
import json
import unittest

from support import EXAMPLE, CliTest, handlers_of, lines_of

NOTER = {"obj_note": {
    "Create_0": 'order = "";\nif (!variable_instance_exists(self, "given")) given = 0;\nframes = 0;\nalarms = 0;',
    "Step_0": "frames += 1;",
    "Alarm_0": "alarms += 1;",
    "Other_10": 'order += "p";',
    "Other_70": 'seen_order = order;\nseen_given = given;\nseen_frames = frames;\nseen_alarms = alarms;\nseen_room = room_get_name(room);'}}


class Stage(CliTest):
    def seen(self, *words, project=None):
        """What the last obj_note saw when the event came: its new variables."""
        document = self.fire_json(project or self.project(NOTER), "--event", "70", *words)
        return [{change["path"].removeprefix("self.seen_"): change.get("new") for change in handler["changes"]} for handler in handlers_of(document)]

    def test_one_frame_before_the_fire(self):
        self.assertEqual(self.seen()[0]["frames"], 1)

    def test_frames_and_time(self):
        self.assertEqual(self.seen("--frames", "10")[0]["frames"], 11)
        self.setUp()
        self.assertEqual(self.seen("--advance", "2s")[0]["frames"], 121)
        self.setUp()
        self.assertEqual(self.seen("--advance", "500ms", "--frames", "3")[0]["frames"], 34)

    def test_alarms_run_while_frames_pass(self):
        words = ("--set-var", "obj_note.alarm[0]=5")
        self.assertEqual(self.seen(*words, "--frames", "3")[0]["alarms"], 0)
        self.setUp()
        self.assertEqual(self.seen(*words, "--frames", "10")[0]["alarms"], 1)

    def test_order(self):
        first = self.seen("--perform", "obj_note:Other_10", "--call", 'obj_note.order += "c";', "--set-var", 'obj_note.order=obj_note.order + "s"', "--perform", "obj_note:Other_10")
        self.assertEqual(first[0]["order"], "pcsp")
        self.setUp()
        second = self.seen("--set-var", 'obj_note.order=obj_note.order + "s"', "--perform", "obj_note:Other_10", "--call", 'obj_note.order += "c";')
        self.assertEqual(second[0]["order"], "spc")

    def test_create_gives_variables_before_create(self):
        seen = self.seen("--create", 'obj_note:{"given":{"a":[1,2]}}')
        self.assertEqual([one["given"] for one in seen], [0, {"a": [1, 2]}])

    def test_perform_on_the_second_instance(self):
        seen = self.seen("--create", "obj_note", "--perform", "obj_note#1:Other_10")
        self.assertEqual([one["order"] for one in seen], ["", "p"])

    def test_global_variable(self):
        project = self.project({"obj_a": {"Other_70": "seen_g = global.g;"}})
        self.assertEqual(self.seen("--set-var", "global.g={ x: [1, 2 * 3] }", project=project)[0]["g"], {"x": [1, 6]})

    def test_steps_are_inputs_of_the_trace(self):
        self.fire_json(self.project(NOTER), "--event", "70", "--trace", "t.jsonl", "--call", "n = 1;", "--create", "obj_note", "--frames", "2", "--set-var", "global.x=1", "--perform", "obj_note:Other_10",
                       "--advance", "1s", "--room", "rm_main")
        inputs = [line["input"] for line in lines_of(self.folder / "t.jsonl") if line.get("kind") == "input"]
        self.assertEqual(inputs, ["frames", "call", "create", "frames", "set_var", "perform", "advance", "room", "fire"])

    def test_a_fault_of_a_step_is_no_usage_error(self):
        outcome = self.run_tool("fire", self.project(NOTER), "--event", "70", "--call", "throw 5;", "--json", status=1)
        self.assertRegex(outcome.errors()[0], r"^--call:1:1: error: ")
        outcome.document()

    def test_replaced_file_and_mock_and_answer(self):
        project = self.project({"obj_a": {"Other_70": "seen_a = 1;"}, "obj_b": {"Other_70": "seen_b = steam_get_app_id();"}})
        other = self.write("other.gml", "seen_a = 2;")
        seen = self.seen("--replace", f"objects/obj_a/Other_70.gml={other}", "--answer", "steam_get_app_id=480 + 1", project=project)
        self.assertEqual(seen, [{"a": 2}, {"b": 481}])
        mock = self.write("mock.gml", "function steam_get_app_id() { return \"mocked\"; }")
        self.assertEqual(self.seen("--mock", mock, project=project)[1], {"b": "mocked"})


class Payload(CliTest):
    def payload(self, *words, status=0):
        return self.fire_json(EXAMPLE, *words, status=status)["payload"]

    def test_preset_by_part_of_its_name(self):
        want = next(shape["sample"] for shape in self.run_tool("events", "62", "--json").document()["events"][0]["shapes"] if shape["name"] == "finished, text body")
        self.assertEqual(self.payload("--event", "ev_async_web", "--preset", "finished, text body"), want)
        self.assertEqual(self.payload("--event", "62", "--preset", "TEXT BODY"), want)

    def test_event_by_number_and_alias(self):
        for name in ("ev_async_web", "62", "ev_async_web_async"):
            self.assertEqual(self.fire_json(EXAMPLE, "--event", name)["event"], {"constant": "ev_async_web", "number": 62}, name)

    def test_set_is_read_by_the_type_of_the_key(self):
        payload = self.payload("--event", "62", "--preset", "finished, text body", "--set", "http_status=404", "--set", "result=404", "--set", "url=https://example.com/a=b")
        self.assertEqual((payload["http_status"], payload["result"], payload["url"]), (404, "404", "https://example.com/a=b"))

    def test_set_of_an_unknown_key_is_json_or_text(self):
        payload = self.payload("--event", "70", "--map", "{}", "--set", "a=5", "--set", "b=five", "--set", 'c={"d":[true,null]}', "--set", 'e="5"', "--set", "f=")
        self.assertEqual((payload["a"], payload["b"], payload["c"], payload["e"], payload["f"]), (5, "five", {"d": [True, {"$undefined": True}]}, "5", ""))

    def test_map_over_preset_and_set_over_both(self):
        payload = self.payload("--event", "62", "--preset", "finished, text body", "--map", '{"id":1,"status":0}', "--set", "id=9")
        self.assertEqual(payload, {"id": 9, "status": 0})

    def test_map_from_a_file(self):
        path = self.write("payload.json", '\ufeff{\n  "id": "x",\n  "list": {"$ds_list": [1, {"$int64":"9007199254740993"}]},\n}\n')
        self.assertEqual(self.payload("--event", "70", "--map", f"@{path}"), {"id": "x", "list": {"$ds_list": [1, {"$int64": "9007199254740993"}]}})

    def test_keys_that_are_no_strings(self):
        self.assertEqual(self.payload("--event", "70", "--map", '[[1,"one"],["two",2]]'), [[1, "one"], ["two", 2]])

    def test_typed_values_arrive_as_such(self):
        project = self.project({"obj_a": {"Other_70": 't = typeof(async_load[? "v"]);'}})
        for text, kind in (("5", "number"), ('"5"', "string"), ("true", "bool"), ("null", "undefined"), ("[1]", "array"), ('{"a":1}', "struct"), ('{"$int64":"5"}', "int64"),
                           ('{"$int32":5}', "int32"), ("9007199254740993", "int64"), ('{"$ds_map":{}}', "ref"), ('{"$ptr":"null"}', "ptr"), ('{"$gml":"1 + 1"}', "number"),
                           ('{"$gml":"function() {}"}', "method"), ('{"$ref":"ref object obj_a"}', "ref")):
            with self.subTest(text=text):
                document = self.fire_json(project, "--event", "70", "--map", f'{{"v":{text}}}')
                self.assertEqual(handlers_of(document)[0]["changes"][0]["new"], kind)


class Run(CliTest):
    def test_output_is_alone_on_stdout(self):
        path = self.write("code.gml", 'show_debug_message("one");\nshow_debug_message(2);\nshow_debug_message([3, "x"]);')
        outcome = self.run_tool("run", path, status=0)
        self.assertEqual(outcome.out, 'one\n2\n[ 3,"x" ]\n')
        self.assertEqual(outcome.err, "")

    def test_a_fault_ends_it(self):
        path = self.write("code.gml", 'show_debug_message("one");\n\nthrow "stop";\nshow_debug_message("two");')
        outcome = self.run_tool("run", path, status=1)
        self.assertEqual(outcome.out, "one\n")
        self.assertRegex(outcome.errors()[0], r"code\.gml:3:1: error: .*stop")

    def test_frames_and_game_end(self):
        project = self.project({"obj_a": {"Create_0": "n = 0;", "Step_0": "n += 1;\nshow_debug_message(n);\nif (n == 3) game_end();"}})
        self.assertEqual(self.run_tool("run", project, status=0).out, "1\n2\n3\n")
        self.assertEqual(self.run_tool("run", project, "--frames", "2", status=0).out, "1\n2\n")

    def test_a_fault_in_a_frame_and_keep_going(self):
        project = self.project({"obj_a": {"Create_0": "n = 0;", "Step_0": "n += 1;\nshow_debug_message(n);\nif (n == 2) throw 5;"}})
        self.assertEqual(self.run_tool("run", project, "--frames", "4", status=1).out, "1\n2\n")
        self.assertEqual(self.run_tool("run", project, "--frames", "4", "--keep-going", status=1).out, "1\n2\n3\n4\n")

    def test_script_after_the_stage(self):
        project = self.project({"obj_a": {"Create_0": "n = 0;"}})
        path = self.write("after.gml", "show_debug_message(obj_a.n);")
        self.assertEqual(self.run_tool("run", project, "--script", path, "--set-var", "obj_a.n=7", status=0).out, "7\n")

    def test_a_syntax_error_in_the_script(self):
        path = self.write("code.gml", "x = 1;\ny = (2;\n")
        outcome = self.run_tool("run", path, status=2)
        self.assertRegex(outcome.errors()[0], r"code\.gml:2:\d+: error: ")

    def test_eval(self):
        self.assertEqual(self.run_tool("eval", "1 + 2 * 3", status=0).out, "7\n")
        self.assertEqual(self.run_tool("eval", 'var a = [1, 2]; a[1] = "x"; a', status=0).out, '[ 1,"x" ]\n')
        self.assertEqual(self.run_tool("eval", "-f", self.write("c.gml", 'show_debug_message("hi");'), status=0).out, "hi\n")
        outcome = self.run_tool("eval", "1 +", status=2)
        self.assertEqual(outcome.out, "")
        outcome = self.run_tool("eval", "var a = 1;\na.b.c = 2;", status=1)
        self.assertRegex(outcome.errors()[0], r"^console:2:\d+: error: ")

    def test_control_characters_of_logs(self):
        path = self.write("code.gml", 'throw "\\u001b[31mred";')
        self.assertNotIn("\x1b", self.run_tool("run", path, status=1).err)


if __name__ == "__main__":
    unittest.main()
