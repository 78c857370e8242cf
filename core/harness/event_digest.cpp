#include "core/harness/event_digest.h"

#include "core/trace/secrets.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <xxhash.h>

namespace scope {

std::optional<std::pair<std::string_view, uint32_t>> handle_parts(std::string_view text) {
    size_t space = text.rfind(' ');
    if (!text.starts_with("ref ") || space == std::string_view::npos || space < 4) return {};
    std::string_view digits = text.substr(space + 1);
    uint32_t number = 0;
    auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), number);
    if (error != std::errc() || end != digits.data() + digits.size()) return {};
    return std::pair(text.substr(0, space), number);
}

std::string without_images(std::string_view text) {
    constexpr std::string_view stem = "secret";
    std::string out;
    size_t at = 0;
    for (size_t found = text.find(stem); found != std::string_view::npos; found = text.find(stem, at)) {
        out.append(text, at, found + stem.size() - at);
        at = std::min(text.find_first_not_of("0123456789", found + stem.size()), text.size());
    }
    return out.append(text, at);
}

static uint64_t hash_of(std::string_view text, uint64_t seed) {
    return XXH3_64bits_withSeed(text.data(), text.size(), seed);
}

uint32_t identity_kind(std::string_view name) {
    return static_cast<uint32_t>(hash_of(name, 0));
}

namespace {

uint64_t mixed(uint64_t hash, uint64_t with) {
    hash = (hash ^ with) * 0x9E3779B97F4A7C15ull;
    return hash ^ (hash >> 32);
}

/// Sums of bits: what most features agree on.
class Sketch {
public:
    void add(uint64_t feature) {
        for (size_t bit = 0; bit < 64; ++bit) m_sums[bit] += (feature >> bit & 1) ? 1 : -1;
    }
    uint64_t bits() const {
        uint64_t out = 0;
        for (size_t bit = 0; bit < 64; ++bit) out |= uint64_t(m_sums[bit] > 0) << bit;
        return out;
    }

private:
    std::array<int32_t, 64> m_sums{};
};

class Digester {
public:
    Digester(EventDigests& out, bool masked) : m_out(out), m_masked(masked) {}

    EventDigest of(const EventLine& line) {
        m_digest.first = m_out.ids.size();
        if (!line.dispatches.empty()) {
            const EventId& event = line.dispatches.front().event;
            m_digest.event = int64_t(event.type) << 32 | static_cast<uint32_t>(event.number);
        }
        m_cause = static_cast<uint64_t>(m_digest.event);
        for (size_t i = 0; i < line.dispatches.size(); ++i) dispatch(line.dispatches[i], i == 0);
        m_digest.exact = m_exact, m_digest.content = m_content, m_digest.cause = m_cause;
        m_digest.sketch = m_sketch.bits();
        return m_digest;
    }

private:
    void put(uint64_t value) {
        m_exact = mixed(m_exact, value);
        m_content = mixed(m_content, value);
    }
    void put(std::string_view text) {
        m_exact = hash_of(text, m_exact);
        m_content = m_masked && text.find("secret") != std::string_view::npos ? hash_of(without_images(text), m_content)
                                                                              : hash_of(text, m_content);
    }
    void put(const std::string& text) { put(std::string_view(text)); }
    void put_id(std::string_view kind, uint32_t number, bool fresh) {
        m_exact = mixed(hash_of(kind, m_exact), number);
        m_content = hash_of(kind, m_content);
        m_out.ids.push_back({identity_kind(kind), number, fresh});
    }
    void put_handle(std::string_view text, bool fresh) {
        if (auto parts = handle_parts(text))
            put_id(parts->first == "ref instance" ? "instance" : parts->first, parts->second, fresh);
        else
            put(text);
    }
    /// The content of async_load, whose id may be that of a request.
    void put_map(const Datum& map) {
        if (!map.is(DatumKind::ds_map)) return put(map);
        put(uint64_t(map.size()));
        for (const DatumEntry& entry : map.entries()) put_entry(entry);
    }
    void put_entry(const DatumEntry& entry) {
        put(entry.key);
        std::string_view key = entry.key.text();
        if (key == "id" && is_request(entry.value))
            put_id("request", static_cast<uint32_t>(entry.value.as_int64()), false);
        else
            put(entry.value, m_masked && entry.key.is(DatumKind::string) && is_secret_key(key));
    }
    /// Whether it may be one: who it belongs to is asked when the events are paired.
    static bool is_request(const Datum& id) {
        double number = id.as_real();
        return id.is(DatumKind::real) && number >= 0 && number <= UINT32_MAX && number == static_cast<uint32_t>(number);
    }
    /// Depth is what a trace's reader and the recorder allow.
    void put(const Datum& datum, bool secret = false) {
        bool hidden = secret && datum.is_number();
        put(static_cast<uint64_t>(hidden ? DatumKind::real : datum.kind()));
        if (hidden) {
            m_exact = mixed(m_exact, static_cast<uint64_t>(datum.as_int64()));
            return;
        }
        if (datum.is(DatumKind::real)) {
            double number = datum.as_real();
            uint64_t bits = 0;
            if (number == number) __builtin_memcpy(&bits, &number, sizeof bits);
            return put(bits);
        }
        if (datum.is_number() || datum.is(DatumKind::pointer)) return put(static_cast<uint64_t>(datum.as_int64()));
        if (datum.is(DatumKind::ref)) return put_handle(datum.text(), false);
        put(datum.text());
        put(static_cast<uint64_t>(datum.size()) + (uint64_t(datum.grid_width()) << 32) +
            static_cast<uint64_t>(datum.id()));
        for (const Datum& item : datum.items()) put(item, secret);
        for (const DatumEntry& entry : datum.entries()) {
            bool by_key = m_masked && entry.key.is(DatumKind::string) && is_secret_key(entry.key.text());
            put(entry.key);
            put(entry.value, secret || by_key);
        }
        if (datum.is(DatumKind::shared) || datum.is(DatumKind::constructed)) put(datum.inner(), secret);
        if (const DatumBuffer* buffer = datum.buffer_content()) {
            put(buffer->kind), put(buffer->bytes), put(buffer->file), put(buffer->size + buffer->alignment);
            for (const DatumBufferField& field : buffer->fields) put(field.type), put(field.value, secret);
        }
    }
    void put(const std::optional<Datum>& datum, bool secret) {
        put(uint64_t(datum.has_value()));
        if (datum) put(*datum, secret);
    }
    void put(const std::vector<std::string>& texts) {
        put(uint64_t(texts.size()));
        for (const std::string& text : texts) put(text);
    }
    void put(const std::vector<Datum>& data) {
        put(uint64_t(data.size()));
        for (const Datum& datum : data) put(datum);
    }

    /// Runs `put_all`; what it adds alone is a feature of the sketch. Returns that.
    template<typename PutAll> uint64_t feature(const PutAll& put_all) {
        uint64_t exact = std::exchange(m_exact, 1), content = std::exchange(m_content, 1);
        put_all();
        uint64_t own = m_content;
        m_sketch.add(own);
        m_exact = mixed(exact, m_exact), m_content = mixed(content, own);
        return own;
    }

    void dispatch(const DispatchRecord& one, bool top) {
        put(uint64_t(one.event.type) << 32 | static_cast<uint32_t>(one.event.number));
        put(uint64_t(one.parent != 0) << 1 | uint64_t(one.destroyed));
        if (one.payload.is(DatumKind::ds_map)) {
            for (const DatumEntry& entry : one.payload.entries()) {
                uint64_t own = feature([&] { put_entry(entry); });
                if (top) m_cause = mixed(m_cause, own);
            }
        } else {
            put(one.payload);
        }
        if (!one.async_load.empty()) put_handle(one.async_load, true);
        put(uint64_t(one.handlers.size()));
        for (const HandlerRecord& handler : one.handlers) {
            uint64_t own = feature([&] {
                put(handler.object), put(handler.owner), put(handler.file);
                if (handler.instance) put_id("instance", handler.instance, false);
            });
            if (top) m_cause = mixed(m_cause, own);
            feature([&] { run(handler); });
        }
    }

    void run(const HandlerRecord& handler) {
        put_map(handler.before), put_map(handler.after);
        put(handler.reads), put(handler.missing), put(handler.tested);
        put(std::string_view(handler.left ? handler.left->because : ""));
        put(std::string_view(handler.fault ? handler.fault->message : ""));
        for (const KeyWriteRecord& write : handler.writes) named(write.key, write.old_value, write.new_value);
        for (const ChangeRecord& change : handler.changes) named(change.path, change.old_value, change.new_value);
        put(uint64_t(handler.log.size()));
        for (const LogRecord& log : handler.log) feature([&] { put(log.text); });
        for (const CallOutRecord& call : handler.calls) put(call.function), put(call.args);
        for (const RequestRecord& request : handler.requests) {
            put(request.kind), put(request.args);
            if (!request.id.is_number()) continue;
            uint32_t id = static_cast<uint32_t>(request.id.as_int64());
            put_id("request", id, true);
        }
        for (const AllocationRecord& one : handler.allocated) put_handle(one.ref, true);
        put(uint64_t(handler.allocated.size()));
        for (const AllocationRecord& one : handler.freed) put_handle(one.ref, false);
        put(uint64_t(handler.freed.size()));
    }

    void named(const std::string& name, const std::optional<Datum>& old_value, const std::optional<Datum>& new_value) {
        bool secret = m_masked && is_secret_path(name);
        feature([&] {
            put(name);
            put(old_value, secret), put(new_value, secret);
        });
    }

    EventDigests& m_out;
    bool m_masked;
    EventDigest m_digest;
    uint64_t m_exact = 1, m_content = 1, m_cause = 1;
    Sketch m_sketch;
};

} // namespace

void EventDigests::add(const EventLine& line, bool masked) {
    EventDigest digest = Digester(*this, masked).of(line); // which adds ids
    events.push_back(digest);
}

std::span<const EventIdentity> EventDigests::ids_of(size_t event) const {
    uint64_t end = event + 1 < events.size() ? events[event + 1].first : ids.size();
    return std::span(ids).subspan(events[event].first, end - events[event].first);
}

} // namespace scope
