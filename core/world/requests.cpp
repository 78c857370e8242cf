#include "core/world/requests.h"

#include "core/value/convert.h"

#include <algorithm>

namespace scope {

RequestInfo Request::info() const {
    RequestInfo out;
    out.number = number;
    out.id = id;
    out.kind = kind;
    out.args = args;
    out.completes_as = completes_as;
    out.mode = mode;
    out.instance_id = instance_id;
    out.place = place;
    out.frame = frame;
    return out;
}

void Requests::account(const Request& request, int sign) {
    m_heap.account(sign * static_cast<ptrdiff_t>(bytes(request.args.size() + request.answer.size())));
}

Request& Requests::add(Request request) {
    request.number = ++m_made;
    if (request.id.is_undefined()) request.id = take_id(request.family);
    account(request, 1);
    m_waiting.push_back(std::move(request));
    return m_waiting.back();
}

Request* Requests::find(uint32_t number) {
    auto found =
        std::find_if(m_waiting.begin(), m_waiting.end(), [&](const Request& each) { return each.number == number; });
    return found == m_waiting.end() ? nullptr : &*found;
}

Request* Requests::find(std::string_view family, const Value& id) {
    Rules exact;
    for (Request& request : m_waiting)
        if ((family.empty() || request.family == family) && (request.id.same_as(id) || equals(exact, request.id, id)))
            return &request;
    return nullptr;
}

bool Requests::close(uint32_t number) {
    auto found =
        std::find_if(m_waiting.begin(), m_waiting.end(), [&](const Request& each) { return each.number == number; });
    if (found == m_waiting.end()) return false;
    account(*found, -1);
    m_waiting.erase(found);
    return true;
}

void Requests::copied_from(const Requests&) {
    for (const Request& request : m_waiting) account(request, 1);
}

} // namespace scope
