// draw_set_*, draw_get_*, gpu_set_*, gpu_get_*: colours, alignments and modes that are kept and given back. One row per
// setting; nothing is drawn with them.

#include "core/lib/platform_tables.h"
#include "core/lib/shared_arguments.h"

#include <algorithm>
#include <array>

namespace scope {

enum class Kept : uint8_t { number, truth, asset };

struct SettingRow {
    const char* get;
    const char* set;
    const char* name; ///< those of the graphics card begin with gpu_, and gpu_push_state keeps them
    Kept kept = Kept::number;
    double initial = 0;
    bool per_sampler = false; ///< the first argument is a sampler's number
};

static constexpr double white = 0xffffff;
static constexpr SettingRow settings[] = {
    {"draw_get_color", "draw_set_color", "colour", Kept::number, white},
    {"draw_get_colour", "draw_set_colour", "colour", Kept::number, white},
    {"draw_get_alpha", "draw_set_alpha", "alpha", Kept::number, 1},
    {"draw_get_halign", "draw_set_halign", "halign"},
    {"draw_get_valign", "draw_set_valign", "valign"},
    {"draw_get_font", "draw_set_font", "font", Kept::asset, -1},
    {"draw_get_lighting", "draw_set_lighting", "lighting", Kept::truth},
    {"draw_get_circle_precision", "draw_set_circle_precision", "circle_precision", Kept::number, 24},
    {"draw_get_swf_aa_level", "draw_set_swf_aa_level", "swf_aa_level"},
    {"draw_get_svg_aa_level", "draw_set_svg_aa_level", "svg_aa_level"},
    {"application_surface_is_enabled", "application_surface_enable", "application_surface", Kept::truth, 1},
    {"application_surface_is_draw_enabled", "application_surface_draw_enable", "application_draw", Kept::truth, 1},
    {"gpu_get_blendenable", "gpu_set_blendenable", "gpu_blendenable", Kept::truth, 1},
    {"gpu_get_ztestenable", "gpu_set_ztestenable", "gpu_ztestenable", Kept::truth},
    {"gpu_get_zwriteenable", "gpu_set_zwriteenable", "gpu_zwriteenable", Kept::truth, 1},
    {"gpu_get_alphatestenable", "gpu_set_alphatestenable", "gpu_alphatestenable", Kept::truth},
    {"gpu_get_alphatestref", "gpu_set_alphatestref", "gpu_alphatestref"},
    {"gpu_get_zfunc", "gpu_set_zfunc", "gpu_zfunc", Kept::number, 4}, // cmpfunc_lessequal
    {"gpu_get_cullmode", "gpu_set_cullmode", "gpu_cullmode"},
    {"gpu_get_depth", "gpu_set_depth", "gpu_depth"},
    {"gpu_get_blendmode", "gpu_set_blendmode", "gpu_blendmode"},
    {"gpu_get_blendequation", "gpu_set_blendequation", "gpu_blendequation", Kept::number, 1}, // bm_eq_add
    {"gpu_get_stencil_enable", "gpu_set_stencil_enable", "gpu_stencil_enable", Kept::truth},
    {"gpu_get_sprite_cull", "gpu_set_sprite_cull", "gpu_sprite_cull", Kept::truth, 1},
    {"gpu_get_tex_max_aniso", "gpu_set_tex_max_aniso", "gpu_tex_max_aniso", Kept::number, 16},
    {"gpu_get_tex_max_mip", "gpu_set_tex_max_mip", "gpu_tex_max_mip", Kept::number, 16},
    {"gpu_get_tex_min_mip", "gpu_set_tex_min_mip", "gpu_tex_min_mip"},
    {"gpu_get_tex_mip_bias", "gpu_set_tex_mip_bias", "gpu_tex_mip_bias"},
    {"gpu_get_tex_filter", "gpu_set_tex_filter", "gpu_tex_filter", Kept::truth},
    {"gpu_get_texfilter", "gpu_set_texfilter", "gpu_tex_filter", Kept::truth},
    {"gpu_get_tex_repeat", "gpu_set_tex_repeat", "gpu_tex_repeat", Kept::truth},
    {"gpu_get_texrepeat", "gpu_set_texrepeat", "gpu_tex_repeat", Kept::truth},
    {"gpu_get_tex_filter_ext", "gpu_set_tex_filter_ext", "gpu_tex_filter", Kept::truth, 0, true},
    {"gpu_get_texfilter_ext", "gpu_set_texfilter_ext", "gpu_tex_filter", Kept::truth, 0, true},
    {"gpu_get_tex_repeat_ext", "gpu_set_tex_repeat_ext", "gpu_tex_repeat", Kept::truth, 0, true},
    {"gpu_get_texrepeat_ext", "gpu_set_texrepeat_ext", "gpu_tex_repeat", Kept::truth, 0, true},
};

static const SettingRow& setting_of(std::string_view name) {
    return *std::find_if(std::begin(settings), std::end(settings),
                         [&](const SettingRow& one) { return one.get == name || one.set == name; });
}
static Drawing& drawing_of(NativeCall& c) {
    return world_of(c).platform().drawing;
}
/// Samplers beyond 31 share a place.
static std::string place_of(NativeCall& c, const SettingRow& setting) {
    std::string place = setting.name;
    return setting.per_sampler ? place + std::to_string(std::clamp<int64_t>(c.integer(0), 0, 31)) : place;
}

static NativeStatus get_setting(NativeCall& c) {
    const SettingRow& setting = setting_of(c.name);
    auto found = drawing_of(c).settings.find(place_of(c, setting));
    if (found != drawing_of(c).settings.end()) return c.done(found->second);
    return c.done(setting.kept == Kept::truth ? Value::boolean(setting.initial > 0.5) : Value(setting.initial));
}
static NativeStatus set_setting(NativeCall& c) {
    const SettingRow& setting = setting_of(c.name);
    std::string place = place_of(c, setting);
    uint32_t at = setting.per_sampler ? 1 : 0;
    Value value = setting.kept == Kept::truth ? Value::boolean(c.truth(at)) : Value(c.real(at));
    if (setting.kept == Kept::asset && c.arg(at).is_ref()) value = c.arg(at);
    if (!c.failed()) drawing_of(c).settings[place] = value;
    return c.done();
}

static NativeStatus gpu_push_state(NativeCall& c) {
    constexpr size_t most = 1000;
    if (drawing_of(c).pushed.size() >= most) return c.error("gpu_push_state :: too many states are pushed");
    drawing_of(c).pushed.push_back(drawing_of(c).settings);
    return c.done();
}
/// The graphics card's settings as they were pushed; colours and alignments stay as they are.
static NativeStatus gpu_pop_state(NativeCall& c) {
    Drawing& drawing = drawing_of(c);
    if (drawing.pushed.empty()) return c.error("gpu_pop_state :: no state was pushed");
    auto of_card = [](const auto& entry) { return entry.first.starts_with("gpu_"); };
    std::erase_if(drawing.settings, of_card);
    for (const auto& entry : drawing.pushed.back())
        if (of_card(entry)) drawing.settings.insert(entry);
    drawing.pushed.pop_back();
    return c.done();
}

static constexpr auto rows = [] {
    std::array<NativeRow, 2 * std::size(settings) + 2> out{};
    size_t at = 0;
    for (const SettingRow& row : settings) {
        int8_t arguments = row.per_sampler ? 1 : 0;
        out[at++] = {row.get, get_setting, arguments, arguments};
        out[at++] = {row.set, set_setting, static_cast<int8_t>(arguments + 1), static_cast<int8_t>(arguments + 1)};
    }
    out[at++] = {"gpu_push_state", gpu_push_state, 0, 0};
    out[at++] = {"gpu_pop_state", gpu_pop_state, 0, 0};
    return out;
}();

std::span<const NativeRow> draw_setting_natives() {
    return rows;
}

} // namespace scope
