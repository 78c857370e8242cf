#include "ui/model/workbench.h"

#include "core/catalog/paste.h"
#include "core/data/buffer_edit.h"
#include "core/data/datum_edit.h"
#include "core/data/gml_text.h"
#include "core/data/payload_path.h"
#include "core/data/typed_json.h"
#include "ui/model/text.h"

#include <algorithm>
#include <fmt/format.h>

namespace scope {

namespace {

/// A shape's sample as the answer to what was asked: with the request's id, and the address that was asked for.
Datum answer_of(Datum sample, const RequestRecord& request) {
    sample = with_entry(sample, "id", request.id);
    bool asked_by_url = request.kind.starts_with("http_") && !request.args.empty() && sample.find("url");
    return asked_by_url ? with_entry(sample, "url", request.args[0]) : sample;
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
Result<Datum> typed_value(const CatalogShape* shape, const std::string& path, const Datum* before,
                          const std::string& text) {
    if (before && before->is(DatumKind::gml)) return Datum::gml(text.starts_with("= ") ? text.substr(2) : text);
    if (text.starts_with("= ")) return Datum::gml(text.substr(2));
    if (before && before->is(DatumKind::string)) return Datum(text);
    if (before && before->is(DatumKind::ref)) return Datum::ref(text);
    if (before && (before->is(DatumKind::int64) || before->is(DatumKind::int32) || before->is(DatumKind::boolean) ||
                   before->is(DatumKind::real))) {
        auto read = read_value(nullptr, "", text);
        if (!read || (!read->is_number() && !read->is_undefined()))
            return fail(fmt::format("`{}` is no {}; change the type first", text, type_text(*before)));
        if (read->is_undefined()) return read;
        return converted(*read, before->is(DatumKind::boolean) ? "bool" : type_text(*before));
    }
    return read_value(path.find('/') == std::string::npos ? shape : nullptr, path, text);
}

} // namespace

bool Workbench::apply_payload(const Command& command) {
    switch (command.id) {
    case CommandId::undo:
        m_compose.history.undo();
        forget_drafts();
        break;
    case CommandId::redo:
        m_compose.history.redo();
        forget_drafts();
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
    case CommandId::clear_payload:
        change_payload(Datum::ds_map({}));
        forget_drafts();
        break;
    case CommandId::edit_json: edit_json(command.text); break;
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
        if (m_compose.json_error.empty()) m_compose.json_draft.clear(); // what does not parse is there when one returns
        m_compose.history.close_group();
        break;
    case CommandId::drop_rejected:
        m_compose.rejected.reset();
        m_window.rejected.reset();
        break;
    default: return false;
    }
    return true;
}

void Workbench::forget_drafts() {
    m_compose.json_draft.clear();
    m_compose.json_error.clear();
    m_compose.rejected.reset();
}

void Workbench::reject(std::string path, bool key, std::string text, std::string error) {
    say(error, Tone::fault);
    m_compose.rejected = RejectedEdit{std::move(path), key, std::move(text), std::move(error)};
}

/// Why what is seen is not what would be fired; "" when it is.
std::string Workbench::first_error() const {
    if (!m_compose.json_error.empty()) return m_compose.json_error;
    return m_compose.rejected ? m_compose.rejected->error : std::string();
}

void Workbench::change_payload(const Result<Datum>& payload, std::string_view group) {
    if (!payload) {
        say(payload.error().message, Tone::fault);
        return;
    }
    Composition next = composition();
    next.payload = *payload;
    m_compose.history.change(std::move(next), group);
    if (group != "json") { // what does not parse as JSON was of the payload before
        m_compose.json_draft.clear();
        m_compose.json_error.clear();
    }
    m_window.status = {};
}

void Workbench::set_value(const std::string& path, const std::string& text) {
    std::optional<Datum> before = at_payload_path(composition().payload, path);
    auto value = typed_value(shape(), path, before ? &*before : nullptr, text);
    auto changed = value ? with_payload_path(composition().payload, path, *value) : value;
    if (!changed) return reject(path, false, text, changed.error().message);
    m_compose.rejected.reset();
    change_payload(changed);
}

void Workbench::set_type(const std::string& path, const std::string& type) {
    auto [outer, part] = split_string_path(path);
    if (const Datum* whole = at_path(composition().payload, outer); whole && whole->buffer_content() && !part.empty()) {
        auto changed = with_buffer_field_type(*whole->buffer_content(), part, type);
        return change_payload(changed ? with_path(composition().payload, outer, *changed) : changed);
    }
    std::optional<Datum> before = at_payload_path(composition().payload, path);
    if (!before) return;
    // What was typed and did not fit the old type may fit the new one.
    auto kept = m_compose.rejected && m_compose.rejected->path == path && !m_compose.rejected->key
                    ? std::exchange(m_compose.rejected, std::nullopt)
                    : std::nullopt;
    auto value = converted(kept ? Datum(kept->text) : *before, type);
    change_payload(value ? with_payload_path(composition().payload, path, *value) : value);
}

void Workbench::rename_key(const std::string& path, const std::string& name) {
    if (name.empty()) return reject(path, true, name, "a key needs a name");
    if (path.find(into_string) != std::string::npos)
        return reject(path, true, name, "keys inside a JSON text are renamed in its text");
    auto renamed = with_renamed_key(composition().payload, path, Datum(name));
    if (!renamed) return reject(path, true, name, renamed.error().message);
    m_compose.rejected.reset();
    change_payload(renamed);
    std::string parent = parent_path(path);
    m_compose.selected_path = parent.empty() ? name : parent + "/" + name;
    m_compose.fresh_path.clear();
}

void Workbench::add_key(const std::string& parent, std::string name) {
    const Datum& payload = composition().payload;
    std::optional<Datum> container = parent.empty() ? std::optional(payload) : at_payload_path(payload, parent);
    if (!container) return;
    if (const DatumBuffer* buffer = container->buffer_content()) {
        auto changed = with_buffer_field_added(*buffer);
        change_payload(changed ? with_payload_path(payload, parent, *changed) : changed);
        if (!changed) return;
        m_compose.open_paths.insert(parent);
        m_compose.selected_path =
            fmt::format("{}{}{}", parent, into_string, changed->buffer_content()->fields.size() - 1);
        m_compose.fresh_path.clear();
        return;
    }
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
    bool in_string = parent.find(into_string) == std::string::npos && container->is(DatumKind::string);
    std::string path = parent.empty() ? name : parent + (in_string ? std::string(into_string) : "/") + name;
    change_payload(with_payload_path(payload, path, value));
    if (!parent.empty()) m_compose.open_paths.insert(parent);
    m_compose.selected_path = path;
    m_compose.fresh_path = given || list ? std::string() : path;
}

void Workbench::remove(const std::string& path) {
    if (path.empty()) return;
    change_payload(without_payload_path(composition().payload, path));
    if (m_compose.selected_path == path) m_compose.selected_path.clear();
    if (m_compose.rejected && m_compose.rejected->path == path) m_compose.rejected.reset();
}

void Workbench::edit_json(const std::string& text) {
    auto payload = read_payload(text, {.name = "payload"});
    if (!payload) {
        m_compose.json_draft = text;
        m_compose.json_error = payload.error().text();
        return;
    }
    m_compose.json_error.clear();
    m_compose.json_draft = text;
    change_payload(payload, "json");
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
    forget_drafts();
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
    forget_drafts();
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
    forget_drafts();
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
    forget_drafts();
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
        forget_drafts();
        return say(fmt::format("an answer to {} {} is ready to be fired", request.kind, value_text(request.id)));
    }
    say(fmt::format("request {} is not waiting any more", number), Tone::warning);
}

} // namespace scope
