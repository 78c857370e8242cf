#include "core/world/stubs.h"

#include "core/world/parameters.h"
#include "core/world/world_state.h"

namespace scope {

namespace {

/// Passes on what a person's answer evaluates to.
class AnswerFrame final : public NativeFrame {
public:
    explicit AnswerFrame(std::string_view name) : m_name(name) {}
    std::string_view name() const override { return m_name; }
    NativeStatus resume(NativeCall& call, const Value& returned) override {
        call.result = returned;
        return NativeStatus::done;
    }

private:
    std::string_view m_name;
};

Value neutral_value(World& world, Neutral neutral) {
    switch (neutral) {
    case Neutral::real: return Value(0.0);
    case Neutral::minus_one: return Value(-1.0);
    case Neutral::handle: // nobody frees those that no role makes: sounds that play
        return Value(first_sound_instance + world.requests().take_id("sound").as_real());
    case Neutral::boolean: return Value::boolean(false);
    case Neutral::string: return Value(world.heap().new_string(""));
    case Neutral::array: {
        Array* array = world.heap().new_array();
        return array ? Value(array) : Value();
    }
    case Neutral::uvs: { // left, top, right, bottom of a whole texture, nothing trimmed
        Array* array = world.heap().new_array(8);
        if (!array) return {};
        Value out(array);
        constexpr double whole[] = {0, 0, 1, 1, 0, 0, 1, 1};
        for (size_t index = 0; index < std::size(whole); ++index) array->items[index] = Value(whole[index]);
        return out;
    }
    case Neutral::structure: return Value(world.heap().new_struct());
    case Neutral::pointer: return Value::pointer(0);
    case Neutral::undefined: break;
    }
    return {};
}

/// What comes of a call that only an entry in the log answers.
Neutral unheard(Neutral neutral) {
    return neutral == Neutral::handle ? Neutral::minus_one : neutral;
}

} // namespace

const char* neutral_word(Neutral neutral) {
    switch (neutral) {
    case Neutral::undefined: return "undefined";
    case Neutral::real: return "0";
    case Neutral::minus_one: return "-1";
    case Neutral::boolean: return "false";
    case Neutral::string: return "\"\"";
    case Neutral::array: return "[]";
    case Neutral::uvs: return "[0,0,1,1,0,0,1,1]";
    case Neutral::structure: return "{}";
    case Neutral::pointer: return "pointer_null";
    case Neutral::handle: return "a fresh handle";
    }
    return "undefined";
}

NativeStatus answer_stub(NativeCall& call) {
    call.heap.spend(64); // what is said of it
    World& world = world_of(call);
    World::State& m = world.state();
    auto answer = m.code->answers.find(std::string(call.name));
    if (answer != m.code->answers.end()) {
        return call.call(m.code->program.function_value(answer->second), {call.args, call.count},
                         std::make_unique<AnswerFrame>(call.name));
    }
    const ExtensionFunction* extension = m.code->resolver.extension_function(call.name);
    const FunctionRow* row = extension ? nullptr : function_row(call.name);
    Neutral neutral = row                                                        ? row->returns
                      : extension && extension->returns == ExtensionType::string ? Neutral::string
                                                                                 : Neutral::real;
    if (row && check_parameters(call) != Accepted::yes) return call.done(neutral_value(world, unheard(neutral)));
    if (m.input.strict) return call.error(std::string(call.name) + " is not simulated (--strict)");
    std::string name(call.name);
    Diagnostic said{"stub", Severity::warning,
                    name + (extension ? " belongs to an extension" : " is not simulated") + "; it returned " +
                        neutral_word(neutral),
                    world.here(), "answer it with --answer " + name + "=GML, or with a mock"};
    world.problem_once(std::move(said));
    if (row && row->role != FunctionRole::plain) {
        Value first = call.count > 0 ? call.args[0] : Value();
        if (row->role == FunctionRole::create && m.stub_handles.full(row->handle))
            return call.limit("memory", name + ": there are " + std::to_string(StubHandles::most) + " of them");
        if (row->role == FunctionRole::create)
            return call.done(m.stub_handles.create(row->handle, world.origin_here()));
        if (row->role == FunctionRole::exists)
            return call.done(Value::boolean(m.stub_handles.exists(row->handle, first)));
        bool freed = m.stub_handles.free(row->handle, first);
        return call.done(neutral == Neutral::boolean ? Value::boolean(freed) : Value());
    }
    return call.done(neutral_value(world, neutral));
}

} // namespace scope
