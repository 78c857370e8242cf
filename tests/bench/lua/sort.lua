local a, x = {}, 12345
for i = 1, 1000000 do x = (x * 1103 + 12345) % 2147483648; a[#a+1] = x end
table.sort(a)
print(a[1] .. " " .. a[500001] .. " " .. a[1000000])
