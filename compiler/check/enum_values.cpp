#include "compiler/check/enum_values.h"

#include <array>
#include <map>
#include <string_view>
#include <utility>

#include "compiler/base/utf8.h"
#include "compiler/check/checker.h"
#include "compiler/check/object.h"

namespace ingot::check {
namespace {

using diag::Code;
using diag::Severity;

constexpr size_t kMostEnumValues = 200;
constexpr size_t kMostEnumValueCharacters = 100;

constexpr std::array kValueKeys{Key{"value", Want::kText, true}, Key{"renamedFrom", Want::kText}};
constexpr Keys kValue{"a value of an enum", kValueKeys};

constexpr diag::Message<> kEmptyEnum{Code::EmptyEnum, Severity::kError, "an enum needs at least one value"};
constexpr diag::Message<> kInvalidEnumValue{Code::InvalidEnumValue, Severity::kError, "a value of an enum is a text of 1 to 100 characters"};
constexpr diag::Message<std::string_view> kEnumValueTwice{Code::EnumValueTwice, Severity::kError, "the value `{0}` stands twice in the enum"};
constexpr diag::Message<std::string_view> kRenamedToItself{Code::InvalidRename, Severity::kError, "`{0}` is said to be renamed from itself"};
constexpr diag::Message<std::string_view> kRenamedFromStanding{Code::InvalidRename, Severity::kError, "nothing can be renamed from `{0}`, which still stands"};
constexpr diag::Message<std::string_view> kRenamedTwice{Code::InvalidRename, Severity::kError, "two values are said to be renamed from `{0}`"};

class Reader {
 public:
  Reader(ir::Enum& made, diag::Emitter& emitter) : made_(made), emitter_(emitter) {}

  void Run(ast::Node list) {
    if (list.size() == 0) emitter_.Emit(list.span(), kEmptyEnum);
    for (const ast::Node value : ItemsWithin(list, kMostEnumValues, "values", emitter_)) {
      if (HoldsNul(value)) continue;
      value.IsObject() ? AddObject(Object::Read(value, kValue, emitter_)) : Add(value, ast::Node());
    }
    CheckRenames();
  }

 private:
  // Once a text is read, it is a value or what one was called.
  auto IsValue(ast::Node node) -> bool {
    const bool good = node.IsString() && !node.text().empty() && CountCodePoints(node.text()) <= kMostEnumValueCharacters;
    if (!good) emitter_.Emit(node.span(), kInvalidEnumValue);
    return good;
  }

  void AddObject(const Object& object) {
    if (const ast::Node value = object.Get("value")) Add(value, object.Get("renamedFrom"));
  }

  void Add(ast::Node value, ast::Node from) {
    if (!IsValue(value)) return;
    const auto [first, is_new] = values_.try_emplace(value.text(), value.span());
    if (!is_new) {
      emitter_.Emit(value.span(), kEnumValueTwice, value.text()).Note(first->second, "first here");
      return;
    }
    made_.values.emplace_back(value.text());
    if (!from || !IsValue(from)) return;
    if (from.text() == value.text()) {
      emitter_.Emit(from.span(), kRenamedToItself, from.text()).Help("remove `renamedFrom`");
    } else if (const auto [other, once] = renames_.try_emplace(from.text(), from.span()); once) {
      made_.renamed.emplace_back(from.text(), value.text());
    } else {
      emitter_.Emit(from.span(), kRenamedTwice, from.text()).Note(other->second, "first here");
    }
  }

  void CheckRenames() {
    for (const auto& [from, span] : renames_) {
      const auto standing = values_.find(from);
      if (standing != values_.end()) emitter_.Emit(span, kRenamedFromStanding, from).Note(standing->second, "it stands here");
    }
  }

  ir::Enum& made_;
  diag::Emitter& emitter_;
  std::map<std::string_view, Span> values_;
  std::map<std::string_view, Span> renames_;
};

}  // namespace

void ReadEnumValues(ast::Node list, ir::Enum& made, diag::Emitter& emitter) { Reader(made, emitter).Run(list); }

}  // namespace ingot::check
