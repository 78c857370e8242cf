for round = 1, 2 do
  local s = 0
  local i = 0
  while i < 15000000 do s = s + i; i = i + 1 end
  print(s)
end
