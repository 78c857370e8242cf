#include "ui/model/session_port.h"

#include <algorithm>

namespace scope {

const std::vector<EventLine>& SessionPort::events() const {
    static const std::vector<EventLine> none;
    return none;
}
const std::vector<Diagnostic>& SessionPort::problems() const {
    static const std::vector<Diagnostic> none;
    return none;
}
const std::vector<LogRecord>& SessionPort::output() const {
    static const std::vector<LogRecord> none;
    return none;
}
const std::vector<RequestRecord>& SessionPort::requests() const {
    static const std::vector<RequestRecord> none;
    return none;
}

size_t SessionPort::serious_problems() const {
    const std::vector<Diagnostic>& all = problems();
    return static_cast<size_t>(
        std::count_if(all.begin(), all.end(), [](const Diagnostic& d) { return d.severity != Severity::note; }));
}

} // namespace scope
