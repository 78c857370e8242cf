#pragma once
// A world small enough to see through, for tests of the vm: a global struct, two objects with three instances, one
// built-in variable of instances and one of the game, and a few natives. `Game` compiles text and runs it, and collects
// what it prints.

#include "core/gml/code.h"
#include "core/gml/parser.h"
#include "core/gml/text_of.h"
#include "core/gml/vm.h"

#include <deque>
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <vector>

namespace scope::test {

struct TestInstance : Struct {
    uint32_t id;
    uint32_t object;
    bool live = true;
    double speed = 0; ///< a built-in variable
    TestInstance(Heap& owner, uint32_t id_, uint32_t object_) : Struct(owner), id(id_), object(object_) {
        is_instance = true;
    }
};

class TestHost final : public Host {
public:
    explicit TestHost(Heap& heap);
    ~TestHost() override;

    Resolution resolve(std::string_view name) const override;
    const NativeRow& native(uint32_t index) const override;
    const AccessorNatives& accessors() const override;
    const Rules& rules() const override { return m_rules; }
    Struct* global() override { return m_global.as_struct(); }
    bool get_variable(uint32_t index, Struct* self, int64_t element, Value& out, std::string& error) override;
    bool set_variable(uint32_t index, Struct* self, int64_t element, const Value& value, std::string& error) override;
    Struct* find_scope(const Value& target, Struct* self, Struct* other, std::string& error) override;
    void collect_scopes(const Value& target, Struct* self, Struct* other, std::vector<Struct*>& out) override;
    bool is_live(const Struct* instance) const override;
    std::string scope_name(const Struct* scope) const override;

    Program* program = nullptr; ///< to name constructors
    std::vector<std::string> output;
    double score = 0;
    Value alarms[4];
    TestInstance* instance(size_t index) const { return static_cast<TestInstance*>(m_instances[index].as_struct()); }
    std::map<std::string, Value> map; ///< the one map there is, with the handle `the_map`

private:
    Rules m_rules;
    Heap& m_heap;
    Value m_global;
    std::vector<Value> m_instances;
};

/// One program in one world.
class Game {
public:
    explicit Game(VmLimits limits = {}, HeapLimits heap_limits = {});
    ~Game();

    /// Compiles text as one unit and returns its code. Diagnostics are appended to `diagnostics`.
    CodeId compile(const std::string& text, UnitKind kind = UnitKind::script,
                   const std::string& name = "gml_GlobalScript_test");
    /// Compiles and runs to the end; the lines printed, and a last line "fault: message" when it faulted.
    std::string run(const std::string& text, UnitKind kind = UnitKind::script, Struct* self = nullptr,
                    Struct* other = nullptr);
    std::string run_code(CodeId code, Struct* self = nullptr, Struct* other = nullptr);
    std::string printed();

    std::shared_ptr<NameTable> names = std::make_shared<NameTable>();
    Heap heap;
    Program program;
    TestHost host;
    Vm vm;
    std::vector<Diagnostic> diagnostics;

private:
    std::deque<SourceFile> m_files;
};

/// What `text` prints, in a fresh game.
std::string run(const std::string& text);

} // namespace scope::test
