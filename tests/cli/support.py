"""What the tests of the built program share: running it under limits, and making small projects for it.

The program's path comes in the variable ASYNCSCOPE (CTest sets it). Every run has a time limit, and a memory limit of
4 GB unless the build is a sanitized one, which maps terabytes of shadow memory and says so by ASYNCSCOPE_SANITIZED.
"""
import json
import os
import pathlib
import re
import resource
import shutil
import signal
import subprocess
import tempfile
import unittest

SOURCE = pathlib.Path(__file__).resolve().parents[2]
EXAMPLE = SOURCE / "assets" / "examples" / "coin_shop"
PROGRAM = os.environ.get("ASYNCSCOPE", str(SOURCE / "build" / "release" / "asyncscope"))
SANITIZED = os.environ.get("ASYNCSCOPE_SANITIZED", "") not in ("", "0", "OFF")
SECONDS = 60 * (6 if SANITIZED else 1)
MEMORY = 4 << 30
FIRST_LIGHT = '{"id":"custom_async_event","result":true,"data":{"a":13,"b":16}}'

# What a person sees on stderr: a finding with its place, or the stack below a fault.
FINDING = re.compile(r"^(?:[^:\n]+(?::\d+(?::\d+)?)?: )?(?:error|warning|note): .+$")
STACK_LINE = re.compile(r"^    at .+ \(.*\)$")


class Outcome:
    """How one run of the program ended."""

    def __init__(self, words, status, out, err, peak):
        self.words, self.status, self.out, self.err = words, status, out, err
        self.peak = peak  # bytes of memory at most, over all children so far

    def __str__(self):
        words = " ".join(word if len(word) < 200 else word[:200] + "..." for word in self.words)
        return f"asyncscope {words}\nstatus {self.status}\n--- stdout\n{self.out[-3000:]}\n--- stderr\n{self.err[-3000:]}"

    def document(self):
        return json.loads(self.out)

    def errors(self):
        return [line for line in self.err.splitlines() if "error: " in line]


def limits():
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    if not SANITIZED:
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))


def launch(*words, **options):
    return subprocess.Popen([PROGRAM, *map(str, words)], preexec_fn=limits, stdin=subprocess.DEVNULL, **options)


class CliTest(unittest.TestCase):
    """Each test has a folder of its own, self.folder, and runs the program with self.run_tool()."""

    maxDiff = 4000

    def setUp(self):
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="asyncscope_test_"))
        self.addCleanup(shutil.rmtree, self.folder, ignore_errors=True)

    def run_tool(self, *words, status=None, seconds=SECONDS):
        """Runs to the end; fails the test when it hangs, is killed by a signal, or ends with another status."""
        words = [str(word) for word in words]
        out_path, err_path = self.folder / "stdout.txt", self.folder / "stderr.txt"
        with open(out_path, "wb") as out, open(err_path, "wb") as err:
            process = launch(*words, stdout=out, stderr=err, cwd=self.folder)
            try:
                process.wait(seconds)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()
                self.fail(f"no end after {seconds} s: asyncscope {' '.join(words)[:400]}")
        peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss * 1024
        outcome = Outcome(words, process.returncode, out_path.read_text("utf-8", "replace"),
                          err_path.read_text("utf-8", "replace"), peak)
        if process.returncode < 0:
            self.fail(f"killed by {signal.Signals(-process.returncode).name}\n{outcome}")
        self.assertNotIn("AddressSanitizer", outcome.err, outcome)
        self.assertNotIn("runtime error:", outcome.err, outcome)
        self.assertIn(process.returncode, (0, 1, 2), outcome)
        if status is not None:
            self.assertEqual(process.returncode, status, outcome)
        return outcome

    def fire_json(self, project, *words, status=0):
        outcome = self.run_tool("fire", project, "--json", *words, status=status)
        return outcome.document()

    def assert_usage_error(self, outcome, *parts):
        """Status 2, nothing on stdout, exactly one line on stderr that has these parts."""
        self.assertEqual(outcome.status, 2, outcome)
        self.assertEqual(outcome.out, "", outcome)
        lines = outcome.err.splitlines()
        self.assertEqual(len(lines), 1, outcome)
        self.assertRegex(lines[0], FINDING, outcome)
        self.assertIn("error: ", lines[0], outcome)
        for part in parts:
            self.assertIn(part, lines[0], outcome)

    def assert_clean_stderr(self, outcome):
        for line in outcome.err.splitlines():
            self.assertTrue(FINDING.match(line) or STACK_LINE.match(line), f"odd line on stderr: {line!r}\n{outcome}")

    def copy_example(self, name="copy"):
        target = self.folder / name
        shutil.copytree(EXAMPLE, target)
        return target

    def write(self, name, text):
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        if isinstance(text, bytes):
            path.write_bytes(text)
        else:
            path.write_text(text, "utf-8")
        return path

    def project(self, objects, scripts=None, name="small", instances=None):
        """A project of these objects ({name: {"Other_70": code}}), one instance of each (or of `instances`) in its only room."""
        root = self.folder / name
        resources = []

        def resource_file(kind, one, members):
            path = root / kind / one / f"{one}.yy"
            path.parent.mkdir(parents=True)
            path.write_text(json.dumps(members))
            resources.append({"id": {"name": one, "path": f"{kind}/{one}/{one}.yy"}})
            return path.parent

        for one, code in (scripts or {}).items():
            folder = resource_file("scripts", one, {"resourceType": "GMScript", "name": one})
            (folder / f"{one}.gml").write_text(code)
        for one, handlers in objects.items():
            numbers = {"Create": 0, "Destroy": 1, "Alarm": 2, "Step": 3, "Other": 7, "Draw": 8, "KeyPress": 9, "CleanUp": 12}
            events = []
            for stem in handlers:
                kind, number = stem.rsplit("_", 1)
                events.append({"resourceType": "GMEvent", "collisionObjectId": None, "eventType": numbers[kind],
                               "eventNum": int(number), "isDnD": False})
            folder = resource_file("objects", one, {
                "resourceType": "GMObject", "name": one, "eventList": events, "parentObjectId": None, "spriteId": None,
                "persistent": False, "properties": [], "overriddenProperties": [], "visible": True})
            for stem, code in handlers.items():
                (folder / f"{stem}.gml").write_text(code)
        placed = [{"resourceType": "GMRInstance", "name": f"inst_{number}", "x": 0.0, "y": 0.0, "properties": [],
                   "objectId": {"name": one, "path": f"objects/{one}/{one}.yy"}}
                  for number, one in enumerate(list(objects) if instances is None else instances)]
        order = [{"name": one["name"], "path": "rooms/rm_main/rm_main.yy"} for one in placed]
        resource_file("rooms", "rm_main", {
            "resourceType": "GMRoom", "name": "rm_main", "instanceCreationOrder": order, "creationCodeFile": "",
            "layers": [{"resourceType": "GMRInstanceLayer", "name": "Instances", "depth": 0, "instances": placed, "layers": []}],
            "roomSettings": {"Width": 640, "Height": 360, "persistent": False}})
        (root / f"{name}.yyp").write_text(json.dumps({
            "resourceType": "GMProject", "resourceVersion": "1.6", "name": name, "resources": resources,
            "RoomOrderNodes": [{"roomId": {"name": "rm_main", "path": "rooms/rm_main/rm_main.yy"}}],
            "configs": {"name": "Default", "children": []}}))
        return root


def edit(path, old, new):
    """Replaces `old`, which must be there exactly once."""
    text = path.read_text("utf-8")
    assert text.count(old) == 1, f"{path} has {old!r} {text.count(old)} times"
    path.write_text(text.replace(old, new), "utf-8")


def handlers_of(document):
    return [handler for dispatch in document["dispatches"] for handler in dispatch["handlers"]]


def lines_of(path):
    """The JSON lines of a trace."""
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]


def without_durations(value):
    if isinstance(value, dict):
        return {key: without_durations(item) for key, item in value.items() if key != "us"}
    if isinstance(value, list):
        return [without_durations(item) for item in value]
    return value
