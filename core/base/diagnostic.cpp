#include "core/base/diagnostic.h"

#include "core/base/text.h"

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
    auto continues = [&](size_t i) { return i < line.size() && (static_cast<unsigned char>(line[i]) & 0xC0) == 0x80; };
    size_t points = 0;
    for (size_t i = 0; i < line.size(); ++i) points += !continues(i);
    size_t at = place.column ? place.column - 1 : 0;
    size_t first = at > most / 2 && points > most ? at - most / 2 : 0;
    std::string text, mark;
    for (size_t i = 0, point = 0; i < line.size() && point < first + most; ++point) {
        size_t begin = i++;
        while (continues(i)) ++i;
        if (point < first) continue;
        std::string one(line.substr(begin, i - begin));
        if (one != "\t" && escape_control(one) != one) one = "?"; // nothing in it drives a terminal
        text += one;
        if (point < at) mark += one == "\t" ? "\t" : " ";
    }
    return text + "\n" + mark + "^\n";
}

} // namespace scope
