#include "core/store/record_codec.h"

#include "core/trace/record_fields.h"

#include <map>

namespace scope {

namespace {

/// Whether a field's numbers are told as what they are more than the ones before.
constexpr bool is_value(FieldRole role) {
    return role == FieldRole::counter || role == FieldRole::duration || role == FieldRole::parent;
}
constexpr ValueKind kind_of(FieldRole role) {
    return role == FieldRole::duration ? ValueKind::duration
           : role == FieldRole::parent ? ValueKind::parent
                                       : ValueKind::number;
}
/// Texts that a game makes; the others are the project's.
constexpr bool is_made(FieldRole role) {
    return role == FieldRole::words || role == FieldRole::code || role == FieldRole::guard || role == FieldRole::handle;
}

class Writer {
public:
    Writer(Dictionary& dictionary, ByteWriter& shape, ByteWriter& values, std::span<int64_t> numbers,
           RecordEncoder* encoder = nullptr, Datum* payload = nullptr)
        : m_dictionary(dictionary)
        , m_shape(shape)
        , m_values(values)
        , m_numbers(numbers)
        , m_encoder(encoder)
        , m_payload(payload) {}

    template<IsRecord Record> void record(const Record& record) {
        for_each_field<Record>([&](const auto& one) { field(record, one); });
        if constexpr (std::is_same_v<Record, GuardRecord>) put(record.cut, FieldRole::words); // what masking asks for
    }

private:
    template<typename Record, typename T> void field(const Record& record, const Field<Record, T>& field) {
        if constexpr (std::is_same_v<T, std::vector<HandlerRecord>>)
            return; // they follow
        else if constexpr (std::is_same_v<Record, HandlerRecord> && std::is_same_v<T, Datum>)
            m_encoder->put_payload(m_values, record.*field.member, *m_payload);
        else
            put(record.*field.member, field.role);
    }
    template<typename Record, typename Item> void field(const Record& record, const FieldOfLines<Record, Item>& field) {
        put(record.*field.member, FieldRole::words);
    }

    void put(bool flag, FieldRole) { m_shape.u8(flag); }
    void put(Severity severity, FieldRole) { m_shape.u8(static_cast<uint8_t>(severity)); }
    void put(EventId event, FieldRole) {
        m_shape.zigzag(event.type);
        m_shape.zigzag(event.number);
    }
    template<typename Number>
    requires std::is_integral_v<Number>
    void put(Number number, FieldRole role) {
        if (role == FieldRole::counter && !m_numbers.empty()) {
            int64_t now = static_cast<int64_t>(number);
            m_values.zigzag(now - std::exchange(m_numbers.front(), now));
            m_numbers = m_numbers.subspan(1);
        } else {
            (is_value(role) ? m_values : m_shape).varint(static_cast<uint64_t>(number));
        }
    }
    void put(const std::string& text, FieldRole role) {
        if (is_made(role))
            put_text(m_values, m_dictionary, text);
        else
            m_shape.varint(m_dictionary.number(text));
    }
    void put(const Datum& value, FieldRole) { put_datum(m_values, m_dictionary, value); }
    template<typename T> void put(const std::optional<T>& value, FieldRole role) {
        m_shape.u8(value.has_value());
        if (value) put(*value, role);
    }
    template<typename T> void put(const std::vector<T>& items, FieldRole role) {
        m_shape.varint(items.size());
        std::span<int64_t> numbers = std::exchange(m_numbers, {});
        for (const T& item : items) put(item, role);
        m_numbers = numbers;
    }
    void put(const std::map<std::string, std::vector<uint32_t>>& lists, FieldRole role) {
        m_shape.varint(lists.size());
        for (const auto& [name, list] : lists) {
            put(name, role);
            m_shape.varint(list.size());
            uint32_t last = 0; // they are sorted
            for (uint32_t number : list) m_shape.zigzag(int64_t(number) - std::exchange(last, number));
        }
    }
    template<IsRecord Record> void put(const Record& one, FieldRole) {
        std::span<int64_t> numbers = std::exchange(m_numbers, {});
        record(one);
        m_numbers = numbers;
    }

    Dictionary& m_dictionary;
    ByteWriter& m_shape;
    ByteWriter& m_values;
    std::span<int64_t> m_numbers;
    RecordEncoder* m_encoder;
    Datum* m_payload;
};

/// What was there before is filled again: texts and lists keep their memory.
template<typename T> T& item_at(std::vector<T>& items, size_t index) {
    return index < items.size() ? items[index] : items.emplace_back();
}

/// Values as they lie behind the number of a shape.
class StoredValues {
public:
    StoredValues(ByteReader& in, const Entries& entries, Datum* payload)
        : m_in(in)
        , m_entries(entries)
        , m_payload(payload) {}

    uint64_t number(ValueKind) { return m_in.varint(); }
    int64_t counter() { return m_in.zigzag(); }
    std::string_view text() { return get_text(m_in, m_entries); }
    Datum datum() { return get_datum(m_in, m_entries); }
    Datum payload() {
        switch (static_cast<PayloadMark>(m_in.u8())) {
        case PayloadMark::same: break;
        case PayloadMark::undefined: *m_payload = Datum(); break;
        case PayloadMark::whole: *m_payload = get_datum(m_in, m_entries); break;
        case PayloadMark::difference: *m_payload = get_difference(m_in, m_entries, *m_payload); break;
        default: m_in.fail();
        }
        return *m_payload;
    }
    void spend(size_t bytes) { m_in.spend(bytes); }
    void fail() { m_in.fail(); }
    bool sound() const { return m_in.sound(); }
    size_t left() const { return m_in.left(); }

private:
    ByteReader& m_in;
    const Entries& m_entries;
    Datum* m_payload;
};

/// No values: what a shape alone says, and how its values would lie.
class NoValues {
public:
    explicit NoValues(std::vector<ValueKind>& kinds) : m_kinds(kinds) {}

    uint64_t number(ValueKind kind) { return m_kinds.push_back(kind), 0; }
    int64_t counter() { return m_kinds.push_back(ValueKind::counter), 0; }
    std::string_view text() { return m_kinds.push_back(ValueKind::text), std::string_view(); }
    Datum datum() { return m_kinds.push_back(ValueKind::datum), Datum(); }
    Datum payload() { return m_kinds.push_back(ValueKind::payload), Datum(); }
    void spend(size_t bytes) {
        m_room -= std::min(bytes, m_room);
        m_sound &= m_room > 0;
    }
    void fail() { m_sound = false; }
    bool sound() const { return m_sound; }
    size_t left() const { return m_sound ? most : 0; }

private:
    static constexpr size_t most = size_t(1) << 20; ///< items of a list
    std::vector<ValueKind>& m_kinds;
    size_t m_room = size_t(64) << 20;
    bool m_sound = true;
};

template<typename Values> class Reader {
public:
    Reader(const Entries& entries, ByteReader shape, Values values, std::span<int64_t> numbers)
        : m_entries(entries)
        , m_shape(shape)
        , m_values(values)
        , m_numbers(numbers) {}

    template<IsRecord Record> void record(Record& record) {
        for_each_field<Record>([&](const auto& one) { field(record, one); });
        if constexpr (std::is_same_v<Record, GuardRecord>) get(record.cut, FieldRole::words);
        if (!m_shape.sound()) m_values.fail();
    }
    bool sound() const { return m_values.sound(); }

private:
    template<typename Record, typename T> void field(Record& record, const Field<Record, T>& field) {
        if constexpr (std::is_same_v<T, std::vector<HandlerRecord>>)
            return;
        else if constexpr (std::is_same_v<Record, HandlerRecord> && std::is_same_v<T, Datum>)
            record.*field.member = m_values.payload();
        else
            get(record.*field.member, field.role);
    }
    template<typename Record, typename Item> void field(Record& record, const FieldOfLines<Record, Item>& field) {
        get(record.*field.member, FieldRole::words);
    }

    void get(bool& flag, FieldRole) { flag = m_shape.u8(); }
    void get(Severity& severity, FieldRole) { severity = static_cast<Severity>(std::min<uint8_t>(m_shape.u8(), 2)); }
    void get(EventId& event, FieldRole) {
        event.type = static_cast<int32_t>(m_shape.zigzag());
        event.number = static_cast<int32_t>(m_shape.zigzag());
    }
    template<typename Number>
    requires std::is_integral_v<Number>
    void get(Number& number, FieldRole role) {
        if (role == FieldRole::counter && !m_numbers.empty()) {
            m_numbers.front() = static_cast<int64_t>(static_cast<uint64_t>(m_numbers.front()) +
                                                     static_cast<uint64_t>(m_values.counter()));
            number = static_cast<Number>(m_numbers.front());
            m_numbers = m_numbers.subspan(1);
        } else {
            number = static_cast<Number>(is_value(role) ? m_values.number(kind_of(role)) : m_shape.varint());
        }
    }
    void get(std::string& text, FieldRole role) {
        if (is_made(role)) {
            text = m_values.text();
            return;
        }
        bool sound = true;
        text = m_entries.entry(m_shape.varint(), sound);
        m_values.spend(text.size());
        if (!sound) m_values.fail();
    }
    void get(Datum& value, FieldRole) { value = m_values.datum(); }
    template<typename T> void get(std::optional<T>& value, FieldRole role) {
        value.reset();
        if (m_shape.u8()) get(value.emplace(), role);
    }
    template<typename T> void get(std::vector<T>& items, FieldRole role) {
        std::span<int64_t> numbers = std::exchange(m_numbers, {});
        size_t count = m_shape.count(m_values.left()), done = 0;
        for (; done < count && m_shape.sound() && m_values.sound(); ++done) {
            m_values.spend(sizeof(T));
            get(item_at(items, done), role);
        }
        items.resize(done);
        m_numbers = numbers;
    }
    void get(std::map<std::string, std::vector<uint32_t>>& lists, FieldRole role) {
        lists.clear();
        for (size_t left = m_shape.count(); left > 0 && m_shape.sound(); --left) {
            std::string name;
            get(name, role);
            std::vector<uint32_t>& list = lists[name];
            uint32_t last = 0;
            for (size_t lines = m_shape.count(); lines > 0 && m_shape.sound(); --lines) {
                last += static_cast<uint32_t>(m_shape.zigzag());
                list.push_back(last);
            }
            m_values.spend(list.size() * sizeof(uint32_t));
        }
    }
    template<IsRecord Record> void get(Record& one, FieldRole) {
        std::span<int64_t> numbers = std::exchange(m_numbers, {});
        record(one);
        m_numbers = numbers;
    }

    const Entries& m_entries;
    ByteReader m_shape;
    Values m_values;
    std::span<int64_t> m_numbers;
};

} // namespace

// --- writing

template<typename Record> void RecordEncoder::put(ByteWriter& out, const Record& record) {
    m_shape.clear();
    m_values.clear();
    Writer(m_dictionary, m_shape, m_values, {}).record(record);
    out.varint(m_dictionary.number(m_shape.view()));
    out.bytes(m_values.view());
}

void RecordEncoder::put_payload(ByteWriter& out, const Datum& payload, Datum& last) {
    auto mark = [&](PayloadMark which) { out.u8(static_cast<uint8_t>(which)); };
    if (payload.same_node(last) || payload == last) return mark(PayloadMark::same);
    if (payload.is_undefined()) {
        mark(PayloadMark::undefined);
    } else {
        size_t before = out.size();
        mark(PayloadMark::difference);
        if (!put_difference(out, m_dictionary, last, payload)) {
            out.cut_to(before);
            mark(PayloadMark::whole);
            put_datum(out, m_dictionary, payload);
        }
    }
    last = payload;
}

uint32_t RecordEncoder::put_run(ByteWriter& out, const HandlerRecord& run, RunContext& context) {
    m_shape.clear();
    m_values.clear();
    Writer(m_dictionary, m_shape, m_values, context.numbers, this, &context.payload).record(run);
    uint32_t shape = m_dictionary.number(m_shape.view());
    out.varint(shape);
    out.bytes(m_values.view());
    return shape;
}

void RecordEncoder::put_dispatch(ByteWriter& out, const DispatchRecord& dispatch, std::array<int64_t, 3>& numbers) {
    m_shape.clear();
    m_values.clear();
    Writer(m_dictionary, m_shape, m_values, numbers).record(dispatch);
    out.varint(m_dictionary.number(m_shape.view()));
    out.bytes(m_values.view());
}

uint32_t RecordEncoder::shape_of(const DispatchRecord& dispatch) {
    m_shape.clear();
    m_values.clear();
    std::array<int64_t, 3> numbers{};
    Writer(m_dictionary, m_shape, m_values, numbers).record(dispatch);
    return m_dictionary.number(m_shape.view());
}

void RecordEncoder::put_event(ByteWriter& out, const EventLine& event) {
    out.varint(event.dispatches.size());
    std::array<int64_t, 3> numbers{};
    for (const DispatchRecord& dispatch : event.dispatches) {
        put_dispatch(out, dispatch, numbers);
        RunContext context{{}, dispatch.payload};
        out.varint(dispatch.handlers.size());
        for (const HandlerRecord& run : dispatch.handlers) put_run(out, run, context);
    }
}

// --- reading

std::string_view RecordDecoder::shape(ByteReader& in) {
    bool sound = true;
    std::string_view out = m_entries.entry(in.varint(), sound);
    if (!sound) in.fail();
    return out;
}

template<typename Record> Record RecordDecoder::get(ByteReader& in) {
    Record record;
    std::string_view of = shape(in);
    if (in.sound()) Reader(m_entries, ByteReader(of), StoredValues(in, m_entries, nullptr), {}).record(record);
    return record;
}

void RecordDecoder::get_run(ByteReader& in, RunContext& context, HandlerRecord& out) {
    std::string_view of = shape(in);
    if (in.sound())
        Reader(m_entries, ByteReader(of), StoredValues(in, m_entries, &context.payload), context.numbers).record(out);
}

void RecordDecoder::get_dispatch(ByteReader& in, std::array<int64_t, 3>& numbers, DispatchRecord& out) {
    std::string_view of = shape(in);
    if (in.sound()) Reader(m_entries, ByteReader(of), StoredValues(in, m_entries, nullptr), numbers).record(out);
}

void RecordDecoder::get_event(ByteReader& in, EventLine& out) {
    std::array<int64_t, 3> numbers{};
    size_t dispatches = 0;
    for (size_t left = in.count(); left > 0 && in.sound(); --left) {
        DispatchRecord& dispatch = item_at(out.dispatches, dispatches++);
        get_dispatch(in, numbers, dispatch);
        RunContext context{{}, dispatch.payload};
        size_t count = in.count(), runs = 0;
        dispatch.handlers.reserve(std::min(count, most_reserved));
        for (; runs < count && in.sound(); ++runs) get_run(in, context, item_at(dispatch.handlers, runs));
        dispatch.handlers.resize(runs);
    }
    out.dispatches.resize(dispatches);
}

EventLine RecordDecoder::event_of(std::string_view event, const Dictionary& dictionary) {
    ByteWriter definitions;
    size_t told = 0;
    dictionary.put_new(definitions, told);
    Entries entries;
    ByteReader defined(definitions.view()), in(event);
    entries.read(defined);
    EventLine out;
    RecordDecoder(entries).get_event(in, out);
    return out;
}

template<typename Record> std::optional<RecordLayout<Record>> RecordDecoder::layout(uint64_t shape) const {
    bool sound = true;
    std::string_view of = m_entries.entry(shape, sound);
    if (!sound) return std::nullopt;
    RecordLayout<Record> out;
    std::array<int64_t, 3> numbers{};
    std::span<int64_t> counters(numbers.data(), std::is_same_v<Record, HandlerRecord> ? 2 : 3);
    Reader reader(m_entries, ByteReader(of), NoValues(out.values), counters);
    reader.record(out.record);
    if (!reader.sound()) return std::nullopt;
    return out;
}
template std::optional<RecordLayout<HandlerRecord>> RecordDecoder::layout(uint64_t) const;
template std::optional<RecordLayout<DispatchRecord>> RecordDecoder::layout(uint64_t) const;

#define RECORD(Record)                                                                                                 \
    template void RecordEncoder::put(ByteWriter&, const Record&);                                                      \
    template Record RecordDecoder::get(ByteReader&);
RECORD(Diagnostic)
RECORD(FaultRecord)
RECORD(RequestRecord)
RECORD(LogRecord)
RECORD(InputRecord)
RECORD(EnvironmentRecord)
RECORD(SourceRecord)
RECORD(TraceHeader)
#undef RECORD

} // namespace scope
