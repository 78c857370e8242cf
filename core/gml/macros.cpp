#include "core/gml/macros.h"

#include "core/gml/lexer.h"

#include <algorithm>
#include <unordered_set>

namespace scope {

MacroTable::MacroTable(std::vector<std::string> configs) : m_configs(std::move(configs)) {}

void MacroTable::collect(const SourceFile& file, const TokenList& tokens, std::vector<Diagnostic>& diagnostics) {
    for (const MacroDefinition& definition : tokens.macros) {
        Macro& macro = m_macros.emplace_back();
        macro.name = definition.name;
        macro.config = definition.config;
        macro.place = place_of(file, definition.span);
        macro.body = definition.body;
        for (Token& token : macro.body) {
            bool spelled = !token_spelling(token.kind).empty();
            if (spelled)
                token.text = token_spelling(token.kind);
            else if (!token.text.empty())
                token.text = m_pool.emplace_back(token.text);
        }
        std::vector<const Macro*>& same_name = m_by_name[macro.name];
        auto same = std::find_if(same_name.begin(), same_name.end(),
                                 [&](const Macro* other) { return other->config == macro.config; });
        if (same == same_name.end()) {
            same_name.push_back(&macro);
            continue;
        }
        diagnostics.push_back(
            {"duplicate-macro", Severity::warning,
             "the macro " + macro.name + " is defined twice; this one replaces that of " + (*same)->place.text(),
             macro.place, "rename or delete one of them"});
        *same = &macro;
    }
}

void MacroTable::collect(const SourceFile& file, std::vector<Diagnostic>& diagnostics) {
    if (file.text().find("#macro") == std::string_view::npos) return;
    collect(file, lex(file), diagnostics);
}

const Macro* MacroTable::find(std::string_view name) const {
    auto found = m_by_name.find(name);
    if (found == m_by_name.end()) return nullptr;
    for (const std::string& config : m_configs)
        for (const Macro* macro : found->second)
            if (macro->config == config) return macro;
    for (const Macro* macro : found->second)
        if (macro->config.empty()) return macro;
    return nullptr;
}

namespace {

// Replaces depth first with a stack of its own, so that neither nesting nor growth can exhaust anything but the limits.
class Expander {
public:
    Expander(const SourceFile& file, const MacroTable& macros, const ExpandLimits& limits,
             std::vector<Diagnostic>& diagnostics)
        : m_file(file)
        , m_macros(macros)
        , m_limits(limits)
        , m_diagnostics(diagnostics) {}

    std::vector<Token> run(const std::vector<Token>& tokens) {
        m_result.reserve(tokens.size());
        for (const Token& token : tokens) {
            if (m_stopped && token.kind != TokenKind::end_of_file) continue;
            if (in_name_of(token))
                m_result.push_back(token);
            else
                expand_token(token);
        }
        return std::move(m_result);
    }

private:
    struct Level {
        const Macro* macro;
        size_t next;
    };

    // nameof(MACRO) is the macro's own name (GameMaker's test suite says so), hence nothing expands between its
    // parentheses.
    bool in_name_of(const Token& token) {
        bool after_name_of =
            !m_result.empty() && m_result.back().kind == TokenKind::identifier && m_result.back().text == "nameof";
        if (token.kind == TokenKind::paren_open && (m_name_of > 0 || after_name_of))
            ++m_name_of;
        else if (token.kind == TokenKind::paren_close && m_name_of > 0)
            --m_name_of;
        return m_name_of > 0;
    }

    void expand_token(const Token& use) {
        const Macro* macro = use.kind == TokenKind::identifier ? m_macros.find(use.text) : nullptr;
        if (!macro) {
            m_result.push_back(use);
            return;
        }
        m_line_break = use.line_break_before;
        m_levels.push_back({macro, 0});
        while (!m_levels.empty() && !m_stopped) {
            Level& level = m_levels.back();
            if (level.next == level.macro->body.size()) {
                m_levels.pop_back();
                continue;
            }
            const Token& token = level.macro->body[level.next++];
            if (token.line_break_before) m_line_break = true;
            const Macro* inner = token.kind == TokenKind::identifier ? m_macros.find(token.text) : nullptr;
            if (inner && !m_macros.is_kept_in_bodies(token.text) && enter(inner, use)) continue;
            copy(token, use, macro);
        }
        m_levels.clear();
    }

    bool enter(const Macro* macro, const Token& use) {
        bool inside_itself =
            std::any_of(m_levels.begin(), m_levels.end(), [&](const Level& level) { return level.macro == macro; });
        if (!inside_itself && m_levels.size() < m_limits.max_depth) {
            if (count(use, macro)) m_levels.push_back({macro, 0}); // counted too: empty macros could nest exponentially
            return true;
        }
        if (m_reported.insert(macro).second) {
            report(use, "macro-recursion",
                   inside_itself ? "the macro " + macro->name + " stands in its own definition"
                                 : "macros are nested too deeply at " + macro->name);
        }
        return false;
    }

    void copy(const Token& token, const Token& use, const Macro* macro) {
        if (!count(use, macro)) return;
        Token& added = m_result.emplace_back(token);
        added.span = use.span;
        added.macro = macro;
        added.line_break_before = m_line_break;
        m_line_break = false;
    }

    bool count(const Token& use, const Macro* macro) {
        if (++m_added <= m_limits.max_tokens) return true;
        report(use, "macro-too-large", "the macros of this file expand to too much text, last " + macro->name);
        m_stopped = true;
        return false;
    }

    void report(const Token& use, const char* code, std::string message) {
        m_diagnostics.push_back({code, Severity::error, std::move(message), place_of(m_file, use.span), {}});
    }

    const SourceFile& m_file;
    const MacroTable& m_macros;
    const ExpandLimits& m_limits;
    std::vector<Diagnostic>& m_diagnostics;
    std::vector<Token> m_result;
    std::vector<Level> m_levels;
    std::unordered_set<const Macro*> m_reported;
    uint32_t m_added = 0;
    uint32_t m_name_of = 0; // parentheses open since a nameof
    bool m_line_break = false;
    bool m_stopped = false;
};

} // namespace

std::vector<Token> expand(const SourceFile& file, const TokenList& tokens, const MacroTable& macros,
                          const ExpandLimits& limits, std::vector<Diagnostic>& diagnostics) {
    return Expander(file, macros, limits, diagnostics).run(tokens.tokens);
}

} // namespace scope
