#include "codegen/tmplc/files.h"

#include <filesystem>
#include <fstream>
#include <iostream>
#include <iterator>
#include <system_error>

namespace ingot::tmplc {

auto ReadWhole(const std::string& path) -> std::optional<std::string> {
  std::ifstream in(path, std::ios::binary);
  if (!in) return std::nullopt;
  return std::string(std::istreambuf_iterator<char>(in), {});
}

auto WriteIfChanged(const std::string& path, std::string_view text) -> bool {
  if (ReadWhole(path) == text) return true;
  std::error_code ignored;
  std::filesystem::create_directories(std::filesystem::path(path).parent_path(), ignored);
  std::ofstream out(path, std::ios::binary | std::ios::trunc);
  out << text;
  out.close();
  if (!out) std::cerr << path << ": error: cannot write\n";
  return static_cast<bool>(out);
}

}  // namespace ingot::tmplc
