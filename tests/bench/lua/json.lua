local cjson = require "cjson"
local doc = {}
for i = 0, 69999 do
  doc[#doc+1] = {id=i, name="player"..i, score=i*1.5, ok=(i%2==0), tags={"a","b","c"}, pos={x=i,y=i*2,z=0.25}, text="the quick brown fox jumps over"}
end
local s = cjson.encode({items=doc})
local d = cjson.decode(s)
print(#d.items .. " " .. d.items[70000].name)
