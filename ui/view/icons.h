#pragma once
// Icons by the name of what they mean. They are glyphs of Font Awesome 4.7, merged into the text fonts (fonts.cpp).

namespace scope::icon {

inline constexpr unsigned first = 0xF000;
inline constexpr unsigned last = 0xF2E0;

inline constexpr const char* run = "\uf04b";
inline constexpr const char* pause = "\uf04c";
inline constexpr const char* stop = "\uf04d";
inline constexpr const char* step = "\uf051";
inline constexpr const char* restart = "\uf0e2";
inline constexpr const char* undo = "\uf0e2";
inline constexpr const char* redo = "\uf01e";
inline constexpr const char* record = "\uf111";
inline constexpr const char* replay = "\uf021";
inline constexpr const char* compare = "\uf0ec";
inline constexpr const char* fire = "\uf0e7";
inline constexpr const char* search = "\uf002";
inline constexpr const char* filter = "\uf0b0";
inline constexpr const char* compose = "\uf044";
inline constexpr const char* clock = "\uf017";
inline constexpr const char* list = "\uf03a";
inline constexpr const char* matrix = "\uf00a";
inline constexpr const char* code = "\uf121";
inline constexpr const char* open_external = "\uf08e";
inline constexpr const char* request = "\uf252";
inline constexpr const char* copy = "\uf0c5";
inline constexpr const char* paste = "\uf0ea";
inline constexpr const char* object = "\uf1b2";
inline constexpr const char* instances = "\uf1b3";
inline constexpr const char* check = "\uf00c";
inline constexpr const char* warning = "\uf071";
inline constexpr const char* fault = "\uf057";
inline constexpr const char* note = "\uf05a";
inline constexpr const char* pencil = "\uf040";
inline constexpr const char* plus = "\uf067";
inline constexpr const char* minus = "\uf068";
inline constexpr const char* close = "\uf00d";
inline constexpr const char* trash = "\uf014";
inline constexpr const char* caret_down = "\uf0d7";
inline constexpr const char* caret_right = "\uf0da";
inline constexpr const char* terminal = "\uf120";
inline constexpr const char* output = "\uf0f6";
inline constexpr const char* folder = "\uf07c";
inline constexpr const char* eye = "\uf06e";
inline constexpr const char* tree = "\uf0e8";
inline constexpr const char* ledger = "\uf1c0";
inline constexpr const char* room = "\uf279";
inline constexpr const char* settings = "\uf013";
inline constexpr const char* link = "\uf0c1";
inline constexpr const char* bell = "\uf0f3";
inline constexpr const char* image = "\uf03e";
inline constexpr const char* globe = "\uf0ac";
inline constexpr const char* comment = "\uf075";
inline constexpr const char* cart = "\uf07a";
inline constexpr const char* cloud = "\uf0c2";
inline constexpr const char* network = "\uf1e0";
inline constexpr const char* steam = "\uf1b6";
inline constexpr const char* social = "\uf0c0";
inline constexpr const char* save = "\uf0c7";
inline constexpr const char* microphone = "\uf130";
inline constexpr const char* music = "\uf001";
inline constexpr const char* volume_off = "\uf026";
inline constexpr const char* desktop = "\uf108";
inline constexpr const char* lightbulb = "\uf0eb";
inline constexpr const char* keyboard = "\uf11c";
inline constexpr const char* dot = "\uf111";
inline constexpr const char* ring = "\uf10c";
inline constexpr const char* history = "\uf1da";
inline constexpr const char* sliders = "\uf1de";

/// The mark of an asynchronous event by its number (60..80); a bolt for every other event.
const char* for_event(int number);

} // namespace scope::icon
