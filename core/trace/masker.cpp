#include "core/trace/masker.h"

#include "core/base/text.h"
#include "core/trace/record_fields.h"

#include <charconv>
#include <functional>
#include <optional>

namespace scope {

// --- values

namespace {

/// What a value becomes; nothing when it stays, so that what holds no secret is shared.
class ValueMask {
public:
    ValueMask(Masker& masker, Secrets& secrets) : m_masker(masker), m_secrets(secrets) {}

    std::optional<Datum> of(const Datum& value, bool secret, int depth = 0) {
        constexpr int deepest = 300; // twice what payloads may be; what lies below is left out, not left as it is
        if (depth > deepest) return Datum();
        switch (value.kind()) {
        case DatumKind::string: return text(value, secret);
        case DatumKind::real:
        case DatumKind::int32:
        case DatumKind::int64: return secret ? number(value) : std::nullopt;
        case DatumKind::gml: return same_unless(value.text(), m_masker.masked_code(value.text(), secret), Datum::gml);
        case DatumKind::structure: return entries(value, secret, depth, Datum::structure);
        case DatumKind::ds_map: return entries(value, secret, depth, Datum::ds_map);
        case DatumKind::ds_priority: return entries(value, secret, depth, Datum::ds_priority);
        case DatumKind::array: return items(value, secret, depth, Datum::array);
        case DatumKind::ds_list: return items(value, secret, depth, Datum::ds_list);
        case DatumKind::ds_stack: return items(value, secret, depth, Datum::ds_stack);
        case DatumKind::ds_queue: return items(value, secret, depth, Datum::ds_queue);
        case DatumKind::ds_grid:
            return items(value, secret, depth, [&](std::vector<Datum> cells) {
                return Datum::ds_grid(value.grid_width(), value.grid_height(), std::move(cells));
            });
        case DatumKind::constructed:
            return inner(value, secret, depth,
                         [&](Datum in) { return Datum::constructed(std::string(value.text()), in); });
        case DatumKind::shared:
            return inner(value, secret, depth, [&](Datum in) { return Datum::shared(value.id(), in); });
        case DatumKind::buffer: return buffer(*value.buffer_content(), secret, depth);
        case DatumKind::undefined:
        case DatumKind::boolean:
        case DatumKind::pointer:
        case DatumKind::ref:
        case DatumKind::method:
        case DatumKind::same: return std::nullopt;
        }
        return std::nullopt;
    }

private:
    template<typename Make>
    static std::optional<Datum> same_unless(std::string_view before, std::string after, Make make) {
        return before == after ? std::nullopt : std::optional<Datum>(make(std::move(after)));
    }

    std::optional<Datum> name(const Datum& key) {
        if (!key.is(DatumKind::string)) return std::nullopt;
        return same_unless(key.text(), m_masker.masked_name(key.text()), Datum::string);
    }

    std::optional<Datum> text(const Datum& value, bool secret) {
        std::string after = secret ? m_secrets.image(value.text()) : m_masker.masked_words(value.text());
        return same_unless(value.text(), std::move(after), Datum::string);
    }

    std::optional<Datum> number(const Datum& value) {
        if (value.is(DatumKind::real)) {
            std::string image = m_secrets.image_of_number(shortest_number(value.as_real()));
            double out = value.as_real();
            std::from_chars(image.data(), image.data() + image.size(), out);
            return Datum(out);
        }
        bool is_short = value.is(DatumKind::int32);
        std::string image = m_secrets.image_of_number(std::to_string(value.as_int64()), is_short ? 9 : 18);
        int64_t out = value.as_int64();
        std::from_chars(image.data(), image.data() + image.size(), out);
        return is_short ? Datum::int32(static_cast<int32_t>(out)) : Datum::int64(out);
    }

    template<typename Make> std::optional<Datum> items(const Datum& value, bool secret, int depth, Make make) {
        std::vector<Datum> out;
        auto all = value.items();
        for (size_t i = 0; i < all.size(); ++i) {
            auto changed = of(all[i], secret, depth + 1);
            if (changed && out.empty()) out.assign(all.begin(), all.end());
            if (changed) out[i] = std::move(*changed);
        }
        return out.empty() ? std::nullopt : std::optional<Datum>(make(std::move(out)));
    }

    template<typename Make> std::optional<Datum> entries(const Datum& value, bool secret, int depth, Make make) {
        std::vector<DatumEntry> out;
        auto all = value.entries();
        for (size_t i = 0; i < all.size(); ++i) {
            bool priority = value.is(DatumKind::ds_priority); // of a value, which is the key
            bool by_key = !priority && all[i].key.is(DatumKind::string) && is_secret_key(all[i].key.text());
            auto changed = priority ? std::nullopt : of(all[i].value, secret || by_key, depth + 1);
            auto key = priority ? of(all[i].key, secret, depth + 1) : name(all[i].key);
            if ((changed || key) && out.empty()) out.assign(all.begin(), all.end());
            if (changed) out[i].value = std::move(*changed);
            if (key) out[i].key = std::move(*key);
        }
        return out.empty() ? std::nullopt : std::optional<Datum>(make(std::move(out)));
    }

    template<typename Make> std::optional<Datum> inner(const Datum& value, bool secret, int depth, Make make) {
        auto changed = of(value.inner(), secret, depth + 1);
        return changed ? std::optional<Datum>(make(std::move(*changed))) : std::nullopt;
    }

    std::optional<Datum> buffer(DatumBuffer content, bool secret, int depth) {
        bool differs = false;
        for (DatumBufferField& field : content.fields)
            if (auto changed = of(field.value, secret, depth + 1)) {
                field.value = std::move(*changed);
                differs = true;
            }
        std::string bytes = secret ? m_secrets.image(content.bytes) : m_masker.masked_words(content.bytes);
        if (!differs && bytes == content.bytes) return std::nullopt;
        content.bytes = std::move(bytes);
        return Datum::buffer(std::move(content));
    }

    Masker& m_masker;
    Secrets& m_secrets;
};

} // namespace

Datum Masker::masked_value(const Datum& value, bool secret) {
    if (!secret && value.same_node(m_last.first)) return m_last.second;
    auto changed = ValueMask(*this, m_secrets).of(value, secret);
    Datum out = changed ? std::move(*changed) : value;
    if (!secret) m_last = {value, out};
    return out;
}

// --- records

namespace {

/// Masks one record; the values behind a path are kept under it.
class RecordMask {
public:
    explicit RecordMask(Masker& masker) : m_masker(masker) {}

    void field(std::string& text, FieldRole role) {
        switch (role) {
        case FieldRole::words: text = m_masker.masked_words(text); break;
        case FieldRole::code: text = m_masker.masked_code(text); break;
        case FieldRole::guard: break; // masked with its operands
        case FieldRole::path: text = m_masker.masked_name(text); break;
        case FieldRole::key:
            m_secret = is_secret_path(text);
            text = m_masker.masked_name(text);
            break;
        case FieldRole::plain:
        case FieldRole::content:
        case FieldRole::parent:
        case FieldRole::counter:
        case FieldRole::handle:
        case FieldRole::duration: break;
        }
    }
    void field(Datum& value, FieldRole) { value = m_masker.masked_value(value, m_secret); }
    template<typename T> void field(std::optional<T>& value, FieldRole role) {
        if (value) field(*value, role);
    }
    template<typename T> void field(std::vector<T>& items, FieldRole role) {
        for (T& item : items) field(item, role);
    }
    void field(GuardRecord& guard, FieldRole) { guard.because = m_masker.masked_guard(guard.because, guard.cut); }
    template<IsRecord Record> void field(Record& record, FieldRole) { RecordMask(m_masker).record(record); }
    template<typename T> void field(T&, FieldRole) {} // numbers, places in code

    template<typename Record> void record(Record& record) {
        for_each_field<Record>([&](const auto& each) { visit(record, each); });
    }

private:
    template<typename Record, typename T> void visit(Record& record, const Field<Record, T>& each) {
        field(record.*each.member, each.role);
    }
    template<typename Record, typename Item> void visit(Record& record, const FieldOfLines<Record, Item>& each) {
        for (Item& line : record.*each.member) line.text = m_masker.masked_words(line.text);
    }

    Masker& m_masker;
    bool m_secret = false;
};

/// The entries of a struct, those that hold GML as code.
Datum with_code(Masker& masker, const Datum& members, const std::function<bool(std::string_view key)>& is_code,
                const std::function<bool(std::string_view key)>& is_secret) {
    std::vector<DatumEntry> out(members.entries().begin(), members.entries().end());
    for (DatumEntry& entry : out) {
        std::string_view key = entry.key.text();
        bool code = entry.value.is(DatumKind::string) && is_code(key);
        entry.value = code ? Datum(masker.masked_code(entry.value.text(), is_secret(key)))
                           : masker.masked_value(entry.value, is_secret_key(key));
    }
    return Datum::structure(std::move(out));
}

} // namespace

template<typename Record> void Masker::mask(Record& record) {
    RecordMask(*this).record(record);
}

template<> void Masker::mask(InputRecord& input) {
    const Datum* path = input.arguments.find(std::string_view("path"));
    bool secret = input.kind == "set_var" && path && is_secret_path(path->text());
    input.arguments = with_code(
        *this, input.arguments, [](std::string_view key) { return key == "gml" || key == "text"; },
        [&](std::string_view) { return secret; });
}

template<> void Masker::mask(TraceHeader& header) {
    std::vector<DatumEntry> options(header.options.entries().begin(), header.options.entries().end());
    for (DatumEntry& option : options)
        option.value = option.key.text() == "answers" ? with_code(
                                                            *this, option.value, [](std::string_view) { return true; },
                                                            [](std::string_view name) { return is_secret_key(name); })
                                                      : masked_value(option.value);
    header.options = Datum::structure(std::move(options));
}

template void Masker::mask(Diagnostic&);
template void Masker::mask(FaultRecord&);
template void Masker::mask(RequestRecord&);
template void Masker::mask(LogRecord&);
template void Masker::mask(EventLine&);
template void Masker::mask(EnvironmentRecord&);
template void Masker::mask(SourceRecord&);

} // namespace scope
