#pragma once
// Source as it ran: line numbers, a gutter that says which lines ran, colours, and notes behind a line ("10 -> 60").
// Read-only; scrolls sideways, marks what a search has found.

#include "ui/model/code_search.h"
#include "ui/model/highlight.h"
#include "ui/view/ui.h"
#include "ui/view/widgets/press.h"

#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace scope {

enum class LineRun : uint8_t { unknown, ran, skipped };

struct CodeViewSpec {
    std::string_view name;
    const CodeText* code = nullptr;
    std::function<LineRun(size_t line)> run = {};             ///< line from 1; may be empty
    std::function<std::string(size_t line)> note = {};        ///< faint text behind a line; may be empty
    std::function<void(const Press&, size_t line)> menu = {}; ///< what a right click on a line opens; may be empty
    size_t marked = 0;                                        ///< the line to show (from 1); 0: none
    bool marked_is_fault = false;
    std::span<const CodeMatch> matches = {}; ///< by line
    size_t current_match = SIZE_MAX;
};

/// Returns the line that was pressed, if any.
std::optional<size_t> code_view(Ui& ui, const Rect& area, const CodeViewSpec& spec);

/// Draws one line of code with its colours; returns where it ended.
float draw_code_line(Ui& ui, Rect rect, const CodeText& code, size_t index);

} // namespace scope
