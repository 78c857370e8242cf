// Buffers: kinds, types, seeking, peeking, strings, checksums.
var buffer = buffer_create(4, buffer_grow, 1);
buffer_write(buffer, buffer_u8, 300);
buffer_write(buffer, buffer_s16, -2);
buffer_write(buffer, buffer_f64, 0.5);
buffer_write(buffer, buffer_string, "héllo");
buffer_write(buffer, buffer_bool, true);
show_debug_message(buffer_tell(buffer)); // expect: 19
buffer_seek(buffer, buffer_seek_start, 0);
show_debug_message(buffer_read(buffer, buffer_u8)); // expect: 44
show_debug_message(buffer_read(buffer, buffer_s16)); // expect: -2
show_debug_message(buffer_read(buffer, buffer_f64)); // expect: 0.50
show_debug_message(buffer_read(buffer, buffer_string)); // expect: héllo
show_debug_message(buffer_read(buffer, buffer_bool)); // expect: 1
show_debug_message(buffer_peek(buffer, 1, buffer_u16)); // expect: 65534
buffer_poke(buffer, 0, buffer_u8, 7);
show_debug_message(buffer_peek(buffer, 0, buffer_u8)); // expect: 7
show_debug_message(typeof(buffer_peek(buffer, 1, buffer_s32))); // expect: int32
show_debug_message(typeof(buffer_peek(buffer, 1, buffer_u64))); // expect: int64
buffer_save(buffer, "data.buf");
var loaded = buffer_load("data.buf");
show_debug_message(buffer_peek(loaded, 0, buffer_u8)); // expect: 7
var fixed = buffer_create(2, buffer_fixed, 1);
buffer_write(fixed, buffer_u8, 1);
buffer_write(fixed, buffer_u8, 2);
show_debug_message(buffer_get_size(fixed)); // expect: 2
buffer_delete(fixed);
show_debug_message(buffer_exists(fixed)); // expect: 0
var text = buffer_base64_encode(loaded, 0, 3);
show_debug_message(text); // expect: B/7/
var decoded = buffer_base64_decode(text);
show_debug_message(buffer_get_size(decoded)); // expect: 3
