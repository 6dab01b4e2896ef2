// Payload x position: every hostile definition, and what the compiler did with it.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "tests/hostile/oracles.h"
#include "tests/hostile/payloads.h"
#include "tests/hostile/positions.h"

namespace ingot::test::hostile {

struct Case {
  size_t number = 0;
  std::string name;  // "C++ in models[].fields[string].default: ..."
  std::string definition;
  std::string canary;
  Likeness likeness = Likeness::kSame;
};

enum class Fate : uint8_t { kRefused, kInert, kNeither };

struct Verdict {
  Fate fate = Fate::kNeither;
  std::string codes;  // `ING0107 ING0302`, each once
  std::string why;    // of neither
};

// Calls `take` with each eleventh case in turn, or with every one when the environment says INGOT_HOSTILE=all. Eleven divides none of the
// numbers of payloads, so each of them is tried, at other positions than the one before.
void ForEachCase(const std::vector<Position>& positions, const std::function<void(const Case&)>& take);

// The definition that uses every key, and the one that was generated before it.
class Bench {
 public:
  Bench();
  static auto Shared() -> const Bench&;
  auto positions() const -> const std::vector<Position>& { return positions_; }
  auto harmless() const -> const Compiled& { return harmless_; }
  auto earlier() const -> const Earlier& { return earlier_; }
  auto Judge(const Case& hostile) const -> Verdict;

 private:
  std::vector<Position> positions_;
  Earlier earlier_;
  Compiled harmless_;
};

// Why the findings of a refused definition are not good enough; empty when they are.
auto FindingsComplaint(const Compiled& compiled) -> std::string;

auto CodesOf(const Compiled& compiled) -> std::string;

}  // namespace ingot::test::hostile
