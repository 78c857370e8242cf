-- lua dispatch.lua KINDS OF_EACH EVENTS: a model of event_perform_async. A registry of maps, objects with instances; the
-- handler reads two keys and adds to a field; the map is destroyed.
local maps, free, async_load = {}, {}, nil
local function map_create() local id = table.remove(free) or #maps + 1; maps[id] = {}; return id end
local function map_set(id, k, v) maps[id][k] = v end
local function map_get(id, k) return maps[id][k] end
local function map_destroy(id) maps[id] = false; free[#free + 1] = id end
local objects = {}
local function perform(event, id)
  local outer = async_load; async_load = id
  for o = 1, #objects do
    local object = objects[o]
    local handler = object.events[event]
    if handler then
      local instances = object.instances
      for i = 1, #instances do handler(instances[i], instances[i]) end
    end
  end
  map_destroy(id); async_load = outer
end
local function handler(self, other) self.n = self.n + (map_get(async_load, "id") + map_get(async_load, "status")) end
local kinds, of_each, events = tonumber(arg[1]), tonumber(arg[2]), tonumber(arg[3])
for k = 1, kinds do
  local object = {events = {[70] = handler}, instances = {}}
  for i = 1, of_each do object.instances[i] = {n = 0} end
  objects[k] = object
end
for e = 0, events - 1 do
  local m = map_create()
  map_set(m, "id", e); map_set(m, "status", 1); map_set(m, "event_type", "social_login"); map_set(m, "value", 0.5)
  perform(70, m)
end
print(objects[1].instances[1].n)
