#include "test_host.h"

#include "core/base/verify.h"

namespace scope::test {

namespace {

TestHost& host_of(NativeCall& call) {
    return static_cast<TestHost&>(call.host);
}

NativeStatus print(NativeCall& call) {
    return texts_of(call, [](NativeCall& inner, std::span<const std::string> texts, std::span<const Value>) {
        host_of(inner).output.push_back(texts[0]);
        return inner.done();
    });
}

NativeStatus string_native(NativeCall& call) {
    return text_of(call, call.arg(0));
}

NativeStatus array_length(NativeCall& call) {
    return call.done(Value(call.arg(0).is_array() ? call.arg(0).as_array()->size : 0.0));
}

NativeStatus array_push(NativeCall& call) {
    Array* array = call.array(0);
    if (!array) return NativeStatus::fault;
    for (uint32_t index = 1; index < call.count; ++index)
        if (!array->push(call.args[index])) return call.limit("memory", "out of memory");
    return call.done();
}

NativeStatus typeof_native(NativeCall& call) {
    call.tested(0);
    return call.done(type_name(call.arg(0)));
}

NativeStatus is_undefined(NativeCall& call) {
    call.tested(0);
    return call.done(Value::boolean(call.arg(0).is_undefined()));
}

NativeStatus method_native(NativeCall& call) {
    const Value& callee = call.arg(1);
    uint32_t function = called_by(callee);
    Value self = call.arg(0);
    std::string text;
    if (!self.is_undefined() && !self.is_struct())
        self = Value(call.host.find_scope(self, call.self, call.other, text));
    return call.done(Value(call.heap.new_method(self, function)));
}

NativeStatus instanceof_native(NativeCall& call) {
    Struct* object = call.structure(0);
    if (!object) return NativeStatus::fault;
    return call.done(std::string_view(call.host.scope_name(object)));
}

NativeStatus script_execute(NativeCall& call) {
    if (!call.vm.push_callable(call.arg(0), call.self, call.other, {call.args + 1, call.count - 1}))
        return call.error("no function");
    return NativeStatus::call;
}

/// each(array, function): calls the function with each element; the sum of what it returns.
class EachFrame final : public NativeFrame {
public:
    EachFrame(Value array, Value callee) : m_array(std::move(array)), m_callee(std::move(callee)) {}
    std::string_view name() const override { return "each"; }
    NativeStatus resume(NativeCall& call, const Value& returned) override {
        if (returned.is_real()) m_sum += returned.as_real();
        Array* array = m_array.as_array();
        if (m_next >= array->size) return call.done(Value(m_sum));
        Value argument = array->items[m_next++];
        return call.call_again(m_callee, {&argument, 1});
    }
    void unwound(Vm& vm, const Fault& fault) override {
        static_cast<TestHost&>(vm.host()).output.push_back("unwound: " +
                                                           (fault.message.empty() ? "thrown" : fault.message));
    }

private:
    Value m_array, m_callee;
    uint32_t m_next = 0;
    double m_sum = 0;
};

NativeStatus each(NativeCall& call) {
    if (!call.array(0)) return NativeStatus::fault;
    call.vm.push(std::make_unique<EachFrame>(call.arg(0), call.arg(1)));
    return NativeStatus::call;
}

/// guard(function): calls it; a fault that nobody catches ends there.
class GuardFrame final : public NativeFrame {
public:
    std::string_view name() const override { return "guard"; }
    NativeStatus resume(NativeCall& call, const Value& returned) override {
        return m_absorbed ? call.done(std::string_view("absorbed")) : call.done(returned);
    }
    bool absorb(NativeCall& call, const Fault& fault) override {
        host_of(call).output.push_back("absorbs: " + (fault.message.empty() ? "thrown" : fault.message));
        return m_absorbed = true;
    }

private:
    bool m_absorbed = false;
};

NativeStatus quit(NativeCall& call) {
    call.fault.kind = Fault::Kind::stop;
    return NativeStatus::fault;
}

/// asks(function): whether an exception out of the function would be caught by who called asks.
class AskingFrame final : public NativeFrame {
public:
    explicit AskingFrame(Value callee) : m_callee(std::move(callee)) {}
    std::string_view name() const override { return {}; }
    NativeStatus resume(NativeCall& call, const Value&) override {
        if (m_asked) return call.done();
        m_asked = true;
        host_of(call).output.push_back(call.vm.caught_outside(*this) ? "caught" : "not caught");
        return call.call_again(m_callee, {});
    }

private:
    Value m_callee;
    bool m_asked = false;
};

NativeStatus asks(NativeCall& call) {
    call.vm.push(std::make_unique<AskingFrame>(call.arg(0)));
    return NativeStatus::call;
}

NativeStatus guard(NativeCall& call) {
    return call.call(call.arg(0), {}, std::make_unique<GuardFrame>());
}

NativeStatus weak_ref_create(NativeCall& call) {
    return call.done(Value(call.heap.new_weak_ref(call.arg(0))));
}

NativeStatus weak_ref_alive(NativeCall& call) {
    Struct* weak = call.structure(0);
    return call.done(Value::boolean(weak && Heap::weak_ref_alive(weak)));
}

NativeStatus destroy(NativeCall& call) {
    Struct* object = call.count ? call.structure(0) : call.self;
    if (object && object->is_instance) static_cast<TestInstance*>(object)->live = false;
    return call.done();
}

NativeStatus work(NativeCall& call) {
    return call.charge(static_cast<uint64_t>(call.real(0))) ? call.done() : NativeStatus::fault;
}

NativeStatus map_get(NativeCall& call) {
    auto& map = host_of(call).map;
    auto found = map.find(call.shown(1));
    return found == map.end() ? call.done(Value::undefined(7)) : call.done(found->second);
}

NativeStatus map_set(NativeCall& call) {
    host_of(call).map[call.shown(1)] = call.arg(2);
    return call.done();
}

// The list is the map, the grid too, with joined keys.
NativeStatus grid_get(NativeCall& call) {
    auto& map = host_of(call).map;
    auto found = map.find(call.shown(1) + "/" + call.shown(2));
    return found == map.end() ? call.done(Value(0.0)) : call.done(found->second);
}

NativeStatus grid_set(NativeCall& call) {
    host_of(call).map[call.shown(1) + "/" + call.shown(2)] = call.arg(3);
    return call.done();
}

NativeStatus send_out(NativeCall& call) {
    return call.done(Value(static_cast<double>(call.count)));
}

/// A variable's number in a message depends on how many names came before: (100023, ...) becomes (N, ...).
std::string without_numbers(std::string text) {
    for (size_t at = text.find("(1000"); at != std::string::npos; at = text.find("(1000", at + 1)) {
        size_t end = text.find_first_not_of("0123456789", at + 1);
        if (text.compare(end, 14, ", -2147483648)") == 0) text.replace(at, end - at, "(N");
    }
    return text;
}

constexpr NativeRow rows[] = {
    {"show_debug_message", print, 1, 1},
    {"string", string_native, 1, 1},
    {"array_length", array_length, 1, 1},
    {"array_push", array_push, 1, -1},
    {"typeof", typeof_native, 1, 1},
    {"is_undefined", is_undefined, 1, 1},
    {"method", method_native, 2, 2},
    {"instanceof", instanceof_native, 1, 1},
    {"script_execute", script_execute, 1, -1},
    {"each", each, 2, 2},
    {"guard", guard, 1, 1},
    {"weak_ref_create", weak_ref_create, 1, 1},
    {"weak_ref_alive", weak_ref_alive, 1, 1},
    {"destroy", destroy, 0, 1},
    {"work", work, 1, 1},
    {"quit", quit, 0, 0},
    {"asks", asks, 1, 1},
    {"send_out", send_out, 0, -1, NativeRow::calls_out},
};

constexpr AccessorNatives accessor_natives{map_get, map_set, map_get, map_set, grid_get, grid_set};

} // namespace

TestHost::TestHost(Heap& heap) : m_heap(heap), m_global(heap.new_struct()) {
    heap.free_instance = [](Struct* instance) {
        auto* whole = static_cast<TestInstance*>(instance);
        Heap* owner = whole->heap;
        whole->~TestInstance();
        owner->release(whole, sizeof(TestInstance));
    };
    for (uint32_t id = 0; id < 3; ++id) {
        auto* made = new (heap.allocate(sizeof(TestInstance))) TestInstance(heap, 100001 + id, id < 2 ? 0 : 1);
        made->shape = heap.names().root_shape();
        m_instances.emplace_back(made);
        VERIFY(made->set(heap.names().intern("hp"), Value(10.0 + id)));
    }
}

TestHost::~TestHost() = default;

Resolution TestHost::resolve(std::string_view name) const {
    Resolution found;
    for (uint32_t index = 0; index < std::size(rows); ++index) {
        if (name != rows[index].name) continue;
        found.kind = Resolution::Kind::native;
        found.index = index;
    }
    auto constant = [&](Value value) {
        found.kind = Resolution::Kind::constant;
        found.value = std::move(value);
    };
    auto variable = [&](uint32_t index, bool of_instance) {
        found.kind = Resolution::Kind::variable;
        found.index = index;
        found.of_instance = of_instance;
    };
    if (name == "pi") constant(Value(3.0));
    if (name == "obj_a") constant(Value::ref(RefKind::object, 0));
    if (name == "obj_b") constant(Value::ref(RefKind::object, 1));
    if (name == "obj_none") constant(Value::ref(RefKind::object, 2));
    if (name == "the_map") constant(Value::ref(RefKind::ds_map, 0));
    if (name == "pointer_null") constant(Value::pointer(0));
    if (name == "score") variable(0, false);
    if (name == "speed") variable(1, true);
    if (name == "alarm") variable(2, true);
    if (name == "id") variable(3, true);
    return found;
}

const NativeRow& TestHost::native(uint32_t index) const {
    return rows[index];
}

const AccessorNatives& TestHost::accessors() const {
    return accessor_natives;
}

bool TestHost::get_variable(uint32_t index, Struct* self, int64_t element, Value& out, std::string& error) {
    if (index == 0) return out = Value(score), true;
    auto* instance = static_cast<TestInstance*>(self);
    if (index == 1) return out = Value(instance->speed), true;
    if (index == 3) return out = Value::ref(RefKind::instance, instance->id), true;
    if (element < 0 || element > 3) return error = "alarm out of range", false;
    return out = alarms[element], true;
}

bool TestHost::set_variable(uint32_t index, Struct* self, int64_t element, const Value& value, std::string& error) {
    double number = 0;
    if (index == 3) return error = "id is read-only", false;
    if (index == 2) {
        if (element < 0 || element > 3) return error = "alarm out of range", false;
        return alarms[element] = value, true;
    }
    if (!to_real(value, number, error)) return false;
    if (index == 0)
        score = number;
    else
        static_cast<TestInstance*>(self)->speed = number;
    return true;
}

Struct* TestHost::find_scope(const Value& target, Struct* self, Struct* other, std::string& error) {
    std::vector<Struct*> found;
    collect_scopes(target, self, other, found);
    if (!found.empty()) return found.front();
    error = "Unable to find any instance for object index '" + std::to_string(target.ref_index()) + "'";
    return nullptr;
}

void TestHost::collect_scopes(const Value& target, Struct* self, Struct* other, std::vector<Struct*>& out) {
    if (target.is_struct()) return out.push_back(target.as_struct());
    double number = 0;
    std::string unused;
    if (!to_real(target, number, unused)) return;
    if (number == -1 && self) out.push_back(self);
    if (number == -2 && other) out.push_back(other);
    if (number == -5) out.push_back(global());
    for (const Value& one : m_instances) {
        auto* instance = static_cast<TestInstance*>(one.as_struct());
        bool object = !target.is_ref(RefKind::instance) && instance->object == number;
        if (instance->live && (number == -3 || object || instance->id == number)) out.push_back(instance);
    }
}

bool TestHost::is_live(const Struct* instance) const {
    return static_cast<const TestInstance*>(instance)->live;
}

std::string TestHost::scope_name(const Struct* scope) const {
    if (scope->is_instance) return static_cast<const TestInstance*>(scope)->object == 0 ? "obj_a" : "obj_b";
    if (program && scope->constructor < program->size()) return program->code(scope->constructor).short_name;
    return "<unknown_object>";
}

Game::Game(VmLimits limits, HeapLimits heap_limits)
    : heap(names, heap_limits)
    , host(heap)
    , vm(heap, host, program, limits) {
    host.program = &program;
}

Game::~Game() = default;

CodeId Game::compile(const std::string& text, UnitKind kind, const std::string& name) {
    m_files.emplace_back("test.gml", text);
    const SourceFile& file = m_files.back();
    ParseResult parsed = parse(file);
    UnitInput unit{&file, &parsed.ast, kind, name};
    for (const Diagnostic& one : parsed.diagnostics)
        if (one.severity == Severity::error && unit.error.empty()) unit.error = one.text();
    return program.build({&unit, 1}, host, *names, diagnostics).front();
}

std::string Game::printed() {
    std::string all;
    for (const std::string& line : host.output) all += line + "\n";
    host.output.clear();
    return without_numbers(all);
}

std::string Game::run_code(CodeId code, Struct* self, Struct* other) {
    vm.push_call(code, self, other);
    RunResult how = vm.resume();
    std::string all = printed();
    if (how == RunResult::fault) {
        const Fault& fault = vm.fault();
        std::string text =
            fault.kind == Fault::Kind::thrown ? "thrown " + to_text(host.rules(), *names, fault.thrown) : fault.message;
        all += "fault: " + without_numbers(text) + "\n";
    } else if (how != RunResult::done) {
        all += "stopped\n";
    }
    return all;
}

std::string Game::run(const std::string& text, UnitKind kind, Struct* self, Struct* other) {
    return run_code(compile(text, kind), self, other);
}

std::string run(const std::string& text) {
    return Game().run(text);
}

} // namespace scope::test
