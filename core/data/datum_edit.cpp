#include "core/data/datum_edit.h"

#include "core/base/verify.h"
#include "core/data/datum_steps.h"

#include <charconv>

namespace scope {

static constexpr size_t nowhere = SIZE_MAX;

MapBuilder& MapBuilder::add(Datum key, Datum value) {
    m_entries.push_back({std::move(key), std::move(value)});
    return *this;
}

namespace {

bool has_keys(const Datum& datum) {
    return datum.is(DatumKind::structure) || datum.is(DatumKind::ds_map);
}

bool has_order(const Datum& datum) {
    return datum.is(DatumKind::array) || datum.is(DatumKind::ds_list) || datum.is(DatumKind::ds_stack) ||
           datum.is(DatumKind::ds_queue);
}

bool is_wrapping(const Datum& datum) {
    return datum.is(DatumKind::shared) || datum.is(DatumKind::constructed);
}

size_t position_of_text(const Datum& container, std::string_view key) {
    auto entries = container.entries();
    for (size_t i = 0; i < entries.size(); ++i)
        if (entries[i].key.is(DatumKind::string) && entries[i].key.text() == key) return i;
    // A number in a path means a numeric key when no text key has that name.
    double number = 0;
    auto result = std::from_chars(key.data(), key.data() + key.size(), number);
    if (result.ec != std::errc{} || result.ptr != key.data() + key.size()) return nowhere;
    for (size_t i = 0; i < entries.size(); ++i)
        if (entries[i].key.is_number() && entries[i].key.as_real() == number) return i;
    return nowhere;
}

size_t position_of(const Datum& container, const Datum& key) {
    auto entries = container.entries();
    for (size_t i = 0; i < entries.size(); ++i)
        if (entries[i].key == key) return i;
    return nowhere;
}

/// An index written in decimal; nowhere for other text.
size_t index_of(std::string_view part) {
    size_t index = nowhere;
    auto result = std::from_chars(part.data(), part.data() + part.size(), index);
    return result.ec == std::errc{} && result.ptr == part.data() + part.size() ? index : nowhere;
}

/// Finds the child that the first part of `path` means and cuts that part off; the shortest part that fits wins. `more`
/// tells whether a slash followed.
size_t step(const Datum& container, std::string_view& path, bool& more) {
    for (size_t slash = path.find('/');; slash = path.find('/', slash + 1)) {
        std::string_view part = path.substr(0, slash);
        size_t position = nowhere;
        if (has_keys(container))
            position = position_of_text(container, part);
        else if (index_of(part) < container.items().size())
            position = index_of(part);
        if (position != nowhere) {
            more = slash != std::string_view::npos;
            path = more ? path.substr(slash + 1) : std::string_view();
            return position;
        }
        if (slash == std::string_view::npos || !has_keys(container)) return nowhere;
    }
}

const Datum& child_at(const Datum& container, size_t position) {
    if (is_wrapping(container)) return container.inner();
    return has_keys(container) ? container.entries()[position].value : container.items()[position];
}

Datum rebuild(const Datum& container, std::vector<DatumEntry> entries) {
    return container.is(DatumKind::structure) ? Datum::structure(std::move(entries))
                                              : Datum::ds_map(std::move(entries));
}

Datum rebuild(const Datum& container, std::vector<Datum> items) {
    switch (container.kind()) {
    case DatumKind::ds_list: return Datum::ds_list(std::move(items));
    case DatumKind::ds_stack: return Datum::ds_stack(std::move(items));
    case DatumKind::ds_queue: return Datum::ds_queue(std::move(items));
    case DatumKind::ds_grid: return Datum::ds_grid(container.grid_width(), container.grid_height(), std::move(items));
    default: return Datum::array(std::move(items));
    }
}

Datum with_child(const Datum& container, size_t position, Datum value) {
    if (container.is(DatumKind::shared)) return Datum::shared(container.id(), std::move(value));
    if (container.is(DatumKind::constructed))
        return Datum::constructed(std::string(container.text()), std::move(value));
    if (has_keys(container)) {
        std::vector<DatumEntry> entries(container.entries().begin(), container.entries().end());
        entries[position].value = std::move(value);
        return rebuild(container, std::move(entries));
    }
    std::vector<Datum> items(container.items().begin(), container.items().end());
    items[position] = std::move(value);
    return rebuild(container, std::move(items));
}

/// The way from a root to a container, outermost first; positions lead to the next one.
struct Way {
    std::vector<std::pair<const Datum*, size_t>> steps;
    const Datum* at = nullptr;
    bool complete = false; ///< the whole path was walked
    bool at_last = false;  ///< all but the last step was
    std::string_view rest = {};

    void enter_wrappings() {
        while (is_wrapping(*at)) descend(0);
    }
    void descend(size_t position) {
        steps.emplace_back(at, position);
        at = &child_at(*at, position);
    }
    Datum rebuilt(Datum changed) const {
        for (size_t i = steps.size(); i-- > 0;)
            changed = with_child(*steps[i].first, steps[i].second, std::move(changed));
        return changed;
    }
};

/// Walks as far as the path leads.
Way walk(const Datum& root, std::string_view path) {
    Way way{{}, &root};
    bool more = !path.empty();
    while (more) {
        way.enter_wrappings();
        size_t position = step(*way.at, path, more);
        if (position == nowhere) break;
        way.descend(position);
    }
    way.complete = !more;
    way.rest = path;
    return way;
}

Way walk(const Datum& root, PathSteps steps) {
    Way way{{}, &root};
    size_t done = 0;
    for (; done < steps.size(); ++done) {
        way.enter_wrappings();
        size_t index = index_of(steps[done].text());
        size_t position = has_keys(*way.at)                ? position_of(*way.at, steps[done])
                          : index < way.at->items().size() ? index
                                                           : nowhere;
        if (position == nowhere) break;
        way.descend(position);
    }
    way.complete = done == steps.size();
    way.at_last = done + 1 == steps.size();
    return way;
}

tl::unexpected<Error> no_such_path(std::string_view path) {
    return fail("there is nothing at '" + std::string(path) + "'");
}

} // namespace

const Datum* at_path(const Datum& root, std::string_view path) {
    Way way = walk(root, path);
    return way.complete ? way.at : nullptr;
}

Datum with_entry(const Datum& container, const Datum& key, Datum value) {
    if (!has_keys(container) || (container.is(DatumKind::structure) && !key.is(DatumKind::string))) return container;
    size_t position = position_of(container, key);
    if (position != nowhere) return with_child(container, position, std::move(value));
    std::vector<DatumEntry> entries(container.entries().begin(), container.entries().end());
    entries.push_back({key, std::move(value)});
    return rebuild(container, std::move(entries));
}

static Datum without_position(const Datum& container, size_t position) {
    std::vector<DatumEntry> entries(container.entries().begin(), container.entries().end());
    entries.erase(entries.begin() + static_cast<ptrdiff_t>(position));
    return rebuild(container, std::move(entries));
}

Datum without_entry(const Datum& container, const Datum& key) {
    size_t position = has_keys(container) ? position_of(container, key) : nowhere;
    return position == nowhere ? container : without_position(container, position);
}

Datum with_item(const Datum& container, size_t index, Datum value) {
    bool possible = (has_order(container) || container.is(DatumKind::ds_grid)) && index < container.items().size();
    return possible ? with_child(container, index, std::move(value)) : container;
}

Datum with_item_inserted(const Datum& container, size_t index, Datum value) {
    if (!has_order(container) || index > container.items().size()) return container;
    std::vector<Datum> items(container.items().begin(), container.items().end());
    items.insert(items.begin() + static_cast<ptrdiff_t>(index), std::move(value));
    return rebuild(container, std::move(items));
}

Datum without_item(const Datum& container, size_t index) {
    if (!has_order(container) || index >= container.items().size()) return container;
    std::vector<Datum> items(container.items().begin(), container.items().end());
    items.erase(items.begin() + static_cast<ptrdiff_t>(index));
    return rebuild(container, std::move(items));
}

Result<Datum> with_path(const Datum& root, std::string_view path, Datum value) {
    Way way = walk(root, path);
    if (way.complete) return way.rebuilt(std::move(value));
    way.enter_wrappings();
    if (has_keys(*way.at) && way.rest.find('/') == std::string_view::npos)
        return way.rebuilt(with_entry(*way.at, way.rest, std::move(value)));
    if (has_order(*way.at) && index_of(way.rest) == way.at->items().size())
        return way.rebuilt(with_item_inserted(*way.at, way.at->items().size(), std::move(value)));
    return no_such_path(path);
}

/// Splits the last step off: its container and position.
static bool parent_of(Way& way, const Datum*& container, size_t& position) {
    if (!way.complete || way.steps.empty()) return false;
    std::tie(container, position) = way.steps.back();
    way.steps.pop_back();
    return !is_wrapping(*container);
}

const Datum* at_steps(const Datum& root, PathSteps steps) {
    Way way = walk(root, steps);
    return way.complete ? way.at : nullptr;
}

static tl::unexpected<Error> no_such_step(PathSteps steps) {
    return no_such_path(steps.empty() ? std::string_view() : steps.back().text());
}

Result<Datum> with_steps(const Datum& root, PathSteps steps, Datum value) {
    Way way = walk(root, steps);
    if (way.complete) return way.rebuilt(std::move(value));
    way.enter_wrappings();
    if (!way.at_last) return no_such_step(steps);
    if (has_keys(*way.at)) return way.rebuilt(with_entry(*way.at, steps.back(), std::move(value)));
    if (has_order(*way.at) && index_of(steps.back().text()) == way.at->items().size())
        return way.rebuilt(with_item_inserted(*way.at, way.at->items().size(), std::move(value)));
    return no_such_step(steps);
}

Result<Datum> without_steps(const Datum& root, PathSteps steps) {
    Way way = walk(root, steps);
    const Datum* container = nullptr;
    size_t position = 0;
    if (!parent_of(way, container, position)) return no_such_step(steps);
    if (container->is(DatumKind::ds_grid)) return fail("a cell of a grid cannot be removed");
    return way.rebuilt(has_keys(*container) ? without_position(*container, position)
                                            : without_item(*container, position));
}

Result<Datum> with_renamed_step(const Datum& root, PathSteps steps, const Datum& new_key) {
    Way way = walk(root, steps);
    const Datum* container = nullptr;
    size_t position = 0;
    if (!parent_of(way, container, position) || !has_keys(*container)) return no_such_step(steps);
    if (container->is(DatumKind::structure) && !new_key.is(DatumKind::string))
        return fail("the keys of a struct are strings");
    size_t taken = position_of(*container, new_key);
    if (taken != nowhere && taken != position) return fail("there is already such a key");
    std::vector<DatumEntry> entries(container->entries().begin(), container->entries().end());
    entries[position].key = new_key;
    return way.rebuilt(rebuild(*container, std::move(entries)));
}

} // namespace scope
