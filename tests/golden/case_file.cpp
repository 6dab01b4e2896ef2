#include "tests/golden/case_file.h"

#include <algorithm>

namespace ingot::golden {

auto CaseFile::Find(std::string_view name) const -> const Section* {
  const auto found = std::ranges::find(sections, name, &Section::name);
  return found == sections.end() ? nullptr : &*found;
}

auto ReadCase(std::string_view bytes) -> CaseFile {
  constexpr std::string_view kMark = "--- ";
  CaseFile file;
  while (!bytes.empty()) {
    const size_t end = std::min(bytes.find('\n'), bytes.size() - 1) + 1;
    const std::string_view line = bytes.substr(0, end);
    bytes.remove_prefix(end);
    if (line.starts_with(kMark)) {
      const std::string_view name = line.substr(kMark.size());
      file.sections.push_back({std::string(name.substr(0, name.find('\n'))), ""});
    } else if (!file.sections.empty()) {
      file.sections.back().text += line;
    }
  }
  return file;
}

auto WriteCase(const CaseFile& file) -> std::string {
  std::string bytes;
  for (const Section& section : file.sections) {
    bytes += "--- " + section.name + "\n" + section.text;
    if (!bytes.ends_with('\n')) bytes += '\n';
  }
  return bytes;
}

auto IsInput(std::string_view section_name) -> bool {
  return section_name == "setup" || section_name.find('.') != std::string_view::npos;
}

}  // namespace ingot::golden
