#pragma once
// The library headers nearly every file reads, compiled once per build: a third off each file. No file leans on it, nor
// on core/world/world.h, which is compiled with it for the folders around the world: each includes what it uses, and a
// build with CMAKE_DISABLE_PRECOMPILE_HEADERS, as that of the fuzzers, shows it.

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <cstdint>
#include <cstring>
#include <deque>
#include <filesystem>
#include <fmt/format.h>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <tl/expected.hpp>
#include <unordered_map>
#include <unordered_set>
#include <utility>
#include <vector>
