// A thrown value is the message.
function fail() {
    throw "out of gold"; // expect fault: out of gold
}
fail();
