#include "ui/model/live_session.h"

#include "core/project/project.h"
#include "ui/model/call_name.h"
#include "ui/model/event_rows.h"
#include "ui/model/text.h"
#include "ui/model/trace_view.h"

#include <algorithm>
#include <chrono>
#include <filesystem>
#include <fmt/format.h>

namespace scope {

LiveSession::LiveSession(std::unique_ptr<Session> session) : m_session(std::move(session)) {
    touch();
}
LiveSession::~LiveSession() = default;

Result<std::unique_ptr<LiveSession>> LiveSession::open(SessionOptions options, const OpeningSteps& steps) {
    auto session = Session::open(std::move(options));
    if (!session) return tl::unexpected<Error>(session.error());
    std::unique_ptr<LiveSession> live(new LiveSession(std::move(*session)));
    live->m_by_units = steps.by_units;
    std::vector<Input> inputs{input::Boot()};
    if (steps.first_frame) inputs.push_back(input::Run{1, true});
    for (const InputRecord& step : steps.inputs) {
        auto input = input_of(step);
        if (!input) return tl::unexpected<Error>(input.error());
        inputs.push_back(std::move(*input));
    }
    if (auto begun = live->begin(std::move(inputs)); !begun) return tl::unexpected<Error>(begun.error());
    return live;
}

void LiveSession::touch() {
    ++m_generation;
    m_requests = m_session->requests();
    const std::vector<FaultRecord>& all = m_session->faults();
    if (all.size() < m_seen_faults) { // started anew
        m_faults.clear();
        m_seen_faults = 0;
    }
    for (; m_seen_faults < all.size(); ++m_seen_faults)
        if (all[m_seen_faults].handler == 0) m_faults.push_back(all[m_seen_faults]);
}

void LiveSession::note_start(bool sound) {
    m_faults.clear();
    m_seen_faults = 0;
    m_failed_start.reset();
    if (sound) return;
    const std::vector<FaultRecord>& faults = m_session->faults();
    if (faults.empty()) { // a lone script that cannot be read
        const std::vector<Diagnostic>& problems = m_session->problems();
        m_failed_start =
            problems.empty() ? Diagnostic{"start", Severity::error, "the game ended", {}, ""} : problems.back();
        return;
    }
    std::string message = fmt::format("{}: {}", occasion_of(faults[0]), faults[0].message);
    if (faults.size() > 1) message += fmt::format(" (and {} more)", faults.size() - 1);
    m_failed_start = {"start", Severity::error, std::move(message), faults[0].place,
                      "GameMaker would end the game here. Mend the line and read the project again, or answer what it "
                      "calls with a mock."};
}

std::string LiveSession::title() const {
    const Project& project = m_session->project();
    if (!project.file.empty()) return file_name(project.file);
    const std::string& path = m_session->options().project;
    return path.empty() ? "empty world" : file_name(path);
}
std::string LiveSession::target() const {
    return m_session->options().target;
}
std::string LiveSession::config() const {
    return m_session->options().config;
}
size_t LiveSession::mock_count() const {
    return m_session->options().mocks.size();
}
const EventStore& LiveSession::events() const {
    return m_session->events();
}
const std::vector<Diagnostic>& LiveSession::problems() const {
    return m_session->problems();
}
const std::vector<LogRecord>& LiveSession::output() const {
    return m_session->output();
}
const std::vector<RequestRecord>& LiveSession::requests() const {
    return m_requests;
}
std::vector<Receiver> LiveSession::receivers(int32_t number) const {
    return m_session->receivers(number);
}
std::vector<InstanceView> LiveSession::instances() const {
    return m_session->instances(false);
}
VariablesView LiveSession::variables(uint32_t instance) const {
    return m_session->variables(instance);
}
std::vector<LedgerView> LiveSession::ledger() const {
    return m_session->ledger();
}
const SourceView* LiveSession::source(const std::string& path) const {
    return m_session->source(path);
}
std::string LiveSession::room_name() const {
    return m_session->room_name();
}
uint64_t LiveSession::frame() const {
    return m_session->frame();
}
uint64_t LiveSession::clock_us() const {
    return m_session->clock_us();
}
bool LiveSession::ended() const {
    return m_session->ended();
}
std::vector<InputRecord> LiveSession::inputs() const {
    return m_session->inputs();
}
std::string LiveSession::recording() const {
    return m_session->options().trace;
}

double LiveSession::game_speed() const {
    double speed = m_session->project().options.game_speed;
    return speed > 0 && speed <= 1000 ? speed : 60;
}

std::vector<std::string> LiveSession::rooms() const {
    std::vector<std::string> names;
    for (const Room& room : m_session->project().rooms) names.push_back(room.name);
    return names;
}

std::vector<std::string> LiveSession::objects() const {
    std::vector<std::string> names;
    for (const Object& object : m_session->project().objects) names.push_back(object.name);
    return names;
}

std::vector<std::string> LiveSession::events_of(const std::string& object) const {
    const Project& project = m_session->project();
    std::vector<std::string> names;
    for (uint32_t at = project.object_index(object); at != no_index; at = project.objects[at].parent_index)
        for (const ObjectEvent& event : project.objects[at].events) {
            std::string name = event_stem(event.id, event.collision_object);
            if (std::find(names.begin(), names.end(), name) == names.end()) names.push_back(std::move(name));
        }
    return names;
}

// --- work

static bool is_start(const Input& input) {
    return std::holds_alternative<input::Boot>(input) || std::holds_alternative<input::Restart>(input);
}

Result<void> LiveSession::begin(std::vector<Input> inputs) {
    m_todo.assign(std::make_move_iterator(inputs.begin()), std::make_move_iterator(inputs.end()));
    m_outcome = {};
    begin_next();
    work();
    return works() ? Result<void>() : m_outcome;
}

/// The next of what waits; what it lacks to begin ends everything.
void LiveSession::begin_next() {
    Input input = std::move(m_todo.front());
    m_todo.pop_front();
    // The first frame of a game that has ended already.
    if (std::holds_alternative<input::Run>(input) && m_session->ended()) return;
    InputRecord behind = m_todo.empty() ? InputRecord() : record_of(m_todo.front());
    auto begun = m_session->begin(input, &behind);
    // A typing error in the console was one the first time too.
    if (begun || (std::holds_alternative<input::Console>(input) && !m_todo.empty())) return;
    m_outcome = tl::unexpected<Error>(begun.error());
    m_todo.clear();
}

void LiveSession::work() {
    constexpr auto patience = std::chrono::milliseconds(8); // half of a frame
    constexpr uint64_t slice = 200'000, most_units = 1'000'000;
    auto start = std::chrono::steady_clock::now();
    uint64_t units = 0;
    auto goes_on = [&] {
        units += slice;
        return m_by_units ? units < most_units : std::chrono::steady_clock::now() - start < patience;
    };
    if (!works()) return touch();
    do {
        if (const InputInProgress* at = m_session->in_progress()) {
            bool starts = is_start(at->input);
            m_session->resume(slice);
            if (starts && !m_session->in_progress()) note_start(m_session->started());
        } else {
            begin_next();
        }
    } while (works() && goes_on());
    touch();
}

void LiveSession::cancel() {
    m_todo.clear();
    const InputInProgress* at = m_session->in_progress();
    bool starts = at && is_start(at->input);
    (void)m_session->begin(input::Cancel());
    if (starts) note_start(false);
    m_outcome = {};
    touch();
}

Work LiveSession::at_work() const {
    const InputInProgress* at = m_session->in_progress();
    if (!at) return {};
    Work out{record_of(at->input).kind, ""};
    if (const auto* fire = std::get_if<input::Fire>(&at->input)) out.what += " " + fire->event;
    FrameRecord place = m_session->where();
    if (place.name.empty()) return out;
    out.where = call_name(place.name, place.place);
    if (place.place.line) out.where += fmt::format(" line {}", place.place.line);
    return out;
}

Result<void> LiveSession::fire(const FireInput& input) {
    auto fire = m_session->fire_input(input);
    if (!fire) return tl::unexpected<Error>(fire.error());
    return begin({std::move(*fire)});
}

Result<void> LiveSession::apply(const InputRecord& record) {
    auto input = input_of(record);
    if (!input) return tl::unexpected<Error>(input.error());
    return begin({std::move(*input)});
}

Result<void> LiveSession::console(const std::string& code) {
    return begin({input::Console{code}});
}

void LiveSession::run(uint64_t frames) {
    (void)begin({input::Run{static_cast<double>(frames), true}});
}

Result<void> LiveSession::restart(bool from_disk) {
    return begin({input::Restart{from_disk}, input::Run{1, true}});
}

Result<void> LiveSession::repeat() {
    std::vector<Input> inputs{input::Restart{true, true}};
    for (const InputRecord& record : m_session->inputs()) {
        auto input = input_of(record);
        if (!input) return tl::unexpected<Error>(input.error());
        inputs.push_back(std::move(*input));
    }
    return begin(std::move(inputs));
}

Result<std::unique_ptr<SessionPort>> open_port(SessionOptions options, const std::string& path,
                                               const OpeningSteps& steps) {
    if (is_trace_name(path)) {
        auto view = TraceView::open(path);
        if (!view) return tl::unexpected<Error>(view.error());
        return std::unique_ptr<SessionPort>(std::move(*view));
    }
    options.project = path;
    auto live = LiveSession::open(std::move(options), steps);
    if (!live) return tl::unexpected<Error>(live.error());
    return std::unique_ptr<SessionPort>(std::move(*live));
}

} // namespace scope
