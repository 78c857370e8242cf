#include "ui/model/console_rows.h"

#include "core/base/text.h"
#include "ui/model/payload_rows.h"
#include "ui/model/text.h"

#include <fmt/format.h>

namespace scope {

namespace {

constexpr size_t most_lines = 2000, few_parts = 8, most_parts = 5000;

bool continues(char c) {
    return (static_cast<unsigned char>(c) & 0xC0) == 0x80;
}

/// Bytes of the first `columns` characters.
size_t bytes_of(std::string_view text, size_t columns) {
    size_t at = 0;
    for (size_t count = 0; at < text.size(); ++at)
        if (!continues(text[at]) && count++ == columns) break;
    return at;
}

class Builder {
public:
    Builder(size_t columns, const std::set<std::string>& toggled) : m_columns(columns), m_toggled(toggled) {}

    void entry(const ConsoleEntry& entry, size_t index) {
        m_entry = index;
        text(ConsoleRow::Kind::code, entry.code);
        size_t answer = m_rows.size();
        text(ConsoleRow::Kind::text, entry.answer);
        m_rows[answer].first = true;
        if (entry.content.entries().empty() && entry.content.items().empty()) return;
        // A handle says nothing of what it holds; a struct or an array has been printed.
        std::string path = fmt::format("{}:", index);
        bool open = m_toggled.contains(path) != entry.answer.starts_with("ref ");
        m_rows[answer].path = path;
        m_rows[answer].has_children = true;
        m_rows[answer].open = open;
        if (open) parts(entry.content, path);
    }

    std::vector<ConsoleRow> take() { return std::move(m_rows); }

private:
    ConsoleRow& add(ConsoleRow::Kind kind) {
        m_rows.push_back({});
        m_rows.back().kind = kind;
        m_rows.back().entry = m_entry;
        return m_rows.back();
    }

    void text(ConsoleRow::Kind kind, const std::string& text) {
        for (std::string& line : wrapped_lines(text, m_columns, most_lines)) add(kind).text = std::move(line);
    }

    void parts(const Datum& content, const std::string& path) {
        std::set<std::string> open;
        for (auto at = m_toggled.lower_bound(path); at != m_toggled.end() && at->starts_with(path); ++at)
            open.insert(at->substr(path.size()));
        bool all = open.contains("*");
        size_t top = 0;
        for (const PayloadRow& part : payload_rows(content, open, most_parts)) {
            if (part.depth == 0 && ++top > few_parts && !all) break;
            ConsoleRow& row = add(ConsoleRow::Kind::item);
            row.key = part.key;
            row.type = part.type;
            row.text = part.value;
            row.path = path + part.path;
            row.depth = part.depth + 1;
            row.has_children = part.has_children;
            row.open = part.open;
        }
        if (all || content.size() <= few_parts) return;
        ConsoleRow& more = add(ConsoleRow::Kind::more);
        more.text = fmt::format("and {} more", content.size() - few_parts);
        more.path = path + "*";
        more.depth = 1;
    }

    size_t m_columns;
    const std::set<std::string>& m_toggled;
    size_t m_entry = 0;
    std::vector<ConsoleRow> m_rows;
};

} // namespace

std::vector<std::string> wrapped_lines(std::string_view text, size_t columns, size_t most) {
    std::vector<std::string> lines;
    columns = std::max<size_t>(columns, 8);
    for (size_t at = 0; at <= text.size() && lines.size() < most;) {
        size_t end = std::min(text.find('\n', at), text.size());
        std::string_view line = text.substr(at, end - at);
        do {
            size_t length = bytes_of(line, columns);
            size_t space = length < line.size() ? line.substr(0, length + 1).rfind(' ') : std::string_view::npos;
            if (space != std::string_view::npos && space > length / 2) length = space + 1;
            lines.push_back(escape_control(line.substr(0, length)));
            line.remove_prefix(length);
        } while (!line.empty() && lines.size() < most);
        at = end + 1;
    }
    return lines;
}

std::vector<ConsoleRow> console_rows(const std::vector<ConsoleEntry>& entries, size_t columns,
                                     const std::set<std::string>& toggled) {
    Builder builder(columns, toggled);
    for (size_t i = 0; i < entries.size(); ++i) builder.entry(entries[i], i);
    return builder.take();
}

} // namespace scope
