#include "core/world/world_state.h"

#include "core/base/nearest.h"
#include "core/base/verify.h"

namespace scope {

namespace {

/// The environment's answer as a live value: only plain data comes from there.
Value plain_value(Heap& heap, const Datum& datum) {
    switch (datum.kind()) {
    case DatumKind::boolean: return Value::boolean(datum.as_bool());
    case DatumKind::real: return Value(datum.as_real());
    case DatumKind::int32:
    case DatumKind::int64: return Value::int64(datum.as_int64());
    case DatumKind::string: return Value(heap.new_string(datum.text()));
    case DatumKind::array: {
        Array* array = heap.new_array();
        Value out(array);
        for (const Datum& item : datum.items())
            if (!array || !array->push(plain_value(heap, item))) break;
        return out;
    }
    default: return {};
    }
}

WorldInput checked(WorldInput input) {
    VERIFY(input.project != nullptr);
    if (!input.environment) input.environment = std::make_shared<FixedEnvironment>();
    return input;
}

} // namespace

World::State::State(World& world, WorldInput given, std::shared_ptr<WorldCode> compiled)
    : input(std::move(given))
    , code(std::move(compiled))
    , environment(input.environment)
    , heap(code->symbols, input.heap_limits)
    , ds(heap)
    , global(world.m_global = heap.new_struct())
    , vm(heap, world, code->program, input.vm_limits)
    , instances(heap, *code->project)
    , rooms(*code->project)
    , random(input.target == "html5")
    , files(code->project)
    , buffers(heap)
    , requests(heap)
    , time_sources(heap) {
    random.seed(static_cast<uint32_t>(input.seed));
    shuffle.seed(static_cast<uint32_t>(input.shuffle.value_or(0)));
    clock.game_speed = std::max(code->project->options.game_speed, 1.0);
    instances.reserve_ids(code->resolver.first_free_id());
    const Project& project = *code->project;
    const std::pair<RefKind, size_t> counts[] = {
        {RefKind::object, project.objects.size()},
        {RefKind::sprite, project.sprites.size()},
        {RefKind::sound, project.sounds.size()},
        {RefKind::room, project.rooms.size()},
        {RefKind::font, project.fonts.size()},
        {RefKind::path, project.paths.size()},
        {RefKind::shader, project.shaders.size()},
        {RefKind::timeline, project.timelines.size()},
        {RefKind::tileset, project.tilesets.size()},
        {RefKind::sequence, project.sequences.size()},
        {RefKind::animcurve, project.anim_curves.size()},
        {RefKind::particle_system, project.particle_systems.size()},
    };
    for (const auto& [kind, count] : counts) stub_handles.reserve(kind, static_cast<uint32_t>(count));
    stub_handles.create(RefKind::surface); // application_surface is surface 0
    stub_handles.create(RefKind::camera);  // and camera 0 the default one
    ds.origin_source = [&world] { return world.origin_here(); };
}

World::World(WorldInput input) : World(checked(input), compile_world(checked(input))) {
    Value start = environment("start_date", Value::int64(Clock::default_start));
    if (start.is_int64())
        m->clock.start_us = start.as_int64();
    else if (start.is_real())
        m->clock.start_us = static_cast<int64_t>(start.as_real());
    Value zone = environment("timezone", Value(0.0));
    if (zone.is_real()) m->clock.timezone_minutes = static_cast<int32_t>(zone.as_real());
}

World::World(WorldInput input, std::shared_ptr<WorldCode> code) : async_load(-1.0), event_data(-1.0) {
    m_rules.ref_names = this;
    m_rules.legacy_numbers = code->project->options.legacy_number_conversion;
    m_rules.legacy_json = code->project->options.legacy_json_parsing;
    m_rules.legacy_other = code->project->options.legacy_other_behaviour;
    m = std::make_unique<State>(*this, std::move(input), std::move(code));
    constexpr size_t most_told = 1000; // each is kept, so that it is told once
    m->files.listener.hear = [this](std::string&& why) {
        if (m->files_refused > most_told) return;
        if (m->files_refused++ == most_told) why = "further files that are refused are not listed";
        problem_once({"file-refused", Severity::warning, std::move(why), here(), {}});
    };
}

World::~World() {
    m->observers.clear();
    hook_up();
    m->vm.abandon();
    async_load = {}; // values go before their heap
    event_data = {};
    unhandled_handler = {};
}

bool World::get_map_entry(const Value& map, const Value& key, Value& out) {
    const DsMap* found = m->ds.live_map(map);
    if (!found) return false;
    if (found->watched()) [[unlikely]]
        out = found->get(key);
    else if (const Value* value = found->find(key))
        out = *value;
    else
        out = Value();
    return true;
}

bool World::set_map_entry(const Value& map, const Value& key, const Value& value) {
    DsMap* found = m->ds.live_map(map);
    return found && found->set(key, value) != DsWrite::limit;
}

const Project& World::project() const {
    return *m->code->project;
}
const WorldInput& World::input() const {
    return m->input;
}
const ProjectResolver& World::resolver() const {
    return m->code->resolver;
}
const EventTable& World::event_table() const {
    return *m->code->events;
}
const std::vector<Diagnostic>& World::diagnostics() const {
    return m->code->diagnostics;
}
Heap& World::heap() const {
    return m->heap;
}
DsStore& World::ds() const {
    return m->ds;
}
Vm& World::vm() const {
    return m->vm;
}
Program& World::program() const {
    return m->code->program;
}
Instances& World::instances() const {
    return m->instances;
}
Rooms& World::rooms() const {
    return m->rooms;
}
Clock& World::clock() {
    return m->clock;
}
const Clock& World::clock() const {
    return m->clock;
}
Random& World::random() {
    return m->random;
}
Files& World::files() {
    return m->files;
}
Buffers& World::buffers() const {
    return m->buffers;
}
StubHandles& World::stub_handles() const {
    return m->stub_handles;
}
PlatformState& World::platform() const {
    return m->platform;
}
Requests& World::requests() {
    return m->requests;
}
const Requests& World::requests() const {
    return m->requests;
}
TimeSources& World::time_sources() {
    return m->time_sources;
}
Addresses& World::addresses() const {
    return m->addresses;
}
bool World::booted() const {
    return m->booted;
}
bool World::ended() const {
    return m->ended || m->ending;
}
uint32_t World::dispatches() const {
    return m->next_dispatch - 1;
}
void World::restart_game() {
    m->restarting = true;
    m->rooms.next = m->rooms.first();
}
void World::end_game() {
    if (!std::exchange(m->ending, true)) m->end_place = here();
}
std::string World::how_it_ended() const {
    std::string at = m->end_place.text();
    return at.empty() ? "the game has ended"
                      : "the game has ended: game_end was called at " + at + " (a mock of game_end keeps it running)";
}
const History<WorldFault>& World::faults() const {
    return m->faults;
}
const History<Diagnostic>& World::problems() const {
    return m->problems;
}
Observer* World::observer() const {
    return m->observer;
}
const Value& World::result() const {
    return m->vm.result();
}

CodeId World::code_of(uint32_t project_code) const {
    return project_code < m->code->codes.size() ? m->code->codes[project_code] : no_code;
}

void World::observe(Observer& observer) {
    m->observers.add(observer);
    hook_up();
    // What was asked before anybody listened belongs to the record too.
    for (const auto& [what, value] : m->environment_seen) observer.on_environment(what, value);
}

void World::ignore(Observer& observer) {
    m->observers.remove(observer);
    hook_up();
}

void World::hook_up() {
    Observer* told = m->observer = m->observers.told();
    m->heap.observe(m->observers.want_writes() ? told : nullptr);
    m->ds.watch = m->observers.want_data() ? told : nullptr;
    m->vm.observe(m->observers.want_code() ? told : nullptr);
}

void World::log(std::string_view text) {
    if (m->observer) m->observer->on_log(text);
    if (on_log) on_log(text);
}

void World::problem(Diagnostic diagnostic) {
    constexpr size_t most_kept = 100000; // whoever observes hears of all
    if (m->problems.size() < most_kept) m->problems.push_back(diagnostic);
    if (m->observer) m->observer->on_problem(diagnostic);
    if (on_problem) on_problem(diagnostic);
}

void World::problem_once(Diagnostic diagnostic) {
    std::string key = diagnostic.code + "|" + diagnostic.place.text() + "|" + diagnostic.message;
    if (m->problems_seen.find(key)) return;
    m->problems_seen.add(std::move(key), true);
    problem(std::move(diagnostic));
}

Place World::here() const {
    return m->vm.here();
}

Value World::environment(std::string_view what, const Value& otherwise) {
    auto seen = m->environment_seen.find(what);
    if (seen != m->environment_seen.end()) return seen->second;
    std::optional<Datum> answer = m->environment->read(what);
    Value value = answer ? plain_value(m->heap, *answer) : otherwise;
    m->environment_seen.emplace(std::string(what), value);
    if (m->observer) m->observer->on_environment(what, value);
    return value;
}

Request& World::add_request(const NewRequest& request) {
    Request made;
    made.id = request.id;
    made.kind = request.kind;
    made.family = request.family;
    made.args.assign(request.args.begin(), request.args.end());
    made.completes_as = request.completes_as;
    made.mode = request.mode;
    made.callback = request.callback;
    made.answer = request.answer;
    made.place = here();
    made.frame = frame();
    std::vector<StackEntry> stack = m->vm.stack();
    for (const StackEntry& entry : stack) {
        if (const Instance* instance = as_instance(entry.self)) {
            made.instance_id = instance->id;
            break;
        }
    }
    Request& added = m->requests.add(std::move(made));
    if (m->observer) m->observer->on_request(added.info());
    return added;
}

std::string World::object_name(uint32_t object) const {
    return object < project().objects.size() ? project().objects[object].name : "<undefined>";
}

std::string World::async_load_text() const {
    return to_text(m_rules, m->heap.names(), async_load);
}

Symbol World::symbol(std::string_view name) const {
    return m->heap.names().intern(name);
}

uint64_t World::origin_here() {
    std::pair<uint64_t, uint32_t> at{m->vm.position(), event.owner};
    if (m->last_origin.first != at) [[unlikely]] { // events are made at the same place again and again
        const uint64_t* known = m->origin_of_position.find(at);
        m->last_origin = {at, known ? *known : find_origin()};
        if (!known) m->origin_of_position.add(at, m->last_origin.second);
    }
    return m->last_origin.second;
}

uint64_t World::find_origin() {
    Origin origin;
    origin.place = here();
    origin.object = event.owner;
    std::string key = origin.place.text() + "|" + std::to_string(origin.object);
    if (const uint64_t* known = m->origin_numbers.find(key)) return *known;
    m->origins.push_back(std::move(origin));
    m->origin_numbers.add(std::move(key), m->origins.size());
    return m->origins.size();
}

Place World::origin_place(uint64_t origin) const {
    return origin - 1 < m->origins.size() ? m->origins[origin - 1].place : Place();
}

std::string World::origin_object(uint64_t origin) const {
    return origin - 1 < m->origins.size() && m->origins[origin - 1].object != ~0u
               ? object_name(m->origins[origin - 1].object)
               : std::string();
}

/// A name that was called and that nothing has: what was meant. GML cannot know what there is, the world can.
static std::string called_instead(const World& world, std::string_view message) {
    static constexpr std::string_view start = "unknown function or script '";
    if (!message.starts_with(start)) return {};
    Nearest nearest(message.substr(start.size(), message.find('\'', start.size()) - start.size()));
    const Program& program = world.program();
    for (CodeId id = 0; id < program.size(); ++id)
        if (program.find_function(program.code(id).short_name) == id) nearest.consider(program.code(id).short_name);
    const ProjectResolver& resolver = world.resolver();
    for (uint32_t row = 0; row < resolver.native_count(); ++row) nearest.consider(resolver.native(row).name);
    return nearest.hint();
}

std::string World::fault_text(const Fault& fault) const {
    if (fault.kind != Fault::Kind::thrown) return fault.message + called_instead(*this, fault.message);
    Symbol name = m->heap.names().find("message");
    const Value* own = fault.thrown.is_struct() && name != NameTable::none
                           ? fault.thrown.as_struct()->find_with_statics(name)
                           : nullptr;
    return to_text(m_rules, m->heap.names(), own ? *own : fault.thrown);
}

const WorldFault& World::record_fault(const Fault& fault, std::string_view during, const Instance* instance) {
    WorldFault record;
    record.fault = fault;
    record.fault.message = fault_text(fault);
    static constexpr size_t most_frames = 100; // endless recursion leaves thousands; both ends tell everything
    const std::vector<StackEntry>& stack = m->vm.fault_stack();
    record.report = m->vm.report(record.fault, std::span(stack).first(std::min(stack.size(), most_frames)));
    record.fault.thrown = {}; // a record outlives the world's values
    for (size_t index = 0; index < stack.size(); ++index) {
        if (index == most_frames / 2 && stack.size() > most_frames) {
            size_t skipped = stack.size() - most_frames;
            record.stack.emplace_back("(" + std::to_string(skipped) + " more calls)", Place{});
            index += skipped;
        }
        record.stack.emplace_back(stack[index].name, stack[index].place);
        if (record.place.file.empty()) record.place = stack[index].place;
    }
    if (instance) {
        record.object = object_name(instance->object);
        record.instance_id = instance->id;
    }
    record.event = event.event;
    record.during = during;
    record.dispatch = m->dispatch;
    record.handler = m->handler;
    // A game that goes on faulting for hours: after some thousand the places are enough.
    constexpr size_t most_whole = 5000;
    if (m->faults.size() >= most_whole) {
        record.report.clear();
        record.stack.clear();
    }
    m->faults.push_back(std::move(record));
    if (m->observer && m->handler == 0) {
        Fault told = fault;
        told.message = fault_text(fault);
        m->observer->on_fault(told, stack, during);
    }
    bool thrown = fault.kind == Fault::Kind::error || fault.kind == Fault::Kind::thrown;
    if (thrown && !m->in_payload && !unhandled_handler.is_undefined()) m->unhandled = m->vm.exception_value(fault);
    if (m->input.end_at_fault) m->ended = true;
    return m->faults.back();
}

Resolution World::resolve(std::string_view name) const {
    return m->code->resolver.resolve(name);
}
const NativeRow& World::native(uint32_t index) const {
    return m->code->resolver.native(index);
}
const AccessorNatives& World::accessors() const {
    return m->input.accessors;
}
Struct* World::global() {
    return m_global;
}

} // namespace scope
