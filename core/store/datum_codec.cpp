#include "core/store/datum_codec.h"

#include "core/data/typed_json.h"

#include <vector>

namespace scope {

static constexpr uint32_t most_depth = 200; ///< what is nested deeper is written as typed JSON

static void mark(ByteWriter& out, DatumMark mark) {
    out.u8(static_cast<uint8_t>(mark));
}

void put_string(ByteWriter& out, Dictionary& dictionary, std::string_view text) {
    if (auto known = dictionary.number_of_known(text)) {
        mark(out, DatumMark::known);
        out.varint(*known);
    } else {
        mark(out, DatumMark::string);
        out.text(text);
    }
}

void put_text(ByteWriter& out, Dictionary& dictionary, std::string_view text) {
    if (auto known = dictionary.number_of_known(text)) {
        out.varint(uint64_t(*known) << 1 | 1);
    } else {
        out.varint(text.size() << 1);
        out.bytes(text);
    }
}

std::string_view get_text(ByteReader& in, const Entries& entries) {
    uint64_t head = in.varint();
    if (!(head & 1)) return in.bytes(head >> 1);
    bool sound = true;
    std::string_view text = entries.entry(head >> 1, sound);
    in.spend(text.size());
    if (!sound) in.fail();
    return text;
}

void skip_text(ByteReader& in) {
    uint64_t head = in.varint();
    if (!(head & 1)) in.bytes(head >> 1);
}

static bool has_text_keys(const Datum& value) {
    for (const DatumEntry& entry : value.entries())
        if (!entry.key.is(DatumKind::string)) return false;
    return true;
}

static uint32_t list_of_keys(Dictionary& dictionary, const Datum& value) {
    ByteWriter list;
    for (const DatumEntry& entry : value.entries()) list.varint(dictionary.number(entry.key.text()));
    return dictionary.number(list.view());
}

static void put_rest(ByteWriter& out, Dictionary& dictionary, const Datum& value) {
    mark(out, DatumMark::rest);
    std::string text = write_typed_json(value);
    dictionary.note_text(text);
    out.text(text);
}

static bool is_deep(const Datum& value) {
    std::vector<std::pair<const Datum*, uint32_t>> pending{{&value, 0}};
    while (!pending.empty()) {
        auto [at, depth] = pending.back();
        pending.pop_back();
        if (depth > most_depth) return true;
        for (const Datum& item : at->items())
            if (item.size()) pending.push_back({&item, depth + 1});
        for (const DatumEntry& entry : at->entries())
            if (entry.value.size()) pending.push_back({&entry.value, depth + 1});
    }
    return false;
}

static void put(ByteWriter& out, Dictionary& dictionary, const Datum& value) {
    auto list = [&](DatumMark which) {
        mark(out, which);
        out.varint(value.size());
        for (const Datum& item : value.items()) put(out, dictionary, item);
    };
    switch (value.kind()) {
    case DatumKind::undefined: return mark(out, DatumMark::undefined);
    case DatumKind::boolean: return mark(out, value.as_bool() ? DatumMark::yes : DatumMark::no);
    case DatumKind::real: return put_real(out, value.as_real());
    case DatumKind::int32: mark(out, DatumMark::int32); return out.zigzag(value.as_int64());
    case DatumKind::int64: mark(out, DatumMark::int64); return out.zigzag(value.as_int64());
    case DatumKind::string: return put_string(out, dictionary, value.text());
    case DatumKind::ref: mark(out, DatumMark::ref); return out.varint(dictionary.number(value.text()));
    case DatumKind::array: return list(DatumMark::array);
    case DatumKind::ds_list: return list(DatumMark::ds_list);
    case DatumKind::structure:
    case DatumKind::ds_map: {
        if (!has_text_keys(value)) return put_rest(out, dictionary, value);
        uint32_t keys = list_of_keys(dictionary, value);
        mark(out, value.is(DatumKind::ds_map) ? DatumMark::ds_map : DatumMark::structure);
        out.varint(keys);
        for (const DatumEntry& entry : value.entries()) put(out, dictionary, entry.value);
        return;
    }
    default: return put_rest(out, dictionary, value);
    }
}

void put_datum(ByteWriter& out, Dictionary& dictionary, const Datum& value) {
    if (value.size() && !value.is(DatumKind::string) && is_deep(value)) return put_rest(out, dictionary, value);
    put(out, dictionary, value);
}

static Datum get(ByteReader& in, const Entries& entries, uint32_t depth) {
    if (depth > most_depth + 1) return in.fail(), Datum();
    auto items = [&] {
        std::vector<Datum> list;
        for (size_t left = in.count(); left > 0 && in.sound(); --left) list.push_back(get(in, entries, depth + 1));
        return list;
    };
    auto entry = [&](uint64_t number) {
        bool sound = true;
        std::string_view text = entries.entry(number, sound);
        in.spend(text.size());
        if (!sound) in.fail();
        return text;
    };
    auto members = [&] {
        ByteReader keys(entry(in.varint()));
        std::vector<DatumEntry> list;
        while (keys.left() && in.sound()) {
            std::string_view key = entry(keys.varint());
            if (!keys.sound()) in.fail();
            if (in.left() == 0) in.fail();
            if (!in.sound()) break;
            list.push_back({Datum(key), get(in, entries, depth + 1)});
        }
        return list;
    };
    uint8_t first = in.u8();
    if (first >= static_cast<uint8_t>(DatumMark::small))
        return Datum(static_cast<double>(first - static_cast<int>(DatumMark::small)));
    switch (static_cast<DatumMark>(first)) {
    case DatumMark::undefined: return Datum();
    case DatumMark::no: return Datum::boolean(false);
    case DatumMark::yes: return Datum::boolean(true);
    case DatumMark::whole: return Datum(static_cast<double>(in.zigzag()));
    case DatumMark::real: return Datum(std::bit_cast<double>(in.raw64()));
    case DatumMark::int32: return Datum::int32(static_cast<int32_t>(in.zigzag()));
    case DatumMark::int64: return Datum::int64(in.zigzag());
    case DatumMark::string: return Datum(in.text());
    case DatumMark::known: return Datum(entry(in.varint()));
    case DatumMark::array: return Datum::array(items());
    case DatumMark::ds_list: return Datum::ds_list(items());
    case DatumMark::structure: return Datum::structure(members());
    case DatumMark::ds_map: return Datum::ds_map(members());
    case DatumMark::ref: return Datum::ref(std::string(entry(in.varint())));
    case DatumMark::rest: {
        TypedJsonOptions options;
        options.max_depth = 100'000; // written by us; reading it does not recurse
        auto value = read_typed_json(in.text(), options);
        if (!value) return in.fail(), Datum();
        return *value;
    }
    default: return in.fail(), Datum();
    }
}

Datum get_datum(ByteReader& in, const Entries& entries) {
    return get(in, entries, 0);
}

static void skip(ByteReader& in, const Entries& entries, uint32_t depth) {
    if (depth > most_depth + 1) return in.fail();
    uint8_t first = in.u8();
    if (first >= static_cast<uint8_t>(DatumMark::small)) return;
    switch (static_cast<DatumMark>(first)) {
    case DatumMark::undefined:
    case DatumMark::no:
    case DatumMark::yes: return;
    case DatumMark::real: return void(in.raw64());
    case DatumMark::whole:
    case DatumMark::int32:
    case DatumMark::int64:
    case DatumMark::known:
    case DatumMark::ref: return void(in.varint());
    case DatumMark::string:
    case DatumMark::rest: return void(in.text());
    case DatumMark::array:
    case DatumMark::ds_list:
        for (size_t left = in.count(); left > 0 && in.sound(); --left) skip(in, entries, depth + 1);
        return;
    case DatumMark::structure:
    case DatumMark::ds_map: {
        bool sound = true;
        ByteReader keys(entries.entry(in.varint(), sound));
        if (!sound) return in.fail();
        for (; keys.left() && in.sound(); skip(in, entries, depth + 1)) keys.varint();
        return;
    }
    default: return in.fail();
    }
}

void skip_datum(ByteReader& in, const Entries& entries) {
    skip(in, entries, 0);
}

// --- differences

/// Entries of `before` that stay, in their order, with other values in place; then new ones behind them.
bool put_difference(ByteWriter& out, Dictionary& dictionary, const Datum& before, const Datum& after) {
    if (!before.is(DatumKind::ds_map) || !after.is(DatumKind::ds_map)) return false;
    auto old = before.entries(), now = after.entries();
    if (now.size() < old.size() || !has_text_keys(before) || !has_text_keys(after)) return false;
    for (size_t i = 0; i < old.size(); ++i)
        if (!(old[i].key == now[i].key)) return false;
    size_t changed = 0;
    for (size_t i = 0; i < old.size(); ++i) changed += !(old[i].value == now[i].value);
    if (changed > old.size() / 2 + 1) return false;
    out.varint(changed);
    size_t last = 0;
    for (size_t i = 0; i < old.size(); ++i) {
        if (old[i].value == now[i].value) continue;
        out.varint(i - std::exchange(last, i));
        put_datum(out, dictionary, now[i].value);
    }
    out.varint(now.size() - old.size());
    for (size_t i = old.size(); i < now.size(); ++i) {
        out.varint(dictionary.number(now[i].key.text()));
        put_datum(out, dictionary, now[i].value);
    }
    return true;
}

Datum get_difference(ByteReader& in, const Entries& entries, const Datum& before) {
    std::vector<DatumEntry> list(before.entries().begin(), before.entries().end());
    size_t at = 0;
    for (size_t left = in.count(); left > 0 && in.sound(); --left) {
        at += in.varint();
        if (at >= list.size()) return in.fail(), Datum();
        list[at].value = get_datum(in, entries);
    }
    for (size_t left = in.count(); left > 0 && in.sound(); --left) {
        bool sound = true;
        std::string_view key = entries.entry(in.varint(), sound);
        if (!sound) return in.fail(), Datum();
        list.push_back({Datum(key), get_datum(in, entries)});
    }
    return Datum::ds_map(std::move(list));
}

void skip_difference(ByteReader& in, const Entries& entries) {
    for (int part = 0; part < 2; ++part) // other values, then new keys
        for (size_t left = in.count(); left > 0 && in.sound(); --left) {
            in.varint();
            skip_datum(in, entries);
        }
}

} // namespace scope
