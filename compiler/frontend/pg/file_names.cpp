#include "compiler/frontend/pg/file_names.h"

#include <algorithm>
#include <map>

#include "compiler/base/names.h"
#include "compiler/base/sha256.h"

namespace ingot::frontend::pg {
namespace {

constexpr size_t kMostNameBytes = 40;
constexpr size_t kHashDigits = 12;

auto IsPlain(const std::string& name) -> bool {
  return !name.empty() && name.size() <= kMostNameBytes && std::ranges::all_of(name, [](char c) { return IsAsciiLetter(c) || IsAsciiDigit(c); });
}

}  // namespace

auto FileNames(const std::vector<Element>& elements) -> std::vector<std::string> {
  std::map<std::string, size_t> takers;
  const auto plain_name = [](const Element& element) { return element.list + "/" + KebabCase(element.name); };
  for (const Element& element : elements) {
    if (IsPlain(element.name)) ++takers[plain_name(element)];
  }
  std::map<std::string, size_t> same;  // elements of one list and one name: an error of the definition, and still files of their own
  std::vector<std::string> names;
  for (const Element& element : elements) {
    if (element.list == "app") {
      names.emplace_back("app.json");
    } else if (IsPlain(element.name) && takers[plain_name(element)] == 1) {
      names.push_back(plain_name(element) + ".json");
    } else {
      const std::string stem = IsPlain(element.name) ? plain_name(element) : element.list + "/unnamed";
      const std::string hashed = stem + "-" + Sha256Hex(element.name).substr(0, kHashDigits);
      const size_t before = same[hashed]++;
      names.push_back(hashed + (before == 0 ? "" : "-" + std::to_string(before + 1)) + ".json");
    }
  }
  return names;
}

}  // namespace ingot::frontend::pg
