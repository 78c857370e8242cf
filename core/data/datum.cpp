#include "core/data/datum.h"

#include "core/base/verify.h"

#include <algorithm>
#include <atomic>
#include <bit>
#include <cmath>
#include <limits>
#include <utility>

namespace scope {

/// The shared part of a datum. One of four layouts by kind; `next_dead` links nodes that wait for destruction, which is
/// why destroying needs neither recursion nor memory.
struct DatumNode {
    DatumNode(DatumKind the_kind) : kind(the_kind) {}
    std::atomic<uint32_t> count{1};
    DatumKind kind;
    DatumNode* next_dead = nullptr;

    static void push_if_last(Datum& datum, DatumNode*& dead);
    static void destroy(DatumNode* node);
    static DatumNode* of(const Datum& datum) { return datum.m_has_node ? datum.m_node : nullptr; }
};

namespace {

struct TextNode : DatumNode {
    TextNode(DatumKind the_kind, std::string the_text) : DatumNode(the_kind), text(std::move(the_text)) {}
    std::string text;
};

struct ItemsNode : DatumNode {
    ItemsNode(DatumKind the_kind, std::vector<Datum> the_items) : DatumNode(the_kind), items(std::move(the_items)) {}
    std::vector<Datum> items;
    uint32_t width = 0;
    uint32_t height = 0;
};

struct EntriesNode : DatumNode {
    EntriesNode(DatumKind the_kind, std::vector<DatumEntry> the_entries)
        : DatumNode(the_kind)
        , entries(std::move(the_entries)) {}
    std::vector<DatumEntry> entries;
};

struct BufferNode : DatumNode {
    BufferNode(DatumBuffer the_buffer) : DatumNode(DatumKind::buffer), buffer(std::move(the_buffer)) {}
    DatumBuffer buffer;
};

/// constructed, shared and same.
struct InnerNode : DatumNode {
    InnerNode(DatumKind the_kind, std::string the_name, int64_t the_id, Datum the_inner)
        : DatumNode(the_kind)
        , name(std::move(the_name))
        , id(the_id)
        , inner(std::move(the_inner)) {}
    std::string name;
    int64_t id;
    Datum inner;
};

enum class Layout : uint8_t { plain, text, items, entries, buffer, inner };

Layout layout_of(DatumKind kind) {
    switch (kind) {
    case DatumKind::string:
    case DatumKind::ref:
    case DatumKind::gml:
    case DatumKind::method: return Layout::text;
    case DatumKind::array:
    case DatumKind::ds_list:
    case DatumKind::ds_grid:
    case DatumKind::ds_stack:
    case DatumKind::ds_queue: return Layout::items;
    case DatumKind::structure:
    case DatumKind::ds_map:
    case DatumKind::ds_priority: return Layout::entries;
    case DatumKind::buffer: return Layout::buffer;
    case DatumKind::constructed:
    case DatumKind::shared:
    case DatumKind::same: return Layout::inner;
    default: return Layout::plain;
    }
}

/// Calls visit(Datum&) for each datum that `node` owns directly.
template<typename Visit> void for_each_child(DatumNode* node, Visit visit) {
    switch (layout_of(node->kind)) {
    case Layout::items:
        for (Datum& item : static_cast<ItemsNode*>(node)->items) visit(item);
        break;
    case Layout::entries:
        for (DatumEntry& entry : static_cast<EntriesNode*>(node)->entries) {
            visit(entry.key);
            visit(entry.value);
        }
        break;
    case Layout::buffer:
        for (DatumBufferField& field : static_cast<BufferNode*>(node)->buffer.fields) visit(field.value);
        break;
    case Layout::inner: visit(static_cast<InnerNode*>(node)->inner); break;
    default: break;
    }
}

void delete_node(DatumNode* node) {
    switch (layout_of(node->kind)) {
    case Layout::text: delete static_cast<TextNode*>(node); break;
    case Layout::items: delete static_cast<ItemsNode*>(node); break;
    case Layout::entries: delete static_cast<EntriesNode*>(node); break;
    case Layout::buffer: delete static_cast<BufferNode*>(node); break;
    case Layout::inner: delete static_cast<InnerNode*>(node); break;
    case Layout::plain: break;
    }
}

size_t own_bytes(const DatumNode* node) {
    switch (layout_of(node->kind)) {
    case Layout::text: return sizeof(TextNode) + static_cast<const TextNode*>(node)->text.size();
    case Layout::items: return sizeof(ItemsNode) + static_cast<const ItemsNode*>(node)->items.size() * sizeof(Datum);
    case Layout::entries:
        return sizeof(EntriesNode) + static_cast<const EntriesNode*>(node)->entries.size() * sizeof(DatumEntry);
    case Layout::buffer: {
        const DatumBuffer& buffer = static_cast<const BufferNode*>(node)->buffer;
        return sizeof(BufferNode) + buffer.fields.size() * sizeof(DatumBufferField) + buffer.bytes.size();
    }
    case Layout::inner: return sizeof(InnerNode) + static_cast<const InnerNode*>(node)->name.size();
    case Layout::plain: break;
    }
    return 0;
}

const Datum undefined_datum{};

} // namespace

std::string_view kind_name(DatumKind kind) {
    static constexpr std::string_view names[] = {"undefined", "bool",     "real",        "int32",  "int64",   "ptr",
                                                 "string",    "array",    "struct",      "ds_map", "ds_list", "ds_grid",
                                                 "ds_stack",  "ds_queue", "ds_priority", "ref",    "buffer",  "gml",
                                                 "method",    "new",      "shared",      "same"};
    return names[static_cast<size_t>(kind)];
}

void DatumNode::push_if_last(Datum& datum, DatumNode*& dead) {
    if (!datum.m_has_node) return;
    DatumNode* node = datum.m_node;
    datum.m_has_node = false;
    datum.m_kind = DatumKind::undefined;
    if (node->count.fetch_sub(1, std::memory_order_acq_rel) != 1) return;
    node->next_dead = dead;
    dead = node;
}

void DatumNode::destroy(DatumNode* dead) {
    while (dead) {
        DatumNode* node = dead;
        dead = node->next_dead;
        for_each_child(node, [&](Datum& child) { push_if_last(child, dead); });
        delete_node(node);
    }
}

void Datum::drop() noexcept {
    DatumNode* dead = nullptr;
    DatumNode::push_if_last(*this, dead);
    if (dead) DatumNode::destroy(dead);
}

Datum::Datum(const Datum& other) noexcept : m_kind(other.m_kind), m_has_node(other.m_has_node), m_node(nullptr) {
    m_integer = other.m_integer;
    if (m_has_node) m_node->count.fetch_add(1, std::memory_order_relaxed);
}

Datum::Datum(Datum&& other) noexcept : m_kind(other.m_kind), m_has_node(other.m_has_node), m_node(nullptr) {
    m_integer = other.m_integer;
    other.m_has_node = false;
    other.m_kind = DatumKind::undefined;
}

Datum& Datum::operator=(const Datum& other) noexcept {
    Datum copy(other);
    return *this = std::move(copy);
}

Datum& Datum::operator=(Datum&& other) noexcept {
    if (this == &other) return *this;
    Datum old;
    std::swap(old.m_kind, m_kind);
    std::swap(old.m_has_node, m_has_node);
    old.m_integer = m_integer;
    m_kind = std::exchange(other.m_kind, DatumKind::undefined);
    m_has_node = std::exchange(other.m_has_node, false);
    m_integer = other.m_integer;
    return *this;
}

Datum::Datum(double number) : m_kind(DatumKind::real) {
    m_real = number;
}

Datum Datum::boolean(bool flag) {
    Datum datum;
    datum.m_kind = DatumKind::boolean;
    datum.m_integer = flag;
    return datum;
}

Datum Datum::int32(int32_t number) {
    Datum datum;
    datum.m_kind = DatumKind::int32;
    datum.m_integer = number;
    return datum;
}

Datum Datum::int64(int64_t number) {
    Datum datum;
    datum.m_kind = DatumKind::int64;
    datum.m_integer = number;
    return datum;
}

Datum Datum::pointer(uint64_t address) {
    Datum datum;
    datum.m_kind = DatumKind::pointer;
    datum.m_integer = static_cast<int64_t>(address);
    return datum;
}

Datum Datum::string(std::string bytes) {
    return {DatumKind::string, new TextNode(DatumKind::string, std::move(bytes))};
}
Datum Datum::ref(std::string printed) {
    return {DatumKind::ref, new TextNode(DatumKind::ref, std::move(printed))};
}
Datum Datum::gml(std::string expression) {
    return {DatumKind::gml, new TextNode(DatumKind::gml, std::move(expression))};
}
Datum Datum::method(std::string name) {
    return {DatumKind::method, new TextNode(DatumKind::method, std::move(name))};
}
Datum Datum::array(std::vector<Datum> items) {
    return {DatumKind::array, new ItemsNode(DatumKind::array, std::move(items))};
}
Datum Datum::ds_list(std::vector<Datum> items) {
    return {DatumKind::ds_list, new ItemsNode(DatumKind::ds_list, std::move(items))};
}
Datum Datum::ds_stack(std::vector<Datum> items) {
    return {DatumKind::ds_stack, new ItemsNode(DatumKind::ds_stack, std::move(items))};
}
Datum Datum::ds_queue(std::vector<Datum> items) {
    return {DatumKind::ds_queue, new ItemsNode(DatumKind::ds_queue, std::move(items))};
}

Datum Datum::ds_grid(uint32_t width, uint32_t height, std::vector<Datum> cells) {
    VERIFY(cells.size() == static_cast<size_t>(width) * height);
    auto* node = new ItemsNode(DatumKind::ds_grid, std::move(cells));
    node->width = width;
    node->height = height;
    return {DatumKind::ds_grid, node};
}

Datum Datum::structure(std::vector<DatumEntry> entries) {
    for (const DatumEntry& entry : entries) VERIFY(entry.key.is(DatumKind::string));
    return {DatumKind::structure, new EntriesNode(DatumKind::structure, std::move(entries))};
}

Datum Datum::ds_map(std::vector<DatumEntry> entries) {
    return {DatumKind::ds_map, new EntriesNode(DatumKind::ds_map, std::move(entries))};
}

Datum Datum::ds_priority(std::vector<DatumEntry> entries) {
    return {DatumKind::ds_priority, new EntriesNode(DatumKind::ds_priority, std::move(entries))};
}

Datum Datum::buffer(DatumBuffer buffer) {
    return {DatumKind::buffer, new BufferNode(std::move(buffer))};
}

Datum Datum::constructed(std::string constructor, Datum content) {
    return {DatumKind::constructed,
            new InnerNode(DatumKind::constructed, std::move(constructor), 0, std::move(content))};
}

Datum Datum::shared(int64_t id, Datum value) {
    return {DatumKind::shared, new InnerNode(DatumKind::shared, {}, id, std::move(value))};
}

Datum Datum::same(int64_t id) {
    return {DatumKind::same, new InnerNode(DatumKind::same, {}, id, {})};
}

bool Datum::as_bool() const {
    return m_kind == DatumKind::boolean ? m_integer != 0 : as_real() > 0.5;
}

double Datum::as_real() const {
    if (m_kind == DatumKind::real) return m_real;
    return is_number() ? static_cast<double>(m_integer) : 0;
}

int64_t Datum::as_int64() const {
    if (m_kind != DatumKind::real) return is_number() || m_kind == DatumKind::pointer ? m_integer : 0;
    if (std::isnan(m_real)) return 0;
    if (m_real >= 0x1p63) return std::numeric_limits<int64_t>::max();
    if (m_real <= -0x1p63) return std::numeric_limits<int64_t>::min();
    return static_cast<int64_t>(m_real);
}

std::string_view Datum::text() const {
    if (layout_of(m_kind) == Layout::text) return static_cast<const TextNode*>(m_node)->text;
    if (m_kind == DatumKind::constructed) return static_cast<const InnerNode*>(m_node)->name;
    return {};
}

std::span<const Datum> Datum::items() const {
    if (layout_of(m_kind) != Layout::items) return {};
    return static_cast<const ItemsNode*>(m_node)->items;
}

std::span<const DatumEntry> Datum::entries() const {
    if (layout_of(m_kind) != Layout::entries) return {};
    return static_cast<const EntriesNode*>(m_node)->entries;
}

uint32_t Datum::grid_width() const {
    return is(DatumKind::ds_grid) ? static_cast<const ItemsNode*>(m_node)->width : 0;
}
uint32_t Datum::grid_height() const {
    return is(DatumKind::ds_grid) ? static_cast<const ItemsNode*>(m_node)->height : 0;
}
int64_t Datum::id() const {
    return layout_of(m_kind) == Layout::inner ? static_cast<const InnerNode*>(m_node)->id : 0;
}

const Datum& Datum::inner() const {
    return layout_of(m_kind) == Layout::inner ? static_cast<const InnerNode*>(m_node)->inner : undefined_datum;
}

const DatumBuffer* Datum::buffer_content() const {
    return is(DatumKind::buffer) ? &static_cast<const BufferNode*>(m_node)->buffer : nullptr;
}

size_t Datum::size() const {
    switch (layout_of(m_kind)) {
    case Layout::items: return items().size();
    case Layout::entries: return entries().size();
    case Layout::text: return text().size();
    default: return 0;
    }
}

static const Datum& unwrapped(const Datum& datum) {
    const Datum* at = &datum;
    while (at->is(DatumKind::shared)) at = &at->inner();
    return *at;
}

const Datum* Datum::find(std::string_view key) const {
    for (const DatumEntry& entry : unwrapped(*this).entries())
        if (entry.key.is(DatumKind::string) && entry.key.text() == key) return &entry.value;
    return nullptr;
}

const Datum* Datum::find_key(const Datum& key) const {
    for (const DatumEntry& entry : unwrapped(*this).entries())
        if (entry.key == key) return &entry.value;
    return nullptr;
}

/// Whether both agree in everything but their children, whose number agrees too.
static bool shallow_equal(const Datum& a, const Datum& b) {
    if (a.kind() != b.kind()) return false;
    switch (a.kind()) {
    case DatumKind::undefined: return true;
    case DatumKind::real:
        return std::bit_cast<uint64_t>(a.as_real()) == std::bit_cast<uint64_t>(b.as_real()) ||
               (std::isnan(a.as_real()) && std::isnan(b.as_real()));
    case DatumKind::boolean:
    case DatumKind::int32:
    case DatumKind::int64:
    case DatumKind::pointer: return a.as_int64() == b.as_int64();
    case DatumKind::ds_grid: return a.grid_width() == b.grid_width() && a.grid_height() == b.grid_height();
    case DatumKind::buffer: {
        const DatumBuffer &x = *a.buffer_content(), &y = *b.buffer_content();
        auto same_type = [](const DatumBufferField& p, const DatumBufferField& q) { return p.type == q.type; };
        return x.kind == y.kind && x.alignment == y.alignment && x.size == y.size && x.file == y.file &&
               x.bytes == y.bytes &&
               std::equal(x.fields.begin(), x.fields.end(), y.fields.begin(), y.fields.end(), same_type);
    }
    default: return a.size() == b.size() && a.text() == b.text() && a.id() == b.id();
    }
}

bool operator==(const Datum& first, const Datum& second) {
    if (!shallow_equal(first, second)) return false;
    if (!DatumNode::of(first) || first.same_node(second)) return true;
    std::vector<std::pair<const Datum*, const Datum*>> waiting;
    // Leaves are compared at once, so only nodes with something below them wait.
    auto compare = [&](const Datum& a, const Datum& b) {
        if (a.same_node(b)) return true;
        if (!shallow_equal(a, b)) return false;
        if (DatumNode::of(a) && layout_of(a.kind()) != Layout::text) waiting.emplace_back(&a, &b);
        return true;
    };
    compare(first, second);
    while (!waiting.empty()) {
        auto [a, b] = waiting.back();
        waiting.pop_back();
        for (size_t i = 0; i < a->items().size(); ++i)
            if (!compare(a->items()[i], b->items()[i])) return false;
        for (size_t i = 0; i < a->entries().size(); ++i)
            if (!compare(a->entries()[i].key, b->entries()[i].key) ||
                !compare(a->entries()[i].value, b->entries()[i].value))
                return false;
        if (const DatumBuffer* x = a->buffer_content())
            for (size_t i = 0; i < x->fields.size(); ++i)
                if (!compare(x->fields[i].value, b->buffer_content()->fields[i].value)) return false;
        if (layout_of(a->kind()) == Layout::inner && !compare(a->inner(), b->inner())) return false;
    }
    return true;
}

size_t size_estimate(const Datum& datum, size_t at_most_nodes) {
    size_t bytes = sizeof(Datum);
    std::vector<DatumNode*> waiting;
    if (DatumNode::of(datum)) waiting.push_back(DatumNode::of(datum));
    for (size_t seen = 0; !waiting.empty() && seen < at_most_nodes; ++seen) {
        DatumNode* node = waiting.back();
        waiting.pop_back();
        bytes += own_bytes(node);
        for_each_child(node, [&](Datum& child) {
            if (DatumNode::of(child)) waiting.push_back(DatumNode::of(child));
        });
    }
    return bytes;
}

} // namespace scope
