#pragma once
// The state of the window and the only code that changes it. Panels read a const Workbench and push commands; apply()
// works them off between frames. Holds ids and indices, never pointers into a session, so a session may be replaced at
// any time.

#include "core/base/problem_groups.h"
#include "core/catalog/catalog.h"
#include "core/catalog/check.h"
#include "ui/model/code_search.h"
#include "ui/model/commands.h"
#include "ui/model/compare_model.h"
#include "ui/model/composition.h"
#include "ui/model/console_rows.h"
#include "ui/model/event_index.h"
#include "ui/model/layout.h"
#include "ui/model/list_look.h"
#include "ui/model/matrix_view.h"
#include "ui/model/problem_rows.h"
#include "ui/model/session_port.h"

#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <vector>

namespace scope {

enum class PayloadMode : uint8_t { table, json, gml };
enum class BottomTab : uint8_t { console, output, problems, instances, ledger };
enum class DetailTab : uint8_t { changes, calls, log, requests, stack, call_tree };
enum class Overlay : uint8_t { none, palette, open, shortcuts };

/// The Compose panel beside the composition itself.
struct ComposeState {
    CompositionHistory history;
    PayloadMode mode = PayloadMode::table;
    std::set<std::string> open_paths;
    std::string selected_path;
    std::string fresh_path; ///< a key just added: its row starts in editing
    std::vector<KeyFinding> findings;
    std::vector<Receiver> receivers;
};

/// The Events list, the matrix and the handler below it.
struct EventsState {
    std::string filter;
    EventIndex index;
    EventRef selected{UINT32_MAX, 0};
    uint32_t handler = 0;
    MatrixView matrix;
    std::set<std::string> open_keys; ///< rows of the matrix that show their parts
    DetailTab detail = DetailTab::changes;
    CodeSearch search;                           ///< in the code pane
    Place place;                                 ///< chosen for the code pane; empty: the handler's file
    std::map<uint32_t, std::string> differences; ///< line -> what is no longer as it was before a repeat
};

/// What the last action came to, for the status bar.
struct StatusLine {
    std::string text;
    Tone tone = Tone::plain;
};

struct WindowState {
    BottomTab bottom = BottomTab::console;
    bool bottom_shown = false;
    Overlay overlay = Overlay::none;
    std::vector<ConsoleEntry> console;
    uint64_t console_count = 0; ///< answers there have been, also those forgotten
    uint32_t instance = 0;      ///< 0: `global`, when it was chosen
    bool instance_chosen = false;
    StatusLine status;
    bool open_to_compare = false;        ///< the dialog asks for a trace to compare with
    std::string refused_open;            ///< why the last path could not be opened; of the dialog that is open
    std::vector<RejectedEdit> rejected;  ///< of variables of instances
    std::set<std::string> open_problems; ///< groups that show their members, by key_of()
    bool focus_filter = false;           ///< for one frame
    bool focus_console = false;
    std::string theme = "dark";
    float scale = 1;
    std::map<std::string, float> splits;
    std::map<std::string, ListLook> lists; ///< by the list's full name
    std::vector<std::string> recents;      ///< paths opened, the latest first
    std::vector<PanelId> raised;           ///< of panels that share a place the first of these shows
    int panel_step = 0;                    ///< for one frame: the keyboard goes so many panels further
};

/// What only the program around the workbench can do.
struct WorkbenchHost {
    /// Opens a project or trace; the port replaces the present one.
    std::function<Result<std::unique_ptr<SessionPort>>(const std::string& path)> open;
    std::function<void(const std::string& text)> set_clipboard;
    std::function<std::string()> clipboard;
};

class Workbench {
public:
    Workbench(const Catalog& catalog, WorkbenchHost host);

    /// Replaces what is open.
    void show(std::unique_ptr<SessionPort> port, std::string path);
    Result<void> open(const std::string& path);
    /// Works off the queue and follows the session: rows, selection, matrix. Once a frame, before drawing.
    void apply(CommandQueue& queue);
    /// Runs frames while running; `seconds` have passed on the wall.
    void tick(float seconds);

    bool is_enabled(CommandId id) const;
    /// Why a command does nothing now; "" when it does something.
    std::string refusal(CommandId id) const;
    const SessionPort& session() const { return *m_port; }
    /// Grows whenever anything a panel may show has changed, also when something else is opened.
    uint64_t generation() const { return (m_era << 40) + m_port->generation(); }
    /// Grows when what is open is another one or starts anew.
    uint64_t era() const { return m_era; }
    const Catalog& catalog() const { return m_catalog; }
    const std::string& path() const { return m_path; }
    bool running() const { return m_running; }
    /// Seconds that what is in progress has taken so far.
    double worked() const { return m_worked; }
    /// Something other than the frames of a running game is in progress: nothing else may begin.
    bool is_busy() const { return m_port->works() && !m_running; }
    /// It takes long enough for people to wonder.
    bool shows_work() const { return m_port->works() && m_worked >= 0.2; }
    bool wants_quit() const { return m_quit; }

    const ComposeState& compose() const { return m_compose; }
    const Composition& composition() const { return m_compose.history.now(); }
    /// What was typed of it and could not be taken.
    const Drafts& drafts() const { return m_compose.history.drafts(); }
    const CatalogEvent* event() const;
    /// The waiting request that firing would answer; null when there is none.
    const RequestRecord* answered(const Composition& composition) const;
    const CatalogShape* shape() const; ///< null for a free-form payload

    const CompareModel& compare() const { return m_compare; }
    CompareShown compare_shown() const;
    /// Whether something goes on without the user.
    bool busy() const { return m_running || m_port->works() || m_compare.state() == CompareModel::State::working; }

    const EventsState& events() const { return m_events; }
    /// The rows of the Events list in the order in which they show.
    const std::vector<EventRef>& event_rows() const;
    /// Null when none is; there until the next apply().
    const DispatchRecord* selected_dispatch() const { return m_dispatch.get(); }
    const HandlerRecord* selected_handler() const;
    /// The fault that the selection shows: of the selected row itself or of the selected handler run.
    const FaultRecord* selected_fault() const;
    /// The file and line in the code pane.
    Place shown_place() const;

    /// What was typed into a row of the payload, into its key or its value, and could not be taken; null when nothing
    /// was.
    const RejectedEdit* rejected(std::string_view path, bool key) const { return drafts().find(path, key); }
    /// The same of a variable as set_variable names it.
    const RejectedEdit* rejected_variable(std::string_view path) const;
    const ProblemGroups& problems() const { return m_problems; }
    const WindowState& window() const { return m_window; }
    float split(const std::string& name, float usual) const;

    /// What should survive the window: layout, theme, the composition, what was opened. restore() takes what is sound
    /// of it and ignores the rest.
    Datum saved() const;
    void restore(const Datum& state);
    /// What was open when the restored state was saved; empty when nothing was.
    const std::string& last_open() const { return m_last_open; }

private:
    // Each handles its commands and answers whether it knew the command.
    bool apply_payload(const Command& command);
    bool apply_selection(const Command& command);
    bool apply_session(const Command& command);
    bool apply_compare(const Command& command);
    bool apply_view(const Command& command);

    /// Where a row is after a change: at another path, or nowhere.
    using Moved = std::function<std::optional<std::string>(const std::string& path)>;
    /// The payload after one of its rows was edited.
    void change_payload(const Result<Datum>& payload, Drafts drafts, std::string_view group = {},
                        const Moved& moved = {});
    void change_payload(const Result<Datum>& payload) { change_payload(payload, drafts()); }
    void reject(std::string path, bool key, std::string text, std::string error);
    void drop_rejected(const Command& command);
    void set_variable(const Command& command);
    void forget_gone_variables();
    /// Shows why what is seen is not what would be fired, if that is so.
    bool show_obstacle();
    void set_value(const std::string& path, const std::string& text);
    void set_type(const std::string& path, const std::string& type);
    void rename_key(const std::string& path, const std::string& name);
    void add_key(const std::string& parent, std::string name);
    void remove(const std::string& path);
    void edit_json(const Command& command);
    void choose_event(const std::string& text);
    void choose_shape(const std::string& name);
    void copy(const std::string& text, std::string done);
    void paste();
    void load_selected();
    void answer_request(uint32_t number);

    /// `then` is done when the session is through with what was begun; a later one takes its place.
    void when_through(std::function<void()> then);
    void go_on_working(float seconds);
    void cancel();
    void fire(const Composition& composition);
    void restart(bool from_disk);
    void repeat();
    void forget_events();
    void run_console(const std::string& code);
    /// What was done in words, worked out when it is done, and how sure that is.
    using Done = std::function<StatusLine()>;
    void input(std::string kind, Datum arguments, Done done);
    void input(std::string kind, Datum arguments, std::string done);
    StatusLine room_reached(const std::string& wanted) const;
    StatusLine value_of(const std::string& path) const;
    void run_frames(uint64_t count);

    void select(EventRef ref);
    void select_handler(uint32_t id);
    void select_dispatch(uint32_t id);
    void move_event(int by);
    void move_handler(int by);
    void go_to(std::string file, uint32_t line);
    void go_to_typed_line(const std::string& file, std::string_view typed);
    bool apply_code(const Command& command);
    void find_in_code(const std::string& text, int by);
    void follow_search();

    void raise(PanelId panel);
    void remember(const std::string& path);
    /// What the session looked like before an action, so that it can be told what came of it.
    struct Before {
        size_t events = 0, faults = 0;
        ProblemCounts problems;
        size_t problem_count = 0;
        bool ended = false;
    };
    Before before();
    /// What there was before everything was repeated.
    struct Repeat {
        size_t inputs;
        std::shared_ptr<const EventStore> events;
        std::vector<FaultRecord> faults;
        ProblemCounts problems;
        EventRef selected;
    };
    void conclude_repeat(const Repeat& repeated, const Result<void>& done);
    void conclude_console(const Before& before, const std::string& code, Result<ConsoleAnswer> answer);
    /// Says how an action ended: its error, or else the first fault that happened meanwhile, which is selected, or else
    /// `done` with the problems that came up and whether the game ended: neither is ever green. Whatever sets something
    /// going in the session ends here.
    void conclude(const Before& before, const Result<void>& result, std::string done, Tone tone = Tone::ok);
    /// Says what was opened or started, and what is wrong with it.
    void conclude_start(std::string done);
    void say_fault(const FaultRecord& fault);
    /// The first row since `before` with a fault.
    std::optional<EventRef> fault_since(const Before& before);
    StatusLine with_problems(StatusLine said, const Before& before);

    void compare_with(const std::string& path);
    void follow_comparison();

    void suggest_event();
    void follow_session();
    void check_payload();
    void say(std::string text, Tone tone = Tone::plain) { m_window.status = {std::move(text), tone}; }

    const Catalog& m_catalog;
    WorkbenchHost m_host;
    std::unique_ptr<SessionPort> m_port;
    std::string m_path;
    std::string m_last_open;
    ComposeState m_compose;
    EventsState m_events;
    WindowState m_window;
    CompareModel m_compare;
    ProblemGroups m_problems;
    mutable EventOrder m_order;
    std::shared_ptr<const DispatchRecord> m_dispatch; ///< the selected one
    bool m_running = false;
    bool m_quit = false;
    double m_frames_owed = 0;
    std::function<void()> m_then; ///< of when_through
    double m_worked = 0;
    std::vector<Command> m_behind_frame; ///< what waits for the end of a running game's frame
    Composition m_suggested;             ///< what nobody chose
    Composition m_checked;               ///< what findings and receivers belong to
    uint64_t m_era = 0;
    uint64_t m_seen_generation = UINT64_MAX;
    bool m_unchecked = true;
    int m_frames_unchecked = 0;
};

} // namespace scope
