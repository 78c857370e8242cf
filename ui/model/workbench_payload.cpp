#include "ui/model/workbench.h"

#include "core/base/numbers.h"
#include "core/catalog/paste.h"
#include "core/data/buffer_edit.h"
#include "core/data/datum_edit.h"
#include "core/data/gml_text.h"
#include "core/data/json_reader.h"
#include "core/data/json_text_edit.h"
#include "core/data/payload_path.h"
#include "core/data/payload_way.h"
#include "core/data/typed_json.h"
#include "ui/model/text.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <fmt/format.h>

namespace scope {

namespace {

/// A shape's sample as the answer to what was asked: with the request's id, and the address that was asked for.
Datum answer_of(Datum sample, const RequestRecord& request) {
    sample = with_entry(sample, "id", request.id);
    bool asked_by_url = request.kind.starts_with("http_") && !request.args.empty() && sample.find("url");
    return asked_by_url ? with_entry(sample, "url", request.args[0]) : sample;
}

/// A number that was typed, as `type` holds it: what does not fit is refused, not bent.
Result<Datum> typed_number(std::string_view text, std::string_view type) {
    while (text.starts_with(' ')) text.remove_prefix(1);
    while (text.ends_with(' ')) text.remove_suffix(1);
    auto refuse = [&](std::string_view why) { return fail(fmt::format("`{}` {}", text, why)); };
    if (text == "true" || text == "false") text = text == "true" ? "1" : "0";
    if (type == "real" && (text == "NaN" || text == "nan")) return Datum(std::nan(""));
    if (type == "real" && text.ends_with("infinity") && text.size() <= 9)
        return Datum(text.starts_with('-') ? -INFINITY : INFINITY);
    if (!is_json_number(text)) return refuse(fmt::format("is no {}; change the type first", type));
    bool digits = text.find_first_of(".eE") == std::string_view::npos;
    int64_t whole = 0;
    auto read = std::from_chars(text.data(), text.data() + text.size(), whole);
    bool fits = digits && read.ec == std::errc();
    double number = 0;
    bool finite = std::from_chars(text.data(), text.data() + text.size(), number).ec == std::errc();
    if (!digits && finite && std::abs(number) < 9e15 && number == std::trunc(number)) {
        whole = static_cast<int64_t>(number);
        fits = true;
    }
    if (type == "bool")
        return number == 0 || number == 1 ? Result<Datum>(Datum::boolean(number == 1))
                                          : refuse("is no bool, which is true or false, 1 or 0; change the type first");
    if (type == "int32" || type == "int64") {
        if (!fits && !digits)
            return refuse(fmt::format("is no whole number, as an {} is; change the type first", type));
        if (!fits) return refuse("is more than an int64 holds; change the type to string first");
        if (type == "int64") return Datum::int64(whole);
        if (whole < INT32_MIN || whole > INT32_MAX)
            return refuse("is more than an int32 holds; change the type to int64 first");
        return Datum::int32(static_cast<int32_t>(whole));
    }
    if (!finite) return refuse("is more than a real holds");
    std::string_view unsigned_text = text.substr(text.starts_with('-') ? 1 : 0);
    std::string nearest = digits ? fmt::format("{:.0f}", std::abs(number)) : std::string();
    if (digits && nearest != unsigned_text)
        return refuse(fmt::format("cannot be a real, the nearest is {}{}; change the type to {} first",
                                  number < 0 ? "-" : "", nearest, fits ? "int64" : "string"));
    return Datum(number);
}

/// The value nearest to `value` of another type; containers keep what they hold where that makes sense.
Result<Datum> converted(const Datum& value, std::string_view type) {
    std::string text = value.is(DatumKind::string) ? std::string(value.text())
                       : value.is_number()         ? gml_number(value)
                                                   : std::string();
    std::vector<DatumEntry> entries(value.entries().begin(), value.entries().end());
    std::vector<Datum> items(value.items().begin(), value.items().end());
    for (const DatumEntry& entry : entries) items.push_back(entry.value);
    auto number = [&] {
        return value.is_number() ? value : read_value(nullptr, "", text.empty() ? "0" : text).value_or(Datum(0));
    };
    if (value.is(DatumKind::string))
        if (auto exact = typed_number(text, type);
            exact && (type == "real" || type == "bool" || type.starts_with("int")))
            return exact;
    if (type == "string") return Datum(value.is(DatumKind::string) || value.is_number() ? text : std::string());
    if (type == "real") return Datum(number().as_real());
    if (type == "bool") return Datum::boolean(number().as_bool());
    if (type == "int64") return Datum::int64(number().as_int64());
    if (type == "int32")
        return Datum::int32(static_cast<int32_t>(std::clamp<int64_t>(number().as_int64(), INT32_MIN, INT32_MAX)));
    if (type == "undefined") return Datum();
    if (type == "ds_map") return Datum::ds_map(std::move(entries));
    if (type == "struct") {
        std::erase_if(entries, [](const DatumEntry& entry) { return !entry.key.is(DatumKind::string); });
        return Datum::structure(std::move(entries));
    }
    if (type == "ds_list") return Datum::ds_list(std::move(items));
    if (type == "array") return Datum::array(std::move(items));
    if (type == "buffer") return buffer_of(value);
    if (type == "gml") return Datum::gml(text.empty() ? "undefined" : text);
    return fail(fmt::format("`{}` is no type that can be chosen here", type));
}

/// What a person typed into the value column, by what stood there: text stays text, numbers are numbers, JSON where it
/// parses.
Result<Datum> typed_value(const CatalogShape* shape, const std::string& key, const Datum* before,
                          const std::string& text) {
    if (before && before->is(DatumKind::gml)) return Datum::gml(text.starts_with("= ") ? text.substr(2) : text);
    if (text.starts_with("= ")) return Datum::gml(text.substr(2));
    if (before && before->is(DatumKind::string)) return Datum(text);
    if (before && before->is(DatumKind::ref)) return Datum::ref(text);
    if (before && before->is_number()) {
        auto exact = typed_number(text, type_text(*before));
        if (exact) return exact;
        auto read = is_json_number(text) ? exact : read_value(nullptr, "", text);
        if (!read || (!read->is_number() && !read->is_undefined())) return exact;
        return read->is_undefined() ? read : converted(*read, type_text(*before));
    }
    if (is_json_number(text) && !(shape && shape->find_key(key))) {
        auto real = typed_number(text, "real"), integer = typed_number(text, "int64");
        return real || !integer ? real : integer;
    }
    return read_value(shape, key, text);
}

/// The payload with what was typed at `way`, where `before` stood.
Result<Datum> with_typed_value(const CatalogShape* shape, const Datum& payload, const PayloadWay& way,
                               const Datum* before, const std::string& text) {
    std::optional<Datum> whole = at_way(payload, {way.steps, {}});
    bool in_json = way.is_inside() && whole && !whole->buffer_content();
    if (in_json && !(before && before->is(DatumKind::string)) && is_json_number(text))
        return with_json_way(payload, way, text);
    bool top = way.steps.size() == 1 && !way.is_inside();
    auto value =
        typed_value(top ? shape : nullptr, top ? std::string(way.steps[0].text()) : std::string(), before, text);
    return value ? with_way(payload, way, *value) : value;
}

} // namespace

bool Workbench::apply_payload(const Command& command) {
    switch (command.id) {
    case CommandId::undo:
        m_compose.history.undo();
        m_compose.fresh_path.clear();
        m_window.status = {};
        break;
    case CommandId::redo:
        m_compose.history.redo();
        m_compose.fresh_path.clear();
        m_window.status = {};
        break;
    case CommandId::set_event: choose_event(command.text); break;
    case CommandId::set_shape: choose_shape(command.text); break;
    case CommandId::set_value: set_value(command.text, command.more); break;
    case CommandId::set_type: set_type(command.text, command.more); break;
    case CommandId::rename_key: rename_key(command.text, command.more); break;
    case CommandId::add_key: add_key("", ""); break;
    case CommandId::add_named_key: add_key("", command.text); break;
    case CommandId::add_child: add_key(command.text, ""); break;
    case CommandId::remove_path: remove(command.text); break;
    case CommandId::remove_selected: remove(m_compose.selected_path); break;
    case CommandId::clear_payload: change_payload(Datum::ds_map({})); break;
    case CommandId::edit_json: edit_json(command); break;
    case CommandId::paste: paste(); break;
    case CommandId::edit_selected: load_selected(); break;
    case CommandId::answer_request: answer_request(static_cast<uint32_t>(command.number)); break;
    case CommandId::copy_gml: copy(gml_of_fire(composition().event, composition().payload), "copied as GML"); break;
    case CommandId::copy_json: copy(write_payload(composition().payload, 2), "copied as JSON"); break;
    case CommandId::toggle_path:
        if (!m_compose.open_paths.erase(command.text)) m_compose.open_paths.insert(command.text);
        break;
    case CommandId::select_path:
        m_compose.selected_path = command.text;
        m_compose.fresh_path.clear();
        break;
    case CommandId::set_payload_mode:
        m_compose.mode = static_cast<PayloadMode>(std::clamp<int64_t>(command.number, 0, 2));
        m_compose.history.close_group();
        break;
    case CommandId::drop_rejected: drop_rejected(command); break;
    default: return false;
    }
    return true;
}

void Workbench::reject(std::string path, bool key, std::string text, std::string error) {
    say(error, Tone::fault);
    ComposeStep next{composition(), drafts()};
    next.drafts.put({std::move(path), key, std::move(text), std::move(error)});
    m_compose.history.change(std::move(next));
}

/// `text` is the path, `more` which of its columns.
void Workbench::drop_rejected(const Command& command) {
    if (command.more == "variable") {
        std::erase_if(m_window.rejected, [&](const RejectedEdit& edit) { return edit.path == command.text; });
        return;
    }
    ComposeStep next{composition(), drafts()};
    next.drafts.drop(command.text, command.more == "key");
    m_compose.history.change(std::move(next));
}

void Workbench::change_payload(const Result<Datum>& payload, Drafts drafts, std::string_view group,
                               const Moved& moved) {
    if (!payload) {
        say(payload.error().message, Tone::fault);
        return;
    }
    m_window.status = {};
    // What was typed into a row stays while the row is there with the value it could not replace.
    auto goes = [&](RejectedEdit& edit) {
        std::optional<Datum> before = at_way(composition().payload, PayloadWay::read(edit.path));
        std::optional<std::string> path = moved ? moved(edit.path) : edit.path;
        if (!path) return true;
        std::optional<Datum> after = at_way(*payload, PayloadWay::read(*path));
        edit.path = std::move(*path);
        return !after || (!edit.key && before != after);
    };
    std::vector<RejectedEdit> kept;
    for (RejectedEdit& edit : drafts.rejected)
        if (!goes(edit)) kept.push_back(std::move(edit));
    drafts.rejected = std::move(kept);
    if (group != "json") { // the text was of the payload before
        if (!drafts.json_error.empty())
            say("the JSON text that could not be read is gone; Undo brings it back", Tone::warning);
        drafts.json.clear();
        drafts.json_error.clear();
    }
    ComposeStep next{composition(), std::move(drafts)};
    next.now.payload = *payload;
    m_compose.history.change(std::move(next), group);
    if (!moved) return;
    std::set<std::string> open;
    for (const std::string& path : m_compose.open_paths)
        if (auto now = moved(path)) open.insert(std::move(*now));
    m_compose.open_paths = std::move(open);
    m_compose.selected_path = moved(m_compose.selected_path).value_or("");
}

void Workbench::set_value(const std::string& path, const std::string& text) {
    PayloadWay way = PayloadWay::read(path);
    std::optional<Datum> before = at_way(composition().payload, way);
    if (way.empty()) return;
    Result<Datum> changed = with_typed_value(shape(), composition().payload, way, before ? &*before : nullptr, text);
    if (!changed) return reject(path, false, text, changed.error().message);
    Drafts next = drafts();
    next.drop(path, false);
    change_payload(changed, std::move(next));
}

void Workbench::set_type(const std::string& path, const std::string& type) {
    PayloadWay way = PayloadWay::read(path);
    std::optional<Datum> whole = at_way(composition().payload, {way.steps, {}});
    if (way.is_inside() && whole && whole->buffer_content()) {
        auto changed = with_buffer_field_type(*whole->buffer_content(), way.inside.front().text(), type);
        return change_payload(changed ? with_way(composition().payload, {way.steps, {}}, *changed) : changed);
    }
    std::optional<Datum> before = at_way(composition().payload, way);
    if (!before || way.empty()) return;
    // What was typed and did not fit the old type may fit the new one.
    Drafts next = drafts();
    const RejectedEdit* typed = next.find(path, false);
    auto value = converted(typed ? Datum(typed->text) : *before, type);
    next.drop(path, false);
    change_payload(value ? with_way(composition().payload, way, *value) : value, std::move(next));
}

void Workbench::rename_key(const std::string& path, const std::string& name) {
    if (name.empty()) return reject(path, true, name, "a key needs a name");
    PayloadWay way = PayloadWay::read(path);
    auto renamed = with_renamed_way(composition().payload, way, name);
    if (!renamed) return reject(path, true, name, renamed.error().message);
    Drafts next = drafts();
    next.drop(path, true);
    m_compose.selected_path = path;
    m_compose.fresh_path.clear();
    std::string now = way.parent().child(Datum(name), false).text();
    change_payload(renamed, std::move(next), {}, [&](const std::string& row) -> std::optional<std::string> {
        if (row != path && !is_below(row, path)) return row;
        return now + row.substr(path.size());
    });
}

void Workbench::add_key(const std::string& parent, std::string name) {
    const Datum& payload = composition().payload;
    PayloadWay above = PayloadWay::read(parent);
    std::optional<Datum> container = at_way(payload, above);
    if (!container) return;
    if (const DatumBuffer* buffer = container->buffer_content()) {
        auto changed = with_buffer_field_added(*buffer);
        change_payload(changed ? with_way(payload, above, *changed) : changed);
        if (!changed) return;
        m_compose.open_paths.insert(parent);
        std::string last = fmt::format("{}", changed->buffer_content()->fields.size() - 1);
        m_compose.selected_path = above.child(Datum(last), true).text();
        m_compose.fresh_path.clear();
        return;
    }
    // A list in the JSON of a string is one as well.
    bool into = !above.is_inside() && container->is(DatumKind::string);
    if (into) container = json_inside(*container);
    bool list = container->is(DatumKind::array) || container->is(DatumKind::ds_list) ||
                container->is(DatumKind::ds_stack) || container->is(DatumKind::ds_queue);
    const CatalogKey* known = shape() && parent.empty() ? shape()->find_key(name) : nullptr;
    Datum value = "";
    if (known)
        if (const Datum* sample = shape()->sample.find(name)) value = *sample;
    bool given = !name.empty();
    if (list)
        name = fmt::format("{}", container->size());
    else if (!given) {
        name = "key";
        for (int i = 2; container->find(name); ++i) name = fmt::format("key{}", i);
    }
    std::string path = above.child(Datum(name), into).text();
    auto changed = with_way(payload, PayloadWay::read(path), value);
    change_payload(changed);
    if (!changed) return;
    if (!parent.empty()) m_compose.open_paths.insert(parent);
    m_compose.selected_path = path;
    m_compose.fresh_path = given || list ? std::string() : path;
}

void Workbench::remove(const std::string& path) {
    PayloadWay way = PayloadWay::read(path);
    if (way.empty()) return;
    // Behind what leaves a list everything moves up.
    std::optional<Datum> container = at_way(composition().payload, way.parent());
    if (container && way.inside.size() == 1) container = json_inside(*container);
    bool keyed = container && (container->is(DatumKind::structure) || container->is(DatumKind::ds_map));
    bool inside = way.is_inside();
    size_t depth = (inside ? way.inside : way.steps).size() - 1;
    auto index = [](const Datum& step) { return whole_number(step.text(), SIZE_MAX / 2); };
    change_payload(without_way(composition().payload, way), drafts(), {},
                   [&](const std::string& row) -> std::optional<std::string> {
                       if (row == path || is_below(row, path)) return std::nullopt;
                       PayloadWay other = PayloadWay::read(row);
                       std::vector<Datum>& steps = inside ? other.inside : other.steps;
                       if (keyed || steps.size() <= depth) return row;
                       auto gone = index((inside ? way.inside : way.steps)[depth]), at = index(steps[depth]);
                       PayloadWay beside = other;
                       (inside ? beside.inside : beside.steps).resize(depth + 1);
                       if (!inside) beside.inside.clear();
                       if (!gone || !at || *at <= *gone || beside.parent().text() != way.parent().text()) return row;
                       steps[depth] = Datum(fmt::format("{}", *at - 1));
                       return other.text();
                   });
}

void Workbench::edit_json(const Command& command) {
    auto payload = read_payload(command.text, {.name = "payload"});
    Drafts next = drafts();
    next.json = command.text;
    next.json_error = payload ? std::string() : payload.error().text();
    // What Escape gave up is a step of its own, so that it can be had back.
    if (!command.more.empty()) m_compose.history.close_group();
    change_payload(payload ? payload : composition().payload, std::move(next), "json");
    if (!command.more.empty()) m_compose.history.close_group();
}

void Workbench::choose_event(const std::string& text) {
    const CatalogEvent* chosen = m_catalog.find(text);
    if (!chosen) return say(fmt::format("no event is called {}", text), Tone::fault);
    Composition next = composition();
    if (next.event == chosen->constant && !next.shape.empty()) return;
    next.event = chosen->constant;
    next.shape.clear();
    if (!chosen->shapes.empty()) {
        next.shape = chosen->shapes.front().name;
        next.payload = chosen->shapes.front().sample;
    }
    m_compose.history.change(std::move(next));
    m_compose.selected_path.clear();
}

void Workbench::choose_shape(const std::string& name) {
    const CatalogEvent* known = event();
    if (!known) return;
    const RequestRecord* request = answered(composition());
    Composition next = composition();
    next.shape = name;
    for (const CatalogShape& shape : known->shapes)
        if (shape.name == name) next.payload = shape.sample;
    if (request) next.payload = answer_of(std::move(next.payload), *request);
    m_compose.history.change(std::move(next));
}

void Workbench::copy(const std::string& text, std::string done) {
    if (!m_host.set_clipboard) return say("there is no clipboard here", Tone::warning);
    m_host.set_clipboard(text);
    say(std::move(done));
}

void Workbench::paste() {
    if (!m_host.clipboard) return say("there is no clipboard here", Tone::warning);
    auto payload = parse_pasted(m_host.clipboard());
    if (!payload) return say(payload.error().message, Tone::fault);
    Composition next = composition();
    next.payload = *payload;
    std::vector<ShapeGuess> guesses = guess_event(m_catalog, *payload);
    const CatalogShape* same_event = event() ? guess_shape(*event(), *payload) : nullptr;
    if (same_event)
        next.shape = same_event->name;
    else if (!guesses.empty()) {
        next.event = guesses.front().event->constant;
        next.shape = guesses.front().shape->name;
    } else
        next.shape.clear();
    m_compose.history.change(std::move(next));
    say(fmt::format("pasted {}", counted(payload->size(), "key")));
}

void Workbench::load_selected() {
    const DispatchRecord* dispatch = selected_dispatch();
    if (!dispatch) return;
    Composition next = composition();
    if (const CatalogEvent* known = m_catalog.find(dispatch->event)) {
        next.event = known->constant;
        const CatalogShape* guess = guess_shape(*known, dispatch->payload);
        next.shape = guess ? guess->name : std::string();
    }
    if (!dispatch->payload.is_undefined()) next.payload = dispatch->payload;
    m_compose.history.change(std::move(next));
    say(fmt::format("payload of #{} is ready to be changed and fired", dispatch->id));
}

/// The request that firing `composition` would answer: as in the world, the first of its event with its id.
const RequestRecord* Workbench::answered(const Composition& composition) const {
    const CatalogEvent* known = m_catalog.find(composition.event);
    const Datum* id = composition.payload.find("id");
    if (!known || !id) return nullptr;
    for (const RequestRecord& request : m_port->requests())
        if (request.mode == "event" && request.completes_as.number == known->number && request.id == *id)
            return &request;
    return nullptr;
}

/// The payload that answers a waiting request: its event, the shape that its function is answered with, its id.
void Workbench::answer_request(uint32_t number) {
    for (const RequestRecord& request : m_port->requests()) {
        if (request.number != number) continue;
        const CatalogEvent* known = m_catalog.find(request.completes_as);
        if (!known) return say(fmt::format("{} completes without an event", request.kind), Tone::warning);
        const CatalogShape* shape = answer_shape(*known, request.kind);
        Composition next{known->constant, shape ? shape->name : "", shape ? shape->sample : Datum::ds_map({})};
        next.payload = answer_of(std::move(next.payload), request);
        m_compose.history.change(std::move(next));
        return say(fmt::format("an answer to {} {} is ready to be fired", request.kind, value_text(request.id)));
    }
    say(fmt::format("request {} is not waiting any more", number), Tone::warning);
}

} // namespace scope
