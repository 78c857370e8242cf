// Seeking from the end counts backwards; parts of files and base64 into a buffer that is there.
var buffer = buffer_create(64, buffer_fixed, 1);
show_debug_message([buffer_seek(buffer, buffer_seek_end, 24), buffer_seek(buffer, buffer_seek_end, 0), buffer_seek(buffer, buffer_seek_end, -5)]); // expect: [ 40,64,64 ]
var growing = buffer_create(1, buffer_grow, 1);
buffer_base64_decode_ext(growing, base64_encode("hello"), 3);
show_debug_message([buffer_get_size(growing), buffer_peek(growing, 3, buffer_u8) == ord("h")]); // expect: [ 8,1 ]
buffer_save(growing, "part.bin");
var into = buffer_create(1, buffer_grow, 1);
buffer_load_partial(into, "part.bin", 4, 2, 10);
show_debug_message([buffer_get_size(into), chr(buffer_peek(into, 10, buffer_u8)), chr(buffer_peek(into, 11, buffer_u8))]); // expect: [ 12,"e","l" ]
buffer_load_partial(into, "part.bin", 6, 100, 0);
show_debug_message([buffer_get_size(into), chr(buffer_peek(into, 0, buffer_u8)), buffer_peek(into, 2, buffer_u8)]); // expect: [ 12,"l",0 ]
buffer_load_partial(buffer, "part.bin", 0, 8, 60);
show_debug_message([buffer_get_size(buffer), chr(buffer_peek(buffer, 63, buffer_u8))]); // expect: [ 64,"h" ]
show_debug_message([md5_file("part.bin") == buffer_md5(growing, 0, 8), sha1_file("part.bin") == buffer_sha1(growing, 0, 8), md5_file("none")]); // expect: [ 1,1,"" ]
// Pieces that lie apart, and a buffer copied onto itself.
var pieces = buffer_create(12, buffer_fixed, 1), packed = buffer_create(1, buffer_grow, 1);
for (var i = 0; i < 12; i++) buffer_poke(pieces, i, buffer_u8, i);
buffer_copy_stride(pieces, 1, 2, 4, 3, packed, 0, 2);
var text = "";
for (var i = 0; i < buffer_get_size(packed); i++) text += "," + string(buffer_peek(packed, i, buffer_u8));
show_debug_message(text); // expect: ,1,2,5,6,9,10
buffer_copy(packed, 0, 4, packed, 1);
show_debug_message([buffer_peek(packed, 1, buffer_u8), buffer_peek(packed, 4, buffer_u8)]); // expect: [ 1,6 ]

// What is no whole base64 gives what can be decoded of it.
show_debug_message([base64_decode("aGVsbG8"), base64_decode("aGVsbG"), base64_decode("aGVs*bG8="), base64_decode("a")]); // expect: [ "hello","hell","hello","" ]
var short = buffer_base64_decode("AA=");
show_debug_message([is_handle(short), buffer_get_size(short), buffer_peek(short, 0, buffer_u8)]); // expect: [ 1,1,0 ]
buffer_delete(short);
