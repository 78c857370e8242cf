#pragma once
// Three ways to a frame behind one interface: a GLFW window, OpenGL without a display server (EGL surfaceless), and the
// CPU rasteriser. window.cpp is the only file that includes GLFW and glad.

#include "core/base/result.h"
#include "ui/view/png.h"
#include "ui/view/screen.h"

#include <functional>
#include <imgui.h>
#include <memory>
#include <string>
#include <vector>

namespace scope {

class FrameHost {
public:
    virtual ~FrameHost() = default;

    /// Takes in what the user did; false once the window is to close. Hosts without a user always continue.
    virtual bool begin_frame(Screen& screen) = 0;
    /// Pixels to draw.
    virtual ImVec2 size() const = 0;
    /// Draws a frame and shows it where there is something to show it on.
    virtual void present(Screen& screen, ImDrawData& data) = 0;
    /// The pixels of the last frame presented.
    virtual Result<Image> read_back() = 0;
    virtual Result<void> resize(int width, int height) = 0;
    /// Seconds since the last frame: measured by a window, fixed elsewhere so that scripts repeat exactly.
    virtual float seconds() = 0;
    /// Pixels per unit that the display asks for; 1 without a display.
    virtual float display_scale() const { return 1; }
    virtual void set_title(const std::string&) {}
    /// Nothing moves by itself: frames may wait for the user. A window then uses no processor time to speak of.
    virtual void set_calm(bool) {}
    /// Paths of files dropped on the window since the last call.
    virtual std::vector<std::string> take_dropped() { return {}; }
};

enum class HostKind { window, surfaceless, cpu };

/// `screen` must outlive the host. Sizes are in pixels (1..8192). Fails with what is missing: no display, no EGL, no
/// OpenGL 3.3.
Result<std::unique_ptr<FrameHost>> make_host(HostKind kind, Screen& screen, int width, int height,
                                             const std::string& title);

/// Draws frames until `draw` returns false or the window is closed. `draw` is called inside a frame; `between` after it
/// has been presented, for what must not happen inside one (scripts, pictures, changes of theme). Either may end the
/// loop by false.
void run_frames(FrameHost& host, Screen& screen, const std::function<bool(Ui&, const Rect&)>& draw,
                const std::function<bool()>& between);

} // namespace scope
