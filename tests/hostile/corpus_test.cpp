// Every hostile definition is refused with a code and a place, or its project is that of the harmless one.
#include <gtest/gtest.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <fstream>
#include <iostream>
#include <map>
#include <regex>
#include <sstream>

#include <fmt/format.h>

#include "tests/hostile/corpus.h"
#include "tests/support/folder.h"

namespace ingot::test::hostile {
namespace {

constexpr size_t kFewestCases = 1500;
constexpr size_t kWorkers = 2;
constexpr unsigned kMostSeconds = 20;  // of one case, on a machine that does other things too

// One line a case: number, fate, codes, why, name. A worker that dies leaves the number that it was at.
void Work(const Bench& bench, size_t worker, const std::string& path) {
  std::ofstream out(path);
  size_t turn = 0;
  ForEachCase(bench.positions(), [&](const Case& hostile) {
    if (turn++ % kWorkers != worker) return;
    out << hostile.number << '\t' << std::flush;
    alarm(kMostSeconds);
    const Verdict verdict = bench.Judge(hostile);
    std::string why = verdict.why + "\t" + hostile.name;
    for (char& c : why) c = c == '\n' ? ' ' : c;
    out << static_cast<int>(verdict.fate) << '\t' << verdict.codes << '\t' << (verdict.fate == Fate::kNeither ? why : "") << '\n';
  });
  out << "done\n";
}

struct Tally {
  size_t cases = 0;
  size_t refused = 0;
  size_t inert = 0;
  size_t neither = 0;
  std::map<std::string, size_t> codes;
};

void Read(const std::string& path, Tally& tally) {
  std::ifstream in(path);
  bool done = false;
  for (std::string line; std::getline(in, line);) {
    if (line == "done") {
      done = true;
      continue;
    }
    std::istringstream fields(line);
    std::string number;
    std::string fate;
    std::string codes;
    std::getline(fields, number, '\t');
    if (!std::getline(fields, fate, '\t')) {
      ADD_FAILURE() << "the compiler died or hung at case " << number;
      continue;
    }
    std::getline(fields, codes, '\t');
    ++tally.cases;
    if (fate == "0") ++tally.refused;
    if (fate == "1") ++tally.inert;
    if (fate == "2" && ++tally.neither <= 40) ADD_FAILURE() << line;
    std::istringstream words(codes);
    for (std::string code; words >> code;) ++tally.codes[code];
  }
  EXPECT_TRUE(done) << path;
}

// Several processes: faster, and one that dies is seen.
auto JudgeAll(const Bench& bench) -> Tally {
  const TemporaryFolder folder;
  std::vector<pid_t> workers;
  for (size_t worker = 0; worker < kWorkers; ++worker) {
    const pid_t process = fork();
    if (process == 0) {
      Work(bench, worker, folder.path() + "/" + std::to_string(worker));
      _exit(0);
    }
    workers.push_back(process);
  }
  Tally tally;
  for (size_t worker = 0; worker < kWorkers; ++worker) {
    int status = 0;
    waitpid(workers[worker], &status, 0);
    EXPECT_EQ(status, 0) << "a worker ended with signal " << WTERMSIG(status) << ", code " << WEXITSTATUS(status);
    Read(folder.path() + "/" + std::to_string(worker), tally);
  }
  return tally;
}

auto Thousands(size_t number) -> std::string {
  std::string text = std::to_string(number);
  for (size_t at = text.size(); at > 3; at -= 3) text.insert(at - 3, ",");
  return text;
}

TEST(HostileDefinitions, AreRefusedOrInert) {
  const Bench& bench = Bench::Shared();
  const Tally tally = JudgeAll(bench);
  std::string codes;
  for (const auto& [code, count] : tally.codes) codes += fmt::format("{}{}: {}", codes.empty() ? "" : ", ", code, count);
  std::cout << fmt::format("hostile: {} definitions: {} refused ({}), {} inert, {} neither\n", Thousands(tally.cases), Thousands(tally.refused), codes,
                           Thousands(tally.inert), Thousands(tally.neither));
  EXPECT_GE(tally.cases, kFewestCases);
  EXPECT_GT(tally.inert, kFewestCases / 5);
  EXPECT_EQ(tally.cases, tally.refused + tally.inert);
}

// What the checks of the compiler read: whoever adds a key adds it to base.json, and so to the corpus.
TEST(HostileDefinitions, HoldEveryKeyOfTheLanguage) {
  const Bench& bench = Bench::Shared();
  std::set<std::string> tried;
  for (const Position& position : bench.positions()) tried.insert(position.key);
  size_t keys = 0;
  for (const auto& [path, text] : FilesOf(INGOT_SOURCE_DIR "/compiler/check", "")) {
    static const std::regex kKey(R"re(\bKey\{"([A-Za-z]+)")re");
    for (std::sregex_iterator key(text.begin(), text.end(), kKey), end; key != end; ++key, ++keys) {
      EXPECT_TRUE(tried.contains((*key)[1])) << "base.json does not use `" << (*key)[1] << "` of " << path;
    }
  }
  EXPECT_GT(keys, 100U) << "the tables of keys are written in another way now";
}

}  // namespace
}  // namespace ingot::test::hostile
