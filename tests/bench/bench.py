#!/usr/bin/env python3
"""How fast GML runs, beside Lua.

    tests/bench/bench.py PROGRAM [NAME...]            CPU time against Lua 5.4 and LuaJIT's interpreter, as ratios
    tests/bench/bench.py PROGRAM --check [NAME...]    CPU instructions against tests/bench/instructions.json, 10 % either way
    tests/bench/bench.py PROGRAM --update [NAME...]   writes that file

PROGRAM is the asyncscope to measure. Times are user + system of whole processes, all peers once a round, medians of five
rounds after one that does not count: ratios hold on a busy machine, times do not. Instructions come from valgrind's
callgrind on small sizes, less those of an empty program; they depend on compiler and C library, hence the wide margin.
"""
import argparse
import importlib.machinery
import importlib.util
import json
import os
import pathlib
import re
import shutil
import sqlite3
import statistics
import subprocess
import sys
import tempfile

HERE = pathlib.Path(__file__).resolve().parent
ROUNDS = 5
MARGIN = 0.10

# name: (goal as ratio to Lua 5.4, calls of round_of_it, COUNT under callgrind)
PROGRAMS = {
    "fib": (0.80, 5, 20),
    "loop": (0.65, 2, 200000),
    "struct": (0.90, 0, 30000),
    "concat": (0.35, 0, 20000),
    "append": (0.10, 0, 30000),
    "map": (0.35, 0, 10000),
    "sort": (0.50, 0, 20000),
    "exceptions": (0.35, 0, 20000),
    "json": (0.50, 0, 1000),
}
OTHER_TEXTS = {"concat"}  # GML writes numbers differently, so what is printed differs too

VARIED = "varied"  # instead of a number of objects: the project whose events are all unlike
# objects, instances of each, events at a time, times, what the goal is per, goal as ratio to Lua 5.4
DISPATCH = {
    "dispatch 1x1": (1, 1, 100000, 5, "event", 0.40),
    "dispatch 10x1": (10, 1, 40000, 5, "event", 0.50),
    "dispatch 10x100": (10, 100, 1000, 10, "handler", 0.50),
}
# objects, instances of each, events at a time, times, what the goal is per, goal as ratio to the same work unobserved, bytes
RECORD = {
    "record 1x1": (1, 1, 20000, 7, "event", 4.0, 90),
    "record 10x1": (10, 1, 5000, 7, "event", 4.0, 0),
    "record 10x100": (10, 100, 100, 7, "handler", 4.0, 24),
    "record varied": (VARIED, 1, 5000, 7, "event", 8.0, 0),
}
# What a trace of so many events with one handler may cost: seconds of CPU to the first rows, megabytes, microseconds to
# decode an event (99th percentile), seconds until a key was compared in all, milliseconds of a frame meanwhile (the same).
TRACE_EVENTS, QUERY_EVENTS = 1_000_000, 100_000
TRACE = {"first_rows": 0.3, "megabytes": 200, "decode_99": 100, "seconds": 1.0, "frame_99": 4.0}
# objects, instances of each, events
DISPATCH_CHECK = {"dispatch 1x1": (1, 1, 2000), "dispatch 10x100": (10, 100, 20)}
RECORD_CHECK = {"record 1x1": (1, 1, 2000), "record 10x1": (10, 1, 500), "record 10x100": (10, 100, 20),
                "record varied": (VARIED, 1, 500)}


def run(command):
    """CPU seconds and output of one process."""
    with tempfile.TemporaryFile() as output:
        child = subprocess.Popen(command, stdout=output, stderr=subprocess.STDOUT)
        _, status, usage = os.wait4(child.pid, 0)
        child.returncode = os.waitstatus_to_exitcode(status)
        output.seek(0)
        text = output.read().decode(errors="replace")
    if child.returncode != 0:
        sys.exit(f"{' '.join(map(str, command))} ended with {child.returncode}:\n{text}")
    return usage.ru_utime + usage.ru_stime, text


def medians(commands):
    """Per peer the median of its CPU times; all peers once a round."""
    times = {peer: [] for peer in commands}
    texts = {}
    for number in range(ROUNDS + 1):
        for peer, command in commands.items():
            seconds, texts[peer] = run(command)
            if number > 0:
                times[peer].append(seconds)
    return {peer: statistics.median(of) for peer, of in times.items()}, texts


def write_dispatch_project(folder, kinds):
    """`kinds` objects that handle Async - Social, and a script that fires."""
    maker = HERE.parent / "projects" / "make_large"
    loader = importlib.machinery.SourceFileLoader("make_large", str(maker))
    make = importlib.util.module_from_spec(importlib.util.spec_from_loader("make_large", loader))
    sys.dont_write_bytecode = True
    loader.exec_module(make)
    writer = make.Writer(folder)
    names = [f"obj_{number}" for number in range(objects(kinds))]
    create, handler, script = "n = 0;\n", 'n += async_load[? "id"] + async_load[? "status"];\n', "dispatch"
    if kinds == VARIED:
        create, handler = ((HERE / "gml" / f"varied_{event}.gml").read_text() for event in ("create", "handler"))
        script = "varied"
    for name in names:
        writer.resource("objects", make.game_object("dispatch", name, [(0, 0), (7, 70)]),
                        {"Create_0.gml": create, "Other_70.gml": handler})
    writer.resource("rooms", make.room("dispatch", "rm_bench", []))
    writer.resource("scripts", make.script("dispatch", "scr_bench"),
                    {"scr_bench.gml": (HERE / "gml" / f"{script}.gml").read_text()})
    writer.text("options/main/options_main.yy", make.emit(make.main_options("00000000-0000-4000-8000-000000000000")))
    resources = [("objects", name) for name in names] + [("rooms", "rm_bench"), ("scripts", "scr_bench")]
    writer.text("dispatch.yyp", make.emit(make.project_file("dispatch", resources, ["rm_bench"])))


def dispatch_projects(folder):
    """A project for each number of objects, and the varied one."""
    projects = {}
    for kinds, *_ in [*DISPATCH.values(), (VARIED,)]:
        projects[kinds] = folder / f"dispatch{kinds}"
        write_dispatch_project(projects[kinds], kinds)
    return projects


def program_command(program, file, rounds):
    return [program, "run", file, "--frames", "1"] + ["--call", "round_of_it()"] * rounds


def objects(kinds):
    return 1 if kinds == VARIED else kinds


def dispatch_command(program, project, kinds, of_each, events, times):
    return ([program, "run", project, "--frames", "1", "--call", f"spawn({objects(kinds)}, {of_each})"] +
            ["--call", f"fire({events})"] * times + ["--call", "check()"])


def report(name, ours, lua, luajit, goal, unit):
    ratio = ours / lua
    verdict = "" if ratio <= goal else "  (near)" if ratio <= goal * 1.15 else "  MISSED"
    print(f"{name:16} {unit(ours):>10} {unit(lua):>10} {unit(luajit):>10} {ratio:8.2f} {ours / luajit:8.2f} {goal:6.2f}{verdict}",
          flush=True)


def measure(program, names, folder):
    projects = dispatch_projects(folder)
    print(f"{'':16} {'ours':>10} {'Lua 5.4':>10} {'LuaJIT -joff':>10} {'/Lua':>6} {'/LuaJIT':>8} {'goal':>6}")
    for name, (goal, rounds, _) in PROGRAMS.items():
        if name not in names:
            continue
        script = HERE / "lua" / f"{name}.lua"
        times, texts = medians({"ours": program_command(program, HERE / "gml" / f"{name}.gml", rounds),
                                "lua": ["lua5.4", script], "luajit": ["luajit", "-joff", script]})
        if name not in OTHER_TEXTS and texts["ours"] != texts["lua"]:
            sys.exit(f"{name}: the programs do not agree:\n{texts['ours']}{texts['lua']}")
        report(name, times["ours"], times["lua"], times["luajit"], goal, lambda seconds: f"{seconds:.3f} s")
    for name, (kinds, of_each, events, repeat, per, goal) in DISPATCH.items():
        if "dispatch" not in names:
            continue
        script = HERE / "lua" / "dispatch.lua"
        arguments = [str(kinds), str(of_each), str(events * repeat)]
        commands = {"ours": dispatch_command(program, projects[kinds], kinds, of_each, events, repeat),
                    "lua": ["lua5.4", script, *arguments], "luajit": ["luajit", "-joff", script, *arguments],
                    "idle": dispatch_command(program, projects[kinds], kinds, of_each, 0, 1)}
        times, _ = medians(commands)
        each = events * repeat * (kinds * of_each if per == "handler" else 1)
        report(name, (times["ours"] - times["idle"]) / each, times["lua"] / each, times["luajit"] / each, goal,
               lambda seconds: f"{seconds * 1e9:.0f} ns")
    if "dispatch" in names:
        print("dispatch: per event, in the last row per handler; less the start of the program")


def measure_recording(program, folder):
    """What an observer costs, by tests/bench/record_cost.cpp, which is built beside the program."""
    projects = dispatch_projects(folder)
    print(f"{'':16} {'unobserved':>10} {'observer':>9} {'memory':>9} {'file':>9} {'goal':>6} {'bytes':>8}")
    for name, (kinds, of_each, events, times, per, goal, most_bytes) in RECORD.items():
        _, text = run([pathlib.Path(program).parent / "tests" / "record_cost", projects[kinds], str(objects(kinds)),
                       str(of_each), str(events), str(times)])
        found = json.loads(text)
        each = objects(kinds) * of_each if per == "handler" else 1
        base, size = found["unobserved"], found["bytes"] / each
        ratios = [found[way] / base for way in ("observer", "memory", "file")]
        missed = "  MISSED" if ratios[-1] > goal or (most_bytes and size > most_bytes) else ""
        print(f"{name:16} {base / each:>7.0f} ns " + " ".join(f"{ratio:>9.2f}" for ratio in ratios) + f" {goal:>6.1f} {size:>8.0f}{missed}",
              flush=True)
    print("record: nanoseconds of an event, in the last row of a handler; how many times that with an observer that does nothing,\n"
          "recorded in memory, and to a file; bytes in the file")


def measure_trace(program, folder):
    """What looking into a long trace costs, by tests/bench/trace_cost.cpp; and the same query beside jq and SQLite."""
    project = dispatch_projects(folder)[1]
    traces = {}
    for events in (TRACE_EVENTS, QUERY_EVENTS):
        traces[events] = folder / f"{events}.astrace"
        run([*dispatch_command(program, project, 1, 1, events // 10, 10), "--trace", traces[events]])
    _, text = run([pathlib.Path(program).parent / "tests" / "trace_cost", traces[TRACE_EVENTS], "key.id=3"])
    found = json.loads(text)
    found.update(found["filters"][0])
    print(f"{'a million events':16} {'now':>10} {'goal':>10}")
    for name, goal in TRACE.items():
        print(f"{name:16} {found[name]:>10.3f} {goal:>10} {'  MISSED' if found[name] > goal else ''}", flush=True)
    if missing := [tool for tool in ("jq", "sqlite3") if not shutil.which(tool)]:
        print(f"trace: not compared with {' and '.join(missing)}, not installed (Debian: {' '.join(missing)})")
        return
    twin, rows = folder / "twin.jsonl", folder / "rows.sqlite"
    run([program, "export", traces[QUERY_EVENTS], "--output", twin])
    write_rows(twin, rows)
    times, texts = medians({
        "ours": [program, "query", traces[QUERY_EVENTS], "key.id=3", "--json"],
        "text": [program, "query", twin, "key.id=3", "--json"],
        "jq": ["jq", "-c", 'select(.kind == "dispatch") | .dispatches[] | select(.payload.id == 3) | .id', twin],
        "sqlite": ["sqlite3", rows, "SELECT dispatch FROM payload WHERE name = 'id' AND value = 3"]})
    counts = {"ours": len(json.loads(texts["ours"])["events"]), "jq": len(texts["jq"].split()), "sqlite": len(texts["sqlite"].split())}
    if len(set(counts.values())) != 1:
        sys.exit(f"trace: the queries do not agree: {counts}")
    for name, seconds in times.items():
        print(f"query, {name:9} {seconds:>8.3f} s {seconds / times['ours']:>10.2f} times ours")
    print(f"query: {QUERY_EVENTS} events, from the trace, from its text twin, with jq from the same, with SQLite from a table of keys without index")


def write_rows(twin, path):
    database = sqlite3.connect(path)
    database.execute("CREATE TABLE payload (dispatch INTEGER, name TEXT, value)")
    with open(twin, encoding="utf-8") as lines:
        for line in lines:
            record = json.loads(line)
            for dispatch in record["dispatches"] if record.get("kind") == "dispatch" else []:
                database.executemany("INSERT INTO payload VALUES (?, ?, ?)", [(dispatch["id"], *one) for one in dispatch["payload"].items()])
    database.commit()
    database.close()


def measure_copies(program):
    """What going back costs, by tests/bench/copy_cost.cpp, which is built beside the program."""
    _, text = run([pathlib.Path(program).parent / "tests" / "copy_cost", "15"])
    print(f"{'values':>8} {'kB':>8} {'copy':>8} {'digest':>8} {'fork':>8} {'restart':>8} {'boot again':>11}")
    for line in text.splitlines():
        found = json.loads(line)
        print(f"{found['values']:>8} {found['bytes'] // 1000:>8} " + " ".join(f"{found[what]:>8.2f}" for what in ("copy", "digest", "fork", "restart"))
              + f" {found['boot_again']:>11.2f}")
    print("copy: milliseconds of CPU, for a world of so many values; the fork goes to the last of ten events")


def instructions(command):
    with tempfile.TemporaryDirectory() as folder:
        _, text = run(["valgrind", "--tool=callgrind", f"--callgrind-out-file={folder}/out", *command])
    return int(re.search(r"Collected : (\d+)", text).group(1))


def count(program, names, folder):
    """Thousands of CPU instructions by program, without those of the start, which come first."""
    projects = dispatch_projects(folder)
    found = {"start": instructions([program, "run", HERE / "gml" / "empty.gml", "--frames", "1"]) // 1000}
    for name, (_, rounds, size) in PROGRAMS.items():
        if name not in names:
            continue
        text = (HERE / "gml" / f"{name}.gml").read_text()
        small = folder / f"{name}.gml"
        small.write_text(re.sub(r"#macro COUNT \d+", f"#macro COUNT {size}", text))
        found[name] = instructions(program_command(program, small, min(rounds, 1))) // 1000 - found["start"]
    if "dispatch" in names:
        for name, (kinds, of_each, events) in DISPATCH_CHECK.items():
            idle = instructions(dispatch_command(program, projects[kinds], kinds, of_each, 0, 1))
            busy = instructions(dispatch_command(program, projects[kinds], kinds, of_each, events, 1))
            found[name] = (busy - idle) // 1000
    if "record" in names:
        trace = ["--trace", folder / "counted.astrace"]
        for name, (kinds, of_each, events) in RECORD_CHECK.items():
            idle = instructions(dispatch_command(program, projects[kinds], kinds, of_each, 0, 1) + trace)
            busy = instructions(dispatch_command(program, projects[kinds], kinds, of_each, events, 1) + trace)
            found[name] = (busy - idle) // 1000
    return found


def check(program, names, folder, update):
    if not shutil.which("valgrind"):
        print("bench: skipped, because valgrind is not installed (Debian: valgrind)")
        return 0
    path = HERE / "instructions.json"
    known = json.loads(path.read_text()) if path.exists() else {}
    found = count(program, names, folder)
    worse = 0
    print(f"{'thousand instructions':16}")
    for name, now in found.items():
        before = known.get(name)
        change = now / before - 1 if before else 0
        note = "new" if before is None else f"{change:+.1%}"
        if change > MARGIN:
            worse += 1
            note += "  MORE THAN BEFORE"
        elif change < -MARGIN:
            note += "  less than before: --update keeps it"
        print(f"{name:16} {now:>10} {before or 0:>10} {note}")
    if update:
        path.write_text(json.dumps({**known, **found}, indent=2) + "\n")
        return 0
    return 1 if worse else 0


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("program")
    known = {*PROGRAMS, "dispatch", "record", "copy", "trace"}
    parser.add_argument("names", nargs="*", help=", ".join(sorted(known)))
    parser.add_argument("--check", action="store_true")
    parser.add_argument("--update", action="store_true")
    options = parser.parse_intermixed_args()
    names = set(options.names) or known
    if unknown := names - known:
        parser.error(f"no such program: {', '.join(sorted(unknown))}")
    with tempfile.TemporaryDirectory() as folder:
        if options.check or options.update:
            return check(options.program, names, pathlib.Path(folder), options.update)
        if "record" in names:
            measure_recording(options.program, pathlib.Path(folder))
        if "copy" in names:
            measure_copies(options.program)
        if "trace" in names:
            measure_trace(options.program, pathlib.Path(folder))
        if names & {*PROGRAMS, "dispatch"}:
            measure(options.program, names, pathlib.Path(folder))
    return 0


if __name__ == "__main__":
    sys.exit(main())
