#include "core/store/record_codec.h"

#include "core/trace/record_fields.h"

#include <map>

namespace scope {

namespace {

/// Whether a field's numbers are told as what they are more than the ones before.
constexpr bool is_value(FieldRole role) {
    return role == FieldRole::counter || role == FieldRole::duration || role == FieldRole::parent;
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

Datum get_payload(ByteReader& in, const Entries& entries, Datum& last) {
    switch (static_cast<PayloadMark>(in.u8())) {
    case PayloadMark::same: break;
    case PayloadMark::undefined: last = Datum(); break;
    case PayloadMark::whole: last = get_datum(in, entries); break;
    case PayloadMark::difference: last = get_difference(in, entries, last); break;
    default: in.fail();
    }
    return last;
}

class Reader {
public:
    Reader(const Entries& entries, ByteReader shape, ByteReader& values, std::span<int64_t> numbers,
           Datum* payload = nullptr)
        : m_entries(entries)
        , m_shape(shape)
        , m_values(values)
        , m_numbers(numbers)
        , m_payload(payload) {}

    template<IsRecord Record> void record(Record& record) {
        for_each_field<Record>([&](const auto& one) { field(record, one); });
        if constexpr (std::is_same_v<Record, GuardRecord>) get(record.cut, FieldRole::words);
        if (!m_shape.sound()) m_values.fail();
    }

private:
    template<typename Record, typename T> void field(Record& record, const Field<Record, T>& field) {
        if constexpr (std::is_same_v<T, std::vector<HandlerRecord>>)
            return;
        else if constexpr (std::is_same_v<Record, HandlerRecord> && std::is_same_v<T, Datum>)
            record.*field.member = get_payload(m_values, m_entries, *m_payload);
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
                                                     static_cast<uint64_t>(m_values.zigzag()));
            number = static_cast<Number>(m_numbers.front());
            m_numbers = m_numbers.subspan(1);
        } else {
            number = static_cast<Number>((is_value(role) ? m_values : m_shape).varint());
        }
    }
    void get(std::string& text, FieldRole role) {
        if (is_made(role)) {
            text = get_text(m_values, m_entries);
            return;
        }
        bool sound = true;
        text = m_entries.entry(m_shape.varint(), sound);
        m_values.spend(text.size());
        if (!sound) m_values.fail();
    }
    void get(Datum& value, FieldRole) { value = get_datum(m_values, m_entries); }
    template<typename T> void get(std::optional<T>& value, FieldRole role) {
        if (m_shape.u8()) get(value.emplace(), role);
    }
    template<typename T> void get(std::vector<T>& items, FieldRole role) {
        std::span<int64_t> numbers = std::exchange(m_numbers, {});
        for (size_t left = m_shape.count(m_values.left()); left > 0 && m_shape.sound() && m_values.sound(); --left) {
            m_values.spend(sizeof(T));
            get(items.emplace_back(), role);
        }
        m_numbers = numbers;
    }
    void get(std::map<std::string, std::vector<uint32_t>>& lists, FieldRole role) {
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
    ByteReader& m_values;
    std::span<int64_t> m_numbers;
    Datum* m_payload;
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
    if (in.sound()) Reader(m_entries, ByteReader(of), in, {}).record(record);
    return record;
}

HandlerRecord RecordDecoder::get_run(ByteReader& in, RunContext& context) {
    HandlerRecord run;
    std::string_view of = shape(in);
    if (in.sound()) Reader(m_entries, ByteReader(of), in, context.numbers, &context.payload).record(run);
    return run;
}

DispatchRecord RecordDecoder::get_dispatch(ByteReader& in, std::array<int64_t, 3>& numbers) {
    DispatchRecord dispatch;
    std::string_view of = shape(in);
    if (in.sound()) Reader(m_entries, ByteReader(of), in, numbers).record(dispatch);
    return dispatch;
}

EventLine RecordDecoder::get_event(ByteReader& in) {
    EventLine event;
    std::array<int64_t, 3> numbers{};
    for (size_t left = in.count(); left > 0 && in.sound(); --left) {
        DispatchRecord& dispatch = event.dispatches.emplace_back(get_dispatch(in, numbers));
        RunContext context{{}, dispatch.payload};
        for (size_t runs = in.count(); runs > 0 && in.sound(); --runs)
            dispatch.handlers.push_back(get_run(in, context));
    }
    return event;
}

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
