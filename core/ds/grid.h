#pragma once
// ds_grid: width x height cells, 16 bytes each, stored column by column as ds_grid_write prints them.
// Regions are inclusive and clipped to the grid; a disk holds the cells whose centre is at most r away.

#include "core/ds/list.h"
#include "core/ds/structure.h"

#include <string>
#include <vector>

namespace scope {

/// The cells a grid function works on.
struct GridArea {
    bool disk = false;
    double x1 = 0, y1 = 0, x2 = 0, y2 = 0; ///< a disk's centre is (x1, y1)
    double radius = 0;

    static GridArea region(double left, double top, double right, double bottom) {
        return {false, left, top, right, bottom, 0};
    }
    static GridArea circle(double x, double y, double r) { return {true, x, y, 0, 0, r}; }
};

enum class GridChange : uint8_t { set, add, multiply };
enum class GridMeasure : uint8_t { sum, min, max, mean };

class DsGrid final : public DsStructure {
public:
    ~DsGrid() override;
    size_t size() const override { return m_cells.size(); }
    uint32_t width() const { return m_width; }
    uint32_t height() const { return m_height; }
    bool has(int64_t x, int64_t y) const { return x >= 0 && y >= 0 && x < m_width && y < m_height; }

    Value get(int64_t x, int64_t y) const; ///< undefined outside
    /// ds_grid_set, add, multiply of one cell. Outside: ignored. Fails as arrays' `+` and `*` do, with their text.
    DsWrite change(GridChange what, int64_t x, int64_t y, const Value& operand, std::string& error);
    /// ds_grid_*_region and *_disk. False with `error` at the first cell that cannot be combined; cells before it have
    /// changed.
    bool change_area(GridChange what, const GridArea& area, const Value& operand, std::string& error);
    /// ds_grid_*_grid_region: source cells of the region go to (x, y) and right of and below it.
    bool change_from(GridChange what, const DsGrid& source, const GridArea& region, int64_t x, int64_t y,
                     std::string& error);
    /// ds_grid_get_sum, min, max, mean and the disk ones. Sums and means are of numbers; min and max look at strings
    /// only where there is no number. 0 for no cells.
    Value measure(GridMeasure what, const GridArea& area) const;
    /// ds_grid_value_exists, value_x, value_y: the first cell, column by column.
    bool find(const Value& value, const GridArea& area, uint32_t& x, uint32_t& y) const;
    void fill(const Value& value);             ///< ds_grid_clear
    void sort(int64_t column, bool ascending); ///< moves whole rows; a column outside does nothing
    void shuffle(const RandomBelow& below);
    /// Keeps the overlap, new cells are 0. False when a limit forbids it.
    [[nodiscard]] bool resize(uint32_t width, uint32_t height);
    [[nodiscard]] bool copy_from(const DsGrid& source);

    const Value& at(uint32_t x, uint32_t y) const { return m_cells[size_t(x) * m_height + y]; }
    const std::vector<Value>& cells() const { return m_cells; } ///< column by column

private:
    friend class DsStore;
    explicit DsGrid(DsStore& store) : DsStructure(store, RefKind::ds_grid) {}
    template<typename Visit> bool each_cell(const GridArea& area, const Visit& visit) const;
    bool combine_cell(GridChange what, size_t cell, const Value& operand, std::string& error);

    std::vector<Value> m_cells;
    uint32_t m_width = 0;
    uint32_t m_height = 0;
};

} // namespace scope
