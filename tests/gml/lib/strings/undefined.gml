// What a payload did not have is no string.
show_debug_message(string(undefined)); // expect: undefined
string_length(undefined); // expect fault: string_length argument 1 incorrect type (undefined) expecting a String (YYGS)
