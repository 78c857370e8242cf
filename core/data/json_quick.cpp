// JSON by simdjson: one pass over the text finds its brackets, strings and bytes that are not UTF-8; then each value is
// asked for in turn.
#include "core/data/json_reading.h"

#include <simdjson.h>

#include <memory>
#include <vector>

namespace scope {

namespace {

namespace od = simdjson::ondemand;
static_assert(json_padding >= simdjson::SIMDJSON_PADDING);

constexpr size_t max_open = 1000; // simdjson counts up to 1024; what is deeper is for the careful reader

struct Open { ///< an array or object
    bool object;
    od::array_iterator items = {};
    od::object_iterator members = {};
    bool begun = false;
};

class Quick {
public:
    Quick(JsonReading& reading, const std::string& padded) : m_reading(reading), m_text(padded) {
        if (!m_parser) m_parser = std::make_unique<od::parser>();
    }
    ~Quick() {
        if (m_parser->capacity() <= json_kept_size) spare_parser() = std::move(m_parser);
    }

    bool run() {
        od::document document;
        od::value root;
        // A text that is a single number or string is none of simdjson's values.
        if (m_parser->iterate(m_text.data(), m_text.size() - json_padding, m_text.size()).get(document)) return false;
        if (document.get_value().get(root) || !take(root)) return false;
        while (!m_open.empty())
            if (!(m_open.back().object ? step_object(m_open.back()) : step_array(m_open.back()))) return false;
        return document.current_location().error() == simdjson::OUT_OF_BOUNDS; // nothing follows
    }

private:
    size_t offset_of(const char* place) const { return static_cast<size_t>(place - m_text.data()); }

    bool step_array(Open& open) {
        if (std::exchange(open.begun, true)) ++open.items;
        if (open.items == od::array_iterator()) return close(JsonTokenKind::end_array);
        od::value value;
        return !(*open.items).get(value) && take(value);
    }

    bool step_object(Open& open) {
        if (std::exchange(open.begun, true)) ++open.members;
        if (open.members == od::object_iterator()) return close(JsonTokenKind::end_object);
        od::field field;
        return !(*open.members).get(field) && m_reading.take(JsonTokenKind::key, offset_of(field.key().raw()) - 1) &&
               take(field.value());
    }

    bool close(JsonTokenKind kind) {
        m_open.pop_back();
        return m_reading.take(kind, 0);
    }

    bool take(od::value& value) {
        size_t offset = offset_of(value.raw_json_token().data());
        switch (m_text[offset]) {
        case '{': {
            od::object object;
            return m_reading.take(JsonTokenKind::begin_object, offset) && m_open.size() < max_open &&
                   !value.get_object().get(object) && !object.begin().get(m_open.emplace_back(Open{true}).members);
        }
        case '[': {
            od::array array;
            return m_reading.take(JsonTokenKind::begin_array, offset) && m_open.size() < max_open &&
                   !value.get_array().get(array) && !array.begin().get(m_open.emplace_back(Open{false}).items);
        }
        case '"': return !value.get_raw_json_string().error() && m_reading.take(JsonTokenKind::string, offset);
        case 't':
        case 'f': return !value.get_bool().error() && m_reading.take(JsonTokenKind::boolean, offset);
        case 'n': {
            bool null = false;
            return !simdjson::simdjson_result<bool>(value.is_null()).get(null) && null &&
                   m_reading.take(JsonTokenKind::null, offset);
        }
        default: return !value.get_double().error() && m_reading.take(JsonTokenKind::number, offset);
        }
    }

    /// A parser's memory serves the next text, but for a reading inside of this one.
    static std::unique_ptr<od::parser>& spare_parser() {
        thread_local std::unique_ptr<od::parser> spare;
        return spare;
    }

    JsonReading& m_reading;
    const std::string& m_text;
    std::unique_ptr<od::parser> m_parser = std::move(spare_parser());
    std::vector<Open> m_open;
};

} // namespace

bool is_utf8_quickly(std::string_view text) {
    return simdjson::validate_utf8(text.data(), text.size());
}

bool read_json_quickly(JsonReading& reading, const std::string& padded) {
    return Quick(reading, padded).run();
}

} // namespace scope
