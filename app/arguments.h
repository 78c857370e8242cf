#pragma once
// The command line as plain data. Stage steps keep the order in which they were given; everything is checked here as
// far as it can be without a project, so that commands start with sound input.

#include "core/base/result.h"
#include "core/base/text_file.h"
#include "core/session/session.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace scope {

enum ExitStatus { exit_holds = 0, exit_fails = 1, exit_usage = 2 };

struct Arguments {
    std::string command = "gui";
    std::string input; ///< PROJECT, FILE, TRACE, CODE or NAME
    std::string what;  ///< of dump: tokens, ast or code
    SessionOptions session;
    std::vector<InputRecord> stage;
    FireInput fire;
    bool json = false;

    // run, eval
    std::string script;
    std::string code_file;
    std::optional<uint64_t> frames; ///< of run; 0: no limit
    bool keep_going = false;

    // replay, diff
    std::string project;
    std::string other;  ///< the second trace
    std::string ignore; ///< file of rules
    bool update = false;

    // query
    std::string output; ///< of export and import
    std::string filter;

    // gui
    std::string ui_script;
    std::string screenshot;
    int width = 1600;
    int height = 1000;
    double scale = 1;
    std::string theme = "dark";

    // uitest
    std::vector<std::string> files;
    std::string junit; ///< also of replay and diff

    std::string help; ///< not empty: print this and leave
};

/// Fails with what is wrong with the usage (exit status 2).
Result<Arguments> parse_arguments(int argc, char** argv);

/// "OBJECT[:JSON]", "OBJECT[#n]:EVENT", "PATH=GML", "10s" and so on as the inputs they stand for; `option` is "create",
/// "perform"...
Result<InputRecord> stage_step(const std::string& option, const std::string& text);

} // namespace scope
