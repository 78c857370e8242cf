#include "core/lib/zip_reader.h"

#include <zlib.h>

namespace scope {

uint32_t ZipReader::number(size_t at, int bytes) const {
    uint32_t out = 0;
    for (int i = 0; i < bytes; ++i) {
        if (at + static_cast<size_t>(i) >= m_archive.size()) return 0;
        out |= static_cast<uint32_t>(static_cast<unsigned char>(m_archive[at + static_cast<size_t>(i)])) << (8 * i);
    }
    return out;
}

ZipReader::ZipReader(std::string_view archive) : m_archive(archive) {
    constexpr size_t end_record = 22, longest_comment = 65535;
    m_damaged = true;
    if (archive.size() < end_record) return;
    size_t first = archive.size() > end_record + longest_comment ? archive.size() - end_record - longest_comment : 0;
    for (size_t at = archive.size() - end_record + 1; at-- > first;) {
        if (number(at, 4) != 0x06054b50) continue;
        m_entries = number(at + 10, 2);
        m_at = number(at + 16, 4);
        m_damaged = false;
        return;
    }
}

bool ZipReader::unpack(size_t local, uint32_t method, uint32_t packed, uint32_t size, std::string& content) {
    if (number(local, 4) != 0x04034b50 || size > most_file) return false;
    size_t start = local + 30 + number(local + 26, 2) + number(local + 28, 2);
    if (start > m_archive.size() || packed > m_archive.size() - start) return false;
    if (method == 0) {
        content.assign(m_archive.substr(start, packed));
        return packed == size;
    }
    if (method != 8) return false;
    content.resize(size);
    z_stream stream{};
    if (inflateInit2(&stream, -MAX_WBITS) != Z_OK) return false;
    stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(m_archive.data() + start));
    stream.avail_in = packed;
    stream.next_out = reinterpret_cast<Bytef*>(content.data());
    stream.avail_out = size;
    int end = inflate(&stream, Z_FINISH);
    bool whole = (end == Z_STREAM_END || size == 0) && stream.total_out == size;
    inflateEnd(&stream);
    return whole;
}

bool ZipReader::next(std::string& name, std::string& content) {
    while (m_entries > 0) {
        --m_entries;
        if (number(m_at, 4) != 0x02014b50) {
            m_damaged = true;
            return false;
        }
        uint32_t flags = number(m_at + 8, 2), method = number(m_at + 10, 2);
        uint32_t packed = number(m_at + 20, 4), size = number(m_at + 24, 4);
        uint32_t name_length = number(m_at + 28, 2);
        size_t local = number(m_at + 42, 4);
        if (m_at + 46 + name_length > m_archive.size()) {
            m_damaged = true;
            return false;
        }
        name.assign(m_archive.substr(m_at + 46, name_length));
        m_at += 46 + size_t(name_length) + number(m_at + 30, 2) + number(m_at + 32, 2);
        if (name.empty() || name.back() == '/' || name.back() == '\\') continue;
        bool encrypted = (flags & 1) != 0;
        if (!encrypted && unpack(local, method, packed, size, content)) return true;
        m_damaged = true;
    }
    return false;
}

} // namespace scope
