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

    def test_the_project_is_only_read(self):
        project = self.project({"obj_a": {"Create_0": 'directory_destroy("objects");'}})
        for folder in (project, project / "objects", project / "new", project.parent, "."):
            outcome = self.run_tool("run", project, "--frames", "1", "--files", folder)
            self.assert_usage_error(outcome, "may not hold the project or lie in it")
        self.assertTrue((project / "objects" / "obj_a" / "Create_0.gml").exists())

    def test_what_a_game_could_write_comes_back(self):
        write = 'buffer_save(buffer_create(68000000, buffer_fixed, 1), "large.bin");'
        self.evaluate(f'if (!file_exists("large.bin")) {write}', status=0)
        outcome = self.evaluate('show_debug_message(buffer_get_size(buffer_load("large.bin")));', status=0)
        self.assertEqual(outcome.out, "68000000\n")

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

    def test_a_folder_takes_the_place_of_a_file_and_back(self):
        (self.store / "a").write_text("file")
        self.evaluate('file_delete("a");' + SAVES.replace("save.txt", "a/b.txt"), status=0)
        self.assertEqual(self.tree(), {"a": None, "a/b.txt": "new"})
        self.evaluate('directory_destroy("A");' + SAVES.replace("save.txt", "a"), status=0)
        self.assertEqual(self.tree(), {"a": "new"})

    def tree(self):
        """All of the folder: path and text, None for a folder."""
        return {str(path.relative_to(self.store)): None if path.is_dir() else path.read_text()
                for path in sorted(self.store.rglob("*")) if not path.is_symlink()}

    def test_removing_and_renaming_reach_the_folder(self):
        self.write("store/old.txt", "old")
        self.write("store/sub/one.txt", "1")
        self.write("store/sub/deep/two.txt", "2")
        self.write("store/Gone.txt", "x")
        self.write("store/stays.txt", "y")
        (self.store / "empty").mkdir()
        outcome = self.evaluate('file_rename("OLD.TXT", "new.txt"); directory_destroy("SUB"); file_delete("gone.txt"); '
                                'directory_create("made/inner"); show_debug_message(directory_exists("empty")); directory_destroy("empty");', status=0)
        self.assertEqual(outcome.out, "1\n")
        self.assertEqual(self.tree(), {"made": None, "made/inner": None, "new.txt": "old", "stays.txt": "y"})
        outcome = self.evaluate('show_debug_message(directory_exists("made/inner")); show_debug_message(file_exists("old.txt"));', status=0)
        self.assertEqual(outcome.out, "1\n0\n")

    def test_letter_case_makes_no_second_file(self):
        self.write("store/Saves/Slot.txt", "old")
        self.evaluate(SAVES.replace("save.txt", "saves/SLOT.TXT") + SAVES.replace("save.txt", "SAVES/other.txt"), status=0)
        self.assertEqual(self.tree(), {"Saves": None, "Saves/Slot.txt": "new", "Saves/other.txt": "new"})
        self.evaluate('file_delete("saves/slot.txt");' + SAVES.replace("save.txt", "saves/slot.txt"), status=0)
        self.assertEqual(self.tree(), {"Saves": None, "Saves/Slot.txt": "new", "Saves/other.txt": "new"})

    def test_names_that_differ_in_letter_case_alone(self):
        for name, text in (("Save.txt", "upper"), ("save.txt", "lower"), ("Sub/a.txt", "A"), ("sub/b.txt", "B")):
            self.write("store/" + name, text)
        if len(self.tree()) < 6:
            self.skipTest("this disk ignores letter case")
        outcome = self.evaluate('var f = file_text_open_read("SAVE.txt"); show_debug_message(file_text_read_string(f)); file_text_close(f);'
                                + SAVES + SAVES.replace("save.txt", "SUB/A.TXT") + SAVES.replace("save.txt", "SUB/B.TXT"), status=0)
        self.assertEqual(outcome.out, "upper\n")
        self.assertIn("store/save.txt: warning: ", outcome.err)
        self.assertIn("'Save.txt'", outcome.err)
        self.assertEqual(self.tree(), {"Save.txt": "new", "save.txt": "lower", "Sub": None, "sub": None, "Sub/a.txt": "new", "sub/b.txt": "new"})

    def test_what_was_left_open_is_kept(self):
        outcome = self.evaluate('var f = file_text_open_write("open.txt"); file_text_write_string(f, "text"); '
                                'var b = file_bin_open("open.bin", 1); file_bin_write_byte(b, 65); '
                                'ini_open("open.ini"); ini_write_string("a", "b", "c");', status=0)
        self.assertEqual(self.tree(), {"open.txt": "text", "open.bin": "A"})
        self.assertIn("'open.ini' is still open", outcome.err)

    def test_what_was_left_open_is_kept_when_the_run_fails(self):
        self.evaluate('var f = file_text_open_write("open.txt"); file_text_write_string(f, "text"); show_error("no", true);', status=1)
        self.assertEqual(self.tree(), {"open.txt": "text"})
        self.evaluate('var f = file_text_open_append("open.txt"); file_text_write_string(f, " more"); game_end();', status=0)
        self.assertEqual(self.tree(), {"open.txt": "text more"})
        self.run_tool("fire", EXAMPLE, "--event", "70", "--files", self.store, "--call",
                      'var f = file_text_open_append("open.txt"); file_text_write_string(f, "!");', "--room", "rm_nowhere", status=2)
        self.assertEqual(self.tree(), {"open.txt": "text more!"})

    def test_one_that_fails_does_not_stop_the_rest(self):
        for name in ("b.txt", "d.txt"):
            (self.store / name).symlink_to(self.outside)
        self.write("store/gone.txt", "stays, because something failed")
        names = ("a.txt", "b.txt", "c.txt", "d.txt", "x" * 300, "e.txt")
        outcome = self.evaluate("".join(SAVES.replace("save.txt", name) for name in names) + 'file_delete("gone.txt");', status=2)
        self.assertEqual(set(self.tree()), {"a.txt", "c.txt", "e.txt", "gone.txt"})
        self.assertEqual(len(outcome.errors()), 4, outcome)
        for part in ("store/b.txt: error: ", "store/d.txt: error: ", "store/" + "x" * 300 + ": error: ", "a link", "File name too long"):
            self.assertIn(part, outcome.err)

    def test_refusals_are_told(self):
        outcome = self.evaluate('file_text_open_write("../out.txt"); file_exists("a/../../b.txt"); directory_create("../c"); '
                                + SAVES.replace("save.txt", "a") + 'file_text_open_write("a/b.txt"); file_text_open_write("");', status=0)
        for part in ("'../out.txt' leads out", "'a/../../b.txt' leads out", "'../c' leads out", "'a' is a file", "its name is empty"):
            self.assertIn(part, outcome.err)
        self.assertIn("game.gml:1:", outcome.err)
        self.assertEqual(self.tree(), {"a": "new"})

    def test_names_that_no_game_can_say(self):
        self.write("store/a\\b.txt", "x")
        self.write("store/.asyncscope-1-0.part", "half")
        outcome = self.evaluate(SAVES, status=0)
        self.assertEqual(outcome.err.count("not imported: "), 2, outcome)
        self.assertEqual(len(self.names()), 3)

    def test_a_file_where_the_folder_should_be(self):
        file = self.write("file", "")
        script = self.write("game.gml", SAVES)
        self.assert_usage_error(self.run_tool("run", script, "--files", file), "file", "Not a directory")
        outcome = self.run_tool("run", script, "--files", file / "below", status=2)
        self.assertIn("Not a directory", outcome.err)

    def test_what_cannot_be_read_is_not_taken_for_missing(self):
        if os.geteuid() == 0:
            self.skipTest("root reads everything")
        self.write("store/sub/save.txt", "old").chmod(0)
        outcome = self.evaluate(SAVES, status=2)
        self.assertIn("sub/save.txt: error: cannot import this file: Permission denied", outcome.err)
        (self.store / "sub").chmod(0)
        self.addCleanup((self.store / "sub").chmod, 0o700)
        outcome = self.evaluate(SAVES, status=2)
        self.assertIn("store/sub: error: cannot import this folder: Permission denied", outcome.err)


class Unreadable(CliTest):
    """Each message says which path, and what the system says about it."""

    def setUp(self):
        super().setUp()
        if os.geteuid() == 0:
            self.skipTest("root reads everything")

    def closed(self, path):
        mode = path.stat().st_mode
        path.chmod(0)
        self.addCleanup(path.chmod, mode)
        return path

    def test_files(self):
        file = self.closed(self.write("closed.gml", ""))
        for words in (("run", file), ("eval", "-f", file), ("dump", "ast", file), ("fire", EXAMPLE, "--event", "70", "--mock", file)):
            self.assert_usage_error(self.run_tool(*words), "closed.gml", "Permission denied")
        self.assert_usage_error(self.run_tool("eval", "-f", "missing.gml"), "missing.gml", "No such file")
        self.assert_usage_error(self.run_tool("eval", "-f", self.folder), str(self.folder), "folder")

    def test_folders_of_mocks(self):
        self.write("mocks/inner/x.gml", "")
        self.closed(self.folder / "mocks" / "inner")
        self.assert_usage_error(self.run_tool("fire", EXAMPLE, "--event", "70", "--mock", "mocks"), "mocks", "Permission denied")

    def test_the_project_and_what_is_above_it(self):
        self.copy_example("above/game")
        for path in ("above", "above/game"):
            closed = self.closed(self.folder / path)
            self.assert_usage_error(self.run_tool("check", "above/game"), "above/game", "Permission denied")
            closed.chmod(0o700)

    def test_folders_of_a_project(self):
        project = self.copy_example()
        self.closed(project / "objects" / "obj_shop")
        outcome = self.run_tool("check", project, status=1)
        self.assertIn("objects/obj_shop", outcome.err + outcome.out)
        self.assertIn("Permission denied", outcome.err + outcome.out)

    def test_a_folder_that_nothing_of_the_project_needs(self):
        project = self.copy_example()
        (project / "objects" / "obj_left").mkdir()
        self.closed(project / "objects" / "obj_left")
        outcome = self.run_tool("check", project, status=1)
        self.assertIn("objects/obj_left: error: this folder cannot be read: Permission denied", outcome.err + outcome.out)


if __name__ == "__main__":
    unittest.main()
