"""Seeded mutations of the code of a project's handlers, and whether `replay` names each: the handler, and the variable, key, line of
output or fault that is different, with the place of the changed code.

    PYTHONPATH=. python3 test_mutations.py [COUNT [SEED]]        says what became of each
"""
import random
import re
import shutil
import sys

from support import EXAMPLE, CliTest

# Everything that the example's handlers are for, so that a changed line has consequences.
DRIVE = """
function drive(number, json) { event_perform_async(number, json_decode(json)); }
var m = ds_map_create();
m[? "id"] = "custom_async_event"; m[? "result"] = true; m[? "data"] = { a : 13, b : 16 };
event_perform_async(70, m);
m = ds_map_create();
m[? "id"] = "custom_async_event"; m[? "result"] = false;
event_perform_async(70, m);
with (obj_gift) request = 5;
drive(62, "{\\"id\\":5,\\"status\\":1,\\"result\\":\\"\\"}");
drive(62, "{\\"id\\":4,\\"status\\":0,\\"http_status\\":200,\\"result\\":\\"{}\\"}");
drive(62, "{\\"id\\":5,\\"status\\":0,\\"http_status\\":200,\\"result\\":\\"{\\\\\\"gold\\\\\\":50}\\"}");
with (obj_gift) request = 6;
drive(62, "{\\"id\\":6,\\"status\\":0,\\"http_status\\":404,\\"result\\":\\"\\"}");
with (obj_profile) dialog = 3;
drive(63, "{\\"id\\":3,\\"status\\":1,\\"result\\":\\" Ann \\"}");
drive(63, "{\\"id\\":3,\\"status\\":1,\\"result\\":\\"Bob\\"}");
drive(75, "{\\"event_type\\":\\"gamepad discovered\\",\\"pad_index\\":4}");
drive(75, "{\\"event_type\\":\\"gamepad discovered\\",\\"pad_index\\":2}");
drive(75, "{\\"event_type\\":\\"gamepad lost\\",\\"pad_index\\":4}");
m = ds_map_create();
m[? "id"] = STORE_RECEIPT;
m[? "response_json"] = json_stringify({ success : true, purchases : [{ productId : "coins_100" }, { productId : "coins_500" }] });
event_perform_async(66, m);
"""

OPERATORS = [(" += ", " -= "), (" == ", " != "), (" != ", " == "), (" > ", " <= "), (" < ", " >= "), (" + ", " - "), (" || ", " && "), ("++", "--")]


class Mutation:
    def __init__(self, file, line, kind, old, new):
        self.file, self.line, self.kind, self.old, self.new = file, line, kind, old, new

    def __str__(self):
        return f"{self.file}:{self.line} {self.kind}: {self.old.strip()} -> {self.new.strip() or 'nothing'}"

    def apply(self, project):
        path = project / self.file
        lines = path.read_text().split("\n")
        assert lines[self.line - 1] == self.old
        lines[self.line - 1] = self.new
        path.write_text("\n".join(lines))


def candidates(project):
    """Constants, operators, keys, texts and lines that are left out, of every handler of an async event."""
    for path in sorted(project.glob("objects/*/Other_*.gml")):
        file = path.relative_to(project).as_posix()
        for number, line in enumerate(path.read_text().split("\n"), 1):
            code = line.split("//")[0]
            if not code.strip():
                continue
            for found in re.finditer(r"(?<![\w\"#.])\d+(?![\w\"])", code):
                yield Mutation(file, number, "constant", line, line[:found.start()] + str(int(found[0]) + 1) + line[found.end():])
            for old, new in OPERATORS:
                at = code.find(old)
                if at >= 0:
                    yield Mutation(file, number, "operator", line, line[:at] + new + line[at + len(old):])
            for found in re.finditer(r"\[\? \"(\w+)\"\]", code):
                yield Mutation(file, number, "key", line, line[:found.start(1)] + found[1] + "_x" + line[found.end(1):])
            for found in re.finditer(r"\"([^\"]*)\"", code):
                if len(found[1]) < 4 or code[:found.start()].endswith("[? "):
                    continue
                yield Mutation(file, number, "text", line, line[:found.start(1)] + found[1] + "?" + line[found.end(1):])
            if re.fullmatch(r"\s*[^{}]*;\s*", code) and not re.match(r"\s*(var|exit|for|break)\b", code):
                yield Mutation(file, number, "removed line", line, "")


class Mutants(CliTest):
    def record(self):
        script = self.write("drive.gml", DRIVE)
        self.run_tool("run", EXAMPLE, "--frames", "3", "--script", script, "--trace", "t.jsonl", status=0)

    def replayed(self, mutation):
        copy = self.folder / "mutant"
        shutil.rmtree(copy, ignore_errors=True)
        shutil.copytree(EXAMPLE, copy)
        mutation.apply(copy)
        outcome = self.run_tool("replay", "t.jsonl", "--project", copy, "--json")
        self.assertIn(outcome.status, (0, 1), outcome)
        return outcome.document()

    def names(self, mutation, document):
        """The difference that names the mutated handler and what became of it."""
        for one in document["differences"]:
            told = one["about"] in ("key", "payload", "variable", "log", "fault", "handler", "call", "request", "structure")
            if told and one["file"] == mutation.file and one["reason"] == "code" and one["why"].startswith(f"{mutation.file}:{mutation.line} "):
                return one
        return None


class SomeMutants(Mutants):
    def test_each_is_named(self):
        self.record()
        named = 0
        for mutation in random.Random(11).sample(list(candidates(EXAMPLE)), 14):
            document = self.replayed(mutation)
            self.assertEqual(document["same_code"], False)
            if not document["differences"]:
                continue  # it made no difference
            self.assertIsNotNone(self.names(mutation, document), f"{mutation}\n{document['differences']}")
            named += 1
        self.assertGreater(named, 8)


def main(count, seed):
    mutants = Mutants()
    mutants.setUp()
    mutants.record()
    all_of_them = list(candidates(EXAMPLE))
    random.Random(seed).shuffle(all_of_them)
    named = unnoticed = 0
    for mutation in all_of_them:
        if named == count:
            break
        document = mutants.replayed(mutation)
        if not document["differences"]:
            unnoticed += 1
            print(f"no difference   {mutation}")
            continue
        one = mutants.names(mutation, document)
        if not one:
            print(f"NOT NAMED       {mutation}")
            for each in document["differences"]:
                print("               ", each["file"], each["object"], each["what"], each["expected"][:60], each["actual"][:60], each["reason"], each["why"])
            continue
        named += 1
        print(f"named           {mutation}\n                {one['object']}: {one['what']} was {one['expected'][:60]}, is {one['actual'][:60]}; {one['why']}")
    print(f"{named} named, {unnoticed} without a difference, of {len(all_of_them)} there are")
    mutants.doCleanups()


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 40, int(sys.argv[2]) if len(sys.argv) > 2 else 1)
