#include "core/world/observers.h"

#include <algorithm>

namespace scope {

/// Tells each what it wants to hear.
class Observers::Several final : public Observer {
public:
    explicit Several(const std::vector<Observer*>& all) : m_all(all) {}

    void on_read(const Value& container, const Value& key, const Value& value) override {
        data([&](Observer& one) { one.on_read(container, key, value); });
    }
    /// A read has one number: that of the first observer who gives it one, who alone knows what it means.
    uint32_t on_missing(const Value& container, const Value& key) override {
        uint32_t number = 0;
        data([&](Observer& one) {
            uint32_t its = one.on_missing(container, key);
            if (number == 0 && its != 0) {
                number = its;
                m_numbers_misses = &one;
            }
        });
        return number;
    }
    void on_missing_tested(uint32_t missed_read) override {
        if (m_numbers_misses) m_numbers_misses->on_missing_tested(missed_read);
    }
    void on_tested(const Value& container, const Value& key, bool present) override {
        data([&](Observer& one) { one.on_tested(container, key, present); });
    }
    void on_dumped(const Value& container) override {
        data([&](Observer& one) { one.on_dumped(container); });
    }
    void before_write(const Value& container, const Value& key, bool existed, const Value& old,
                      const Value& next) override {
        data([&](Observer& one) { one.before_write(container, key, existed, old, next); });
    }
    void before_whole(const Value& container) override {
        data([&](Observer& one) { one.before_whole(container); });
    }
    void on_created(const Value& container) override {
        data([&](Observer& one) { one.on_created(container); });
    }
    void on_destroyed(const Value& container) override {
        data([&](Observer& one) { one.on_destroyed(container); });
    }
    void on_stale(const Value& used) override {
        data([&](Observer& one) { one.on_stale(used); });
    }

    void before_write(const HeapObject& container, uint32_t key, bool existed, const Value& old) override {
        writes([&](Observer& one) { one.before_write(container, key, existed, old); });
    }
    void before_free(const HeapObject& container) override {
        writes([&](Observer& one) { one.before_free(container); });
    }

    void on_place(uint32_t code, uint32_t pc) override {
        running([&](Observer& one) { one.on_place(code, pc); });
    }
    void on_left(uint32_t code, uint32_t pc, uint32_t compare_code, uint32_t compare_pc, const Value& left,
                 const Value& right) override {
        running([&](Observer& one) { one.on_left(code, pc, compare_code, compare_pc, left, right); });
    }
    void on_watched_read(const HeapObject& container, uint32_t key, const Value& value) override {
        running([&](Observer& one) { one.on_watched_read(container, key, value); });
    }
    void on_call_out(uint32_t native, const Value* args, uint32_t count, const Value& result) override {
        running([&](Observer& one) { one.on_call_out(native, args, count, result); });
    }
    void on_call(uint32_t code, const Value* args, uint32_t count) override {
        running([&](Observer& one) {
            if (one.wants_calls) one.on_call(code, args, count);
        });
    }
    void on_return(uint32_t code, const Value& result) override {
        running([&](Observer& one) {
            if (one.wants_calls) one.on_return(code, result);
        });
    }

    void on_dispatch_begin(const DispatchInfo& dispatch) override {
        for (Observer* one : m_all) one->on_dispatch_begin(dispatch);
    }
    void on_dispatch_end(const DispatchInfo& dispatch, bool map_destroyed) override {
        for (Observer* one : m_all) one->on_dispatch_end(dispatch, map_destroyed);
    }
    void on_handler_begin(const HandlerInfo& handler) override {
        for (Observer* one : m_all) one->on_handler_begin(handler);
    }
    void on_handler_end(const HandlerInfo& handler, const Fault* fault, std::span<const StackEntry> stack) override {
        for (Observer* one : m_all) one->on_handler_end(handler, fault, stack);
    }
    void on_log(std::string_view text) override {
        for (Observer* one : m_all) one->on_log(text);
    }
    void on_request(const RequestInfo& request) override {
        for (Observer* one : m_all) one->on_request(request);
    }
    void on_problem(const Diagnostic& problem) override {
        for (Observer* one : m_all) one->on_problem(problem);
    }
    void on_environment(std::string_view what, const Value& value) override {
        for (Observer* one : m_all) one->on_environment(what, value);
    }
    void on_fault(const Fault& fault, std::span<const StackEntry> stack, std::string_view during) override {
        for (Observer* one : m_all) one->on_fault(fault, stack, during);
    }
    void on_frame(uint64_t frame) override {
        for (Observer* one : m_all) one->on_frame(frame);
    }
    void before_builtin(uint32_t variable, int64_t element, const Instance* instance, const Value& old) override {
        for (Observer* one : m_all) one->before_builtin(variable, element, instance, old);
    }
    void on_instance_created(const Instance& instance) override {
        for (Observer* one : m_all) one->on_instance_created(instance);
    }
    void on_instance_destroyed(const Instance& instance) override {
        for (Observer* one : m_all) one->on_instance_destroyed(instance);
    }
    void on_parsed(const Value& text, const Value& result) override {
        for (Observer* one : m_all) one->on_parsed(text, result);
    }

private:
    template<typename Tell> void data(Tell tell) {
        for (Observer* one : m_all)
            if (one->wants_data) tell(*one);
    }
    template<typename Tell> void writes(Tell tell) {
        for (Observer* one : m_all)
            if (one->wants_writes) tell(*one);
    }
    template<typename Tell> void running(Tell tell) {
        for (Observer* one : m_all)
            if (one->wants_code) tell(*one);
    }

    const std::vector<Observer*>& m_all;
    Observer* m_numbers_misses = nullptr;
};

Observers::Observers() : m_several(std::make_unique<Several>(m_all)) {}
Observers::~Observers() = default;

void Observers::add(Observer& observer) {
    m_all.push_back(&observer);
}

void Observers::remove(Observer& observer) {
    std::erase(m_all, &observer);
}

Observer* Observers::told() const {
    return m_all.empty() ? nullptr : m_all.size() == 1 ? m_all.front() : m_several.get();
}

bool Observers::want_data() const {
    return std::any_of(m_all.begin(), m_all.end(), [](const Observer* one) { return one->wants_data; });
}

bool Observers::want_writes() const {
    return std::any_of(m_all.begin(), m_all.end(), [](const Observer* one) { return one->wants_writes; });
}

bool Observers::want_code() const {
    return std::any_of(m_all.begin(), m_all.end(), [](const Observer* one) { return one->wants_code; });
}

} // namespace scope
