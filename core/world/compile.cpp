// All GML of a project to one Program: macros first, then every unit together.
#include "core/world/world_state.h"

#include "core/gml/parser.h"

#include <algorithm>

namespace scope {

namespace {

/// `text` as a GML string literal.
std::string in_quotes(std::string_view text) {
    std::string out = "\"";
    for (char c : text) {
        if (c == '"' || c == '\\') out += '\\';
        out += c == '\n' ? ' ' : c;
    }
    return out + '"';
}

/// Everything of one compilation that may go when it is over.
class Compilation {
public:
    Compilation(WorldCode& into, const WorldInput& input) : m_code(into), m_input(input) {}
    void run();

private:
    struct Unit {
        const SourceFile* file;
        UnitKind kind;
        std::string name;
        uint32_t project_code; ///< no_unit: none
        bool runs_at_boot;
    };

    void add_extensions();
    void add_scripts();
    void add_objects();
    void add_rooms();
    void add_rest();
    void add_outside(const std::vector<SourceText>& sources, UnitKind kind, std::string_view folder);
    void add(uint32_t project_code, UnitKind kind, bool runs_at_boot = false);
    void add_file(const SourceFile& file, UnitKind kind, std::string name, uint32_t project_code, bool runs_at_boot);
    const SourceFile& keep(std::string path, std::string text);
    void collect_macros();
    void parse_and_build();
    void find_creations(const SourceFile& file, const Ast& ast);
    void find_pragmas(const SourceFile& file, const Ast& ast);

    WorldCode& m_code;
    const WorldInput& m_input;
    std::vector<Unit> m_units;
    std::vector<bool> m_taken; // project codes that have a unit
    std::vector<const SourceFile*> m_pragmas;
};

const SourceFile& Compilation::keep(std::string path, std::string text) {
    m_code.files.emplace_back(std::move(path), std::move(text));
    return m_code.files.back();
}

void Compilation::add_file(const SourceFile& file, UnitKind kind, std::string name, uint32_t project_code,
                           bool runs_at_boot) {
    if (project_code != no_unit) m_taken[project_code] = true;
    m_units.push_back({&file, kind, std::move(name), project_code, runs_at_boot});
}

void Compilation::add(uint32_t project_code, UnitKind kind, bool runs_at_boot) {
    if (project_code >= m_code.project->code.size() || m_taken[project_code]) return;
    const CodeUnit& unit = m_code.project->code[project_code];
    add_file(unit.source, kind, unit.name, project_code, runs_at_boot);
}

void Compilation::add_extensions() {
    for (const Extension& extension : m_code.project->extensions) {
        std::string macros;
        for (const ExtensionFile& file : extension.files) {
            add(file.code, UnitKind::script, true);
            for (const ExtensionConstant& constant : file.constants)
                if (!constant.name.empty() && constant.value.find('\n') == std::string::npos)
                    macros += "#macro " + constant.name + " " + constant.value + "\n";
        }
        // Constants are source text: exactly what a macro is.
        if (!macros.empty())
            keep("extensions/" + extension.name + "/" + extension.name + ".yy#constants", std::move(macros));
    }
}

void Compilation::add_scripts() {
    for (const Script& script : m_code.project->scripts) {
        if (script.code == no_unit) continue;
        const CodeUnit& unit = m_code.project->code[script.code];
        // A script of GameMaker before 2.3 is the body of one function; only columns of its first line move.
        bool is_function = unit.source.text().find("#define") != std::string_view::npos;
        if (script.compatibility && !is_function) {
            const SourceFile& wrapped =
                keep(unit.source.path(), "function " + script.name + "() {" + std::string(unit.source.text()) + "\n}");
            add_file(wrapped, UnitKind::script, unit.name, script.code, true);
        } else {
            add(script.code, UnitKind::script, true);
        }
    }
}

void Compilation::add_objects() {
    for (const Object& object : m_code.project->objects) {
        add(object.variables_code, UnitKind::event);
        for (const ObjectEvent& event : object.events) add(event.code, UnitKind::event);
    }
}

void Compilation::add_rooms() {
    for (const Room& room : m_code.project->rooms) {
        add(room.creation_code, UnitKind::creation);
        for (const RoomInstance& instance : room.instances) {
            add(instance.variables_code, UnitKind::creation);
            add(instance.creation_code, UnitKind::creation);
        }
    }
}

void Compilation::add_rest() {
    // Timelines and whatever else has code: compiled, so that its errors are found.
    for (uint32_t index = 0; index < m_code.project->code.size(); ++index) add(index, UnitKind::event);
}

void Compilation::add_outside(const std::vector<SourceText>& sources, UnitKind kind, std::string_view folder) {
    for (const SourceText& source : sources) {
        const SourceFile& file = keep(source.path, source.text);
        add_file(file, kind, std::string(folder) + source.path, no_unit, true);
    }
}

void Compilation::collect_macros() {
    for (const SourceFile& file : m_code.files) m_code.macros.collect(file, m_code.diagnostics);
    for (const Unit& unit : m_units) {
        bool kept = unit.project_code == no_unit || unit.file != &m_code.project->code[unit.project_code].source;
        if (!kept) m_code.macros.collect(*unit.file, m_code.diagnostics);
    }
    for (const Macro& macro : m_code.macros.all())
        if (m_code.resolver.find_native(macro.name) != ~0u) m_code.macros.keep_in_bodies(macro.name);
}

/// What gml_pragma("global", "...") asks to run before everything else.
void Compilation::find_pragmas(const SourceFile& file, const Ast& ast) {
    for (NodeId id = 1; id < ast.node_count(); ++id) {
        const Node& node = ast.node(id);
        if (node.kind != NodeKind::call || ast.list(id).size() != 2) continue;
        const Node& callee = ast.node(node.a);
        const Node& kind = ast.node(ast.list(id)[0]);
        const Node& code = ast.node(ast.list(id)[1]);
        if (callee.kind != NodeKind::identifier || ast.text(callee.a) != "gml_pragma") continue;
        if (kind.kind != NodeKind::string_literal || ast.text(kind.a) != "global") continue;
        if (code.kind == NodeKind::string_literal)
            m_pragmas.push_back(&keep(file.path() + "#gml_pragma", std::string(ast.text(code.a))));
    }
}

/// Remembers calls of instance_create_* that mention an object by name.
void Compilation::find_creations(const SourceFile& file, const Ast& ast) {
    for (NodeId id = 1; id < ast.node_count(); ++id) {
        const Node& node = ast.node(id);
        if (node.kind != NodeKind::call) continue;
        const Node& callee = ast.node(node.a);
        if (callee.kind != NodeKind::identifier || !ast.text(callee.a).starts_with("instance_c")) continue;
        std::string_view function = ast.text(callee.a);
        if (!function.starts_with("instance_create") && function != "instance_change") continue;
        for (NodeId argument : ast.list(id)) {
            const Node& given = ast.node(argument);
            if (given.kind != NodeKind::identifier) continue;
            uint32_t object = m_code.project->object_index(ast.text(given.a));
            if (object != no_index) m_code.creations.emplace_back(object, place_of(file, node.span));
        }
    }
}

void Compilation::parse_and_build() {
    std::deque<Ast> trees;
    std::vector<UnitInput> inputs;
    auto add_tree = [&](const Unit& unit) {
        ParseResult parsed = parse(*unit.file, m_code.macros);
        m_code.diagnostics.insert(m_code.diagnostics.end(), parsed.diagnostics.begin(), parsed.diagnostics.end());
        if (!parsed.ok()) {
            // What is broken is said at once and faults when it is run.
            auto error = std::find_if(parsed.diagnostics.begin(), parsed.diagnostics.end(),
                                      [](const Diagnostic& each) { return each.severity == Severity::error; });
            std::string text = "throw " + in_quotes(error->message) + ";"; // where the error is
            text.insert(0, std::max(1u, error->place.column) - 1, ' ');
            text.insert(0, std::max(1u, error->place.line) - 1, '\n');
            const SourceFile& stand_in = keep(unit.file->path(), std::move(text));
            parsed = parse(stand_in, m_code.macros);
            trees.push_back(std::move(parsed.ast));
            inputs.push_back({&stand_in, &trees.back(), unit.kind, unit.name});
            return;
        }
        find_creations(*unit.file, parsed.ast);
        find_pragmas(*unit.file, parsed.ast);
        trees.push_back(std::move(parsed.ast));
        inputs.push_back({unit.file, &trees.back(), unit.kind, unit.name});
    };
    for (const Unit& unit : m_units) add_tree(unit);
    size_t pragmas = m_pragmas.size(); // those that pragmas ask for do not count
    for (size_t index = 0; index < pragmas; ++index)
        add_tree({m_pragmas[index], UnitKind::script, "gml_pragma", no_unit, true});
    m_code.resolver.program = &m_code.program;
    std::vector<CodeId> ids = m_code.program.build(inputs, m_code.resolver, *m_code.symbols, m_code.diagnostics);
    m_code.codes.assign(m_code.project->code.size(), no_code);
    for (size_t index = 0; index < pragmas; ++index) m_code.script_order.push_back(ids[m_units.size() + index]);
    for (size_t index = 0; index < m_units.size(); ++index) {
        if (m_units[index].project_code != no_unit) m_code.codes[m_units[index].project_code] = ids[index];
        if (m_units[index].runs_at_boot) m_code.script_order.push_back(ids[index]);
    }
    for (uint32_t index = 0; index < m_code.project->objects.size(); ++index)
        for (const ObjectEvent& event : m_code.project->objects[index].events)
            if (event.code != no_unit) m_code.event_objects.emplace(m_code.codes[event.code], index);
}

void Compilation::run() {
    m_taken.resize(m_code.project->code.size());
    add_outside(m_input.prelude, UnitKind::hidden, "prelude ");
    add_extensions();
    add_scripts();
    add_objects();
    add_rooms();
    add_rest();
    // Last, so that a mock replaces what has its name.
    add_outside(m_input.mocks, UnitKind::script, "mock ");
    collect_macros();
    parse_and_build();
    m_code.events = std::make_unique<EventTable>(*m_code.project, m_code.codes);
    for (const auto& [name, expression] : m_input.answers) {
        SourceFile& file = m_code.files.emplace_back("answer " + name, expression);
        ParseOptions options;
        options.expression = true;
        ParseResult parsed = parse(file, m_code.macros, options);
        m_code.diagnostics.insert(m_code.diagnostics.end(), parsed.diagnostics.begin(), parsed.diagnostics.end());
        if (!parsed.ok()) continue;
        UnitInput unit{&file, &parsed.ast, UnitKind::console, "answer " + name};
        m_code.answers[name] =
            m_code.program.build({&unit, 1}, m_code.resolver, *m_code.symbols, m_code.diagnostics).front();
    }
}

} // namespace

std::shared_ptr<WorldCode> compile_world(const WorldInput& input) {
    std::vector<std::string> configs = input.project->configuration_chain(input.config);
    bool known = !configs.empty();
    if (!known) configs = {input.config};
    auto code = std::make_shared<WorldCode>(input.project, input.natives, configs);
    if (!known && input.config != "Default")
        code->diagnostics.push_back(
            {"unknown-config", Severity::warning, "the project has no configuration '" + input.config + "'", {}, {}});
    Compilation(*code, input).run();
    return code;
}

} // namespace scope
