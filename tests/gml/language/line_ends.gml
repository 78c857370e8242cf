var crlf = 1
var lf = 2
show_debug_message(crlf + lf) // expect: 3
#macro CRLF_MACRO 4 + \
    5
show_debug_message(CRLF_MACRO) // expect: 9
