#pragma once
// How the process ends before its work is done: by SIGINT, SIGTERM or SIGHUP, or because nobody takes its output any
// more. The work stops at the next chance, and what it has so far is kept: files, trace, the state of the window.

namespace scope {

/// To be called first. Descriptors 0 to 2 that are closed would be given to the next files that are opened; in their
/// place is then one that can neither be read nor written. A pipe that nobody reads is an error of writing.
void keep_standard_descriptors();

/// From here on the signals are remembered instead of ending the process at once; a second one of a kind does so.
/// Those that were ignored before (nohup) stay so.
void remember_signals();

/// The signal that came, or 0.
int remembered_signal();

/// Whether to stop what runs: a signal came, or standard output cannot be written.
bool should_end();

} // namespace scope
