#include "core/ds/text.h"

#include "core/ds/text_format.h"

namespace scope {

namespace {

using namespace ds_text;

class Writer {
public:
    Writer(Heap& heap, std::string& text) : m_heap(heap), m_text(text) {}

    bool ok() const { return m_error == nullptr; }
    const char* error() const { return m_error; }

    void u32(uint32_t number) { bytes(&number, 4); }
    void real(double number) { bytes(&number, 8); }

    void value(const Value& value) {
        simple(value);
        // Arrays by a stack of our own: GML can nest them as deep as memory goes, and in circles.
        while (!m_open.empty() && ok()) {
            Open& top = m_open.back();
            if (top.next == top.array->size)
                m_open.pop_back();
            else
                simple(top.array->items[top.next++]);
        }
    }

private:
    struct Open {
        const Array* array;
        uint32_t next;
    };

    void fail(const char* why) { m_error = why; }

    void bytes(const void* from, size_t count) {
        static constexpr char digits[] = "0123456789ABCDEF";
        if (m_text.size() + count * 2 > m_text.capacity() && !grow(count * 2)) return;
        const auto* byte = static_cast<const unsigned char*>(from);
        for (size_t i = 0; i < count; ++i) {
            m_text += digits[byte[i] >> 4];
            m_text += digits[byte[i] & 15];
        }
    }

    bool grow(size_t more) {
        size_t wanted = m_text.size() + more;
        if (!ok() || wanted > m_heap.limits().string_bytes || !m_heap.may_allocate(wanted * 2)) {
            if (ok()) fail("the text would be longer than a string may be");
            return false;
        }
        m_text.reserve(wanted * 2);
        return true;
    }

    void tag(Tag type) { u32(static_cast<uint32_t>(type)); }

    void simple(const Value& value) {
        switch (value.type()) {
        case Type::real: return tag(Tag::real), real(value.as_real());
        case Type::boolean: return tag(Tag::boolean), real(value.as_bool() ? 1 : 0);
        case Type::ref: return tag(Tag::real), real(value.ref_index());
        case Type::int32: return tag(Tag::int32), u32(static_cast<uint32_t>(value.as_int64()));
        case Type::int64: return tag(Tag::int64), u64(static_cast<uint64_t>(value.as_int64()));
        case Type::pointer: return tag(Tag::pointer), u64(value.as_pointer());
        case Type::string: {
            std::string_view view = value.as_string()->view();
            return tag(Tag::string), u32(static_cast<uint32_t>(view.size())), bytes(view.data(), view.size());
        }
        case Type::array:
            if (m_open.size() >= most_nested) return fail("arrays are nested deeper than 128 levels");
            tag(Tag::array);
            u32(value.as_array()->size);
            m_open.push_back({value.as_array(), 0});
            return;
        default: return tag(Tag::undefined);
        }
    }

    void u64(uint64_t number) { bytes(&number, 8); }

    Heap& m_heap;
    std::string& m_text;
    std::vector<Open> m_open;
    const char* m_error = nullptr;
};

void write_map(Writer& to, const DsMap& map) {
    to.u32(static_cast<uint32_t>(map.size()));
    for (uint32_t at = map.begin(); at != map.end() && to.ok(); at = map.after(at)) {
        to.value(map.at(at).key);
        to.value(map.at(at).value);
    }
}

void write_values(Writer& to, const std::vector<Value>& values) {
    to.u32(static_cast<uint32_t>(values.size()));
    for (size_t i = 0; i < values.size() && to.ok(); ++i) to.value(values[i]);
}

// GameMaker writes its ring: where the next item goes, where the head is, how many slots, and the slots, free ones as
// 0. Ours starts at the head, which reads back alike.
void write_queue(Writer& to, const DsQueue& queue) {
    size_t slots = least_queue_slots;
    while (slots < queue.size()) slots *= 2;
    to.u32(static_cast<uint32_t>(queue.size()));
    to.u32(0);
    to.u32(static_cast<uint32_t>(slots));
    for (size_t i = 0; i < slots && to.ok(); ++i) to.value(i < queue.size() ? queue.at(i) : Value(0.0));
}

void write_grid(Writer& to, const DsGrid& grid) {
    to.u32(grid.width());
    to.u32(grid.height());
    for (size_t i = 0; i < grid.size() && to.ok(); ++i) to.value(grid.cells()[i]);
}

void write_priority(Writer& to, const DsPriority& priority) {
    to.u32(static_cast<uint32_t>(priority.size()));
    for (const auto& item : priority.items()) {
        if (to.ok()) to.value(Value(item.first));
    }
    for (const auto& item : priority.items()) {
        if (to.ok()) to.value(item.second);
    }
}

} // namespace

bool ds_write(DsStructure& structure, std::string& text, std::string& error) {
    structure.dumped();
    text.clear();
    Writer to(structure.store().heap(), text);
    to.u32(header_of(structure.kind()));
    switch (structure.kind()) {
    case RefKind::ds_map: write_map(to, static_cast<DsMap&>(structure)); break;
    case RefKind::ds_list: write_values(to, static_cast<DsList&>(structure).values()); break;
    case RefKind::ds_stack: write_values(to, static_cast<DsStack&>(structure).values()); break;
    case RefKind::ds_queue: write_queue(to, static_cast<DsQueue&>(structure)); break;
    case RefKind::ds_grid: write_grid(to, static_cast<DsGrid&>(structure)); break;
    default: write_priority(to, static_cast<DsPriority&>(structure)); break;
    }
    if (to.ok()) return true;
    error = to.error();
    text.clear();
    return false;
}

} // namespace scope
