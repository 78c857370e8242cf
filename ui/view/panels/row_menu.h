#pragma once
// The menu of a right click, or of Shift+F10 on the selected row: what can be copied of it and done with it. Texts are
// worked out while it is open only.

#include "ui/view/panels/panel_context.h"
#include "ui/view/widgets/press.h"

#include <string>
#include <string_view>

namespace scope {

/// if (RowMenu menu(context, press, "#102 menu", 3); menu) { menu.copy("Copy the row", text); menu.item(...); }
class RowMenu {
public:
    /// `rows` is the most that will be added.
    RowMenu(PanelContext& context, const Press& press, std::string_view name, int rows);
    ~RowMenu();
    RowMenu(const RowMenu&) = delete;
    RowMenu& operator=(const RowMenu&) = delete;

    explicit operator bool() const { return m_open; }

    /// Puts `text` on the clipboard.
    void copy(std::string_view title, std::string text);
    void item(std::string_view title, Command command, const char* icon = nullptr);
    /// A command of the table as it stands there.
    void command(CommandId id);

private:
    PanelContext& m_context;
    bool m_open = false;
};

} // namespace scope
