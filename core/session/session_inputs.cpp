// How inputs begin and go on, step by step.

#include "core/session/session_state.h"

#include "core/catalog/catalog.h"
#include "core/world/convert_datum.h"
#include "core/world/variables.h"

#include <algorithm>
#include <cmath>

namespace scope {

/// Units for a step itself, so that frames without any code are work too.
static constexpr uint64_t step_cost = 100;

/// A few milliseconds: how often SessionOptions::should_stop is asked.
static constexpr uint64_t between_questions = 500'000;
static constexpr uint64_t first_told_unfinished =
    100'000'000; ///< units of an event that never may end; then each doubling

/// Puts the next step of each kind of input on the idle vm. False when there is none; an error is about the input.
struct Session::State::Steps {
    State& m;
    InputInProgress& at;
    World& world;

    bool first() const { return at.step == 0; }
    static Result<bool> begun(const Result<void>& started) {
        if (!started) return tl::unexpected(started.error());
        return true;
    }
    Result<bool> frame() {
        if (at.left < 1 || world.ended()) return false;
        --at.left;
        if (m.session->on_frame) m.session->on_frame();
        world.start_frame();
        return true;
    }
    Result<bool> gml(const std::string& text, const std::string& name) {
        if (!first()) return false;
        return begun(world.start_gml(text, name));
    }
    Result<bool> boot() {
        if (first()) return world.start_boot(), true;
        if (at.step > 1) return false;
        at.failed |= world.faults().size() > at.faults;
        if (at.failed || m.script.empty()) return false;
        return begun(world.start_gml(m.script, m.options.project));
    }

    Result<bool> operator()(const input::Boot&) { return boot(); }
    Result<bool> operator()(const input::Restart&) {
        if (m.went_back) return false;
        return boot();
    }
    Result<bool> operator()(const input::Fire& fire) {
        if (!first()) return false;
        return begun(world.start_fire(fire.number, fire.payload));
    }
    Result<bool> operator()(const input::Answer& answer) {
        if (!first()) return false;
        const Request* request = world.requests().find(answer.request);
        if (!request || request->mode != RequestMode::event)
            return fail("no request with the number " + std::to_string(answer.request) + " waits for an event");
        Datum payload = answer.payload;
        if (!payload.find(std::string_view("id"))) {
            std::vector<DatumEntry> entries{{"id", to_datum(world, request->id)}};
            entries.insert(entries.end(), payload.entries().begin(), payload.entries().end());
            payload = Datum::ds_map(std::move(entries));
        }
        return begun(world.start_fire(request->completes_as.number, payload));
    }
    Result<bool> operator()(const input::Frames& frames) {
        if (first()) at.left = frames.count;
        return frame();
    }
    Result<bool> operator()(const input::Run& run) {
        if (first()) at.left = run.most == 0 ? INFINITY : run.most;
        if (world.faults().size() > at.faults && !run.keep_going) return false;
        return frame();
    }
    Result<bool> operator()(const input::Advance& advance) {
        if (first()) at.left = std::ceil(advance.us / 1e6 * world.clock().game_speed);
        return frame();
    }
    Result<bool> operator()(const input::GotoRoom& room) {
        if (!first()) return false;
        return begun(world.start_room(room.name));
    }
    Result<bool> operator()(const input::Create& create) {
        if (!first()) return false;
        Result<uint32_t> made = world.start_create(create.object, create.variables);
        if (!made) return tl::unexpected(made.error());
        return true;
    }
    Result<bool> operator()(const input::Perform& perform) {
        if (first()) {
            Result<Performers> found = world.performers(perform.object, perform.index, perform.event);
            if (!found) return tl::unexpected(found.error());
            at.ids = std::move(found->instances);
            std::reverse(at.ids.begin(), at.ids.end());
        }
        if (at.ids.empty()) return false;
        uint32_t id = at.ids.back();
        at.ids.pop_back();
        at.told |= !world.start_perform(id, *event_from_stem(perform.event), !at.told);
        return true;
    }
    Result<bool> operator()(const input::SetVar& set) { return gml(set.path + " = " + set.gml + ";", "set-var"); }
    Result<bool> operator()(const input::Call& call) { return gml(call.gml, "--call"); }
    Result<bool> operator()(const input::RunScript& script) { return gml(script.text, script.path); }
    Result<bool> operator()(const input::Console& console) { return gml(console.gml, "console"); }
    Result<bool> operator()(const input::Cancel&) { return false; }
};

Result<bool> Session::State::next_step() {
    Result<bool> begun = std::visit(Steps{*this, *progress, *world}, progress->input);
    if (!begun || !*begun) return begun;
    ++progress->step;
    progress->units += step_cost;
    return true;
}

/// Everything as new but the trace, for the boot that follows; after it when that needs no running. One that is to be
/// cancelled runs.
Result<void> Session::State::start_anew(const input::Restart& restart, bool ends_early) {
    if (restart.from_disk) {
        if (auto done = read(); !done) return done;
        told_sources.clear();
    }
    trace(record_of(restart));
    first_event += events->size();
    problems.clear();
    output.clear();
    inputs.clear();
    inputs_began.clear();
    joined.reset();
    oldest_event = first_event;
    went_back = !restart.from_disk && !ends_early && can_go_back_to_boot();
    if (went_back) return go_back_to_boot(), Result<void>();
    if (!restart.again) (void)export_files(); // problems() say what failed
    return build();
}

Result<CameBack> Session::begin(Input input, const InputRecord* behind) {
    State& state = *m;
    if (state.stopped || state.held) return CameBack::ended;
    if (std::holds_alternative<input::Cancel>(input)) return state.cancel();
    if (state.progress) return fail("another input is in progress; cancel it first");
    bool ends_early = behind && behind->kind == "cancel";
    if (const auto* restart = std::get_if<input::Restart>(&input)) {
        if (auto begun = state.start_anew(*restart, ends_early); !begun) return tl::unexpected(begun.error());
        if (!state.went_back) state.tape.go_on();
    } else if (std::holds_alternative<input::Boot>(input)) {
        state.tape.go_on();
    } else {
        // Written before it takes effect: an input that ends the process is still in the trace.
        state.trace(record_of(input));
        state.note_input(input);
    }
    state.exported = false;
    state.outcome = {};
    state.cancel_at = 0;
    state.tell_unfinished_at = first_told_unfinished;
    if (ends_early)
        if (auto cancel = input_of(*behind))
            state.cancel_at = static_cast<uint64_t>(std::clamp(std::get<input::Cancel>(*cancel).units, 1.0, 0x1p62));
    state.progress = {.input = std::move(input), .faults = state.world->faults().size(), .event = state.events->size()};
    if (needs_a_running_game(state.progress->input) && state.world->ended()) {
        state.finish_input(fail("the stage step '" + record_of(state.progress->input).kind +
                                "' was left out: " + state.world->how_it_ended()));
        return tl::unexpected(state.outcome.error());
    }
    if (state.went_back) state.progress->failed = !state.tape.sound;
    uint64_t before = state.world->vm().used();
    Result<bool> first = state.next_step();
    if (first && *first) {
        state.progress->units += state.world->vm().used() - before;
        return CameBack::slice;
    }
    CameBack how = state.finish_input(first ? Result<void>() : tl::unexpected(first.error()));
    if (!state.outcome) return tl::unexpected(state.outcome.error());
    return how;
}

CameBack Session::resume(uint64_t slice) {
    State& state = *m;
    if (!state.progress) return CameBack::done;
    if (state.held) return CameBack::stop;
    InputInProgress& at = *state.progress;
    Vm* vm = &state.world->vm();
    uint64_t until = slice > UINT64_MAX - at.units ? UINT64_MAX : at.units + slice;
    if (state.cancel_at) until = std::min(until, state.cancel_at - 1);
    while (true) {
        if (state.options.should_stop && state.options.should_stop()) return state.stop();
        if (at.units > until) return state.cancel_at && at.units >= state.cancel_at ? state.cancel() : CameBack::slice;
        uint64_t before = vm->used();
        if (vm->idle()) {
            state.note_checkpoint();
            Result<bool> more = state.next_step();
            at.units += vm->used() - before;
            if (!more || !*more) return state.finish_input(more ? Result<void>() : tl::unexpected(more.error()));
            continue;
        }
        uint64_t part = until - at.units;
        if (state.blocks)
            part = std::min(part, state.tell_unfinished_at - std::min(at.units, state.tell_unfinished_at - 1));
        if (state.options.should_stop) part = std::min(part, between_questions);
        RunResult how = state.world->resume(part);
        at.units += vm->used() - before;
        at.failed |= how == RunResult::fault;
        if (state.blocks && how == RunResult::slice && at.units >= state.tell_unfinished_at) {
            state.tell_unfinished_at = at.units * 2;
            state.trace_unfinished();
        }
        if (how == RunResult::breakpoint || how == RunResult::step) return CameBack::stop;
    }
}

template<typename... Kinds> static bool is_any(const Input& input) {
    return (std::holds_alternative<Kinds>(input) || ...);
}

/// The input is through; `result` is what was wrong with it.
CameBack Session::State::finish_input(Result<void> result) {
    last = std::move(progress);
    progress.reset();
    cancel_at = 0;
    if (joined) joined_units += static_cast<double>(last->units);
    bool boots = is_any<input::Boot, input::Restart>(last->input);
    if (!result && boots) {
        note_problem({"syntax", Severity::error, result.error().message, {result.error().place, 0, 0}, ""});
        last->failed = true;
        result = {};
    }
    if (!result && !is_any<input::Console>(last->input))
        note_problem({"input-failed", Severity::warning, result.error().message, {}, ""});
    outcome = std::move(result);
    if (is_any<input::Fire, input::Answer>(last->input) && events->size() > last->event)
        look_at(*events->event(last->event));
    if (boots && !std::exchange(went_back, false))
        boot_is_over(*last);
    else
        note_checkpoint();
    return world->faults().size() > last->faults ? CameBack::fault : world->ended() ? CameBack::ended : CameBack::done;
}

CameBack Session::State::cancel() {
    if (!progress) return CameBack::done;
    auto units = static_cast<double>(progress->units);
    trace(record_of(input::Cancel{units}));
    inputs.push_back(record_of(input::Cancel{joined_units + units}));
    joined.reset();
    world->cancel();
    inputs_began.push_back(next_event()); // behind the event that it ended
    progress->failed = true;
    progress->cancelled = true;
    return finish_input({});
}

/// What is in progress is cancelled, and nothing runs any more.
CameBack Session::State::stop() {
    stopped = true;
    cancel();
    if (writer) writer->cut_short();
    return CameBack::ended;
}

const InputInProgress* Session::in_progress() const {
    return m->progress ? &*m->progress : nullptr;
}

FrameRecord Session::where() const {
    for (const StackEntry& entry : m->world->vm().stack())
        if (entry.code != no_code) return {entry.name, entry.place};
    return {};
}

// --- to the end

Result<void> Session::apply(const Input& input, const InputRecord* behind) {
    auto begun = begin(input, behind);
    if (!begun) return tl::unexpected(begun.error());
    while (m->progress && !m->held) resume(); // stops of a debugger are passed over
    return stopped() ? Result<void>() : m->outcome;
}

Result<void> Session::apply(const InputRecord& record, const InputRecord* behind) {
    auto input = input_of(record);
    if (!input) return tl::unexpected(input.error());
    return apply(*input, behind);
}

bool Session::boot(const InputRecord* behind) {
    return apply(input::Boot(), behind) && started();
}

bool Session::started() const {
    return !stopped() && m->last && !m->last->failed;
}

Result<bool> Session::restart(bool from_disk, bool again) {
    if (auto done = apply(input::Restart{from_disk, again}); !done) return tl::unexpected(done.error());
    return started();
}

void Session::run(uint64_t most, bool keep_going) {
    (void)apply(input::Run{static_cast<double>(most), keep_going});
}

Result<Input> Session::fire_input(const FireInput& input) {
    std::vector<Diagnostic> findings;
    auto payload = payload_of(catalog(), input, findings);
    if (!payload) return tl::unexpected(payload.error());
    const CatalogEvent* event = catalog().find(std::string_view(input.event));
    for (const Diagnostic& finding : findings) m->note_problem(finding);
    return input::Fire{event->constant, event->number, std::move(*payload)};
}

Result<size_t> Session::fire(const FireInput& input) {
    auto fire = fire_input(input);
    if (!fire) return tl::unexpected(fire.error());
    if (auto done = apply(*fire); !done) return tl::unexpected(done.error());
    return fired();
}

Result<size_t> Session::fired() const {
    if (!m->outcome) return tl::unexpected(m->outcome.error());
    if (m->last && m->events->size() != m->last->event) return m->last->event;
    if (stopped()) return fail("the event was not delivered: the run was stopped");
    const History<WorldFault>& faults = m->world->faults();
    size_t before = m->last ? m->last->faults : faults.size();
    if (before == faults.size()) return fail("the event was not delivered: " + m->world->how_it_ended());
    const WorldFault& fault = faults[before];
    return fail("the event was not delivered: its payload faults: " + fault.fault.message, fault.place.text());
}

Result<ConsoleAnswer> Session::console(const std::string& code) {
    if (auto done = apply(input::Console{code}); !done) return tl::unexpected(done.error());
    return answer();
}

Result<ConsoleAnswer> Session::answer() const {
    if (stopped()) return fail("the run was stopped");
    if (!m->outcome) return tl::unexpected(m->outcome.error());
    World& world = *m->world;
    if (m->last->failed) {
        if (m->last->faults == world.faults().size()) return fail("it was cancelled");
        const WorldFault& fault =
            world.faults()[m->last->faults]; // a handler for unhandled exceptions may have added its own
        return fail(fault.fault.message, fault.place.text());
    }
    Value value = world.result();
    Datum content =
        to_datum(world, value, {.max_depth = 8, .max_nodes = 5000, .max_string = 100'000, .open_handles = true});
    const Instance* instance = value.is_struct() ? as_instance(value.as_struct()) : nullptr;
    if (instance) // short, not all of its variables
        return ConsoleAnswer{world.object_name(instance->object) + " #" + std::to_string(instance->id),
                             std::move(content)};
    return ConsoleAnswer{to_text(world.rules(), world.heap().names(), value), std::move(content)};
}

} // namespace scope
