#include "app/handler_table.h"

#include "core/base/text.h"
#include "core/data/typed_json.h"

#include <algorithm>
#include <vector>

namespace scope {

static size_t width_of(std::string_view text) {
    size_t width = 0;
    for (char c : text) width += (static_cast<unsigned char>(c) & 0xC0) != 0x80;
    return width;
}

static std::string padded(std::string text, size_t width) {
    size_t has = width_of(text);
    return has < width ? text + std::string(width - has, ' ') : text;
}

static bool has(const std::vector<std::string>& list, const std::string& key) { return std::find(list.begin(), list.end(), key) != list.end(); }

/// Keys at the top, then those that handlers added, missed or reached below.
static std::vector<std::string> rows_of(const DispatchRecord& dispatch) {
    std::vector<std::string> rows;
    auto add = [&](const std::string& key) {
        if (!has(rows, key)) rows.push_back(key);
    };
    for (const DatumEntry& entry : dispatch.payload.entries()) add(entry.key.is(DatumKind::string) ? std::string(entry.key.text()) : summary(entry.key, 20));
    for (const HandlerRecord& handler : dispatch.handlers) {
        for (const KeyWriteRecord& write : handler.writes) add(write.key);
        for (const std::string& key : handler.reads) add(key);
        for (const std::string& key : handler.missing) add(key);
    }
    return rows;
}

static std::string cell(const HandlerRecord& handler, const std::string& key) {
    for (const KeyWriteRecord& write : handler.writes) {
        if (write.key != key) continue;
        std::string before = write.before ? summary(*write.before, 20) : "absent";
        return "+ " + before + " -> " + (write.after ? summary(*write.after, 20) : "deleted");
    }
    if (has(handler.missing, key)) return has(handler.tested, key) ? "? absent, tested" : "! missing, read";
    const Datum* value = handler.before.find(std::string_view(key));
    std::string shown = value ? summary(*value, 28) : "";
    if (has(handler.reads, key)) return "* " + shown;
    if (!value) return "";
    return (has(handler.tested, key) ? "? " : "  ") + shown;
}

static std::string outcome(const HandlerRecord& handler) {
    if (handler.fault) return "fault";
    if (handler.left) return "left at line " + std::to_string(handler.left->place.line);
    return "ran to its end";
}

std::string handler_table(const DispatchRecord& dispatch) {
    std::string title = (dispatch.event.constant.empty() ? "event " : dispatch.event.constant + " ") + std::to_string(dispatch.event.number);
    std::string out = "#" + std::to_string(dispatch.id) + " " + title + (dispatch.parent ? ", made by handler run " + std::to_string(dispatch.parent) : "") + "\n";
    if (dispatch.handlers.empty()) return out + "  no handler ran\n";
    std::vector<std::vector<std::string>> columns{{"key", ""}};
    std::vector<std::string> rows = rows_of(dispatch);
    for (const std::string& row : rows) columns[0].push_back(escape_control(row));
    for (const HandlerRecord& handler : dispatch.handlers) {
        columns.push_back({std::to_string(handler.id) + " " + handler.object + " #" + std::to_string(handler.instance), outcome(handler)});
        for (const std::string& row : rows) columns.back().push_back(escape_control(cell(handler, row)));
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
    return out;
}

std::string handler_details(const DispatchRecord& dispatch) {
    std::string out;
    auto place = [](const Place& at) { return at.file.empty() ? "" : "  (" + at.file + ":" + std::to_string(at.line) + ")"; };
    for (const HandlerRecord& handler : dispatch.handlers) {
        std::string lines;
        if (handler.left && !handler.left->because.empty()) lines += "    left because " + handler.left->because + place(handler.left->place) + "\n";
        for (const ChangeRecord& change : handler.changes)
            lines += "    " + change.path + "  " + (change.before ? summary(*change.before, 40) : "absent") + " -> " +
                     (change.after ? summary(*change.after, 40) : "absent") + place(change.place) + "\n";
        for (const CallOutRecord& call : handler.calls) lines += "    calls out: " + call.function + place(call.place) + "\n";
        for (const RequestRecord& request : handler.requests) lines += "    request: " + request.kind + place(request.place) + "\n";
        for (const LogRecord& line : handler.log) lines += "    log: " + line.text + "\n";
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
