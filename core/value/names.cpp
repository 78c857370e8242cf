#include "core/value/names.h"

#include "core/value/shape.h"

namespace scope {

NameTable::NameTable() : m_root_shape(new Shape(this)) {}

NameTable::~NameTable() = default;

Symbol NameTable::intern(std::string_view name) {
    auto found = m_ids.find(name);
    if (found != m_ids.end()) return found->second;
    constexpr size_t overhead = sizeof(std::string) + 56; // the map's node and bucket
    Symbol id = static_cast<Symbol>(m_texts.size());
    m_texts.emplace_back(name);
    m_ids.emplace(m_texts.back(), id);
    m_bytes += name.size() + overhead;
    return id;
}

Symbol NameTable::find(std::string_view name) const {
    auto found = m_ids.find(name);
    return found == m_ids.end() ? none : found->second;
}

} // namespace scope
