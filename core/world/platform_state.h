#pragma once
// A game's hold on its platform besides its files: open text and binary files, the open ini, a search for
// files, the clipboard, the window, what is set up for drawing, and tags changed at run time. Plain data, so a clone is
// a copy; contents of files that are only read are shared with Files. What is written here counts against a quota of
// its own until it is closed.

#include "core/world/drawing.h"

#include <array>
#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace scope {

class Files;

/// A text or binary file between open and close. What was written reaches Files when it is closed.
struct OpenFile {
    bool open = false;
    bool reads = false;
    bool writes = false;
    bool changed = false;
    std::string path;                          ///< empty for file_text_open_from_string
    std::shared_ptr<const std::string> shared; ///< what is only read
    std::string own;                           ///< what is written
    size_t at = 0;                             ///< byte to read or write next

    std::string_view content() const { return shared ? std::string_view(*shared) : std::string_view(own); }
};

struct IniSection {
    std::string name;
    std::vector<std::pair<std::string, std::string>> keys;
};

/// The one ini file that can be open.
struct OpenIni {
    bool open = false;
    bool changed = false;
    std::string path; ///< empty for ini_open_from_string
    std::vector<IniSection> sections;
};

/// What the window and display functions answer; nothing is shown anywhere.
struct Desktop {
    std::string caption;
    double x = 0, y = 0;
    double width = 0, height = 0;         ///< 0: as the first room or its view port has it
    double gui_width = 0, gui_height = 0; ///< 0: as the window
    double cursor = 0;
    double colour = 0;
    bool fullscreen = false;
    bool borderless = false;
    bool border = true;
    bool moved = false; ///< else it is in the middle of the display
    std::string clipboard;
};

/// Between buffer_async_group_begin and _end.
struct SaveGroup {
    bool open = false;
    bool went_well = true;
    std::string name; ///< also the folder
};

/// Keys that GML pressed itself; nobody else does.
struct Keyboard {
    static constexpr uint64_t never = ~uint64_t(0);
    struct Key {
        bool down = false;
        uint64_t pressed = never, released = never; ///< in which frame
    };
    std::map<int32_t, Key> keys;
    std::map<int32_t, int32_t> mapped; ///< keyboard_set_map
    bool numlock = true;
};

struct PlatformState {
    static constexpr size_t most_open = 32;                 ///< text files, and as many binary ones
    static constexpr size_t most_bytes = size_t(256) << 20; ///< in files not closed yet

    std::array<OpenFile, most_open> texts;
    std::array<OpenFile, most_open> binaries;
    OpenIni ini;
    std::vector<std::string> found; ///< of file_find_first
    size_t next_found = 0;
    SaveGroup save_group;
    Keyboard keyboard;
    std::map<uint32_t, double> input_settings; ///< of gestures and gamepads, by their place in core/lib/input.cpp
    Desktop desktop;
    Drawing drawing;
    bool garbage_collection = true;
    double garbage_frame_time = 100;                                   ///< microseconds
    std::map<std::string, std::vector<std::string>, std::less<>> tags; ///< of assets whose tags were changed, by name
    size_t held_bytes = 0;

    /// Counts `more` bytes in open files; false beyond most_bytes, and then nothing is counted.
    bool hold(size_t more) {
        if (more > most_bytes - held_bytes) return false;
        held_bytes += more;
        return true;
    }
    void let_go(size_t bytes) { held_bytes -= bytes < held_bytes ? bytes : held_bytes; }

    /// Puts what was written so far into `files`; the file stays open. False when the quota of `files` forbids it.
    static bool flush(OpenFile& file, Files& files);
    /// The same for everything open, before files are exported or when a game ends without closing them. How many bytes
    /// were put: who does so for GML charges them.
    size_t flush(Files& files);
};

} // namespace scope
