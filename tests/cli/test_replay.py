"""Record and replay: what was recorded replays without a difference, and after one line of a handler changed the replay names
the handler, its file and what is different."""
import json
import shutil
import unittest

import jsonschema

from support import EXAMPLE, FIRST_LIGHT, SANITIZED, SOURCE, CliTest, edit, lines_of, without_durations


class EveryShape(CliTest):
    """Every documented shape of every event, fired at the example project, recorded and replayed; under sanitizers every eighth."""

    def test_every_shape_replays(self):
        events = self.run_tool("events", "--json", status=0).document()["events"]
        self.assertEqual(len(events), 14)
        count = 0
        for event in events:
            for number, shape in list(enumerate(event["shapes"]))[:: 8 if SANITIZED else 1]:
                with self.subTest(event=event["constant"], shape=shape["name"]):
                    trace = self.folder / f"{event['number']}_{number}.jsonl"
                    payload = self.write("payload.json", json.dumps(shape["sample"]))
                    fired = self.run_tool("fire", EXAMPLE, "--event", event["number"], "--map", f"@{payload}", "--trace", trace, "--json")
                    self.assertIn(fired.status, (0, 1), fired)
                    self.assertEqual(fired.status == 1, bool(fired.document()["faults"]), fired)
                    replayed = self.run_tool("replay", trace, "--json")
                    self.assertEqual(replayed.status, 0, f"{fired}\n{replayed}")
                    self.assertEqual(replayed.document()["events"], 1)
                    count += 1
        self.assertGreater(count, 25 if SANITIZED else 200)

    def test_a_sample_is_free_of_findings(self):
        """A sample fits its own shape: no problem but the example's own ones and what handlers of it miss."""
        for event in self.run_tool("events", "--json", status=0).document()["events"]:
            shape = event["shapes"][0]
            payload = self.write("payload.json", json.dumps(shape["sample"]))
            document = self.fire_json(EXAMPLE, "--event", event["number"], "--map", f"@{payload}")
            codes = {problem["code"] for problem in document["problems"]} - {"missing-read", "nobody-listens", "stub"}
            self.assertFalse(codes, (event["constant"], shape["name"], document["problems"]))


class ChangedCode(CliTest):
    """One line of the example changed after recording."""

    def setUp(self):
        super().setUp()
        self.copy = self.copy_example()

    def record(self, *words):
        self.run_tool("fire", EXAMPLE, "--trace", "t.jsonl", *(words or ("--event", "70", "--map", FIRST_LIGHT)), status=0)

    def difference(self, status=1):
        outcome = self.run_tool("replay", "t.jsonl", "--project", self.copy, "--json", status=status)
        return outcome.document()["divergence"]

    def assert_difference(self, object_name, file, what, expected=None, actual=None, event="ev_async_social"):
        found = self.difference()
        self.assertEqual((found["event"], found["object"], found["file"], found["what"]), (event, object_name, file, what), found)
        if expected is not None:
            self.assertEqual((found["expected"], found["actual"]), (expected, actual), found)
        text = self.run_tool("replay", "t.jsonl", "--project", self.copy, status=1).out
        for part in (object_name, file, what, found["expected"], found["actual"]):
            self.assertIn(part, text)

    def test_nothing_changed(self):
        self.record()
        self.assertIsNone(self.difference(status=0))

    def test_lines_moved(self):
        self.record()
        for path in self.copy.rglob("*.gml"):
            path.write_text("// moved\n\n" + path.read_text().replace("\t", "    "))
        self.assertIsNone(self.difference(status=0))

    def test_changed_value(self):
        self.record()
        edit(self.copy / "objects/obj_shop/Other_70.gml", "gold += _data.a + _data.b;", "gold += _data.a * _data.b;")
        self.assert_difference("obj_shop", "objects/obj_shop/Other_70.gml", "self.gold", "79", "258")

    def test_changed_value_in_an_inherited_handler(self):
        self.record()
        edit(self.copy / "objects/obj_listener_parent/Other_75.gml", "news_count += 1;", "news_count += 2;")
        self.assert_difference("obj_shop", "objects/obj_listener_parent/Other_75.gml", "self.news_count", "1", "2", event="ev_async_system_event")

    def test_value_no_longer_changed(self):
        self.record()
        edit(self.copy / "objects/obj_menu/Other_70.gml", "answers += 1;", "")
        self.assert_difference("obj_menu", "objects/obj_menu/Other_70.gml", "self.answers", "changed to 1", "unchanged")

    def test_another_variable_changed(self):
        self.record()
        edit(self.copy / "objects/obj_menu/Other_70.gml", "answers += 1;", "answers += 1;\nextra = 5;")
        self.assert_difference("obj_menu", "objects/obj_menu/Other_70.gml", "self.extra", "unchanged", "changed to 5")

    def test_added_read(self):
        self.record()
        edit(self.copy / "objects/obj_log/Other_70.gml", 'if (async_load[? "id"]', 'var _seen = async_load[? "seen_by"];\nif (async_load[? "id"]')
        self.assert_difference("obj_log", "objects/obj_log/Other_70.gml", "reads", "id", "seen_by, id")

    def test_read_of_another_missing_key(self):
        self.record()
        edit(self.copy / "objects/obj_menu/Other_70.gml", 'async_load[? "http_status"]', 'async_load[? "status"]')
        self.assert_difference("obj_menu", "objects/obj_menu/Other_70.gml", "missing", "http_status", "status")

    def test_removed_write(self):
        self.record()
        edit(self.copy / "objects/obj_shop/Other_70.gml", 'async_load[? "seen_by"] = label;', "")
        self.assert_difference("obj_shop", "objects/obj_shop/Other_70.gml", "async_load.seen_by", 'changed to "shop"', "unchanged")

    def test_changed_write(self):
        self.record()
        edit(self.copy / "objects/obj_shop/Other_70.gml", '"seen_by"] = label;', '"seen_by"] = 1;')
        self.assert_difference("obj_shop", "objects/obj_shop/Other_70.gml", "async_load.seen_by", '"shop"', "1")

    def test_changed_guard(self):
        self.record()
        edit(self.copy / "objects/obj_log/Other_70.gml", 'async_load[? "id"] != mine', 'async_load[? "id"] != capacity')
        found = self.difference()
        self.assertEqual((found["object"], found["what"]), ("obj_log", "guard"), found)
        self.assertIn('mine "shop_log"', found["expected"])
        self.assertIn("capacity 100", found["actual"])

    def test_turned_guard(self):
        self.record()
        edit(self.copy / "objects/obj_shop/Other_70.gml", 'async_load[? "id"] != CUSTOM_EVENT', 'async_load[? "id"] == CUSTOM_EVENT')
        found = self.difference()
        self.assertEqual((found["object"], found["file"]), ("obj_shop", "objects/obj_shop/Other_70.gml"), found)

    def test_fault(self):
        self.record()
        edit(self.copy / "objects/obj_menu/Other_70.gml", "answers += 1;", 'throw "broken";')
        self.assert_difference("obj_menu", "objects/obj_menu/Other_70.gml", "fault", "nothing", "broken")

    def test_fault_gone(self):
        edit(self.copy / "objects/obj_menu/Other_70.gml", "answers += 1;", 'throw "broken";')
        self.run_tool("fire", self.copy, "--trace", "t.jsonl", "--event", "70", "--map", FIRST_LIGHT, status=1)
        self.assertIsNone(self.difference(status=0))
        edit(self.copy / "objects/obj_menu/Other_70.gml", 'throw "broken";', "answers += 1;")
        self.assert_difference("obj_menu", "objects/obj_menu/Other_70.gml", "fault", "broken", "nothing")

    def test_syntax_error(self):
        self.record()
        edit(self.copy / "objects/obj_menu/Other_70.gml", "answers += 1;", "answers += ;")
        found = self.difference()
        self.assertEqual((found["object"], found["what"]), ("obj_menu", "fault"), found)

    def test_nested_event_not_fired(self):
        self.record()
        edit(self.copy / "objects/obj_shop/Other_70.gml", "event_perform_async(ev_async_system_event, _news);", "ds_map_destroy(_news);")
        found = self.difference()
        self.assertEqual((found["event"], found["what"]), ("ev_async_system_event", "nested event"), found)

    def test_nested_payload_changed(self):
        self.record()
        edit(self.copy / "objects/obj_shop/Other_70.gml", '_news[? "gold"] = gold;', '_news[? "gold"] = gold + 1;')
        found = self.difference()
        self.assertEqual((found["event"], found["what"], found["expected"], found["actual"]), ("ev_async_system_event", "async_load.gold", "79", "80"), found)

    def test_handler_added(self):
        self.record()
        path = self.copy / "objects/obj_gift/obj_gift.yy"
        path.write_text(path.read_text().replace('"eventNum":62', '"eventNum":70', 1))
        (self.copy / "objects/obj_gift/Other_70.gml").write_text("gifts = 9;")
        found = self.difference()
        self.assertEqual(found["event"], "ev_async_social", found)

    def test_instance_variable_before_the_event(self):
        self.record()
        edit(self.copy / "objects/obj_shop/Create_0.gml", "gold = start_gold;", "gold = start_gold + 1;")
        self.assert_difference("obj_shop", "objects/obj_shop/Other_70.gml", "self.gold before", "50", "51")

    def test_request(self):
        self.run_tool("fire", EXAMPLE, "--trace", "t.jsonl", "--event", "62", "--preset", "failed, no answer", "--call",
                      "obj_gift.request = 0;", "--set", "id=0", "--advance", "1s", status=0)
        edit(self.copy / "objects/obj_gift/Other_62.gml", "request = -1;", 'request = http_get("https://example.com/again");')
        found = self.difference()
        self.assertEqual(found["object"], "obj_gift", found)

    def test_output(self):
        self.record()
        edit(self.copy / "objects/obj_menu/Other_70.gml", 'show_debug_message("Menu: "', 'show_debug_message("The menu: "')
        self.assert_difference("obj_menu", "objects/obj_menu/Other_70.gml", "log line 1")

    def test_output_outside_of_handlers(self):
        self.record("--event", "70", "--map", FIRST_LIGHT, "--call", 'show_debug_message("staged");')
        edit(self.copy / "objects/obj_shop/Create_0.gml", "gold = start_gold;", 'gold = start_gold;\nshow_debug_message("open");')
        found = self.difference()
        self.assertIn("output", found["what"])

    def test_every_difference_is_named_and_those_of_one_cause_once(self):
        self.record("--event", "70", "--map", FIRST_LIGHT, "--call", "repeat (3) { var m = ds_map_create(); ds_map_copy(m, json_decode(\"{\\\"id\\\":\\\"custom_async_event\\\",\\\"result\\\":true}\")); m[? \"data\"] = { a : 1, b : 2 }; event_perform_async(70, m); }")
        edit(self.copy / "objects/obj_shop/Other_70.gml", "gold += _data.a", "gold += 2 * _data.a")
        edit(self.copy / "objects/obj_menu/Other_70.gml", 'show_debug_message("Menu: "', 'show_debug_message("The menu: "')
        outcome = self.run_tool("replay", "t.jsonl", "--project", self.copy, "--json", status=1)
        found = {(one["object"], one["what"]): one["count"] for one in outcome.document()["differences"]}
        self.assertEqual(found[("obj_shop", "self.gold")], 4, found)
        self.assertEqual(found[("obj_menu", "log line 1")], 4, found)
        self.assertEqual(outcome.document()["divergence"]["object"], "obj_shop")
        text = self.run_tool("replay", "t.jsonl", "--project", self.copy, status=1).out.splitlines()
        self.assertTrue(text[0].startswith("differs: event 1 (ev_async_social), obj_shop #100001"), text)
        self.assertTrue(any(line.startswith("    and: ") and "obj_menu" in line and "(4 times)" in line for line in text), text)

    def test_update(self):
        self.record()
        edit(self.copy / "objects/obj_shop/Other_70.gml", "gold += _data.a", "gold += 2 * _data.a")
        self.run_tool("replay", "t.jsonl", "--project", self.copy, "--update", status=0)
        self.assertIsNone(self.difference(status=0))
        self.assertEqual(self.run_tool("replay", "t.jsonl", "--project", EXAMPLE, status=1).status, 1)
        self.assertFalse(list(self.folder.glob("*.part")))

    def test_the_project_is_gone(self):
        self.run_tool("fire", self.copy, "--trace", "t.jsonl", "--event", "70", "--map", FIRST_LIGHT, status=0)
        shutil.rmtree(self.copy)
        self.assert_usage_error(self.run_tool("replay", "t.jsonl"), str(self.copy))

    def test_an_object_of_the_stage_is_gone(self):
        self.record("--event", "70", "--map", "{}", "--create", "obj_gift")
        edit(self.copy / "coin_shop.yyp", '    {"id":{"name":"obj_gift","path":"objects/obj_gift/obj_gift.yy",},},\n', "")
        outcome = self.run_tool("replay", "t.jsonl", "--project", self.copy, status=2)
        self.assertIn("obj_gift", outcome.errors()[0])


class Traces(CliTest):
    def record(self, name, *words):
        self.run_tool("fire", EXAMPLE, "--trace", name, *(words or ("--event", "70", "--map", FIRST_LIGHT)), status=0)
        return self.folder / name

    def test_the_same_fire_gives_the_same_trace(self):
        cases = [("--event", "70", "--map", FIRST_LIGHT), ("--event", "62", "--preset", "finished, text body", "--advance", "3s"),
                 ("--event", "70", "--map", FIRST_LIGHT, "--seed", "7", "--call", "global.r = random(100); global.t = current_time; global.d = date_current_datetime();"),
                 ("--event", "70", "--map", FIRST_LIGHT, "--shuffle", "5")]
        for number, words in enumerate(cases):
            with self.subTest(words=words):
                first, second = (lines_of(self.record(f"{number}_{turn}.jsonl", *words)) for turn in (1, 2))
                self.assertEqual(len(first), len(second))
                for one, other in zip(first, second):
                    self.assertEqual(json.dumps(without_durations(one)), json.dumps(without_durations(other)))

    def test_every_prefix_of_a_trace_opens(self):
        content = self.record("whole.jsonl").read_bytes()
        lines = content.splitlines(keepends=True)
        for cut in list(range(len(lines[0]), len(content), max(1, len(content) // 60))) + [len(content) - 1]:
            with self.subTest(cut=cut):
                path = self.write("cut.jsonl", content[:cut])
                outcome = self.run_tool("replay", path, "--json")
                self.assertEqual((outcome.status, outcome.document()["cut"]), (1, True), outcome)
                if not content[:cut].endswith(b"\n"):
                    self.assertEqual(len(outcome.err.splitlines()), 2, outcome)
        for cut in (1, len(lines[0]) // 2, len(lines[0]) - 2):
            self.run_tool("replay", self.write("cut.jsonl", content[:cut]), status=2)

    def test_damaged_lines_are_skipped_and_told(self):
        content = self.record("whole.jsonl").read_bytes()
        lines = content.splitlines(keepends=True)
        for number in range(1, len(lines)):
            for damage in (b"rubbish\n", lines[number][:-20] + b"\n", b"\0" * 50 + b"\n", b"{}\n", b'{"seq":1,"kind":"dispatch","dispatches":5}\n', b'{"seq":1,"kind":"input","input":"nonsense"}\n',
                           b"[" * 100000 + b"\n"):
                path = self.write("damaged.jsonl", b"".join(lines[:number]) + damage + b"".join(lines[number + 1:]))
                outcome = self.run_tool("replay", path, "--json")
                if outcome.status == 2:
                    self.assertTrue(outcome.errors(), outcome)
                else:
                    outcome.document()

    def test_nothing_but_a_trace_is_overwritten_unasked(self):
        words = ["fire", EXAMPLE, "--event", "70", "--map", FIRST_LIGHT, "--trace"]
        self.record("t.jsonl")
        self.record("t.jsonl")
        self.record(self.write("empty.jsonl", ""))
        source = self.write("game.gml", "x = 1;")
        link = self.folder / "link.jsonl"
        link.symlink_to(source)
        for path in (source, link, self.write("other.json", '{"format":"other"}\n')):
            content = path.read_text()
            self.assert_usage_error(self.run_tool(*words, path), "--overwrite", path.name)
            self.assertEqual(path.read_text(), content)
        self.run_tool(*words, source, "--overwrite", status=0)
        self.run_tool("replay", source, status=0)
        for path in ("/dev/null", self.folder):
            self.assert_usage_error(self.run_tool(*words, path), str(path))

    def test_two_sessions_do_not_record_to_one_file(self):
        import subprocess

        from support import launch

        game = self.project({"obj_a": {"Create_0": 'show_debug_message("begun");'}})
        first = launch("run", game, "--frames", "0", "--trace", "t.jsonl", stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, cwd=self.folder)
        first.stdout.readline()
        self.assert_usage_error(self.run_tool("run", game, "--frames", "1", "--trace", "t.jsonl"), "another session", "t.jsonl")
        first.terminate()
        first.stdout.close()
        first.wait(60)
        self.run_tool("replay", "t.jsonl", status=0)

    def test_a_trace_moves_with_its_project(self):
        import os

        (self.folder / "one").mkdir()
        shutil.copytree(EXAMPLE, self.folder / "one/game")
        self.run_tool("fire", "one/game", "--event", "70", "--map", FIRST_LIGHT, "--trace", "one/t.jsonl", status=0)
        header = lines_of(self.folder / "one/t.jsonl")[0]
        self.assertEqual((header["options"]["path"], header["start_date"]), ("game", "2025-01-01T12:00:00Z"))
        self.run_tool("replay", "one/t.jsonl", status=0)
        os.rename(self.folder / "one", self.folder / "two")
        self.run_tool("replay", "two/t.jsonl", status=0)

    def test_other_code_is_said_first(self):
        self.record("t.jsonl")
        copy = self.folder / "copy"
        shutil.copytree(EXAMPLE, copy)
        self.assertEqual(self.run_tool("replay", "t.jsonl", "--project", copy, status=0).err, "")
        edit(copy / "objects/obj_shop/Other_70.gml", "gold += _data.a", "gold += 2 * _data.a")
        outcome = self.run_tool("replay", "t.jsonl", "--project", copy, status=1)
        self.assertIn("code is not what was recorded", outcome.err)
        self.assertIn("differs: event 1 (ev_async_social), obj_shop", outcome.out)

    def test_what_is_no_trace_is_not_called_damaged(self):
        for content in ((EXAMPLE / "coin_shop.yyp").read_text(), '{"format":"astrace"}\n', '{"format":"astrace","version":0}\n', '{"format":"astrace","version":-1}\n',
                        '{"format":"astrace","version":null}\n', "[1]\n"):
            outcome = self.run_tool("replay", self.write("x.jsonl", content))
            self.assert_usage_error(outcome, "not a trace")

    def test_an_update_onto_a_full_disk_leaves_the_trace(self):
        import resource
        import subprocess

        from support import PROGRAM, limits

        trace = self.record("t.jsonl")
        content = trace.read_bytes()

        def small_files():
            limits()
            resource.setrlimit(resource.RLIMIT_FSIZE, (len(content) - 500, len(content) - 500))

        done = subprocess.run([PROGRAM, "replay", "t.jsonl", "--update"], preexec_fn=small_files, cwd=self.folder, capture_output=True, text=True, timeout=60)
        self.assertEqual(done.returncode, 2, done)
        self.assertIn("stays as it was", done.stderr)
        self.assertEqual(trace.read_bytes(), content)
        self.assertFalse(list(self.folder.glob("*.part")))

    def test_flipped_bytes(self):
        import random

        dice = random.Random(20240229)
        content = bytearray(self.record("whole.jsonl").read_bytes())
        for _ in range(60):
            damaged = bytearray(content)
            for _ in range(dice.randint(1, 20)):
                damaged[dice.randrange(len(damaged))] = dice.randrange(256)
            self.run_tool("replay", self.write("flipped.jsonl", bytes(damaged)))

    def test_a_shuffled_and_seeded_session_replays(self):
        self.record("s.jsonl", "--event", "70", "--map", FIRST_LIGHT, "--shuffle", "5", "--seed", "99", "--call", "global.r = random(1000);", "--answer", "steam_get_app_id=7",
                    "--device", "language=fi", "--advance", "10s")
        self.run_tool("replay", "s.jsonl", status=0)

    def test_secrets_are_masked(self):
        payload = '{"id":1,"status":0,"access_token":"tell-nobody-1","response_headers":{"$ds_map":{"Set-Cookie":"tell-nobody-2"}},"password":"tell-nobody-3"}'
        trace = self.record("m.jsonl", "--event", "62", "--map", payload)
        self.assertNotIn("tell-nobody", trace.read_text())
        self.run_tool("replay", "m.jsonl", status=0)
        self.assertIn('"access_token":"secret1"', trace.read_text())
        trace = self.record("k.jsonl", "--event", "62", "--map", payload, "--keep-secrets")
        self.assertIn("tell-nobody-1", trace.read_text())
        self.run_tool("replay", "k.jsonl", status=0)

    def test_secrets_are_masked_wherever_they_stand(self):
        payload = json.dumps({"id": 1, "result": '{"token":"tell-nobody-1"}', "url": "https://ann:tell-nobody-2@x.org/?api_key=tell-nobody-3", "session": [77123, {"a": "tell-nobody-4"}]})
        words = ["--event", "62", "--map", payload, "--set-var", 'global.auth="tell-nobody-5"', "--call", 'show_debug_message("token=tell-nobody-6")']
        trace = self.record("w.jsonl", *words).read_text()
        self.assertNotIn("tell-nobody", trace)
        self.assertNotIn("77123", trace)
        for line in trace.splitlines():
            json.loads(line)
        self.run_tool("replay", "w.jsonl", status=0)

    def test_a_token_that_is_a_word_of_json_or_of_the_project_damages_nothing(self):
        for token in ("true", "1000", "obj_shop", "kind", '\\"}', "null"):
            with self.subTest(token=token):
                payload = json.dumps({"id": "custom_async_event", "result": True, "data": {"a": 13, "b": 16}, "token": token})
                plain = lines_of(self.record("p.jsonl", "--event", "70", "--map", payload, "--keep-secrets"))
                masked = lines_of(self.record("m.jsonl", "--event", "70", "--map", payload))
                self.assertEqual(len(plain), len(masked))
                handlers = [[run["object"] for dispatch in line["dispatches"] for run in dispatch["handlers"]] for line in masked if line.get("kind") == "dispatch"]
                self.assertEqual(handlers[0][:2], ["obj_shop", "obj_menu"])
                self.run_tool("replay", "m.jsonl", status=0)

    def test_traces_are_what_the_schema_says(self):
        schema = json.loads((SOURCE / "docs/trace.schema.json").read_text())
        check = jsonschema.Draft202012Validator(schema)
        self.run_tool("fire", EXAMPLE, "--trace", "s.jsonl", "--event", "62", "--set", "http_status=404", "--create", "obj_gift", "--call", "throw 5", "--seed", "9", status=1)
        kinds = set()
        for name in ("s.jsonl", self.record("t.jsonl"), self.record("u.jsonl", "--event", "70", "--map", FIRST_LIGHT, "--call", "show_debug_message(random(5)); http_get(\"x\");")):
            for line in lines_of(self.folder / name):
                self.assertEqual([error.message for error in check.iter_errors(line)], [], line)
                kinds.add(line.get("kind", "header"))
        self.assertGreaterEqual(kinds, {"header", "input", "source", "dispatch", "log", "request", "problem", "fault", "end"})
        self.assertTrue(list(check.iter_errors({"seq": 1, "kind": "log", "text": 5, "place": None})))


if __name__ == "__main__":
    unittest.main()
