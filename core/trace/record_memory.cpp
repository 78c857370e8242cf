#include "core/trace/record_memory.h"

#include "core/trace/record_fields.h"

namespace scope {

namespace {

/// Bytes outside of the records themselves.
class HeapBytes {
public:
    size_t of(const std::string& text) {
        static const size_t inside = std::string().capacity();
        return text.capacity() > inside ? text.capacity() + 1 : 0;
    }
    size_t of(const Datum& value) {
        if (value.same_node(m_last)) return 0;
        m_last = value;
        return size_estimate(value);
    }
    size_t of(const std::map<std::string, std::vector<uint32_t>>& lists) {
        constexpr size_t node = 4 * sizeof(void*);
        size_t bytes = 0;
        for (const auto& [name, list] : lists) bytes += node + sizeof name + sizeof list + of(name) + of(list);
        return bytes;
    }
    template<typename T> size_t of(const std::optional<T>& value) { return value ? of(*value) : 0; }
    template<typename T> size_t of(const std::vector<T>& items) {
        size_t bytes = items.capacity() * sizeof(T);
        if constexpr (!std::is_arithmetic_v<T>)
            for (const T& item : items) bytes += of(item);
        return bytes;
    }
    template<IsRecord Record> size_t of(const Record& record) {
        size_t bytes = 0;
        for_each_field<Record>([&](const auto& field) { bytes += of(record.*field.member); });
        return bytes;
    }
    template<typename T>
    requires std::is_arithmetic_v<T> || std::is_enum_v<T> || std::is_same_v<T, EventId> size_t of(const T&) {
        return 0;
    }

private:
    Datum m_last; ///< runs share what they saw
};

} // namespace

size_t memory_of(const EventLine& event) {
    return sizeof event + HeapBytes().of(event);
}

} // namespace scope
