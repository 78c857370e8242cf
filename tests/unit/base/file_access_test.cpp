#include "core/base/file_access.h"
#include "core/base/text_file.h"

#include <filesystem>
#include <fstream>
#include <gtest/gtest.h>
#include <sys/stat.h>

namespace scope::test {

namespace fs = std::filesystem;

namespace {

class FileAccess : public testing::Test {
protected:
    void SetUp() override {
        m_root = fs::temp_directory_path() / ("asyncscope_access_" + std::to_string(getpid()));
        fs::create_directories(m_root);
    }
    void TearDown() override { fs::remove_all(m_root); }
    std::string path(const char* name) const { return (m_root / name).string(); }
    void write(const char* name, const char* text) const { std::ofstream(path(name)) << text; }
    std::string text(const char* name) const { return *read_text_file(path(name)); }
    size_t count() const { return static_cast<size_t>(std::distance(fs::directory_iterator(m_root), {})); }

    fs::path m_root;
};

TEST_F(FileAccess, ReadsRegularFilesOnly) {
    write("file", "hello");
    EXPECT_EQ(text("file"), "hello");
    ASSERT_EQ(mkfifo(path("pipe").c_str(), 0600), 0);
    EXPECT_NE(read_text_file(path("pipe")).error().message.find("pipe"), std::string::npos);
    EXPECT_NE(read_text_file("/dev/zero").error().message.find("device"), std::string::npos);
    EXPECT_NE(read_text_file(m_root.string()).error().message.find("folder"), std::string::npos);
    EXPECT_FALSE(read_text_file(path("missing")));
    fs::create_symlink(path("file"), path("link"));
    EXPECT_EQ(text("link"), "hello");
    EXPECT_FALSE(open_to_read(working_folder, path("link"), LinkRule::refused));
}

TEST_F(FileAccess, WritesWhollyOrNotAtAll) {
    ASSERT_TRUE(write_whole_file(path("new"), "one"));
    EXPECT_EQ(text("new"), "one");
    ASSERT_EQ(chmod(path("new").c_str(), 0600), 0);
    ASSERT_TRUE(write_whole_file(path("new"), std::string("t\0o", 3)));
    EXPECT_EQ(text("new"), std::string("t\0o", 3));
    struct stat info {};
    ASSERT_EQ(stat(path("new").c_str(), &info), 0);
    EXPECT_EQ(info.st_mode & 07777, 0600u);
    EXPECT_FALSE(write_whole_file(path("missing/x"), "x"));
    EXPECT_FALSE(write_whole_file("/dev/full", "x"));
    fs::create_symlink(path("new"), path("link"));
    ASSERT_TRUE(write_whole_file(path("link"), "through"));
    EXPECT_TRUE(fs::is_symlink(path("link")));
    EXPECT_EQ(text("new"), "through");
    EXPECT_EQ(count(), 2u); // nothing is left beside them
}

TEST_F(FileAccess, RemovesFilesAndEmptyFoldersOnly) {
    write("file", "x");
    fs::create_directories(path("folder/inner"));
    fs::create_symlink(path("file"), path("link"));
    auto root = open_folder(working_folder, m_root.string(), LinkRule::followed);
    ASSERT_TRUE(root);
    EXPECT_FALSE(*is_folder(root->number(), "file"));
    EXPECT_TRUE(*is_folder(root->number(), "folder"));
    EXPECT_EQ(is_folder(root->number(), "link").error(), "it is a link, not a file");
    EXPECT_FALSE(remove_entry(root->number(), "folder"));
    EXPECT_FALSE(remove_entry(root->number(), "link"));
    EXPECT_FALSE(remove_entry(root->number(), std::string("file\0x", 6)));
    EXPECT_FALSE(open_folder(root->number(), std::string("folder\0x", 8), LinkRule::refused, true));
    EXPECT_TRUE(remove_entry(root->number(), "folder/inner"));
    EXPECT_TRUE(remove_entry(root->number(), "folder"));
    EXPECT_TRUE(remove_entry(root->number(), "file"));
    EXPECT_TRUE(remove_entry(root->number(), "file")) << "it is gone already";
    EXPECT_EQ(count(), 1u);
}

TEST_F(FileAccess, RefusesLinksBelowAFolder) {
    fs::create_directories(path("inside"));
    fs::create_symlink(m_root, path("inside/out"));
    auto folder = open_folder(working_folder, path("inside"), LinkRule::followed);
    ASSERT_TRUE(folder);
    EXPECT_FALSE(open_folder(folder->number(), "out", LinkRule::refused, true));
    EXPECT_FALSE(replace_file(folder->number(), "out", "x"));
    EXPECT_TRUE(open_folder(folder->number(), "made", LinkRule::refused, true));
    EXPECT_EQ(*list_folder(*folder), (std::vector<std::string>{"made", "out"}));
}

} // namespace

} // namespace scope::test
