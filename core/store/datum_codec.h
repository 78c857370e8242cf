#pragma once
// Values as bytes: a byte says what follows, small whole numbers are that byte themselves; keys of structs and maps are
// named by number, texts from their second time on. Lossless; kinds that are rare are written as typed JSON. Costs a
// few nanoseconds a value.

#include "core/data/datum.h"
#include "core/store/dictionary.h"

namespace scope {

/// First byte of a value.
enum class DatumMark : uint8_t {
    undefined,
    no,
    yes,
    whole,     ///< a real: zigzag
    real,      ///< 8 bytes
    int32,     ///< zigzag
    int64,     ///< zigzag
    string,    ///< length, bytes
    known,     ///< a string: its number
    array,     ///< count, values
    structure, ///< number of its list of keys, values
    ds_map,    ///< the same
    ds_list,   ///< count, values
    ref,       ///< number of what is printed
    rest,      ///< typed JSON
    small = 32 ///< from here on: the real 0, 1, 2, ...
};

/// Whole numbers up to 2^53 that a real holds exactly are written short; -0 is none.
inline void put_real(ByteWriter& out, double number) {
    int64_t whole = number >= -9007199254740992.0 && number <= 9007199254740992.0 ? static_cast<int64_t>(number) : 0;
    uint64_t bits = std::bit_cast<uint64_t>(number);
    if (std::bit_cast<uint64_t>(static_cast<double>(whole)) != bits) {
        out.u8(static_cast<uint8_t>(DatumMark::real));
        out.raw64(bits);
    } else if (whole >= 0 && whole < 256 - static_cast<int>(DatumMark::small)) {
        out.u8(static_cast<uint8_t>(whole + static_cast<int>(DatumMark::small)));
    } else {
        out.u8(static_cast<uint8_t>(DatumMark::whole));
        out.zigzag(whole);
    }
}

void put_string(ByteWriter& out, Dictionary& dictionary, std::string_view text);
void put_datum(ByteWriter& out, Dictionary& dictionary, const Datum& value);
/// Undefined when it is damaged; `in` is not sound then.
Datum get_datum(ByteReader& in, const Entries& entries);

/// Passes over a value.
void skip_datum(ByteReader& in, const Entries& entries);

/// A text that is no value: a line of output, a message.
void put_text(ByteWriter& out, Dictionary& dictionary, std::string_view text);
std::string_view get_text(ByteReader& in, const Entries& entries);
void skip_text(ByteReader& in);

/// What turns `before` into `after`, when both are maps with texts as keys and that is shorter than all of it. False
/// when it is not; nothing is written then.
bool put_difference(ByteWriter& out, Dictionary& dictionary, const Datum& before, const Datum& after);
Datum get_difference(ByteReader& in, const Entries& entries, const Datum& before);
void skip_difference(ByteReader& in, const Entries& entries);

} // namespace scope
