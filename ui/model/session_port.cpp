#include "ui/model/session_port.h"

namespace scope {

const EventStore& SessionPort::events() const {
    static const auto none = std::make_shared<const EventStore>();
    return *none;
}
const std::vector<Diagnostic>& SessionPort::problems() const {
    static const std::vector<Diagnostic> none;
    return none;
}
const std::vector<LogRecord>& SessionPort::output() const {
    static const std::vector<LogRecord> none;
    return none;
}
const std::vector<FaultRecord>& SessionPort::faults() const {
    static const std::vector<FaultRecord> none;
    return none;
}
const std::vector<RequestRecord>& SessionPort::requests() const {
    static const std::vector<RequestRecord> none;
    return none;
}

} // namespace scope
