#pragma once
// A heap and a store, and short ways to make values.

#include "core/ds/json.h"
#include "core/ds/store.h"
#include "core/ds/text.h"

#include <gtest/gtest.h>

namespace scope {

/// Records what a watch hears as lines.
struct Listener : DsWatch {
    std::vector<std::string> lines;
    const NameTable& names;
    explicit Listener(const NameTable& table) : names(table) {}
    std::string show(const Value& value) const { return to_text(Rules(), names, value); }
    void say(const char* what, const Value& container, const Value& key) {
        lines.push_back(std::string(what) + " " + show(container) + " " + show(key));
    }

    void on_read(const Value& container, const Value& key, const Value&) override { say("read", container, key); }
    uint32_t on_missing(const Value& container, const Value& key) override {
        return say("missing", container, key), 42;
    }
    void on_tested(const Value& container, const Value& key, bool present) override {
        say(present ? "tested" : "tested absent", container, key);
    }
    void on_dumped(const Value& container) override { lines.push_back("dumped " + show(container)); }
    void before_write(const Value& container, const Value& key, bool existed, const Value& old,
                      const Value& next) override {
        lines.push_back("write " + show(container) + " " + show(key) + (existed ? ": " + show(old) : ": new") + " -> " +
                        show(next));
    }
    void before_whole(const Value& container) override { lines.push_back("whole " + show(container)); }
    void on_created(const Value& container) override { lines.push_back("created " + show(container)); }
    void on_destroyed(const Value& container) override { lines.push_back("destroyed " + show(container)); }
    void on_stale(const Value& used) override { lines.push_back("stale " + show(used)); }
};

class DsTest : public testing::Test {
protected:
    Value text(std::string_view from) { return Value(heap.new_string(from)); }
    std::string show(const Value& value) { return to_text(Rules(), *names, value); }
    std::string encode(const DsStructure& root, bool pretty = false) {
        std::string out;
        return json_encode(root, pretty, nullptr, out, error) ? out : "error: " + error;
    }

    std::shared_ptr<NameTable> names = std::make_shared<NameTable>();
    Heap heap{names};
    DsStore store{heap};
    std::string error;
};

} // namespace scope
