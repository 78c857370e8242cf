n = 0;
data = { list: [0, 0, 0, 0, 0], seen: { last: "", count: 0, at: 0 }, kept: ds_map_create() };
