// Runs before anything else: what it needs is not there.
function read_settings(_text) {
    var _parsed = json_parse(_text);
    return _parsed;
}

global.settings = read_settings("");
