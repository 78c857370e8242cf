#include "ui/view/golden.h"

#include <algorithm>
#include <charconv>
#include <cstdlib>
#include <filesystem>
#include <fmt/format.h>

namespace scope {

namespace fs = std::filesystem;

namespace {

/// With its own version, a channel may be off by this: lines are placed by the processor's approximate reciprocal
/// roots, of which the last bits differ between makers.
constexpr int rounding_tolerance = 3;
/// With another version: a channel may be off by this much anywhere (other rounding of curves and letters) ...
constexpr int channel_tolerance = 48;
/// ... and by more in this share of the pixels (letters and lines that moved by one). Between 1.86 and 1.90, each with
/// the fonts of its Debian, 2.2 % of a picture at scale 2 are.
constexpr double far_share = 0.03;

/// "1.90.1 WIP" as a number that orders versions; 0 when it is none.
long version_number(std::string_view text) {
    long number = 0;
    for (int part = 0; part < 3; ++part) {
        long value = 0;
        auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
        if (error != std::errc()) return part == 0 ? 0 : number * 1000;
        number = number * 1000 + value;
        text.remove_prefix(static_cast<size_t>(end - text.data()));
        if (!text.starts_with('.'))
            text = "";
        else
            text.remove_prefix(1);
    }
    return number;
}

std::string nearest_version(const std::string& folder, const std::string& version) {
    std::string nearest;
    long distance = 0;
    std::error_code error;
    for (const auto& entry : fs::directory_iterator(folder, error)) {
        std::string name = entry.path().filename().string();
        long number = version_number(name);
        if (!entry.is_directory() || number == 0) continue;
        long apart = std::abs(number - version_number(version));
        if (nearest.empty() || apart < distance || (apart == distance && name < nearest)) {
            nearest = name;
            distance = apart;
        }
    }
    return nearest;
}

} // namespace

GoldenPictures::GoldenPictures(std::string folder, std::string differences, bool update, std::string version)
    : m_folder(std::move(folder))
    , m_differences(std::move(differences))
    , m_version(std::move(version))
    , m_pictures(update ? m_version : nearest_version(m_folder, m_version))
    , m_update(update) {}

std::string GoldenPictures::note() const {
    if (m_pictures == m_version || m_pictures.empty()) return ""; // without pictures check() says so
    return fmt::format(
        "note: no pictures of Dear ImGui {}: compared with those of {}, of which {} % of the pixels may differ",
        m_version, m_pictures, far_share * 100);
}

Result<void> GoldenPictures::check(const std::string& name, const Image& drawn) const {
    fs::path inside = fs::path(name).lexically_normal();
    if (name.find('\0') != std::string::npos || !inside.has_filename() || inside.is_absolute() ||
        *inside.begin() == ".." || inside == ".")
        return fail(fmt::format("`shot` takes a name in the folder of the pictures, not {}", name));
    std::string path = fmt::format("{}/{}/{}", m_folder, m_pictures.empty() ? m_version : m_pictures, name);
    auto known = read_png(path);
    if (m_update) {
        if (known && compare(name, *known, drawn)) return {};
        std::error_code error;
        fs::create_directories(fs::path(path).parent_path(), error);
        return write_png(path, drawn);
    }
    if (!known)
        return fail(fmt::format("there is no picture {} to compare with; `asyncscope uitest --update` takes it", path));
    if (*known == drawn) return {};
    auto compared = compare(name, *known, drawn);
    if (compared) return {};
    std::error_code error;
    std::string copy = m_differences + "/" + name;
    fs::create_directories(fs::path(copy).parent_path(), error);
    if (auto written = write_png(copy, drawn); !written) return written;
    return fail(fmt::format("{}; see {}", compared.error().message, copy));
}

Result<void> GoldenPictures::compare(const std::string& name, const Image& known, const Image& drawn) const {
    if (known.width != drawn.width || known.height != drawn.height)
        return fail(fmt::format("{} has another size: {}x{}, was {}x{}", name, drawn.width, drawn.height, known.width,
                                known.height));
    bool own = m_pictures == m_version;
    size_t far = 0;
    for (size_t i = 0; i < drawn.rgba.size(); i += 4) {
        int most = 0;
        for (size_t channel = i; channel < i + 4; ++channel)
            most = std::max(most, std::abs(drawn.rgba[channel] - known.rgba[channel]));
        far += most > (own ? rounding_tolerance : channel_tolerance);
    }
    if (own) return far == 0 ? Result<void>() : fail(fmt::format("{} differs in {} pixels", name, far));
    double share = static_cast<double>(far) / (static_cast<double>(drawn.rgba.size()) / 4);
    if (share <= far_share) return {};
    return fail(
        fmt::format("{} differs in {:.1f} % of the pixels from that of Dear ImGui {}", name, share * 100, m_pictures));
}

} // namespace scope
