#include "core/ds/json_writer.h"

#include "core/base/json_string.h"
#include "core/value/numbers.h"

#include <charconv>
#include <cmath>
#include <cstdio>

namespace scope {

namespace {

constexpr double exact_integers = 9007199254740992.0; // 2^53

/// Writes a number of one to three decimals, as most that have any. Of numbers of at most 15 digits no two read back
/// alike, so those found here are the shortest.
bool append_few_decimals(std::string& out, double number) {
    double magnitude = std::abs(number);
    uint64_t scale = 1;
    for (size_t decimals = 1; decimals <= 3; ++decimals) {
        scale *= 10;
        double scaled = std::nearbyint(magnitude * static_cast<double>(scale));
        if (!(scaled < 1e15)) return false;
        if (scaled / static_cast<double>(scale) != magnitude) continue;
        auto digits = static_cast<uint64_t>(scaled);
        char buffer[32];
        char* end = buffer;
        if (std::signbit(number)) *end++ = '-';
        end = std::to_chars(end, buffer + sizeof buffer, digits / scale).ptr;
        *end++ = '.';
        for (uint64_t rest = digits % scale, place = scale / 10; place > 0; place /= 10)
            *end++ = static_cast<char>('0' + rest / place % 10);
        out.append(buffer, end);
        return true;
    }
    return false;
}

/// The shortest digits that read back, without an exponent where a person would not write one.
void append_digits(std::string& out, double number) {
    char buffer[32];
    double size = std::abs(number);
    bool plain = number == 0 || (size >= 1e-5 && size < 1e17);
    auto end = std::to_chars(buffer, buffer + sizeof buffer, number,
                             plain ? std::chars_format::fixed : std::chars_format::scientific)
                   .ptr;
    out.append(buffer, end);
}

void append_integer(std::string& out, int64_t number) {
    char buffer[24];
    out.append(buffer, std::to_chars(buffer, buffer + sizeof buffer, number).ptr);
}

/// A map key that is no string, as the name of a member.
void key_text(const Value& key, const NameTable& names, std::string& out) {
    out.clear();
    if (key.is_real() && std::isfinite(key.as_real())) {
        if (key.as_real() == std::floor(key.as_real()) && std::abs(key.as_real()) < exact_integers)
            append_integer(out, static_cast<int64_t>(key.as_real()));
        else
            append_digits(out, key.as_real());
    } else {
        out = to_text(Rules(), names, key);
    }
}

} // namespace

GmlJsonWriter::GmlJsonWriter(DsStore& store, const Value& root, Options options)
    : m_store(store)
    , m_options(options)
    , m_value(root) {}

JsonStep GmlJsonWriter::run() {
    if (!m_error.empty()) return JsonStep::failed;
    if (!m_started) {
        m_started = true;
        if (m_options.filter) {
            m_key = Value(m_store.heap().new_string(""));
            m_shown = true;
            return JsonStep::filter;
        }
        if (!write_value()) return JsonStep::failed;
    } else if (m_shown) {
        m_shown = false;
        if (!(m_frames.empty() ? write_value() : write_item())) return JsonStep::failed;
    }
    while (!m_frames.empty()) {
        if (!may_go_on()) return JsonStep::failed;
        if (!next_item()) {
            close();
            continue;
        }
        if (m_options.filter) {
            m_shown = true;
            return JsonStep::filter;
        }
        if (!write_item()) return JsonStep::failed;
    }
    return within_limits() ? JsonStep::done : JsonStep::failed;
}

// ---- walking

bool GmlJsonWriter::next_of_map(const DsMap& map, Frame& frame) {
    uint32_t at = frame.position ? map.after(static_cast<uint32_t>(frame.position - 1)) : map.begin();
    if (at >= map.end()) return false;
    frame.position = size_t(at) + 1;
    const DsMap::Entry& entry = map.at(at);
    if (entry.key.is_string()) {
        m_name = entry.key.as_string()->view();
    } else {
        key_text(entry.key, m_store.heap().names(), m_name_text);
        m_name = m_name_text;
    }
    m_value = entry.value;
    m_own = entry.own;
    return true;
}

/// Sets m_value, its mark and its name or key; false at the end of the innermost container.
bool GmlJsonWriter::next_item() {
    Frame& frame = m_frames.back();
    m_own = DsOwn::nothing;
    if (frame.container.is_array()) {
        const Array& array = *frame.container.as_array();
        if (frame.position >= array.size) return false;
        if (m_options.filter) m_key = Value(static_cast<double>(frame.position));
        m_value = array.items[frame.position++];
        return true;
    }
    if (frame.container.is_struct()) {
        const Struct& object = *frame.container.as_struct();
        if (frame.position >= object.size()) return false;
        m_name = m_store.heap().names().text(object.shape->names()[frame.position]);
        if (m_options.filter) m_key = Value(m_store.heap().new_string(m_name));
        m_value = object.slots[frame.position++];
        return true;
    }
    DsStructure* structure = m_store.exact(frame.container);
    if (!structure) return false;
    if (structure->kind() == RefKind::ds_map) return next_of_map(static_cast<DsMap&>(*structure), frame);
    const auto& list = static_cast<DsList&>(*structure);
    if (frame.position >= list.size()) return false;
    m_own = list.owns(static_cast<int64_t>(frame.position));
    m_value = list.values()[frame.position++];
    return true;
}

bool GmlJsonWriter::open(const Value& container, bool object, size_t most_times_open) {
    for (const Frame& frame : m_frames) {
        if (frame.container.same_as(container) && --most_times_open == 0) {
            m_text += "null"; // it is inside of itself
            return true;
        }
    }
    if (m_frames.size() >= json_max_depth) {
        m_error = "the value is nested deeper than 128 levels";
        return false;
    }
    m_text += object ? '{' : '[';
    size_t first = container.is_struct() ? container.as_struct()->hidden : 0;
    m_frames.push_back({container, first, object, false});
    return true;
}

void GmlJsonWriter::close() {
    bool any = m_frames.back().any;
    char bracket = m_frames.back().object ? '}' : ']';
    m_frames.pop_back();
    if (any) new_line(m_frames.size());
    m_text += bracket;
}

// ---- writing

void GmlJsonWriter::new_line(size_t depth) {
    if (!m_options.pretty) return;
    m_text += '\n';
    m_text.append(depth * 2, ' ');
}

bool GmlJsonWriter::write_item() {
    Frame& frame = m_frames.back();
    if (frame.object && m_value.is_method()) return true; // only variables are written
    if (frame.any) m_text += ',';
    frame.any = true;
    new_line(m_frames.size());
    if (frame.object) {
        write_string(m_name);
        m_text += ':';
    }
    return write_value();
}

bool GmlJsonWriter::write_value() {
    if (!within_limits()) return false;
    if (m_own != DsOwn::nothing && m_value.is_numeric()) return write_handle(); // a plain number as the id
    switch (m_value.type()) {
    case Type::real: write_real(m_value.as_real()); return true;
    case Type::boolean: m_text += m_value.as_bool() ? "true" : "false"; break;
    case Type::int32: append_integer(m_text, m_value.as_int64()); break;
    case Type::int64: write_int64(m_value.as_int64()); break;
    case Type::string: write_string(m_value.as_string()->view()); break;
    case Type::array: return open(m_value, false, 1);
    case Type::structure: return open(m_value, true, 1);
    case Type::ref: return write_handle();
    case Type::pointer: write_pointer(m_value.as_pointer()); break;
    default: m_text += "null"; break;
    }
    return true;
}

bool GmlJsonWriter::write_handle() {
    bool root = m_frames.empty() && m_options.open_root;
    RefKind kind = m_value.is_ref() ? m_value.ref_kind() : RefKind::none;
    if (root ? kind == RefKind::ds_map || kind == RefKind::ds_list : m_own != DsOwn::nothing) {
        if (!root) kind = m_own == DsOwn::map ? RefKind::ds_map : RefKind::ds_list;
        DsStructure* structure = m_store.peek(kind, m_value);
        if (!structure) {
            m_text += "null";
            return true;
        }
        structure->dumped();
        return open(structure->handle(), kind == RefKind::ds_map, 2);
    }
    if (m_value.is_ref(RefKind::function)) // a number to GML
        write_real(m_value.ref_index());
    else
        write_ref(m_value);
    return true;
}

/// As the target's C library prints an address; it is a text for whoever reads it back.
void GmlJsonWriter::write_pointer(uint64_t address) {
    if (address == 0) {
        m_text += "null";
        return;
    }
    char digits[24];
    int length = std::snprintf(digits, sizeof digits, m_options.windows_pointers ? "%016llX" : "0x%llx",
                               static_cast<unsigned long long>(address));
    write_string({digits, static_cast<size_t>(length)});
}

void GmlJsonWriter::write_ref(const Value& ref) {
    std::string text = "@ref ";
    text += ref_kind_name(ref.ref_kind());
    std::string name = m_options.names ? m_options.names->name_of(ref) : std::string();
    bool nothing = name.empty() && m_options.names && is_named_kind(ref.ref_kind());
    text += "(" + (name.empty() && !nothing ? std::to_string(ref.ref_index()) : name) + ")";
    write_string(text);
}

void GmlJsonWriter::write_real(double number) {
    if (std::isnan(number)) {
        m_text += "\"@@nan$$\"";
    } else if (std::isinf(number)) {
        m_text += number > 0 ? "\"@@infinity$$\"" : "\"@@-infinity$$\"";
    } else if (number == std::floor(number) && std::abs(number) < exact_integers &&
               !(number == 0 && std::signbit(number))) {
        append_integer(m_text, static_cast<int64_t>(number));
        m_text += ".0";
    } else if (!append_few_decimals(m_text, number)) {
        size_t from = m_text.size();
        append_digits(m_text, number);
        if (m_text.find_first_of(".e", from) == std::string::npos) m_text += ".0";
    }
}

// The manual's rule: plain in the range of an int32, as a real where that loses nothing, else as a marked string.
void GmlJsonWriter::write_int64(int64_t number) {
    if (number >= INT32_MIN && number <= INT32_MAX) return append_integer(m_text, number);
    if (is_exact_as_real(number)) return write_real(static_cast<double>(number));
    char digits[20];
    auto end = std::to_chars(digits, digits + sizeof digits, static_cast<uint64_t>(number), 16).ptr;
    m_text += "\"@i64@";
    m_text.append(digits, end);
    m_text += "$i64$\"";
}

void GmlJsonWriter::write_string(std::string_view text) {
    m_text += '"';
    size_t from = 0;
    for (size_t at = end_of_plain(text, 0); at < text.size(); at = end_of_plain(text, from)) {
        m_text.append(text, from, at - from);
        from = at + 1;
        auto c = static_cast<unsigned char>(text[at]);
        static constexpr char digits[] = "0123456789abcdef";
        m_text += '\\';
        switch (c) {
        case '"':
        case '\\': m_text += static_cast<char>(c); break;
        case '\n': m_text += 'n'; break;
        case '\r': m_text += 'r'; break;
        case '\t': m_text += 't'; break;
        case '\b': m_text += 'b'; break;
        case '\f': m_text += 'f'; break;
        default: m_text += "u00", m_text += digits[c >> 4], m_text += digits[c & 15]; break;
        }
    }
    m_text.append(text, from);
    m_text += '"';
}

/// A container that is held many times is written as often: the work is not that of what there is.
bool GmlJsonWriter::may_go_on() {
    m_store.heap().spend(2);
    if (++m_steps % 1024 != 0) return true;
    if (!within_limits()) return false;
    if (m_store.heap().spent()) m_error = "the text takes too long to write";
    return m_error.empty();
}

bool GmlJsonWriter::within_limits() {
    Heap& heap = m_store.heap();
    if (m_text.size() <= heap.limits().string_bytes && heap.may_allocate(m_text.size())) return true;
    m_error = "the text would be longer than a string may be";
    m_limit = true;
    return false;
}

} // namespace scope
