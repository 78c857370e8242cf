#pragma once
// How much a test may ask for: sanitizers are about 20 times slower, and under torment every allocation collects and
// every release leaves the rest of more than 20 values to later ones. Tests take their sizes from here instead of
// leaving anything out.

namespace scope::test {

#if defined(ASYNCSCOPE_TORMENT)
inline constexpr bool tormented = true, sanitized = true;
#elif defined(__SANITIZE_ADDRESS__)
inline constexpr bool tormented = false, sanitized = true;
#else
inline constexpr bool tormented = false, sanitized = false;
#endif

template<typename Size> constexpr Size sized(Size usual, Size under_sanitizers, Size under_torment) {
    return tormented ? under_torment : sanitized ? under_sanitizers : usual;
}

} // namespace scope::test
