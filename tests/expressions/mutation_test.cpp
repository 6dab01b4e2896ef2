#include <gtest/gtest.h>

#include <random>

#include "codegen/expr/cpp.h"
#include "compiler/base/json_text.h"
#include "compiler/base/utf8.h"
#include "compiler/check/check.h"
#include "compiler/diagnostics/collecting_sink.h"
#include "compiler/frontend/json/parse.h"
#include "tests/expressions/corpus.h"

namespace ingot::testing {
namespace {

// Cuts, doubles, swaps and inserts pieces of expressions, the same ones in every run.
class Mutator {
 public:
  auto Mutate(std::string text, const std::vector<Case>& others) -> std::string {
    static constexpr std::string_view kPieces[] = {
        "(",  ")",     "[",         "]",    "'",   "\"",   "\\", "??", "?",    ":",
        "!",  "-",     "==",        "null", "it.", " in ", ",",  "9",  "1e9",  "\xF0\x9F\x98\x80",
        "r'", "now()", " matches ", "0",    ".",   "&&",   "\n", "=",  "user", "x0",
        "id"};
    for (size_t times = 1 + Below(3); times > 0; --times) {
      const size_t at = Below(text.size() + 1);
      switch (Below(4)) {
        case 0: text.erase(at, 1 + Below(4)); break;
        case 1: text.insert(at, kPieces[Below(std::size(kPieces))]); break;
        case 2: text.insert(at, text.substr(Below(text.size() + 1), 1 + Below(8))); break;
        default: text.insert(at, others[Below(others.size())].text); break;
      }
    }
    return text;
  }

 private:
  auto Below(size_t limit) -> size_t { return random_() % limit; }
  std::mt19937 random_{20260103};
};

TEST(ExpressionMutation, EveryTextIsATreeOrADiagnostic) {
  const std::vector<Case> cases = Cases();
  Mutator mutator;
  size_t reported = 0;
  for (size_t round = 0; round < 40; ++round) {
    std::vector<Case> mutants;
    for (const Case& original : cases) {
      std::string text = mutator.Mutate(original.text, cases);
      if (IsUtf8(text)) mutants.push_back({original.type, std::move(text)});
    }
    source::SourceMap sources;
    sources.Add("mutants.json", Definition(mutants));
    diag::CollectingSink sink;
    const auto tree = frontend::ParseJson(sources, sink);
    ASSERT_TRUE(tree);
    const auto app = check::Check(tree->root(), sink);
    EXPECT_EQ(app.has_value(), sink.ok());
    reported += sink.errors();
  }
  EXPECT_GT(reported, 1000U);
}

TEST(ExpressionMutation, WhatIsTypedIsPrinted) {
  const std::vector<Case> cases = Cases();
  Mutator mutator;
  size_t printed = 0;
  for (size_t i = 0; i < 1500; ++i) {
    const Case& original = cases[i % cases.size()];
    const std::string text = mutator.Mutate(original.text, cases);
    if (!IsUtf8(text)) continue;
    source::SourceMap sources;
    sources.Add("mutant.json", Definition({{original.type, text}}));
    diag::CollectingSink sink;
    const auto tree = frontend::ParseJson(sources, sink);
    ASSERT_TRUE(tree);
    const auto app = check::Check(tree->root(), sink);
    if (!app) continue;
    for (const ir::Field& field : app->fields) {
      if (!ExpressionOf(field)) continue;
      EXPECT_FALSE(codegen::PrintCpp(*app, *ExpressionOf(field)).View().empty());
    }
    ++printed;
  }
  EXPECT_GT(printed, 20U);
}

}  // namespace
}  // namespace ingot::testing
