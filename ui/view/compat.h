#pragma once
// Every difference between Dear ImGui versions that our code can see. 1.86 (Debian 12) and 1.90 (Debian 13) are what is
// tested; newer ones compile from the same source. Nothing else in ui/ or app/ may look at IMGUI_VERSION_NUM.

#include <cstdint>
#include <imgui.h>
#include <span>
#include <string_view>

static_assert(IMGUI_VERSION_NUM >= 18600, "Dear ImGui 1.86 or newer is needed");

namespace scope::compat {

/// Keys by the numbers GLFW gives them: what ImGui 1.86 indexes io.KeysDown by. Letters and digits are their ASCII
/// capitals.
enum class Key : int {
    none = 0,
    space = 32,
    comma = 44,
    minus = 45,
    equal = 61,
    escape = 256,
    enter = 257,
    tab = 258,
    backspace = 259,
    insert = 260,
    del = 261,
    right = 262,
    left = 263,
    down = 264,
    up = 265,
    page_up = 266,
    page_down = 267,
    home = 268,
    end = 269,
    c = 'C',
    f1 = 290,
    f2 = 291,
    f10 = 299,
    f12 = 301,
    menu = 348
};

struct Modifiers {
    bool ctrl = false;
    bool shift = false;
    bool alt = false;
    bool operator==(const Modifiers&) const = default;
};

/// Prepares a new context: 1.86's key map, the texture protocol of 1.92.
void init_context();
/// ImGui::NewFrame. Since 1.87 input waits in a queue, from which a frame takes no more than goes together; with `hold`
/// it takes nothing. Before 1.87 there is only the present state, which cannot wait.
void new_frame(bool hold);
/// Whether there is input that no frame has taken yet.
bool input_waits();
void feed_mouse(ImVec2 position);
void feed_button(int button, bool down);
void feed_wheel(float x, float y);
void feed_key(Key key, bool down);
void feed_modifiers(Modifiers modifiers);

/// Whether `key` went down in this frame (`repeat`: or repeats while held).
bool key_pressed(Key key, bool repeat = false);
Modifiers modifiers_held();

/// BeginChild without border or background; false when it is clipped away, end_child() is due either way.
bool begin_child(const char* id, ImVec2 size, ImGuiWindowFlags flags = 0);
void end_child();

/// Items that ImGui's own Tab passes by: ours goes through the whole window.
void push_no_tab();
void pop_no_tab();
/// The next item gets the keyboard, a frame or two later.
void focus_next_item();

/// Popups by id, so that names with '#' or of any length work.
bool is_popup_open(ImGuiID id);
bool begin_popup(ImGuiID id, ImGuiWindowFlags flags);

/// Lets items submitted later receive the mouse over the last item (before 1.89.7) or the next one (since).
void allow_overlap_before_item();
void allow_overlap_after_item();
/// Whether the mouse is over the last item, also where an item over it has the mouse (which 1.89.7 would leave out).
bool item_hovered();

void add_rect(ImDrawList& list, ImVec2 min, ImVec2 max, ImU32 color, float rounding, float thickness);
void add_polyline(ImDrawList& list, std::span<const ImVec2> points, ImU32 color, float thickness);

void push_font(ImFont* font, float size);
/// Where a line of at most `width` pixels that starts at `text` has to break.
const char* wrap_position(ImFont* font, float size, const char* text, const char* end, float width);
/// Whether `font` has a glyph of its own for `c`.
bool has_glyph(ImFont* font, unsigned c);

/// The texture's width where this version wants it up front.
void prepare_atlas(ImFontAtlas& atlas, int width);
/// Rasterises the glyphs where this version wants that up front.
void build_atlas(ImFontAtlas& atlas);
/// Uploads the atlas anew (OpenGL backend) where this version does not do so by itself.
void reload_font_texture_opengl3();

/// A texture as the CPU rasteriser reads it; `channels` is 1 (coverage) or 4 (RGBA).
struct Texture {
    const unsigned char* pixels = nullptr;
    int width = 0;
    int height = 0;
    int channels = 1;
};
/// Tells ImGui that its texture requests are met, for hosts without a GPU; call before drawing a frame.
void accept_textures(ImDrawData& data);
Texture texture_of(const ImDrawCmd& command);
std::span<ImDrawList* const> draw_lists(const ImDrawData& data);

void set_clipboard(void (*set)(const char* text), const char* (*get)());

/// The id of the item that has the mouse button or the keyboard; 0 when none.
ImGuiID active_item();
/// Takes the keyboard from a field.
void clear_active_item();
/// The field `id` holds another text from now on: ImGui forgets what could be undone of the old one (which it does by
/// itself only since 1.89), and a field that is being typed into takes the new one when it is drawn.
void restart_field(ImGuiID id);
/// Puts the cursor of the field `id`, which has just been drawn, behind its last character.
void cursor_to_end(ImGuiID id);
/// Bytes of `text`, which the field `id` shows, before its cursor; and putting it there, where this version can (since
/// 1.91.1 it stays behind the last character).
size_t cursor_of(ImGuiID id, std::string_view text);
void place_cursor(ImGuiID id, std::string_view text, size_t bytes);
/// What goes on in this frame does not see that the key went down; ask before.
void take_key(Key key);
/// Puts the window being filled before all others, without giving it the keyboard.
void raise_window();

/// The root window that gets the mouse at `position`, as an opaque number; 0 when none.
uintptr_t root_window_at(ImVec2 position);
/// The root window being filled now, comparable with root_window_at.
uintptr_t current_root_window();

} // namespace scope::compat
