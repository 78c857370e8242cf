#include "ui/model/handler_matrix.h"

#include "core/data/datum_edit.h"
#include "ui/model/payload_rows.h"
#include "ui/model/text.h"

#include <algorithm>
#include <fmt/format.h>
#include <fmt/ranges.h>
#include <unordered_map>
#include <unordered_set>

namespace scope {

namespace {

constexpr size_t most_columns = 512, most_rows = 4096;

bool has(const std::vector<std::string>& keys, const std::string& key) {
    return std::find(keys.begin(), keys.end(), key) != keys.end();
}

/// The path one step up: "a > b/c" -> "a > b" -> "a" -> "".
std::string parent_path(const std::string& path) {
    size_t slash = path.rfind('/'), arrow = path.rfind(into_string);
    if (arrow != std::string::npos && (slash == std::string::npos || slash < arrow)) return path.substr(0, arrow);
    return slash == std::string::npos ? std::string() : path.substr(0, slash);
}

std::string last_part(const std::string& path) {
    std::string parent = parent_path(path);
    if (parent.empty()) return path;
    size_t skip = path.compare(parent.size(), into_string.size(), into_string) == 0 ? into_string.size() : 1;
    return path.substr(parent.size() + skip);
}

/// Collects paths in the order of the map, those that handlers touched right under what contains them.
class Rows {
public:
    void add(const std::string& path, int guard = 0) {
        if (path.empty() || m_known.contains(path) || m_rows.size() >= most_rows || guard > 32) return;
        std::string parent = parent_path(path);
        // A top-level key may itself hold '/' or '>'; it is a row of its own if its parent is none.
        auto above = m_known.find(parent);
        size_t at = m_rows.size();
        int depth = 0;
        if (!parent.empty() && above != m_known.end()) {
            depth = m_rows[above->second].depth + 1;
            at = above->second + 1;
            while (at < m_rows.size() && m_rows[at].depth >= depth) ++at;
        }
        MatrixRow row;
        row.path = path;
        row.label = depth ? last_part(path) : path;
        row.depth = depth;
        m_rows.insert(m_rows.begin() + static_cast<std::ptrdiff_t>(at), std::move(row));
        for (auto& [known, index] : m_known)
            if (index >= at) ++index;
        m_known.emplace(path, at);
    }
    std::vector<MatrixRow> take() { return std::move(m_rows); }

private:
    std::vector<MatrixRow> m_rows;
    std::unordered_map<std::string, size_t> m_known;
};

std::string key_text(const Datum& key) {
    return key.is(DatumKind::string) ? std::string(key.text()) : value_text(key, 80);
}

/// The value at a path, in the payload or else as the first run met it that had one.
std::optional<Datum> value_at(const DispatchRecord& dispatch, const std::string& path) {
    std::optional<Datum> found = at_row_path(dispatch.payload, path);
    for (size_t i = 0; !found && i < dispatch.handlers.size() && i < most_columns; ++i)
        found = at_row_path(dispatch.handlers[i].before, path);
    return found;
}

/// Paths of the parts of what stands at `path`: entries, items, or what a JSON string holds.
std::vector<std::string> parts_of(const DispatchRecord& dispatch, const std::string& path) {
    std::optional<Datum> value = value_at(dispatch, path);
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
        for (size_t i = 0; i < container.items().size() && i < most_rows; ++i)
            parts.push_back(prefix + fmt::format("{}", i));
    return parts;
}

std::vector<MatrixRow> collect_rows(const DispatchRecord& dispatch, const std::set<std::string>& open) {
    Rows rows;
    for (const DatumEntry& entry : dispatch.payload.entries()) rows.add(key_text(entry.key));
    for (const HandlerRecord& handler : dispatch.handlers)
        for (const DatumEntry& entry : handler.before.entries()) rows.add(key_text(entry.key));
    for (const HandlerRecord& handler : dispatch.handlers)
        for (const KeyWriteRecord& write : handler.writes) rows.add(write.key);
    for (const HandlerRecord& handler : dispatch.handlers) {
        for (const std::string& key : handler.reads) rows.add(key);
        for (const std::string& key : handler.missing) rows.add(key);
        for (const std::string& key : handler.tested) rows.add(key);
    }
    for (const std::string& path : open) // sorted, so a container comes before what is in it
        for (const std::string& part : parts_of(dispatch, path)) rows.add(part);
    std::vector<MatrixRow> all = rows.take();
    std::unordered_set<std::string_view> shown;
    for (const MatrixRow& row : all) shown.insert(row.path);
    for (MatrixRow& row : all) {
        row.open = open.contains(row.path);
        std::vector<std::string> parts = parts_of(dispatch, row.path);
        // Nothing to open where runs have touched every part already.
        row.has_children = row.open || std::any_of(parts.begin(), parts.end(),
                                                   [&](const std::string& part) { return !shown.contains(part); });
    }
    return all;
}

MatrixCell cell_of(const HandlerRecord& handler, const std::string& path) {
    MatrixCell cell;
    cell.read = has(handler.reads, path);
    const KeyWriteRecord *first = nullptr, *last = nullptr;
    for (const KeyWriteRecord& write : handler.writes) {
        if (write.key != path) continue;
        if (!first) first = &write;
        last = &write;
    }
    if (last) {
        cell.access = KeyAccess::written;
        cell.value = last->after ? value_text(*last->after) : "deleted";
        cell.before = value_or_absent(first->before);
        return cell;
    }
    std::optional<Datum> seen = at_row_path(handler.before, path);
    cell.value = value_or_absent(seen);
    if (cell.read)
        cell.access = KeyAccess::read;
    else if (has(handler.missing, path))
        cell.access = KeyAccess::missing;
    else if (has(handler.tested, path))
        cell.access = KeyAccess::tested;
    else if (!seen)
        cell.access = KeyAccess::absent;
    else
        cell.access = handler.dumped ? KeyAccess::dumped : KeyAccess::not_read;
    return cell;
}

MatrixColumn column_of(const HandlerRecord& handler) {
    MatrixColumn column;
    column.handler = handler.id;
    column.object = handler.object;
    column.instance = handler.instance;
    if (handler.owner != handler.object) column.inherited = handler.owner;
    column.fired = handler.dispatches;
    if (handler.fault) {
        column.how = handler.fault->place.line ? fmt::format("fault at line {}", handler.fault->place.line) : "fault";
        column.tone = Tone::fault;
    } else if (handler.left) {
        column.how = handler.left->place.line ? fmt::format("left at line {}", handler.left->place.line) : "left early";
        if (!handler.left->because.empty()) column.how += ": " + handler.left->because;
        column.tone = Tone::quiet;
    } else {
        column.how = "ran to the end";
        column.tone = handler.missing.empty() ? Tone::ok : Tone::warning;
    }
    std::vector<std::string> did;
    size_t changes = handler.changes.size() + handler.writes.size();
    if (changes) did.push_back(counted(changes, "change"));
    if (!handler.calls.empty()) did.push_back(counted(handler.calls.size(), "call out", "calls out"));
    if (!handler.requests.empty()) did.push_back(counted(handler.requests.size(), "request"));
    column.did = fmt::format("{}", fmt::join(did, ", "));
    return column;
}

std::string run_name(const HandlerRecord& handler) {
    return fmt::format("{} #{}", handler.object, handler.instance);
}

/// Two or more runs did something with one answer, and one of them never looked at the id that says whose answer it is.
void find_unchecked_ids(const DispatchRecord& dispatch, std::vector<MatrixFinding>& findings) {
    std::string id_key = dispatch.payload.find("id") ? "id" : dispatch.payload.find("async_id") ? "async_id" : "";
    if (id_key.empty()) return;
    std::vector<const HandlerRecord*> acted, blind;
    for (const HandlerRecord& handler : dispatch.handlers) {
        if (handler.left || handler.fault || handler.dumped) continue;
        if (handler.changes.empty() && handler.calls.empty() && handler.requests.empty()) continue;
        acted.push_back(&handler);
        if (!has(handler.reads, id_key)) blind.push_back(&handler);
    }
    if (acted.size() < 2 || blind.empty()) return;
    MatrixFinding finding;
    const Datum* id = dispatch.payload.find(id_key);
    finding.text = fmt::format("{} and {} both used {} {}; {} never compared it.", acted[0]->object, acted[1]->object,
                               id_key, value_text(*id, 40), blind[0]->object);
    if (acted.size() > 2)
        finding.text = fmt::format("{} runs used {} {}; {} never compared it.", acted.size(), id_key,
                                   value_text(*id, 40), blind[0]->object);
    std::vector<std::string> places;
    for (const HandlerRecord* handler : acted) places.push_back(short_place(handler->file, 0));
    finding.detail = fmt::format("{}", fmt::join(places, ", "));
    finding.handler = blind[0]->id;
    finding.ignored_key = id_key;
    findings.push_back(std::move(finding));
}

std::vector<MatrixFinding> findings_of(const DispatchRecord& dispatch) {
    std::vector<MatrixFinding> findings;
    for (const HandlerRecord& handler : dispatch.handlers) {
        if (!handler.fault) continue;
        const FaultRecord& fault = *handler.fault;
        findings.push_back({Tone::fault,
                            fmt::format("{}: {}", handler.object, fault.message),
                            short_place(fault.place.file, fault.place.line),
                            handler.id,
                            {}});
    }
    find_unchecked_ids(dispatch, findings);
    for (const HandlerRecord& handler : dispatch.handlers)
        if (!handler.missing.empty())
            findings.push_back({Tone::warning,
                                fmt::format("{} asked for {}, which the payload does not have.", run_name(handler),
                                            fmt::join(handler.missing, ", ")),
                                short_place(handler.file, 0),
                                handler.id,
                                {}});
    return findings;
}

} // namespace

std::string seen_text(const Datum& map, const std::string& path) {
    return value_or_absent(at_row_path(map, path));
}

HandlerMatrix handler_matrix(const DispatchRecord& dispatch, const std::set<std::string>& open) {
    HandlerMatrix matrix;
    size_t columns = std::min(dispatch.handlers.size(), most_columns);
    for (size_t i = 0; i < columns; ++i) matrix.columns.push_back(column_of(dispatch.handlers[i]));
    matrix.rows = collect_rows(dispatch, open);
    for (MatrixRow& row : matrix.rows) {
        bool present = at_row_path(dispatch.payload, row.path).has_value();
        for (size_t i = 0; i < columns; ++i) {
            row.cells.push_back(cell_of(dispatch.handlers[i], row.path));
            KeyAccess access = row.cells.back().access;
            present =
                present || (access != KeyAccess::absent && access != KeyAccess::missing && access != KeyAccess::tested);
        }
        row.never_there = !present;
    }
    matrix.findings = findings_of(dispatch);
    for (const MatrixFinding& finding : matrix.findings)
        for (MatrixColumn& column : matrix.columns)
            if (finding.handler == column.handler && !finding.ignored_key.empty()) {
                column.how = fmt::format("never compared {}", finding.ignored_key);
                column.tone = Tone::warning;
            }
    return matrix;
}

} // namespace scope
