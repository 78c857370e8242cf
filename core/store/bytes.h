#pragma once
// Numbers and texts as bytes, the alphabet of everything stored: numbers take as many bytes as they need, texts carry
// their length. Writing costs a nanosecond or two a number; reading checks each step and answers zeros behind the end,
// so that damaged bytes are read as safely as sound ones.

#include <bit>
#include <cstdint>
#include <cstring>
#include <memory>
#include <string_view>

namespace scope {

class ByteWriter {
public:
    void u8(uint8_t value) {
        need(1);
        *m_at++ = value;
    }
    /// 1 byte up to 127, 10 at most.
    void varint(uint64_t value) {
        need(10);
        if (value < 128) [[likely]]
            *m_at++ = static_cast<uint8_t>(value);
        else
            long_varint(value);
    }
    /// Small whole numbers of either sign.
    void zigzag(int64_t value) { varint(folded(value)); }
    void raw64(uint64_t value) {
        need(8);
        std::memcpy(m_at, &value, 8); // little-endian, as every machine this runs on
        m_at += 8;
    }
    void bytes(std::string_view bytes) {
        need(bytes.size());
        if (!bytes.empty()) std::memcpy(m_at, bytes.data(), bytes.size());
        m_at += bytes.size();
    }
    /// Length and bytes.
    void text(std::string_view text) {
        varint(text.size());
        bytes(text);
    }

    /// What comes next takes at most so many bytes; whoever writes there says by end_at() how far.
    unsigned char* room(size_t most) {
        need(most);
        return m_at;
    }
    void end_at(unsigned char* at) { m_at = at; }
    static unsigned char* put_varint(unsigned char* at, uint64_t value) {
        for (; value >= 128; value >>= 7) *at++ = static_cast<unsigned char>(value | 128);
        *at++ = static_cast<unsigned char>(value);
        return at;
    }
    static unsigned char* put_zigzag(unsigned char* at, int64_t value) { return put_varint(at, folded(value)); }

    std::string_view view() const { return {reinterpret_cast<const char*>(m_data.get()), size()}; }
    size_t size() const { return static_cast<size_t>(m_at - m_data.get()); }
    bool empty() const { return m_at == m_data.get(); }
    void clear() { m_at = m_data.get(); }
    void cut_to(size_t size) { m_at = m_data.get() + size; }

private:
    static uint64_t folded(int64_t value) {
        return static_cast<uint64_t>(value) << 1 ^ static_cast<uint64_t>(value >> 63);
    }
    void long_varint(uint64_t value) { m_at = put_varint(m_at, value); }
    void need(size_t count) {
        if (static_cast<size_t>(m_end - m_at) < count) [[unlikely]]
            grow(count);
    }
    void grow(size_t count) {
        size_t used = size(), capacity = (used + count) * 2 + 64;
        auto bigger = std::make_unique_for_overwrite<unsigned char[]>(capacity);
        if (used) std::memcpy(bigger.get(), m_data.get(), used);
        m_data = std::move(bigger);
        m_at = m_data.get() + used;
        m_end = m_data.get() + capacity;
    }

    std::unique_ptr<unsigned char[]> m_data;
    unsigned char* m_at = nullptr;
    unsigned char* m_end = nullptr;
};

class ByteReader {
public:
    explicit ByteReader(std::string_view bytes)
        : m_at(reinterpret_cast<const unsigned char*>(bytes.data()))
        , m_end(m_at + bytes.size()) {}

    /// False as soon as more was asked for than there is.
    bool sound() const { return m_sound; }
    void fail() {
        m_sound = false;
        m_at = m_end;
    }
    size_t left() const { return static_cast<size_t>(m_end - m_at); }

    uint8_t u8() {
        if (m_at == m_end) return fail(), uint8_t(0);
        return *m_at++;
    }
    uint64_t varint() {
        uint64_t value = 0;
        for (unsigned shift = 0; m_at != m_end && shift < 64; shift += 7) {
            uint8_t byte = *m_at++;
            value |= uint64_t(byte & 127) << shift;
            if (byte < 128) return value;
        }
        return fail(), 0;
    }
    int64_t zigzag() {
        uint64_t value = varint();
        return static_cast<int64_t>(value >> 1 ^ (0 - (value & 1)));
    }
    uint64_t raw64() {
        uint64_t value = 0;
        if (left() < 8) return fail(), value;
        std::memcpy(&value, m_at, 8);
        m_at += 8;
        return value;
    }
    std::string_view bytes(uint64_t count) {
        if (count > left()) return fail(), std::string_view();
        std::string_view out(reinterpret_cast<const char*>(m_at), count);
        m_at += count;
        return out;
    }
    std::string_view text() { return bytes(varint()); }
    /// What is named by a number takes more than it does here: a few bytes must not become gigabytes.
    void spend(size_t bytes) {
        m_room -= bytes < m_room ? bytes : m_room;
        if (m_room == 0) fail();
    }
    /// A number of things each of which takes a byte at least; what cannot be is damage.
    size_t count(size_t beside = 0) {
        uint64_t value = varint();
        if (value > left() + beside) return fail(), size_t(0);
        return value;
    }

private:
    const unsigned char* m_at;
    const unsigned char* m_end;
    size_t m_room = size_t(256) << 20;
    bool m_sound = true;
};

} // namespace scope
