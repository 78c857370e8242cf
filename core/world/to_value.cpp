// Data into the live world. One stack of open containers; nothing recurses.
#include "core/world/convert_datum.h"

#include "core/data/encoding.h"
#include "core/world/world.h"

#include <charconv>
#include <unordered_map>

namespace scope {

namespace {

constexpr size_t most_buffer_bytes = size_t(64) << 20;

class Importer {
public:
    Importer(World& into, const ToValueOptions& given) : world(into), options(given) {}
    Result<Value> run(const Datum& root);

private:
    struct Open {
        const Datum* datum;
        Value made;
        size_t next = 0;
    };
    /// Leaves the value in m_value, or opens a container (then m_value is it, still empty).
    bool begin(const Datum& datum);
    bool begin_container(const Datum& datum);
    bool leaf(const Datum& datum);
    bool make_buffer(const Datum& datum);
    bool make_handle(std::string_view printed);
    bool make_function(std::string_view name);
    bool make_constructed(const Datum& datum);
    /// Puts m_value into the container as its child at `place`.
    bool attach(Open& open, size_t place);
    bool attach_to_map(const Open& open, const DatumEntry& entry, const Value& value);
    size_t child_count(const Datum& datum) const;
    const Datum& child(const Datum& datum, size_t place) const;
    bool failed(std::string message) {
        m_error = std::move(message);
        return false;
    }
    bool memory() { return failed("the data needs more memory than the world may use"); }

    World& world;
    const ToValueOptions& options;
    std::vector<Open> m_open;
    std::vector<Value> m_structures; // data structures made, to be taken back on failure
    std::unordered_map<int64_t, Value> m_shared;
    Value m_value;
    std::string m_error;
    size_t m_nodes = 0;
    size_t m_evaluated = 0;
};

/// What `shared` and constructors wrap.
const Datum& unwrapped(const Datum& datum) {
    const Datum* at = &datum;
    while (at->is(DatumKind::shared) || at->is(DatumKind::constructed)) at = &at->inner();
    return *at;
}

DsOwn ownership(const Datum& child) {
    const Datum& inner = unwrapped(child);
    return inner.is(DatumKind::ds_map) ? DsOwn::map : inner.is(DatumKind::ds_list) ? DsOwn::list : DsOwn::nothing;
}

size_t Importer::child_count(const Datum& datum) const {
    switch (datum.kind()) {
    case DatumKind::structure:
    case DatumKind::ds_map:
    case DatumKind::ds_priority: return datum.entries().size();
    default: return datum.items().size();
    }
}

const Datum& Importer::child(const Datum& datum, size_t place) const {
    switch (datum.kind()) {
    case DatumKind::structure:
    case DatumKind::ds_map: return datum.entries()[place].value;
    case DatumKind::ds_priority: return datum.entries()[place].key; // the value; its entry's value is the priority
    default: return datum.items()[place];
    }
}

bool Importer::leaf(const Datum& datum) {
    switch (datum.kind()) {
    case DatumKind::boolean: m_value = Value::boolean(datum.as_bool()); return true;
    case DatumKind::real: m_value = Value(datum.as_real()); return true;
    case DatumKind::int32: m_value = Value::int32(static_cast<int32_t>(datum.as_int64())); return true;
    case DatumKind::int64: m_value = Value::int64(datum.as_int64()); return true;
    case DatumKind::pointer: m_value = Value::pointer(static_cast<uint64_t>(datum.as_int64())); return true;
    case DatumKind::string:
        if (!world.heap().may_allocate(datum.text().size() + 64)) return memory();
        m_value = Value(world.heap().new_string(datum.text()));
        return true;
    case DatumKind::ref: return make_handle(datum.text());
    case DatumKind::method: return make_function(datum.text());
    case DatumKind::buffer: return make_buffer(datum);
    case DatumKind::gml:
        if (!options.evaluated || m_evaluated >= options.evaluated->size()) return failed("$gml cannot be used here");
        m_value = (*options.evaluated)[m_evaluated++];
        return true;
    case DatumKind::same: {
        auto found = m_shared.find(datum.id());
        if (found == m_shared.end()) return failed("$same " + std::to_string(datum.id()) + " comes before its $id");
        m_value = found->second;
        return true;
    }
    default: m_value = {}; return true;
    }
}

bool Importer::make_buffer(const Datum& datum) {
    const DatumBuffer& content = *datum.buffer_content();
    std::string bytes;
    if (!content.file.empty()) {
        std::shared_ptr<const std::string> file = world.files().read(content.file);
        if (!file) return failed("there is no file '" + content.file + "' for the buffer");
        bytes = *file;
    } else {
        Result<std::string> written = buffer_bytes(content, most_buffer_bytes);
        if (!written) return failed(written.error().message);
        bytes = std::move(*written);
    }
    if (content.size > most_buffer_bytes) return failed("a buffer of a payload holds at most 64 MB");
    size_t used = bytes.size();
    if (bytes.size() < content.size) bytes.resize(content.size);
    static constexpr std::string_view kinds[] = {"fixed", "grow", "wrap", "fast"};
    BufferKind kind = BufferKind::grow;
    for (size_t index = 0; index < std::size(kinds); ++index)
        if (kinds[index] == content.kind) kind = static_cast<BufferKind>(index);
    m_value = world.buffers().create_from(std::move(bytes), kind, content.alignment);
    if (m_value.is_undefined()) return memory();
    Buffer* made = world.buffers().find(m_value);
    made->used = used;
    made->origin = world.origin_here();
    made->watched = world.observer() != nullptr;
    if (options.buffers) options.buffers->push_back(m_value);
    return true;
}

bool Importer::make_handle(std::string_view printed) {
    if (printed.starts_with("ref ")) printed.remove_prefix(4);
    size_t space = printed.find(' ');
    std::string_view what = space == std::string_view::npos ? printed : printed.substr(space + 1);
    if (const Asset* asset = world.project().find(what)) {
        m_value = ProjectResolver::asset_value(*asset);
        return true;
    }
    RefKind kind = space == std::string_view::npos ? RefKind::none : ref_kind_from_name(printed.substr(0, space));
    if (Value named = kind == RefKind::none ? Value() : world.handle_named(kind, what); !named.is_undefined()) {
        m_value = std::move(named);
        return true;
    }
    uint32_t index = 0;
    auto [end, error] = std::from_chars(what.data(), what.data() + what.size(), index);
    if (kind == RefKind::none || kind == RefKind::script || error != std::errc() || end != what.data() + what.size())
        return failed("'" + std::string(printed) + "' is no handle: write it as GML prints it, \"ref ds_map 3\"");
    // What is alive now has a generation of its own; a number alone would be taken for a stale one.
    if (DsStructure* alive = is_ds_kind(kind) ? world.ds().peek(kind, Value(static_cast<double>(index))) : nullptr)
        m_value = alive->handle();
    else
        m_value = Value::ref(kind, index);
    return true;
}

bool Importer::make_function(std::string_view name) {
    Resolution found = world.resolve(name);
    bool native = found.kind == Resolution::Kind::native;
    if (!native && found.kind != Resolution::Kind::function)
        return failed("there is no function '" + std::string(name) + "'");
    m_value = native ? Value::ref(RefKind::function, found.index) : world.program().function_value(found.index);
    return true;
}

bool Importer::make_constructed(const Datum& datum) {
    Resolution found = world.resolve(datum.text());
    if (found.kind != Resolution::Kind::function || !world.program().code(found.index).is_constructor)
        return failed("there is no constructor '" + std::string(datum.text()) + "'");
    if (!unwrapped(datum).is(DatumKind::structure))
        return failed("a constructor with arguments has to be written as {\"$gml\":\"new ...\"}");
    Struct* made = m_value.as_struct();
    made->constructor = found.index;
    made->set_statics(world.vm().statics_of(found.index));
    return true;
}

bool Importer::begin_container(const Datum& datum) {
    DsStore& ds = world.ds();
    DsStructure* structure = nullptr;
    switch (datum.kind()) {
    case DatumKind::array: {
        Array* array = world.heap().may_allocate(datum.items().size() * sizeof(Value))
                           ? world.heap().new_array(datum.items().size())
                           : nullptr;
        if (!array) return memory();
        m_value = Value(array);
        return true;
    }
    case DatumKind::structure:
        if (!world.heap().may_allocate(sizeof(Struct) + datum.entries().size() * sizeof(Value))) return memory();
        m_value = Value(world.heap().new_struct());
        return true;
    case DatumKind::ds_map: structure = ds.create_map(); break;
    case DatumKind::ds_list: structure = ds.create_list(); break;
    case DatumKind::ds_stack: structure = ds.create_stack(); break;
    case DatumKind::ds_queue: structure = ds.create_queue(); break;
    case DatumKind::ds_priority: structure = ds.create_priority(); break;
    default: structure = ds.create_grid(datum.grid_width(), datum.grid_height()); break;
    }
    if (!structure) return memory();
    m_value = structure->handle();
    m_structures.push_back(m_value);
    return true;
}

bool Importer::begin(const Datum& datum) {
    if (++m_nodes > options.max_nodes)
        return failed("the data has more than " + std::to_string(options.max_nodes) + " parts");
    const Datum& inner = unwrapped(datum);
    bool container = is_container(inner.kind());
    if (container && m_open.size() >= options.max_depth)
        return failed("the data is nested deeper than " + std::to_string(options.max_depth) + " levels");
    if (container ? !begin_container(inner) : !leaf(inner)) return false;
    for (const Datum* at = &datum; at != &inner; at = &at->inner()) {
        if (at->is(DatumKind::shared))
            m_shared[at->id()] = m_value;
        else if (!make_constructed(*at))
            return false;
    }
    if (container) m_open.push_back({&inner, m_value});
    return true;
}

bool Importer::attach_to_map(const Open& open, const DatumEntry& entry, const Value& value) {
    const Datum& key = unwrapped(entry.key);
    if (!key.is_number() && !key.is(DatumKind::string) && !key.is_undefined() && !key.is(DatumKind::ref))
        return failed("keys of a map are strings or numbers");
    if (!leaf(key)) return false;
    DsMap* map = world.ds().peek_map(open.made);
    if (map->set(m_value, value, ownership(entry.value)) == DsWrite::limit) return memory();
    return true;
}

bool Importer::attach(Open& open, size_t place) {
    Value value = m_value;
    const Datum& datum = *open.datum;
    DsStore& ds = world.ds();
    switch (datum.kind()) {
    case DatumKind::array: return open.made.as_array()->set(static_cast<uint32_t>(place), value) || memory();
    case DatumKind::structure: {
        if (!datum.entries()[place].key.is(DatumKind::string)) return failed("names of members are strings");
        return open.made.as_struct()->set(world.symbol(datum.entries()[place].key.text()), value) || memory();
    }
    case DatumKind::ds_map: return attach_to_map(open, datum.entries()[place], value);
    case DatumKind::ds_list:
        return ds.peek_list(open.made)->add(value, ownership(datum.items()[place])) != DsWrite::limit || memory();
    case DatumKind::ds_stack:
        return static_cast<DsStack*>(ds.peek(RefKind::ds_stack, open.made))->push(value) != DsWrite::limit || memory();
    case DatumKind::ds_queue:
        return static_cast<DsQueue*>(ds.peek(RefKind::ds_queue, open.made))->enqueue(value) != DsWrite::limit ||
               memory();
    case DatumKind::ds_priority:
        return static_cast<DsPriority*>(ds.peek(RefKind::ds_priority, open.made))
                       ->add(value, datum.entries()[place].value.as_real()) != DsWrite::limit ||
               memory();
    default: {
        auto* grid = static_cast<DsGrid*>(ds.peek(RefKind::ds_grid, open.made));
        uint32_t width = datum.grid_width();
        return grid->change(GridChange::set, static_cast<int64_t>(place % width), static_cast<int64_t>(place / width),
                            value, m_error) != DsWrite::limit ||
               memory();
    }
    }
}

Result<Value> Importer::run(const Datum& root) {
    bool good = begin(root);
    Value result = m_value;
    // Children are made whole before they are put in, so that marks and writes see what they hold.
    while (good && !m_open.empty()) {
        Open& open = m_open.back();
        if (open.next < child_count(*open.datum)) {
            size_t depth = m_open.size();
            good = begin(child(*open.datum, open.next));
            if (!good || m_open.size() > depth) continue; // its own children come first
            good = attach(m_open.back(), m_open.back().next++);
            continue;
        }
        m_value = open.made;
        m_open.pop_back();
        if (!m_open.empty()) good = attach(m_open.back(), m_open.back().next++);
    }
    if (good) return result;
    for (const Value& made : m_structures)
        if (DsStructure* structure = world.ds().exact(made)) world.ds().destroy(*structure);
    if (options.buffers)
        for (const Value& buffer : *options.buffers) world.buffers().destroy(buffer);
    return fail(std::move(m_error));
}

} // namespace

Result<Value> to_value(World& world, const Datum& datum, const ToValueOptions& options) {
    return Importer(world, options).run(datum);
}

std::vector<std::string> gml_expressions(const Datum& datum) {
    std::vector<std::string> out;
    std::vector<const Datum*> pending{&datum};
    while (!pending.empty()) {
        const Datum& at = unwrapped(*pending.back());
        pending.pop_back();
        if (at.is(DatumKind::gml)) out.emplace_back(at.text());
        // Backwards, so that they leave the stack in order.
        for (size_t place = at.items().size(); place-- > 0;) pending.push_back(&at.items()[place]);
        for (size_t place = at.entries().size(); place-- > 0;)
            pending.push_back(at.is(DatumKind::ds_priority) ? &at.entries()[place].key : &at.entries()[place].value);
    }
    return out;
}

} // namespace scope
