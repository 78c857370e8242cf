// Opens any bytes as a trace of format 2 and reads every block of it; also as a packed one. ./dev fuzz fuzz_blocks

#include "core/store/block_reader.h"

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <cstring>
#include <sys/mman.h>
#include <unistd.h>

using namespace scope;
using namespace scope::block_format;

/// Half of the inputs get sound checksums: head, mark and the first blocks are reached at once.
static void mend(std::vector<std::byte>& file) {
    if (file.size() < segment_unit + sizeof(SegmentMark)) return;
    FileHead head;
    std::memcpy(&head, file.data(), sizeof head);
    std::memcpy(head.magic, magic.data(), sizeof head.magic);
    head.version = version;
    head.required_features = 0;
    head.header_length %= 64;
    head.check = file_check(head, std::span(file).subspan(sizeof head, head.header_length));
    std::memcpy(file.data(), &head, sizeof head);
    SegmentMark mark;
    std::memcpy(&mark, file.data() + segment_unit, sizeof mark);
    std::memcpy(mark.magic, segment_magic.data(), sizeof mark.magic);
    mark.id = head.id;
    mark.check = mark_check(mark, segment_unit);
    if (mark.length & 1) mark.seal_check = seal_check(mark, segment_unit);
    std::memcpy(file.data() + segment_unit, &mark, sizeof mark);
    for (uint64_t at = segment_unit + sizeof mark; at + block_head <= file.size();) {
        uint32_t word;
        std::memcpy(&word, file.data() + at, sizeof word);
        uint64_t next = at + block_extent(length_of(word));
        if (kind_of(word) == 0 || next > file.size()) break;
        uint32_t check = block_check(file.data() + at + block_head, word, head.id, at);
        std::memcpy(file.data() + at + 4, &check, sizeof check);
        at = next;
    }
}

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
    std::vector<std::byte> bytes(size);
    if (size) std::memcpy(bytes.data(), data, size);
    if (size && data[0] & 1) mend(bytes);
    int file = memfd_create("trace", 0);
    (void)!write(file, bytes.data(), bytes.size());
    auto reader = BlockReader::open("/proc/self/fd/" + std::to_string(file));
    if (reader)
        for (size_t segment = 0; segment < (*reader)->segments().size(); ++segment) {
            (void)(*reader)->footer(segment);
            (void)(*reader)->scan(segment, [&](const BlockAt& at, std::span<const std::byte> content) {
                auto again = (*reader)->read(at);
                if (!again || again->size() != content.size()) std::abort();
                return true;
            });
        }
    close(file);
    return 0;
}
