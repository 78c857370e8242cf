#pragma once
// GameMaker's buffers as plain bytes with a kind, an alignment and a seek position; the typed reads and writes are
// core/lib's. Handles are `ref buffer N`; a freed index is the next one used.

#include "core/value/value.h"

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace scope {

struct WorldParts;

class Heap;

enum class BufferKind : uint8_t { fixed, grow, wrap, fast, vertex }; ///< as GML numbers them

struct Buffer {
    BufferKind kind = BufferKind::fixed;
    uint32_t alignment = 1;
    uint32_t generation = 0;
    std::string bytes;    ///< its whole length is the buffer's size
    size_t position = 0;  ///< buffer_tell
    size_t used = 0;      ///< one past the last byte ever written
    uint64_t origin = 0;  ///< where it was made, as in the DS ledger
    size_t accounted = 0; ///< of memory, to the heap
    bool watched = false; ///< part of a payload: typed reads are told to the observer by core/lib

    /// The position a typed access of `size` bytes happens at: aligned, wrapped for wrap buffers. False when it does
    /// not fit and the buffer cannot grow to it; grows when `writing` and allowed.
    bool locate(size_t size, bool writing, size_t most, size_t& at);
    /// 0 start, 1 relative, 2 end (where the offset counts backwards); kept within [0, size] as GameMaker does.
    void seek(int base, int64_t offset);
};

class Buffers {
public:
    static constexpr size_t most_bytes = size_t(1) << 30; ///< one buffer

    explicit Buffers(Heap& heap) : m_heap(heap) {}
    ~Buffers();
    Buffers(const Buffers&) = delete;
    Buffers& operator=(const Buffers&) = delete;

    /// Undefined when a limit forbids it. Filled with zeros.
    Value create(size_t size, BufferKind kind, uint32_t alignment);
    /// All of `bytes` counts as written.
    Value create_from(std::string bytes, BufferKind kind, uint32_t alignment);
    /// By handle or plain number; null when there is none. A stale generation finds the newer buffer.
    Buffer* find(const Value& id) const;
    bool destroy(const Value& id);
    /// False when a limit forbids it. Keeps what fits.
    [[nodiscard]] bool resize(Buffer& buffer, size_t size);
    /// What growing inside locate() may reach.
    size_t most_for(const Buffer& buffer) const;
    /// After bytes changed length otherwise: brings the heap's account up to date.
    void settle(Buffer& buffer);
    size_t count() const;
    std::vector<Value> all() const;         ///< handles of live buffers by index
    void copied_from(const Buffers& other); ///< its parts were, see copy_parts.h: they count on this heap

private:
    friend struct WorldParts;
    static size_t index_of(const Value& id); // SIZE_MAX: no number

    Heap& m_heap;
    std::vector<std::unique_ptr<Buffer>> m_buffers;
    std::vector<uint32_t> m_generations;
    std::vector<uint32_t> m_free;
    size_t m_accounted = 0;
};

} // namespace scope
