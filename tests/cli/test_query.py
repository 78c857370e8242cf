"""Finding events of a trace: which pass, what is printed of them, and what is said of a filter that is wrong."""
import json
import unittest

from support import EXAMPLE, FIRST_LIGHT, CliTest, lines_of


class Query(CliTest):
    def setUp(self):
        super().setUp()
        self.trace = self.folder / "x.jsonl"
        self.run_tool("fire", EXAMPLE, "--event", "ev_async_social", "--map", FIRST_LIGHT, "--trace", self.trace, status=0)

    def ids(self, filter):
        outcome = self.run_tool("query", self.trace, filter, "--json")
        self.assertEqual(outcome.err, "", outcome)
        document = outcome.document()
        self.assertEqual(document["filter"], filter)
        self.assertEqual(document["of"], 2)
        self.assertEqual(document["matched"], len(document["events"]) + len(document["faults"]))
        self.assertEqual(outcome.status, 0 if document["matched"] else 1, outcome)
        return [event["id"] for event in document["events"]]

    def test_what_passes(self):
        for filter, ids in (
            ("type:social", [1]), ("nested", [2]), ("type:social or nested", [1, 2]), ("#2", [2]),
            ("key.id=custom_async_event", [1]), ("key.data/a=13", [1]), ("key.data/a<13", []), ("key.result=true", [1]),
            ("(obj:obj_menu missing:http_status)", [1]), ("(obj:obj_shop missing:http_status)", []),
            ("obj:obj_shop missing:http_status", [1]), ("(obj:obj_log left)", [1]), ("changed:self.gold wrote:seen_by", [1]),
            ("fault", []), ("shop_balance", [2]), ("key.event_type~/^shop_/", [2]), ("handlers=4", [2]),
        ):
            with self.subTest(filter=filter):
                self.assertEqual(self.ids(filter), ids)

    def test_the_document_has_whole_records(self):
        found = self.run_tool("query", self.trace, "type:social", "--json", status=0).document()["events"]
        recorded = [line for line in lines_of(self.trace) if line.get("kind") == "dispatch"]
        self.assertEqual(found, recorded[0]["dispatches"][:1])

    def test_lines_are_those_of_the_list(self):
        outcome = self.run_tool("query", self.trace, "social", status=0)
        lines = outcome.out.splitlines()
        self.assertEqual(len(lines), 1, outcome)
        self.assertRegex(lines[0], r'^#1 +1 +Social +id "custom_async_event", .* 3 \+ 4 nested +1 key missing$')
        self.assertIn("note: 1 of 2 events pass", outcome.err)
        self.assert_clean_stderr(outcome)
        self.assertIn("System from #1", self.run_tool("query", self.trace, "nested", status=0).out)

    def test_nothing_passes(self):
        outcome = self.run_tool("query", self.trace, "type:http", status=1)
        self.assertEqual(outcome.out, "")
        self.assertIn("0 of 2 events pass", outcome.err)

    def test_a_wrong_filter_is_shown_with_its_place(self):
        for filter, column, words in (("type:social typ:x", 13, "did you mean 'type'?"), ("status<abc", 8, "a number is expected"),
                                      ("log:\"gold", 5, "not closed"), ("(fault", 1, "not closed"),
                                      ("log~/a(/", 6, "missing )"), ("type:htpp", 6, "did you mean 'HTTP'?")):
            with self.subTest(filter=filter):
                for more in ((), ("--json",)):
                    outcome = self.run_tool("query", self.trace, filter, *more, status=2)
                    self.assertEqual(outcome.out, "", outcome)
                    error, line, caret = outcome.err.splitlines()
                    self.assertTrue(error.startswith(f"filter:1:{column}: error: "), outcome)
                    self.assertIn(words, error)
                    self.assertEqual(line, "    " + filter)
                    self.assertEqual(caret.index("^"), 4 + column - 1, outcome)

    def test_usage(self):
        self.assert_usage_error(self.run_tool("query", self.trace), "filter")
        self.assert_usage_error(self.run_tool("query", self.trace, ""), "filter is empty")
        self.assert_usage_error(self.run_tool("query", self.folder / "none.jsonl", "fault"), "none.jsonl")
        self.assert_usage_error(self.run_tool("query", self.write("text.txt", "hello\n"), "fault"), "not a trace")

    def test_a_fault_outside_of_handlers_is_found(self):
        project = self.project({"obj_a": {"Create_0": "var x = nothing_there;", "Other_70": "x = 1;"}})
        trace = self.folder / "f.jsonl"
        self.run_tool("fire", project, "--event", "70", "--map", "{}", "--trace", trace, status=1)
        document = self.run_tool("query", trace, "fault:nothing_there obj:obj_a type:create", "--json", status=0).document()
        self.assertEqual(len(document["faults"]), 1)
        self.assertRegex(self.run_tool("query", trace, "fault", status=0).out, r"^fault .*obj_a Create_0 .*nothing_there")

    def test_a_torn_trace_says_so(self):
        text = self.trace.read_bytes()
        end = text.rindex(b"\n", 0, -1)
        torn = self.write("torn.jsonl", text[: end + 20])
        outcome = self.run_tool("query", torn, "type:social", status=0)
        self.assertIn("no end", outcome.err)
        self.assertIn("not finished", outcome.err)

    def test_a_long_filter(self):
        self.assertEqual(self.ids(" or ".join(f"key.id={n}" for n in range(8000)) + " or nested"), [2])
        outcome = self.run_tool("query", self.trace, "(" * 100000, status=2)
        self.assertIn("within each other", outcome.err)
        self.assertLess(len(outcome.err), 1000)


if __name__ == "__main__":
    unittest.main()
