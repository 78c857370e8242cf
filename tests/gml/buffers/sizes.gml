// A growing buffer doubles from 4 bytes on; what was loaded, decoded or packed is used as a whole, so saving it keeps it.
function after_writing(size, text) {
    var buffer = buffer_create(size, buffer_grow, 1);
    buffer_write(buffer, buffer_text, text);
    var out = [buffer_get_size(buffer), buffer_get_used_size(buffer)];
    buffer_delete(buffer);
    return out;
}
show_debug_message(after_writing(0, "a")); // expect: [ 4,1 ]
show_debug_message(after_writing(0, "ten bytes!")); // expect: [ 16,10 ]
show_debug_message(after_writing(1, "twelve bytes")); // expect: [ 16,12 ]
show_debug_message(after_writing(3, "7 bytes")); // expect: [ 8,7 ]
show_debug_message(after_writing(24, "7 bytes")); // expect: [ 24,7 ]

var made = buffer_create(4, buffer_grow, 1);
show_debug_message(buffer_get_used_size(made)); // expect: 0
buffer_write(made, buffer_text, "hello");
buffer_save(made, "a.bin");
var loaded = buffer_load("a.bin");
show_debug_message([buffer_get_size(loaded), buffer_get_used_size(loaded)]); // expect: [ 5,5 ]
buffer_save(loaded, "b.bin");
show_debug_message(buffer_get_size(buffer_load("b.bin"))); // expect: 5
var decoded = buffer_base64_decode(base64_encode("hello"));
buffer_save(decoded, "c.bin");
show_debug_message(buffer_get_size(buffer_load("c.bin"))); // expect: 5
var packed = buffer_compress(made, 0, 5), unpacked = buffer_decompress(packed);
show_debug_message([buffer_get_used_size(packed) == buffer_get_size(packed), buffer_get_used_size(unpacked)]); // expect: [ 1,5 ]

// Text ends with what was written: the zeros behind it are no end of a string.
buffer_seek(made, buffer_seek_start, 0);
show_debug_message(buffer_read(made, buffer_text)); // expect: hello
show_debug_message([buffer_tell(made), buffer_get_size(made)]); // expect: [ 5,8 ]
buffer_write(made, buffer_u8, 33);
show_debug_message(buffer_peek(made, 0, buffer_text)); // expect: hello!
