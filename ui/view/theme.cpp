#include "ui/view/theme.h"

#include <algorithm>
#include <cmath>

namespace scope {

namespace {

/// 0xRRGGBB as ImGui packs it, opaque.
constexpr ImU32 rgb(unsigned hex) {
    return IM_COL32((hex >> 16) & 255, (hex >> 8) & 255, hex & 255, 255);
}

template<typename... Hex> constexpr std::array<ImU32, sizeof...(Hex)> palette(Hex... hex) {
    return {rgb(static_cast<unsigned>(hex))...};
}

Theme dark_theme() {
    Theme t{};
    t.name = "dark";
    t.dark = true;
    t.background = rgb(0x14171c);
    t.panel = rgb(0x1a1e25);
    t.raised = rgb(0x2a303b);
    t.raised_hover = rgb(0x343c49);
    t.line = rgb(0x2c333f);
    t.line_soft = rgb(0x242a34);
    t.row_hover = rgb(0x20252e);
    t.text = rgb(0xe6e9ef);
    t.text_soft = rgb(0xa9b1bf);
    t.text_faint = rgb(0x747e8f);
    t.accent = rgb(0x4c9df3);
    t.accent_hover = rgb(0x6aaef6);
    t.on_accent = rgb(0x0d1520);
    t.on_accent_soft = rgb(0x274a72);
    t.selection = rgb(0x24405f);
    t.on_selection_soft = rgb(0xa3b6cc);
    t.ok = rgb(0x57b37a);
    t.warning = rgb(0xe0a84a);
    t.fault = rgb(0xe5645f);
    t.read = rgb(0x57a5d8);
    t.written = rgb(0xc38ae6);
    t.missing = rgb(0xe5645f);
    t.code_keyword = rgb(0xc38ae6);
    t.code_function = rgb(0x74a7f2);
    t.code_builtin = rgb(0xeab468);
    t.code_string = rgb(0x98c98d);
    t.code_number = rgb(0xe59f66);
    t.code_comment = rgb(0x747e8f);
    t.code_macro = rgb(0x6fc3cf);
    t.not_run = rgb(0x3a3f4b);
    t.events = palette(0xddecba, 0x4fb3bf, 0xe0679b, 0xfcbe50, 0x8be2fe, 0x4cde90, 0x4091f3, 0xb89df5, 0xfcbec9,
                       0x7f9440, 0xcc9a8b, 0x9d66bb, 0xaaa81d, 0xaa6c5f);
    return t;
}

Theme light_theme() {
    Theme t{};
    t.name = "light";
    t.dark = false;
    t.background = rgb(0xffffff);
    t.panel = rgb(0xf6f7f9);
    t.raised = rgb(0xe4e8ee);
    t.raised_hover = rgb(0xd6dce5);
    t.line = rgb(0xd3d9e2);
    t.line_soft = rgb(0xe3e7ed);
    t.row_hover = rgb(0xebeef3);
    t.text = rgb(0x1c2430);
    t.text_soft = rgb(0x4b5666);
    t.text_faint = rgb(0x6b7688);
    t.accent = rgb(0x1f6fd0);
    t.accent_hover = rgb(0x1a62ba);
    t.on_accent = rgb(0xffffff);
    t.on_accent_soft = rgb(0xcfe1f8);
    t.selection = rgb(0xcfe2f8);
    t.on_selection_soft = rgb(0x40566f);
    t.ok = rgb(0x1f7f4c);
    t.warning = rgb(0x9a6200);
    t.fault = rgb(0xc2332e);
    t.read = rgb(0x1d75ae);
    t.written = rgb(0x8a3fbd);
    t.missing = rgb(0xc2332e);
    t.code_keyword = rgb(0x8a3fbd);
    t.code_function = rgb(0x1c5fc0);
    t.code_builtin = rgb(0x8f5a00);
    t.code_string = rgb(0x2d7a32);
    t.code_number = rgb(0xa8480e);
    t.code_comment = rgb(0x6b7688);
    t.code_macro = rgb(0x0c7483);
    t.not_run = rgb(0xc9cfd9);
    t.events = palette(0x4470b0, 0x48a1a0, 0xd5637d, 0xb33d07, 0x479af4, 0x71a929, 0x17516f, 0xa876ce, 0x7b103d,
                       0x147010, 0x99488f, 0x5338a5, 0x8f7a45, 0x4e3d04);
    return t;
}

ImVec4 vec(ImU32 color, float alpha = 1) {
    ImVec4 v = ImGui::ColorConvertU32ToFloat4(color);
    v.w *= alpha;
    return v;
}

void apply_sizes(ImGuiStyle& style, float scale) {
    auto px = [scale](float v) { return std::max(1.0f, std::round(v * scale)); };
    style.WindowPadding = {px(8), px(8)};
    style.FramePadding = {px(8), px(4)};
    style.ItemSpacing = {px(8), px(4)};
    style.ItemInnerSpacing = {px(8), px(4)};
    style.CellPadding = {px(8), px(4)};
    style.IndentSpacing = px(16);
    style.ScrollbarSize = px(10);
    style.GrabMinSize = px(24);
    style.WindowRounding = style.PopupRounding = px(6);
    style.ChildRounding = 0;
    style.FrameRounding = style.GrabRounding = style.TabRounding = px(4);
    style.ScrollbarRounding = px(5);
    style.WindowBorderSize = style.PopupBorderSize = px(1);
    style.ChildBorderSize = style.TabBorderSize = 0;
    style.FrameBorderSize = px(1);
    style.MouseCursorScale = scale;
    style.DisplaySafeAreaPadding = {px(4), px(4)};
}

} // namespace

const std::array<Theme, 2>& themes() {
    static const std::array<Theme, 2> all = {dark_theme(), light_theme()};
    return all;
}

const Theme* find_theme(std::string_view name) {
    for (const Theme& theme : themes())
        if (theme.name == name) return &theme;
    return nullptr;
}

ImU32 event_color(const Theme& theme, int number) {
    for (size_t i = 0; i < async_event_numbers.size(); ++i)
        if (async_event_numbers[i] == number) return theme.events[i];
    return theme.text_soft;
}

ImU32 faded(ImU32 color, float alpha) {
    auto a = static_cast<ImU32>(static_cast<float>(color >> IM_COL32_A_SHIFT) * std::clamp(alpha, 0.0f, 1.0f) + 0.5f);
    return (color & ~IM_COL32_A_MASK) | (a << IM_COL32_A_SHIFT);
}

ImU32 mixed(ImU32 a, ImU32 b, float amount) {
    auto part = [&](int shift) {
        float from = static_cast<float>((a >> shift) & 255), to = static_cast<float>((b >> shift) & 255);
        return static_cast<ImU32>(from + (to - from) * amount + 0.5f) << shift;
    };
    return part(IM_COL32_R_SHIFT) | part(IM_COL32_G_SHIFT) | part(IM_COL32_B_SHIFT) | (a & IM_COL32_A_MASK);
}

void apply_style(const Theme& theme, float scale) {
    ImGuiStyle& style = ImGui::GetStyle();
    style = ImGuiStyle();
    apply_sizes(style, scale);
    auto set = [&](ImGuiCol which, ImU32 color, float alpha = 1) { style.Colors[which] = vec(color, alpha); };
    set(ImGuiCol_Text, theme.text);
    set(ImGuiCol_TextDisabled, theme.text_faint);
    set(ImGuiCol_WindowBg, theme.panel);
    set(ImGuiCol_ChildBg, theme.panel, 0);
    set(ImGuiCol_PopupBg, theme.panel);
    set(ImGuiCol_Border, theme.line);
    set(ImGuiCol_BorderShadow, theme.line, 0);
    set(ImGuiCol_FrameBg, theme.background);
    set(ImGuiCol_FrameBgHovered, theme.background);
    set(ImGuiCol_FrameBgActive, theme.background);
    set(ImGuiCol_MenuBarBg, theme.panel);
    set(ImGuiCol_ScrollbarBg, theme.panel, 0);
    set(ImGuiCol_ScrollbarGrab, theme.raised);
    set(ImGuiCol_ScrollbarGrabHovered, theme.raised_hover);
    set(ImGuiCol_ScrollbarGrabActive, theme.raised_hover);
    set(ImGuiCol_CheckMark, theme.accent);
    set(ImGuiCol_Button, theme.raised);
    set(ImGuiCol_ButtonHovered, theme.raised_hover);
    set(ImGuiCol_ButtonActive, theme.raised_hover);
    set(ImGuiCol_Header, theme.selection);
    set(ImGuiCol_HeaderHovered, theme.row_hover);
    set(ImGuiCol_HeaderActive, theme.selection);
    set(ImGuiCol_Separator, theme.line);
    set(ImGuiCol_TextSelectedBg, theme.accent, 0.35f);
    set(ImGuiCol_NavHighlight, theme.accent);
    set(ImGuiCol_ModalWindowDimBg, theme.background, 0.6f);
}

} // namespace scope
