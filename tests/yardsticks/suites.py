"""What the yardsticks share that run a test suite of other people's through this runtime: the run itself, what came of each
test, and the reasons why some are not expected to pass. A suite's project logs one line a test:
    @@TEST|<suite>|<test>|<result>|<assertions>|<first error or exception>
and @@DONE at its end. Nothing of a suite is part of this repository."""
import os
import re
import subprocess
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(os.path.dirname(HERE))
BINARY = os.path.join(ROOT, "build", "release", "asyncscope")


def find_project(path, file, *below):
    """The project itself, or a folder that holds it, at most so deep."""
    if path.endswith(".yyp"):
        return path
    for folder in ("", *below):
        candidate = os.path.join(path, folder, file)
        if os.path.isfile(candidate):
            return candidate
    sys.exit("there is no %s in %s" % (file, path))


def run(binary, project, *options):
    """Each test as (suite, name, result, assertions, reason), and whether the run came to its end."""
    done = subprocess.run([binary, "run", project, *options], capture_output=True, timeout=1800)
    tests, ended = [], False
    for line in done.stdout.decode(errors="replace").splitlines():
        if line.startswith("@@TEST|"):
            suite, name, result, assertions, why = line[7:].split("|", 4)
            tests.append((suite.replace("TestSuite", ""), name, result, int(float(assertions)), why))
        ended = ended or line == "@@DONE"
    if not ended:
        sys.stderr.write(done.stderr.decode(errors="replace")[-2000:])
    return tests, ended


def outcome(result, assertions):
    result = result.lower()
    if result == "passed":
        return "passed" if assertions else "without assertion"
    return "skipped" if result == "skipped" else "failed"


def plain(text):
    """One cell of a table; numbers of instances and long lists would only differ from run to run."""
    return re.sub(r"\s+", " ", text).replace("|", "\\|")[:160]


def reason_of(reasons, name):
    """`reasons`: by the beginning of a test's name."""
    return next((why for start, why in reasons.items() if name.startswith(start)), "")


def write(path, text):
    os.makedirs(os.path.dirname(os.path.abspath(path)), exist_ok=True)
    with open(path, "w", encoding="utf-8") as out:
        out.write(text)


def judge(tests, reasons, ended, luck=()):
    """Says what nobody expected; the exit status. `luck`: beginnings of names that may pass in spite of their reason."""
    unexpected = [one for one in tests if outcome(one[2], one[3]) == "failed" and not reason_of(reasons, one[1])]
    better = [one for one in tests if outcome(one[2], one[3]) == "passed" and reason_of(reasons, one[1])
              and not one[1].startswith(tuple(luck))]
    for suite, name, _, _, why in unexpected:
        print("  %s | %s | %s" % (suite, name, why))
    for suite, name, _, _, _ in better:
        print("  passes now, its reason can go: %s | %s" % (suite, name))
    if not ended:
        print("the run did not come to its end")
    return 1 if unexpected or better or not ended else 0
