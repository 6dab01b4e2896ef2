// Reads and writes a golden case: a file of sections, each begun by a line `--- name`.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace ingot::golden {

struct Section {
  std::string name;
  std::string text;
};

struct CaseFile {
  std::vector<Section> sections;

  auto Find(std::string_view name) const -> const Section*;
};

// Text before the first section belongs to no section and is lost: a case has none.
auto ReadCase(std::string_view bytes) -> CaseFile;
auto WriteCase(const CaseFile& file) -> std::string;

// Whether the section is what goes in (a file, or `setup`) and not what comes out.
auto IsInput(std::string_view section_name) -> bool;

}  // namespace ingot::golden
