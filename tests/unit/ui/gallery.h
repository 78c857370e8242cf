#pragma once
// Every widget once, for pictures and for tests of the automation.

#include "ui/model/highlight.h"
#include "ui/view/ui.h"

#include <string>

namespace scope {

struct Gallery {
    int fired = 0;
    int tab = 0;
    int segment = 0;
    int64_t selected = 2;
    std::string filter = "type:http missing:*";
    std::string json = "{\n  \"gold\": 50\n}";
    std::string event = "Async - HTTP";
    float left = 0.26f;
    float top = 0.5f;
    CodeText code;

    Gallery();
    void draw(Ui& ui, Rect area);
};

} // namespace scope
