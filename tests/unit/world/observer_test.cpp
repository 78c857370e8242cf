// What a world tells its observer, and in which order.
#include "fixture.h"

namespace scope::test {

namespace {

/// Writes down what it hears, in words.
class Listener final : public Observer {
public:
    explicit Listener(const World& of) : world(of) {}
    std::vector<std::string> heard;

    std::string joined() {
        std::string out;
        for (const std::string& each : heard) out += (out.empty() ? "" : " ") + each;
        heard.clear();
        return out;
    }
    std::string shown(const Value& value) const { return to_text(world.rules(), world.heap().names(), value); }

    void on_dispatch_begin(const DispatchInfo& d) override {
        heard.push_back("dispatch" + std::to_string(d.id) + "<" + std::to_string(d.parent) + ":" +
                        std::to_string(d.event.number));
    }
    void on_dispatch_end(const DispatchInfo& d, bool destroyed) override {
        heard.push_back("/dispatch" + std::to_string(d.id) + (destroyed ? ":destroyed" : ":kept"));
    }
    void on_handler_begin(const HandlerInfo& h) override {
        heard.push_back("handler" + std::to_string(h.id) + "<" + std::to_string(h.dispatch) + ":" +
                        world.object_name(h.object) + "/" + world.object_name(h.owner) + "#" +
                        std::to_string(h.instance_id));
    }
    void on_handler_end(const HandlerInfo& h, const Fault* fault, std::span<const StackEntry> stack) override {
        heard.push_back("/handler" + std::to_string(h.id) +
                        (fault ? ":fault@" + (stack.empty() ? std::string("nowhere") : stack[0].place.text()) : ""));
    }
    void on_log(std::string_view text) override { heard.push_back("log:" + std::string(text)); }
    void on_request(const RequestInfo& request) override { heard.push_back("request:" + std::string(request.kind)); }
    void on_problem(const Diagnostic& problem) override { heard.push_back("problem:" + problem.code); }
    void on_environment(std::string_view what, const Value& value) override {
        heard.push_back("env:" + std::string(what) + "=" + shown(value));
    }
    void on_fault(const Fault& fault, std::span<const StackEntry>, std::string_view during) override {
        heard.push_back("fault:" + fault.message + "@" + std::string(during));
    }
    void on_frame(uint64_t frame) override { heard.push_back("frame" + std::to_string(frame)); }

    void on_read(const Value&, const Value& key, const Value& value) override {
        heard.push_back("read:" + shown(key) + "=" + shown(value));
    }
    uint32_t on_missing(const Value&, const Value& key) override { return heard.push_back("missing:" + shown(key)), 1; }
    void before_write(const Value&, const Value& key, bool, const Value&, const Value& next) override {
        heard.push_back("write:" + shown(key) + "=" + shown(next));
    }
    void before_whole(const Value&) override { heard.push_back("whole"); }
    void on_created(const Value&) override { heard.push_back("created"); }
    void on_destroyed(const Value&) override { heard.push_back("destroyed"); }
    void on_stale(const Value&) override { heard.push_back("stale"); }

private:
    const World& world;
};

} // namespace

TEST(Observing, a_dispatch_from_begin_to_end) {
    ProjectBuilder builder;
    builder
        .object("oP", {{"Other_70",
                        "var x = async_load[? \"id\"]; x = async_load[? \"nothing\"]; async_load[? \"seen\"] = 1;"}})
        .object("oA", {}, "oP");
    builder.room("rm", {{"a", "oA"}});
    TestWorld world(builder);
    world.boot();
    Listener listener(*world);
    world->observe(listener);
    DsMap* map = world->ds().create_map();
    map->set(Value(world->heap().new_string("id")), Value(7.0));
    listener.heard.clear();
    world->fire(70, map->handle());
    EXPECT_EQ(listener.joined(), "dispatch1<0:70 handler1<1:oA/oP#100001 read:id=7 missing:nothing write:seen=1 "
                                 "/handler1 whole destroyed /dispatch1:destroyed");
}

TEST(Observing, nested_dispatches_and_faults) {
    ProjectBuilder builder;
    builder.object(
        "oA",
        {{"Other_70", "event_perform_async(62, ds_map_create());\nlog(\"between\");\nevent_perform(7, 63);\nthrow 1;"},
         {"Other_62", "throw 2;"},
         {"Other_63", "log(\"63\")"}});
    builder.room("rm", {{"a", "oA"}});
    TestWorld world(builder);
    world.boot();
    Listener listener(*world);
    world->observe(listener);
    DsMap* map = world->ds().create_map();
    listener.heard.clear();
    world->fire(70, map->handle());
    EXPECT_EQ(
        listener.joined(),
        "dispatch1<0:70 handler1<1:oA/oA#100001 created dispatch2<1:62 handler2<2:oA/oA#100001 "
        "/handler2:fault@objects/oA/Other_62.gml:1:1 whole destroyed /dispatch2:destroyed log:between dispatch3<1:63 "
        "handler3<3:oA/oA#100001 log:63 /handler3 /dispatch3:kept /handler1:fault@objects/oA/Other_70.gml:4:1 "
        "whole destroyed /dispatch1:destroyed");
    // The next one counts on.
    world->fire(63, world->ds().create_map()->handle());
    EXPECT_EQ(listener.joined(),
              "created dispatch4<0:63 handler4<4:oA/oA#100001 log:63 /handler4 whole destroyed /dispatch4:destroyed");
}

TEST(Observing, an_exception_that_passes_through) {
    ProjectBuilder builder;
    builder.object("oA", {{"Other_62", "throw 2;"}}).object("oB", {{"Other_62", "log(\"never\")"}});
    builder.room("rm", {{"a", "oA"}, {"b", "oB"}});
    TestWorld world(builder);
    world.boot();
    Listener listener(*world);
    world->observe(listener);
    EXPECT_EQ(listener.joined(), "env:start_date=1735732800000000 env:timezone=0");
    world.run("try { event_perform_async(62, ds_map_create()); } catch (e) { log(e); }");
    EXPECT_EQ(listener.joined(), "created dispatch1<0:62 handler1<1:oA/oA#100001 "
                                 "/handler1:fault@objects/oA/Other_62.gml:1:1 problem:async-unwound "
                                 "/dispatch1:kept log:2");
}

TEST(Observing, frames_faults_environment_and_requests) {
    ProjectBuilder builder;
    builder.object("oA", {{"Step_0", "log(os_type == os_linux); log(os_type); http_get(\"u\"); throw \"x\";"}});
    builder.room("rm", {{"a", "oA"}});
    WorldInput input;
    input.target = "linux";
    TestWorld world(builder, std::move(input));
    world.boot();
    Listener listener(*world);
    world->observe(listener);
    listener.heard.clear();
    world->run_frame();
    EXPECT_EQ(listener.joined(), "frame1 env:os_type=6 log:1 log:6 request:http_get fault:x@Step_0");
}

namespace {

/// Counts what it hears and numbers what is missing.
class Counter final : public Observer {
public:
    explicit Counter(uint32_t number) : m_number(number) {}
    void on_dispatch_begin(const DispatchInfo&) override { ++dispatches; }
    uint32_t on_missing(const Value&, const Value&) override { return ++misses, m_number; }
    void on_missing_tested(uint32_t missed_read) override { tested = missed_read; }
    void before_write(const HeapObject&, uint32_t, bool, const Value&) override { ++writes; }
    void on_place(uint32_t, uint32_t) override { ++places; }
    void on_call(uint32_t, const Value*, uint32_t) override { ++calls; }
    size_t dispatches = 0, misses = 0, writes = 0, places = 0, calls = 0;
    uint32_t tested = 0;

private:
    uint32_t m_number;
};

} // namespace

TEST(Observing, several_hear_the_same_and_what_is_not_wanted_is_not_told) {
    ProjectBuilder builder;
    builder.object("oA", {{"Create_0", "n = 0;"},
                          {"Other_70", "n = 1; var got = async_load[? \"nothing\"]; if (got == undefined) n = 2;"}});
    builder.room("rm", {{"a", "oA"}});
    TestWorld world(builder);
    world.boot();
    Counter all(0), second(9), few(5);
    few.wants_data = few.wants_writes = few.wants_code = false;
    auto fire = [&] { world->fire(70, world->ds().create_map()->handle()); };
    world->observe(few);
    fire();
    EXPECT_EQ(few.dispatches, 1u);
    EXPECT_EQ(few.misses + few.writes + few.places + few.calls, 0u);
    world->observe(all);
    world->observe(second);
    fire();
    EXPECT_EQ(few.dispatches, 2u);
    EXPECT_EQ(few.misses + few.writes + few.places + few.calls, 0u);
    for (const Counter* one : {&all, &second}) {
        EXPECT_EQ(one->dispatches, 1u);
        EXPECT_EQ(one->misses, 1u);
        EXPECT_EQ(one->writes, 2u);
        EXPECT_GE(one->places, 1u);
        EXPECT_EQ(one->calls, 1u);
    }
    EXPECT_EQ(all.tested, 0u);
    EXPECT_EQ(second.tested, 9u); // whose number it is
    world->ignore(second);
    second.wants_calls = false;
    world->ignore(second); // twice is once
    fire();
    EXPECT_EQ(second.dispatches, 1u);
    EXPECT_EQ(all.dispatches, 2u);
    for (Observer* one : {static_cast<Observer*>(&all), static_cast<Observer*>(&few)}) world->ignore(*one);
    EXPECT_EQ(world->observer(), nullptr);
}

} // namespace scope::test
