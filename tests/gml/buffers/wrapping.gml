// A buffer that wraps goes on at its start, in either direction of a copy.
function counting(kind, size) {
    var buffer = buffer_create(size, kind, 1);
    for (var i = 0; i < size; i++) buffer_poke(buffer, i, buffer_u8, i + 1);
    return buffer;
}
function content(buffer) {
    var out = "";
    for (var i = 0; i < buffer_get_size(buffer); i++) out += (i > 0 ? "," : "") + string(buffer_peek(buffer, i, buffer_u8));
    return out;
}
var ring = counting(buffer_wrap, 4), four = counting(buffer_fixed, 4);
show_debug_message([buffer_peek(ring, 5, buffer_u8), buffer_peek(ring, 3, buffer_u16), buffer_peek(ring, -1, buffer_u8), buffer_peek(four, 5, buffer_u8)]); // expect: [ 2,260,undefined,undefined ]
buffer_poke(ring, 5, buffer_u8, 77);
show_debug_message(content(ring)); // expect: 1,77,3,4
buffer_poke(ring, 3, buffer_u16, 513);
show_debug_message(content(ring)); // expect: 2,77,3,1
buffer_copy(four, 0, 4, ring, 2);
show_debug_message(content(ring)); // expect: 3,4,1,2
var flat = buffer_create(4, buffer_fixed, 1);
buffer_copy(counting(buffer_wrap, 4), 2, 4, flat, 0);
show_debug_message(content(flat)); // expect: 3,4,1,2
buffer_copy(counting(buffer_wrap, 4), -1, 1000000, flat, 1);
show_debug_message(content(flat)); // expect: 3,4,1,2
var eight = buffer_create(8, buffer_wrap, 1);
buffer_fill(eight, 6, buffer_u8, 1, 4);
show_debug_message(content(eight)); // expect: 1,1,0,0,0,0,1,1
buffer_copy_stride(four, 0, 1, 1, 4, eight, 6, 1);
show_debug_message(content(eight)); // expect: 3,4,0,0,0,0,1,2

// What begins behind the end of another buffer begins at its last byte.
show_debug_message([buffer_md5(four, 10, 4) == buffer_md5(four, 3, 1), buffer_base64_encode(four, 4, 1), buffer_crc32(four, 99, -1) == buffer_crc32(four, 3, 1)]); // expect: [ 1,"BA==",1 ]
buffer_copy(four, 9, 4, flat, 9);
show_debug_message(content(flat)); // expect: 3,4,1,4

// Strides go backwards too, and end where a buffer ends.
buffer_copy_stride(four, -1, 1, -1, 4, flat, 0, 1);
show_debug_message(content(flat)); // expect: 4,3,2,1
buffer_copy_stride(four, 3, 2, 1, 2, flat, 1, 2);
show_debug_message(content(flat)); // expect: 4,4,2,1
function complaint(source, size, count, target) {
    try {
        buffer_copy_stride(source, 0, size, 1, count, target, 0, 1);
    } catch (e) {
        return e.message;
    }
    return "none";
}
show_debug_message(complaint(four, 1, 1, four)); // expect: Source and Destination buffers can't be the same
show_debug_message(complaint(four, -1, 1, flat)); // expect: Size cannot be a negative number
show_debug_message(complaint(four, 1, -1, flat)); // expect: Count cannot be a negative number
show_debug_message(complaint(four, 0, 1, flat)); // expect: none

// Filling keeps to the alignment and makes zeros of the gaps.
var aligned = buffer_create(8, buffer_fixed, 4);
for (var i = 0; i < 8; i++) buffer_poke(aligned, i, buffer_u8, 9);
buffer_fill(aligned, 0, buffer_u8, 1, 8);
show_debug_message(content(aligned)); // expect: 1,0,0,0,1,0,0,0
buffer_fill(aligned, 2, buffer_u8, 5, -1);
show_debug_message(content(aligned)); // expect: 1,0,0,0,5,0,0,0
buffer_fill(aligned, -1, buffer_u8, 7, 8);
buffer_fill(aligned, 8, buffer_u8, 7, 8);
show_debug_message(content(aligned)); // expect: 1,0,0,0,5,0,0,0
buffer_fill(aligned, 0, buffer_u16, 258, 7);
show_debug_message(content(aligned)); // expect: 2,1,0,0,2,1,0,0
