local N = 1000000
local keys = {}
for i = 0, N-1 do keys[i] = "key" .. i end
local m = {}
for i = 0, N-1 do m[keys[i]] = i end
local sum = 0
for i = 0, N-1 do sum = sum + m["key" .. i] end
for i = 0, N-1 do m[keys[i]] = nil end
print(sum)
print(next(m) == nil and 0 or 1)
