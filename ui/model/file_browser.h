#pragma once
// What the Open dialog offers: what was opened lately, then the folder named by what was typed. The part of the text
// behind the last slash filters. A folder is read when it is entered, not while it shows; at most 5,000 of its files
// are looked at.

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace scope {

struct BrowserEntry {
    enum class Kind : uint8_t { recent, project, trace, up, folder, code };
    Kind kind = Kind::folder;
    std::string name;  ///< what shows: "coin_shop.yyp", "objects/"
    std::string path;  ///< what is opened or entered
    std::string place; ///< the folder of a recent one
};

class FileBrowser {
public:
    /// Begins beside `current`, or in the working folder.
    void start(const std::string& current, std::vector<std::string> recents);

    const std::string& text() const { return m_text; }
    /// What a person typed. "~" is the home folder; a relative path counts from the working folder.
    void set_text(std::string text);

    const std::vector<BrowserEntry>& entries() const { return m_shown; }
    int64_t selected() const { return m_selected; }
    void select(int64_t index);
    void move(int64_t by) { select(m_selected + by); }

    /// What Enter does with the selected entry: a folder is entered; of anything else the path to open is returned, and
    /// of a text that nothing matches the text itself.
    std::optional<std::string> enter();
    /// Why the folder cannot be read; empty when it can.
    const std::string& error() const { return m_error; }

private:
    void read_folder();
    void filter();

    std::string m_text;
    std::string m_folder; ///< what m_all was read from, ends in '/'
    std::string m_filter; ///< lower case
    std::string m_error;
    bool m_read = false;
    bool m_untouched = true; ///< nothing was typed yet: recents are first
    std::vector<BrowserEntry> m_recents, m_all, m_shown;
    int64_t m_selected = 0;
};

} // namespace scope
