#include "ui/view/raster.h"

#include "ui/view/compat.h"

#include <algorithm>
#include <cmath>
#include <cstring>

namespace scope {

namespace {

constexpr int64_t unit = 256; ///< sub-pixel positions a pixel

struct Bounds {
    int x0, y0, x1, y1;
    bool empty() const { return x0 >= x1 || y0 >= y1; }
};

struct Color {
    uint32_t r, g, b, a;
};

Color color_of(ImU32 c) {
    return {(c >> IM_COL32_R_SHIFT) & 255, (c >> IM_COL32_G_SHIFT) & 255, (c >> IM_COL32_B_SHIFT) & 255,
            (c >> IM_COL32_A_SHIFT) & 255};
}

uint32_t by_255(uint32_t x) {
    x += 128;
    return (x + (x >> 8)) >> 8;
}

void blend(uint8_t* pixel, const Color& c) {
    uint32_t keep = 255 - c.a;
    pixel[0] = static_cast<uint8_t>(by_255(c.r * c.a + pixel[0] * keep));
    pixel[1] = static_cast<uint8_t>(by_255(c.g * c.a + pixel[1] * keep));
    pixel[2] = static_cast<uint8_t>(by_255(c.b * c.a + pixel[2] * keep));
}

int64_t floor_divide(int64_t a, int64_t b) {
    int64_t quotient = a / b;
    return quotient - ((a % b != 0) && ((a < 0) != (b < 0)));
}

int64_t fixed(float position) {
    // Clamped so that no input can overflow the edge functions.
    return std::llrint(std::clamp(position, -32768.0f, 32768.0f) * static_cast<float>(unit));
}

/// Bilinear samples at texel positions in 1/65536; colours repeat at the border.
class Sampler {
public:
    explicit Sampler(const compat::Texture& texture) : m_texture(texture) {}
    bool empty() const { return !m_texture.pixels; }
    double width() const { return m_texture.width; }
    double height() const { return m_texture.height; }

    Color at(int64_t u, int64_t v) const {
        u -= 32768;
        v -= 32768;
        uint32_t fu = static_cast<uint32_t>(u >> 8) & 255, fv = static_cast<uint32_t>(v >> 8) & 255;
        int x = static_cast<int>(u >> 16), y = static_cast<int>(v >> 16);
        if (fu == 0 && fv == 0) return texel(x, y);
        Color a = texel(x, y), b = texel(x + 1, y), c = texel(x, y + 1), d = texel(x + 1, y + 1);
        auto mix = [&](uint32_t p, uint32_t q, uint32_t r, uint32_t s) {
            return ((p * (256 - fu) + q * fu) * (256 - fv) + (r * (256 - fu) + s * fu) * fv + 32768) >> 16;
        };
        if (m_texture.channels == 1) return {255, 255, 255, mix(a.a, b.a, c.a, d.a)};
        return {mix(a.r, b.r, c.r, d.r), mix(a.g, b.g, c.g, d.g), mix(a.b, b.b, c.b, d.b), mix(a.a, b.a, c.a, d.a)};
    }

private:
    Color texel(int x, int y) const {
        x = std::clamp(x, 0, m_texture.width - 1);
        y = std::clamp(y, 0, m_texture.height - 1);
        size_t index = static_cast<size_t>(y) * static_cast<size_t>(m_texture.width) + static_cast<size_t>(x);
        if (m_texture.channels == 1) return {255, 255, 255, m_texture.pixels[index]};
        const unsigned char* p = m_texture.pixels + index * 4;
        return {p[0], p[1], p[2], p[3]};
    }

    compat::Texture m_texture;
};

Color modulated(const Color& c, const Color& texel) {
    return {by_255(c.r * texel.r), by_255(c.g * texel.g), by_255(c.b * texel.b), by_255(c.a * texel.a)};
}

class Painter {
public:
    Painter(Image& target, const ImVec2& origin) : m_target(target), m_origin(origin) {}

    void command(const ImDrawList& list, const ImDrawCmd& command) {
        m_clip.x0 = std::max(0, static_cast<int>(command.ClipRect.x - m_origin.x));
        m_clip.y0 = std::max(0, static_cast<int>(command.ClipRect.y - m_origin.y));
        m_clip.x1 = std::min(m_target.width, static_cast<int>(command.ClipRect.z - m_origin.x));
        m_clip.y1 = std::min(m_target.height, static_cast<int>(command.ClipRect.w - m_origin.y));
        if (m_clip.empty()) return;
        Sampler sampler(compat::texture_of(command));
        auto vertex = [&](unsigned i) -> const ImDrawVert& {
            return list.VtxBuffer[static_cast<int>(command.VtxOffset +
                                                   list.IdxBuffer[static_cast<int>(command.IdxOffset + i)])];
        };
        for (unsigned i = 0; i + 2 < command.ElemCount;) {
            if (i + 5 < command.ElemCount && rectangle(vertex, i, sampler)) {
                i += 6;
                continue;
            }
            triangle(vertex(i), vertex(i + 1), vertex(i + 2), sampler);
            i += 3;
        }
    }

private:
    uint8_t* pixel(int x, int y) {
        return &m_target
                    .rgba[(static_cast<size_t>(y) * static_cast<size_t>(m_target.width) + static_cast<size_t>(x)) * 4];
    }

    void fill(int y, int x0, int x1, const Color& c) {
        uint8_t* p = pixel(x0, y);
        if (c.a == 255) {
            const uint8_t bytes[4] = {static_cast<uint8_t>(c.r), static_cast<uint8_t>(c.g), static_cast<uint8_t>(c.b),
                                      255};
            for (int x = x0; x < x1; ++x, p += 4) std::memcpy(p, bytes, 4);
        } else if (c.a != 0) {
            for (int x = x0; x < x1; ++x, p += 4) blend(p, c);
        }
    }

    /// Two triangles that are an upright rectangle of one colour: what PrimRect and PrimRectUV emit.
    template<typename Vertex> bool rectangle(const Vertex& vertex, unsigned i, const Sampler& sampler) {
        const ImDrawVert &a = vertex(i), &b = vertex(i + 1), &c = vertex(i + 2), &d = vertex(i + 5);
        if (&vertex(i + 3) != &a || &vertex(i + 4) != &c) return false;
        if (a.col != b.col || a.col != c.col || a.col != d.col) return false;
        if (a.pos.y != b.pos.y || c.pos.y != d.pos.y || a.pos.x != d.pos.x || b.pos.x != c.pos.x) return false;
        if (a.uv.y != b.uv.y || c.uv.y != d.uv.y || a.uv.x != d.uv.x || b.uv.x != c.uv.x) return false;
        if (a.pos.x > b.pos.x || a.pos.y > d.pos.y) return false;
        Color color = color_of(a.col);
        if (color.a == 0) return true;
        int64_t left = fixed(a.pos.x - m_origin.x), right = fixed(b.pos.x - m_origin.x);
        int64_t top = fixed(a.pos.y - m_origin.y), bottom = fixed(d.pos.y - m_origin.y);
        auto first = [](int64_t edge) { return static_cast<int>(floor_divide(edge + unit / 2 - 1, unit)); };
        Bounds box{std::max(m_clip.x0, first(left)), std::max(m_clip.y0, first(top)), std::min(m_clip.x1, first(right)),
                   std::min(m_clip.y1, first(bottom))};
        if (box.empty()) return true;
        if (a.uv.x == c.uv.x && a.uv.y == c.uv.y) {
            if (!sampler.empty()) color = modulated(color, sample(sampler, a.uv.x, a.uv.y));
            for (int y = box.y0; y < box.y1; ++y) fill(y, box.x0, box.x1, color);
            return true;
        }
        if (sampler.empty()) return true;
        textured(a, c, box, {left, top, right, bottom}, color, sampler);
        return true;
    }

    struct Edges {
        int64_t left, top, right, bottom;
    };

    void textured(const ImDrawVert& a, const ImDrawVert& c, const Bounds& box, const Edges& edges, const Color& color,
                  const Sampler& sampler) {
        // Texels a pixel and the position at the first pixel's centre, in 1/65536 texel.
        double du = (double(c.uv.x) - a.uv.x) * sampler.width() * unit / double(edges.right - edges.left);
        double dv = (double(c.uv.y) - a.uv.y) * sampler.height() * unit / double(edges.bottom - edges.top);
        double u = a.uv.x * sampler.width() + du * double(box.x0 * unit + unit / 2 - edges.left) / unit;
        double v = a.uv.y * sampler.height() + dv * double(box.y0 * unit + unit / 2 - edges.top) / unit;
        int64_t step_u = std::llrint(du * 65536), step_v = std::llrint(dv * 65536);
        int64_t start_u = std::llrint(u * 65536), at_v = std::llrint(v * 65536);
        for (int y = box.y0; y < box.y1; ++y, at_v += step_v) {
            int64_t at_u = start_u;
            uint8_t* p = pixel(box.x0, y);
            for (int x = box.x0; x < box.x1; ++x, at_u += step_u, p += 4) {
                Color texel = sampler.at(at_u, at_v);
                if (texel.a) blend(p, modulated(color, texel));
            }
        }
    }

    static Color sample(const Sampler& sampler, double u, double v) {
        return sampler.at(std::llrint(u * sampler.width() * 65536), std::llrint(v * sampler.height() * 65536));
    }

    void triangle(const ImDrawVert& v0, const ImDrawVert& v1, const ImDrawVert& v2, const Sampler& sampler) {
        const ImDrawVert* v[3] = {&v0, &v1, &v2};
        int64_t x[3], y[3];
        for (int k = 0; k < 3; ++k) {
            x[k] = fixed(v[k]->pos.x - m_origin.x);
            y[k] = fixed(v[k]->pos.y - m_origin.y);
        }
        int64_t area = (x[1] - x[0]) * (y[2] - y[0]) - (y[1] - y[0]) * (x[2] - x[0]);
        if (area == 0) return;
        if (area < 0) {
            std::swap(v[1], v[2]);
            std::swap(x[1], x[2]);
            std::swap(y[1], y[2]);
            area = -area;
        }
        int top = std::max<int>(m_clip.y0, static_cast<int>(floor_divide(std::min({y[0], y[1], y[2]}), unit)));
        int bottom = std::min<int>(m_clip.y1, static_cast<int>(floor_divide(std::max({y[0], y[1], y[2]}), unit)) + 1);
        // Edge k lies opposite vertex k: inside where a*x + b*y + c >= 0 at pixel centres.
        int64_t a[3], b[3], c[3];
        for (int k = 0; k < 3; ++k) {
            int from = (k + 1) % 3, to = (k + 2) % 3;
            a[k] = y[from] - y[to];
            b[k] = x[to] - x[from];
            bool top_left = a[k] > 0 || (a[k] == 0 && b[k] > 0);
            c[k] = -(a[k] * x[from] + b[k] * y[from]) - (top_left ? 0 : 1);
        }
        bool flat = v[0]->col == v[1]->col && v[1]->col == v[2]->col;
        bool one_texel = same(v[0]->uv, v[1]->uv) && same(v[1]->uv, v[2]->uv);
        Color texel{255, 255, 255, 255};
        if (one_texel && !sampler.empty()) texel = sample(sampler, v[0]->uv.x, v[0]->uv.y);
        Color even = modulated(color_of(v[0]->col), texel);
        for (int row = top; row < bottom; ++row) {
            int64_t center_y = row * unit + unit / 2;
            int64_t first = m_clip.x0, last = m_clip.x1 - 1;
            for (int k = 0; k < 3; ++k) {
                int64_t rest = b[k] * center_y + c[k] + a[k] * (unit / 2); // at x = column * unit
                if (a[k] > 0)
                    first = std::max(first, -floor_divide(rest, a[k] * unit));
                else if (a[k] < 0)
                    last = std::min(last, floor_divide(rest, -a[k] * unit));
                else if (rest < 0)
                    last = first - 1;
            }
            if (first > last) continue;
            if (flat && one_texel) {
                fill(row, static_cast<int>(first), static_cast<int>(last) + 1, even);
                continue;
            }
            shade_row(row, static_cast<int>(first), static_cast<int>(last), v, a, b, c, area,
                      one_texel ? &texel : nullptr, sampler);
        }
    }

    static bool same(const ImVec2& p, const ImVec2& q) { return p.x == q.x && p.y == q.y; }

    void shade_row(int row, int first, int last, const ImDrawVert* const v[3], const int64_t a[3], const int64_t b[3],
                   const int64_t c[3], int64_t area, const Color* texel, const Sampler& sampler) {
        double inverse = 1.0 / static_cast<double>(area);
        int64_t center_y = row * unit + unit / 2;
        uint8_t* p = pixel(first, row);
        for (int column = first; column <= last; ++column, p += 4) {
            int64_t center_x = column * unit + unit / 2;
            double w0 = static_cast<double>(a[0] * center_x + b[0] * center_y + c[0]) * inverse;
            double w1 = static_cast<double>(a[1] * center_x + b[1] * center_y + c[1]) * inverse;
            double w2 = 1 - w0 - w1;
            auto channel = [&](int shift) {
                double value = w0 * ((v[0]->col >> shift) & 255) + w1 * ((v[1]->col >> shift) & 255) +
                               w2 * ((v[2]->col >> shift) & 255);
                return static_cast<uint32_t>(std::clamp(value + 0.5, 0.0, 255.0));
            };
            Color color{channel(IM_COL32_R_SHIFT), channel(IM_COL32_G_SHIFT), channel(IM_COL32_B_SHIFT),
                        channel(IM_COL32_A_SHIFT)};
            if (texel)
                color = modulated(color, *texel);
            else if (!sampler.empty())
                color = modulated(color, sample(sampler, w0 * v[0]->uv.x + w1 * v[1]->uv.x + w2 * v[2]->uv.x,
                                                w0 * v[0]->uv.y + w1 * v[1]->uv.y + w2 * v[2]->uv.y));
            if (color.a) blend(p, color);
        }
    }

    Image& m_target;
    ImVec2 m_origin;
    Bounds m_clip{0, 0, 0, 0};
};

} // namespace

void rasterize(ImDrawData& data, Image& target, ImU32 clear) {
    const uint8_t pixel[4] = {static_cast<uint8_t>(clear >> IM_COL32_R_SHIFT),
                              static_cast<uint8_t>(clear >> IM_COL32_G_SHIFT),
                              static_cast<uint8_t>(clear >> IM_COL32_B_SHIFT), 255};
    for (size_t i = 0; i < target.rgba.size(); i += 4) std::memcpy(&target.rgba[i], pixel, 4);
    compat::accept_textures(data);
    Painter painter(target, data.DisplayPos);
    for (const ImDrawList* list : compat::draw_lists(data))
        for (const ImDrawCmd& command : list->CmdBuffer)
            if (!command.UserCallback) painter.command(*list, command);
}

} // namespace scope
