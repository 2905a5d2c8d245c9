// Answers SIGINT, SIGTERM and SIGHUP within half a second, whatever the program is doing: with a sentence and exit code 128 + number.
//
// Whoever can stop by himself looks at stop_wanted() and gets the time for it; otherwise, and if it takes too long, the signal
// handler says the sentence that was left with it and ends the process. A second signal kills.
#pragma once

#include <atomic>
#include <string>

namespace waste::cli {

/// From now on these signals are answered, at first at once and with this sentence. SIGHUP stays ignored under nohup.
void catch_signals(const std::string& sentence);

/// The sentence from now on; `patiently`: only if the program has not stopped by itself.
void answer_signals(const std::string& sentence, bool patiently);

/// Set by the first signal.
const std::atomic<bool>& stop_wanted();

/// The exit code after a signal, 0 before one. From then on the signal counts as answered, by whoever asks.
int answered_signal();

}  // namespace waste::cli
