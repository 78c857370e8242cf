#include "core/value/printer.h"

#include <algorithm>
#include <charconv>

namespace scope {

TextPrinter::TextPrinter(const Rules& rules, const NameTable& names, const Value& value, bool call_methods,
                         size_t limit)
    : m_rules(rules)
    , m_names(names)
    , m_to_string(call_methods ? names.find("toString") : NameTable::none)
    , m_value(value)
    , m_limit(limit) {}

const Value* TextPrinter::method_of(const Struct& object) const {
    if (m_to_string == NameTable::none) return nullptr;
    const Value* found = object.find_with_statics(m_to_string);
    return found && (found->is_method() || found->is_ref(RefKind::function)) ? found : nullptr;
}

void TextPrinter::print_ref(const Value& ref) {
    auto number = static_cast<int32_t>(ref.ref_index());
    if (ref.is_ref(RefKind::function)) { // a number to GML
        m_text += std::to_string(number);
        return;
    }
    m_text += "ref ";
    m_text += ref_kind_name(ref.ref_kind());
    m_text += ' ';
    std::string name = m_rules.ref_names ? m_rules.ref_names->name_of(ref) : std::string();
    bool nothing = m_rules.ref_names && number >= 0 && is_named_kind(ref.ref_kind());
    m_text += !name.empty() ? name : nothing ? "-1" : std::to_string(number);
}

bool TextPrinter::on_path(const HeapObject* container) const {
    for (size_t level = 0; level < std::min(m_open.size(), scanned); ++level)
        if (m_open[level].container.as_object() == container) return true;
    return !m_deep_path.empty() && m_deep_path.count(container) > 0;
}

void TextPrinter::open(const Value& container) {
    bool is_struct = container.is_struct();
    if (on_path(container.as_object())) {
        m_text += is_struct ? "\"Warning: Recursive struct found\"" : "\"Warning: Recursive array found\"";
        return;
    }
    m_text += is_struct ? "{ " : "[ ";
    if (m_open.size() >= scanned) m_deep_path.insert(container.as_object());
    m_open.push_back({container, is_struct ? container.as_struct()->hidden : 0u});
}

bool TextPrinter::print(const Value& value, bool quoted) {
    ++m_visited;
    switch (value.type()) {
    case Type::real: append_real(m_text, value.as_real()); break;
    case Type::int64:
    case Type::int32:
    case Type::boolean: m_text += std::to_string(value.as_int64()); break;
    case Type::undefined: m_text += "undefined"; break;
    case Type::pointer:
        if (value.as_pointer() == 0) {
            m_text += "null";
        } else {
            char digits[17];
            char* end = std::to_chars(digits, digits + sizeof digits, value.as_pointer(), 16).ptr;
            m_text.append(static_cast<size_t>(16 - (end - digits)), '0').append(digits, end);
        }
        break;
    case Type::ref: print_ref(value); break;
    case Type::string:
        if (quoted) m_text += '"';
        m_text += value.as_string()->view();
        if (quoted) m_text += '"';
        break;
    case Type::array: open(value); break;
    case Type::structure:
        if (const Value* method = method_of(*value.as_struct())) {
            m_to_call = *method;
            m_called_on = value;
            return false;
        }
        open(value);
        break;
    case Type::method: {
        std::string name = m_rules.ref_names ? m_rules.ref_names->name_of(value) : std::string();
        m_text += name.empty() ? "function" : "function " + name;
        break;
    }
    }
    return true;
}

TextPrinter::Step TextPrinter::run() {
    if (!m_started) {
        m_started = true;
        if (!print(m_value, false)) return Step::call;
    }
    while (!m_open.empty()) {
        if (m_text.size() > m_limit) return Step::too_long;
        Open& top = m_open.back();
        Value item;
        if (top.container.is_array()) {
            const Array* array = top.container.as_array();
            if (top.next < array->size) {
                if (top.next > 0) m_text += ',';
                item = array->items[top.next++];
                if (!print(item, true)) return Step::call;
                continue;
            }
            m_text += " ]";
        } else {
            const Struct* object = top.container.as_struct();
            if (top.next < object->size()) {
                if (top.next > object->hidden) m_text += ", ";
                m_text += m_names.text(object->shape->names()[top.next]);
                m_text += " : ";
                item = object->slots[top.next++];
                if (!print(item, true)) return Step::call;
                continue;
            }
            m_text += " }";
        }
        if (m_open.size() > scanned) m_deep_path.erase(m_open.back().container.as_object());
        m_open.pop_back();
    }
    return Step::done;
}

std::string to_text(const Rules& rules, const NameTable& names, const Value& value) {
    if (value.is_string()) return std::string(value.as_string()->view());
    if (value.is_real()) return real_text(value.as_real());
    TextPrinter printer(rules, names, value, false);
    if (printer.run() == TextPrinter::Step::too_long) printer.text() += "...";
    return std::move(printer.text());
}

} // namespace scope
