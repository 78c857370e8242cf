#include "core/ds/grid.h"

#include "core/ds/store.h"
#include "core/value/convert.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace scope {

namespace {

/// A coordinate as a cell index; anything beyond int64's comfort is as far outside as it gets.
int64_t cell_index(double coordinate) {
    if (std::isnan(coordinate)) return 0;
    return static_cast<int64_t>(std::clamp(coordinate, -4e15, 4e15));
}

struct Bounds {
    int64_t left, top, right, bottom; // inclusive
};

/// The area's box within width x height; empty when right < left or bottom < top.
Bounds clip(const GridArea& area, uint32_t width, uint32_t height) {
    Bounds box;
    if (area.disk) {
        box = {cell_index(std::floor(area.x1 - area.radius)), cell_index(std::floor(area.y1 - area.radius)),
               cell_index(std::ceil(area.x1 + area.radius)), cell_index(std::ceil(area.y1 + area.radius))};
    } else {
        box = {cell_index(std::min(area.x1, area.x2)), cell_index(std::min(area.y1, area.y2)),
               cell_index(std::max(area.x1, area.x2)), cell_index(std::max(area.y1, area.y2))};
    }
    box.left = std::max<int64_t>(box.left, 0);
    box.top = std::max<int64_t>(box.top, 0);
    box.right = std::min<int64_t>(box.right, int64_t(width) - 1);
    box.bottom = std::min<int64_t>(box.bottom, int64_t(height) - 1);
    return box;
}

bool within(const GridArea& area, int64_t x, int64_t y) {
    if (!area.disk) return true;
    double dx = static_cast<double>(x) - area.x1, dy = static_cast<double>(y) - area.y1;
    return dx * dx + dy * dy <= area.radius * area.radius;
}

bool is_number(const Value& value, double& out) {
    if (value.is_real())
        out = value.as_real();
    else if (value.is_numeric())
        out = static_cast<double>(value.as_int64());
    else
        return false;
    return true;
}

enum class Kind : uint8_t { number, text, nothing, other };

Kind kind_of(const Value& value) {
    if (value.is_numeric() || value.is_ref()) return Kind::number;
    return value.is_string() ? Kind::text : value.is_undefined() ? Kind::nothing : Kind::other;
}

/// What becomes of a cell. What is added to another kind takes its place, and no string is multiplied, as in GameMaker.
bool changed(Heap& heap, GridChange what, const Value& cell, const Value& operand, Value& result, std::string& error) {
    Kind held = kind_of(cell), given = kind_of(operand);
    if (what == GridChange::set || (what == GridChange::add && (held != given || held == Kind::nothing)))
        return result = operand, true;
    if (what == GridChange::multiply && (held == Kind::text || given == Kind::text)) return result = cell, true;
    return combine(heap, what == GridChange::add ? Arithmetic::add : Arithmetic::multiply, cell, operand, result,
                   error);
}

/// What the watch hears as the key of a cell: its number, column by column.
Value cell_key(size_t cell) {
    return Value(static_cast<double>(cell));
}

} // namespace

DsGrid::~DsGrid() = default;

/// Visits until `visit(cell, x, y)` returns false; returns whether it got through.
template<typename Visit> bool DsGrid::each_cell(const GridArea& area, const Visit& visit) const {
    Bounds box = clip(area, m_width, m_height);
    if (box.bottom < box.top) return true; // a grid can be four thousand million columns of nothing
    for (int64_t x = box.left; x <= box.right; ++x) {
        for (int64_t y = box.top; y <= box.bottom; ++y) {
            if (within(area, x, y) && !visit(static_cast<size_t>(x) * m_height + static_cast<size_t>(y), x, y))
                return false;
        }
    }
    return true;
}

Value DsGrid::get(int64_t x, int64_t y) const {
    if (!has(x, y)) return Value();
    size_t cell = static_cast<size_t>(x) * m_height + static_cast<size_t>(y);
    return watched() ? tell_read(cell_key(cell), m_cells[cell]) : m_cells[cell];
}

bool DsGrid::combine_cell(GridChange what, size_t cell, const Value& operand, std::string& error) {
    Value result;
    if (!changed(heap(), what, m_cells[cell], operand, result, error)) return false;
    m_cells[cell].swap(result);
    return true;
}

DsWrite DsGrid::change(GridChange what, int64_t x, int64_t y, const Value& operand, std::string& error) {
    if (!has(x, y)) return DsWrite::ignored;
    size_t cell = static_cast<size_t>(x) * m_height + static_cast<size_t>(y);
    Value result;
    if (!changed(heap(), what, m_cells[cell], operand, result, error)) return DsWrite::limit;
    tell_write(cell_key(cell), true, m_cells[cell], result);
    m_cells[cell].swap(result);
    return DsWrite::replaced;
}

bool DsGrid::change_area(GridChange what, const GridArea& area, const Value& operand, std::string& error) {
    tell_whole();
    Value kept(operand);
    return each_cell(area, [&](size_t cell, int64_t, int64_t) { return combine_cell(what, cell, kept, error); });
}

bool DsGrid::change_from(GridChange what, const DsGrid& source, const GridArea& region, int64_t x, int64_t y,
                         std::string& error) {
    tell_whole();
    source.tell_dumped();
    Bounds box = clip(region, source.m_width, source.m_height);
    int64_t left = cell_index(std::min(region.x1, region.x2)), top = cell_index(std::min(region.y1, region.y2));
    // A grid onto itself: read everything before anything changes.
    std::vector<Value> copy;
    if (&source == this) {
        if (!room(m_cells.size() * sizeof(Value))) {
            error = "out of memory";
            return false;
        }
        copy = m_cells;
    }
    const std::vector<Value>& from = &source == this ? copy : source.m_cells;
    if (box.bottom < box.top) return true;
    for (int64_t sx = box.left; sx <= box.right; ++sx) {
        for (int64_t sy = box.top; sy <= box.bottom; ++sy) {
            int64_t to_x = x + (sx - left), to_y = y + (sy - top);
            if (!has(to_x, to_y)) continue;
            const Value& operand = from[static_cast<size_t>(sx) * source.m_height + static_cast<size_t>(sy)];
            if (!combine_cell(what, static_cast<size_t>(to_x) * m_height + static_cast<size_t>(to_y), operand, error))
                return false;
        }
    }
    return true;
}

Value DsGrid::measure(GridMeasure what, const GridArea& area) const {
    tell_dumped();
    double sum = 0;
    size_t numbers = 0;
    const Value* best_number = nullptr;
    const Value* best_text = nullptr;
    auto better = [what](const Value* best, const Value& cell) {
        if (!best) return true;
        int order = ds_order(cell, *best);
        return what == GridMeasure::min ? order < 0 : order > 0;
    };
    each_cell(area, [&](size_t cell, int64_t, int64_t) {
        double number;
        if (is_number(m_cells[cell], number)) {
            sum += number;
            ++numbers;
            if (better(best_number, m_cells[cell])) best_number = &m_cells[cell];
        } else if (m_cells[cell].is_string() && better(best_text, m_cells[cell])) {
            best_text = &m_cells[cell];
        }
        return true;
    });
    if (what == GridMeasure::sum) return Value(sum);
    if (what == GridMeasure::mean) return Value(numbers ? sum / static_cast<double>(numbers) : 0.0);
    return best_number ? *best_number : best_text ? *best_text : Value(0.0);
}

bool DsGrid::find(const Value& value, const GridArea& area, uint32_t& x, uint32_t& y) const {
    tell_dumped();
    return !each_cell(area, [&](size_t cell, int64_t at_x, int64_t at_y) {
        if (!ds_equal(m_cells[cell], value, store().precision)) return true;
        x = static_cast<uint32_t>(at_x);
        y = static_cast<uint32_t>(at_y);
        return false;
    });
}

void DsGrid::fill(const Value& value) {
    tell_whole();
    Value kept(value); // NOLINT(performance-unnecessary-copy-initialization): the value may lie in a cell
    for (Value& cell : m_cells) cell = kept;
}

void DsGrid::sort(int64_t column, bool ascending) {
    if (column < 0 || column >= m_width || m_cells.empty()) return;
    tell_whole();
    std::vector<uint32_t> rows(m_height);
    std::iota(rows.begin(), rows.end(), 0u);
    const Value* keys = m_cells.data() + static_cast<size_t>(column) * m_height;
    std::stable_sort(rows.begin(), rows.end(), [keys, ascending](uint32_t a, uint32_t b) {
        return ascending ? ds_order(keys[a], keys[b]) < 0 : ds_order(keys[b], keys[a]) < 0;
    });
    std::vector<Value> moved(m_height);
    for (size_t x = 0; x < m_width; ++x) {
        Value* cells = m_cells.data() + x * m_height;
        for (size_t y = 0; y < m_height; ++y) moved[y] = std::move(cells[rows[y]]);
        for (size_t y = 0; y < m_height; ++y) cells[y] = std::move(moved[y]);
    }
}

void DsGrid::shuffle(const RandomBelow& below) {
    tell_whole();
    for (size_t left = m_cells.size(); left > 1; --left)
        m_cells[left - 1].swap(m_cells[below(static_cast<uint32_t>(left)) % left]);
}

bool DsGrid::resize(uint32_t width, uint32_t height) {
    if (width == m_width && height == m_height) return true;
    size_t cells = size_t(width) * height;
    if (cells > SIZE_MAX / sizeof(Value) || !room(cells * sizeof(Value))) return false;
    tell_whole();
    std::vector<Value> fresh(cells, Value(0.0));
    for (size_t x = 0; !m_cells.empty() && cells && x < std::min(width, m_width); ++x) {
        for (size_t y = 0; y < std::min(height, m_height); ++y)
            fresh[x * height + y] = std::move(m_cells[x * m_height + y]);
    }
    m_cells.swap(fresh);
    m_width = width;
    m_height = height;
    weigh(sizeof *this + m_cells.capacity() * sizeof(Value));
    return true;
}

bool DsGrid::copy_from(const DsGrid& source) {
    source.tell_dumped();
    if (&source == this) return true;
    if (!room(source.bytes())) return false;
    tell_whole();
    std::vector<Value> cells = source.m_cells;
    m_cells.swap(cells);
    m_width = source.m_width;
    m_height = source.m_height;
    weigh(sizeof *this + m_cells.capacity() * sizeof(Value));
    return true;
}

} // namespace scope
