#include "core/project/files.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <sys/stat.h>
#include <unistd.h>

using namespace scope;
namespace fs = std::filesystem;

/// A folder of its own for each test, removed afterwards: root/ is the project, outside/ is not.
class ProjectFilesTest : public testing::Test {
protected:
    void SetUp() override {
        std::string pattern = (fs::temp_directory_path() / "asyncscope_files_XXXXXX").string();
        ASSERT_NE(mkdtemp(pattern.data()), nullptr);
        base = fs::canonical(pattern);
        fs::create_directories(base / "root" / "Objects" / "obj_A");
        fs::create_directories(base / "root_sibling");
        write("root/Objects/obj_A/Create_0.gml", "a");
        write("root_sibling/secret.gml", "secret");
    }
    void TearDown() override { fs::remove_all(base); }

    void write(const std::string& path, const std::string& text) {
        std::ofstream(base / path, std::ios::binary) << text;
    }
    std::string root() const { return (base / "root").string(); }
    /// The message of a look-up that must fail, the true path of one that succeeds.
    std::string outcome(const std::string& path) {
        ProjectFiles files(root());
        auto found = files.find(path);
        if (found) return found->path;
        return (found.error().problem == FileProblem::refused   ? "refused "
                : found.error().problem == FileProblem::missing ? "missing "
                                                                : "unreadable ") +
               found.error().message;
    }

    fs::path base;
};

TEST_F(ProjectFilesTest, FindsWithoutRegardToCaseAndSlash) {
    EXPECT_EQ(outcome("Objects/obj_A/Create_0.gml"), "Objects/obj_A/Create_0.gml");
    EXPECT_EQ(outcome("objects\\OBJ_a\\create_0.GML"), "Objects/obj_A/Create_0.gml");
    EXPECT_EQ(outcome("./objects//obj_a/./create_0.gml"), "Objects/obj_A/Create_0.gml");
    EXPECT_EQ(outcome("objects/obj_b/create_0.gml"), "missing 'objects/obj_b/create_0.gml' does not exist");
    EXPECT_EQ(outcome("objects/obj_a/create_0.gml/x"), "missing 'objects/obj_a/create_0.gml/x' does not exist");
}

TEST_F(ProjectFilesTest, AnExactNameWinsOverAnotherCase) {
    write("root/Objects/obj_A/create_0.gml", "b");
    EXPECT_EQ(outcome("Objects/obj_A/create_0.gml"), "Objects/obj_A/create_0.gml");
    EXPECT_EQ(outcome("Objects/obj_A/Create_0.gml"), "Objects/obj_A/Create_0.gml");
}

TEST_F(ProjectFilesTest, RefusesWhatLeavesTheProject) {
    for (const char* path : {"/etc/passwd", "\\\\server\\share", "C:/Windows/win.ini", "C:relative"})
        EXPECT_EQ(outcome(path), "refused '" + std::string(path) + "' is refused: the path is absolute");
    for (const char* path : {"../root_sibling/secret.gml", "Objects/../../root_sibling/secret.gml", ".."})
        EXPECT_EQ(outcome(path), "refused '" + std::string(path) + "' is refused: the path holds '..'");
    EXPECT_EQ(outcome(std::string("a\0b", 3)), "refused 'a\\x00b' is refused: the path holds a NUL character");
}

TEST_F(ProjectFilesTest, RefusesLinksOutAndFollowsLinksInside) {
    fs::create_symlink(base / "root_sibling" / "secret.gml", base / "root" / "leak.gml");
    fs::create_directory_symlink("../root_sibling", base / "root" / "folder");
    fs::create_symlink("nowhere", base / "root" / "dangling.gml");
    fs::create_symlink("loop.gml", base / "root" / "loop.gml");
    fs::create_symlink("Objects/obj_A/Create_0.gml", base / "root" / "inside.gml");
    for (const char* path : {"leak.gml", "LEAK.gml", "folder/secret.gml", "dangling.gml", "loop.gml"})
        EXPECT_EQ(outcome(path),
                  "refused '" + std::string(path) + "' is refused: a link in it is broken or leaves the project");
    EXPECT_EQ(outcome("inside.gml"), "inside.gml");
    ProjectFiles files(root());
    EXPECT_TRUE(files.list("folder").empty());
    EXPECT_EQ(*files.read(*files.find("inside.gml")), "a");
}

TEST_F(ProjectFilesTest, ReadsOnlyRegularFilesOfAtMost64MB) {
    ASSERT_EQ(mkfifo((base / "root" / "pipe.gml").c_str(), 0600), 0);
    EXPECT_EQ(outcome("pipe.gml"), "unreadable 'pipe.gml' is not a regular file");
    write("root/huge.gml", "");
    fs::resize_file(base / "root" / "huge.gml", ProjectFiles::max_file + 1);
    ProjectFiles files(root());
    auto text = files.read(*files.find("huge.gml"));
    ASSERT_FALSE(text);
    EXPECT_EQ(text.error().message, "'huge.gml' cannot be read: it is larger than 64 MB");
    auto folder = files.find("Objects");
    ASSERT_TRUE(folder);
    EXPECT_TRUE(folder->folder);
    EXPECT_FALSE(files.read(*folder));
}

TEST_F(ProjectFilesTest, ListsSortedWithoutRegardToCase) {
    for (const char* name : {"b.gml", "A.gml", "c.gml"}) write("root/Objects/obj_A/" + std::string(name), "");
    ProjectFiles files(root());
    EXPECT_EQ(files.list("objects/OBJ_A"), (std::vector<std::string>{"A.gml", "b.gml", "c.gml", "Create_0.gml"}));
    EXPECT_TRUE(files.list("nothing").empty());
    EXPECT_TRUE(files.list("..").empty());
}
