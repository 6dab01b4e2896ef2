#include "codegen/text/json_object.h"

#include <cstddef>
#include <string>

namespace ingot::codegen {
namespace {

constexpr std::size_t kLongestLine = 110;

auto FitsOneLine(const std::vector<Safe<JsonText>>& parts) -> bool {
  std::size_t length = 0;
  for (const auto& part : parts) {
    if (part.View().find('\n') != std::string_view::npos) return false;
    length += part.View().size() + 2;
  }
  return length <= kLongestLine;
}

}  // namespace

auto JsonObject::Append(const JsonObject& other) -> JsonObject& {
  members_.insert(members_.end(), other.members_.begin(), other.members_.end());
  return *this;
}

auto JsonObject::Text() const -> Safe<JsonText> {
  if (members_.empty()) return JsonText::Of("{}");
  if (FitsOneLine(members_)) return JsonText::Of("{ @ }", JsonText::Join(", ", members_));
  return JsonText::Of("{\n  @\n}", JsonText::Join(",\n", members_));
}

auto JsonArray::Text() const -> Safe<JsonText> {
  if (items_.empty()) return JsonText::Of("[]");
  if (FitsOneLine(items_)) return JsonText::Of("[@]", JsonText::Join(", ", items_));
  return JsonText::Of("[\n  @\n]", JsonText::Join(",\n", items_));
}

}  // namespace ingot::codegen
