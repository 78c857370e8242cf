#pragma once
// The macros of a project: token runs that replace a name wherever it stands. Macros are global whichever file or
// function defines them, so every file is lexed once for its definitions before any file is parsed.

#include "core/gml/token.h"

#include <deque>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

namespace scope {

/// A macro as the project has it: owns its tokens' text, so the defining file may go.
struct Macro {
    std::string name;
    std::string config; ///< "" for the one that holds when no configuration's own does
    Place place;        ///< of the definition
    std::vector<Token> body;
};

class MacroTable {
public:
    /// `configs`: the active configuration and its parents, nearest first; a macro of the nearest one wins.
    explicit MacroTable(std::vector<std::string> configs = {"Default"});
    MacroTable(MacroTable&&) noexcept = default;
    MacroTable& operator=(MacroTable&&) noexcept = default;

    /// Adds what `file` defines. A second definition of a name for one configuration replaces the first and is a
    /// warning.
    void collect(const SourceFile& file, const TokenList& tokens, std::vector<Diagnostic>& diagnostics);
    /// Lexes `file` for its definitions only; lexical errors are left to the later parse.
    void collect(const SourceFile& file, std::vector<Diagnostic>& diagnostics);

    /// The macro that `name` stands for in the active configuration; nullptr when it stands for itself.
    const Macro* find(std::string_view name) const;
    const std::deque<Macro>& all() const { return m_macros; }

    /// `name` is also a built-in function: a macro's body that mentions it means the function, so that libraries can
    /// put their own in front of it (#macro original show_message, #macro show_message mine).
    void keep_in_bodies(std::string name) { m_kept.insert(std::move(name)); }
    bool is_kept_in_bodies(std::string_view name) const { return m_kept.contains(std::string(name)); }

private:
    std::vector<std::string> m_configs;
    std::deque<Macro> m_macros;
    std::deque<std::string> m_pool;
    std::unordered_set<std::string> m_kept;
    std::unordered_map<std::string_view, std::vector<const Macro*>> m_by_name;
};

struct ExpandLimits {
    uint32_t max_depth = 64;         ///< macros inside macros
    uint32_t max_tokens = 1'000'000; ///< that macros may add to one file
};

/// The tokens of `file` with every macro replaced by what it stands for. A macro inside its own replacement is an
/// error, as is going beyond the limits; the tokens that result are then cut but still end with end_of_file. Linear in
/// its result.
std::vector<Token> expand(const SourceFile& file, const TokenList& tokens, const MacroTable& macros,
                          const ExpandLimits& limits, std::vector<Diagnostic>& diagnostics);

} // namespace scope
