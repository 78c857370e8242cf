#include "core/ds/json_reader.h"

#include "core/base/json_string.h"
#include "core/value/hash.h"
#include "core/value/numbers.h"

#include <charconv>
#include <cstdlib>
#include <limits>

namespace scope {

namespace {

constexpr size_t cached_keys = 64;
// What a struct, an array or a structure costs at least; asked for before each is made.
constexpr size_t container_bytes = 256;

bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

bool strip(std::string_view& text, std::string_view before, std::string_view after) {
    if (text.size() < before.size() + after.size() || !text.starts_with(before) || !text.ends_with(after)) return false;
    text.remove_prefix(before.size());
    text.remove_suffix(after.size());
    return true;
}

template<typename Number> bool whole_text(std::string_view text, Number& out, int base) {
    auto result = std::from_chars(text.data(), text.data() + text.size(), out, base);
    return !text.empty() && result.ec == std::errc() && result.ptr == text.data() + text.size();
}

} // namespace

GmlJsonReader::GmlJsonReader(DsStore& store, std::string_view text, JsonInto into, Options options)
    : m_store(store)
    , m_input(text)
    , m_into(into)
    , m_options(std::move(options))
    , m_keys(cached_keys) {}

GmlJsonReader::~GmlJsonReader() {
    if (m_finished) return;
    auto discard = [this](const Value& container, DsOwn kind) {
        DsStructure* structure = kind == DsOwn::nothing ? nullptr : m_store.exact(container);
        if (structure) m_store.destroy(*structure);
    };
    discard(m_value, m_own);
    for (const Frame& frame : m_frames) discard(frame.container, frame.kind);
}

JsonStep GmlJsonReader::run() {
    if (!m_error.empty()) return JsonStep::failed;
    if (m_shown) {
        m_shown = false;
        if (!attach()) return JsonStep::failed;
    }
    while (!m_finished) {
        bool ok = false;
        switch (m_part) {
        case Part::value: ok = read_value(); break;
        case Part::member: ok = read_member(); break;
        case Part::element: ok = read_element(); break;
        case Part::after: ok = read_after(); break;
        }
        if (!ok) return JsonStep::failed;
        if (m_shown) return JsonStep::filter;
    }
    return JsonStep::done;
}

// ---- structure

bool GmlJsonReader::read_value() {
    skip_blanks();
    m_own = DsOwn::nothing;
    switch (peek()) {
    case '{': return open(true);
    case '[': return open(false);
    case '"': {
        std::string_view text;
        return read_string(text) && make_string(text) && complete();
    }
    case 't':
        return read_word("true", m_into == JsonInto::structures ? Value(1.0) : Value::boolean(true)) && complete();
    case 'f':
        return read_word("false", m_into == JsonInto::structures ? Value(0.0) : Value::boolean(false)) && complete();
    case 'n': return read_word("null", Value()) && complete();
    default: return read_number() && complete();
    }
}

bool GmlJsonReader::open(bool object) {
    if (m_frames.size() >= json_max_depth) return bad("nested deeper than 128 levels");
    Heap& heap = m_store.heap();
    if (!heap.may_allocate(container_bytes)) return over_limit();
    Frame frame;
    frame.object = object;
    if (m_into == JsonInto::structs) {
        frame.container = object ? Value(heap.new_struct()) : Value(heap.new_array());
    } else {
        DsStructure* made = object ? static_cast<DsStructure*>(m_store.create_map()) : m_store.create_list();
        if (!made) return over_limit();
        frame.container = made->handle();
        frame.kind = object ? DsOwn::map : DsOwn::list;
    }
    m_frames.push_back(std::move(frame));
    ++m_at;
    m_part = object ? Part::member : Part::element;
    return true;
}

void GmlJsonReader::close() {
    m_value = std::move(m_frames.back().container);
    m_own = m_frames.back().kind;
    m_frames.pop_back();
    ++m_at;
}

// A closing bracket may stand where a member or element is expected: that is an empty container or a trailing comma.
bool GmlJsonReader::read_member() {
    skip_blanks();
    if (peek() == '}') return close(), complete();
    if (peek() != '"') return bad("expected a member's name in quotes or }");
    if (!read_key(m_frames.back())) return false;
    skip_blanks();
    if (peek() != ':') return bad("expected :");
    ++m_at;
    m_part = Part::value;
    return true;
}

bool GmlJsonReader::read_element() {
    skip_blanks();
    if (peek() == ']') return close(), complete();
    m_part = Part::value;
    return true;
}

bool GmlJsonReader::read_after() {
    skip_blanks();
    bool object = m_frames.back().object;
    if (peek() == ',') {
        ++m_at;
        m_part = object ? Part::member : Part::element;
        return true;
    }
    if (peek() != (object ? '}' : ']')) return bad(object ? "expected , or }" : "expected , or ]");
    close();
    return complete();
}

/// m_value is whole: shown to the filter or attached.
bool GmlJsonReader::complete() {
    if (!m_options.filter) return attach();
    if (m_frames.empty())
        m_key = Value(m_store.heap().new_string(""));
    else if (m_frames.back().object)
        m_key = m_frames.back().key;
    else
        m_key = Value(m_frames.back().index);
    m_shown = true;
    return true;
}

bool GmlJsonReader::attach() {
    if (m_frames.empty()) {
        skip_blanks();
        if (m_at != m_input.size() && !m_options.ignore_rest) return bad("expected the end of the text");
        m_finished = true;
        return true;
    }
    Frame& frame = m_frames.back();
    m_part = Part::after;
    frame.index += 1;
    bool ok = true;
    if (m_into == JsonInto::structs) {
        ok = frame.object ? frame.container.as_struct()->set(frame.name, m_value)
                          : frame.container.as_array()->push(m_value);
    } else if (frame.object) {
        ok = attach_to_map(frame);
    } else {
        DsList* list = m_store.peek_list(frame.container);
        ok = list && list->add(m_value, m_own) != DsWrite::limit;
    }
    if (!ok) return over_limit();
    m_own = DsOwn::nothing; // the container's now
    return true;
}

// The last of several members of one name wins; what an earlier one made would belong to nobody.
bool GmlJsonReader::attach_to_map(Frame& frame) {
    DsMap* map = m_store.peek_map(frame.container);
    if (!map) return false;
    uint32_t earlier = map->position_of(frame.key);
    if (earlier != DsMap::absent && map->at(earlier).own != DsOwn::nothing) {
        DsStructure* child = m_store.exact(map->at(earlier).value);
        if (child) m_store.destroy(*child);
    }
    return map->set(frame.key, m_value, m_own) != DsWrite::limit;
}

bool GmlJsonReader::read_key(Frame& frame) {
    std::string_view text;
    if (!read_string(text)) return false;
    Heap& heap = m_store.heap();
    if (!heap.may_allocate(text.size() + container_bytes)) return over_limit();
    KeyCache& known = m_keys[hash_text(text) % cached_keys];
    if (!known.text.is_string() || known.text.as_string()->view() != text) {
        known.text = Value(heap.new_string(text));
        if (m_into == JsonInto::structs) known.name = heap.names().intern(text);
    }
    frame.key = known.text;
    frame.name = known.name;
    return true;
}

// ---- scalars

void GmlJsonReader::skip_blanks() {
    while (m_at < m_input.size() &&
           (m_input[m_at] == ' ' || m_input[m_at] == '\n' || m_input[m_at] == '\r' || m_input[m_at] == '\t'))
        ++m_at;
}

bool GmlJsonReader::read_word(std::string_view word, const Value& value) {
    if (m_input.substr(m_at, word.size()) != word) return bad("expected a value");
    m_at += word.size();
    m_value = value;
    return true;
}

bool GmlJsonReader::read_number() {
    size_t start = m_at + (peek() == '-' ? 1 : 0);
    if (start >= m_input.size() || !is_digit(m_input[start])) return bad("expected a value");
    size_t end = start;
    int64_t whole = 0;
    while (end < m_input.size() && is_digit(m_input[end]) && end - start < 16)
        whole = whole * 10 + (m_input[end++] - '0');
    size_t point = end, decimals = 0;
    if (end < m_input.size() && m_input[end] == '.') {
        while (++end < m_input.size() && is_digit(m_input[end]) && end - start <= 16)
            whole = whole * 10 + (m_input[end] - '0');
        decimals = end - point - 1;
    }
    char next = end < m_input.size() ? m_input[end] : '\0';
    bool goes_on = is_digit(next) || next == '.' || next == 'e' || next == 'E' || (end > point && decimals == 0);
    bool exact_whole = whole <= int64_t(1) << 53; // with decimals 15 digits at most, so both are exact
    if (end - start <= 16 && !goes_on && exact_whole) {
        static constexpr double powers[] = {1e0, 1e1, 1e2,  1e3,  1e4,  1e5,  1e6,  1e7,
                                            1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15};
        double number = static_cast<double>(whole) / powers[decimals];
        m_value = Value(start != m_at ? -number : number);
        m_at = end;
        return true;
    }
    const char* from = m_input.data() + m_at;
    double number = 0;
    auto result = std::from_chars(from, m_input.data() + m_input.size(), number);
    if (result.ec == std::errc::result_out_of_range)
        number = std::strtod(std::string(from, result.ptr).c_str(), nullptr);
    else if (result.ec != std::errc())
        return bad("expected a value");
    m_at += static_cast<size_t>(result.ptr - from);
    m_value = Value(number);
    // A whole number that a real cannot hold is an int64.
    int64_t exact = 0;
    auto as_whole = std::from_chars(from, result.ptr, exact);
    if (as_whole.ec == std::errc() && as_whole.ptr == result.ptr && !is_exact_as_real(exact))
        m_value = Value::int64(exact);
    return true;
}

/// The text between quotes; `out` is part of the input or of m_scratch and good until the next string.
bool GmlJsonReader::read_string(std::string_view& out) {
    JsonString string = scan_json_string(m_input, m_at, m_scratch);
    out = string.text;
    m_at = string.end;
    switch (string.fault) {
    case JsonString::Fault::none: return true;
    case JsonString::Fault::open: return bad("the string does not end");
    case JsonString::Fault::escape: m_at += 2; return bad("unknown escape in a string");
    case JsonString::Fault::digits: m_at += 2; return bad("expected four hexadecimal digits after \\u");
    }
    return true;
}

bool GmlJsonReader::make_string(std::string_view text) {
    if (!m_options.keep_strings && text.starts_with('@') && convert_special(text)) return true;
    Heap& heap = m_store.heap();
    if (text.size() > heap.limits().string_bytes || !heap.may_allocate(text.size() + container_bytes))
        return over_limit();
    m_value = Value(heap.new_string(text));
    return true;
}

/// What GmlJsonWriter writes for values that JSON has no word for.
bool GmlJsonReader::convert_special(std::string_view text) {
    if (text == "@@nan$$") return m_value = Value(std::numeric_limits<double>::quiet_NaN()), true;
    if (text == "@@infinity$$") return m_value = Value(std::numeric_limits<double>::infinity()), true;
    if (text == "@@-infinity$$") return m_value = Value(-std::numeric_limits<double>::infinity()), true;
    if (strip(text, "@i64@", "$i64$")) {
        uint64_t bits;
        if (!whole_text(text, bits, 16)) return false;
        m_value = Value::int64(static_cast<int64_t>(bits));
        return true;
    }
    if (!strip(text, "@ref ", ")")) return false;
    size_t bracket = text.find('(');
    if (bracket == std::string_view::npos) return false;
    RefKind kind = ref_kind_from_name(text.substr(0, bracket));
    if (kind == RefKind::none) return false;
    uint32_t index;
    if (kind == RefKind::script || !whole_text(text.substr(bracket + 1), index, 10)) {
        if (!m_options.handle_of_name) return false;
        m_value = m_options.handle_of_name(kind, text.substr(bracket + 1));
        return true;
    }
    m_value = Value::ref(kind, index);
    if (const DsStructure* structure = m_store.exact(m_value)) m_value = structure->handle();
    return true;
}

bool GmlJsonReader::bad(std::string_view what) {
    m_error.assign(what);
    m_error += " at character " + std::to_string(m_at + 1);
    return false;
}

bool GmlJsonReader::over_limit() {
    m_limit = true;
    m_error = "the values of the text need more memory than the limit allows";
    return false;
}

} // namespace scope
