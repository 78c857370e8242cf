#include "ui/model/matrix_view.h"

#include "ui/model/text.h"

#include <algorithm>
#include <fmt/format.h>
#include <fmt/ranges.h>

namespace scope {

namespace {

bool has(const std::vector<std::string>& keys, const std::string& key) {
    return std::find(keys.begin(), keys.end(), key) != keys.end();
}

MatrixHead head_of(const HandlerRecord& handler, const Outcome& outcome) {
    MatrixHead head;
    head.how = outcome.because.empty() ? outcome.text : outcome.text + ": " + outcome.because;
    switch (outcome.end) {
    case RunEnd::fault: head.tone = Tone::fault; break;
    case RunEnd::left: head.tone = Tone::quiet; break;
    case RunEnd::skipped: head.tone = unexpected_keys(handler).empty() ? Tone::quiet : Tone::warning; break;
    case RunEnd::finished: head.tone = unexpected_keys(handler).empty() ? Tone::ok : Tone::warning; break;
    }
    std::vector<std::string> did;
    size_t changes = handler.changes.size() + handler.writes.size();
    if (changes) did.push_back(counted(changes, "change"));
    if (!handler.calls.empty()) did.push_back(counted(handler.calls.size(), "call out", "calls out"));
    if (!handler.requests.empty()) did.push_back(counted(handler.requests.size(), "request"));
    head.did = fmt::format("{}", fmt::join(did, ", "));
    return head;
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
        if (std::vector<std::string> missing = unexpected_keys(handler); !missing.empty())
            findings.push_back({Tone::warning,
                                fmt::format("{} asked for {}, which the payload does not have.", run_name(handler),
                                            fmt::join(missing, ", ")),
                                short_place(handler.file, 0),
                                handler.id,
                                {}});
    return findings;
}

} // namespace

MatrixView matrix_view(const DispatchRecord& dispatch, const std::set<std::string>& open) {
    MatrixView view;
    view.cells = handler_matrix(dispatch, open);
    view.findings = findings_of(dispatch);
    for (size_t i = 0; i < view.cells.columns.size(); ++i) {
        const MatrixColumn& column = view.cells.columns[i];
        view.heads.push_back(head_of(dispatch.handlers[i], column.outcome));
        for (const MatrixFinding& finding : view.findings)
            if (finding.handler == column.handler && !finding.ignored_key.empty()) {
                view.heads.back().how = fmt::format("never compared {}", finding.ignored_key);
                view.heads.back().tone = Tone::warning;
            }
    }
    return view;
}

} // namespace scope
