local V = {}; V.__index = V
function V.new() return setmetatable({count=0, x=0, y=0}, V) end
function V:step(d) self.x = self.x + d; self.y = self.y + self.x; return self.y end
local o = V.new()
local i = 0
while i < 2000000 do o.count = o.count + 1; o:step(1); i = i + 1 end
print(o.count .. " " .. o.x .. " " .. o.y)
