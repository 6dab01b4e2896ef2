#include "codegen/text/path.h"

#include <algorithm>
#include <array>
#include <cstddef>

#include "codegen/text/bug.h"
#include "codegen/text/names.h"
#include "compiler/base/names.h"

namespace ingot::codegen {
namespace {

constexpr std::size_t kLongestPath = 200;
constexpr std::size_t kLongestSegment = 120;

// Windows opens a device for these, with any extension and in any case.
auto IsDevice(std::string_view segment) -> bool {
  constexpr auto kDevices =
      std::to_array<std::string_view>({"aux", "con", "conin$", "conout$", "nul", "prn"});
  const std::string stem = AsciiLower(segment.substr(0, segment.find('.')));
  if (std::ranges::find(kDevices, stem) != kDevices.end()) return true;
  const bool port = stem.starts_with("com") || stem.starts_with("lpt");
  return port && stem.size() == 4 && IsAsciiDigit(stem[3]);
}

auto IsPathCharacter(char c) -> bool {
  return IsAsciiLetter(c) || IsAsciiDigit(c) || c == '.' || c == '_' || c == '-';
}

auto SegmentFault(std::string_view segment) -> std::string_view {
  if (segment.empty()) return "has an empty segment";
  if (segment == "." || segment == "..") return "has a segment `.` or `..`";
  if (segment.size() > kLongestSegment) return "has a segment of more than 120 characters";
  if (!std::ranges::all_of(segment, IsPathCharacter)) return "holds a character other than A-Z a-z 0-9 . _ -";
  if (segment.back() == '.') return "has a segment that ends in a dot";
  if (IsDevice(segment)) return "has a segment that names a Windows device";
  return {};
}

auto Undeviced(std::string segment) -> std::string {
  if (IsDevice(segment)) segment += '-';
  return segment;
}

}  // namespace

auto PathFault(std::string_view path) -> std::string_view {
  if (path.empty()) return "is empty";
  if (path.size() > kLongestPath) return "is longer than 200 characters";
  if (path.front() == '/') return "is absolute";
  for (std::size_t start = 0; start <= path.size();) {
    const std::size_t end = std::min(path.find('/', start), path.size());
    if (const auto fault = SegmentFault(path.substr(start, end - start)); !fault.empty()) return fault;
    start = end + 1;
  }
  return {};
}

auto Path::Checked(std::string_view path) -> tl::expected<Safe<Path>, std::string_view> {
  if (const auto fault = PathFault(path); !fault.empty()) return tl::unexpected(fault);
  return Safe<Path>(std::string(path));
}

auto Path::Kebab(std::string_view name) -> Safe<Path> {
  RequireName(name);
  return Safe<Path>(Undeviced(KebabCase(name)));
}

auto Path::Snake(std::string_view name) -> Safe<Path> {
  RequireName(name);
  return Safe<Path>(Undeviced(SnakeCase(name)));
}

auto Path::Slug(std::string_view slug) -> Safe<Path> {
  RequireSlug(slug);
  return Safe<Path>(Undeviced(std::string(slug)));
}

auto Path::Number(int value, int digits) -> Safe<Path> {
  std::string text = std::to_string(value);
  if (value < 0) Bug("a path cannot hold this number", text);
  const auto width = static_cast<std::size_t>(digits);
  if (text.size() < width) text.insert(0, width - text.size(), '0');
  return Safe<Path>(std::move(text));
}

}  // namespace ingot::codegen
