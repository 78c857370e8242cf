#pragma once
// Reads a trace of format 2: a file, a packed one, or what a BlockWriter has recorded so far, also while it is
// recorded. Opening reads the header and one mark of each segment, not what is in them: 100 MB open in a millisecond.
// What cannot be read is said in words with place and length, and what follows is found again. Whatever the file holds,
// a reader takes no more memory than two of the largest blocks, the header and 32 bytes a segment.

#include "core/base/diagnostic.h"
#include "core/base/result.h"
#include "core/store/block_format.h"
#include "core/store/byte_source.h"

#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace scope {

class BlockWriter;

enum class SegmentState : uint8_t {
    sealed,  ///< has its footer
    open,    ///< the last one, which is recorded to, or was when the process ended
    cut,     ///< was sealed, and the file ends before its end
    damaged, ///< its mark is damaged, or it was never sealed though another one follows
};

/// A segment as opening found it.
struct SegmentAt {
    uint64_t offset = 0; ///< of its mark in the file
    uint64_t length = 0; ///< to the end of its footer; when there is none, to the next segment or the file's end
    uint64_t footer = 0; ///< offset of the footer's block in the file, when sealed
    uint32_t number = 0; ///< from 0, as the writer counted
    SegmentState state = SegmentState::open;
};

/// Any thread may ask; refresh() alone wants nobody else to.
class BlockReader {
public:
    static Result<std::unique_ptr<BlockReader>> open(const std::string& path);
    /// What `writer` records to, also in memory.
    static Result<std::unique_ptr<BlockReader>> of(const BlockWriter& writer);

    std::span<const std::byte> header() const { return m_header; }
    uint64_t file_id() const { return m_id; }
    /// Bits that whoever does not know them may ignore.
    uint32_t optional_features() const { return m_optional_features; }

    const std::vector<SegmentAt>& segments() const { return m_segments; }
    /// What is wrong between segments.
    const std::vector<Diagnostic>& damage() const { return m_damage; }
    /// Looks for what was recorded since. Sealed segments stay as they are, the last ones may grow or be sealed.
    void refresh();

    struct Scan {
        uint64_t end = 0;               ///< behind the last block; a segment that grows is scanned further from here
        std::vector<Diagnostic> damage; ///< "40 bytes at offset 1234 are lost: ..."
    };
    /// What is called with each block that is whole, and its content until it returns. False: enough.
    using Visit = std::function<bool(const BlockAt&, std::span<const std::byte>)>;
    /// Every block of a segment in order, the footer as the last one; `from` is a block's offset or 0. 2 GB/s.
    Scan scan(size_t segment, const Visit& visit, uint64_t from = 0) const;
    /// The footer of a sealed segment.
    Result<std::vector<std::byte>> footer(size_t segment) const;
    /// The content of one block, checked.
    Result<std::vector<std::byte>> read(const BlockAt& at) const;
    /// The same into a buffer that is used again.
    Result<void> read(const BlockAt& at, std::vector<std::byte>& into) const;

private:
    BlockReader() = default;
    static Result<std::unique_ptr<BlockReader>> over(std::unique_ptr<ByteSource> source, const std::string& path);
    Result<void> read_head();
    void find_segments();
    bool is_mark(const block_format::SegmentMark& mark, uint64_t offset) const;
    uint64_t next_mark(uint64_t from, uint64_t end, bool& empty) const;
    Diagnostic lost(uint64_t from, uint64_t to, const std::string& why) const;

    std::unique_ptr<ByteSource> m_source;
    std::string m_path;
    std::vector<std::byte> m_header;
    uint64_t m_id = 0;
    uint32_t m_optional_features = 0;
    uint64_t m_first_segment = 0;
    std::vector<SegmentAt> m_segments;
    std::vector<Diagnostic> m_damage;
    size_t m_settled = 0;        // segments in front that are sealed and stay
    size_t m_settled_damage = 0; // what is wrong before or between these
};

} // namespace scope
