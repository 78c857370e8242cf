#include "core/world/buffers.h"

#include "core/value/heap.h"

#include <algorithm>

namespace scope {

bool Buffer::locate(size_t size, bool writing, size_t most, size_t& at) {
    size_t step = std::max<uint32_t>(alignment, 1);
    at = (position + step - 1) / step * step;
    if (kind == BufferKind::wrap && !bytes.empty() && at + size > bytes.size()) at = 0;
    if (at + size > bytes.size()) {
        if (!writing || kind != BufferKind::grow || at + size > most) return false;
        size_t room = std::max<size_t>(bytes.size(), 4); // doubled until it fits, as GameMaker: games ask for the size
        while (room < at + size) room *= 2;
        bytes.resize(std::min(room, most));
    }
    if (writing) used = std::max(used, at + size);
    return true;
}

void Buffer::seek(int base, int64_t offset) {
    int64_t size = static_cast<int64_t>(bytes.size());
    int64_t from = base == 1 ? static_cast<int64_t>(position) : base == 2 ? size : 0;
    int64_t limit = int64_t(1) << 40; // no overflow below
    offset = std::clamp(offset, -limit, limit);
    int64_t to = base == 2 ? from - offset : from + offset;
    if (kind == BufferKind::wrap && size > 0) to = (to % size + size) % size;
    position = static_cast<size_t>(std::clamp<int64_t>(to, 0, size));
}

Buffers::~Buffers() {
    m_heap.account(-static_cast<ptrdiff_t>(m_accounted));
}

void Buffers::settle(Buffer& buffer) {
    size_t now = buffer.bytes.capacity() + sizeof(Buffer);
    m_heap.account(static_cast<ptrdiff_t>(now) - static_cast<ptrdiff_t>(buffer.accounted));
    m_accounted += now - buffer.accounted;
    buffer.accounted = now;
}

size_t Buffers::most_for(const Buffer& buffer) const {
    size_t limit = m_heap.limits().total_bytes;
    size_t used = m_heap.bytes();
    size_t left = limit > used ? (limit - used) / 2 : 0; // a std::string that grows holds both for a moment
    return std::min(most_bytes, buffer.bytes.size() + left);
}

Value Buffers::create(size_t size, BufferKind kind, uint32_t alignment) {
    if (size > most_bytes || !m_heap.may_allocate(size + sizeof(Buffer))) return {};
    Value made = create_from(std::string(size, '\0'), kind, alignment);
    if (Buffer* buffer = find(made)) buffer->used = 0; // nothing was written yet
    return made;
}

Value Buffers::create_from(std::string bytes, BufferKind kind, uint32_t alignment) {
    if (bytes.size() > most_bytes || !m_heap.may_allocate(bytes.size() + sizeof(Buffer))) return {};
    uint32_t index;
    if (!m_free.empty()) {
        index = m_free.back();
        m_free.pop_back();
    } else {
        index = static_cast<uint32_t>(m_buffers.size());
        m_buffers.emplace_back();
        m_generations.push_back(0);
    }
    auto buffer = std::make_unique<Buffer>();
    buffer->kind = kind;
    buffer->alignment = std::clamp<uint32_t>(alignment, 1, 1024);
    buffer->generation = ++m_generations[index];
    buffer->bytes = std::move(bytes);
    buffer->used = buffer->bytes.size();
    settle(*buffer);
    m_buffers[index] = std::move(buffer);
    return Value::ref(RefKind::buffer, index, m_generations[index]);
}

size_t Buffers::index_of(const Value& id) {
    if (id.is_ref(RefKind::buffer)) return id.ref_index();
    if (id.is_real() && id.as_real() >= 0 && id.as_real() < 4294967295.0) return static_cast<size_t>(id.as_real());
    if ((id.is_int64() || id.is_int32()) && id.as_int64() >= 0) return static_cast<size_t>(id.as_int64());
    return SIZE_MAX;
}

Buffer* Buffers::find(const Value& id) const {
    size_t index = index_of(id);
    return index < m_buffers.size() ? m_buffers[index].get() : nullptr;
}

bool Buffers::destroy(const Value& id) {
    size_t index = index_of(id);
    if (index >= m_buffers.size() || !m_buffers[index]) return false;
    size_t gone = m_buffers[index]->accounted;
    m_heap.account(-static_cast<ptrdiff_t>(gone));
    m_accounted -= gone;
    m_buffers[index].reset();
    m_free.push_back(static_cast<uint32_t>(index));
    return true;
}

bool Buffers::resize(Buffer& buffer, size_t size) {
    if (size > buffer.bytes.size() && size > most_for(buffer)) return false;
    if (size > buffer.bytes.size()) m_heap.spend((size - buffer.bytes.size()) / 64); // filled with zeros
    buffer.bytes.resize(size);
    buffer.used = std::min(buffer.used, size);
    buffer.position = std::min(buffer.position, size);
    settle(buffer);
    return true;
}

size_t Buffers::count() const {
    return m_buffers.size() - m_free.size();
}

std::vector<Value> Buffers::all() const {
    std::vector<Value> out;
    for (size_t index = 0; index < m_buffers.size(); ++index)
        if (m_buffers[index])
            out.push_back(Value::ref(RefKind::buffer, static_cast<uint32_t>(index), m_generations[index]));
    return out;
}

void Buffers::copied_from(const Buffers& other) {
    for (size_t at = 0; at < m_buffers.size(); ++at) {
        if (!m_buffers[at]) continue;
        std::string room(other.m_buffers[at]->bytes.capacity(), '\0'); // exactly, so that both grow at the same places
        m_buffers[at]->bytes.swap(room.assign(m_buffers[at]->bytes));
        m_buffers[at]->accounted = 0; // on this heap
        settle(*m_buffers[at]);
    }
}

} // namespace scope
