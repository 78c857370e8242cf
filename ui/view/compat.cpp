#include "ui/view/compat.h"

#include <algorithm>
#include <imgui_internal.h>

#if __has_include(<backends/imgui_impl_opengl3.h>)
#include <backends/imgui_impl_opengl3.h>
#else
#include <imgui_impl_opengl3.h>
#endif

namespace scope::compat {

#if IMGUI_VERSION_NUM >= 18700

static ImGuiKey native(Key key) {
    int code = static_cast<int>(key);
    if (code >= 'A' && code <= 'Z') return static_cast<ImGuiKey>(ImGuiKey_A + (code - 'A'));
    if (code >= '0' && code <= '9') return static_cast<ImGuiKey>(ImGuiKey_0 + (code - '0'));
    if (key >= Key::f1 && key <= Key::f12) return static_cast<ImGuiKey>(ImGuiKey_F1 + (code - 290));
    switch (key) {
    case Key::space: return ImGuiKey_Space;
    case Key::comma: return ImGuiKey_Comma;
    case Key::minus: return ImGuiKey_Minus;
    case Key::equal: return ImGuiKey_Equal;
    case Key::escape: return ImGuiKey_Escape;
    case Key::enter: return ImGuiKey_Enter;
    case Key::tab: return ImGuiKey_Tab;
    case Key::backspace: return ImGuiKey_Backspace;
    case Key::insert: return ImGuiKey_Insert;
    case Key::del: return ImGuiKey_Delete;
    case Key::right: return ImGuiKey_RightArrow;
    case Key::left: return ImGuiKey_LeftArrow;
    case Key::down: return ImGuiKey_DownArrow;
    case Key::up: return ImGuiKey_UpArrow;
    case Key::page_up: return ImGuiKey_PageUp;
    case Key::page_down: return ImGuiKey_PageDown;
    case Key::home: return ImGuiKey_Home;
    case Key::end: return ImGuiKey_End;
    case Key::menu: return ImGuiKey_Menu;
    default: return ImGuiKey_None;
    }
}

void init_context() {
#if IMGUI_VERSION_NUM >= 19200
    ImGui::GetIO().BackendFlags |= ImGuiBackendFlags_RendererHasTextures;
#endif
}
void new_frame(bool hold) {
    ImVector<ImGuiInputEvent> later;
    if (hold) later.swap(ImGui::GetCurrentContext()->InputEventsQueue);
    ImGui::NewFrame();
    if (hold) later.swap(ImGui::GetCurrentContext()->InputEventsQueue);
}
bool input_waits() {
    return !ImGui::GetCurrentContext()->InputEventsQueue.empty();
}
void feed_mouse(ImVec2 p) {
    ImGui::GetIO().AddMousePosEvent(p.x, p.y);
}
void feed_button(int button, bool down) {
    ImGui::GetIO().AddMouseButtonEvent(button, down);
}
void feed_wheel(float x, float y) {
    ImGui::GetIO().AddMouseWheelEvent(x, y);
}
void feed_key(Key key, bool down) {
    ImGui::GetIO().AddKeyEvent(native(key), down);
}
void feed_modifiers(Modifiers m) {
#if IMGUI_VERSION_NUM >= 18900
    constexpr auto ctrl = ImGuiMod_Ctrl, shift = ImGuiMod_Shift, alt = ImGuiMod_Alt;
#else
    constexpr auto ctrl = ImGuiKey_ModCtrl, shift = ImGuiKey_ModShift, alt = ImGuiKey_ModAlt;
#endif
    ImGuiIO& io = ImGui::GetIO();
    io.AddKeyEvent(ctrl, m.ctrl);
    io.AddKeyEvent(shift, m.shift);
    io.AddKeyEvent(alt, m.alt);
}
bool key_pressed(Key key, bool repeat) {
    return ImGui::IsKeyPressed(native(key), repeat);
}

#else

void init_context() {
    static constexpr struct {
        ImGuiKey to;
        int from;
    } table[] = {{ImGuiKey_Tab, 258},      {ImGuiKey_LeftArrow, 263}, {ImGuiKey_RightArrow, 262},
                 {ImGuiKey_UpArrow, 265},  {ImGuiKey_DownArrow, 264}, {ImGuiKey_PageUp, 266},
                 {ImGuiKey_PageDown, 267}, {ImGuiKey_Home, 268},      {ImGuiKey_End, 269},
                 {ImGuiKey_Insert, 260},   {ImGuiKey_Delete, 261},    {ImGuiKey_Backspace, 259},
                 {ImGuiKey_Space, 32},     {ImGuiKey_Enter, 257},     {ImGuiKey_Escape, 256},
                 {ImGuiKey_A, 'A'},        {ImGuiKey_C, 'C'},         {ImGuiKey_V, 'V'},
                 {ImGuiKey_X, 'X'},        {ImGuiKey_Y, 'Y'},         {ImGuiKey_Z, 'Z'}};
    for (auto& row : table) ImGui::GetIO().KeyMap[row.to] = row.from;
}
void new_frame(bool) {
    ImGui::NewFrame();
}
bool input_waits() {
    return false;
}
void feed_mouse(ImVec2 p) {
    ImGui::GetIO().MousePos = p;
}
void feed_button(int button, bool down) {
    ImGui::GetIO().MouseDown[button] = down;
}
void feed_wheel(float x, float y) {
    ImGui::GetIO().MouseWheelH = x;
    ImGui::GetIO().MouseWheel = y;
}
void feed_key(Key key, bool down) {
    ImGui::GetIO().KeysDown[static_cast<int>(key)] = down;
}
void feed_modifiers(Modifiers m) {
    ImGuiIO& io = ImGui::GetIO();
    io.KeyCtrl = m.ctrl;
    io.KeyShift = m.shift;
    io.KeyAlt = m.alt;
}
bool key_pressed(Key key, bool repeat) {
    return ImGui::IsKeyPressed(static_cast<int>(key), repeat);
}

#endif

Modifiers modifiers_held() {
    ImGuiIO& io = ImGui::GetIO();
    return {io.KeyCtrl, io.KeyShift, io.KeyAlt};
}

bool begin_child(const char* id, ImVec2 size, ImGuiWindowFlags flags) {
    return ImGui::BeginChild(id, size, 0, flags);
}
void end_child() {
    ImGui::EndChild();
}

#if IMGUI_VERSION_NUM >= 19140
void push_no_tab() {
    ImGui::PushItemFlag(ImGuiItemFlags_NoTabStop, true);
}
void pop_no_tab() {
    ImGui::PopItemFlag();
}
#else
void push_no_tab() {
    ImGui::PushAllowKeyboardFocus(false);
}
void pop_no_tab() {
    ImGui::PopAllowKeyboardFocus();
}
#endif

void focus_next_item() {
    ImGui::SetWindowFocus(); // 1.90 hears the next line only in the window that has the focus
    ImGui::SetKeyboardFocusHere();
}

bool is_popup_open(ImGuiID id) {
    return ImGui::IsPopupOpen(id, 0);
}
bool begin_popup(ImGuiID id, ImGuiWindowFlags flags) {
    return ImGui::BeginPopupEx(id, flags);
}

#if IMGUI_VERSION_NUM >= 18970
void allow_overlap_before_item() {
    ImGui::SetNextItemAllowOverlap();
}
void allow_overlap_after_item() {}
bool item_hovered() {
    return ImGui::IsItemHovered(ImGuiHoveredFlags_AllowWhenOverlappedByItem);
}
#else
bool item_hovered() {
    return ImGui::IsItemHovered();
}
void allow_overlap_before_item() {}
void allow_overlap_after_item() {
    ImGui::SetItemAllowOverlap();
}
#endif

void add_rect(ImDrawList& list, ImVec2 min, ImVec2 max, ImU32 color, float rounding, float thickness) {
#if IMGUI_VERSION_NUM >= 19280
    list.AddRect(min, max, color, rounding, thickness, 0);
#else
    list.AddRect(min, max, color, rounding, 0, thickness);
#endif
}

void add_polyline(ImDrawList& list, std::span<const ImVec2> points, ImU32 color, float thickness) {
#if IMGUI_VERSION_NUM >= 19280
    list.AddPolyline(points.data(), static_cast<int>(points.size()), color, thickness, 0);
#else
    list.AddPolyline(points.data(), static_cast<int>(points.size()), color, 0, thickness);
#endif
}

#if IMGUI_VERSION_NUM >= 19200

void push_font(ImFont* font, float size) {
    ImGui::PushFont(font, size);
}
const char* wrap_position(ImFont* font, float size, const char* text, const char* end, float width) {
    return font->CalcWordWrapPosition(size, text, end, width);
}
bool has_glyph(ImFont* font, unsigned c) {
    return font->IsGlyphInFont(static_cast<ImWchar>(c));
}
void prepare_atlas(ImFontAtlas&, int) {}
void build_atlas(ImFontAtlas&) {}
void reload_font_texture_opengl3() {}
void accept_textures(ImDrawData& data) {
    if (!data.Textures) return;
    for (ImTextureData* texture : *data.Textures) {
        if (texture->Status == ImTextureStatus_WantCreate || texture->Status == ImTextureStatus_WantUpdates) {
            texture->SetTexID(static_cast<ImTextureID>(1));
            texture->SetStatus(ImTextureStatus_OK);
        } else if (texture->Status == ImTextureStatus_WantDestroy) {
            texture->SetTexID(ImTextureID_Invalid);
            texture->SetStatus(ImTextureStatus_Destroyed);
        }
    }
}
Texture texture_of(const ImDrawCmd& command) {
    ImTextureData* texture = command.TexRef._TexData;
    if (!texture) return {};
    return {texture->Pixels, texture->Width, texture->Height, texture->BytesPerPixel};
}

#else

void push_font(ImFont* font, float) {
    ImGui::PushFont(font);
}
const char* wrap_position(ImFont* font, float size, const char* text, const char* end, float width) {
    return font->CalcWordWrapPositionA(size / font->FontSize, text, end, width);
}
bool has_glyph(ImFont* font, unsigned c) {
    return c <= 0xFFFF && font->FindGlyphNoFallback(static_cast<ImWchar>(c)) != nullptr;
}
void prepare_atlas(ImFontAtlas& atlas, int width) {
    atlas.TexDesiredWidth = width;
}
void build_atlas(ImFontAtlas& atlas) {
    atlas.Build();
}
void reload_font_texture_opengl3() {
    ImGui_ImplOpenGL3_DestroyFontsTexture();
    ImGui_ImplOpenGL3_CreateFontsTexture();
}
void accept_textures(ImDrawData&) {}
Texture texture_of(const ImDrawCmd&) {
    Texture texture;
    unsigned char* pixels = nullptr;
    ImGui::GetIO().Fonts->GetTexDataAsAlpha8(&pixels, &texture.width, &texture.height);
    texture.pixels = pixels;
    return texture;
}

#endif

std::span<ImDrawList* const> draw_lists(const ImDrawData& data) {
#if IMGUI_VERSION_NUM >= 18980
    return {data.CmdLists.Data, static_cast<size_t>(data.CmdLists.Size)};
#else
    return {data.CmdLists, static_cast<size_t>(data.CmdListsCount)};
#endif
}

static void (*s_set_clipboard)(const char*) = nullptr;
static const char* (*s_get_clipboard)() = nullptr;

void set_clipboard(void (*set)(const char* text), const char* (*get)()) {
    s_set_clipboard = set;
    s_get_clipboard = get;
#if IMGUI_VERSION_NUM >= 19110
    ImGuiPlatformIO& io = ImGui::GetPlatformIO();
    io.Platform_SetClipboardTextFn = [](ImGuiContext*, const char* text) { s_set_clipboard(text); };
    io.Platform_GetClipboardTextFn = [](ImGuiContext*) { return s_get_clipboard(); };
#else
    ImGuiIO& io = ImGui::GetIO();
    io.SetClipboardTextFn = [](void*, const char* text) { s_set_clipboard(text); };
    io.GetClipboardTextFn = [](void*) { return s_get_clipboard(); };
#endif
}

ImGuiID active_item() {
    return ImGui::GetActiveID();
}
void clear_active_item() {
    ImGui::ClearActiveID();
}

static void reload(ImGuiInputTextState& state) {
#if IMGUI_VERSION_NUM >= 19110
    state.ReloadUserBufAndMoveToEnd();
#else
    state.Stb.single_line ^= 1; // what becomes a field of another kind is set up anew
#endif
}
void restart_field(ImGuiID id) {
    ImGuiInputTextState& state = ImGui::GetCurrentContext()->InputTextState;
    if (id == 0 || state.ID != id) return;
    if (active_item() == id)
        reload(state);
    else
        state.ID = 0;
}
void cursor_to_end(ImGuiID id) {
#if IMGUI_VERSION_NUM < 19110
    ImGuiInputTextState& state = ImGui::GetCurrentContext()->InputTextState;
    if (state.ID != id) return;
    state.Stb.cursor = state.Stb.select_start = state.Stb.select_end = state.CurLenW;
    state.CursorFollow = true;
#else
    (void)id;
#endif
}

#if IMGUI_VERSION_NUM < 19110
/// Of 1.86 to 1.91.0 the cursor counts characters.
static bool begins_character(char c) {
    return (static_cast<unsigned char>(c) & 0xC0) != 0x80;
}
size_t cursor_of(ImGuiID id, std::string_view text) {
    const ImGuiInputTextState& state = ImGui::GetCurrentContext()->InputTextState;
    if (state.ID != id) return text.size();
    int characters = state.Stb.cursor;
    size_t at = 0;
    while (at < text.size() && (!begins_character(text[at]) || characters-- > 0)) ++at;
    return at;
}
void place_cursor(ImGuiID id, std::string_view text, size_t bytes) {
    ImGuiInputTextState& state = ImGui::GetCurrentContext()->InputTextState;
    if (state.ID != id) return;
    int characters = 0;
    for (char c : text.substr(0, bytes)) characters += begins_character(c);
    state.Stb.cursor = state.Stb.select_start = state.Stb.select_end = std::min(characters, state.CurLenW);
    state.CursorFollow = true;
}
#else
size_t cursor_of(ImGuiID id, std::string_view text) {
    ImGuiInputTextState& state = ImGui::GetCurrentContext()->InputTextState;
    return state.ID == id ? std::min(text.size(), static_cast<size_t>(state.GetCursorPos())) : text.size();
}
void place_cursor(ImGuiID, std::string_view, size_t) {}
#endif

void take_key(Key key) {
    constexpr float held = 1e-6f; // seconds that it seems to have been down before this frame
#if IMGUI_VERSION_NUM >= 18700
    ImGuiKeyData* data = ImGui::GetKeyData(native(key));
    if (data->DownDuration == 0) data->DownDuration = held;
#else
    float& duration = ImGui::GetIO().KeysDownDuration[static_cast<int>(key)];
    if (duration == 0) duration = held;
#endif
}

void raise_window() {
    ImGui::BringWindowToDisplayFront(ImGui::GetCurrentWindow());
}

uintptr_t root_window_at(ImVec2 position) {
    ImGuiContext& context = *GImGui;
    for (int i = context.Windows.Size - 1; i >= 0; --i) {
        ImGuiWindow* window = context.Windows[i];
        if (!window->Active) continue;
        if (window->Hidden || (window->Flags & ImGuiWindowFlags_NoMouseInputs)) continue;
        if (window->OuterRectClipped.Contains(position)) return reinterpret_cast<uintptr_t>(window->RootWindow);
    }
    return 0;
}

uintptr_t current_root_window() {
    return reinterpret_cast<uintptr_t>(GImGui->CurrentWindow->RootWindow);
}

} // namespace scope::compat
