#include "core/lib/zip_writer.h"

#include <initializer_list>
#include <zlib.h>

namespace scope {

namespace {

void put(std::string& out, uint32_t number, int bytes) {
    for (int i = 0; i < bytes; ++i) out.push_back(static_cast<char>(number >> (8 * i) & 255));
}
void put_all(std::string& out, int bytes, std::initializer_list<size_t> numbers) {
    for (size_t number : numbers) put(out, static_cast<uint32_t>(number), bytes);
}

/// Empty when it cannot be deflated.
std::string deflated(std::string_view content) {
    z_stream stream{};
    if (deflateInit2(&stream, Z_BEST_COMPRESSION, Z_DEFLATED, -MAX_WBITS, 9, Z_DEFAULT_STRATEGY) != Z_OK) return {};
    std::string out(deflateBound(&stream, static_cast<uLong>(content.size())), '\0');
    stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(content.data()));
    stream.avail_in = static_cast<uInt>(content.size());
    stream.next_out = reinterpret_cast<Bytef*>(out.data());
    stream.avail_out = static_cast<uInt>(out.size());
    int end = deflate(&stream, Z_FINISH);
    out.resize(end == Z_STREAM_END ? stream.total_out : 0);
    deflateEnd(&stream);
    return out;
}

} // namespace

bool ZipWriter::add(std::string_view name, std::string_view content) {
    constexpr size_t most_name = 0xFFFF, most_entries = 0xFFFF, most_bytes = size_t(1) << 30;
    if (name.size() > most_name || m_entries == most_entries) return false;
    if (content.size() > most_bytes || m_files.size() > most_bytes) return false;
    std::string packed = deflated(content);
    bool stored = packed.empty() || packed.size() >= content.size();
    std::string_view bytes = stored ? content : std::string_view(packed);
    constexpr uint32_t version = 20, utf8 = 1 << 11, first_of_january_1980 = 0x21;
    std::string facts; // what both headers say
    put_all(facts, 2, {version, utf8, stored ? size_t(0) : size_t(Z_DEFLATED), 0, first_of_january_1980});
    uLong sum = crc32(0, reinterpret_cast<const Bytef*>(content.data()), static_cast<uInt>(content.size()));
    put_all(facts, 4, {sum, bytes.size(), content.size()});
    put_all(facts, 2, {name.size(), 0});

    size_t at = m_files.size();
    put(m_files, 0x04034b50, 4);
    m_files.append(facts).append(name).append(bytes);
    put(m_directory, 0x02014b50, 4);
    put(m_directory, version, 2);
    m_directory.append(facts);
    put_all(m_directory, 2, {0, 0, 0}); // comment, disk, attributes inside
    put_all(m_directory, 4, {0, at});   // attributes outside
    m_directory.append(name);
    ++m_entries;
    return true;
}

std::string ZipWriter::finish() {
    size_t at = m_files.size();
    std::string out = std::move(m_files);
    out.append(m_directory);
    put(out, 0x06054b50, 4);
    put_all(out, 2, {0, 0, m_entries, m_entries});
    put_all(out, 4, {m_directory.size(), at});
    put(out, 0, 2);
    *this = ZipWriter();
    return out;
}

} // namespace scope
