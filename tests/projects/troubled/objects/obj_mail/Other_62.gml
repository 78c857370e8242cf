if (async_load[? "status"] == 0) exit;
if (!ready && async_load[? "id"] == mine) {
    exit;
}
count += 1;
