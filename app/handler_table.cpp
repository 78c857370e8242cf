#include "app/handler_table.h"

#include "core/base/text.h"
#include "core/data/typed_json.h"
#include "core/trace/handler_matrix.h"

#include <algorithm>
#include <vector>

namespace scope {

static size_t width_of(std::string_view text) {
    size_t width = 0;
    for (char c : text) width += (static_cast<unsigned char>(c) & 0xC0) != 0x80;
    return width;
}

/// At most `most` bytes, whole characters, with a mark when something is missing.
static std::string cut(std::string text, size_t most) {
    if (text.size() <= most) return text;
    while (most > 0 && (static_cast<unsigned char>(text[most]) & 0xC0) == 0x80) --most;
    return text.substr(0, most) + "...";
}

static std::string padded(std::string text, size_t width) {
    size_t has = width_of(text);
    return has < width ? text + std::string(width - has, ' ') : text;
}

// More than fits a terminal is for --json.
static constexpr size_t most_rows = 200;
static constexpr size_t most_columns = 24;
static constexpr size_t most_lines = 100; // of one kind in one handler run

static std::string cell_text(const MatrixCell& cell) {
    auto value = [&](size_t most) { return cell.value ? summary(*cell.value, most) : std::string(); };
    switch (cell.access) {
    case KeyAccess::written:
        return "+ " + (cell.old_value ? summary(*cell.old_value, 20) : "absent") + " -> " +
               (cell.value ? value(20) : "deleted");
    case KeyAccess::missing: return "! missing, read";
    case KeyAccess::tested: return "? " + (cell.value ? value(28) : "absent, tested");
    case KeyAccess::read: return "* " + value(28);
    default: return cell.value ? "  " + value(28) : "";
    }
}

std::string handler_table(const DispatchRecord& dispatch) {
    std::string constant(event_constant(dispatch.event));
    std::string title = (constant.empty() ? "event " : constant + " ") + std::to_string(dispatch.event.number);
    std::string out = "#" + std::to_string(dispatch.id) + " " + title +
                      (dispatch.parent ? ", made by handler run " + std::to_string(dispatch.parent) : "") + "\n";
    if (dispatch.handlers.empty()) return out + "  no handler ran\n";
    HandlerMatrix matrix = handler_matrix(dispatch, {}, {most_columns, most_rows});
    std::vector<std::vector<std::string>> columns{{"key", ""}};
    for (const MatrixRow& row : matrix.rows) columns[0].push_back(cut(escape_control(row.path), 60));
    for (const MatrixColumn& run : matrix.columns)
        columns.push_back(
            {std::to_string(run.handler) + " " + run.object + " #" + std::to_string(run.instance), run.outcome.text});
    for (const MatrixRow& row : matrix.rows)
        for (size_t i = 0; i < row.cells.size(); ++i) columns[i + 1].push_back(escape_control(cell_text(row.cells[i])));
    for (auto& column : columns) {
        size_t width = 0;
        for (const std::string& text : column) width = std::max(width, width_of(text));
        for (std::string& text : column) text = padded(std::move(text), width);
    }
    for (size_t line = 0; line < columns[0].size(); ++line) {
        std::string text = "  ";
        for (const auto& column : columns) text += column[line] + "  ";
        text.erase(text.find_last_not_of(' ') + 1);
        out += text + "\n";
    }
    if (size_t more = matrix.rows_left_out) out += "  and " + std::to_string(more) + " more keys: see --json\n";
    if (size_t more = matrix.columns_left_out)
        out += "  and " + std::to_string(more) + " more handler runs: see --json\n";
    return out;
}

std::string handler_details(const DispatchRecord& dispatch) {
    std::string out;
    auto place = [](const Place& at) {
        return at.file.empty() ? "" : "  (" + at.file + ":" + std::to_string(at.line) + ")";
    };
    size_t runs = 0;
    for (const HandlerRecord& handler : dispatch.handlers) {
        if (++runs > most_columns) break;
        std::string lines;
        auto each = [&](const auto& list, auto&& line) {
            for (size_t i = 0; i < list.size() && i < most_lines; ++i) lines += "    " + line(list[i]) + "\n";
            if (list.size() > most_lines) lines += "    and " + std::to_string(list.size() - most_lines) + " more\n";
        };
        if (Outcome outcome = outcome_of(handler); !outcome.because.empty())
            lines += "    left because " + outcome.because + place(handler.left->place) + "\n";
        each(handler.changes, [&](const ChangeRecord& change) {
            return change.path + "  " + (change.old_value ? summary(*change.old_value, 40) : "absent") + " -> " +
                   (change.new_value ? summary(*change.new_value, 40) : "absent") + place(change.place);
        });
        each(handler.calls,
             [&](const CallOutRecord& call) { return "calls out: " + call.function + place(call.place); });
        each(handler.requests,
             [&](const RequestRecord& request) { return "request: " + request.kind + place(request.place); });
        each(handler.log, [&](const LogRecord& line) { return "log: " + line.text; });
        if (handler.fault) lines += "    fault: " + handler.fault->message + place(handler.fault->place) + "\n";
        std::string safe;
        for (size_t at = 0; at < lines.size();) { // keep our own line breaks, escape everybody else's
            size_t end = lines.find('\n', at);
            safe += escape_control(std::string_view(lines).substr(at, end - at)) + "\n";
            at = end + 1;
        }
        if (!safe.empty()) out += "  " + std::to_string(handler.id) + " " + handler.object + ":\n" + safe;
    }
    return out;
}

} // namespace scope
