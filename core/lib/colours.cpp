// Colours as numbers: 0xBBGGRR, and hue, saturation and value from 0 to 255.

#include "core/lib/value_tables.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace scope {

static double packed(int64_t red, int64_t green, int64_t blue) {
    return static_cast<double>((red & 255) | (green & 255) << 8 | (blue & 255) << 16);
}

static NativeStatus make_colour_rgb(NativeCall& c) {
    int64_t red = c.integer(0), green = c.integer(1), blue = c.integer(2);
    return c.done(packed(red, green, blue));
}

template<int shift> static NativeStatus colour_part(NativeCall& c) {
    return c.done(static_cast<double>(c.integer(0) >> shift & 255));
}

static NativeStatus merge_colour(NativeCall& c) {
    int64_t from = c.integer(0), to = c.integer(1);
    double amount = c.real(2);
    if (c.failed() || std::isnan(amount)) return c.done(static_cast<double>(from));
    amount = std::clamp(amount, -1e6, 1e6);
    auto part = [&](int shift) {
        auto a = static_cast<double>(from >> shift & 255), b = static_cast<double>(to >> shift & 255);
        return static_cast<int64_t>(a + (b - a) * amount);
    };
    return c.done(packed(part(0), part(8), part(16)));
}

static NativeStatus make_colour_hsv(NativeCall& c) {
    double hue = std::clamp(c.real(0), 0.0, 255.0) * 360 / 255, saturation = std::clamp(c.real(1), 0.0, 255.0) / 255;
    double value = std::clamp(c.real(2), 0.0, 255.0);
    if (c.failed() || std::isnan(hue) || std::isnan(saturation) || std::isnan(value)) return c.done(0.0);
    auto part = [&](double offset) {
        double k = std::fmod(offset + hue / 60, 6);
        return static_cast<int64_t>(
            std::floor(value - value * saturation * std::max(0.0, std::min({k, 4 - k, 1.0})) + 0.5));
    };
    return c.done(packed(part(5), part(3), part(1)));
}

/// Hue, saturation and value of the colour argument, 0 to 255.
static std::array<double, 3> hsv_argument(NativeCall& c) {
    int64_t colour = c.integer(0);
    auto red = static_cast<double>(colour & 255), green = static_cast<double>(colour >> 8 & 255);
    auto blue = static_cast<double>(colour >> 16 & 255);
    double most = std::max({red, green, blue}), range = most - std::min({red, green, blue});
    double hue = 0;
    if (range > 0) {
        hue = most == red     ? (green - blue) / range
              : most == green ? 2 + (blue - red) / range
                              : 4 + (red - green) / range;
        if (hue < 0) hue += 6;
    }
    return {std::round(hue * 255 / 6), most > 0 ? std::round(range / most * 255) : 0, most};
}
template<int part> static NativeStatus hsv_part(NativeCall& c) {
    return c.done(hsv_argument(c)[part]);
}

static constexpr NativeRow rows[] = {
    {"make_colour_rgb", make_colour_rgb, 3, 3},   {"make_color_rgb", make_colour_rgb, 3, 3},
    {"make_colour_hsv", make_colour_hsv, 3, 3},   {"make_color_hsv", make_colour_hsv, 3, 3},
    {"colour_get_red", colour_part<0>, 1, 1},     {"color_get_red", colour_part<0>, 1, 1},
    {"colour_get_green", colour_part<8>, 1, 1},   {"color_get_green", colour_part<8>, 1, 1},
    {"colour_get_blue", colour_part<16>, 1, 1},   {"color_get_blue", colour_part<16>, 1, 1},
    {"colour_get_hue", hsv_part<0>, 1, 1},        {"color_get_hue", hsv_part<0>, 1, 1},
    {"colour_get_saturation", hsv_part<1>, 1, 1}, {"color_get_saturation", hsv_part<1>, 1, 1},
    {"colour_get_value", hsv_part<2>, 1, 1},      {"color_get_value", hsv_part<2>, 1, 1},
    {"merge_colour", merge_colour, 3, 3},         {"merge_color", merge_colour, 3, 3},
};

std::span<const NativeRow> colour_natives() {
    return rows;
}

} // namespace scope
