#include "ui/view/theme.h"

#include <algorithm>
#include <cmath>
#include <gtest/gtest.h>

namespace scope {

namespace {

using Triple = std::array<double, 3>;

Triple linear(ImU32 color) {
    Triple out{};
    const int shifts[] = {IM_COL32_R_SHIFT, IM_COL32_G_SHIFT, IM_COL32_B_SHIFT};
    for (size_t i = 0; i < 3; ++i) {
        double c = ((color >> shifts[i]) & 255) / 255.0;
        out[i] = c <= 0.04045 ? c / 12.92 : std::pow((c + 0.055) / 1.055, 2.4);
    }
    return out;
}

double luminance(ImU32 color) {
    Triple c = linear(color);
    return 0.2126 * c[0] + 0.7152 * c[1] + 0.0722 * c[2];
}

/// WCAG 2 contrast.
double contrast(ImU32 a, ImU32 b) {
    double x = luminance(a) + 0.05, y = luminance(b) + 0.05;
    return x > y ? x / y : y / x;
}

/// Oklab of the colour as seen with `matrix` (Machado, Oliveira, Fernandes 2009, severity 1).
Triple seen(ImU32 color, const double matrix[3][3]) {
    Triple c = linear(color), s{};
    for (size_t i = 0; i < 3; ++i)
        s[i] = std::clamp(matrix[i][0] * c[0] + matrix[i][1] * c[1] + matrix[i][2] * c[2], 0.0, 1.0);
    double l = std::cbrt(0.4122214708 * s[0] + 0.5363325363 * s[1] + 0.0514459929 * s[2]);
    double m = std::cbrt(0.2119034982 * s[0] + 0.6806995451 * s[1] + 0.1073969566 * s[2]);
    double k = std::cbrt(0.0883024619 * s[0] + 0.2817188376 * s[1] + 0.6299787005 * s[2]);
    return {0.2104542553 * l + 0.7936177850 * m - 0.0040720468 * k,
            1.9779984951 * l - 2.4285922050 * m + 0.4505937099 * k,
            0.0259040371 * l + 0.7827717662 * m - 0.8086757660 * k};
}

constexpr double normal[3][3] = {{1, 0, 0}, {0, 1, 0}, {0, 0, 1}};
constexpr double protanopia[3][3] = {
    {0.152286, 1.052583, -0.204868}, {0.114503, 0.786281, 0.099216}, {-0.003882, -0.048116, 1.051998}};
constexpr double deuteranopia[3][3] = {
    {0.367322, 0.860646, -0.227968}, {0.280085, 0.672501, 0.047413}, {-0.011820, 0.042940, 0.968881}};

} // namespace

TEST(Theme, EventColorsStayApartForColorBlindEyes) {
    for (const Theme& theme : themes())
        for (auto* eyes : {normal, protanopia, deuteranopia})
            for (size_t i = 0; i < theme.events.size(); ++i)
                for (size_t j = i + 1; j < theme.events.size(); ++j) {
                    Triple a = seen(theme.events[i], eyes), b = seen(theme.events[j], eyes);
                    double distance = std::hypot(a[0] - b[0], a[1] - b[1], a[2] - b[2]);
                    EXPECT_GT(distance, 0.045)
                        << theme.name << " " << async_event_numbers[i] << " " << async_event_numbers[j];
                }
}

TEST(Theme, TextCanBeRead) {
    for (const Theme& t : themes()) {
        for (ImU32 color : {t.text, t.text_soft, t.ok, t.warning, t.fault, t.read, t.written, t.missing, t.code_keyword,
                            t.code_function, t.code_builtin, t.code_string, t.code_number, t.code_macro})
            EXPECT_GT(contrast(color, t.panel), 4.5) << t.name << std::hex << " " << color;
        EXPECT_GT(contrast(t.text_faint, t.panel), 4.0) << t.name;
        EXPECT_GT(contrast(t.text, t.selection), 7) << t.name;
        EXPECT_GT(contrast(t.on_selection_soft, t.selection), 4.5) << t.name;
        EXPECT_GT(contrast(t.on_accent, t.accent), 4.5) << t.name;
    }
}

TEST(Theme, IsFoundByName) {
    ASSERT_NE(find_theme("light"), nullptr);
    EXPECT_FALSE(find_theme("light")->dark);
    EXPECT_EQ(find_theme("sepia"), nullptr);
    EXPECT_EQ(event_color(*find_theme("dark"), 62), themes()[0].events[1]);
    EXPECT_EQ(event_color(*find_theme("dark"), 5), themes()[0].text_soft);
}

} // namespace scope
