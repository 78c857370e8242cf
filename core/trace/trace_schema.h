#pragma once
// The JSON Schema of a trace's lines, made from the tables of record_fields.h: docs/trace.schema.json is this text, and
// a test fails when it is not.

#include <string>

namespace scope {

std::string trace_schema();

} // namespace scope
