#include "core/lib/own_answers.h"

#include <algorithm>

namespace scope {

struct AnswerRow {
    std::string_view function;
    std::string_view family; ///< ids count within it
    EventId event;
    bool truth; ///< status is true or false, else a number, below 0 for a failure
    double missing = 0, damaged = 0;
};

static constexpr AnswerRow rows[] = {
    {"buffer_load_async", "save_load", events::async_save_load, true},
    {"buffer_save_async", "save_load", events::async_save_load, true},
    {"buffer_async_group_end", "save_load", events::async_save_load, true},
    {"zip_unzip_async", "save_load", events::async_save_load, false, -1, -1},
    {"zip_save", "save_load", events::async_save_load, false, -1, -1},
    {"sprite_add", "image", events::async_web_image_load, false, -1, -1},
    {"sprite_add_ext", "image", events::async_web_image_load, false, -4,
     -5}, // sprite_add_ext_error_loadfailed, _decompressfailed
};

Value answer_itself(NativeCall& c, LoadOutcome outcome, const Value& id, OwnAnswer more) {
    const AnswerRow* row =
        std::find_if(std::begin(rows), std::end(rows), [&](const AnswerRow& one) { return one.function == c.name; });
    bool well = outcome == LoadOutcome::well;
    double number = well ? 0 : outcome == LoadOutcome::missing ? row->missing : row->damaged;
    Value status = row->truth ? Value::boolean(well) : Value(number);
    more.emplace_back("status", status);
    NewRequest request{c.name, row->family, {c.args, c.count}, row->event, RequestMode::event, {}, id};
    request.answer = std::move(more);
    return ask(c, request);
}

} // namespace scope
