"""What is never kept quiet: a game that has ended, what the stage said, leaks, requests, counts, events that cannot be."""
import json
import unittest

from support import EXAMPLE, CliTest, lines_of

LEAKY = {"obj_a": {
    "Create_0": 'show_debug_message("hello");\nds_map_create();\nkept = ds_grid_create(1, 1);\nkept[# 0, 0] = buffer_create(1, buffer_fixed, 1);',
    "Other_4": 'show_debug_message("room");',
    "Other_70": 'request = http_get("http://x.y");\nrepeat (2) buffer_create(1, buffer_fixed, 1);\nshow_debug_message("event");'}}


class Ended(CliTest):
    def test_a_fire_after_the_end_is_no_fire(self):
        for stem in ("Create_0", "Step_0"):
            self.setUp()
            project = self.project({"obj_a": {stem: "game_end();", "Other_70": "n = 1;"}})
            outcome = self.run_tool("fire", project, "--event", "70", status=1)
            self.assertIn("error: the event was not delivered: the game has ended", outcome.err)
            self.assertNotIn("no handler ran", outcome.out)
            outcome = self.run_tool("fire", project, "--event", "70", "--json", status=1)
            self.assertEqual(outcome.document()["dispatches"], [])
            self.assertIn("ended", outcome.err)

    def test_a_step_after_the_end_is_left_out_and_said(self):
        project = self.project({"obj_a": {"Create_0": "game_end();"}, "obj_b": {"Create_0": 'show_debug_message("made");'}}, instances=["obj_a"])
        for words in (("--create", "obj_b"), ("--frames", "3"), ("--advance", "1s"), ("--room", "rm_main"), ("--perform", "obj_b:Create_0")):
            with self.subTest(words=words):
                outcome = self.run_tool("fire", project, "--event", "70", *words, status=1)
                self.assertIn("left out: the game has ended", outcome.err)
                if words[0] != "--frames":
                    outcome = self.run_tool("run", project, *words, status=1)
                    self.assertIn("left out: the game has ended", outcome.err)
                    self.assertEqual(outcome.out, "")

    def test_it_replays(self):
        project = self.project({"obj_a": {"Create_0": "game_end();", "Other_70": "n = 1;"}})
        self.run_tool("fire", project, "--event", "70", "--create", "obj_a", "--trace", "t.jsonl", status=1)
        self.assertEqual([line["input"] for line in lines_of(self.folder / "t.jsonl") if line.get("kind") == "input"], ["create", "fire"])
        self.run_tool("replay", "t.jsonl", status=0)


class Answer(CliTest):
    def test_what_the_stage_said(self):
        project = self.project(LEAKY)
        out = self.run_tool("fire", project, "--event", "70", "--call", 'show_debug_message("called");', status=0).out
        self.assertIn("said before the event:\n    hello\n    room\n    called\n", out)
        self.assertIn("    log: event\n", out)
        document = self.fire_json(project, "--event", "70")
        self.assertEqual(document["output"], ["hello", "room", "event"])

    def test_much_output_of_the_stage_is_counted(self):
        out = self.run_tool("fire", EXAMPLE, "--event", "70", "--call", 'repeat (3000) show_debug_message("x\\u001b[31m");', status=0).out
        self.assertIn("and 2900 more lines", out)
        self.assertNotIn("\x1b", out)

    def test_leaks_are_told_alike(self):
        project = self.project(LEAKY)
        leaks = self.fire_json(project, "--event", "70")["leaks"]
        self.assertEqual([(one["kind"], one["place"]["line"], one["object"]) for one in leaks], [("ds_map", 2, "obj_a"), ("buffer", 2, "obj_a"), ("buffer", 2, "obj_a")])
        out = self.run_tool("fire", project, "--event", "70", status=0).out
        self.assertIn("leak: ref ds_map 0 is alive and nothing names it, made by obj_a  (objects/obj_a/Create_0.gml:2:1)", out)
        self.assertRegex(out, r"leak: ref buffer \d and 1 more made here are alive .*\(objects/obj_a/Other_70\.gml:2:")
        self.assertIn("leak: ref ds_map 0", self.run_tool("run", project, "--frames", "1", status=0).err)

    def test_a_buffer_that_a_request_names_is_no_leak(self):
        project = self.project({"obj_a": {"Other_70": 'buffer_save_async(buffer_create(1, buffer_fixed, 1), "a.bin", 0, 1);'}})
        self.assertEqual(self.fire_json(project, "--event", "70")["leaks"], [])

    def test_requests_and_calls_with_their_arguments(self):
        out = self.run_tool("fire", self.project(LEAKY), "--event", "70", status=0).out
        self.assertIn('request: http_get("http://x.y")  (objects/obj_a/Other_70.gml:1)', out)

    def test_a_condition_of_a_macro(self):
        project = self.project({"obj_a": {"Other_70": "#macro ON_A_CONSOLE (os_type == os_ps4)\nif (!ON_A_CONSOLE) exit;\nn = 1;"}})
        out = self.run_tool("fire", project, "--event", "70", status=0).out
        self.assertRegex(out, r"left because .*ON_A_CONSOLE compared 0 with 14")

    def test_a_map_that_is_printed_whole_was_read(self):
        project = self.project({"obj_a": {"Other_70": "show_debug_message(json_encode(async_load) + \"\\nline\");"}})
        out = self.run_tool("fire", project, "--event", "70", "--map", '{"id":7}', status=0).out
        self.assertIn("o 7", out)
        self.assertIn("\\nline", out)

    def test_notes_on_the_payload_and_what_waits(self):
        project = self.project({"obj_a": {"Create_0": 'get_string_async("a", "b");', "Other_62": "n = 1;"}})
        outcome = self.run_tool("fire", project, "--event", "62", "--preset", "finished, text body", "--set", "reslt=5", status=0)
        self.assertIn("note: the key 'reslt' is not in the shape", outcome.err)
        self.assertIn('get_string_async("a", "b") waits for its answer, id 0', outcome.out)
        document = self.fire_json(project, "--event", "62")
        self.assertEqual([one["kind"] for one in document["requests"]], ["get_string_async"])

    def test_run_names_the_stubs_it_met(self):
        project = self.project({"obj_a": {"Create_0": "xboxone_is_suspending();"}})
        self.assertRegex(self.run_tool("run", project, "--frames", "1", status=0).err, "Create_0.gml:1:1: warning: xboxone_is_suspending is not simulated")

    def test_a_script_in_json_is_itself_again(self):
        outcome = self.run_tool("run", EXAMPLE, "--frames", "1", "--call", "show_debug_message(json_parse(json_stringify(scr_shop)))", status=0)
        self.assertIn("ref script scr_shop\n", outcome.out)

    def test_nobody_received_it(self):
        outcome = self.run_tool("fire", self.project({"obj_a": {"Other_62": "n = 1;"}}), "--event", "70", status=0)
        self.assertIn("nobody received it: no handler ran", outcome.out)
        self.assertIn("no live instance handles ev_async_social", outcome.err)

    def test_duplicate_keys_of_a_payload(self):
        for text in ('{"a":1,"a":2}', '[["a",1],["a",2]]', '{"b":{"$ds_map":[["a",1],["a",2]]}}'):
            document = self.fire_json(EXAMPLE, "--event", "70", "--map", text)
            self.assertEqual([one["place"]["file"] for one in document["problems"] if one["code"] == "duplicate-key"], ["--map"], text)

    def test_a_payload_of_no_shape_names_the_nearest(self):
        project = self.project({"obj_a": {"Other_62": "n = 1;"}})
        outcome = self.run_tool("fire", project, "--event", "62", "--map", '{"id":1,"status":7,"result":"x","url":"y","http_status":200}', status=0)
        self.assertRegex(outcome.err, "fits no shape of ev_async_web; nearest are .*'finished, text body'.* wants status ")
        self.run_tool("fire", project, "--event", "62", "--map", "{}", "--strict", status=1)
        document = self.fire_json(project, "--event", "62", "--map", '{"id":{"$gml":"1"},"status":{"$gml":"0"},"result":"x","url":"y","http_status":200}')
        self.assertFalse([one for one in document["problems"] if one["code"] == "no-shape"])

    def test_functions_that_were_mistyped(self):
        outcome = self.run_tool("fire", EXAMPLE, "--event", "70", "--call", "ds_map_craete();", status=1)
        self.assertIn("did you mean 'ds_map_create'?", outcome.errors()[0])

    def test_an_instance_by_its_id(self):
        project = self.project({"obj_a": {"Create_0": "n = 0;", "Other_10": "n = id;", "Other_70": "seen = n;"}}, instances=["obj_a", "obj_a"])
        document = self.fire_json(project, "--event", "70", "--perform", "obj_a#100001:Other_10")
        first, second = (handler["changes"][0]["new"] for handler in document["dispatches"][0]["handlers"])
        self.assertEqual(first if second == 0 else second, {"$ref": "ref instance 100001"})

    def test_an_open_connection_waits_for_nothing(self):
        project = self.project({"obj_a": {"Create_0": 'network_connect_async(network_create_socket(network_socket_tcp), "x.org", 80); http_get("https://x.org");'}})
        err = self.run_tool("run", project, "--frames", "1", status=0).err
        self.assertIn('network_connect_async(0, "x.org", 80) is open and may bring events', err)
        self.assertIn('http_get("https://x.org") waits for its answer', err)

    def test_what_run_came_to(self):
        project = self.project({**LEAKY, "obj_b": {"Step_0": "event_perform_async(70, ds_map_create());"}})
        outcome = self.run_tool("run", project, "--frames", "2", status=0)
        self.assertEqual(outcome.out, "hello\nroom\nevent\nevent\n")
        self.assertIn('note: http_get("http://x.y") waits for its answer', outcome.err)
        self.assertIn("note: 2 frames, 2 async events, 2 handler runs, 2 requests (2 waiting), 0 faults, 0 problems", outcome.err)
        self.assert_clean_stderr(outcome)

    def test_frames_of_a_lone_file(self):
        path = self.write("a.gml", "call_later(100, time_source_units_frames, function() { show_debug_message(2); });")
        self.assertEqual(self.run_tool("run", path, status=0).out, "")
        for frames in ("600", "120"):
            self.assertEqual(self.run_tool("run", path, "--frames", frames, status=0).out, "2\n")

    def test_a_fault_of_the_stage_of_a_window(self):
        outcome = self.run_tool("gui", EXAMPLE, "--call", "throw 5", "--screenshot", "x.png", status=1)
        self.assertRegex(outcome.err, r"^--call:1:1: error: 5\n$")
        self.assertTrue((self.folder / "x.png").exists())
        self.run_tool("gui", EXAMPLE, "--call", "n = 5", "--screenshot", "x.png", status=0)
        self.run_tool("gui", EXAMPLE, "--ui-script", self.write("s.uis", "wait 1\n"), "--call", "throw 5", status=1)


class Events(CliTest):
    def project_with(self, **numbers):
        """obj_a has the one event with these members, and code for Alarm 0 and for Other 70."""
        root = self.project({"obj_a": {"Alarm_0": "n = 1;", "Other_70": "n = 1;"}})
        path = root / "objects" / "obj_a" / "obj_a.yy"
        document = json.loads(path.read_text())
        document["eventList"] = [{"resourceType": "GMEvent", "collisionObjectId": None, **numbers}]
        path.write_text(json.dumps(document, indent=1))
        return root

    def test_numbers_that_no_event_has(self):
        for numbers, code in (({"eventType": 7, "eventNum": 70.5}, "damaged-event"), ({"eventType": 7, "eventNum": -1}, "damaged-event"),
                              ({"eventType": 7, "eventNum": 4294967366}, "damaged-event"), ({"eventType": 7.5, "eventNum": 70}, "damaged-event"),
                              ({"eventType": 1e99, "eventNum": 0}, "damaged-event"), ({"eventType": 7, "eventNum": True}, "damaged-event"),
                              ({"eventType": 7, "eventNum": "seventy"}, "damaged-event"), ({"eventType": 99, "eventNum": 0}, "unknown-event"),
                              ({"eventType": 2, "eventNum": 12}, "unknown-event"), ({"eventType": 7, "eventNum": 1000}, "unknown-event"),
                              ({"eventType": 9, "eventNum": 256}, "unknown-event")):
            with self.subTest(numbers=numbers):
                self.setUp()
                notes = self.run_tool("check", self.project_with(**numbers), "--json", status=0).document()["notes"]
                found = [note for note in notes if note["code"] == code]
                self.assertEqual([(note["place"]["file"], note["severity"]) for note in found], [("objects/obj_a/obj_a.yy", "warning")], notes)
                self.assertGreater(found[0]["place"]["line"], 1)

    def test_numbers_that_are_fine(self):
        for numbers in ({"eventType": 7, "eventNum": 70.0}, {"eventType": "7", "eventNum": "70"}, {"eventType": 2, "eventNum": 0}, {"eventType": 2}):
            with self.subTest(numbers=numbers):
                self.setUp()
                notes = self.run_tool("check", self.project_with(**numbers), "--json", status=0).document()["notes"]
                self.assertFalse([note for note in notes if note["code"] in ("damaged-event", "unknown-event")], notes)


if __name__ == "__main__":
    unittest.main()
