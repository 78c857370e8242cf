// Questions to a session; nothing here changes the world.

#include "core/session/session_state.h"

#include "core/catalog/catalog.h"
#include "core/ds/entries.h"
#include "core/record/change_names.h"
#include "core/world/convert_datum.h"
#include "core/world/receivers.h"
#include "core/world/run_counts.h"
#include "core/world/variables.h"

#include <algorithm>
#include <deque>
#include <map>
#include <set>
#include <unordered_map>

namespace scope {

const SessionOptions& Session::options() const {
    return m->options;
}
const Project& Session::project() const {
    return *m->project;
}
const Catalog& Session::catalog() const {
    return Catalog::builtin();
}
const EventStore& Session::events() const {
    return *m->events;
}
const std::vector<Diagnostic>& Session::problems() const {
    return m->problems.list;
}
size_t Session::project_problems() const {
    return m->project_problems;
}
const std::vector<LogRecord>& Session::output() const {
    return m->output.list;
}
const std::vector<InputRecord>& Session::inputs() const {
    return m->inputs;
}
uint64_t Session::frame() const {
    return m->world->frame();
}
uint64_t Session::clock_us() const {
    return static_cast<uint64_t>(m->world->clock().now_us());
}
bool Session::ended() const {
    return m->world->ended();
}
std::string Session::async_load() const {
    return m->world->async_load_text();
}
std::string Session::trace_error() const {
    return m->writer ? m->writer->error() : "";
}
std::string Session::finish_trace() {
    return m->writer ? m->writer->finish() : "";
}
bool Session::stopped() const {
    return m->stopped || m->held;
}
World& Session::world() {
    return *m->world;
}

std::string Session::room_name() const {
    const Room* room = m->world->rooms().data();
    return room ? room->name : "";
}

const std::vector<RequestRecord>& Session::requests() const {
    m->requests.clear();
    for (const Request& request : m->world->requests().waiting()) {
        RequestRecord record;
        record.number = request.number;
        record.id = to_datum(*m->world, request.id);
        record.kind = request.kind;
        for (const Value& arg : request.args)
            record.args.push_back(to_datum(*m->world, arg, {.max_depth = 4, .max_nodes = 200}));
        record.completes_as = request.completes_as;
        record.mode = request.mode == RequestMode::event      ? "event"
                      : request.mode == RequestMode::callback ? "callback"
                                                              : "channel";
        record.instance = request.instance_id;
        if (const Instance* instance = m->world->instances().find(request.instance_id))
            record.object = m->world->object_name(instance->object);
        record.place = request.place;
        record.frame = request.frame;
        m->requests.push_back(std::move(record));
    }
    return m->requests;
}

const std::vector<FaultRecord>& Session::faults() const {
    const History<WorldFault>& all = m->world->faults();
    for (size_t i = m->faults.size(); i < all.size(); ++i) {
        FaultRecord record{all[i].fault.message, all[i].place, all[i].object, all[i].during, {}};
        record.handler = all[i].handler;
        if (record.handler == 0 && m->outside_used < m->outside.size()) {
            const State::Moment& moment = m->outside[m->outside_used++];
            record.frame = moment.frame;
            record.after = moment.after;
        }
        for (const auto& [name, place] : all[i].stack) record.stack.push_back({name, place});
        m->faults.push_back(std::move(record));
    }
    return m->faults;
}

std::vector<Receiver> Session::receivers(int32_t event_number) const {
    std::vector<Receiver> out;
    const World& world = *m->world;
    for (const ReceiverInfo& info : scope::receivers(world, {event_type::other, event_number})) {
        Receiver receiver;
        receiver.object = world.object_name(info.object);
        receiver.owner = world.object_name(info.owner);
        receiver.file = world.program().file(world.program().code(info.code).file).path();
        receiver.instances = info.instances;
        for (uint32_t room : info.rooms) receiver.created_by.push_back("room " + m->project->rooms[room].name);
        for (const Place& place : info.created_at)
            receiver.created_by.push_back(place.file + ":" + std::to_string(place.line));
        out.push_back(std::move(receiver));
    }
    return out;
}

std::vector<InstanceView> Session::instances(bool with_variables) const {
    std::vector<InstanceView> out;
    const World& world = *m->world;
    for (const Instance* instance : world.instances().records()) {
        if (instance->destroyed) continue;
        InstanceView view{instance->id, world.object_name(instance->object), instance->active, {}};
        if (with_variables)
            for (const std::string& name : world.own_names(*instance)) {
                const Value* value = instance->find(world.heap().names().find(name));
                if (value)
                    view.variables.push_back({name, to_datum(world, *value, {.max_depth = 4, .max_nodes = 200})});
            }
        out.push_back(std::move(view));
    }
    return out;
}

static std::string ref_text(const Value& ref) {
    return ref.is_ref() ? "ref " + std::string(ref_kind_name(ref.ref_kind())) + " " + std::to_string(ref.ref_index())
                        : "";
}

/// Whether a person who looks at variables wants this one. Reading the clock would move it, and physics, sequences and
/// players are not simulated.
static bool is_of_interest(const BuiltinVariable& variable) {
    static constexpr std::string_view left_out[] = {"current_",  "delta_time", "fps",      "phy_",      "player_",
                                                    "rollback_", "in_",        "caption_", "show_",     "background_",
                                                    "view_",     "sequence_",  "drawn_by", "audio_bus", "managed"};
    for (std::string_view start : left_out)
        if (variable.name.starts_with(start)) return false;
    static constexpr std::string_view facts[] = {"async_load",     "event_data", "room_first", "room_last",
                                                 "instance_count", "os_type",    "os_browser", "working_directory"};
    bool fact = std::find(std::begin(facts), std::end(facts), variable.name) != std::end(facts);
    return variable.of_instance || variable.writable || fact;
}

VariablesView Session::variables(uint32_t id) const {
    VariablesView view;
    World& world = *m->world;
    const ToDatumOptions limits{.max_depth = 4, .max_nodes = 200};
    // A handle is shown as what it is; what it names is one more look away.
    auto shown = [&](const Value& value) {
        bool handle = value.is_ref() && is_ds_kind(value.ref_kind());
        return handle ? Datum::ref(ref_text(value)) : to_datum(world, value, limits);
    };
    auto add_all = [&](const Struct& of, std::vector<std::pair<std::string, Datum>>& to, const auto& names) {
        for (const auto& name : names)
            if (const Value* value = of.find(world.heap().names().find(name)))
                to.push_back({std::string(name), shown(*value)});
    };
    Instance* instance = nullptr;
    for (Instance* each : world.instances().records())
        if (each->id == id && !each->destroyed) instance = each;
    if (id != 0 && !instance) return view;
    if (instance) {
        add_all(*instance, view.own, world.own_names(*instance));
        add_all(*instance, view.builtin, instance_slot_names);
    } else {
        std::vector<std::string> names;
        for (Symbol name : world.global()->shape->names()) names.emplace_back(world.heap().names().text(name));
        add_all(*world.global(), view.own, names);
    }
    for (const BuiltinVariable& variable : builtin_variables()) {
        if (variable.of_instance != (instance != nullptr) || !is_of_interest(variable)) continue;
        bool known = std::any_of(view.builtin.begin(), view.builtin.end(),
                                 [&](const auto& each) { return each.first == variable.name; });
        Value value;
        std::string error;
        if (!known && world.get_builtin(variable.name, instance, value, error))
            view.builtin.push_back({std::string(variable.name), shown(value)});
    }
    return view;
}

std::vector<LedgerView> Session::ledger() const {
    std::vector<DsLedgerRow> rows = m->world->ds().ledger();
    ChangeNames names(*m->world);
    for (const DsLedgerRow& row : rows) names.want(row.handle.ref_kind(), row.handle.ref_index());
    names.find(nullptr);
    std::vector<LedgerView> out;
    for (const DsLedgerRow& row : rows) {
        std::string ref = ref_text(row.handle), name = names.of(row.handle.ref_kind(), row.handle.ref_index());
        out.push_back({ref, std::string(ref_kind_name(row.handle.ref_kind())), row.size,
                       m->world->origin_place(row.origin), m->world->origin_object(row.origin),
                       name == ref ? "" : name});
    }
    return out;
}

RunCounts Session::counts() const {
    return run_counts(*m->world);
}

/// Every data structure and buffer that some variable or a waiting request still names, directly or through others.
static std::set<std::pair<RefKind, uint32_t>> named_structures(const World& world) {
    std::set<std::pair<RefKind, uint32_t>> named;
    std::set<const HeapObject*> seen;
    std::deque<Value> pending;
    auto visit = [&](const Value& value) {
        bool structure = value.is_ref() && (is_ds_kind(value.ref_kind()) || value.is_ref(RefKind::buffer));
        if (value.is_struct() || value.is_array() || value.is_method() || structure) pending.push_back(value);
    };
    pending.push_back(Value(const_cast<World&>(world).global()));
    for (Instance* instance : world.instances().records()) pending.push_back(Value(instance));
    for (Struct* statics : world.vm().all_statics())
        if (statics) pending.push_back(Value(statics));
    for (const Request& request : world.requests().waiting()) {
        for (const Value& argument : request.args) visit(argument);
        visit(request.callback);
    }
    while (!pending.empty()) {
        Value value = std::move(pending.front());
        pending.pop_front();
        if (value.is_ref()) {
            if (!named.insert({value.ref_kind(), value.ref_index()}).second) continue;
            const DsStructure* structure =
                is_ds_kind(value.ref_kind()) ? world.ds().peek(value.ref_kind(), value) : nullptr;
            if (structure) for_each_entry(*structure, [&](const Value&, const Value& held, DsOwn) { visit(held); });
        } else if (!seen.insert(value.as_object()).second) {
            continue;
        } else if (value.is_array()) {
            for (uint32_t i = 0; i < value.as_array()->size; ++i) visit(value.as_array()->items[i]);
        } else if (value.is_method()) {
            visit(value.as_method()->self);
        } else {
            for (size_t i = 0; i < value.as_struct()->size(); ++i) visit(value.as_struct()->slots[i]);
        }
    }
    return named;
}

std::vector<AllocationRecord> Session::leaks() const {
    auto named = named_structures(*m->world);
    static constexpr size_t most = 10000;
    std::vector<AllocationRecord> out;
    size_t more = 0;
    auto add = [&](const Value& handle, uint64_t origin) {
        if (named.contains({handle.ref_kind(), handle.ref_index()})) return;
        if (out.size() == most)
            ++more;
        else
            out.push_back({ref_text(handle), std::string(ref_kind_name(handle.ref_kind())),
                           m->world->origin_place(origin), m->world->origin_object(origin)});
    };
    for (const DsLedgerRow& row : m->world->ds().ledger())
        if (row.owner.is_undefined()) add(row.handle, row.origin);
    for (const Value& handle : m->world->buffers().all()) add(handle, m->world->buffers().find(handle)->origin);
    if (more) out.push_back({std::to_string(more) + " more", "", {}, ""});
    return out;
}

const SourceView* Session::source(const std::string& path) const {
    auto found = m->sources.find(path);
    if (found != m->sources.end()) return &found->second;
    for (const CodeUnit& unit : m->project->code)
        if (unit.source.path() == path)
            return &m->sources.emplace(path, SourceView{path, std::string(unit.source.text())}).first->second;
    if (!m->script.empty() && path == m->options.project)
        return &m->sources.emplace(path, SourceView{path, m->script}).first->second;
    for (const SourceText& mock : m->mocks)
        if (mock.path == path) return &m->sources.emplace(path, SourceView{path, mock.text}).first->second;
    return nullptr;
}

/// Names in the order in which they were first met.
class NameUses {
public:
    explicit NameUses(std::vector<NameUse>& into) : m_uses(into) {}
    /// The name stands in quotes in the message.
    void add(const Diagnostic& finding) {
        size_t open = finding.message.find('\''), close = finding.message.rfind('\'');
        std::string name = open == close ? finding.message : finding.message.substr(open + 1, close - open - 1);
        auto [at, fresh] = m_places.try_emplace(name, m_uses.size());
        if (fresh) m_uses.push_back({std::move(name), {}});
        m_uses[at->second].places.push_back(finding.place);
    }

private:
    std::vector<NameUse>& m_uses;
    std::unordered_map<std::string, size_t> m_places;
};

/// One note for each kind of event that has handlers and never happens by itself.
static void note_unraised(const World& world, std::vector<Diagnostic>& notes) {
    std::map<std::string_view, std::pair<size_t, CodeId>> kinds; // handlers, the first one's code
    const EventTable& table = world.event_table();
    for (EventId event : table.events()) {
        std::string_view kind = unraised_kind(event);
        if (kind.empty() || table.owners(event).empty()) continue;
        auto& [handlers, first] =
            kinds.try_emplace(kind, 0, table.find(table.owners(event)[0], event)->code).first->second;
        handlers += table.owners(event).size();
    }
    for (const auto& [kind, found] : kinds)
        notes.push_back({"event-not-raised", Severity::note,
                         std::string(kind) + " events never happen by themselves here; handlers that wait for one: " +
                             std::to_string(found.first),
                         world.program().place(found.second, 0), "event_perform() or a stage step performs one"});
}

/// A project file that was copied alone is no project that is fine.
static bool nothing_is_there(const Project& project) {
    bool lists = !project.assets.empty() ||
                 std::any_of(project.diagnostics.begin(), project.diagnostics.end(),
                             [](const Diagnostic& finding) { return finding.code == "missing-resource"; });
    return lists && !project.root.empty() &&
           std::all_of(project.files.begin(), project.files.end(),
                       [&](const std::string& path) { return path == project.file || path.starts_with("options/"); });
}

CheckReport Session::check() const {
    CheckReport out;
    std::set<std::string> refused;
    NameUses unknown_names(out.unknown_names), stubs(out.stubs);
    auto sort_in = [&](const Diagnostic& finding) {
        if (finding.code == "unknown-name")
            unknown_names.add(finding);
        else if (finding.code == "stub")
            stubs.add(finding);
        else if (finding.severity != Severity::error)
            out.notes.push_back(finding);
        else {
            out.errors.push_back(finding);
            refused.insert(finding.place.file);
        }
    };
    if (nothing_is_there(*m->project))
        out.errors.push_back({"no-resources",
                              Severity::error,
                              "none of the resources that this project lists is there",
                              {m->project->file, 0, 0},
                              "is the folder of the project complete?"});
    for (const Diagnostic& finding : m->project->diagnostics) sort_in(finding);
    for (const Diagnostic& finding : m->world->diagnostics()) sort_in(finding);
    for (const CodeUnit& unit : m->project->code) {
        if (unit.generated || !unit.exists) continue;
        ++out.files;
        if (!refused.contains(unit.source.path())) ++out.accepted;
    }
    if (!m->script.empty()) { // a lone file, which is compiled when it runs
        ++out.files;
        auto compiled = m->world->compile(m->script, m->options.project, UnitKind::script);
        if (compiled)
            ++out.accepted;
        else
            out.errors.push_back(
                {"syntax", Severity::error, compiled.error().message, {compiled.error().place, 0, 0}, ""});
    }
    for (EventId event : m->world->event_table().events()) {
        if (!Catalog::builtin().find(event)) continue;
        for (uint32_t owner : m->world->event_table().owners(event)) {
            const Handler* handler = m->world->event_table().find(owner, event);
            const Program& program = m->world->program();
            out.handlers.push_back({std::string(event_constant(event)), m->world->object_name(owner),
                                    program.file(program.code(handler->code).file).path()});
        }
    }
    note_unraised(*m->world, out.notes);
    return out;
}

} // namespace scope
