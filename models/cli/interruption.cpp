#include "models/cli/interruption.h"

#include <unistd.h>

#include <csignal>
#include <ctime>
#include <deque>

namespace waste::cli {
namespace {

constexpr long patience = 350'000'000;  // [ns]

// A signal handler can access globals only, of types without locks.
std::atomic<bool> stop{false};
std::atomic<bool> patient{false};
std::atomic<bool> has_timer{false};
std::atomic<int> signal_seen{0};
std::atomic<const std::string*> current{nullptr};
timer_t timer{};
static_assert(std::atomic<bool>::is_always_lock_free && std::atomic<const std::string*>::is_always_lock_free);

void set_timer(long nanoseconds) {
  itimerspec when{};
  when.it_value.tv_nsec = nanoseconds;
  timer_settime(timer, 0, &when, nullptr);
}

[[noreturn]] void end_now() {
  const std::string& sentence = *current.load();
  [[maybe_unused]] const auto written = write(STDERR_FILENO, sentence.data(), sentence.size());  // nothing can be done about an error
  _exit(128 + signal_seen.load());
}

void on_timer(int) { end_now(); }

void on_signal(int number) {
  if (signal_seen.exchange(number) != 0) _exit(128 + number);
  stop = true;
  if (!patient) end_now();
  if (has_timer) set_timer(patience);
  else alarm(1);
}

void handle(int number, void (*handler)(int)) {
  struct sigaction action{};
  action.sa_handler = handler;
  action.sa_flags = SA_RESTART;
  sigemptyset(&action.sa_mask);
  sigaction(number, &action, nullptr);
}

bool ignored(int number) {
  struct sigaction action{};
  return sigaction(number, nullptr, &action) == 0 && action.sa_handler == SIG_IGN;
}

}  // namespace

void catch_signals(const std::string& sentence) {
  answer_signals(sentence, false);
  has_timer = timer_create(CLOCK_MONOTONIC, nullptr, &timer) == 0;  // sends SIGALRM
  handle(SIGALRM, on_timer);
  handle(SIGINT, on_signal);
  handle(SIGTERM, on_signal);
  if (!ignored(SIGHUP)) handle(SIGHUP, on_signal);
}

// Former sentences stay, because a handler may be reading one.
void answer_signals(const std::string& sentence, bool patiently) {
  static std::deque<std::string> sentences;
  sentences.push_back(sentence + "\n");
  current = &sentences.back();
  patient = patiently;
}

const std::atomic<bool>& stop_wanted() { return stop; }

int answered_signal() {
  if (signal_seen == 0) return 0;
  if (has_timer) set_timer(0);
  else alarm(0);
  return 128 + signal_seen;
}

}  // namespace waste::cli
