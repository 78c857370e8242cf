#pragma once
// Records as bytes and back, by the tables of core/trace/record_fields.h. What stays the same from run to run (names,
// places, keys, lines) is a record's shape: an entry of the dictionary, named by its number; behind it stand the values
// that differ. A handler run that does what one before it did so takes some 15 bytes. Lossless but for what the tables
// do not name. Costs about a microsecond a run; core/record writes the same bytes sooner for what it has seen before.

#include "core/store/datum_codec.h"
#include "core/trace/records.h"

#include <array>
#include <optional>
#include <vector>

namespace scope {

/// What the runs of one dispatch are told apart from: the run before and the payload as it was then.
struct RunContext {
    std::array<int64_t, 2> numbers{}; ///< id and instance
    Datum payload;
};

/// How a run's payload relates to the one before it.
enum class PayloadMark : uint8_t { same, undefined, whole, difference };

/// How a value lies behind the number of a shape.
enum class ValueKind : uint8_t { counter, number, parent, duration, text, datum, payload };

/// What a shape says by itself.
template<typename Record> struct RecordLayout {
    Record record; ///< with zeros, empty texts and undefined values where values belong
    std::vector<ValueKind> values;
};

class RecordEncoder {
public:
    explicit RecordEncoder(Dictionary& dictionary) : m_dictionary(dictionary) {}

    /// Any record with a table but events and their parts.
    template<typename Record> void put(ByteWriter& out, const Record& record);
    /// A run behind those of `context`; the shape's number is answered.
    uint32_t put_run(ByteWriter& out, const HandlerRecord& run, RunContext& context);
    /// All of a dispatch but its runs, whose count and bytes follow it.
    void put_dispatch(ByteWriter& out, const DispatchRecord& dispatch, std::array<int64_t, 3>& numbers);
    void put_event(ByteWriter& out, const EventLine& event);
    /// The number of what put_dispatch would name.
    uint32_t shape_of(const DispatchRecord& dispatch);
    void put_payload(ByteWriter& out, const Datum& payload, Datum& last);

private:
    Dictionary& m_dictionary;
    ByteWriter m_shape, m_values, m_runs;
};

class RecordDecoder {
public:
    explicit RecordDecoder(const Entries& entries) : m_entries(entries) {}

    /// Each reads what the encoder's function of that name wrote; `in` is not sound when it is damaged.
    template<typename Record> Record get(ByteReader& in);
    /// What `out` held before is replaced, and its memory used again.
    void get_run(ByteReader& in, RunContext& context, HandlerRecord& out);
    void get_dispatch(ByteReader& in, std::array<int64_t, 3>& numbers, DispatchRecord& out);
    void get_event(ByteReader& in, EventLine& out);
    /// Of a run's or a dispatch's shape by its number; nothing when it is damaged.
    template<typename Record> std::optional<RecordLayout<Record>> layout(uint64_t shape) const;

    /// An event whose dictionary is at hand.
    static EventLine event_of(std::string_view event, const Dictionary& dictionary);

private:
    static constexpr size_t most_reserved = 1000; ///< runs, whatever a damaged count says

    std::string_view shape(ByteReader& in);
    const Entries& m_entries;
};

} // namespace scope
