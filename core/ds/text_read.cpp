#include "core/ds/text.h"

#include "core/ds/text_format.h"

namespace scope {

namespace {

using namespace ds_text;

int hex_digit(char letter) {
    if (letter >= '0' && letter <= '9') return letter - '0';
    if (letter >= 'A' && letter <= 'F') return letter - 'A' + 10;
    return letter >= 'a' && letter <= 'f' ? letter - 'a' + 10 : -1;
}

class Reader {
public:
    Reader(Heap& heap, std::string_view text) : m_heap(heap), m_text(text) {}

    bool limit() const { return m_limit; }
    void set_old() { m_old = true; }

    bool u32(uint32_t& out) { return bytes(&out, 4); }
    /// A number of things of which each takes at least `each` bytes: more than the text can hold is garbage.
    bool count(uint32_t& out, size_t each) { return u32(out) && out <= (m_text.size() - m_at) / (each * 2); }

    bool value(Value& out) {
        if (!one(out)) return false;
        // Arrays by a stack of our own: a text can nest them as deep as it is long.
        while (!m_open.empty()) {
            Open& top = m_open.back();
            if (top.left == 0) {
                m_open.pop_back();
                continue;
            }
            --top.left;
            Value item;
            Array* into = top.array; // `top` moves when one() opens another array
            if (!(top.rows ? row(item) : one(item))) return false;
            if (!into->push(item)) return stop_at_limit();
        }
        return true;
    }

private:
    struct Open {
        Array* array; // kept alive by the value it stands in
        uint32_t left;
        bool rows; // items are rows: a count and values, without a tag
    };

    bool stop_at_limit() {
        m_limit = true;
        return false;
    }

    bool bytes(void* into, size_t count) {
        if ((m_text.size() - m_at) / 2 < count) return false;
        auto* byte = static_cast<unsigned char*>(into);
        for (size_t i = 0; i < count; ++i, m_at += 2) {
            int high = hex_digit(m_text[m_at]), low = hex_digit(m_text[m_at + 1]);
            if (high < 0 || low < 0) return false;
            byte[i] = static_cast<unsigned char>(high << 4 | low);
        }
        return true;
    }

    bool open(Value& out, uint32_t items, bool rows) {
        if (m_open.size() >= most_nested) return false;
        Array* array = m_heap.new_array();
        if (!array || !m_heap.may_allocate(sizeof(Array))) return stop_at_limit();
        out = Value(array);
        m_open.push_back({array, items, rows});
        return true;
    }

    bool row(Value& out) {
        uint32_t columns;
        return count(columns, 4) && open(out, columns, false);
    }

    bool array(Value& out) {
        uint32_t items;
        if (!count(items, 4)) return false;
        if (!m_old) return open(out, items, false);
        return items == 1 ? row(out) : open(out, items, true); // an array of one row is a plain array
    }

    bool string(Value& out) {
        uint32_t length;
        if (!count(length, 1)) return false;
        if (length > m_heap.limits().string_bytes || !m_heap.may_allocate(length)) return stop_at_limit();
        String* made = m_heap.new_string_uninitialized(length);
        out = Value(made);
        return bytes(made->data(), length);
    }

    bool one(Value& out) {
        uint32_t tag, half;
        double number;
        uint64_t bits;
        if (!u32(tag)) return false;
        switch (static_cast<Tag>(tag)) {
        case Tag::real: return bytes(&number, 8) && (out = Value(number), true);
        case Tag::boolean: return bytes(&number, 8) && (out = Value::boolean(number > 0.5), true);
        case Tag::int32: return u32(half) && (out = Value::int32(static_cast<int32_t>(half)), true);
        case Tag::int64: return bytes(&bits, 8) && (out = Value::int64(static_cast<int64_t>(bits)), true);
        case Tag::pointer: return bytes(&bits, 8) && (out = Value::pointer(bits), true);
        case Tag::string: return string(out);
        case Tag::array: return array(out);
        case Tag::undefined: return out = Value(), true;
        }
        return false;
    }

    Heap& m_heap;
    std::string_view m_text;
    size_t m_at = 0;
    std::vector<Open> m_open;
    bool m_old = false;
    bool m_limit = false;
};

enum class Part : uint8_t { done, garbage, limit };

Part outcome(DsWrite write) {
    return write == DsWrite::limit ? Part::limit : Part::done;
}

Part read_map(Reader& from, DsMap& map) {
    uint32_t count;
    if (!from.count(count, 8)) return Part::garbage;
    for (uint32_t i = 0; i < count; ++i) {
        Value key, value;
        if (!from.value(key) || !from.value(value)) return Part::garbage;
        if (map.set(key, value) == DsWrite::limit) return Part::limit;
    }
    return Part::done;
}

template<typename Add> Part read_values(Reader& from, const Add& add) {
    uint32_t count;
    if (!from.count(count, 4)) return Part::garbage;
    for (uint32_t i = 0; i < count; ++i) {
        Value value;
        if (!from.value(value)) return Part::garbage;
        if (Part part = outcome(add(value)); part != Part::done) return part;
    }
    return Part::done;
}

// The items are those from `first` up to `last`, around the end of the ring.
Part read_queue(Reader& from, DsQueue& queue) {
    uint32_t last, first, slots;
    if (!from.u32(last) || !from.u32(first) || !from.count(slots, 4)) return Part::garbage;
    if (last > slots || (first >= slots && first != last)) return Part::garbage;
    if (!queue.store().heap().may_allocate(slots * sizeof(Value))) return Part::limit;
    std::vector<Value> ring(slots);
    for (Value& slot : ring) {
        if (!from.value(slot)) return Part::garbage;
    }
    uint32_t items = last >= first ? last - first : slots - first + last;
    for (uint32_t i = 0; i < items; ++i) {
        if (queue.enqueue(ring[(uint64_t(first) + i) % slots]) == DsWrite::limit) return Part::limit;
    }
    return Part::done;
}

Part read_priority(Reader& from, DsPriority& priority) {
    uint32_t count;
    if (!from.count(count, 8)) return Part::garbage;
    std::vector<double> priorities(count);
    for (double& number : priorities) {
        Value value;
        if (!from.value(value) || !value.is_numeric()) return Part::garbage;
        number = value.is_real() ? value.as_real() : static_cast<double>(value.as_int64());
    }
    for (double number : priorities) {
        Value value;
        if (!from.value(value)) return Part::garbage;
        if (priority.add(value, number) == DsWrite::limit) return Part::limit;
    }
    return Part::done;
}

Part read_grid(Reader& from, DsGrid& grid, size_t text_bytes) {
    uint32_t width, height;
    if (!from.u32(width) || !from.u32(height)) return Part::garbage;
    if (uint64_t(width) * height > text_bytes / 8) return Part::garbage;
    if (!grid.resize(width, height)) return Part::limit;
    std::string unused;
    for (uint32_t x = 0; height && x < width; ++x) {
        for (uint32_t y = 0; y < height; ++y) {
            Value value;
            if (!from.value(value)) return Part::garbage;
            grid.change(GridChange::set, x, y, value, unused);
        }
    }
    return Part::done;
}

Part read_all(Reader& from, DsStructure& into, std::string_view text) {
    uint32_t header;
    if (!from.u32(header)) return Part::garbage;
    if (header == header_of(into.kind()) - 1)
        from.set_old();
    else if (header != header_of(into.kind()))
        return Part::garbage;
    switch (into.kind()) {
    case RefKind::ds_map: return read_map(from, static_cast<DsMap&>(into));
    case RefKind::ds_list:
        return read_values(from, [&](const Value& value) { return static_cast<DsList&>(into).add(value); });
    case RefKind::ds_stack:
        return read_values(from, [&](const Value& value) { return static_cast<DsStack&>(into).push(value); });
    case RefKind::ds_queue: return read_queue(from, static_cast<DsQueue&>(into));
    case RefKind::ds_grid: return read_grid(from, static_cast<DsGrid&>(into), text.size());
    default: return read_priority(from, static_cast<DsPriority&>(into));
    }
}

} // namespace

DsRead ds_read(DsStructure& structure, std::string_view text) {
    DsStore& store = structure.store();
    store.clear(structure);
    Reader from(store.heap(), text);
    Part part = read_all(from, structure, text);
    if (part == Part::done) return DsRead::done;
    store.clear(structure);
    return part == Part::limit || from.limit() ? DsRead::limit : DsRead::garbage;
}

} // namespace scope
