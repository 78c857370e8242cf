#pragma once
// Keeps secrets out of traces: values whose key looks like a secret become "***" on recording. A trace is meant to be sent to a
// colleague; --keep-secrets turns this off.

#include "core/trace/records.h"

namespace scope {

/// Whether a key's value is to be hidden: "Authorization", "session_token", "apiKey", ...
bool is_secret_key(std::string_view key);
Datum mask_secrets(const Datum& datum);
void mask_secrets(DispatchRecord& dispatch);

} // namespace scope
