// Going back: to the end of the boot instead of booting again, and to where an event was about to begin, in a session
// of its own.
#include "core/session/session_state.h"

namespace scope {

namespace {

/// Stops the vm at the first instruction of the event with a number.
class EventStop final : public Observer, public VmStops {
public:
    EventStop(const EventStore& done, uint64_t wanted) : m_done(done), m_wanted(wanted) {}
    void on_dispatch_begin(const DispatchInfo& dispatch) override {
        m_reached = m_reached || (dispatch.parent == 0 && m_done.size() == m_wanted);
    }
    bool should_stop(uint32_t, uint32_t) override { return m_reached; }

private:
    const EventStore& m_done;
    uint64_t m_wanted; ///< how many are done then
    bool m_reached = false;
};

/// The cancel that ended the input before `number`, so many units of which were charged before; a record without a kind
/// when none did.
InputRecord end_of(const std::vector<InputRecord>& inputs, size_t number, double units) {
    if (number >= inputs.size() || inputs[number].kind != "cancel") return {};
    auto cancel = std::get<input::Cancel>(*input_of(inputs[number]));
    return record_of(input::Cancel{cancel.units - units});
}

} // namespace

void Session::State::connect() {
    recorder.reset();
    new_events();
    if (options.observe) {
        recorder = std::make_unique<Recorder>(*world, events->dictionary(), sinks());
        recorder->both_ways = events->dictionary().knows_all = options.record_both_ways;
    } else {
        world->on_log = [this](std::string_view text) { note_output({std::string(text), {}}); };
        world->on_problem = [this](const Diagnostic& problem) { note_problem(problem); };
    }
}

// --- restarting

void Session::State::boot_is_over(const InputInProgress& boot) {
    tape.pause();
    tape.sound = !boot.failed;
    tape.cancelled = boot.cancelled;
    tape.with_events = !events->empty();
    checkpoints.clear();
    if (options.checkpoints && world->vm().idle()) checkpoints.add({0, 0, next_event()}, *world);
}

/// What comes from a disk may have changed, what all worlds see cannot be taken back, and events of a boot are recorded
/// by booting alone.
bool Session::State::can_go_back_to_boot() const {
    return checkpoints.first() && tape.whole() && !tape.with_events && !tape.cancelled && options.files.empty() &&
           !options.recorded.files && !world->declared_for_all();
}

bool Session::State::go_back_to_boot() {
    recorder.reset();
    world = checkpoints.first()->world->clone();
    sources.clear();
    faults.clear();
    outside.clear();
    outside_used = 0;
    muted = true; // what the world knows of its environment is on the tape
    connect();
    muted = false;
    for (const BootTape::Entry& entry : tape.entries()) std::visit([this](const auto& one) { tell_again(one); }, entry);
    checkpoints.back_to_first(next_event());
    exported = false;
    return tape.sound;
}

void Session::State::tell_again(const LogRecord& line) {
    note_output(line);
}
void Session::State::tell_again(const Diagnostic& problem) {
    note_problem(problem);
}
void Session::State::tell_again(const RequestRecord& request) {
    sinks().request(request);
}
void Session::State::tell_again(const FaultRecord& fault) {
    sinks().fault(fault);
}
void Session::State::tell_again(const EnvironmentRecord& fact) {
    sinks().environment(fact.what, fact.value);
}
void Session::State::tell_again(const std::string& path) {
    trace_source(path);
}

// --- checkpoints and forks

const Checkpoints& Session::checkpoints() const {
    return m->checkpoints;
}

void Session::State::note_checkpoint() {
    if (stopped || !world->vm().idle() || !checkpoints.first() || !checkpoints.due(*world)) return;
    if (progress && !joined) return; // inputs of other kinds are not cut in two
    Position at{inputs.size(), 0, next_event()};
    if (joined) at = {inputs.size() - 1, joined->most, next_event(), joined_units};
    if (progress) {
        at.part += progress->step - std::get<input::Run>(progress->input).most;
        at.units += static_cast<double>(progress->units);
    }
    checkpoints.add(at, *world);
}

bool Session::held() const {
    return m->held;
}

Result<std::unique_ptr<Session>> Session::fork(uint64_t event) {
    const State& from = *m;
    if (!from.options.observe) return fail("nobody observed this session, so its events have no numbers");
    if (event < from.oldest_event || event > from.next_event())
        return fail("there is no event " + std::to_string(event) + " since the last restart");
    if (from.progress && event == from.next_event()) return fail("an input is in progress; cancel it first");
    std::unique_ptr<Session> session(new Session);
    State& state = *session->m;
    state.session = session.get();
    state.options = from.options;
    state.options.trace.clear();
    state.options.files.clear();
    state.options.as_traced = false;
    state.options.on_resource = nullptr;
    state.options.on_lost = nullptr;
    state.exported = true;
    state.project = from.project;
    state.script = from.script;
    state.mocks = from.mocks;
    state.oldest_event = from.oldest_event;

    // The input that made the event is the last one that began before it; all inputs when it is still to come.
    size_t input = from.inputs.size();
    while (event < from.next_event() && input > 0 && from.inputs_began[input - 1] > event) --input;
    bool in_boot = event < from.next_event() && input == 0;
    if (event < from.next_event() && input > 0) --input;
    const Checkpoint* near = in_boot ? nullptr : from.checkpoints.nearest(input, event);
    if (!near && !in_boot) return fail("the session has not booted");
    if (near) {
        state.world = near->world->clone();
        state.first_event = near->at.event;
        state.muted = true;
        state.connect();
        state.muted = false;
        state.inputs.assign(from.inputs.begin(), from.inputs.begin() + static_cast<ptrdiff_t>(near->at.input));
        state.inputs_began.assign(from.inputs_began.begin(),
                                  from.inputs_began.begin() + static_cast<ptrdiff_t>(near->at.input));
        for (const Checkpoint& one : from.checkpoints.all())
            if (one.at <= near->at) state.checkpoints.share(one);
        if (near->at.part > 0) { // what is left of it joins what is done
            state.joined = std::get<input::Run>(*input_of(from.inputs[near->at.input]));
            state.joined->most = near->at.part;
            state.joined_units = near->at.units;
            state.inputs.push_back(record_of(*state.joined));
            state.inputs_began.push_back(from.inputs_began[near->at.input]);
        }
    } else {
        state.first_event = from.oldest_event;
        if (auto built = state.build(); !built) return tl::unexpected(built.error());
    }

    // False when it is held before its end, or stopped.
    auto again = [&](Input one, const InputRecord& end) {
        auto begun = session->begin(std::move(one), &end);
        while (begun && session->in_progress())
            if (session->resume() == CameBack::stop) return state.held = true, false;
        return !session->stopped();
    };
    auto again_number = [&](size_t number) {
        bool in_part = near && number == near->at.input;
        Result<Input> whole = input_of(from.inputs[number]);
        if (!whole || std::holds_alternative<input::Cancel>(*whole)) return true; // it ended the one before
        if (in_part && near->at.part > 0) {
            auto& run = std::get<input::Run>(*whole);
            run.most -= near->at.part;
            if (run.most <= 0) return true;
        }
        return again(std::move(*whole), end_of(from.inputs, number + 1, in_part ? near->at.units : 0));
    };
    if (near)
        for (size_t number = near->at.input; number < input; ++number)
            if (!again_number(number)) return fail("the run was stopped");
    // A fire is the event and nothing before it.
    if (event == from.next_event()) return session;
    if (!in_boot && from.inputs[input].kind == "fire" && from.inputs_began[input] == event) return session;
    auto stop = std::make_unique<EventStop>(*state.events, event - state.first_event);
    state.world->observe(*stop);
    state.world->vm().stop_with(stop.get());
    state.stops = std::move(stop);
    if (in_boot)
        (void)again(input::Boot(), end_of(from.inputs, 0, 0));
    else
        (void)again_number(input);
    if (!state.held) return fail("the inputs were applied again and did not come to event " + std::to_string(event));
    return session;
}

} // namespace scope
