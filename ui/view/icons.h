#pragma once
// Icons by the name of what they mean. They are glyphs of Font Awesome 4.7, merged into the text fonts (fonts.cpp).

#include <string_view>

// ICON(name, glyph): one row each, for the constants below and for look-up by name (commands.def).
#define SCOPE_ICONS(ICON)                                                                                              \
    ICON(run, "\uf04b")                                                                                                \
    ICON(pause, "\uf04c")                                                                                              \
    ICON(stop, "\uf04d")                                                                                               \
    ICON(step, "\uf051")                                                                                               \
    ICON(restart, "\uf0e2")                                                                                            \
    ICON(undo, "\uf0e2")                                                                                               \
    ICON(redo, "\uf01e")                                                                                               \
    ICON(record, "\uf111")                                                                                             \
    ICON(replay, "\uf021")                                                                                             \
    ICON(compare, "\uf0ec")                                                                                            \
    ICON(fire, "\uf0e7")                                                                                               \
    ICON(search, "\uf002")                                                                                             \
    ICON(filter, "\uf0b0")                                                                                             \
    ICON(compose, "\uf044")                                                                                            \
    ICON(clock, "\uf017")                                                                                              \
    ICON(list, "\uf03a")                                                                                               \
    ICON(matrix, "\uf00a")                                                                                             \
    ICON(code, "\uf121")                                                                                               \
    ICON(open_external, "\uf08e")                                                                                      \
    ICON(request, "\uf252")                                                                                            \
    ICON(copy, "\uf0c5")                                                                                               \
    ICON(paste, "\uf0ea")                                                                                              \
    ICON(object, "\uf1b2")                                                                                             \
    ICON(instances, "\uf1b3")                                                                                          \
    ICON(check, "\uf00c")                                                                                              \
    ICON(warning, "\uf071")                                                                                            \
    ICON(fault, "\uf057")                                                                                              \
    ICON(note, "\uf05a")                                                                                               \
    ICON(pencil, "\uf040")                                                                                             \
    ICON(plus, "\uf067")                                                                                               \
    ICON(minus, "\uf068")                                                                                              \
    ICON(close, "\uf00d")                                                                                              \
    ICON(trash, "\uf014")                                                                                              \
    ICON(caret_down, "\uf0d7")                                                                                         \
    ICON(caret_up, "\uf0d8")                                                                                           \
    ICON(caret_right, "\uf0da")                                                                                        \
    ICON(terminal, "\uf120")                                                                                           \
    ICON(output, "\uf0f6")                                                                                             \
    ICON(folder, "\uf07c")                                                                                             \
    ICON(eye, "\uf06e")                                                                                                \
    ICON(tree, "\uf0e8")                                                                                               \
    ICON(ledger, "\uf1c0")                                                                                             \
    ICON(room, "\uf279")                                                                                               \
    ICON(settings, "\uf013")                                                                                           \
    ICON(link, "\uf0c1")                                                                                               \
    ICON(bell, "\uf0f3")                                                                                               \
    ICON(image, "\uf03e")                                                                                              \
    ICON(globe, "\uf0ac")                                                                                              \
    ICON(comment, "\uf075")                                                                                            \
    ICON(cart, "\uf07a")                                                                                               \
    ICON(cloud, "\uf0c2")                                                                                              \
    ICON(network, "\uf1e0")                                                                                            \
    ICON(steam, "\uf1b6")                                                                                              \
    ICON(social, "\uf0c0")                                                                                             \
    ICON(save, "\uf0c7")                                                                                               \
    ICON(microphone, "\uf130")                                                                                         \
    ICON(music, "\uf001")                                                                                              \
    ICON(volume_off, "\uf026")                                                                                         \
    ICON(desktop, "\uf108")                                                                                            \
    ICON(lightbulb, "\uf0eb")                                                                                          \
    ICON(keyboard, "\uf11c")                                                                                           \
    ICON(dot, "\uf111")                                                                                                \
    ICON(ring, "\uf10c")                                                                                               \
    ICON(history, "\uf1da")                                                                                            \
    ICON(sliders, "\uf1de")

namespace scope::icon {

inline constexpr unsigned first = 0xF000;
inline constexpr unsigned last = 0xF2E0;

#define ICON(name, glyph) inline constexpr const char* name = glyph;
SCOPE_ICONS(ICON)
#undef ICON

/// The mark of an asynchronous event by its number (60..80); a bolt for every other event.
const char* for_event(int number);
/// The glyph of that name; null for "" and for names that are not in the table.
const char* find(std::string_view name);

} // namespace scope::icon
