// Typed JSON out: one walk with its own stack serves documents, payloads and the one-line summaries.
#include "core/data/encoding.h"
#include "core/data/typed_json.h"

#include "core/base/text.h"

#include <cmath>

namespace scope {

std::string json_real(double number) {
    std::string text = shortest_number(number);
    // Whole numbers beyond 2^53 would read back as int64.
    if (std::fabs(number) > 0x1p53 && text.find_first_of(".e") == std::string::npos) text += ".0";
    return text;
}

namespace {

enum class Style : uint8_t { typed, payload, human };

struct Level {
    const Datum* datum;
    size_t index = 0;    ///< next child
    size_t count = 0;    ///< children
    size_t group = 0;    ///< children per bracket of their own (pairs, rows of a grid); 0: none
    bool object = false; ///< children are members
    uint8_t objects_to_close = 0;
};

bool all_keys_plain(const Datum& datum, bool dollar_allowed) {
    for (const DatumEntry& entry : datum.entries()) {
        if (!entry.key.is(DatumKind::string) || !is_utf8(entry.key.text())) return false;
        if (!dollar_allowed && entry.key.text().starts_with('$')) return false;
    }
    return true;
}

std::string_view wrapper_of(DatumKind kind) {
    switch (kind) {
    case DatumKind::structure: return "$struct";
    case DatumKind::ds_map: return "$ds_map";
    case DatumKind::ds_list: return "$ds_list";
    case DatumKind::ds_grid: return "$ds_grid";
    case DatumKind::ds_stack: return "$ds_stack";
    case DatumKind::ds_queue: return "$ds_queue";
    case DatumKind::ds_priority: return "$ds_priority";
    default: return {};
    }
}

class Walk {
public:
    Walk(JsonWriter& out, Style style, size_t limit = SIZE_MAX) : m_out(out), m_style(style), m_limit(limit) {}

    void run(const Datum& root) {
        visit(root, m_style == Style::payload);
        while (!m_levels.empty() && m_out.text().size() <= m_limit) step();
    }

private:
    void step() {
        Level& level = m_levels.back();
        const Datum& datum = *level.datum;
        size_t i = level.index;
        bool group_ends = level.group && i > 0 && i % level.group == 0;
        if (group_ends) m_out.end_array();
        if (i == level.count) return close();
        if (level.group && i % level.group == 0) m_out.begin_array();
        ++level.index;
        if (const DatumBuffer* buffer = datum.buffer_content()) {
            const DatumBufferField& field = buffer->fields[i / 2];
            if (i % 2 == 0)
                m_out.string(field.type);
            else
                visit(field.value);
        } else if (!datum.entries().empty()) {
            const DatumEntry& entry = datum.entries()[level.object ? i : i / 2];
            if (level.object) m_out.key(clipped(entry.key.text()));
            visit(level.object || i % 2 ? entry.value : entry.key);
        } else if (datum.is(DatumKind::shared) || datum.is(DatumKind::constructed)) {
            visit(datum.inner());
        } else {
            visit(datum.items()[i]);
        }
    }

    void close() {
        Level level = m_levels.back();
        m_levels.pop_back();
        if (level.object)
            m_out.end_object();
        else if (!level.datum->is(DatumKind::shared))
            m_out.end_array();
        for (int i = 0; i < level.objects_to_close; ++i) m_out.end_object();
    }

    void visit(const Datum& datum, bool top_of_payload = false) {
        switch (datum.kind()) {
        case DatumKind::array:
        case DatumKind::ds_list:
        case DatumKind::ds_grid:
        case DatumKind::ds_stack:
        case DatumKind::ds_queue: return open_items(datum);
        case DatumKind::structure:
        case DatumKind::ds_map:
        case DatumKind::ds_priority: return open_entries(datum, top_of_payload);
        case DatumKind::buffer: return open_buffer(datum, *datum.buffer_content());
        case DatumKind::shared: return open_shared(datum);
        case DatumKind::constructed:
            m_out.begin_object().key("$new").begin_array();
            string(datum.text());
            m_levels.push_back({&datum, 0, 1, 0, false, 1});
            return;
        default: return m_style == Style::human ? human_leaf(datum) : leaf(datum);
        }
    }

    void leaf(const Datum& datum) {
        switch (datum.kind()) {
        case DatumKind::boolean: m_out.boolean(datum.as_bool()); break;
        case DatumKind::real: real(datum.as_real()); break;
        case DatumKind::int32: m_out.begin_object().key("$int32").integer(datum.as_int64()).end_object(); break;
        case DatumKind::int64: wrap("$int64", std::to_string(datum.as_int64())); break;
        case DatumKind::pointer: wrap("$ptr", pointer_text(datum)); break;
        case DatumKind::string: string(datum.text()); break;
        case DatumKind::ref: wrap("$ref", datum.text()); break;
        case DatumKind::gml: wrap("$gml", datum.text()); break;
        case DatumKind::method: wrap("$method", datum.text()); break;
        case DatumKind::same: m_out.begin_object().key("$same").integer(datum.id()).end_object(); break;
        default: m_out.begin_object().key("$undefined").boolean(true).end_object(); break;
        }
    }

    void human_leaf(const Datum& datum) {
        switch (datum.kind()) {
        case DatumKind::boolean: m_out.boolean(datum.as_bool()); break;
        case DatumKind::real: m_out.raw(shortest_number(datum.as_real())); break;
        case DatumKind::int32:
        case DatumKind::int64: m_out.integer(datum.as_int64()); break;
        case DatumKind::pointer: m_out.raw("ptr " + pointer_text(datum)); break;
        case DatumKind::string: m_out.string(clipped(datum.text())); break;
        case DatumKind::ref: m_out.raw(escape_control(clipped(datum.text()))); break;
        case DatumKind::gml: m_out.raw("= " + escape_control(clipped(datum.text()))); break;
        case DatumKind::method: m_out.raw("function " + escape_control(clipped(datum.text()))); break;
        case DatumKind::same: m_out.raw("same as #" + std::to_string(datum.id())); break;
        default: m_out.raw("undefined"); break;
        }
    }

    static std::string pointer_text(const Datum& datum) {
        if (datum.as_int64() == 0) return "null";
        std::string big_endian;
        for (int shift = 56; shift >= 0; shift -= 8) big_endian += static_cast<char>(datum.as_int64() >> shift & 255);
        return "0x" + hex_encode(big_endian);
    }

    void real(double number) {
        if (!std::isfinite(number) || (number == 0 && std::signbit(number)))
            wrap("$real", shortest_number(number));
        else
            m_out.raw(json_real(number));
    }

    /// Bytes that JSON cannot hold go as base64, wherever a string stands.
    void string(std::string_view text) {
        if (is_utf8(text))
            m_out.string(text);
        else
            m_out.begin_object().member("$bytes", base64_encode(text)).end_object();
    }

    void wrap(std::string_view wrapper, std::string_view text) {
        m_out.begin_object().key(wrapper);
        string(text);
        m_out.end_object();
    }

    void open_items(const Datum& datum) {
        uint8_t wrapped = datum.is(DatumKind::array) || m_style == Style::human ? 0 : 1;
        if (wrapped) m_out.begin_object().key(wrapper_of(datum.kind()));
        m_out.begin_array();
        bool columns = datum.is(DatumKind::ds_grid) && datum.grid_width() > 0;
        if (datum.is(DatumKind::ds_grid) && !columns)
            for (uint32_t row = 0; row < datum.grid_height() && m_out.text().size() <= m_limit; ++row)
                m_out.begin_array().end_array();
        m_levels.push_back({&datum, 0, datum.items().size(), columns ? datum.grid_width() : 0, false, wrapped});
    }

    void open_entries(const Datum& datum, bool top_of_payload) {
        bool map = datum.is(DatumKind::ds_map), priority = datum.is(DatumKind::ds_priority),
             human = m_style == Style::human;
        bool plain = !priority && (human ? all_strings(datum) : all_keys_plain(datum, map && !top_of_payload));
        bool wrapped = !human && !(map && top_of_payload) && (map || priority || !plain);
        if (wrapped) m_out.begin_object().key(wrapper_of(datum.kind()));
        if (plain)
            m_out.begin_object();
        else
            m_out.begin_array();
        size_t count = datum.entries().size();
        m_levels.push_back(
            {&datum, 0, plain ? count : 2 * count, size_t{plain ? 0u : 2u}, plain, static_cast<uint8_t>(wrapped)});
    }

    /// Enough for people; only the first few keys can show.
    static bool all_strings(const Datum& datum) {
        size_t seen = 0;
        for (const DatumEntry& entry : datum.entries()) {
            if (!entry.key.is(DatumKind::string)) return false;
            if (++seen > 100) break;
        }
        return true;
    }

    void open_buffer(const Datum& datum, const DatumBuffer& buffer) {
        if (m_style == Style::human) {
            size_t amount = buffer.fields.empty() ? buffer.bytes.size() : buffer.fields.size();
            std::string what = buffer.fields.empty() ? " bytes" : " fields";
            m_out.raw("buffer(" +
                      (buffer.file.empty() ? std::to_string(amount) + what : escape_control(clipped(buffer.file))) +
                      ")");
            return;
        }
        m_out.begin_object()
            .key("$buffer")
            .begin_object()
            .member("kind", buffer.kind)
            .member("alignment", buffer.alignment);
        if (buffer.size) m_out.member("size", buffer.size);
        if (!buffer.fields.empty()) {
            m_out.key("fields").begin_array();
            m_levels.push_back({&datum, 0, buffer.fields.size() * 2, 2, false, 2});
            return;
        }
        if (!buffer.file.empty()) {
            m_out.key("file");
            string(buffer.file);
        } else if (is_utf8(buffer.bytes) && buffer.bytes.find('\0') == std::string::npos) {
            m_out.member("text", buffer.bytes);
        } else if (buffer.bytes.size() <= 64) {
            m_out.member("hex", hex_encode(buffer.bytes));
        } else {
            m_out.member("base64", base64_encode(buffer.bytes));
        }
        m_out.end_object().end_object();
    }

    void open_shared(const Datum& datum) {
        m_out.begin_object().key("$id").integer(datum.id()).key("value");
        m_levels.push_back({&datum, 0, 1, 0, false, 1});
    }

    /// No more of a text than can show.
    std::string_view clipped(std::string_view text) const { return text.substr(0, m_limit); }

    JsonWriter& m_out;
    Style m_style;
    size_t m_limit;
    std::vector<Level> m_levels;
};

} // namespace

void write_typed(JsonWriter& out, const Datum& datum) {
    Walk(out, Style::typed).run(datum);
}
void write_payload(JsonWriter& out, const Datum& payload) {
    Walk(out, Style::payload).run(payload);
}

std::string write_typed_json(const Datum& datum, int indent) {
    JsonWriter out(indent);
    write_typed(out, datum);
    return out.take();
}

std::string write_payload(const Datum& payload, int indent) {
    JsonWriter out(indent);
    write_payload(out, payload);
    return out.take();
}

std::string summary(const Datum& datum, size_t limit) {
    JsonWriter out;
    Walk(out, Style::human, limit).run(datum);
    std::string text = out.take();
    if (text.size() <= limit) return text;
    size_t cut = limit > 3 ? limit - 3 : 0;
    while (cut > 0 && (static_cast<unsigned char>(text[cut]) & 0xC0) == 0x80) --cut;
    return text.substr(0, cut) + "...";
}

} // namespace scope
