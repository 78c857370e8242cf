#include "core/trace/mask.h"

#include "core/base/text.h"

namespace scope {

bool is_secret_key(std::string_view key) {
    static constexpr std::string_view words[] = {"authorization", "password", "passwd", "secret",      "token",
                                                 "api_key",       "apikey",   "cookie", "credentials", "private_key"};
    std::string lower = lower_ascii(key);
    for (std::string_view word : words)
        if (lower.find(word) != std::string::npos) return true;
    return false;
}

/// Values shorter than this are no secrets: hiding them elsewhere would tear words apart.
static constexpr size_t shortest_secret = 4;

static bool is_secret(const DatumEntry& entry) {
    return entry.key.is(DatumKind::string) && entry.value.is(DatumKind::string) &&
           entry.value.size() >= shortest_secret && is_secret_key(entry.key.text());
}

static constexpr int deepest = 64; // a payload's own limit is 128; what lies deeper than this is left as it is

using Secrets = std::set<std::string>;

static Datum masked(const Datum& datum, int depth, Secrets* secrets);

static std::vector<DatumEntry> masked_entries(const Datum& datum, int depth, Secrets* secrets) {
    std::vector<DatumEntry> out;
    for (const DatumEntry& entry : datum.entries()) {
        bool secret = is_secret(entry);
        if (secret && secrets) secrets->insert(std::string(entry.value.text()));
        out.push_back({entry.key, secret ? Datum("***") : masked(entry.value, depth + 1, secrets)});
    }
    return out;
}

/// Whether anything below would change: most payloads hold no secret and are shared, not rebuilt.
static bool holds_secret(const Datum& datum, int depth) {
    if (depth > deepest) return false;
    for (const DatumEntry& entry : datum.entries()) {
        if (is_secret(entry)) return true;
        if (holds_secret(entry.value, depth + 1)) return true;
    }
    for (const Datum& item : datum.items())
        if (holds_secret(item, depth + 1)) return true;
    return false;
}

static Datum masked(const Datum& datum, int depth, Secrets* secrets) {
    if (!holds_secret(datum, depth)) return datum;
    if (datum.is(DatumKind::structure)) return Datum::structure(masked_entries(datum, depth, secrets));
    if (datum.is(DatumKind::ds_map)) return Datum::ds_map(masked_entries(datum, depth, secrets));
    std::vector<Datum> items;
    for (const Datum& item : datum.items()) items.push_back(masked(item, depth + 1, secrets));
    if (datum.is(DatumKind::array)) return Datum::array(std::move(items));
    if (datum.is(DatumKind::ds_list)) return Datum::ds_list(std::move(items));
    return datum;
}

Datum mask_secrets(const Datum& datum, Secrets* secrets) {
    return masked(datum, 0, secrets);
}

void mask_secrets(DispatchRecord& dispatch, Secrets* secrets) {
    dispatch.payload = mask_secrets(dispatch.payload, secrets);
    for (HandlerRecord& handler : dispatch.handlers) {
        handler.before = mask_secrets(handler.before, secrets);
        handler.after = mask_secrets(handler.after, secrets);
        for (KeyWriteRecord& write : handler.writes) {
            if (!is_secret_key(write.key)) continue;
            if (write.old_value && write.old_value->size() >= shortest_secret) write.old_value = Datum("***");
            if (write.new_value && write.new_value->size() >= shortest_secret) write.new_value = Datum("***");
        }
        for (ChangeRecord& change : handler.changes) {
            bool secret = is_secret_key(change.path);
            auto hidden = [&](const Datum& value) {
                return secret && value.is(DatumKind::string) && value.size() >= shortest_secret ? Datum("***")
                                                                                                : mask_secrets(value);
            };
            if (change.old_value) change.old_value = hidden(*change.old_value);
            if (change.new_value) change.new_value = hidden(*change.new_value);
        }
    }
}

} // namespace scope
