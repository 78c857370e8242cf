#include "core/harness/divergence.h"

namespace scope {

std::string_view word_of(DifferenceAbout about) {
    static constexpr std::string_view words[] = {"event", "payload", "handler", "key",     "variable",
                                                 "log",   "fault",   "call",    "request", "structure"};
    return words[static_cast<size_t>(about)];
}

std::string_view word_of(DifferenceKind kind) {
    static constexpr std::string_view words[] = {"changed", "added", "missing", "moved"};
    return words[static_cast<size_t>(kind)];
}

std::string_view word_of(DifferenceReason reason) {
    static constexpr std::string_view words[] = {"unknown", "payload", "code", "environment", "order", "earlier"};
    return words[static_cast<size_t>(reason)];
}

std::string Divergence::text() const {
    std::string out;
    if (!event.empty()) out = "event " + std::to_string(dispatch ? dispatch : seq) + " (" + event + ")";
    if (!object.empty()) out += ", " + object + " #" + std::to_string(instance);
    if (!file.empty()) out += ", " + file;
    return out + (out.empty() ? "" : ": ") + what + " was " + expected + ", is " + actual;
}

std::string Divergence::cause() const {
    std::string out = event + "\n" + object + "\n" + file + "\n" + std::string(word_of(kind)) + "\n";
    for (char c : what)
        if (c < '0' || c > '9') out += c;
    return out;
}

} // namespace scope
