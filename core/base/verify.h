#pragma once
// VERIFY states what must hold unless our own code is wrong; it stays in release builds because a wrong answer costs
// the user more than the branch does. Never use it on input: bad input is an Error, a Diagnostic or a fault.

#include <cstdio>
#include <cstdlib>

#define VERIFY(condition)                                                                                              \
    (__builtin_expect(!!(condition), 1)                                                                                \
         ? void(0)                                                                                                     \
         : (std::fprintf(stderr, "%s:%d: VERIFY failed: %s\n", __FILE__, __LINE__, #condition), std::abort()))
