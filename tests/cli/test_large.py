"""Projects far larger than any: time in proportion to their size, memory within bounds. Measured as the processor time of the
program alone, so that other processes do not count."""
import json
import os
import resource
import unittest

from support import EXAMPLE, SANITIZED, CliTest

COUNT = 100_000


@unittest.skipIf(SANITIZED, "sanitizers are slow by nature")
class Large(CliTest):
    def processor_seconds(self, *words, status):
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        outcome = self.run_tool(*words, status=status)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime, outcome

    def assert_quick(self, *words, status, seconds=4):
        used, outcome = self.processor_seconds(*words, status=status)
        self.assertLess(used, seconds, outcome)
        self.assertLess(len(outcome.err.splitlines()), 200, "findings have to be counted, not listed")
        return outcome

    def listing(self, resources, indent=None):
        root = self.folder / "large"
        root.mkdir(exist_ok=True)
        (root / "large.yyp").write_text(json.dumps({
            "resourceType": "GMProject", "resourceVersion": "1.6", "name": "large", "RoomOrderNodes": [],
            "configs": {"name": "Default", "children": []},
            "resources": [{"id": {"name": name, "path": path}} for name, path in resources]}, indent=indent))
        return root

    def test_missing_resources(self):
        for folder in ("sounds", "objects"):
            for indent in (None, 1):
                with self.subTest(folder=folder, indent=indent):
                    root = self.listing([(f"one_{i}", f"{folder}/one_{i}/one_{i}.yy") for i in range(COUNT)], indent)
                    self.assert_quick("check", root, status=1)

    def test_doubled_resources(self):
        root = self.listing([("one", "notes/one/one.yy")] * COUNT)
        (root / "notes" / "one").mkdir(parents=True)
        (root / "notes" / "one" / "one.yy").write_text('{"resourceType":"GMNotes","name":"one"}')
        self.assert_quick("check", root, status=0)

    def test_global_names(self):
        for between in ("\n", " "):
            with self.subTest(between=between):
                parts = [between.join(f"global.name_{i} = {i};" for i in range(first, first + COUNT // 10)) for first in range(0, COUNT, COUNT // 10)]
                project = self.project({"obj_a": {"Other_70": "n = global.name_1;"}}, name="lines" if between == "\n" else "one_line",
                                       scripts={f"scr_{i}": part for i, part in enumerate(parts)})
                self.assert_quick("check", project, status=0)

    def test_more_names_than_a_function_can_have(self):
        project = self.project({"obj_a": {"Create_0": "".join(f"global.name_{i} = name_{i}; " for i in range(COUNT))}})
        outcome = self.assert_quick("check", project, status=1)
        self.assertEqual(outcome.err.count("too many different names"), 1, outcome)

    def test_unknown_names(self):
        project = self.project({"obj_a": {"Create_0": "\n".join(f"name_{i}();" for i in range(COUNT))}})
        self.assert_quick("check", project, status=1)

    def test_globalvars_functions_enums_and_macros(self):
        for line in ("globalvar name_{0};", "function name_{0}() {{}}", "enum name_{0} {{ a, b }}", "#macro name_{0} {0}"):
            with self.subTest(line=line):
                project = self.project({"obj_a": {"Other_70": "n = 1;"}}, scripts={"scr_a": "\n".join(line.format(i) for i in range(COUNT))},
                                       name="p" + line[:3].strip("#"))
                self.assert_quick("check", project, status=0)

    def test_an_observed_line_of_many_terms(self):
        code = "n = " + " + ".join(["a"] * 500_000) + ";"
        project = self.project({"obj_a": {"Create_0": "a = 1;", "Other_70": code}})
        used, outcome = self.processor_seconds("fire", project, "--event", "70", "--json", status=0)
        self.assertLess(used, 8, outcome)
        self.assertEqual(outcome.document()["dispatches"][0]["handlers"][0]["changes"][0]["new"], 500_000)

    def test_the_memory_of_a_file_of_57_megabytes(self):
        for line in ("x = x + 1;\n", "a[0]=1;", "// a comment\n", 'text = "some text in between";\n'):
            with self.subTest(line=line):
                project = self.project({"obj_a": {"Create_0": "x = 0; a = [];"}}, scripts={"scr_a": line * (57_000_000 // len(line))}, name="p" + line[:2].strip("/["))
                status, err, peak = self.run_alone("check", project)
                self.assertIn(status, (0, 1), err)
                self.assertLess(peak, 1 << 30)
                if status == 1:
                    self.assertRegex(err, r"scr_a\.gml:\d+:\d+: error: .*more than")

    def run_alone(self, *words):
        """Status, stderr and the most memory of this one run."""
        from support import launch
        err_path = self.folder / "err.txt"
        with open(os.devnull, "wb") as out, open(err_path, "wb") as err:
            process = launch(*words, stdout=out, stderr=err, cwd=self.folder)
            _, status, usage = os.wait4(process.pid, 0)
            process.returncode = os.waitstatus_to_exitcode(status)
        return process.returncode, err_path.read_text("utf-8", "replace"), usage.ru_maxrss * 1024


if __name__ == "__main__":
    unittest.main()
