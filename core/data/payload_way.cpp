#include "core/data/payload_way.h"

#include "core/data/buffer_edit.h"
#include "core/data/datum_steps.h"
#include "core/data/json_text_edit.h"
#include "core/data/payload_path.h"
#include "core/data/typed_json.h"

namespace scope {

std::string step_text(const Datum& step) {
    if (!step.is(DatumKind::string)) {
        std::string text = "\\#";
        for (char c : write_typed_json(step)) c == '/' || c == '\\' || c == '>' ? (text += '\\') += c : text += c;
        return text;
    }
    std::string_view key = step.text();
    if (key.empty()) return "\\e";
    bool arrow = key.find(into_string) != std::string_view::npos || key.ends_with(" >");
    std::string text;
    for (char c : key) {
        if (c == '/' || c == '\\' || (c == '>' && arrow)) text += '\\';
        text += c;
    }
    return text;
}

static void add_steps(std::string& text, const std::vector<Datum>& steps) {
    for (size_t i = 0; i < steps.size(); ++i) (text += i ? "/" : "") += step_text(steps[i]);
}

std::string PayloadWay::text() const {
    std::string text;
    add_steps(text, steps);
    if (inside.empty()) return text;
    add_steps(text += into_string, inside);
    return text;
}

PayloadWay PayloadWay::read(std::string_view text) {
    PayloadWay way;
    if (text.empty()) return way;
    std::string key;
    bool other = false; ///< a key that is no text
    std::vector<Datum>* into = &way.steps;
    auto end_step = [&] {
        auto typed = other ? read_typed_json(key) : Result<Datum>(Datum(key));
        into->push_back(typed ? std::move(*typed) : Datum(key));
        key.clear();
        other = false;
    };
    for (size_t i = 0; i < text.size(); ++i) {
        if (text[i] == '\\' && i + 1 < text.size()) {
            char c = text[++i];
            if (c == '#')
                other = true;
            else if (c != 'e')
                key += c;
        } else if (text[i] == '/') {
            end_step();
        } else if (into == &way.steps && text.substr(i, into_string.size()) == into_string) {
            end_step();
            into = &way.inside;
            i += into_string.size() - 1;
        } else {
            key += text[i];
        }
    }
    end_step();
    return way;
}

PayloadWay PayloadWay::parent() const {
    PayloadWay above = *this;
    if (!above.inside.empty())
        above.inside.pop_back();
    else if (!above.steps.empty())
        above.steps.pop_back();
    return above;
}

PayloadWay PayloadWay::child(Datum step, bool into) const {
    PayloadWay below = *this;
    (into || is_inside() ? below.inside : below.steps).push_back(std::move(step));
    return below;
}

bool is_below(std::string_view path, std::string_view container) {
    if (!path.starts_with(container)) return false;
    path.remove_prefix(container.size());
    return path.starts_with('/') || path.starts_with(into_string);
}

std::optional<Datum> at_way(const Datum& payload, const PayloadWay& way) {
    const Datum* found = at_steps(payload, way.steps);
    if (!found) return std::nullopt;
    if (!way.is_inside()) return *found;
    if (found->is(DatumKind::shared)) found = &found->inner();
    if (const DatumBuffer* buffer = found->buffer_content()) return buffer_part(*buffer, way.inside.front().text());
    Datum inside = json_inside(*found);
    const Datum* part = at_steps(inside, way.inside);
    return part ? std::optional(*part) : std::nullopt;
}

/// What holds the inside, changed by `change_buffer` or, its text, by `change_json`.
template<typename ChangeBuffer, typename ChangeJson> static Result<Datum>
changed_inside(const Datum& payload, const PayloadWay& way, ChangeBuffer change_buffer, ChangeJson change_json) {
    const Datum* whole = at_steps(payload, way.steps);
    if (whole && whole->is(DatumKind::shared)) whole = &whole->inner();
    if (!whole || (!whole->buffer_content() && json_inside(*whole).is_undefined()))
        return fail("there is nothing at '" + way.text() + "'");
    if (const DatumBuffer* buffer = whole->buffer_content()) {
        Result<Datum> changed = change_buffer(*buffer, way.inside.front().text());
        return changed ? with_steps(payload, way.steps, std::move(*changed)) : changed;
    }
    Result<std::string> text = change_json(whole->text());
    if (!text) return tl::unexpected<Error>(text.error());
    return with_steps(payload, way.steps, Datum(std::move(*text)));
}

Result<Datum> with_way(const Datum& payload, const PayloadWay& way, const Datum& value) {
    if (way.empty()) return value;
    if (!way.is_inside()) return with_steps(payload, way.steps, value);
    return changed_inside(
        payload, way,
        [&](const DatumBuffer& buffer, std::string_view part) { return with_buffer_part(buffer, part, value); },
        [&](std::string_view json) { return with_json(json, way.inside, write_typed_json(value)); });
}

Result<Datum> with_json_way(const Datum& payload, const PayloadWay& way, std::string_view json) {
    return changed_inside(
        payload, way, [&](const DatumBuffer&, std::string_view) { return Result<Datum>(payload); },
        [&](std::string_view text) { return with_json(text, way.inside, json); });
}

Result<Datum> without_way(const Datum& payload, const PayloadWay& way) {
    if (!way.is_inside()) return without_steps(payload, way.steps);
    return changed_inside(
        payload, way,
        [&](const DatumBuffer& buffer, std::string_view part) { return without_buffer_field(buffer, part); },
        [&](std::string_view json) { return without_json(json, way.inside); });
}

Result<Datum> with_renamed_way(const Datum& payload, const PayloadWay& way, const std::string& name) {
    if (way.is_inside()) return fail("keys inside a JSON text are renamed in its text");
    return with_renamed_step(payload, way.steps, Datum(name));
}

} // namespace scope
