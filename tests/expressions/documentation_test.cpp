#include <fmt/format.h>
#include <gtest/gtest.h>

#include <fstream>
#include <sstream>

#include "compiler/ir/functions.h"

namespace ingot::testing {
namespace {

TEST(ExpressionDocumentation, EveryOperatorAndFunctionIsDescribed) {
  std::ifstream file(INGOT_SOURCE_DIR "/docs/language/expressions.md");
  std::stringstream text;
  text << file.rdbuf();
  for (const ir::FunctionSpec& spec : ir::FunctionSpecs()) {
    if (spec.spelling.empty()) continue;
    const std::string wanted = spec.is_operator
                                   ? spec.spelling == "?:" ? "c ? a : b" : fmt::format("{}", spec.spelling)
                                   : fmt::format("| `{}(", spec.spelling);
    EXPECT_NE(text.str().find(wanted), std::string::npos)
        << spec.spelling << " is missing in docs/language/expressions.md";
  }
}

}  // namespace
}  // namespace ingot::testing
