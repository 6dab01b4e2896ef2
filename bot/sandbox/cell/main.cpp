// ingot-sandbox: runs a program without network, with few files, and with limits. What it prints goes to standard error, how it ended is the one
// line on standard output. The bot runs it; docs/building.md says what it keeps apart.
#include <signal.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cstdio>

#include "bot/sandbox/cell/cell.h"

namespace ingot::bot::cell {
namespace {

auto Cannot(const std::string& why) -> Verdict { return {Verdict::Kind::kCannot, 0, why}; }

auto Main(const std::vector<std::string>& words) -> Verdict {
  const auto options = ReadOptions(words);
  if (!options) return Cannot(options.error());
  ::umask(022);
  ::prctl(PR_SET_PDEATHSIG, SIGTERM);
  Stage stage;
  if (const std::string problem = stage.Open(*options); !problem.empty()) return Cannot(problem);
  if (const std::string problem = stage.Fill(*options); !problem.empty()) return Cannot(problem);
  Verdict verdict = RunCell(*options, stage);
  if (verdict.kind != Verdict::Kind::kExited || verdict.code != 0) return verdict;
  const Copied kept = stage.Keep(*options);
  if (kept.problem.empty()) return verdict;
  return kept.too_much ? Verdict{Verdict::Kind::kDisk, 0, kept.problem} : Cannot(kept.problem);
}

}  // namespace
}  // namespace ingot::bot::cell

auto main(int count, char** words) -> int {
  using ingot::bot::cell::Verdict;
  const Verdict verdict = ingot::bot::cell::Main({words + 1, words + count});
  std::printf("%s\n", Shown(verdict).c_str());
  return verdict.kind == Verdict::Kind::kExited ? verdict.code : 125;
}
