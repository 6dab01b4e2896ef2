#include <cstdlib>

#include <gtest/gtest.h>

#include "tests/golden/all_cases.h"
#include "tests/golden/case_file.h"
#include "tests/golden/phases.h"

namespace ingot::golden {
namespace {

auto Environment(const char* name) -> std::string {
  const char* value = std::getenv(name);
  return value == nullptr ? "" : value;
}

void Compare(const CaseFile& file, const Outcome& outcome) {
  for (const Section& section : file.sections) {
    if (IsInput(section.name)) continue;
    const auto printed = outcome.printed.find(section.name);
    if (printed == outcome.printed.end()) {
      ADD_FAILURE() << "no phase printed `" << section.name << "`";
    } else {
      EXPECT_EQ(printed->second, section.text) << "in `" << section.name << "`";
    }
  }
  if (outcome.printed.contains("diagnostics") && file.Find("diagnostics") == nullptr) {
    ADD_FAILURE() << "not expected:\n" << outcome.printed.at("diagnostics");
  }
}

// The same inputs with the outputs of today.
auto Updated(const CaseFile& file, const Outcome& outcome) -> CaseFile {
  CaseFile updated;
  for (const Section& section : file.sections) {
    const auto printed = outcome.printed.find(section.name);
    if (IsInput(section.name)) {
      updated.sections.push_back(section);
    } else if (printed != outcome.printed.end()) {
      updated.sections.push_back({section.name, printed->second});
    }
  }
  const bool reports = outcome.printed.contains("diagnostics");
  if (reports && updated.Find("diagnostics") == nullptr) {
    updated.sections.push_back({"diagnostics", outcome.printed.at("diagnostics")});
  }
  return updated;
}

TEST(Golden, EveryCasePrintsWhatItExpects) {
  const bool update = Environment("INGOT_UPDATE_GOLDEN") == "1";
  const std::string filter = Environment("INGOT_GOLDEN");
  size_t seen = 0;
  for (const std::filesystem::path& path : AllCases()) {
    if (path.string().find(filter) == std::string::npos) continue;
    SCOPED_TRACE(path.string());
    ++seen;
    const std::string bytes = ReadFile(path);
    const CaseFile file = ReadCase(bytes);
    const Outcome outcome = RunPhases(file);
    EXPECT_EQ(path.filename().string().starts_with("fail_"), outcome.failed)
        << "a name begins with fail_ if and only if an error is reported";
    if (!update) {
      Compare(file, outcome);
      continue;
    }
    const std::string now = WriteCase(Updated(file, outcome));
    if (now != bytes) std::ofstream(path, std::ios::binary) << now;
  }
  EXPECT_GT(seen, 0U);
}

}  // namespace
}  // namespace ingot::golden
