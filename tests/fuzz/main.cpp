// wufei_fuzz TARGET FOLDER SECONDS [SEED]: runs a target on inputs made from those in FOLDER/TARGET and on words of FOLDER/TARGET.dict.
//
// An input that crashes, hangs or needs too much memory is written to fuzz-TARGET.input, and the exit code is not 0.
#include <sys/resource.h>
#include <sys/time.h>
#include <unistd.h>

#include <chrono>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <iterator>

#include "tests/fuzz/mutator.h"
#include "tests/fuzz/target.h"
#include "tests/sanitized.h"

namespace {

constexpr unsigned longest = 5;                                 // of one input [s of the processor]
constexpr unsigned longest_wait = 60;                           // of one input, for one that sleeps [s]
constexpr rlim_t most_memory = rlim_t{3} << 29;                 // of address space [byte]: 1 GiB and what the program itself maps

std::string input;                                              // a signal handler sees globals only
std::string where;

void on_signal(int number) {
  if (std::FILE* file = std::fopen(where.c_str(), "wb")) std::fwrite(input.data(), 1, input.size(), file), std::fclose(file);
  std::fprintf(stderr, "%s; the input is in %s\n", number == SIGALRM || number == SIGPROF ? "took too long" : strsignal(number),
               where.c_str());
  std::_Exit(1);
}

/// Ends the program after the time of one input; 0 takes that back. On a busy machine the clock on the wall says little.
void limit_time(unsigned processor, unsigned wait) {
  const itimerval timer{{0, 0}, {static_cast<time_t>(processor), 0}};
  setitimer(ITIMER_PROF, &timer, nullptr);
  alarm(wait);
}

std::string text_of(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

/// "\\x41" is "A".
std::string unescaped(const std::string& text) {
  std::string bytes;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const bool code = text.compare(i, 2, "\\x") == 0 && i + 4 <= text.size();
    bytes += code ? static_cast<char>(std::strtoul(text.substr(i + 2, 2).c_str(), nullptr, 16)) : text[i];
    if (code) i += 3;
  }
  return bytes;
}

/// Lines `"word"` as libFuzzer reads them.
std::vector<std::string> words_of(const std::filesystem::path& dictionary) {
  std::vector<std::string> words{"\n"};
  std::ifstream file(dictionary);
  for (std::string line; std::getline(file, line);) {
    const auto first = line.find('"'), last = line.rfind('"');
    if (first != line.npos && last > first) words.push_back(unescaped(line.substr(first + 1, last - first - 1)));
  }
  return words;
}

std::vector<std::string> corpus_of(const std::filesystem::path& folder) {
  std::vector<std::filesystem::path> files;
  for (const auto& entry : std::filesystem::directory_iterator(folder)) files.push_back(entry.path());
  std::sort(files.begin(), files.end());
  std::vector<std::string> corpus;
  for (const auto& file : files) corpus.push_back(text_of(file));
  return corpus;
}

int run(const fuzz::Target& target, const std::filesystem::path& folder, double seconds, std::uint64_t seed) {
  where = "fuzz-" + target.name + ".input";
  const auto corpus = corpus_of(folder / target.name);
  if (corpus.empty()) return std::cerr << "no inputs in " << folder / target.name << '\n', 2;
  fuzz::Mutator mutator(corpus, words_of(folder / (target.name + ".dict")), seed);
  for (const int number : {SIGALRM, SIGPROF, SIGABRT, SIGSEGV, SIGBUS, SIGFPE, SIGILL}) std::signal(number, on_signal);
  std::uint64_t tried = 0, taken = 0;
  const auto begin = std::chrono::steady_clock::now();
  const auto over = [&] { return std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count() >= seconds; };
  for (; tried < corpus.size() || !over(); ++tried) {
    input = tried < corpus.size() ? corpus[tried] : mutator.next();
    limit_time(longest, longest_wait);
    taken += fuzz::accepted(target, input);
  }
  limit_time(0, 0);
  std::cout << target.name << ": " << tried << " inputs, " << taken << " accepted\n";
  return 0;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc < 4) {
    std::cerr << "wufei_fuzz TARGET FOLDER SECONDS [SEED]; targets:";
    for (const auto& target : fuzz::targets()) std::cerr << ' ' << target.name;
    return std::cerr << '\n', 2;
  }
  const fuzz::Target* target = fuzz::find_target(argv[1]);
  if (!target) return std::cerr << "no target is called " << argv[1] << '\n', 2;
  const rlimit limit{most_memory, most_memory};
  if (!sim::testing::sanitized) setrlimit(RLIMIT_AS, &limit);
  return run(*target, argv[2], std::strtod(argv[3], nullptr), argc > 4 ? std::strtoull(argv[4], nullptr, 10) : 1);
}
