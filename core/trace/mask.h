#pragma once
// Keeps secrets out of traces: values whose key looks like a secret become "***" on recording. A trace is meant to be
// sent to a colleague; --keep-secrets turns this off.

#include "core/trace/records.h"

#include <set>

namespace scope {

/// Whether a key's value is to be hidden: "Authorization", "session_token", "apiKey", ...
bool is_secret_key(std::string_view key);
/// `secrets`, when given, receives the values that were hidden.
Datum mask_secrets(const Datum& datum, std::set<std::string>* secrets = nullptr);
void mask_secrets(DispatchRecord& dispatch, std::set<std::string>* secrets = nullptr);

} // namespace scope
