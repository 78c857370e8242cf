#include "ui/view/panels/panel_context.h"

#include "ui/view/icons.h"

namespace scope {

ImU32 color_of(const Theme& theme, Tone tone) {
    switch (tone) {
    case Tone::quiet: return theme.text_faint;
    case Tone::plain: return theme.text_soft;
    case Tone::ok: return theme.ok;
    case Tone::warning: return theme.warning;
    case Tone::fault: return theme.fault;
    }
    return theme.text;
}

Split bench_splitter(PanelContext& context, std::string_view name, const Rect& area, Axis axis, float usual,
                     float least_first, float least_second) {
    float before = context.bench.split(std::string(name), usual), ratio = before;
    Split split = splitter(context.ui, name, area, axis, ratio, usual, least_first, least_second);
    if (ratio != before) context.commands.push({CommandId::set_split, std::string(name), "", 0, ratio});
    return split;
}

bool command_button(PanelContext& context, Rect& row, CommandId id, ButtonSpec spec) {
    const CommandInfo& info = info_of(id);
    if (spec.label.empty()) spec.label = info.title;
    if (!spec.icon) spec.icon = icon::find(info.icon);
    std::string tooltip(info.title);
    if (!info.shortcut.empty()) (tooltip += "  ") += info.shortcut;
    spec.tooltip = tooltip;
    spec.enabled = context.bench.is_enabled(id);
    bool pressed = button_left(context.ui, row, spec);
    if (pressed) context.commands.push(id);
    return pressed;
}

void command_icon(PanelContext& context, Rect& strip, CommandId id) {
    const CommandInfo& info = info_of(id);
    if (strip.width() < context.ui.px(24)) return; // never over another; the shortcut is left
    Rect at = strip.cut_right(context.ui.px(24)).middle(context.ui.px(24));
    if (icon_button(context.ui, at, icon::find(info.icon), info.title, info.shortcut, context.bench.is_enabled(id)))
        context.commands.push(id);
}

} // namespace scope
