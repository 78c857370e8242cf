#pragma once
// What each handler saw: the keys of async_load down, the handler runs of one dispatch across, and in each cell the
// value as that run met it with what it did with it. The signature view of the window; built when a dispatch is
// selected.

#include "core/trace/records.h"
#include "ui/model/event_rows.h"

#include <cstdint>
#include <set>
#include <string>
#include <vector>

namespace scope {

enum class KeyAccess : uint8_t {
    absent,   ///< the key was not there and nobody asked
    not_read, ///< there, but this run did not look
    read,
    dumped,  ///< only seen by a function that goes through the whole map
    written, ///< changed, added or deleted by this run
    missing, ///< asked for, but absent
    tested,  ///< only asked whether it is there
};

struct MatrixCell {
    KeyAccess access = KeyAccess::absent;
    bool read = false;  ///< also read, when written
    std::string value;  ///< as the run met it; of a written one, what it wrote ("deleted")
    std::string before; ///< of a written one: "0", "absent"
};

struct MatrixRow {
    std::string path; ///< "response_headers/ETag", "result > gold"
    std::string label;
    int depth = 0;
    bool has_children = false; ///< a container, or a string that holds JSON, with parts that do not show yet
    bool open = false;
    bool never_there = false;      ///< asked for only
    std::vector<MatrixCell> cells; ///< one a column
};

struct MatrixColumn {
    uint32_t handler = 0; ///< HandlerRecord::id
    std::string object;
    uint32_t instance = 0;
    std::string inherited; ///< the object that owns the handler, if it is another one
    std::string how;       ///< "ran to the end", "left at line 1", "fault at line 7"
    Tone tone = Tone::ok;
    std::string did;             ///< "3 changes, 1 call out"
    std::vector<uint32_t> fired; ///< nested dispatches
};

struct MatrixFinding {
    Tone tone = Tone::warning;
    std::string text;
    std::string detail; ///< places
    uint32_t handler = 0;
    std::string ignored_key; ///< the id that the run acted on without comparing it
};

struct HandlerMatrix {
    std::vector<MatrixColumn> columns;
    std::vector<MatrixRow> rows;
    std::vector<MatrixFinding> findings; ///< the most telling first
};

/// `open` holds the paths whose parts are shown although nobody touched them. Limits: 512 columns, 4096 rows; what is
/// beyond is left out.
HandlerMatrix handler_matrix(const DispatchRecord& dispatch, const std::set<std::string>& open = {});

/// Cell text of what `handler` saw at `path` of `map`, "absent" when nothing.
std::string seen_text(const Datum& map, const std::string& path);

} // namespace scope
