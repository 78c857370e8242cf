// The sequences of tests/vectors about data structures and JSON, run through the store. What natives do with their
// arguments is core/lib's; here each function is the call of the store that its native will make.

#include "ds_fixture.h"

#include "tests/support/vectors.h"

#include <functional>
#include <map>

using namespace scope;
using namespace scope::vectors;

namespace {

using Args = std::vector<Value>;
enum class Outcome { value, error, unknown };

struct Runner {
    std::shared_ptr<NameTable> names = std::make_shared<NameTable>();
    Heap heap{names};
    DsStore store{heap};
    std::string error, function;

    Outcome call(const std::string& name, const Args& args, Value& out);

private:
    Outcome on_map(DsMap& map, const std::string& what, const Args& args, Value& out);
    Outcome on_list(DsList& list, const std::string& what, const Args& args, Value& out);
    Outcome on_grid(DsGrid& grid, const std::string& what, const Args& args, Value& out);
    Outcome on_grid_area(DsGrid& grid, const std::string& what, const Args& args, Value& out);
    Outcome on_sequence(DsStructure& structure, const std::string& what, const Args& args, Value& out);
    Outcome on_priority(DsPriority& priority, const std::string& what, const Args& args, Value& out);
    Outcome on_any(DsStructure& structure, const std::string& what, const Args& args, Value& out);
    Outcome create(const std::string& kind, const Args& args, Value& out);
    Outcome json(const std::string& name, const Args& args, Value& out);
    Value truth(bool is) const { return Value::boolean(is); }
    Value count(size_t number) const { return Value(static_cast<double>(number)); }
};

double number(const Value& value) {
    return value.is_real() ? value.as_real() : static_cast<double>(value.as_int64());
}
int64_t whole(const Value& value) {
    return static_cast<int64_t>(number(value));
}

Outcome Runner::create(const std::string& kind, const Args& args, Value& out) {
    DsStructure* made = nullptr;
    if (kind == "map") made = store.create_map();
    if (kind == "list") made = store.create_list();
    if (kind == "stack") made = store.create_stack();
    if (kind == "queue") made = store.create_queue();
    if (kind == "priority") made = store.create_priority();
    if (kind == "grid")
        made = store.create_grid(static_cast<uint32_t>(number(args[0])), static_cast<uint32_t>(number(args[1])));
    out = made->handle();
    return Outcome::value;
}

// What all kinds have.
Outcome Runner::on_any(DsStructure& structure, const std::string& what, const Args& args, Value& out) {
    std::string text;
    if (what == "size")
        out = count(structure.size());
    else if (what == "empty")
        out = truth(structure.size() == 0);
    else if (what == "clear")
        store.clear(structure);
    else if (what == "destroy")
        store.destroy(structure);
    else if (what == "write")
        out = ds_write(structure, text, error) ? Value(heap.new_string(text)) : Value();
    else if (what == "read")
        out = truth(ds_read(structure, args[1].as_string()->view()) == DsRead::done);
    else
        return Outcome::unknown;
    return Outcome::value;
}

Outcome Runner::on_map(DsMap& map, const std::string& what, const Args& args, Value& out) {
    Value array(heap.new_array());
    if (what == "add")
        out = truth(map.add(args[1], args[2]) == DsWrite::created);
    else if (what == "set")
        map.set(args[1], args[2]);
    else if (what == "add_map")
        map.add(args[1], args[2], DsOwn::map);
    else if (what == "add_list")
        map.add(args[1], args[2], DsOwn::list);
    else if (what == "replace_map")
        map.set(args[1], args[2], DsOwn::map);
    else if (what == "is_map")
        out = truth(map.owns(args[1]) == DsOwn::map);
    else if (what == "is_list")
        out = truth(map.owns(args[1]) == DsOwn::list);
    else if (what == "find_value")
        out = map.get(args[1]);
    else if (what == "exists")
        out = truth(map.exists(args[1]));
    else if (what == "delete")
        map.erase(args[1]);
    else if (what == "find_first")
        out = map.first();
    else if (what == "find_last")
        out = map.last();
    else if (what == "find_next")
        out = map.next(args[1]);
    else if (what == "find_previous")
        out = map.previous(args[1]);
    else if (what == "keys_to_array") {
        EXPECT_TRUE(map.keys_to(*array.as_array()));
        out = array;
    } else if (what == "values_to_array") {
        EXPECT_TRUE(map.values_to(*array.as_array()));
        out = array;
    } else if (what == "copy") {
        DsMap* source = store.map(args[1], function, 2, error);
        if (!source) return Outcome::error;
        EXPECT_TRUE(map.copy_from(*source));
    } else
        return on_any(map, what, args, out);
    return Outcome::value;
}

Outcome Runner::on_list(DsList& list, const std::string& what, const Args& args, Value& out) {
    if (what == "add")
        for (size_t i = 1; i < args.size(); ++i) list.add(args[i]);
    else if (what == "set")
        list.set(whole(args[1]), args[2]);
    else if (what == "find_value")
        out = list.get(whole(args[1]));
    else if (what == "find_index")
        out = Value(static_cast<double>(list.find_index(args[1])));
    else if (what == "delete")
        list.erase(whole(args[1]));
    else if (what == "mark_as_map")
        list.mark(whole(args[1]), DsOwn::map);
    else if (what == "mark_as_list")
        list.mark(whole(args[1]), DsOwn::list);
    else if (what == "is_map")
        out = truth(list.owns(whole(args[1])) == DsOwn::map);
    else if (what == "is_list")
        out = truth(list.owns(whole(args[1])) == DsOwn::list);
    else if (what == "sort")
        list.sort(args[1].as_bool());
    else if (what == "copy") {
        DsList* source = store.list(args[1], function, 2, error);
        if (!source) return Outcome::error;
        EXPECT_TRUE(list.copy_from(*source));
    } else
        return on_any(list, what, args, out);
    return Outcome::value;
}

Outcome Runner::on_sequence(DsStructure& structure, const std::string& what, const Args& args, Value& out) {
    if (structure.kind() == RefKind::ds_stack) {
        auto& stack = static_cast<DsStack&>(structure);
        if (what == "push")
            for (size_t i = 1; i < args.size(); ++i) stack.push(args[i]);
        else if (what == "pop")
            out = stack.pop();
        else if (what == "top")
            out = stack.top();
        else if (what == "copy")
            EXPECT_TRUE(stack.copy_from(*store.stack(args[1], function, 2, error)));
        else
            return on_any(structure, what, args, out);
        return Outcome::value;
    }
    auto& queue = static_cast<DsQueue&>(structure);
    if (what == "enqueue")
        for (size_t i = 1; i < args.size(); ++i) queue.enqueue(args[i]);
    else if (what == "dequeue")
        out = queue.dequeue();
    else if (what == "head")
        out = queue.head();
    else if (what == "tail")
        out = queue.tail();
    else if (what == "copy")
        EXPECT_TRUE(queue.copy_from(*store.queue(args[1], function, 2, error)));
    else
        return on_any(structure, what, args, out);
    return Outcome::value;
}

Outcome Runner::on_priority(DsPriority& priority, const std::string& what, const Args& args, Value& out) {
    if (what == "add")
        priority.add(args[1], number(args[2]));
    else if (what == "delete_min")
        out = priority.delete_min();
    else if (what == "delete_max")
        out = priority.delete_max();
    else if (what == "find_min")
        out = priority.find_min();
    else if (what == "find_max")
        out = priority.find_max();
    else if (what == "find_priority")
        out = priority.find_priority(args[1]);
    else if (what == "delete_value")
        priority.delete_value(args[1]);
    else if (what == "copy")
        EXPECT_TRUE(priority.copy_from(*store.priority(args[1], function, 2, error)));
    else
        return on_any(priority, what, args, out);
    return Outcome::value;
}

Outcome Runner::on_grid_area(DsGrid& grid, const std::string& what, const Args& args, Value& out) {
    bool disk = what.find("disk") != std::string::npos;
    size_t after = disk ? 4 : 5; // the argument after the area
    if (args.size() < after) return Outcome::unknown;
    GridArea area = disk ? GridArea::circle(number(args[1]), number(args[2]), number(args[3]))
                         : GridArea::region(number(args[1]), number(args[2]), number(args[3]), number(args[4]));
    GridChange change = what.starts_with("set")   ? GridChange::set
                        : what.starts_with("add") ? GridChange::add
                                                  : GridChange::multiply;
    uint32_t x = 0, y = 0;
    if (what.ends_with("sum"))
        out = grid.measure(GridMeasure::sum, area);
    else if (what.ends_with("max"))
        out = grid.measure(GridMeasure::max, area);
    else if (what.ends_with("min"))
        out = grid.measure(GridMeasure::min, area);
    else if (what.ends_with("exists"))
        out = truth(grid.find(args[after], area, x, y));
    else if (what.ends_with("_x"))
        out = grid.find(args[after], area, x, y) ? count(x) : Value(-1.0);
    else if (what.ends_with("_region") || what.ends_with("_disk")) {
        if (!grid.change_area(change, area, args[after], error)) return Outcome::error;
    } else
        return Outcome::unknown;
    return Outcome::value;
}

Outcome Runner::on_grid(DsGrid& grid, const std::string& what, const Args& args, Value& out) {
    if (what == "width")
        out = count(grid.width());
    else if (what == "height")
        out = count(grid.height());
    else if (what == "get")
        out = grid.get(whole(args[1]), whole(args[2]));
    else if (what == "set")
        grid.change(GridChange::set, whole(args[1]), whole(args[2]), args[3], error);
    else if (what == "clear")
        grid.fill(args[1]);
    else if (what == "copy")
        EXPECT_TRUE(grid.copy_from(*store.grid(args[1], function, 2, error)));
    else if (what == "multiply_grid_region") {
        GridArea region = GridArea::region(number(args[2]), number(args[3]), number(args[4]), number(args[5]));
        DsGrid* source = store.grid(args[1], function, 2, error);
        if (!grid.change_from(GridChange::multiply, *source, region, whole(args[6]), whole(args[7]), error))
            return Outcome::error;
    } else if (Outcome outcome = on_any(grid, what, args, out); outcome != Outcome::unknown)
        return outcome;
    else
        return on_grid_area(grid, what, args, out);
    return Outcome::value;
}

Outcome Runner::json(const std::string& name, const Args& args, Value& out) {
    std::string text;
    bool pretty = args.size() > 1 && args[1].as_bool();
    if (name == "json_encode") {
        DsMap* map = store.map(args[0], name, 1, error);
        if (!map || !json_encode(*map, pretty, nullptr, text, error)) return Outcome::error;
        out = Value(heap.new_string(text));
    } else if (name == "json_stringify") {
        if (!json_stringify(store, args[0], pretty, nullptr, text, error)) return Outcome::error;
        out = Value(heap.new_string(text));
    } else if (name == "json_decode") {
        if (json_decode(store, args[0].as_string()->view(), out, error) != JsonRead::done) out = Value(-1.0);
    } else if (json_parse(store, args[0].as_string()->view(), false, out, error) != JsonRead::done) {
        return Outcome::error;
    }
    return Outcome::value;
}

Outcome Runner::call(const std::string& name, const Args& args, Value& out) {
    out = Value();
    function = name;
    if (name.starts_with("json_")) return json(name, args, out);
    if (name == "ds_set_precision") return store.precision = number(args[0]), Outcome::value;
    if (name == "typeof_") return out = Value(heap.new_string(type_name(args[0]))), Outcome::value;
    if (name == "ds_exists")
        return out = truth(store.exists(ds_kind_from_number(whole(args[1])), args[0])), Outcome::value;
    if (name == "list[| i]") return call("ds_list_find_value", args, out);
    if (name == "list[| i] =") return call("ds_list_set", args, out);
    if (!name.starts_with("ds_")) return Outcome::unknown;
    size_t gap = name.find('_', 3);
    std::string kind = name.substr(3, gap - 3), what = name.substr(gap + 1);
    if (what == "create") return create(kind, args, out);
    if (what.starts_with("secure_")) return Outcome::unknown;
    DsStructure* structure = store.structure(ref_kind_from_name("ds_" + kind), args[0], name, 1, error);
    if (!structure) return Outcome::error;
    if (kind == "map") return on_map(static_cast<DsMap&>(*structure), what, args, out);
    if (kind == "list") return on_list(static_cast<DsList&>(*structure), what, args, out);
    if (kind == "grid") return on_grid(static_cast<DsGrid&>(*structure), what, args, out);
    if (kind == "priority") return on_priority(static_cast<DsPriority&>(*structure), what, args, out);
    return on_sequence(*structure, what, args, out);
}

/// The recorded runtime's ids are numbers, ours are handles.
bool same(const NameTable& names, const Value& got, const Json& expected) {
    if (got.is_ref() && expected.kind == Json::Kind::number) return got.ref_index() == expected.number;
    if (got.is_array() && expected.kind == Json::Kind::list) {
        if (got.as_array()->size != expected.items.size()) return false;
        for (size_t i = 0; i < expected.items.size(); ++i) {
            if (!same(names, got.as_array()->items[i], expected.items[i])) return false;
        }
        return true;
    }
    return matches(names, got, expected, true);
}

/// Where we differ from a recorded result that nothing calls suspicious: docs/semantics.md knows better about the
/// native runtime.
struct Pin {
    std::string file, sequence, function; ///< empty: any
    std::string reason;
    size_t used = 0;
};

std::vector<Pin> pins() {
    return {
        {"ds_map", "", "ds_map_add", "docs/semantics.md 2.3: the native returns whether it added"},
        {"ds_map", "key kinds", "ds_map_find_value",
         "docs/semantics.md 2.2: 1, true and int64 1 are one key, so the last one set is found"},
        {"ds_queue", "", "ds_queue_write", "docs/semantics.md 2.6: the native writes 16 slots"},
    };
}

Pin* pin_for(std::vector<Pin>& all, const std::string& file, const std::string& sequence, const std::string& function) {
    for (Pin& pin : all) {
        bool fits = pin.sequence.ends_with(' ') ? pin.sequence == sequence : sequence.starts_with(pin.sequence);
        if (pin.file == file && fits && (pin.function.empty() || pin.function == function)) return &pin;
    }
    return nullptr;
}

struct SequenceRun {
    Runner runner;
    std::vector<Value> results;
    std::map<std::string, Value> made; // what has identity: functions, objects

    bool argument(const Json& json, Value& out) {
        return make_value(runner.heap, json, out, [this](const Json& tagged, Value& into) {
            std::string tag = tagged.tag();
            if (tag == "result") return into = results[static_cast<size_t>(tagged.find("of")->number)], true;
            if (tag != "fn" && tag != "object") return false;
            Value& kept = made[tagged.dump()];
            if (kept.is_undefined())
                kept = tag == "fn" ? Value(runner.heap.new_method(Value(), 1)) : Value(runner.heap.new_struct());
            return into = kept, true;
        });
    }

    Outcome step(const Json& op, Value& out) {
        Args args(op.items.size() - 1);
        for (size_t i = 1; i < op.items.size(); ++i) {
            if (!argument(op.items[i], args[i - 1])) return Outcome::unknown;
        }
        Outcome outcome = runner.call(op.items[0].text, args, out);
        results.push_back(out);
        return outcome;
    }
};

} // namespace

TEST(DsVectors, RecordedSequencesGiveTheRecordedResults) {
    size_t agreed = 0, suspicious = 0;
    size_t pinned = 0;
    std::vector<Pin> known = pins();
    for (const char* name :
         {"ds_map", "ds_list", "ds_grid", "ds_stack", "ds_queue", "ds_priority", "json_ds", "json_struct"}) {
        for (const Sequence& sequence : load(name).sequences) {
            SequenceRun run;
            for (size_t i = 0; i < sequence.ops.size(); ++i) {
                std::string key = std::string(name) + "/" + sequence.name + "#" + std::to_string(i);
                Value got;
                Outcome outcome = run.step(sequence.ops[i], got);
                ASSERT_NE(outcome, Outcome::unknown) << key << " " << sequence.ops[i].dump();
                const Json& expected = sequence.results[i];
                bool agrees = outcome == Outcome::error
                                  ? expected.is_error()
                                  : !expected.is_error() && same(*run.runner.names, got, expected);
                if (agrees)
                    ++agreed;
                else if (sequence.suspicious.count(i))
                    ++suspicious;
                else if (Pin* pin = pin_for(known, name, sequence.name, sequence.ops[i].items[0].text))
                    ++pin->used, ++pinned;
                else
                    ADD_FAILURE() << key << " " << sequence.ops[i].dump() << "\n  recorded " << expected.dump()
                                  << "\n  got "
                                  << (outcome == Outcome::error ? "error: " + run.runner.error
                                                                : to_text(Rules(), *run.runner.names, got));
            }
        }
    }
    for (const Pin& pin : known) EXPECT_GT(pin.used, 0u) << "agrees now, so take the pin out: " << pin.reason;
    std::printf("%zu results agree, %zu differ where the recording is suspicious, %zu pinned\n", agreed, suspicious,
                pinned);
}

// ---- what the test framework asserts; normative

namespace {

std::string shown(SequenceRun& run, const Value& value) {
    return to_text(Rules(), *run.runner.names, value);
}

/// Asserts about a whole structure, checked before the first one is destroyed.
void check_structure(SequenceRun& run, const std::string& check, const Json& expected, size_t call,
                     const std::string& key) {
    DsStore& store = run.runner.store;
    std::string kind = check.substr(0, check.find('_')), what = check.substr(check.find('_') + 1);
    auto structure = [&](double id) { return store.peek(ref_kind_from_name("ds_" + kind), Value(id)); };
    DsStructure* first = structure(0);
    ASSERT_NE(first, nullptr) << key;
    if (what == "size") {
        // Of json_decode's children: whichever structure has that size.
        bool found = false;
        store.each([&](const DsStructure& each) {
            found = found || (each.kind() == first->kind() && double(each.size()) == expected.number);
        });
        EXPECT_TRUE(found) << key;
    } else if (what == "empty") {
        EXPECT_EQ(structure(static_cast<double>(call))->size(), 0u) << key;
    } else if (kind == "map" && what == "equals") {
        std::string a, b;
        ASSERT_TRUE(json_encode(*structure(static_cast<double>(call)), false, nullptr, a, run.runner.error));
        ASSERT_TRUE(json_encode(*structure(expected.number), false, nullptr, b, run.runner.error));
        EXPECT_EQ(a, b) << key;
    } else if (kind == "list") {
        const auto& values = static_cast<DsList*>(structure(double(store.count(RefKind::ds_list) - 1)))->values();
        ASSERT_EQ(values.size(), expected.items.size()) << key;
        for (size_t i = 0; i < values.size(); ++i)
            EXPECT_TRUE(same(*run.runner.names, values[i], expected.items[i])) << key << " " << i;
    } else if (kind == "stack" || kind == "queue") {
        for (const Json& item : expected.items) {
            Value got = kind == "stack" ? static_cast<DsStack*>(structure(1))->pop()
                                        : static_cast<DsQueue*>(structure(1))->dequeue();
            EXPECT_TRUE(same(*run.runner.names, got, item)) << key << " " << shown(run, got);
        }
    } else if (kind == "grid") {
        auto& grid = static_cast<DsGrid&>(*structure(1));
        for (uint32_t y = 0; y < grid.height(); ++y) {
            for (uint32_t x = 0; x < grid.width(); ++x)
                EXPECT_TRUE(same(*run.runner.names, grid.at(x, y), expected.items[y].items[x])) << key;
        }
    } else {
        ADD_FAILURE() << key << " unknown check";
    }
}

void check_result(SequenceRun& run, const std::string& check, const Json& expected, size_t call,
                  const std::string& key) {
    const Value& got = run.results[call];
    bool holds = false;
    if (check == "equals" || check == "array_equals")
        holds = same(*run.runner.names, got, expected);
    else if (check == "true" || check == "false")
        holds = got.is_bool() && got.as_bool() == (check == "true");
    else if (check == "ge")
        holds = got.is_ref() || number(got) >= expected.number;
    else if (check == "not_equals")
        holds = !same(*run.runner.names, got, Json{Json::Kind::number, false, -1, "", {}, {}});
    EXPECT_TRUE(holds) << key << " " << check << " " << expected.dump() << ", got " << shown(run, got);
}

/// Facts, or parts of one, that cannot be checked here.
struct Skip {
    std::string fact, check; ///< check empty: all
    std::string reason;
    size_t used = 0;
};

} // namespace

TEST(DsVectors, TheTestFrameworksFactsHold) {
    std::vector<Skip> skips = {
        {"ds_map_secure_save_load_test #1", "", "files: core/lib's"},
        {"ds_map_add_find_test #5", "equals", "counts the steps of a loop that is not in the recording"},
        {"ds_list_read_write_clear_test", "list_empty",
         "asserted between two steps; the results of both readings say as much"},
        {"ds_list_mark test #1", "false", "recorded for call 8, of which `true` is asserted as well; it was call 4"},
    };
    size_t checked = 0;
    for (const Sequence& sequence : load("tf_ds").sequences) {
        auto skipped = [&](const std::string& check) {
            for (Skip& skip : skips) {
                if (sequence.name.ends_with("/ " + skip.fact) && (skip.check.empty() || skip.check == check))
                    return ++skip.used, true;
            }
            return false;
        };
        std::vector<Json> asserts;
        for (const Json& one : sequence.raw.find("asserts")->items) {
            if (!skipped(one.find("check")->text)) asserts.push_back(one);
        }
        if (asserts.empty()) continue;
        auto about_structure = [](const Json& one) {
            const std::string& check = one.find("check")->text;
            return check.find('_') != std::string::npos && check != "array_equals" && check != "not_equals";
        };
        SequenceRun run;
        bool structures_checked = false;
        auto check_structures = [&] {
            for (const Json& one : asserts) {
                if (structures_checked || !about_structure(one)) continue;
                ++checked;
                check_structure(run, one.find("check")->text, *one.find("expected"),
                                static_cast<size_t>(std::max(0.0, one.find("call")->number)), sequence.name);
            }
            structures_checked = true;
        };
        for (const Json& op : sequence.ops) {
            if (op.items[0].text.ends_with("_destroy")) check_structures();
            Value got;
            ASSERT_EQ(run.step(op, got), Outcome::value)
                << sequence.name << " " << op.dump() << " " << run.runner.error;
        }
        check_structures();
        for (const Json& one : asserts) {
            if (about_structure(one)) continue;
            ++checked;
            check_result(run, one.find("check")->text, *one.find("expected"),
                         static_cast<size_t>(one.find("call")->number), sequence.name);
        }
        if (sequence.name.ends_with("ds_list_mark test #1")) {
            EXPECT_FALSE(run.results[4].as_bool());
        }
    }
    for (const Skip& skip : skips) EXPECT_GT(skip.used, 0u) << skip.fact;
    std::printf("%zu facts hold\n", checked);
}
