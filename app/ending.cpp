#include "app/ending.h"

#include <cerrno>
#include <csignal>
#include <cstdio>
#include <fcntl.h>
#include <initializer_list>
#include <unistd.h>

namespace scope {

static volatile std::sig_atomic_t last_signal = 0;

static void remember(int signal) {
    last_signal = signal;
}

void keep_standard_descriptors() {
    for (int number : {0, 1, 2}) {
        if (fcntl(number, F_GETFD) != -1 || errno != EBADF) continue;
        // The lowest free number is this one. Opened for the wrong direction, so that what gets lost is an error.
        if (open("/dev/null", number == 0 ? O_WRONLY : O_RDONLY) != number) _exit(2);
    }
    std::signal(SIGPIPE, SIG_IGN);
#ifdef SIGXFSZ
    std::signal(SIGXFSZ, SIG_IGN); // a full quota is an error of writing, too
#endif
}

void remember_signals() {
    for (int signal : {SIGINT, SIGTERM, SIGHUP}) {
        struct sigaction old {};
        if (sigaction(signal, nullptr, &old) != 0 || old.sa_handler != SIG_DFL) continue;
        struct sigaction own {};
        own.sa_handler = remember;
        own.sa_flags = static_cast<int>(SA_RESETHAND); // a write that waits for its reader ends, too
        sigemptyset(&own.sa_mask);
        sigaction(signal, &own, nullptr);
    }
}

int remembered_signal() {
    return last_signal;
}

bool should_end() {
    return last_signal != 0 || std::ferror(stdout) != 0;
}

} // namespace scope
