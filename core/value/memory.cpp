#include "core/value/memory.h"

#include <algorithm>
#include <cstdlib>
#include <cstring>
#include <new>
#ifdef __linux__
#include <sys/mman.h>
#endif

namespace scope {

Memory::~Memory() {
    while (m_large) {
        LargeBlock* next = m_large->next;
        std::free(m_large);
        m_large = next;
    }
}

void Memory::link(LargeBlock* block) {
    block->next = m_large;
    block->previous = nullptr;
    if (m_large) m_large->previous = block;
    m_large = block;
}

void* Memory::allocate_large(size_t bytes) {
    auto* block = static_cast<LargeBlock*>(std::malloc(sizeof(LargeBlock) + bytes));
    if (!block) throw std::bad_alloc();
    link(block);
    return block + 1;
}

void Memory::release_large(void* memory) {
    LargeBlock* block = static_cast<LargeBlock*>(memory) - 1;
    (block->previous ? block->previous->next : m_large) = block->next;
    if (block->next) block->next->previous = block->previous;
    std::free(block);
}

// A page fault costs as much as making a dozen objects, so a heap that has become large asks for large pages.
void* Memory::allocate_slab(size_t& bytes) {
    if (++m_slabs <= small_slabs) return allocate_large(bytes = slab_bytes);
    auto* block = static_cast<LargeBlock*>(std::aligned_alloc(large_slab, large_slab));
    if (!block) throw std::bad_alloc();
#ifdef MADV_HUGEPAGE
    madvise(block, large_slab, MADV_HUGEPAGE); // where it is refused the pages are small ones
#endif
    link(block);
    bytes = large_slab - sizeof(LargeBlock);
    return block + 1;
}

void* Memory::carve(size_t bytes) {
    size_t rounded = std::max<size_t>(size_class(bytes) * 16, 16);
    if (rounded > m_slab_left) m_slab = static_cast<char*>(allocate_slab(m_slab_left)); // the old one's rest is lost
    void* block = m_slab;
    m_slab += rounded;
    m_slab_left -= rounded;
    return block;
}

void* Memory::reallocate(void* memory, size_t old_bytes, size_t new_bytes) {
    if (old_bytes > most_small && new_bytes > most_small) {
        LargeBlock* block = static_cast<LargeBlock*>(memory) - 1;
        auto* moved = static_cast<LargeBlock*>(std::realloc(block, sizeof(LargeBlock) + new_bytes));
        if (!moved) throw std::bad_alloc();
        (moved->previous ? moved->previous->next : m_large) = moved;
        if (moved->next) moved->next->previous = moved;
        return moved + 1;
    }
    void* moved = allocate(new_bytes);
    if (memory) {
        std::memcpy(moved, memory, std::min(old_bytes, new_bytes));
        release(memory, old_bytes);
    }
    return moved;
}

} // namespace scope
