// What holds for every datum, tried on many and made small where it does not: typed JSON loses nothing and tells apart
// what differs, edits change what they say and nothing else.

#include "core/data/datum_edit.h"
#include "datum_gen.h"

#include <rapidcheck/gtest.h>

using namespace scope;
using namespace scope::test;

RC_GTEST_PROP(DatumProperties, typed_json_reads_back_as_it_was_written, (const Datum& datum)) {
    for (int indent : {0, 2}) {
        Result<Datum> read = read_typed_json(write_typed_json(datum, indent));
        RC_ASSERT(read.has_value());
        RC_ASSERT(*read == datum);
    }
}

RC_GTEST_PROP(DatumProperties, a_payload_reads_back_as_it_was_written, ()) {
    auto pairs = *rc::gen::container<std::vector<std::pair<Datum, Datum>>>(rc::gen::pair(any_leaf(), any_datum(2)));
    Datum payload = Datum::ds_map(unique_keys(pairs));
    Result<Datum> read = read_payload(write_payload(payload));
    RC_ASSERT(read.has_value());
    RC_ASSERT(*read == payload);
}

RC_GTEST_PROP(DatumProperties, equal_data_have_equal_text_and_no_others, (const Datum& a, const Datum& b)) {
    RC_ASSERT((a == b) == (write_typed_json(a) == write_typed_json(b)));
    RC_ASSERT(a == Datum(a));
}

RC_GTEST_PROP(DatumProperties, the_text_is_json_without_raw_control_characters, (const Datum& datum)) {
    for (char c : write_typed_json(datum)) RC_ASSERT(static_cast<unsigned char>(c) >= 0x20);
}

RC_GTEST_PROP(DatumProperties, a_summary_is_one_line_of_about_the_length_asked_for, (const Datum& datum)) {
    size_t limit = *rc::gen::inRange<size_t>(8, 200);
    std::string line = summary(datum, limit);
    RC_ASSERT(line.size() <= limit + 16);
    RC_ASSERT(line.find('\n') == std::string::npos);
}

RC_GTEST_PROP(DatumProperties, an_entry_that_was_set_is_there_and_the_others_stay, (const Datum& value)) {
    auto pairs = *rc::gen::container<std::vector<std::pair<Datum, Datum>>>(rc::gen::pair(any_leaf(), any_leaf()));
    Datum map = Datum::ds_map(unique_keys(pairs));
    Datum key = *any_leaf();
    Datum changed = with_entry(map, key, value);
    const Datum* found = changed.find_key(key);
    RC_ASSERT(found != nullptr);
    RC_ASSERT(*found == value);
    RC_ASSERT(changed.size() == map.size() + (map.find_key(key) ? 0 : 1));
    for (const DatumEntry& entry : map.entries())
        if (!(entry.key == key)) RC_ASSERT(*changed.find_key(entry.key) == entry.value);
    Datum without = without_entry(changed, key);
    RC_ASSERT(without.find_key(key) == nullptr);
    RC_ASSERT(without.size() == changed.size() - 1);
    RC_ASSERT(without == without_entry(map, key));
}

RC_GTEST_PROP(DatumProperties, items_are_replaced_inserted_and_removed_in_place, (const Datum& value)) {
    auto items = *rc::gen::nonEmpty(rc::gen::container<std::vector<Datum>>(any_leaf()));
    size_t index = *rc::gen::inRange<size_t>(0, items.size());
    Datum list = Datum::ds_list(items);
    Datum longer = with_item_inserted(list, index, value);
    RC_ASSERT(longer.size() == list.size() + 1);
    RC_ASSERT(longer.items()[index] == value);
    RC_ASSERT(without_item(longer, index) == list);
    RC_ASSERT(with_item(with_item(list, index, value), index, items[index]) == list);
}

RC_GTEST_PROP(DatumProperties, any_text_is_read_or_refused, (const std::string& noise)) {
    Datum datum = *rc::gen::arbitrary<Datum>();
    std::string text = write_typed_json(datum);
    size_t at = *rc::gen::inRange<size_t>(0, text.size() + 1);
    text.insert(at, noise);
    Result<Datum> read = read_typed_json(text);
    if (!read) RC_SUCCEED("refused");
    Result<Datum> again = read_typed_json(write_typed_json(*read));
    RC_ASSERT(again.has_value());
    RC_ASSERT(*again == *read);
}
