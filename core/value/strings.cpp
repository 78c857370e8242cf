#include "core/base/text.h"
#include "core/value/hash.h"
#include "core/value/objects.h"

#include <algorithm>
#include <cstring>

namespace scope {

namespace {

uint64_t load64(const char* from) {
    uint64_t word;
    std::memcpy(&word, from, 8);
    return word;
}

bool all_ascii(std::string_view text) {
    const char* at = text.data();
    size_t left = text.size();
    for (; left >= 8; at += 8, left -= 8)
        if (load64(at) & 0x8080808080808080u) return false;
    for (; left > 0; ++at, --left)
        if (*at & 0x80) return false;
    return true;
}

} // namespace

uint32_t String::hash() const {
    if (!hash_value) hash_value = hash_text(view());
    return hash_value;
}

uint32_t String::points() const {
    if (code_points != ~0u) return code_points;
    uint32_t count = 0;
    size_t index = 0;
    std::string_view whole = view();
    while (index < whole.size()) {
        if (index + 8 <= whole.size() && !(load64(whole.data() + index) & 0x8080808080808080u)) {
            index += 8;
            count += 8;
        } else {
            next_utf8(whole, index);
            ++count;
        }
    }
    code_points = count;
    return count;
}

bool append_in_place(Value& target, std::string_view more) {
    String* string = target.as_string();
    Heap& heap = *string->heap;
    size_t total = size_t(string->length) + more.size();
    if (total > heap.limits().string_bytes) return false;
    if (string->references != 1 || string->has(HeapObject::cached)) {
        if (!heap.may_allocate(sizeof(String) + total)) return false;
        String* joined = heap.new_string_uninitialized(total);
        std::memcpy(joined->text, string->text, string->length);
        if (!more.empty()) std::memcpy(joined->text + string->length, more.data(), more.size());
        target = Value(joined);
        return true;
    }
    bool stays_ascii = string->code_points == string->length && all_ascii(more);
    if (total > string->capacity) {
#ifdef ASYNCSCOPE_TORMENT
        size_t capacity = total;
#else
        size_t capacity =
            std::min(std::max(total, size_t(string->capacity) * 2), std::max(total, heap.limits().string_bytes));
#endif
        if (!heap.may_allocate(capacity)) return false;
        bool own_text = more.data() >= string->text && more.data() < string->text + string->length;
        size_t offset = own_text ? static_cast<size_t>(more.data() - string->text) : 0;
        if (string->text == string->inline_text()) {
            string->text = static_cast<char*>(heap.allocate(capacity));
            std::memcpy(string->text, string->inline_text(), string->length);
        } else {
            string->text = static_cast<char*>(heap.reallocate(string->text, string->capacity, capacity));
        }
        string->capacity = static_cast<uint32_t>(capacity);
        if (own_text) more = {string->text + offset, more.size()};
    }
    if (!more.empty()) std::memcpy(string->text + string->length, more.data(), more.size());
    string->length = static_cast<uint32_t>(total);
    string->hash_value = 0;
    string->code_points = stays_ascii ? string->length : ~0u;
    return true;
}

} // namespace scope
