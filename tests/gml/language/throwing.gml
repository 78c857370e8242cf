// try, catch, finally: which parts run and in which order.
function log(text) { show_debug_message(text); }
function steps(how) {
    try {
        log("try " + how);
        if (how == "throw") throw { code: 7 };
        if (how == "return") return "returned";
        if (how == "error") log(undefined_thing);
    } catch (caught) {
        log("catch " + (is_struct(caught) && struct_exists(caught, "code") ? string(caught.code) : caught.message));
        return "caught";
    } finally {
        log("finally");
    }
    return "fell through";
}
log(steps("none"));
// expect: try none
// expect: finally
// expect: fell through
log(steps("throw"));
// expect: try throw
// expect: catch 7
// expect: finally
// expect: caught
log(steps("return"));
// expect: try return
// expect: finally
// expect: returned

// Without a catch the exception goes on after the finally.
try {
    try {
        throw "inner";
    } finally {
        log("cleanup"); // expect: cleanup
    }
    log("not reached");
} catch (e) {
    log(e); // expect: inner
}

// A catch can throw again, and loops are left properly.
var seen = [];
for (var i = 0; i < 5; i++) {
    try {
        if (i == 1) continue;
        if (i == 3) break;
        array_push(seen, i);
    } finally {
        array_push(seen, -i);
    }
}
log(seen); // expect: [ 0,0,-1,2,-2,-3 ]
try {
    try {
        throw 1;
    } catch (e) {
        throw e + 1;
    } finally {
        log("second"); // expect: second
    }
} catch (e) {
    log(e); // expect: 2
}

// Errors of the runtime arrive as structs with these members.
try {
    var nothing = undefined;
    nothing.member = 1;
} catch (e) {
    log(is_string(e.message) && is_string(e.longMessage) && is_array(e.stacktrace) && is_string(e.script)); // expect: 1
    log(e.line); // expect: 70
}
