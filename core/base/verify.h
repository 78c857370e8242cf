#pragma once
// VERIFY states what must hold unless our own code is wrong; it stays in release builds because a wrong answer costs
// the user more than the branch does. Never use it on input: bad input is an Error, a Diagnostic or a fault.

#include <cstdio>
#include <cstdlib>
#include <string>

#define VERIFY(condition)                                                                                              \
    (__builtin_expect(!!(condition), 1)                                                                                \
         ? void(0)                                                                                                     \
         : (std::fprintf(stderr, "%s:%d: VERIFY failed: %s\n", __FILE__, __LINE__, #condition), std::abort()))

namespace scope {

/// The same for the answer of a check of invariants, which is empty when all is well.
inline void verify_whole(const std::string& broken) {
    if (broken.empty()) return;
    std::fprintf(stderr, "broken invariant: %s\n", broken.c_str());
    std::abort();
}

} // namespace scope
