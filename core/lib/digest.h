#pragma once
// MD5 and SHA-1 as GML's md5_* and sha1_* need them: for comparing, not for security. Linear, no allocation.

#include <string>
#include <string_view>

namespace scope {

/// Lower-case hex digits of the digest.
std::string md5_hex(std::string_view bytes);
std::string sha1_hex(std::string_view bytes);

} // namespace scope
