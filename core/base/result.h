#pragma once
// How a function of ours fails: by returning an Error, never by throwing. Costs one branch at each call.

#include <string>
#include <tl/expected.hpp>
#include <utility>

namespace scope {

/// What went wrong, in a sentence a user can act on. `message` is complete without the place; `place` may be empty.
struct Error {
    std::string message;
    std::string place; ///< "file:line:column", "file" or ""

    /// "file:line:column: error: message", the form of every line on stderr.
    std::string text() const { return place.empty() ? "error: " + message : place + ": error: " + message; }
};

template<typename T> using Result = tl::expected<T, Error>;

inline tl::unexpected<Error> fail(std::string message, std::string place = {}) {
    return tl::unexpected<Error>(Error{std::move(message), std::move(place)});
}

} // namespace scope
