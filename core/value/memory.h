#pragma once
// Blocks of memory for one heap. Small ones come from free lists over slabs (about 5 ns instead of malloc's 20), large
// ones from malloc; all of them go when the Memory goes, so a heap can die without visiting its objects. A small
// block's memory is reused for blocks of its own size class only. Under AddressSanitizer every block is a large one, so
// that it can see misuse.

#include <cstddef>
#include <cstdint>

namespace scope {

class Memory {
public:
    Memory() = default;
    ~Memory();
    Memory(const Memory&) = delete;
    Memory& operator=(const Memory&) = delete;

    /// Aligned to 16, never null: throws std::bad_alloc. The one who frees says the same size.
    void* allocate(size_t bytes) {
        if (bytes > most_small) return allocate_large(bytes);
        FreeBlock*& list = m_free[size_class(bytes)];
        FreeBlock* block = list;
        if (!block) return carve(bytes);
        list = block->next;
        return block;
    }
    void release(void* block, size_t bytes) {
        if (bytes > most_small) return release_large(block);
        FreeBlock*& list = m_free[size_class(bytes)];
        auto* freed = static_cast<FreeBlock*>(block);
        freed->next = list;
        list = freed;
    }
    /// Keeps the first min(old, new) bytes.
    void* reallocate(void* block, size_t old_bytes, size_t new_bytes);

private:
#ifdef __SANITIZE_ADDRESS__
    static constexpr size_t most_small = 0;
#else
    static constexpr size_t most_small = 512;
#endif
    static constexpr size_t slab_bytes = 64 * 1024;
    static constexpr size_t small_slabs = 64;             // then come large ones,
    static constexpr size_t large_slab = size_t(2) << 20; // which the system may back with one page each
    struct FreeBlock {
        FreeBlock* next;
    };
    struct alignas(16) LargeBlock {
        LargeBlock* next;
        LargeBlock* previous;
    };
    static size_t size_class(size_t bytes) {
        return (bytes + 15) / 16;
    }

    void* carve(size_t bytes);
    void* allocate_slab(size_t& bytes);
    void* allocate_large(size_t bytes);
    void release_large(void* block);
    void link(LargeBlock* block);

    FreeBlock* m_free[512 / 16 + 1] = {};
    char* m_slab = nullptr; // the rest of the newest slab
    size_t m_slab_left = 0;
    size_t m_slabs = 0;
    LargeBlock* m_large = nullptr; // slabs too
};

} // namespace scope
