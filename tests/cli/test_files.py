"""Files that others named: pipes and devices are refused and never waited for, no link leads out of the folder of --files,
what cannot be written is an error and leaves the old content and nothing beside it."""
import os
import stat
import subprocess
import unittest

from support import EXAMPLE, PROGRAM, CliTest

SAVES = 'var f = file_text_open_write("save.txt"); file_text_write_string(f, "new"); file_text_close(f);'


class ForeignFiles(CliTest):
    def pipe(self, name="pipe"):
        path = self.folder / name
        os.mkfifo(path)
        return path

    def test_pipes_are_not_waited_for(self):
        pipe, gml = self.pipe(), self.pipe("pipe.gml")
        fire = ("fire", EXAMPLE, "--event", "70")
        for words in ((*fire, "--mock", gml), (*fire, "--map", f"@{pipe}"), (*fire, "--replace", f"scripts/scr_shop/scr_shop.gml={pipe}"),
                      ("run", EXAMPLE, "--script", pipe), ("run", gml), ("eval", "-f", pipe), ("dump", "ast", pipe), ("replay", pipe),
                      ("gui", "--ui-script", pipe)):
            with self.subTest(words=words):
                self.assert_usage_error(self.run_tool(*words, seconds=20), "pipe")

    def test_a_pipe_within_a_folder_of_mocks(self):
        (self.folder / "mocks").mkdir()
        self.pipe("mocks/x.gml")
        self.assert_usage_error(self.run_tool("fire", EXAMPLE, "--event", "70", "--mock", "mocks", seconds=20), "mocks/x.gml", "pipe")

    def test_devices(self):
        self.assert_usage_error(self.run_tool("eval", "-f", "/dev/zero"), "/dev/zero", "device")
        self.assert_usage_error(self.run_tool("run", EXAMPLE, "--script", "/dev/tty"), "/dev/tty")

    def test_a_screenshot_onto_a_device(self):
        outcome = self.run_tool("gui", "--screenshot", "/dev/full", status=2)
        self.assertIn("device", outcome.err)

    def test_a_screenshot_into_a_missing_folder(self):
        outcome = self.run_tool("gui", "--screenshot", "missing/x.png", status=2)
        self.assertIn("missing/x.png: error: ", outcome.err)


class FilesFolder(CliTest):
    """--files DIR: import before, export after."""

    def setUp(self):
        super().setUp()
        self.store = self.folder / "store"
        self.store.mkdir()
        self.outside = self.write("outside/secret.txt", "secret")

    def evaluate(self, code, **options):
        script = self.write("game.gml", code)
        return self.run_tool("run", script, "--frames", "1", "--files", self.store, **options)

    def names(self):
        return sorted(path.name for path in self.store.iterdir())

    def test_files_go_in_and_out(self):
        (self.store / "in").mkdir()
        (self.store / "in" / "a.txt").write_text("hello")
        outcome = self.evaluate('var f = file_text_open_read("in/a.txt"); show_debug_message(file_text_read_string(f)); file_text_close(f);'
                                + SAVES.replace("save.txt", "out/b.txt"), status=0)
        self.assertEqual(outcome.out, "hello\n")
        self.assertEqual((self.store / "out" / "b.txt").read_text(), "new")

    def test_the_mode_stays(self):
        save = self.store / "save.txt"
        save.write_text("old")
        save.chmod(0o600)
        self.evaluate(SAVES, status=0)
        self.assertEqual((save.read_text(), stat.S_IMODE(save.stat().st_mode)), ("new", 0o600))

    def test_what_was_not_changed_is_not_written(self):
        save = self.store / "save.txt"
        save.write_text("old")
        os.utime(save, (1, 1))
        self.evaluate("x = 1;", status=0)
        self.assertEqual(save.stat().st_mtime, 1)

    def test_a_link_is_not_followed_in(self):
        (self.store / "link.txt").symlink_to(self.outside)
        (self.store / "folder").symlink_to(self.outside.parent)
        outcome = self.evaluate('show_debug_message(file_exists("link.txt")); show_debug_message(file_exists("folder/secret.txt"));', status=0)
        self.assertEqual(outcome.out, "0\n0\n")
        self.assertIn("link.txt", outcome.err)
        self.assertIn("a link", outcome.err)

    def test_a_link_is_not_followed_out(self):
        (self.store / "save.txt").symlink_to(self.outside)
        outcome = self.evaluate(SAVES, status=2)
        self.assertIn("save.txt: error: ", outcome.err)
        self.assertEqual(self.outside.read_text(), "secret")
        self.assertEqual(self.names(), ["save.txt"])

    def test_a_link_to_a_folder_is_not_followed_out(self):
        (self.store / "deep").symlink_to(self.outside.parent)
        self.evaluate(SAVES.replace("save.txt", "deep/secret.txt"), status=2)
        self.assertEqual(self.outside.read_text(), "secret")

    def test_a_link_with_the_name_of_a_temporary_file(self):
        (self.store / "save.txt.part").symlink_to(self.outside)
        self.evaluate(SAVES, status=0)
        self.assertEqual(self.outside.read_text(), "secret")
        self.assertTrue((self.store / "save.txt.part").is_symlink())
        self.assertEqual((self.store / "save.txt").read_text(), "new")

    def test_pipes_are_skipped_with_a_word(self):
        os.mkfifo(self.store / "pipe")
        outcome = self.evaluate("x = 1;", status=0, seconds=20)
        self.assertIn("store/pipe: warning: ", outcome.err)

    def test_a_pipe_in_the_way(self):
        os.mkfifo(self.store / "save.txt")
        outcome = self.evaluate(SAVES, status=2, seconds=20)
        self.assertIn("pipe", outcome.err)

    def test_a_folder_that_cannot_be_written(self):
        if os.geteuid() == 0:
            self.skipTest("root writes everywhere")
        self.store.chmod(0o500)
        self.addCleanup(self.store.chmod, 0o700)
        outcome = self.evaluate(SAVES, status=2)
        self.assertIn("save.txt: error: ", outcome.err)

    def test_a_full_disk_leaves_the_old_file(self):
        save = self.store / "save.txt"
        save.write_text("old")
        script = self.write("game.gml", SAVES.replace('"new"', 'string_repeat("x", 100000)'))
        process = subprocess.run(["bash", "-c", f'ulimit -f 20; exec "{PROGRAM}" run "{script}" --frames 1 --files "{self.store}"'],
                                 capture_output=True, text=True, timeout=60)
        self.assertEqual(process.returncode, 2, process)
        self.assertIn("save.txt: error: ", process.stderr)
        self.assertEqual(save.read_text(), "old")
        self.assertEqual(self.names(), ["save.txt"])

    def test_a_name_in_the_way_of_a_folder(self):
        (self.store / "a").write_text("file")
        self.write("other.gml", "")
        outcome = self.evaluate('file_delete("a");' + SAVES.replace("save.txt", "a/b.txt"), status=2)
        self.assertIn("store/a/b.txt: error: ", outcome.err)
        self.assertEqual((self.store / "a").read_text(), "file")


if __name__ == "__main__":
    unittest.main()
