#pragma once
// A way into a payload, step by step: through maps and lists, and from a string into the JSON that it holds or from a
// buffer to its parts (see buffer_edit.h). Unlike the paths of reports (payload_path.h) its text is told apart whatever
// keys hold: "a/b" leads from a to b, "a\/b" to the key "a/b".

#include "core/base/result.h"
#include "core/data/datum.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace scope {

struct PayloadWay {
    std::vector<Datum> steps;  ///< as in datum_steps.h
    std::vector<Datum> inside; ///< within the string or buffer there

    /// "response_headers/ETag", "result > gold"; a key that would be taken for something else is written with
    /// backslashes.
    std::string text() const;
    /// What text() wrote.
    static PayloadWay read(std::string_view text);

    bool empty() const { return steps.empty(); }
    bool is_inside() const { return !inside.empty(); }
    PayloadWay parent() const;
    /// The way on to a key or an index below, `into` a string or buffer when this is the way to one.
    PayloadWay child(Datum step, bool into) const;
};

/// How one step stands in text().
std::string step_text(const Datum& step);
/// Whether `path` leads to what is below `container`, both as text() writes them.
bool is_below(std::string_view path, std::string_view container);

/// The thing where a way leads; nothing when there is none.
std::optional<Datum> at_way(const Datum& payload, const PayloadWay& way);
/// A copy in which it is another one, is no more, or has another name. Of a string with JSON only that part of the text
/// changes.
Result<Datum> with_way(const Datum& payload, const PayloadWay& way, const Datum& value);
Result<Datum> without_way(const Datum& payload, const PayloadWay& way);
Result<Datum> with_renamed_way(const Datum& payload, const PayloadWay& way, const std::string& name);
/// Inside a string: a copy in which the part is `json`.
Result<Datum> with_json_way(const Datum& payload, const PayloadWay& way, std::string_view json);

} // namespace scope
