#include "core/ds/json.h"

namespace scope {

namespace {

bool write_all(GmlJsonWriter& writer, std::string& text, std::string& error) {
    if (writer.run() == JsonStep::done) {
        text = std::move(writer.text());
        return true;
    }
    error = writer.error();
    return false;
}

JsonRead read_all(GmlJsonReader& reader, std::string& error) {
    if (reader.run() == JsonStep::done) return JsonRead::done;
    error = reader.error();
    return reader.limit_hit() ? JsonRead::limit : JsonRead::bad_text;
}

} // namespace

bool json_encode(const DsStructure& root, bool pretty, const RefNames* names, std::string& text, std::string& error) {
    GmlJsonWriter writer(root.store(), root.handle(), {pretty, false, true, names});
    return write_all(writer, text, error);
}

bool json_stringify(DsStore& store, const Value& value, bool pretty, const RefNames* names, std::string& text,
                    std::string& error) {
    GmlJsonWriter writer(store, value, {pretty, false, false, names});
    return write_all(writer, text, error);
}

JsonRead json_decode(DsStore& store, std::string_view text, Value& map, std::string& error,
                     HandleOfName handle_of_name) {
    GmlJsonReader reader(store, text, JsonInto::structures, {.handle_of_name = std::move(handle_of_name)});
    if (JsonRead read = read_all(reader, error); read != JsonRead::done) return read;
    if (reader.result_kind() == DsOwn::map) {
        map = reader.result();
        return JsonRead::done;
    }
    DsMap* made = store.create_map();
    if (made && made->add(Value(store.heap().new_string("default")), reader.result(), reader.result_kind()) ==
                    DsWrite::created) {
        map = made->handle();
        return JsonRead::done;
    }
    if (made) store.destroy(*made);
    DsStructure* list = reader.result_kind() == DsOwn::list ? store.exact(reader.result()) : nullptr;
    if (list) store.destroy(*list);
    error = "the values of the text need more memory than the limit allows";
    return JsonRead::limit;
}

JsonRead json_parse(DsStore& store, std::string_view text, bool keep_strings, Value& value, std::string& error) {
    GmlJsonReader reader(store, text, JsonInto::structs, {.keep_strings = keep_strings});
    JsonRead read = read_all(reader, error);
    if (read == JsonRead::done) value = reader.result();
    return read;
}

} // namespace scope
