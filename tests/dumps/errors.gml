x = ;
if (ready {
    go();
}
function f( {
}
a == b;
y = "never closed
z = [1, 2;
switch (a) { b(); case 1: c = }
ok = 1;
}
w = 'single';
