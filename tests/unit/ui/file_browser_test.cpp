#include "ui/model/file_browser.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <gtest/gtest.h>

namespace scope {

namespace {

namespace fs = std::filesystem;

/// games/shop/{shop.yyp,objects/}, games/old/old.yyp, games/notes.txt
struct Games : testing::Test {
    Games() {
        fs::remove_all(root);
        fs::create_directories(root / "shop/objects");
        fs::create_directories(root / "old");
        for (const char* file : {"shop/shop.yyp", "shop/run.astrace", "old/old.yyp", "notes.txt"})
            std::ofstream(root / file) << "x";
    }
    ~Games() override { fs::remove_all(root); }

    std::vector<std::string> names() const {
        std::vector<std::string> found;
        for (const BrowserEntry& entry : browser.entries()) found.push_back(entry.name);
        return found;
    }

    fs::path root = fs::temp_directory_path() / "asyncscope_games";
    FileBrowser browser;
};
using FileBrowserTest = Games;

} // namespace

TEST_F(FileBrowserTest, EnterWalksFoldersAndOpensProjects) {
    browser.start("", {});
    browser.set_text(root.string() + "/");
    EXPECT_EQ(names(), (std::vector<std::string>{"../", "old/", "shop/"})); // a text file is not to be opened
    browser.move(1);
    EXPECT_EQ(browser.enter(), std::nullopt);
    EXPECT_EQ(browser.text(), root.string() + "/shop/");
    EXPECT_EQ(names(), (std::vector<std::string>{"shop.yyp", "run.astrace", "../", "objects/"}));
    EXPECT_EQ(browser.enter(), root.string() + "/shop/shop.yyp"); // the project is selected at once
    browser.move(2);
    EXPECT_EQ(browser.enter(), std::nullopt);
    EXPECT_EQ(browser.text(), root.string() + "/");
}

TEST_F(FileBrowserTest, TypingFiltersWithoutReadingAgain) {
    browser.set_text(root.string() + "/");
    fs::create_directories(root / "shoes"); // appears when the folder is entered again, not at a key
    browser.set_text(root.string() + "/SHO");
    EXPECT_EQ(names(), (std::vector<std::string>{"shop/"}));
    browser.set_text(root.string() + "/ld");
    EXPECT_EQ(names(), (std::vector<std::string>{"old/"}));
    browser.set_text(root.string() + "/nothing.yyp");
    EXPECT_TRUE(browser.entries().empty());
    EXPECT_EQ(browser.enter(), root.string() + "/nothing.yyp"); // opening it says what is wrong
    browser.set_text("/there/is/no/such/folder/");
    EXPECT_FALSE(browser.error().empty());
}

TEST_F(FileBrowserTest, WhatWasOpenedLatelyIsFirst) {
    std::string old = root.string() + "/old/old.yyp", shop = root.string() + "/shop/shop.yyp";
    browser.start(shop, {old, shop});
    ASSERT_GE(browser.entries().size(), 3u);
    EXPECT_EQ(browser.entries()[0].kind, BrowserEntry::Kind::recent);
    EXPECT_EQ(browser.entries()[0].place, root.string() + "/old");
    EXPECT_EQ(browser.enter(), old);
    EXPECT_EQ(browser.text(), root.string() + "/shop/"); // beside what is open
    browser.set_text("sho");
    EXPECT_EQ(browser.entries()[0].name, "shop.yyp");
    EXPECT_EQ(browser.entries()[0].kind, BrowserEntry::Kind::recent);
    browser.select(99);
    EXPECT_EQ(browser.selected(), static_cast<int64_t>(browser.entries().size()) - 1);
}

} // namespace scope
