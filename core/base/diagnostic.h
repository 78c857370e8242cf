#pragma once
// A finding about somebody's files: what, where, and what to try. Parsers and readers collect these and go on, so one
// bad file never hides the others. The same struct becomes a line on stderr, a Problem in the window and a JSON object.

#include "core/base/source.h"

#include <string>
#include <string_view>
#include <vector>

namespace scope {

enum class Severity : uint8_t { note, warning, error };

/// "note", "warning" or "error".
std::string_view severity_name(Severity severity);

/// A place as reports show it; line 0 means the whole file, an empty file means no place.
struct Place {
    std::string file;
    uint32_t line = 0;
    uint32_t column = 0;

    /// "file:line:column", "file" or "".
    std::string text() const;
    bool operator==(const Place&) const = default;
};

Place place_of(const SourceFile& file, Span span);

struct Diagnostic {
    std::string code; ///< stable and short, "unknown-name"; for filters, tests and JSON
    Severity severity = Severity::error;
    std::string message;
    Place place;
    std::string hint; ///< what to try; may be empty

    /// "file:line:column: error: message", without hint or source line.
    std::string text() const;
};

/// The source line and a caret under `place`, two lines each ended by a line break; empty when the place has no line.
/// Tabs are kept in the caret's line, long lines are cut around the caret.
std::string caret(const SourceFile& file, const Place& place);

} // namespace scope
