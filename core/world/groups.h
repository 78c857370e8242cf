#pragma once
// What a game did with the audio and texture groups of its project: whether they are loaded, by index. The default
// audio group, which is always there, also keeps what audio_throw_on_error said.

#include "core/world/stub_handles.h"

namespace scope {

class World;

/// The properties of the group of that index, which the project has.
StubHandles::Entry& group_entry(World& world, RefKind kind, uint32_t index);

bool audio_throws(World& world);
void set_audio_throws(World& world, bool throws);

} // namespace scope
