#include "core/store/block_writer.h"

#include "core/base/verify.h"

#include <algorithm>
#include <cerrno>
#include <chrono>
#include <cstring>
#include <fcntl.h>
#include <sys/file.h>
#include <sys/mman.h>
#include <sys/random.h>
#include <sys/stat.h>
#include <unistd.h>

namespace scope {

using namespace block_format;

static constexpr uint64_t fill_step = 256 << 10;

static constexpr int was_cut = ESTALE;
static constexpr const char* cut_by_others = "recording stopped: somebody else cut the file that is recorded to";

static std::string system_says(int error = errno) {
    return std::strerror(error);
}

Result<std::unique_ptr<BlockWriter>> BlockWriter::create(const std::string& path, std::span<const std::byte> header,
                                                         bool overwrite) {
    auto file = RecordedFile::beside(path, overwrite);
    if (!file) return fail(file.error(), path);
    std::unique_ptr<BlockWriter> writer(new BlockWriter);
    writer->m_file = Descriptor(::fcntl(file->file().number(), F_DUPFD_CLOEXEC, 0));
    auto begun = writer->begin(header);
    if (!begun) return fail(begun.error().message, path);
    if (auto published = file->publish(); !published) return fail(published.error(), path);
    writer->m_syncer = std::thread([raw = writer.get()] { raw->sync_loop(); });
    return writer;
}

Result<std::unique_ptr<BlockWriter>> BlockWriter::in_memory(std::span<const std::byte> header) {
    std::unique_ptr<BlockWriter> writer(new BlockWriter);
    writer->m_in_memory = true;
    writer->m_file = Descriptor(::memfd_create("trace", MFD_CLOEXEC));
    if (auto begun = writer->begin(header); !begun) return tl::unexpected(begun.error());
    return writer;
}

Result<void> BlockWriter::begin(std::span<const std::byte> header) {
    if (!m_file.is_open()) return fail("cannot write the trace: " + system_says());
    if (header.size() > largest_header)
        return fail("the header of a trace holds at most " + std::to_string(largest_header >> 20) + " MB");
    FileHead head{};
    std::memcpy(head.magic, magic.data(), sizeof head.magic);
    head.version = version;
    head.required_features = known_features;
    if (::getrandom(&head.id, sizeof head.id, 0) != sizeof head.id)
        return fail("cannot write the trace: " + system_says());
    head.header_length = header.size();
    head.check = file_check(head, header);
    if (!write_at(m_file.number(), &head, sizeof head, 0) ||
        !write_at(m_file.number(), header.data(), header.size(), sizeof head))
        return fail("cannot write the trace: " + system_says());
    m_id = head.id;
    m_filled = sizeof head + header.size();
    m_end = m_filled;
    return {};
}

BlockWriter::~BlockWriter() {
    finish();
}

const std::string& BlockWriter::finish() {
    if (!m_file.is_open()) return m_error;
    unmap();
    if (m_syncer.joinable()) {
        {
            std::lock_guard lock(m_mutex);
            m_stop = true;
        }
        m_wake.notify_one();
        m_syncer.join();
    }
    struct stat status {};
    bool cut = ::fstat(m_file.number(), &status) == 0 && static_cast<uint64_t>(status.st_size) <= bytes();
    bool done = cut || ::ftruncate(m_file.number(), static_cast<off_t>(bytes())) == 0;
    if (!m_in_memory) done = ::fdatasync(m_file.number()) == 0 && done;
    if (!done) stop("recording stopped: " + system_says());
    ::flock(m_file.number(), LOCK_UN); // readers of ours may share the lock
    m_file = Descriptor();
    return m_error;
}

void BlockWriter::sync_loop() {
    uint64_t synced = 0;
    std::unique_lock lock(m_mutex);
    while (!m_stop) {
        m_wake.wait_for(lock, std::chrono::milliseconds(100), [this] { return m_stop; });
        uint64_t end = bytes();
        struct stat status {};
        if (::fstat(m_file.number(), &status) == 0 && static_cast<uint64_t>(status.st_size) < end) m_trouble = was_cut;
        if (m_stop || end == synced) continue; // finish() syncs itself
        lock.unlock();
        if (::fdatasync(m_file.number()) != 0) m_trouble = errno;
        synced = end;
        lock.lock();
    }
}

bool BlockWriter::stop(const std::string& why) {
    if (m_error.empty()) m_error = why;
    unmap();
    return false;
}

void BlockWriter::unmap() {
    if (m_map) ::munmap(m_map, static_cast<size_t>(m_limit - m_map));
    m_map = m_at = m_limit = nullptr;
    m_reserved = false;
}

/// Zeros in the file up to at least `end`; its size is looked at first.
bool BlockWriter::fill_to(uint64_t end) {
    static const std::byte zeros[fill_step] = {};
    struct stat status {};
    if (::fstat(m_file.number(), &status) != 0) return stop("recording stopped: " + system_says());
    if (static_cast<uint64_t>(status.st_size) < m_filled) return stop(cut_by_others);
    end = aligned(std::max(end, m_filled + fill_step), segment_unit);
    while (m_filled < end) {
        size_t count = static_cast<size_t>(std::min(end - m_filled, fill_step));
        if (!write_at(m_file.number(), zeros, count, m_filled)) return stop("recording stopped: " + system_says());
        m_filled += count;
    }
    return true;
}

bool BlockWriter::make_room(size_t most) {
    if (!m_error.empty() || !m_file.is_open()) return false;
    if (most > largest_block)
        return stop("recording stopped: a block of " + std::to_string(most) + " bytes is larger than the " +
                    std::to_string(largest_block) + " that one may be");
    if (int error = m_trouble)
        return stop(error == was_cut ? cut_by_others : "recording stopped: " + system_says(error));
    uint64_t start = m_in_segment ? m_segment_start : aligned(bytes(), segment_unit);
    uint64_t place = m_in_segment ? bytes() : start + sizeof(SegmentMark);
    if (place + most + slack > start + largest_segment)
        return stop("recording stopped: a segment is larger than " + std::to_string(largest_segment >> 20) + " MB");
    unmap();
    if (place + most + slack > m_filled && !fill_to(place + most + slack)) return false;
    static const uint64_t page = static_cast<uint64_t>(::sysconf(_SC_PAGESIZE));
    m_map_offset = (m_in_segment ? place : start) / page * page;
    size_t length = static_cast<size_t>(m_filled - m_map_offset);
    void* map =
        ::mmap(nullptr, length, PROT_READ | PROT_WRITE, MAP_SHARED, m_file.number(), static_cast<off_t>(m_map_offset));
    if (map == MAP_FAILED) return stop("recording stopped: the file cannot be mapped: " + system_says());
    m_map = static_cast<std::byte*>(map);
    m_limit = m_map + length;
    m_at = m_map + (place - m_map_offset);
    if (m_in_segment) return true;
    SegmentMark mark{};
    std::memcpy(mark.magic, segment_magic.data(), sizeof mark.magic);
    mark.id = m_id;
    mark.number = m_segment;
    mark.check = mark_check(mark, start);
    std::memcpy(m_map + (start - m_map_offset), &mark, sizeof mark);
    m_segment_start = start;
    m_in_segment = true;
    m_end.store(place, std::memory_order_release);
    return true;
}

BlockAt BlockWriter::commit(uint8_t kind, size_t length) {
    if (!m_reserved) return {};
    m_reserved = false;
    VERIFY(kind != 0 && static_cast<size_t>(m_limit - m_at) >= length + slack);
    uint64_t offset = m_map_offset + static_cast<uint64_t>(m_at - m_map);
    uint32_t word = block_word(kind, length);
    uint32_t check = block_check(m_at + block_head, word, m_id, offset);
    std::byte* next = m_at + block_extent(length);
    // What was reserved may reach further than what is committed: the next block's word must be zero before this one's
    // is there.
    std::memset(m_at + block_head + length, 0, 4);
    std::memset(next, 0, 4);
    std::memcpy(m_at + 4, &check, sizeof check);
    std::atomic_ref<uint32_t>(*reinterpret_cast<uint32_t*>(m_at)).store(word, std::memory_order_release);
    m_at = next;
    m_end.store(offset + block_extent(length), std::memory_order_release);
    return {offset, static_cast<uint32_t>(length), kind, false};
}

BlockAt BlockWriter::append(uint8_t kind, std::span<const std::byte> content) {
    std::byte* place = reserve(content.size());
    if (!place) return {};
    if (!content.empty()) std::memcpy(place, content.data(), content.size());
    return commit(kind, content.size());
}

void BlockWriter::seal(std::span<const std::byte> footer) {
    BlockAt at = append(footer_kind, footer);
    if (at.kind == 0) return;
    SegmentMark mark{};
    mark.id = m_id;
    mark.length = static_cast<uint32_t>(bytes() - m_segment_start);
    mark.footer = static_cast<uint32_t>(at.offset - m_segment_start);
    mark.seal_check = seal_check(mark, m_segment_start);
    // What was reserved and never committed reaches no further than this; the next segment begins in zeros.
    std::memset(m_at, 0, static_cast<size_t>(m_limit - m_at));
    unmap();
    if (!write_at(m_file.number(), &mark.length, sizeof mark - seal_offset, m_segment_start + seal_offset))
        stop("recording stopped: " + system_says());
    m_in_segment = false;
    ++m_segment;
}

} // namespace scope
