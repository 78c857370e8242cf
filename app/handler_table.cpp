#include "app/handler_table.h"

#include "core/base/text.h"
#include "core/data/typed_json.h"

#include <algorithm>
#include <unordered_map>
#include <unordered_set>
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

/// What one handler run did with each key, found by name.
class HandlerColumn {
public:
    explicit HandlerColumn(const HandlerRecord& handler) : m_handler(handler) {
        for (const KeyWriteRecord& write : handler.writes) m_writes.emplace(write.key, &write);
        m_reads.insert(handler.reads.begin(), handler.reads.end());
        m_missing.insert(handler.missing.begin(), handler.missing.end());
        m_tested.insert(handler.tested.begin(), handler.tested.end());
    }

    std::string cell(const std::string& key) const {
        bool tested = m_tested.contains(key);
        if (auto found = m_writes.find(key); found != m_writes.end()) {
            const KeyWriteRecord& write = *found->second;
            std::string before = write.before ? summary(*write.before, 20) : "absent";
            return "+ " + before + " -> " + (write.after ? summary(*write.after, 20) : "deleted");
        }
        if (m_missing.contains(key)) return tested ? "? absent, tested" : "! missing, read";
        const Datum* value = m_handler.before.find(std::string_view(key));
        std::string shown = value ? summary(*value, 28) : "";
        if (m_reads.contains(key)) return "* " + shown;
        if (!value) return "";
        return (tested ? "? " : "  ") + shown;
    }

private:
    const HandlerRecord& m_handler;
    std::unordered_map<std::string_view, const KeyWriteRecord*> m_writes;
    std::unordered_set<std::string_view> m_reads, m_missing, m_tested;
};

/// Keys that a handler touched count before those that only lie in the payload when there are too many to show.
static std::vector<std::string> rows_of(const DispatchRecord& dispatch, size_t& left_out) {
    std::vector<std::string> rows;
    std::unordered_set<std::string> seen;
    left_out = 0;
    auto add = [&](const std::string& key) {
        if (!seen.insert(key).second) return;
        if (rows.size() < most_rows)
            rows.push_back(key);
        else
            ++left_out;
    };
    auto touched = [&] {
        for (const HandlerRecord& handler : dispatch.handlers) {
            for (const KeyWriteRecord& write : handler.writes) add(write.key);
            for (const std::string& key : handler.reads) add(key);
            for (const std::string& key : handler.missing) add(key);
        }
    };
    if (dispatch.payload.entries().size() > most_rows) touched();
    for (const DatumEntry& entry : dispatch.payload.entries())
        add(entry.key.is(DatumKind::string) ? std::string(entry.key.text()) : summary(entry.key, 20));
    touched();
    return rows;
}

static std::string outcome(const HandlerRecord& handler) {
    if (handler.fault) return "fault";
    if (handler.left) return "left at line " + std::to_string(handler.left->place.line);
    return "ran to its end";
}

std::string handler_table(const DispatchRecord& dispatch) {
    std::string title = (dispatch.event.constant.empty() ? "event " : dispatch.event.constant + " ") +
                        std::to_string(dispatch.event.number);
    std::string out = "#" + std::to_string(dispatch.id) + " " + title +
                      (dispatch.parent ? ", made by handler run " + std::to_string(dispatch.parent) : "") + "\n";
    if (dispatch.handlers.empty()) return out + "  no handler ran\n";
    std::vector<std::vector<std::string>> columns{{"key", ""}};
    size_t left_out = 0;
    std::vector<std::string> rows = rows_of(dispatch, left_out);
    for (const std::string& row : rows) columns[0].push_back(cut(escape_control(row), 60));
    for (const HandlerRecord& handler : dispatch.handlers) {
        if (columns.size() > most_columns) break;
        HandlerColumn column(handler);
        columns.push_back({std::to_string(handler.id) + " " + handler.object + " #" + std::to_string(handler.instance),
                           outcome(handler)});
        for (const std::string& row : rows) columns.back().push_back(escape_control(column.cell(row)));
    }
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
    if (left_out) out += "  and " + std::to_string(left_out) + " more keys: see --json\n";
    if (dispatch.handlers.size() > most_columns)
        out += "  and " + std::to_string(dispatch.handlers.size() - most_columns) + " more handler runs: see --json\n";
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
        if (handler.left && !handler.left->because.empty())
            lines += "    left because " + handler.left->because + place(handler.left->place) + "\n";
        each(handler.changes, [&](const ChangeRecord& change) {
            return change.path + "  " + (change.before ? summary(*change.before, 40) : "absent") + " -> " +
                   (change.after ? summary(*change.after, 40) : "absent") + place(change.place);
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
