#include "core/trace/handler_matrix.h"

#include "core/data/datum_edit.h"
#include "core/data/payload_path.h"
#include "core/data/typed_json.h"

#include <algorithm>
#include <unordered_map>
#include <unordered_set>

namespace scope {

namespace {

std::string key_text(const Datum& key) {
    return key.is(DatumKind::string) ? std::string(key.text()) : summary(key, 80);
}

std::string last_part(const std::string& path) {
    std::string parent = parent_path(path);
    if (parent.empty()) return path;
    size_t skip = path.compare(parent.size(), into_string.size(), into_string) == 0 ? into_string.size() : 1;
    return path.substr(parent.size() + skip);
}

/// Collects paths in the order in which they are added, each below what contains it.
class Rows {
public:
    explicit Rows(size_t most) : m_most(most) {}

    void add(const std::string& path) {
        if (m_known.contains(path) || m_left_out.contains(path)) return;
        if (m_nodes.size() == m_most) {
            m_left_out.insert(path);
            return;
        }
        // A top-level key may itself hold '/' or '>'; it is a row of its own if its parent is none.
        std::string parent = parent_path(path);
        auto above = parent.empty() ? m_known.end() : m_known.find(parent);
        MatrixRow row;
        row.path = path;
        row.depth = above == m_known.end() ? 0 : m_nodes[above->second].row.depth + 1;
        row.label = row.depth ? last_part(path) : path.empty() ? "\"\"" : path;
        (above == m_known.end() ? m_top : m_nodes[above->second].children).push_back(m_nodes.size());
        m_known.emplace(path, m_nodes.size());
        m_nodes.push_back({std::move(row), {}});
    }

    std::vector<MatrixRow> take() {
        std::vector<MatrixRow> rows;
        std::vector<size_t> pending(m_top.rbegin(), m_top.rend());
        while (!pending.empty()) {
            Node& node = m_nodes[pending.back()];
            pending.pop_back();
            pending.insert(pending.end(), node.children.rbegin(), node.children.rend());
            rows.push_back(std::move(node.row));
        }
        return rows;
    }
    size_t left_out() const { return m_left_out.size(); }

private:
    struct Node {
        MatrixRow row;
        std::vector<size_t> children;
    };
    size_t m_most;
    std::vector<Node> m_nodes;
    std::vector<size_t> m_top;
    std::unordered_map<std::string, size_t> m_known;
    std::unordered_set<std::string> m_left_out;
};

/// The payload and what became of it between the runs, each state once.
using States = std::vector<const Datum*>;
States states_of(const DispatchRecord& dispatch) {
    States states{&dispatch.payload};
    for (const HandlerRecord& handler : dispatch.handlers)
        if (!states.back()->same_node(handler.before)) states.push_back(&handler.before);
    return states;
}

/// As at_payload_path; an empty path is the key without a name.
std::optional<Datum> value_at(const Datum& map, const std::string& path) {
    if (!path.empty()) return at_payload_path(map, path);
    const Datum* found = map.find("");
    return found ? std::optional(*found) : std::nullopt;
}

/// The value at a path, in the first state that has one.
std::optional<Datum> value_at(const States& states, const std::string& path) {
    std::optional<Datum> found;
    for (size_t i = 0; !found && i < states.size(); ++i) found = value_at(*states[i], path);
    return found;
}

/// Paths of the parts of `value`, which stands at `path`: entries, items, or what a JSON string holds.
std::vector<std::string> parts_of(const std::optional<Datum>& value, const std::string& path, size_t most) {
    if (!value) return {};
    bool inside = path.find(into_string) != std::string::npos;
    Datum json = inside ? Datum() : json_inside(*value);
    std::string prefix = path + (json.is_undefined() ? "/" : std::string(into_string));
    const Datum& container = json.is_undefined() ? *value : json;
    std::vector<std::string> parts;
    bool keyed = container.is(DatumKind::structure) || container.is(DatumKind::ds_map);
    for (const DatumEntry& entry : keyed ? container.entries() : std::span<const DatumEntry>())
        parts.push_back(prefix + key_text(entry.key));
    if (!container.is(DatumKind::ds_grid))
        for (size_t i = 0; i < container.items().size() && i < most; ++i) parts.push_back(prefix + std::to_string(i));
    return parts;
}

void add_touched(Rows& rows, const DispatchRecord& dispatch) {
    for (const HandlerRecord& handler : dispatch.handlers)
        for (const KeyWriteRecord& write : handler.writes) rows.add(write.key);
    for (const HandlerRecord& handler : dispatch.handlers) {
        for (const std::string& key : handler.reads) rows.add(key);
        for (const std::string& key : handler.missing) rows.add(key);
        for (const std::string& key : handler.tested) rows.add(key);
    }
}

void collect_rows(HandlerMatrix& matrix, const DispatchRecord& dispatch, const std::set<std::string>& open,
                  const MatrixLimits& limits) {
    States states = states_of(dispatch);
    Rows rows(limits.rows);
    if (dispatch.payload.entries().size() > limits.rows) add_touched(rows, dispatch);
    for (const Datum* state : states)
        for (const DatumEntry& entry : state->entries()) rows.add(key_text(entry.key));
    add_touched(rows, dispatch);
    for (const std::string& path : open) // sorted, so a container comes before what is in it
        for (const std::string& part : parts_of(value_at(states, path), path, limits.rows)) rows.add(part);
    matrix.rows_left_out = rows.left_out();
    matrix.rows = rows.take();
    std::unordered_set<std::string_view> shown;
    for (const MatrixRow& row : matrix.rows) shown.insert(row.path);
    for (MatrixRow& row : matrix.rows) {
        row.open = open.contains(row.path);
        auto parts = parts_of(value_at(states, row.path), row.path, limits.rows);
        // Nothing to open where runs have touched every part already.
        row.has_children = row.open || std::any_of(parts.begin(), parts.end(),
                                                   [&](const std::string& part) { return !shown.contains(part); });
    }
}

/// What one handler run did with each key, found by its path.
class RunAccess {
public:
    explicit RunAccess(const HandlerRecord& handler) : m_handler(handler) {
        for (const KeyWriteRecord& write : handler.writes) {
            m_first_writes.emplace(write.key, &write);
            m_last_writes[write.key] = &write;
        }
        m_reads.insert(handler.reads.begin(), handler.reads.end());
        m_missing.insert(handler.missing.begin(), handler.missing.end());
        m_tested.insert(handler.tested.begin(), handler.tested.end());
    }

    /// `seen` is the value that the run met.
    MatrixCell cell(const std::string& path, std::optional<Datum> seen) const {
        MatrixCell cell;
        cell.read = m_reads.contains(path);
        if (auto last = m_last_writes.find(path); last != m_last_writes.end()) {
            cell.access = KeyAccess::written;
            cell.value = last->second->new_value;
            cell.old_value = m_first_writes.at(path)->old_value;
            return cell;
        }
        cell.value = std::move(seen);
        if (cell.read)
            cell.access = KeyAccess::read;
        else if (m_tested.contains(path)) // also by comparing what was read with undefined
            cell.access = KeyAccess::tested;
        else if (m_missing.contains(path))
            cell.access = KeyAccess::missing;
        else if (cell.value)
            cell.access = m_handler.dumped ? KeyAccess::dumped : KeyAccess::not_read;
        return cell;
    }

private:
    const HandlerRecord& m_handler;
    std::unordered_map<std::string_view, const KeyWriteRecord*> m_first_writes, m_last_writes;
    std::unordered_set<std::string_view> m_reads, m_missing, m_tested;
};

/// The values at all rows' paths; value_at alone would look through all keys for each row.
std::vector<std::optional<Datum>> values_at(const Datum& map, const std::vector<MatrixRow>& rows) {
    std::unordered_map<std::string_view, const Datum*> top;
    for (const DatumEntry& entry : map.entries())
        if (entry.key.is(DatumKind::string)) top.emplace(entry.key.text(), &entry.value);
    std::vector<std::optional<Datum>> values;
    for (const MatrixRow& row : rows) {
        auto found = top.find(row.path);
        values.push_back(found != top.end() ? *found->second : value_at(map, row.path));
    }
    return values;
}

bool is_absent(KeyAccess access) {
    return access == KeyAccess::absent || access == KeyAccess::missing || access == KeyAccess::tested;
}

void fill_cells(HandlerMatrix& matrix, const DispatchRecord& dispatch) {
    std::vector<std::optional<Datum>> values = values_at(dispatch.payload, matrix.rows);
    for (size_t i = 0; i < values.size(); ++i) matrix.rows[i].never_there = !values[i];
    const Datum* map = &dispatch.payload;
    for (size_t column = 0; column < matrix.columns.size(); ++column) {
        const HandlerRecord& handler = dispatch.handlers[column];
        if (!map->same_node(handler.before)) values = values_at(handler.before, matrix.rows);
        map = &handler.before;
        RunAccess access(handler);
        for (size_t i = 0; i < values.size(); ++i) {
            MatrixRow& row = matrix.rows[i];
            row.cells.push_back(access.cell(row.path, values[i]));
            row.never_there &= !values[i] && is_absent(row.cells.back().access);
        }
    }
}

/// Before it looked at the payload: afterwards nothing but conditions ran.
bool did_something(const HandlerRecord& handler) {
    return !handler.changes.empty() || !handler.writes.empty() || !handler.calls.empty() || !handler.log.empty() ||
           !handler.requests.empty() || !handler.dispatches.empty();
}

} // namespace

Outcome outcome_of(const HandlerRecord& handler) {
    auto at = [&](const Place& place) {
        bool elsewhere = !place.file.empty() && !handler.file.empty() && place.file != handler.file;
        std::string in = elsewhere ? " in " + place.file.substr(place.file.rfind('/') + 1) : "";
        return in + (place.line ? " at line " + std::to_string(place.line) : "");
    };
    if (handler.fault) return {RunEnd::fault, "fault" + at(handler.fault->place), {}};
    if (handler.left && handler.left->skipped)
        return {RunEnd::skipped,
                did_something(handler) ? "nothing ran after its conditions" : "nothing but its conditions ran",
                handler.left->because};
    if (handler.left)
        return {RunEnd::left, handler.left->place.line ? "left" + at(handler.left->place) : "left early",
                handler.left->because};
    return {RunEnd::finished, "ran to its end", {}};
}

std::vector<std::string> unexpected_keys(const HandlerRecord& handler) {
    std::vector<std::string> keys;
    for (const std::string& key : handler.missing)
        if (std::find(handler.tested.begin(), handler.tested.end(), key) == handler.tested.end()) keys.push_back(key);
    return keys;
}

HandlerMatrix handler_matrix(const DispatchRecord& dispatch, const std::set<std::string>& open, MatrixLimits limits) {
    HandlerMatrix matrix;
    for (const HandlerRecord& handler : dispatch.handlers) {
        if (matrix.columns.size() == limits.columns) break;
        std::string inherited = handler.owner != handler.object ? handler.owner : "";
        matrix.columns.push_back({handler.id, handler.object, handler.instance, std::move(inherited),
                                  outcome_of(handler), handler.dispatches});
    }
    matrix.columns_left_out = dispatch.handlers.size() - matrix.columns.size();
    collect_rows(matrix, dispatch, open, limits);
    fill_cells(matrix, dispatch);
    return matrix;
}

} // namespace scope
