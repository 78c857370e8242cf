#include "core/gml/text_of.h"

#include "core/gml/host.h"
#include "core/gml/vm.h"
#include "core/value/printer.h"

namespace scope {

namespace {

/// Prints values one after the other, stopping for each toString.
class TextFrame final : public NativeFrame {
public:
    TextFrame(std::span<const Value> values, TextsDone done, std::string_view name)
        : m_values(values.begin(), values.end())
        , m_done(done)
        , m_name(name) {}

    std::string_view name() const override { return m_name; }
    NativeStatus resume(NativeCall& call, const Value& returned) override {
        m_printer->supply(to_text(call.host.rules(), call.heap.names(), returned));
        NativeStatus status = advance(call);
        return status == NativeStatus::call ? call_method(call) : status;
    }
    /// Prints on; `call` means that a method has to run before it can go on.
    NativeStatus advance(NativeCall& call);
    NativeStatus call_method(NativeCall& call) {
        Struct* on = m_printer->called_on().as_struct();
        if (!call.vm.push_callable(m_printer->to_call(), on, call.self, {}))
            return call.error("toString is not a function");
        return NativeStatus::call;
    }

private:
    std::vector<Value> m_values;
    std::vector<std::string> m_texts;
    size_t m_bytes = 0; ///< of all texts so far, which all stay until the last one is there
    std::unique_ptr<TextPrinter> m_printer;
    TextsDone m_done;
    std::string m_name;
};

NativeStatus TextFrame::advance(NativeCall& call) {
    while (m_texts.size() < m_values.size()) {
        if (!m_printer)
            m_printer =
                std::make_unique<TextPrinter>(call.host.rules(), call.heap.names(), m_values[m_texts.size()], true);
        size_t before = m_printer->visited();
        TextPrinter::Step step = m_printer->run();
        if (!call.charge(m_printer->visited() - before)) return NativeStatus::fault;
        if (step == TextPrinter::Step::call) return NativeStatus::call;
        if (step == TextPrinter::Step::too_long) m_printer->text() += "...";
        m_bytes += m_printer->text().size();
        if (m_bytes > call.heap.limits().string_bytes)
            return call.limit("memory", "the texts are longer than the limit allows");
        if (!call.charge(m_printer->text().size() / 16) || !call.may_allocate(m_bytes)) return NativeStatus::fault;
        m_texts.push_back(std::move(m_printer->text()));
        m_printer.reset();
    }
    return m_done(call, m_texts, m_values);
}

NativeStatus print_values(NativeCall& call, std::span<const Value> values, TextsDone done) {
    auto frame = std::make_unique<TextFrame>(values, done, call.name);
    NativeStatus status = frame->advance(call);
    if (status != NativeStatus::call) return status;
    TextFrame& waiting = *frame;
    return call.vm.push(std::move(frame)) ? waiting.call_method(call) : NativeStatus::call;
}

NativeStatus only_text(NativeCall& call, std::span<const std::string> texts, std::span<const Value>) {
    return call.done(std::string_view(texts[0]));
}

} // namespace

NativeStatus text_of(NativeCall& call, const Value& value) {
    if (value.is_string()) return call.done(value);
    if (value.is_struct() || value.is_array()) return print_values(call, {&value, 1}, only_text);
    return call.done(std::string_view(to_text(call.host.rules(), call.heap.names(), value)));
}

NativeStatus texts_of(NativeCall& call, TextsDone done) {
    return print_values(call, {call.args, call.count}, done);
}

} // namespace scope
