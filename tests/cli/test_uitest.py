"""`uitest` from outside: what fails says so, names of any kind stay on their line, and nothing is written elsewhere."""
import os
import unittest
from xml.etree import ElementTree

from support import EXAMPLE, CliTest


class UiTest(CliTest):
    def play(self, text, name="a.uis", **options):
        script = self.write(name, text)
        return self.run_tool("uitest", script, "--junit", "report.xml", **options)

    def report(self):
        suite = ElementTree.parse(self.folder / "report.xml").getroot()
        return [(case.get("name"), [failure.get("message") for failure in case]) for case in suite]

    def test_waiting_for_what_never_comes(self):
        for text, message in (('wait "Nowhere/Nothing"', "did not appear"), ('wait no "Toolbar/Run"', "is still there"),
                              ("wait 3601", "1 to 3600 frames"), ("wait -1", "1 to 3600 frames"), ('wait "a" 5', "takes a number of frames")):
            with self.subTest(text=text):
                outcome = self.play(f"wait 5\n{text}\n")
                self.assertNotEqual(outcome.status, 0)
                self.assertIn("FAIL", outcome.out)
                self.assertIn("a.uis:2: error: ", outcome.err)
                self.assertIn(message, outcome.err)
                self.assertIn(message, self.report()[0][1][0])

    def test_pictures_stay_in_their_folder(self):
        for update in ((), ("--update",)):
            for name in ("../x.png", "/tmp/asyncscope_never.png", "a/../../../x.png", "..", "."):
                with self.subTest(update=update, name=name):
                    before = sorted(self.folder.rglob("*"))
                    outcome = self.run_tool("uitest", self.write("in/a.uis", f"shot {name}\n"), *update)
                    self.assertNotEqual(outcome.status, 0)
                    self.assertIn("takes a name in the folder of the pictures", outcome.err)
                    after = [path for path in sorted(self.folder.rglob("*")) if path not in before]
                    self.assertLessEqual({path.name for path in after}, {"in", "a.uis", "stdout.txt", "stderr.txt"})
                    self.assertFalse(os.path.exists("/tmp/asyncscope_never.png"))

    def test_odd_names(self):
        name = 'odd "quoted"\n]]> \x01\uFFFF & <b>.uis'
        outcome = self.play("click \"]]> \x02 '&<\"\n", name=name)
        self.assertNotEqual(outcome.status, 0)
        self.assertEqual([line for line in outcome.out.splitlines() if not line.startswith("note:")],
                         [f'FAIL {self.folder}/odd "quoted"\\n]]> \\x01\uFFFF & <b>.uis'])
        (said, failures), = self.report()
        self.assertIn('odd "quoted"\\n]]> \\x01\\uFFFF & <b>.uis', said)
        self.assertIn("]]> \\x02 '&<", failures[0])

    def test_items_are_words(self):
        code = r'variable_instance_set(id, "odd \"a\nb\\", 1);'
        game = self.project({"obj_a": {"Create_0": code}})
        text = f'open "{game}"\nwait idle\nclick "Status/Instances"\nwait 5\n'
        names = self.play(text + "items\n", status=0).out.splitlines()
        self.assertIn("Toolbar/Run", names)
        word = r'"Instances/Variables/odd \"a\nb\\"'
        self.assertIn(word, names)
        self.play(text + f"expect {word}\n", status=0)


if __name__ == "__main__":
    unittest.main()
