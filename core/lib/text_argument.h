#pragma once
// A string argument that counts in code points, as GML does. A string is used in place; a number, bool, array or struct
// is taken as string() shows it; undefined is GameMaker's fault. Positions are O(1) in ASCII text, a walk in other
// text, and a short one in long text that was looked into before (PointIndex). Whatever bytes are looked at are charged
// here (Heap::may_read): all of them by view(), else those that are passed.

#include "core/base/text.h"
#include "core/lib/limits.h"

namespace scope {

class TextArgument {
public:
    TextArgument(NativeCall& c, uint32_t index) : m_heap(c.heap) {
        const Value& value = c.arg(index);
        if (value.is_string()) {
            m_string = value.as_string();
            m_view = m_string->view();
            return;
        }
        if (value.is_undefined()) {
            if (!c.failed()) c.wrong_type(index, "String (YYGS)");
            return;
        }
        m_owned = c.shown(index);
        m_view = m_owned;
    }
    TextArgument(const TextArgument&) = delete;
    TextArgument& operator=(const TextArgument&) = delete;

    /// For who charges what is looked at.
    std::string_view unread() const { return m_view; }
    /// To be looked at from end to end.
    std::string_view view() const {
        if (!std::exchange(m_read, true)) m_heap.may_read(m_view.size());
        return m_view;
    }
    size_t bytes() const { return m_view.size(); }
    /// At most `count` bytes from `first` on.
    std::string_view part(size_t first, size_t count) const {
        std::string_view some = m_view.substr(first, count);
        m_heap.may_read(some.size());
        return some;
    }
    size_t points() const {
        if (m_string) return m_string->points();
        if (m_points == ~size_t(0)) m_points = points_before(m_view.size());
        return m_points;
    }
    bool ascii() const { return points() == m_view.size(); }
    /// The byte at which code point `index` (from 0) begins; the end for anything beyond.
    size_t byte_of(size_t index) const {
        if (index >= points()) return m_view.size();
        if (ascii()) return index;
        return indexed() ? m_heap.points().byte_of(*m_string, index) : walk(0, index);
    }
    /// How many code points lie before `byte`.
    size_t points_before(size_t byte) const {
        if (m_string && m_string->is_ascii()) return byte;
        if (indexed()) return m_heap.points().points_before(*m_string, byte);
        size_t at = 0, count = 0;
        for (; at < byte; ++count) next_utf8(m_view, at);
        charge_walk(at);
        return count;
    }
    /// The code points from `first` (from 0), at most `count` of them.
    std::string_view slice(size_t first, size_t count) const {
        size_t begin = byte_of(first);
        size_t end = count >= points() - std::min(points(), first) ? m_view.size()
                     : ascii()                                     ? begin + count
                                                                   : walk(begin, count);
        return m_view.substr(begin, end - begin);
    }
    /// The same text as a value; no copy when it was one.
    NativeStatus whole(NativeCall& c) const { return m_string ? c.done(Value(m_string)) : c.done(m_view); }

private:
    bool indexed() const { return m_string && m_view.size() >= PointIndex::least_bytes; }
    size_t walk(size_t begin, size_t count) const {
        size_t at = begin;
        while (count-- > 0) next_utf8(m_view, at);
        charge_walk(at - begin);
        return at;
    }
    /// Code points are taken one by one.
    void charge_walk(size_t bytes) const { m_heap.may_read(bytes); }

    Heap& m_heap;
    String* m_string = nullptr;
    std::string m_owned;
    std::string_view m_view;
    mutable size_t m_points = ~size_t(0);
    mutable bool m_read = false;
};

} // namespace scope
