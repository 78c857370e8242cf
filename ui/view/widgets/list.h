#pragma once
// A list of rows of one height, with columns. Only the rows that show are asked for, and the position is a whole row
// number of 64 bits, so ten rows and ten million behave alike. The whole list is one stop of the keyboard: arrows,
// Page, Home and End move the selection while it is there.

#include "ui/view/ui.h"
#include "ui/view/widgets/press.h"
#include "ui/view/widgets/text.h"

#include <optional>
#include <span>
#include <string_view>
#include <vector>

namespace scope {

inline constexpr float row_height = 24;

struct Column {
    std::string_view title;
    float width = 0; ///< units; 0 takes an equal share of what is left
    Align align = Align::left;
    uint8_t spare = 0; ///< a column that may be left out where there is no room: the highest first; 0 stays
};

/// Where columns stand inside rows. The user may drag the lines between their titles; what was dragged is kept by
/// `name`.
class Columns {
public:
    Columns(Ui& ui, std::string_view name, const Rect& area, std::span<const Column> columns);
    /// Cuts the row of titles off `area` and draws it; with `sorts` a press on a title sorts by it.
    void header(Rect& area, bool sorts = false);
    /// ListLook::sort
    int sort() const { return m_look.sort; }
    /// The part of `row` for a column, inside its padding.
    Rect cell(size_t column, const Rect& row) const;
    size_t count() const { return m_columns.size(); }
    /// False for one that is left out; its cell is empty.
    bool shows(size_t column) const { return m_edges[column + 1] > m_edges[column]; }

private:
    void fit(std::vector<float>& widths, float room);
    float others(size_t column) const;
    void sort_title(size_t column, const Rect& cell, const std::string& key);

    Ui& m_ui;
    std::string_view m_name;
    std::span<const Column> m_columns;
    std::string m_left_out; ///< titles
    ListLook m_look;
    std::vector<float> m_edges; ///< pixels, count + 1
};

/// A scrolled list over `area`; rows are drawn between construction and destruction.
class List {
public:
    List(Ui& ui, const Rect& area, std::string_view name, int64_t rows, float height = row_height);
    ~List();
    List(const List&) = delete;
    List& operator=(const List&) = delete;

    /// Rows [first, last) show, the last one perhaps in part.
    int64_t first() const { return m_state.top; }
    int64_t last() const { return m_last; }
    Rect row_rect(int64_t row) const;
    /// The part of the area that rows may use (the scroll bar excluded).
    const Rect& view() const { return m_view; }
    /// Width of content wider than the view; rows are moved to the left by scroll_x(), at most to its end, and a bar
    /// takes the place of the lowest.
    void set_content_width(float pixels);
    /// Moves rows sideways so that [from, to) of the content shows; called every frame it acts once for each new place.
    void reveal_sideways(float from, float to);
    void move_sideways(float pixels) { m_state.scroll_x += pixels; }
    float scroll_x() const { return m_state.scroll_x; }

    /// One row: its background, hover and press. `label` names the item, `text` is what scripts read.
    Press row(int64_t row, std::string_view label, bool selected, std::string_view text = {});
    /// Whether the keyboard is in the list.
    bool focused() const { return m_focused; }
    /// Where the keyboard wants the selection to go from `current` (-1: none) in this frame.
    std::optional<int64_t> moved_to(int64_t current) const;
    /// For lists without a selection: the keys move a cursor, Enter presses its row. Before the rows are drawn.
    void walk();
    /// Whether the keyboard's cursor of walk() is on `row`, and shows.
    bool at_cursor(int64_t row) const;
    /// Whether the keyboard asks for the menu of the row it is on.
    bool wants_menu() const;
    /// For lists without rows to press: the keys scroll.
    void scroll_by_keys();
    /// Scrolls so that `row` shows; called every frame it acts once for each new row.
    void reveal(int64_t row);
    /// Scrolls to the last row if the list stood at its end.
    bool at_end() const;
    void go_to_end();

private:
    int64_t full_rows() const;
    int64_t largest_top() const;
    void scroll_bar(const Rect& area);
    void sideways_bar();
    void take_wheel();
    void take_focus(const Rect& area);

    Ui& m_ui;
    ListState& m_state;
    int64_t m_rows;
    int64_t m_last = 0;
    float m_height;
    Rect m_view;
    float m_content_width = 0;
    bool m_focused = false;
    bool m_walks = false;
    PanelScope m_scope;
};

/// The chevron and indentation of a tree row; cuts them off `cell`. True when the chevron was pressed.
bool tree_handle(Ui& ui, Rect& cell, int depth, bool has_children, bool open, std::string_view label);

} // namespace scope
