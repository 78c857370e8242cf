#include <cstdio>

int main() {
    std::puts("asyncscope");
    return 0;
}
