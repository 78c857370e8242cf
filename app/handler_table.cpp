#include "app/handler_table.h"

#include "core/base/text.h"
#include "core/data/typed_json.h"
#include "core/trace/handler_matrix.h"

#include <algorithm>
#include <vector>

namespace scope {

// More than fits a terminal is for --json.
static constexpr size_t most_rows = 200;
static constexpr size_t most_columns = 24;
static constexpr size_t most_lines = 100; // of one kind in one handler run

namespace {

struct Text {
    std::string text;
    Tint tint = Tint::plain;
};
using Column = std::vector<Text>; ///< two lines of title, then a line a row

Text cell_text(const MatrixCell& cell) {
    auto value = [&](size_t most) { return cell.value ? summary(*cell.value, most) : std::string(); };
    switch (cell.access) {
    case KeyAccess::written:
        return {"+ " + (cell.old_value ? summary(*cell.old_value, 20) : "absent") + " -> " +
                    (cell.value ? value(20) : "deleted"),
                Tint::written};
    case KeyAccess::missing: return {"! missing, read", Tint::missing};
    case KeyAccess::tested: return {"? " + (cell.value ? value(28) : "absent, tested")};
    case KeyAccess::dumped: return {"o " + value(28), Tint::read};
    case KeyAccess::read: return {"* " + value(28), Tint::read};
    default: return {cell.value ? "  " + value(28) : "", Tint::faint};
    }
}

Tint tint_of(RunEnd end) {
    return end == RunEnd::fault ? Tint::error : end == RunEnd::left ? Tint::warning : Tint::faint;
}

std::vector<Column> columns_of(const HandlerMatrix& matrix) {
    std::vector<Column> columns{{{"key", Tint::faint}, {}}};
    for (const MatrixRow& row : matrix.rows) columns[0].push_back({escape_control(row.path)});
    for (const MatrixColumn& run : matrix.columns)
        columns.push_back(
            {{escape_control(std::to_string(run.handler) + " " + run.object + " #" + std::to_string(run.instance)),
              Tint::strong},
             {run.outcome.text, tint_of(run.outcome.end)}});
    for (const MatrixRow& row : matrix.rows)
        for (size_t i = 0; i < row.cells.size(); ++i) {
            Text cell = cell_text(row.cells[i]);
            columns[i + 1].push_back({escape_control(cell.text), cell.tint});
        }
    return columns;
}

size_t widest(const Column& column) {
    size_t width = 0;
    for (const Text& text : column) width = std::max(width, width_of(text.text));
    return width;
}

/// Columns side by side; all but the last are padded.
class TableWriter {
public:
    explicit TableWriter(const Terminal& terminal) : m_terminal(terminal) {}

    std::string write(const std::vector<Column>& columns) {
        size_t limit = m_terminal.width() ? m_terminal.width() : SIZE_MAX;
        size_t keys = std::min(widest(columns[0]), std::max<size_t>(std::min<size_t>(limit / 3, 60), 8));
        std::string out;
        for (size_t first = 1; first < columns.size();) {
            std::vector<std::pair<const Column*, size_t>> block{{&columns[0], keys}};
            size_t used = margin + keys;
            do {
                size_t width = std::min(widest(columns[first]), limit - std::min(limit - 1, margin + keys + gap));
                if (block.size() > 1 && used + gap + width > limit) break;
                block.emplace_back(&columns[first++], width);
                used += gap + width;
            } while (first < columns.size());
            for (size_t line = 0; line < columns[0].size(); ++line) out += line_of(block, line);
        }
        return out;
    }

private:
    static constexpr size_t margin = 2, gap = 2;

    std::string line_of(const std::vector<std::pair<const Column*, size_t>>& block, size_t line) const {
        std::string out(margin, ' ');
        size_t missing = 0; // spaces, written when something follows
        for (const auto& [column, width] : block) {
            const Text& cell = (*column)[line];
            std::string text = cut_to(cell.text, width);
            size_t has = width_of(text);
            if (has > 0) out += std::string(missing, ' ') + m_terminal.paint(cell.tint, text);
            missing = (has > 0 ? 0 : missing) + width - has + gap;
        }
        out.erase(out.find_last_not_of(' ') + 1);
        return out + "\n";
    }

    const Terminal& m_terminal;
};

} // namespace

std::string handler_table(const DispatchRecord& dispatch, const Terminal& terminal) {
    std::string constant(event_constant(dispatch.event));
    std::string title = (constant.empty() ? "event " : constant + " ") + std::to_string(dispatch.event.number);
    std::string out = terminal.paint(Tint::strong, "#" + std::to_string(dispatch.id) + " " + title) +
                      (dispatch.parent ? ", made by handler run " + std::to_string(dispatch.parent) : "") + "\n";
    if (dispatch.handlers.empty())
        return out + "  " + terminal.paint(Tint::warning, "nobody received it: no handler ran") + "\n";
    HandlerMatrix matrix = handler_matrix(dispatch, {}, {most_columns, most_rows});
    out += TableWriter(terminal).write(columns_of(matrix));
    if (size_t more = matrix.rows_left_out) out += "  and " + std::to_string(more) + " more keys: see --json\n";
    if (size_t more = matrix.columns_left_out)
        out += "  and " + std::to_string(more) + " more handler runs: see --json\n";
    return out;
}

static std::string call_text(const std::string& function, const std::vector<Datum>& args) {
    static constexpr size_t most = 8;
    std::string out = function + "(";
    for (size_t i = 0; i < std::min(most, args.size()); ++i) out += (i ? ", " : "") + summary(args[i], 60);
    return out + (args.size() > most ? ", ...)" : ")");
}

std::string request_text(const RequestRecord& request) {
    return call_text(request.kind, request.args);
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
            lines += (outcome.end == RunEnd::skipped ? "    asked last: " : "    left because ") + outcome.because +
                     place(handler.left->place) + "\n";
        each(handler.changes, [&](const ChangeRecord& change) {
            return change.path + "  " + (change.old_value ? summary(*change.old_value, 40) : "absent") + " -> " +
                   (change.new_value ? summary(*change.new_value, 40) : "absent") + place(change.place);
        });
        each(handler.calls, [&](const CallOutRecord& call) {
            return "calls out: " + call_text(call.function, call.args) + " -> " + summary(call.result, 40) +
                   place(call.place);
        });
        each(handler.requests,
             [&](const RequestRecord& request) { return "request: " + request_text(request) + place(request.place); });
        each(handler.log, [&](const LogRecord& line) { return "log: " + escape_control(line.text); });
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
