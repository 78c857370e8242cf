#include "core/base/text.h"
#include "core/value/hash.h"
#include "core/value/numbers.h"
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

uint32_t String::find_hash() const {
    heap->may_read(length);
    return hash_value = hash_text(view());
}

uint32_t String::points() const {
    if (code_points != ~0u) return code_points;
    heap->may_read(length);
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
    if (count != length) heap->spend(length / 4); // one by one
    code_points = count;
    return count;
}

int order_of_texts(const String& a, const String& b) {
    if (&a == &b || !a.heap->may_read(std::min(a.length, b.length))) return 0;
    int order = a.view().compare(b.view());
    return order == 0 ? 0 : order < 0 ? -1 : 1;
}

bool read_number(const String& text, double& out, std::string_view* rest) {
    text.heap->spend(text.length / 4); // dear digits, so none are free
    return !text.heap->spent() && parse_number_prefix(text.view(), out, rest);
}

/// Whether `text` cannot complete a code point that an earlier text begins.
static bool begins_anew(const String& text) {
    return text.length == 0 || (text.text[0] & 0xC0) != 0x80;
}

static uint32_t count_points(const String& text) {
    return all_ascii(text.view()) ? text.length : text.points();
}

String* joined(Heap& heap, const String& left, const String& right, size_t spare) {
    size_t total = size_t(left.length) + right.length;
    if (total > heap.limits().string_bytes) return nullptr;
#ifdef ASYNCSCOPE_TORMENT
    spare = 0;
#endif
    if (!heap.may_allocate(sizeof(String) + total + spare)) return nullptr;
    heap.may_read(total / 4); // copied, which is quicker than looked at
    String* made = heap.new_string_uninitialized(total + spare);
    made->length = static_cast<uint32_t>(total);
    std::memcpy(made->text, left.text, left.length);
    std::memcpy(made->text + left.length, right.text, right.length);
    if (left.code_points != ~0u && right.code_points != ~0u && begins_anew(right))
        made->code_points = left.code_points + right.code_points;
    return made;
}

bool append_in_place(Value& target, const String& more) {
    String* string = target.as_string();
    Heap& heap = *string->heap;
    if (string->references != 1 || string->has(HeapObject::cached)) {
        String* made = joined(heap, *string, more, 0);
        if (made) target = Value(made);
        return made != nullptr;
    }
    size_t added = more.length, total = string->length + added;
    if (total > heap.limits().string_bytes) return false;
    heap.spend(added / 4096 * 64); // as a new string of that length
    uint32_t points = ~0u;
    if (string->code_points != ~0u && begins_anew(more)) // whoever asked once will ask again
        points = string->code_points + (more.code_points != ~0u ? more.code_points : count_points(more));
    if (points == ~0u && string->has(HeapObject::indexed)) [[unlikely]]
        heap.points().forget(*string);
    if (total > string->capacity) {
#ifdef ASYNCSCOPE_TORMENT
        size_t capacity = total;
#else
        size_t capacity =
            std::min(std::max(total, size_t(string->capacity) * 2), std::max(total, heap.limits().string_bytes));
#endif
        if (!heap.may_allocate(capacity)) return false;
        if (string->text == string->inline_text()) {
            string->text = static_cast<char*>(heap.allocate(capacity));
            std::memcpy(string->text, string->inline_text(), string->length);
        } else {
            string->text = static_cast<char*>(heap.reallocate(string->text, string->capacity, capacity));
        }
        string->capacity = static_cast<uint32_t>(capacity);
    }
    std::memcpy(string->text + string->length, more.text, added); // `more` may be the target itself
    string->length = static_cast<uint32_t>(total);
    string->hash_value = 0;
    string->code_points = points;
    return true;
}

String* number_string(Heap& heap, double number) {
    char text[longest_real];
    size_t size = write_real(text, number);
    String* made = heap.new_string({text, size});
    made->code_points = made->length;
    return made;
}

} // namespace scope
