#pragma once
// Appends blocks to a trace of format 2, in a file or in memory that no file shows (core/store/block_format.h says how
// they lie). The end of the file is mapped: a block is made where it will lie and committed by one store of its word,
// so a killed process loses no committed block and there is no call of the system for it. A second thread syncs the
// disk every 100 ms, so a power cut loses no more than that; what of the last pages did not reach the disk is found
// block by block. The file is filled with zeros ahead, 256 KB at a time, so a full disk is an error in words; the
// kernel makes larger pages for what is written than for what is touched, which halves the cost of new memory.
//
// Costs 8 bytes and 1.5 on average a block; for 60 bytes about 15 ns of our own and as much as fresh memory of that
// size.
//
// One hole is left. Whoever cuts the file while it is recorded takes away memory that the next block is made in. The
// size is looked at every 100 ms and whenever the file grows, and recording stops with an error in words; but when a
// block comes sooner, the system ends the process with SIGBUS. To close that would take a call of the system for each
// block, or a signal handler, which a library has no right to. We ourselves replace a trace by renaming alone.

#include "core/base/result.h"
#include "core/store/block_format.h"
#include "core/store/recorded_file.h"

#include <atomic>
#include <condition_variable>
#include <memory>
#include <mutex>
#include <string>
#include <thread>

namespace scope {

class BlockWriter {
public:
    /// Begins a file with `header`, at most `largest_header` bytes. RecordedFile says what is replaced.
    static Result<std::unique_ptr<BlockWriter>> create(const std::string& path, std::span<const std::byte> header,
                                                       bool overwrite = false);
    /// The same in memory, which goes with the last of this writer and the readers of it (BlockReader::of).
    static Result<std::unique_ptr<BlockWriter>> in_memory(std::span<const std::byte> header);
    ~BlockWriter(); ///< finishes

    /// Place for a block's content, `most` bytes or less of them; nullptr after an error. It may be left uncommitted.
    std::byte* reserve(size_t most) {
        if (most > largest_block || static_cast<size_t>(m_limit - m_at) < most + slack ||
            m_trouble.load(std::memory_order_relaxed)) [[unlikely]]
            if (!make_room(most)) return nullptr;
        m_reserved = true;
        return m_at + block_format::block_head;
    }
    /// Publishes the reserved block with the first `length` bytes of it. Where it lies; kind 0 after an error.
    BlockAt commit(uint8_t kind, size_t length);
    BlockAt append(uint8_t kind, std::span<const std::byte> content);
    /// Ends the segment with this block as its footer; the next block begins a new one.
    void seal(std::span<const std::byte> footer);

    /// Of the open segment, 0 when the next block begins one.
    uint64_t segment_bytes() const { return m_in_segment ? bytes() - m_segment_start : 0; }
    /// Number, from 0, of the segment that the next block is in.
    uint32_t segment() const { return m_segment; }
    /// Up to the end of the last committed block. Any thread may ask.
    uint64_t bytes() const { return m_end.load(std::memory_order_acquire); }
    uint64_t file_id() const { return m_id; }
    int descriptor() const { return m_file.number(); }

    /// The first error (a full disk), or empty. Recording stops there; what was committed stays.
    const std::string& error() const { return m_error; }
    /// Cuts the file to its length, syncs and lets go of it; what follows is not written. The first error of all, or
    /// "".
    const std::string& finish();

private:
    /// Behind the reserved bytes: head, padding, the next block's word.
    static constexpr size_t slack = block_format::block_head + 8;

    BlockWriter() = default;
    Result<void> begin(std::span<const std::byte> header);
    bool make_room(size_t most);
    bool fill_to(uint64_t end);
    void unmap();
    bool stop(const std::string& why);
    void sync_loop();

    std::byte* m_at = nullptr;    // of the next block's word
    std::byte* m_limit = nullptr; // end of what is mapped
    std::byte* m_map = nullptr;
    uint64_t m_map_offset = 0; // in the file
    bool m_reserved = false;
    bool m_in_segment = false;
    bool m_in_memory = false;
    uint32_t m_segment = 0;
    uint64_t m_segment_start = 0;
    uint64_t m_filled = 0; // the file's length while it is recorded
    uint64_t m_id = 0;
    std::atomic<uint64_t> m_end{0};
    Descriptor m_file;
    std::string m_error;

    std::atomic<int> m_trouble{0}; // what the second thread met, an errno
    std::mutex m_mutex;            // guards m_stop only
    std::condition_variable m_wake;
    bool m_stop = false;
    std::thread m_syncer;
};

} // namespace scope
