#pragma once
// Standard output and standard error as a person or a program reads them. On a terminal there is colour (unless
// NO_COLOR or TERM=dumb says otherwise), tables keep to its width, and nothing that a game wrote can drive it; into a
// file or a pipe bytes go as they are. What could not be written (a full disk) is remembered and told at the end.

#include "core/base/result.h"

#include <cstdio>
#include <string>
#include <string_view>

namespace scope {

enum class Tint : uint8_t { plain, error, warning, note, read, written, missing, faint, strong };

class Terminal {
public:
    explicit Terminal(std::FILE* stream);

    bool interactive() const { return m_interactive; }
    bool colour() const { return m_colour; }
    /// In columns: COLUMNS, else the terminal's; 0: no limit.
    size_t width() const { return m_width; }

    void write(std::string_view text);
    /// A line that a game or somebody's file made. On a terminal its control characters are escaped.
    void write_line(std::string_view text);
    /// The text in that colour, where there is colour.
    std::string paint(Tint tint, std::string_view text) const;
    /// Passes on what is buffered; false when something could not be written.
    bool flush();
    /// Why not, as the system said when it first happened.
    std::string error() const;

private:
    void note_error();

    std::FILE* m_stream;
    int m_error = 0; ///< errno of what could not be written first
    bool m_interactive = false;
    bool m_colour = false;
    size_t m_width = 0;
};

Terminal& standard_output();
Terminal& standard_error();

/// One line on standard error that shows how far long work has come, only on a terminal and gone when it is over.
class Progress {
public:
    Progress() = default;
    Progress(const Progress&) = delete;
    Progress& operator=(const Progress&) = delete;
    ~Progress() { end(); }
    /// At most a few times a second; the text is made only when it is shown.
    template<typename Text> void update(const Text& text) {
        if (due()) show(text());
    }
    void end();

private:
    bool due();
    void show(const std::string& text);
    double m_next = 0.5; ///< seconds since the start
    double m_start = -1;
    bool m_shown = false;
};

/// Columns that the text takes: wide characters two, combining ones none.
size_t width_of(std::string_view text);
/// At most `most` columns, whole characters, with "..." when something is missing.
std::string cut_to(std::string_view text, size_t most);

} // namespace scope
