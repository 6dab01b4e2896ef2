#include <filesystem>
#include <string>

#include <gtest/gtest.h>

#include "compiler/diagnostics/code.h"
#include "tests/golden/all_cases.h"
#include "tests/golden/case_file.h"

namespace ingot::golden {
namespace {

TEST(Coverage, EveryCodeHasACase) {
  std::string reported;
  for (const std::filesystem::path& path : AllCases()) {
    const CaseFile file = ReadCase(ReadFile(path));
    if (const Section* diagnostics = file.Find("diagnostics")) reported += diagnostics->text;
  }
  // What needs a database, or a folder on the disk, is reported in tests of their own.
  for (const auto& entry : std::filesystem::directory_iterator(std::filesystem::path(INGOT_SOURCE_DIR) / "tests" / "pg")) {
    if (entry.path().extension() == ".cpp") reported += ReadFile(entry.path());
  }
  for (const diag::Code code : diag::AllCodes()) {
    EXPECT_NE(reported.find("[" + diag::CodeText(code) + "]"), std::string::npos)
        << diag::CodeText(code) << " " << diag::CodeName(code) << " is in no golden case";
  }
}

TEST(Coverage, EveryCodeHasAPageWithAnExample) {
  const std::filesystem::path pages = std::filesystem::path(INGOT_SOURCE_DIR) / "docs" / "diagnostics";
  for (const diag::Code code : diag::AllCodes()) {
    const std::string page = ReadFile(pages / (diag::CodeText(code) + ".md"));
    EXPECT_TRUE(page.starts_with("# " + diag::CodeText(code) + ": "))
        << "docs/diagnostics/" << diag::CodeText(code) << ".md (" << diag::CodeName(code) << ")";
    EXPECT_NE(page.find("\n## What to do\n"), std::string::npos) << diag::CodeText(code);
  }
}

}  // namespace
}  // namespace ingot::golden
