#include "core/base/diagnostic.h"

namespace scope {

std::string_view severity_name(Severity severity) {
    switch (severity) {
    case Severity::note: return "note";
    case Severity::warning: return "warning";
    case Severity::error: break;
    }
    return "error";
}

std::string Place::text() const {
    if (line == 0) return file;
    return file + ":" + std::to_string(line) + ":" + std::to_string(column);
}

Place place_of(const SourceFile& file, Span span) {
    LineColumn at = file.locate(span.begin);
    return {file.path(), at.line, at.column};
}

std::string Diagnostic::text() const {
    std::string where = place.text();
    return (where.empty() ? "" : where + ": ") + std::string(severity_name(severity)) + ": " + message;
}

std::string caret(const SourceFile& file, const Place& place) {
    constexpr size_t most = 120; // code points shown of one line
    std::string_view line = file.line_text(place.line);
    if (place.line == 0 || place.line > file.line_count()) return {};
    std::vector<std::string_view> points;
    for (size_t i = 0; i < line.size();) {
        size_t end = i + 1;
        while (end < line.size() && (static_cast<unsigned char>(line[end]) & 0xC0) == 0x80) ++end;
        points.push_back(line.substr(i, end - i));
        i = end;
    }
    size_t at = place.column ? place.column - 1 : 0;
    size_t first = at > most / 2 && points.size() > most ? at - most / 2 : 0;
    std::string text, mark;
    for (size_t i = first; i < points.size() && i < first + most; ++i) {
        unsigned char lead = static_cast<unsigned char>(points[i][0]);
        text += lead < 0x20 && lead != '\t' ? "?" : std::string(points[i]); // control characters never reach a terminal
        if (i < at) mark += points[i] == "\t" ? "\t" : " ";
    }
    return text + "\n" + mark + "^\n";
}

} // namespace scope
