#include "app/window.h"

#include "ui/view/compat.h"
#include "ui/view/raster.h"

// glad before GLFW, which would otherwise bring its own OpenGL header.
#include <glad/egl.h>
#include <glad/gl.h>

#include <GLFW/glfw3.h>

#if __has_include(<backends/imgui_impl_opengl3.h>)
#include <backends/imgui_impl_glfw.h>
#include <backends/imgui_impl_opengl3.h>
#else
#include <imgui_impl_glfw.h>
#include <imgui_impl_opengl3.h>
#endif

#include <algorithm>
#include <cstdlib>
#include <cstring>
#include <fmt/format.h>
#include <utility>
#include <vector>

namespace scope {

namespace {

constexpr int largest_side = 8192;

/// Draws through imgui_impl_opengl3 into a framebuffer of our own, so that a window and EGL give the same pixels.
class OpenGl {
public:
    ~OpenGl() {
        if (m_ready) ImGui_ImplOpenGL3_Shutdown();
        release();
    }

    Result<void> start(int width, int height) {
        if (!ImGui_ImplOpenGL3_Init("#version 330 core")) return fail("OpenGL 3.3 cannot be used by Dear ImGui");
        m_ready = true;
        return resize(width, height);
    }

    Result<void> resize(int width, int height) {
        if (width == m_width && height == m_height) return {};
        release();
        glGenFramebuffers(1, &m_framebuffer);
        glGenRenderbuffers(1, &m_pixels);
        glBindRenderbuffer(GL_RENDERBUFFER, m_pixels);
        glRenderbufferStorage(GL_RENDERBUFFER, GL_RGBA8, width, height);
        glBindFramebuffer(GL_FRAMEBUFFER, m_framebuffer);
        glFramebufferRenderbuffer(GL_FRAMEBUFFER, GL_COLOR_ATTACHMENT0, GL_RENDERBUFFER, m_pixels);
        if (glCheckFramebufferStatus(GL_FRAMEBUFFER) != GL_FRAMEBUFFER_COMPLETE)
            return fail(fmt::format("OpenGL refuses a picture of {}x{} pixels", width, height));
        m_width = width;
        m_height = height;
        return {};
    }

    void draw(Screen& screen, ImDrawData& data) {
        ImGui_ImplOpenGL3_NewFrame(); // creates its objects on first use
        if (m_fonts != screen.font_generation() && m_fonts != 0) compat::reload_font_texture_opengl3();
        m_fonts = screen.font_generation();
        glBindFramebuffer(GL_FRAMEBUFFER, m_framebuffer);
        glViewport(0, 0, m_width, m_height);
        glDisable(GL_SCISSOR_TEST);
        ImVec4 clear = ImGui::ColorConvertU32ToFloat4(screen.ui().theme->panel);
        glClearColor(clear.x, clear.y, clear.z, 1);
        glClear(GL_COLOR_BUFFER_BIT);
        ImGui_ImplOpenGL3_RenderDrawData(&data);
    }

    /// Copies the picture to the window's own framebuffer.
    void show() const {
        glBindFramebuffer(GL_READ_FRAMEBUFFER, m_framebuffer);
        glBindFramebuffer(GL_DRAW_FRAMEBUFFER, 0);
        glDisable(GL_SCISSOR_TEST);
        glBlitFramebuffer(0, 0, m_width, m_height, 0, 0, m_width, m_height, GL_COLOR_BUFFER_BIT, GL_NEAREST);
    }

    Image read() const {
        Image image(m_width, m_height);
        glBindFramebuffer(GL_FRAMEBUFFER, m_framebuffer);
        glPixelStorei(GL_PACK_ALIGNMENT, 1);
        std::vector<uint8_t> bottom_up(image.rgba.size());
        glReadPixels(0, 0, m_width, m_height, GL_RGBA, GL_UNSIGNED_BYTE, bottom_up.data());
        size_t row = static_cast<size_t>(m_width) * 4;
        for (size_t y = 0; y < static_cast<size_t>(m_height); ++y)
            std::memcpy(&image.rgba[y * row], &bottom_up[(static_cast<size_t>(m_height) - 1 - y) * row], row);
        for (size_t i = 3; i < image.rgba.size(); i += 4) image.rgba[i] = 255;
        return image;
    }

private:
    void release() {
        if (m_framebuffer) glDeleteFramebuffers(1, &m_framebuffer);
        if (m_pixels) glDeleteRenderbuffers(1, &m_pixels);
        m_framebuffer = m_pixels = 0;
        m_width = m_height = 0;
    }

    GLuint m_framebuffer = 0;
    GLuint m_pixels = 0;
    int m_width = 0;
    int m_height = 0;
    int m_fonts = 0;
    bool m_ready = false;
};

class WindowHost final : public FrameHost {
public:
    ~WindowHost() override {
        m_gl.reset();
        if (m_backend) ImGui_ImplGlfw_Shutdown();
        if (m_window) glfwDestroyWindow(m_window);
        if (m_started) glfwTerminate();
    }

    Result<void> start(int width, int height, const std::string& title) {
        static std::string complaint;
        glfwSetErrorCallback([](int, const char* text) { complaint = text; });
        if (!glfwInit()) return fail("there is no display to open a window on: " + complaint);
        m_started = true;
        glfwWindowHint(GLFW_CONTEXT_VERSION_MAJOR, 3);
        glfwWindowHint(GLFW_CONTEXT_VERSION_MINOR, 3);
        glfwWindowHint(GLFW_OPENGL_PROFILE, GLFW_OPENGL_CORE_PROFILE);
        glfwWindowHint(GLFW_OPENGL_FORWARD_COMPAT, GLFW_TRUE);
        glfwWindowHint(GLFW_SCALE_TO_MONITOR, GLFW_TRUE);
        m_window = glfwCreateWindow(width, height, title.c_str(), nullptr, nullptr);
        if (!m_window) return fail("no window with OpenGL 3.3 can be opened: " + complaint);
        glfwMakeContextCurrent(m_window);
        glfwSwapInterval(1);
        if (!gladLoadGL(glfwGetProcAddress)) return fail("the functions of OpenGL 3.3 cannot be loaded");
        m_backend = ImGui_ImplGlfw_InitForOpenGL(m_window, true);
        if (!m_backend) return fail("Dear ImGui cannot use this window");
        glfwSetWindowUserPointer(m_window, this);
        glfwSetKeyCallback(m_window, [](GLFWwindow* window, int key, int code, int action, int mods) {
            static_cast<WindowHost*>(glfwGetWindowUserPointer(window))->on_key(key, code, action, mods);
        });
        glfwSetDropCallback(m_window, [](GLFWwindow* window, int count, const char** paths) {
            auto& dropped = static_cast<WindowHost*>(glfwGetWindowUserPointer(window))->m_dropped;
            dropped.insert(dropped.end(), paths, paths + count);
        });
        m_gl = std::make_unique<OpenGl>();
        ImVec2 pixels = size();
        return m_gl->start(std::max(1, static_cast<int>(pixels.x)), std::max(1, static_cast<int>(pixels.y)));
    }

    bool begin_frame(Screen&) override {
        m_pressed = false;
        for (const KeyEvent& event : std::exchange(m_released_late, {}))
            ImGui_ImplGlfw_KeyCallback(m_window, event.key, event.code, GLFW_RELEASE, event.mods);
        wait_for_user();
        if (glfwWindowShouldClose(m_window)) return false;
        ImVec2 pixels = size();
        if (auto resized =
                m_gl->resize(std::max(1, static_cast<int>(pixels.x)), std::max(1, static_cast<int>(pixels.y)));
            !resized)
            return false;
        ImGui_ImplGlfw_NewFrame();
        scale_mouse(pixels);
        return true;
    }

    ImVec2 size() const override {
        int width = 0, height = 0;
        glfwGetFramebufferSize(m_window, &width, &height);
        return {static_cast<float>(std::max(1, width)), static_cast<float>(std::max(1, height))};
    }

    void present(Screen& screen, ImDrawData& data) override {
        m_gl->draw(screen, data);
        m_gl->show();
        glfwSwapBuffers(m_window);
    }

    Result<Image> read_back() override { return m_gl->read(); }

    Result<void> resize(int width, int height) override {
        glfwSetWindowSize(m_window, width, height);
        return {};
    }

    float seconds() override {
        double now = glfwGetTime();
        double passed = std::clamp(now - m_last, 0.0001, 0.25);
        m_last = now;
        return static_cast<float>(passed);
    }

    float display_scale() const override {
        float x = 1, y = 1;
        glfwGetWindowContentScale(m_window, &x, &y);
        return std::clamp(x, 0.5f, 4.0f);
    }

    void set_title(const std::string& title) override { glfwSetWindowTitle(m_window, title.c_str()); }

    void set_calm(bool calm) override { m_calm = calm; }
    std::vector<std::string> take_dropped() override { return std::exchange(m_dropped, {}); }

private:
    struct KeyEvent {
        int key, code, mods;
    };

    /// ImGui before 1.87 only sees which keys are down when a frame begins: a tap shorter than a frame would be lost.
    /// Whatever is released after a press within one poll stays down for one frame.
    void on_key(int key, int code, int action, int mods) {
        if (action == GLFW_RELEASE && m_pressed) {
            m_released_late.push_back({key, code, mods});
            return;
        }
        m_pressed = m_pressed || action == GLFW_PRESS;
        ImGui_ImplGlfw_KeyCallback(m_window, key, code, action, mods);
    }

    /// After each event a few frames follow at once (hover, layout that settles); then an untouched window sleeps.
    void wait_for_user() {
        constexpr int frames_after_event = 6;
        constexpr double sleep = 0.5;
        bool hidden = glfwGetWindowAttrib(m_window, GLFW_ICONIFIED) != 0;
        if (!hidden && (!m_calm || m_frames_left > 0 || compat::input_waits())) {
            --m_frames_left;
            glfwPollEvents();
            if (ImGui::IsAnyMouseDown()) m_frames_left = frames_after_event;
            return;
        }
        double before = glfwGetTime();
        glfwWaitEventsTimeout(sleep);
        // Tooltips wait for half a second of hovering, so a timeout gives one frame and an event some.
        m_frames_left = glfwGetTime() - before < sleep * 0.98 ? frames_after_event : 1;
    }

    /// We draw in framebuffer pixels; where a window's units differ (macOS), the mouse has to follow.
    void scale_mouse(ImVec2 pixels) const {
        int width = 0, height = 0;
        glfwGetWindowSize(m_window, &width, &height);
        ImGuiIO& io = ImGui::GetIO();
        io.DisplayFramebufferScale = {1, 1};
        if (width <= 0 || height <= 0 || static_cast<int>(pixels.x) == width) return;
        if (io.MousePos.x > -1e6f)
            io.MousePos = {io.MousePos.x * pixels.x / static_cast<float>(width),
                           io.MousePos.y * pixels.y / static_cast<float>(height)};
    }

    GLFWwindow* m_window = nullptr;
    std::unique_ptr<OpenGl> m_gl;
    double m_last = 0;
    std::vector<std::string> m_dropped;
    std::vector<KeyEvent> m_released_late;
    bool m_pressed = false;
    int m_frames_left = 30;
    bool m_calm = false;
    bool m_started = false;
    bool m_backend = false;
};

class SurfacelessHost final : public FrameHost {
public:
    ~SurfacelessHost() override {
        m_gl.reset();
        if (m_display == EGL_NO_DISPLAY) return;
        eglMakeCurrent(m_display, EGL_NO_SURFACE, EGL_NO_SURFACE, EGL_NO_CONTEXT);
        if (m_context) eglDestroyContext(m_display, m_context);
        eglTerminate(m_display);
    }

    Result<void> start(int width, int height) {
        // A script's frames must not depend on the GPU of the machine.
        setenv("LIBGL_ALWAYS_SOFTWARE", "1", 0);
        if (!gladLoaderLoadEGL(EGL_NO_DISPLAY)) return fail("libEGL.so.1 cannot be loaded (Debian: libegl1)");
        if (eglGetPlatformDisplayEXT)
            m_display = eglGetPlatformDisplayEXT(EGL_PLATFORM_SURFACELESS_MESA, EGL_DEFAULT_DISPLAY, nullptr);
        else if (eglGetPlatformDisplay)
            m_display = eglGetPlatformDisplay(EGL_PLATFORM_SURFACELESS_MESA, EGL_DEFAULT_DISPLAY, nullptr);
        EGLint major = 0, minor = 0;
        if (m_display == EGL_NO_DISPLAY || !eglInitialize(m_display, &major, &minor))
            return fail("EGL offers no display without a surface");
        gladLoaderLoadEGL(m_display);
        eglBindAPI(EGL_OPENGL_API);
        const EGLint wanted[] = {EGL_SURFACE_TYPE, EGL_PBUFFER_BIT, EGL_RENDERABLE_TYPE, EGL_OPENGL_BIT, EGL_NONE};
        EGLConfig config = nullptr;
        EGLint count = 0;
        if (!eglChooseConfig(m_display, wanted, &config, 1, &count) || count < 1)
            return fail("EGL offers no configuration for OpenGL");
        const EGLint version[] = {
            EGL_CONTEXT_MAJOR_VERSION,           3,       EGL_CONTEXT_MINOR_VERSION, 3, EGL_CONTEXT_OPENGL_PROFILE_MASK,
            EGL_CONTEXT_OPENGL_CORE_PROFILE_BIT, EGL_NONE};
        m_context = eglCreateContext(m_display, config, EGL_NO_CONTEXT, version);
        if (!m_context || !eglMakeCurrent(m_display, EGL_NO_SURFACE, EGL_NO_SURFACE, m_context))
            return fail("EGL offers no OpenGL 3.3");
        if (!gladLoadGL(reinterpret_cast<GLADloadfunc>(eglGetProcAddress)))
            return fail("the functions of OpenGL 3.3 cannot be loaded");
        m_gl = std::make_unique<OpenGl>();
        return set_size(width, height, [&] { return m_gl->start(width, height); });
    }

    bool begin_frame(Screen&) override { return true; }
    ImVec2 size() const override { return m_size; }
    void present(Screen& screen, ImDrawData& data) override {
        m_gl->draw(screen, data);
        glFlush();
    }
    Result<Image> read_back() override { return m_gl->read(); }
    Result<void> resize(int width, int height) override {
        return set_size(width, height, [&] { return m_gl->resize(width, height); });
    }
    float seconds() override { return fixed_frame_seconds; }

private:
    template<typename F> Result<void> set_size(int width, int height, F apply) {
        auto result = apply();
        if (result) m_size = {static_cast<float>(width), static_cast<float>(height)};
        return result;
    }

    EGLDisplay m_display = EGL_NO_DISPLAY;
    EGLContext m_context = EGL_NO_CONTEXT;
    std::unique_ptr<OpenGl> m_gl;
    ImVec2 m_size;
};

class CpuHost final : public FrameHost {
public:
    CpuHost(int width, int height) : m_image(width, height) {}

    bool begin_frame(Screen&) override { return true; }
    ImVec2 size() const override { return {static_cast<float>(m_image.width), static_cast<float>(m_image.height)}; }
    /// Frames that nobody looks at are not painted: the draw lists stay valid until the next one.
    void present(Screen& screen, ImDrawData& data) override {
        compat::accept_textures(data);
        m_data = &data;
        m_clear = screen.ui().theme->panel;
    }
    Result<Image> read_back() override {
        if (!m_data) return fail("no frame has been drawn yet");
        rasterize(*m_data, m_image, m_clear);
        return m_image;
    }
    Result<void> resize(int width, int height) override {
        m_image = Image(width, height);
        m_data = nullptr;
        return {};
    }
    float seconds() override { return fixed_frame_seconds; }

private:
    Image m_image;
    ImDrawData* m_data = nullptr;
    ImU32 m_clear = 0;
};

template<typename Host>
Result<std::unique_ptr<FrameHost>> started(std::unique_ptr<Host> host, const Result<void>& result) {
    if (!result) return tl::unexpected<Error>(result.error());
    return std::unique_ptr<FrameHost>(std::move(host));
}

} // namespace

Result<std::unique_ptr<FrameHost>> make_host(HostKind kind, Screen&, int width, int height, const std::string& title) {
    if (width < 1 || height < 1 || width > largest_side || height > largest_side)
        return fail(fmt::format("a size of {}x{} is outside 1..{}", width, height, largest_side));
    if (kind == HostKind::window) {
        auto host = std::make_unique<WindowHost>();
        auto result = host->start(width, height, title);
        return started(std::move(host), result);
    }
    if (kind == HostKind::surfaceless) {
        auto host = std::make_unique<SurfacelessHost>();
        auto result = host->start(width, height);
        return started(std::move(host), result);
    }
    return std::unique_ptr<FrameHost>(std::make_unique<CpuHost>(width, height));
}

void run_frames(FrameHost& host, Screen& screen, const std::function<bool(Ui&, const Rect&)>& draw,
                const std::function<bool()>& between) {
    bool going = true;
    while (going && host.begin_frame(screen)) {
        ImDrawData& data =
            screen.frame(host.size(), host.seconds(), [&](Ui& ui, const Rect& area) { going = draw(ui, area); });
        host.present(screen, data);
        going = between() && going;
    }
}

} // namespace scope
