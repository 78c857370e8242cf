#include "ui/view/panels/row_menu.h"

#include "ui/view/icons.h"
#include "ui/view/widgets/popup.h"

namespace scope {

RowMenu::RowMenu(PanelContext& context, const Press& press, std::string_view name, int rows) : m_context(context) {
    Ui& ui = context.ui;
    if (press.right_clicked) {
        ImVec2 mouse = ImGui::GetIO().MousePos;
        ui.menu_at = press.rect.contains(mouse) && press.hovered
                         ? mouse
                         : ImVec2{press.rect.min.x + ui.px(24), press.rect.max.y};
        open_popup_list(name);
    }
    if (!is_popup_list_open(name)) return;
    m_open = begin_popup_list(ui, name, {ui.menu_at, ui.menu_at}, 230, rows);
}

RowMenu::~RowMenu() {
    if (m_open) end_popup_list(m_context.ui);
}

void RowMenu::copy(std::string_view title, std::string text) {
    item(title, {CommandId::copy_text, std::move(text)}, icon::copy);
}

void RowMenu::item(std::string_view title, Command command, const char* icon) {
    PopupRow row{.name = title, .text = title, .icon = icon ? icon : " "};
    row.enabled = m_context.bench.is_enabled(command.id);
    if (popup_row(m_context.ui, row)) m_context.commands.push(std::move(command));
}

void RowMenu::command(CommandId id) {
    const CommandInfo& info = info_of(id);
    item(info.title, {id}, icon::find(info.icon));
}

} // namespace scope
