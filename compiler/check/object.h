// Reads one object of a definition against the set of keys that it may have; every rule about keys lives
// here.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "compiler/ast/tree.h"
#include "compiler/base/span.h"
#include "compiler/diagnostics/emitter.h"

namespace ingot::check {

// What the JSON value of a key must be.
enum class Want : uint8_t { kText, kBool, kNumber, kList, kObject, kAny };

struct Key {
  std::string_view name;
  Want want = Want::kAny;
  bool required = false;
};

// The keys of one kind of object. Constants; an Object keeps a reference.
struct Keys {
  std::string_view of;  // "a field", for messages
  std::span<const Key> known;
  std::span<const std::string_view> later = {};  // words of the language that come in a later release
};

// What is left of an object once its keys were checked: known keys, each with a value of the wanted kind.
class Object {
 public:
  Object() = default;

  // Reports unknown and missing keys, keys of a later release and values of a wrong kind. When `node` is no
  // object the result has no keys, and nothing is said to be missing.
  static auto Read(ast::Node node, const Keys& keys, diag::Emitter& emitter) -> Object;

  // The value of a key, or no node: absent, or refused and reported.
  auto Get(std::string_view key) const -> ast::Node;
  // Whether the key stands there at all, with a good value or a bad one.
  auto Has(std::string_view key) const -> bool;
  // The same, or an unknown key stands there that looks like this one: then its lack is no second mistake.
  auto HasOrMeant(std::string_view key) const -> bool;
  // The text of a key, empty without one.
  auto Text(std::string_view key) const -> std::string_view;
  auto Flag(std::string_view key, bool otherwise) const -> bool;
  // Where the key stands.
  auto KeySpan(std::string_view key) const -> Span;
  // Where the object begins: the place of what is missing.
  auto Begin() const -> Span { return begin_; }
  // Where an element is named: its `name`, or its beginning.
  auto NameSpan() const -> Span;

 private:
  struct Slot {
    ast::Node key;
    ast::Node value;     // none when it was refused
    bool meant = false;  // an unknown key looks like this one
  };

  void Take(ast::Member member, diag::Emitter& emitter);
  void ReportUnknown(ast::Node key, diag::Emitter& emitter);
  void ReportMissing(diag::Emitter& emitter) const;
  auto Find(std::string_view key) const -> const Slot*;

  const Keys* keys_ = nullptr;
  Span begin_;
  std::vector<Slot> slots_;  // one for each known key
};

// The members of an object whose keys are names that the user chose, by these names: the order of keys means nothing.
auto MembersByName(ast::Node object) -> std::vector<ast::Member>;

// The first byte of `span`.
auto FirstByte(Span span) -> Span;

// Whether a string, or any string inside a value, holds NUL; the check of texts has reported it.
auto HoldsNul(ast::Node node) -> bool;

// `a, b and c` in backquotes, for a help text. At most 40 are named.
auto Listed(std::span<const std::string_view> words) -> std::string;

}  // namespace ingot::check
