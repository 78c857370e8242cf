// Asynchronous functions: each leaves a request behind and returns its id; the answer comes later, as an event or a
// completion. Nothing leaves the process. One row per function; all are the same native.

#include "core/lib/shared_arguments.h"
#include "core/lib/tables.h"
#include "core/world/parameters.h"

#include <algorithm>
#include <array>

namespace scope {

/// What the function gives back at once.
enum class Gives : uint8_t { id, nothing, zero, truth };

struct RequestRow {
    const char* name;
    int8_t least, most;      ///< arguments; -1: any number
    std::string_view family; ///< ids count within it
    EventId event;           ///< answers
    RequestMode mode;
    Gives gives;
};

static constexpr RequestRow requests[] = {
    {"http_get", 1, 1, "http", events::async_web, RequestMode::event, Gives::id},
    {"http_get_file", 2, 2, "http", events::async_web, RequestMode::event, Gives::id},
    {"http_post_string", 2, 2, "http", events::async_web, RequestMode::event, Gives::id},
    {"http_request", 4, 4, "http", events::async_web, RequestMode::event, Gives::id},
    {"get_string_async", 2, 2, "dialog", events::async_dialog, RequestMode::event, Gives::id},
    {"get_integer_async", 2, 2, "dialog", events::async_dialog, RequestMode::event, Gives::id},
    {"get_login_async", 2, 2, "dialog", events::async_dialog, RequestMode::event, Gives::id},
    {"show_message_async", 1, 1, "dialog", events::async_dialog, RequestMode::event, Gives::id},
    {"show_question_async", 1, 1, "dialog", events::async_dialog, RequestMode::event, Gives::id},
    {"iap_activate", 0, 1, "iap", events::async_web_iap, RequestMode::channel, Gives::nothing},
    {"iap_acquire", 1, 2, "iap", events::async_web_iap, RequestMode::event, Gives::id},
    {"iap_consume", 1, 1, "iap", events::async_web_iap, RequestMode::event, Gives::nothing},
    {"iap_enumerate_products", 0, 1, "iap", events::async_web_iap, RequestMode::event, Gives::nothing},
    {"iap_restore_all", 0, 0, "iap", events::async_web_iap, RequestMode::event, Gives::nothing},
    {"cloud_synchronise", 0, 0, "cloud", events::async_web_cloud, RequestMode::event, Gives::id},
    {"cloud_string_save", 2, 2, "cloud", events::async_web_cloud, RequestMode::event, Gives::id},
    {"cloud_file_save", 2, 2, "cloud", events::async_web_cloud, RequestMode::event, Gives::id},
    {"achievement_login", 0, 0, "social", events::async_social, RequestMode::event, Gives::nothing},
    {"achievement_load_friends", 0, 0, "social", events::async_social, RequestMode::event, Gives::nothing},
    {"achievement_load_leaderboard", 4, 4, "social", events::async_social, RequestMode::event, Gives::nothing},
    {"achievement_load_progress", 0, 0, "social", events::async_social, RequestMode::event, Gives::nothing},
    {"achievement_get_challenges", 0, 0, "social", events::async_social, RequestMode::event, Gives::nothing},
    {"achievement_get_info", 1, 1, "social", events::async_social, RequestMode::event, Gives::nothing},
    {"achievement_get_pic", 1, 1, "social", events::async_social, RequestMode::event, Gives::nothing},
    {"push_local_notification", 4, 4, "push", events::async_push_notification, RequestMode::event, Gives::nothing},
    {"push_get_first_local_notification", 1, 1, "push", events::async_push_notification, RequestMode::event,
     Gives::zero},
    {"os_request_permission", 1, -1, "system", events::async_system_event, RequestMode::event, Gives::nothing},
    {"audio_start_recording", 1, 1, "audio", events::async_audio_recording, RequestMode::channel, Gives::id},
    {"gamepad_enumerate", 0, 0, "system", events::async_system_event, RequestMode::channel, Gives::nothing},
};

static NativeStatus request(NativeCall& c) {
    if (check_parameters(c) != Accepted::yes) return c.done(-1.0);
    const RequestRow* row = std::find_if(std::begin(requests), std::end(requests),
                                         [&](const RequestRow& one) { return one.name == c.name; });
    NewRequest made{c.name, row->family, {c.args, c.count}, row->event, row->mode, {}, {}};
    Value id = ask(c, made);
    switch (row->gives) {
    case Gives::id: return c.done(id);
    case Gives::zero: return c.done(0.0);
    case Gives::truth: return c.done(Value::boolean(true));
    case Gives::nothing: break;
    }
    return c.done();
}

/// The table above as rows of natives.
static constexpr auto rows = [] {
    std::array<NativeRow, std::size(requests)> out{};
    for (size_t i = 0; i < out.size(); ++i)
        out[i] = {requests[i].name, request, requests[i].least, requests[i].most, NativeRow::calls_out};
    return out;
}();

std::span<const NativeRow> request_natives() {
    return rows;
}

} // namespace scope
