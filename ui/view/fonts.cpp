#include "ui/view/fonts.h"

#include "ui/view/compat.h"
#include "ui/view/icons.h"

#include <algorithm>
#include <cmath>

extern "C" {
extern const unsigned char scope_font_inter_regular[], scope_font_inter_regular_end[];
extern const unsigned char scope_font_inter_semibold[], scope_font_inter_semibold_end[];
extern const unsigned char scope_font_jetbrains_mono[], scope_font_jetbrains_mono_end[];
extern const unsigned char scope_font_awesome[], scope_font_awesome_end[];
}

namespace scope {

namespace {

// ImGui's size is ascent minus descent; designers' is the em. The quotients are in each font's horizontal header.
constexpr float inter_line_per_em = 1.2102f;
constexpr float inter_ascent_per_em = 0.96875f;
constexpr float mono_line_per_em = 1.32f;
constexpr float mono_ascent_per_em = 1.02f;
constexpr float mono_advance_per_em = 0.6f;

// Static because the atlas keeps pointers to them for as long as it lives.
// Latin with extensions, Greek, Cyrillic, punctuation, currency, letter-like, arrows, mathematics, boxes and shapes.
constexpr ImWchar wide_ranges[] = {0x0020, 0x024F, 0x0370, 0x052F, 0x2000, 0x206F, 0x20A0,
                                   0x20BF, 0x2100, 0x218F, 0x2190, 0x21FF, 0x2200, 0x22FF,
                                   0x2500, 0x25FF, 0x2700, 0x27BF, 0xFFFD, 0xFFFD, 0};
// Labels and titles are ours: Latin is enough, except that project names show in them.
constexpr ImWchar narrow_ranges[] = {0x0020, 0x017F, 0x0370, 0x045F, 0x2010, 0x2044, 0x2190, 0x2199, 0};
constexpr ImWchar symbol_ranges[] = {0x2190, 0x21FF, 0x2200, 0x22FF, 0x2500, 0x25FF, 0x2700, 0x27BF, 0};
constexpr ImWchar icon_ranges[] = {static_cast<ImWchar>(icon::first), static_cast<ImWchar>(icon::last), 0};

struct Data {
    const unsigned char* begin;
    const unsigned char* end;
};

ImFont* add(ImFontAtlas& atlas, Data data, float size, const ImFontConfig& settings, const ImWchar* ranges) {
    ImFontConfig config = settings;
    config.FontDataOwnedByAtlas = false;
    // ImGui takes a mutable pointer but only reads when it does not own the data.
    return atlas.AddFontFromMemoryTTF(const_cast<unsigned char*>(data.begin), static_cast<int>(data.end - data.begin),
                                      size, &config, ranges);
}

/// `em` is the icon's design size; it is centred on the digits of the face it is merged into.
void merge_icons(ImFontAtlas& atlas, float em) {
    ImFontConfig config;
    config.MergeMode = true;
    config.PixelSnapH = true;
    config.OversampleH = 1;
    config.GlyphOffset.y = std::round(em * 0.07f);
    add(atlas, {scope_font_awesome, scope_font_awesome_end}, std::round(em), config, icon_ranges);
}

/// How ImGui rounds the ascent of a font of `size`.
float ascent(float size, float part) {
    return std::floor(size * part + 1);
}

Face add_inter(ImFontAtlas& atlas, Data data, float em, const ImWchar* ranges) {
    ImFontConfig config;
    config.OversampleH = 3; // sub-pixel positions: even spacing at small sizes
    float size = std::round(em * inter_line_per_em);
    ImFont* font = add(atlas, data, size, config, ranges);
    if (ranges == wide_ranges) { // boxes, shapes and marks that Inter lacks
        config.MergeMode = true;
        add(atlas, {scope_font_jetbrains_mono, scope_font_jetbrains_mono_end}, size, config, symbol_ranges);
    }
    merge_icons(atlas, em);
    return {font, size, ascent(size, inter_ascent_per_em / inter_line_per_em)};
}

Face add_mono(ImFontAtlas& atlas, float em) {
    ImFontConfig config;
    config.OversampleH = 1;
    config.PixelSnapH = true;
    config.GlyphMinAdvanceX = config.GlyphMaxAdvanceX = std::round(em * mono_advance_per_em);
    float size = std::round(em * mono_line_per_em);
    ImFont* font = add(atlas, {scope_font_jetbrains_mono, scope_font_jetbrains_mono_end}, size, config, wide_ranges);
    merge_icons(atlas, em);
    return {font, size, ascent(size, mono_ascent_per_em / mono_line_per_em)};
}

} // namespace

Fonts build_fonts(ImFontAtlas& atlas, float scale) {
    scale = std::clamp(scale, 0.5f, 4.0f);
    const Data regular{scope_font_inter_regular, scope_font_inter_regular_end};
    const Data semibold{scope_font_inter_semibold, scope_font_inter_semibold_end};
    atlas.Clear();
    compat::prepare_atlas(atlas, scale > 1.5f ? 4096 : 2048);
    Fonts fonts;
    fonts.text = add_inter(atlas, regular, 14 * scale, wide_ranges);
    fonts.small = add_inter(atlas, regular, 12 * scale, wide_ranges);
    fonts.strong = add_inter(atlas, semibold, 14 * scale, narrow_ranges);
    fonts.title = add_inter(atlas, semibold, 12 * scale, narrow_ranges);
    fonts.code = add_mono(atlas, 13 * scale);
    compat::build_atlas(atlas);
    return fonts;
}

} // namespace scope
