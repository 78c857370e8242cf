#pragma once
// The handler matrix: the keys of async_load down, the handler runs of one dispatch across, and in each cell the
// value as that run met it with what it did with it. The one model behind the window's matrix and the command line's
// table. Built when a dispatch is shown; linear in its records, whose data the cells share.

#include "core/trace/records.h"

#include <cstdint>
#include <optional>
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
    missing, ///< read, but absent
    tested,  ///< only asked whether it is there
};

enum class RunEnd : uint8_t {
    finished,
    skipped, ///< nothing but its conditions ran, or nothing else since it looked at the payload
    left,
    fault
};

/// How a handler run came to its end, in the words that every view uses.
struct Outcome {
    RunEnd end = RunEnd::finished;
    std::string text;    ///< "ran to its end", "nothing but its conditions ran", "left at line 2", "fault at line 7",
                         ///< "fault in scr_save.gml at line 3" when that is not the handler's file
    std::string because; ///< of a run that left or skipped: "status == 0, was 404"
};
Outcome outcome_of(const HandlerRecord& handler);

/// The keys that a run read in vain without a look whether they are there.
std::vector<std::string> unexpected_keys(const HandlerRecord& handler);

struct MatrixCell {
    KeyAccess access = KeyAccess::absent;
    bool read = false;              ///< also read, when written
    std::optional<Datum> value;     ///< as the run met it; of a written one, what it wrote (nothing: deleted)
    std::optional<Datum> old_value; ///< of a written one, what was there first
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
    Outcome outcome;
    std::vector<uint32_t> fired; ///< nested dispatches
};

struct HandlerMatrix {
    std::vector<MatrixColumn> columns;
    std::vector<MatrixRow> rows;
    size_t columns_left_out = 0, rows_left_out = 0;
};

/// What is beyond is counted and left out; of too many keys those that a handler touched come first.
struct MatrixLimits {
    size_t columns = 512;
    size_t rows = 4096;
};

/// `open` holds the paths whose parts are shown although nobody touched them.
HandlerMatrix handler_matrix(const DispatchRecord& dispatch, const std::set<std::string>& open = {},
                             MatrixLimits limits = {});

} // namespace scope
