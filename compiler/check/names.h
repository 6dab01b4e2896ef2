// Rules for the names of elements: their form, and that no two of one scope fold together.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>

#include "compiler/base/span.h"
#include "compiler/check/object.h"
#include "compiler/diagnostics/emitter.h"
#include "compiler/ir/element.h"

namespace ingot::check {

enum class NameStyle : uint8_t { kPascal, kCamel };

// Whether `name` is legal: ASCII letters and digits, at most 40, beginning with a letter of the right case.
auto IsName(std::string_view name, NameStyle style) -> bool;

// Reports a name that is not legal. `what` is "a model".
auto CheckName(ast::Node name, NameStyle style, std::string_view what, diag::Emitter& emitter) -> bool;

// What the object of an element says of it itself.
void ReadElement(const Object& object, ir::Element& element);

// The names of one scope.
class NameScope {
 public:
  // `what` says what the name stands for, "the field `a`"; false and a report when the name, or one that
  // folds to the same, was added before.
  auto Add(std::string_view name, Span span, std::string what, diag::Emitter& emitter) -> bool;

 private:
  struct Entry {
    std::string name;
    Span span;
    std::string what;
  };
  std::map<std::string, Entry> by_folded_;
};

// The stable ids and earlier names of the elements of one scope.
class Identities {
 public:
  // Checks `id` and `renamedFrom` of an element. A field may come from one of a model that was merged into its own: `Address.street`, with
  // `Address` in the list `merged`.
  void Add(const Object& element, NameStyle style, diag::Emitter& emitter, ast::Node merged = {});
  // Once every element was added: an earlier name cannot be that of another element that still stands.
  void CheckRenames(diag::Emitter& emitter) const;

 private:
  void AddId(ast::Node id, diag::Emitter& emitter);

  struct Rename {
    std::string from;
    Span span;
  };
  std::map<std::string, Span> ids_;
  std::map<std::string, Span> names_;
  std::vector<Rename> renames_;
};

}  // namespace ingot::check
