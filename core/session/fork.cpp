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

bool goes_on(const InputRecord& input) {
    return input.kind == "run";
}

double frames_of(const InputRecord& run) {
    const Datum* most = run.arguments.find(std::string_view("most"));
    return most ? most->as_real() : 0;
}

/// What is left of a run of which so many frames are done.
InputRecord rest_of(const InputRecord& run, double done) {
    std::vector<DatumEntry> entries;
    for (const DatumEntry& entry : run.arguments.entries())
        entries.push_back(entry.key.text() == "most" ? DatumEntry{entry.key, Datum(frames_of(run) - done)} : entry);
    return {run.kind, Datum::structure(std::move(entries))};
}

} // namespace

void Session::State::connect() {
    world->on_frame = [this] {
        if (session->on_frame) session->on_frame();
    };
    world->should_stop = options.should_stop;
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

void Session::State::boot_is_over(bool sound) {
    tape.pause();
    tape.sound = sound;
    tape.with_events = !events->empty();
    checkpoints.clear();
    if (world->vm().idle()) checkpoints.add({0, 0, next_event()}, *world);
}

/// What comes from a disk may have changed, what all worlds see cannot be taken back, and events of a boot are recorded
/// by booting alone.
bool Session::State::can_go_back_to_boot() const {
    return checkpoints.first() && tape.whole() && !tape.with_events && options.files.empty() &&
           !world->declared_for_all() && !world->stopped();
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
    if (!world->vm().idle() || !checkpoints.first() || !checkpoints.due(*world)) return;
    Position at{inputs.size(), 0, next_event()};
    if (!inputs.empty() && goes_on(inputs.back())) at = {inputs.size() - 1, frames_of(inputs.back()), next_event()};
    checkpoints.add(at, *world);
}

Result<std::unique_ptr<Session>> Session::fork(uint64_t event) {
    const State& from = *m;
    if (!from.options.observe) return fail("nobody observed this session, so its events have no numbers");
    if (event < from.oldest_event || event > from.next_event())
        return fail("there is no event " + std::to_string(event) + " since the last restart");
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
    } else {
        state.first_event = from.oldest_event;
        if (auto built = state.build(); !built) return tl::unexpected(built.error());
    }

    auto again = [&](size_t number) -> bool {
        double done = near && number == near->at.input ? near->at.part : 0;
        if (done > 0 && done >= frames_of(from.inputs[number])) return !session->stopped();
        const InputRecord& whole = from.inputs[number];
        (void)session->m->apply_recorded(done > 0 ? rest_of(whole, done) : whole);
        return !session->stopped();
    };
    if (near)
        for (size_t number = near->at.input; number < input; ++number)
            if (!again(number)) return fail("the run was stopped");
    // A fire is the event and nothing before it.
    if (event == from.next_event()) return session;
    if (!in_boot && from.inputs[input].kind == "fire" && from.inputs_began[input] == event) return session;
    auto stop = std::make_unique<EventStop>(*state.events, event - state.first_event);
    state.world->observe(*stop);
    state.world->vm().stop_with(stop.get());
    state.world->hold_at_stops();
    state.stops = std::move(stop);
    if (in_boot)
        (void)session->boot();
    else
        (void)again(input);
    if (!state.world->held())
        return fail("the inputs were applied again and did not come to event " + std::to_string(event));
    return session;
}

} // namespace scope
