log = "";
function early(_how) {
    for (var i = 0; i < 3; i++) {
        try {
            log += "t";
            if (_how == "continue" && i == 0) continue;
            if (_how == "break") break;
            if (_how == "return") return "r" + string(i);
            if (_how == "exit") exit;
            if (_how == "throw") throw "thrown";
        } catch (_e) {
            log += "c";
            if (i == 1) return _e;
        } finally {
            log += "f";
        }
        log += ";";
    }
    return "end";
}
var ways = ["continue", "break", "return", "exit", "throw", "none"];
for (var w = 0; w < array_length(ways); w++) {
    log = "";
    var answer = early(ways[w]);
    show_debug_message(ways[w] + " " + log + " " + string(answer));
}
// expect: continue tftf;tf; end
// expect: break tf end
// expect: return tf r0
// expect: exit tf undefined
// expect: throw tcf;tcf thrown
// expect: none tf;tf;tf; end

// Nested: from the inside out, also when the way leads through a with.
global.log = "";
function nested() {
    try {
        with ({inner: 1}) {
            try {
                return inner;
            } finally {
                global.log += "i" + string(inner);
            }
        }
    } finally {
        global.log += "o" + string(is_undefined(self));
    }
}
show_debug_message(nested());
show_debug_message(global.log);
// expect: 1
// expect: i1o0

// What a finally throws replaces what was thrown before.
try {
    try { throw "first"; } finally { throw "second"; }
} catch (_e) {
    show_debug_message(_e);
}
// expect: second

try { throw {message: "mine"}; } finally { show_debug_message("last"); } // expect fault: mine
// expect: last
