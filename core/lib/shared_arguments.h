#pragma once
// Arguments and answers that the functions about the outside world share: names of files, assets by handle or number,
// facts of the device as `--device KEY=VALUE` or the target gives them.

#include "core/gml/native.h"
#include "core/world/world.h"

#include <cmath>
#include <string>
#include <string_view>

namespace scope {

/// A file's name. Numbers are taken as string() shows them, as GameMaker does; other kinds are errors.
inline std::string path_argument(NativeCall& c, uint32_t index) {
    std::string path = c.arg(index).is_numeric() ? c.shown(index) : std::string(c.text(index));
    c.heap.spend(32 + path.size() / 4); // it is put into its normal form and looked up, perhaps more than once
    return path;
}

/// The game's files, with what is being written to open ones.
inline Files& files_of(NativeCall& c) {
    World& world = world_of(c);
    c.heap.spend(world.platform().flush(world.files()) / 64);
    return world.files();
}

/// Text, or anything else as string() shows it.
inline std::string shown_argument(NativeCall& c, uint32_t index) {
    if (!c.arg(index).is_string()) return c.shown(index);
    std::string_view text = c.text(index);
    return c.may_allocate(text.size()) ? std::string(text) : std::string();
}

/// The index that a handle of `kind` or a number means; ~0 when it is neither, without a fault.
inline uint32_t index_of(const Value& id, RefKind kind) {
    if (id.is_ref()) return id.is_ref(kind) ? id.ref_index() : ~0u;
    double number = 0;
    std::string unused;
    if (id.is_string() || !id.is_numeric() || !to_real(id, number, unused)) return ~0u;
    return number >= 0 && number < 4294967295.0 ? static_cast<uint32_t>(number) : ~0u;
}

/// The project's data of the asset that argument `index` names, or null. Good for every vector of project/assets.h.
template<typename T>
const T* asset_argument(NativeCall& c, uint32_t index, RefKind kind, const std::vector<T>& assets) {
    uint32_t number = index_of(c.arg(index), kind);
    return number < assets.size() ? &assets[number] : nullptr;
}

inline constexpr uint64_t asking = 32; ///< units of one question to the environment

/// A number that the environment may give as text: `--device display_width=1280`.
inline double environment_real(NativeCall& c, std::string_view what, double otherwise) {
    c.heap.spend(asking);
    double number = otherwise;
    std::string unused;
    return to_real(world_of(c).environment(what, Value(otherwise)), number, unused) ? number : otherwise;
}
inline bool environment_truth(NativeCall& c, std::string_view what, bool otherwise) {
    c.heap.spend(asking);
    bool truth = otherwise;
    std::string unused;
    return to_bool(world_of(c).environment(what, Value::boolean(otherwise)), truth, unused) ? truth : otherwise;
}
inline std::string environment_text(NativeCall& c, std::string_view what, std::string_view otherwise) {
    c.heap.spend(asking);
    Value answer = world_of(c).environment(what, Value(c.heap.new_string(otherwise)));
    return to_text(c.host.rules(), c.heap.names(), answer);
}

inline NativeStatus no_memory(NativeCall& c) {
    return c.limit("memory", "out of memory: the limit of this game is reached");
}

/// Whether another live handle of `kind` may be made; else the limit fault is set.
inline bool may_create(NativeCall& c, RefKind kind) {
    if (!world_of(c).stub_handles().full(kind)) return c.may_allocate(sizeof(StubHandles::Entry));
    c.limit("memory", std::string(c.name) + ": there are " + std::to_string(StubHandles::most) + " of them");
    return false;
}

/// Leaves a request behind and answers its id; undefined with the limit's fault set when there is no memory for it.
inline Value ask(NativeCall& c, const NewRequest& what) {
    if (!c.may_allocate(Requests::bytes(what.args.size() + what.answer.size()))) return {};
    return world_of(c).add_request(what).id;
}

/// Adds a member to a struct under construction; the limit's fault is set when it does not fit.
inline void add_member(NativeCall& c, Struct* target, std::string_view name, const Value& value) {
    if (!c.failed() && !target->set(world_of(c).symbol(name), value)) no_memory(c);
}
inline void add_item(NativeCall& c, Array* target, const Value& value) {
    if (!c.failed() && !target->push(value)) no_memory(c);
}

} // namespace scope
