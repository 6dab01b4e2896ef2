#include "compiler/check/object.h"

#include <algorithm>
#include <string>

#include "compiler/base/edit_distance.h"

namespace ingot::check {
namespace {

using diag::Code;
using diag::Severity;

constexpr diag::Message<std::string_view, std::string_view> kUnknownKey{Code::UnknownKey, Severity::kError,
                                                                        "`{0}` is not a key of {1}"};
constexpr diag::Message<std::string_view, std::string_view> kKeyNotAvailable{
    Code::KeyNotAvailable, Severity::kError, "the key `{0}` of {1} is not available in this release"};
constexpr diag::Message<std::string_view, std::string_view> kMissingKey{Code::MissingKey, Severity::kError,
                                                                        "{1} has no `{0}`"};
constexpr diag::Message<std::string_view, std::string_view, std::string_view> kWrongKind{
    Code::WrongKind, Severity::kError, "`{0}` must be {1}, not {2}"};
constexpr diag::Message<std::string_view, std::string_view> kNotAnObject{Code::WrongKind, Severity::kError,
                                                                         "{0} is an object, not {1}"};

auto Wanted(Want want) -> std::string_view {
  switch (want) {
    case Want::kText: return "a string";
    case Want::kBool: return "true or false";
    case Want::kNumber: return "a number";
    case Want::kList: return "an array";
    case Want::kObject: return "an object";
    case Want::kAny: return "a value";
  }
  return "";
}

auto Fits(ast::Node value, Want want) -> bool {
  switch (want) {
    case Want::kText: return value.IsString();
    case Want::kBool: return value.IsBool();
    case Want::kNumber: return value.IsNumber();
    case Want::kList: return value.IsArray();
    case Want::kObject: return value.IsObject();
    case Want::kAny: return true;
  }
  return false;
}

auto NamesOf(const Keys& keys) -> std::vector<std::string_view> {
  std::vector<std::string_view> names;
  for (const Key& key : keys.known) names.push_back(key.name);
  return names;
}

}  // namespace

auto MembersByName(ast::Node object) -> std::vector<ast::Member> {
  std::vector<ast::Member> members;
  for (const ast::Member member : object.Members()) members.push_back(member);
  std::ranges::stable_sort(members, {}, [](const ast::Member& member) { return member.name(); });
  return members;
}

auto FirstByte(Span span) -> Span { return {span.source, span.begin, std::min(span.begin + 1, span.end)}; }

auto HoldsNul(ast::Node node) -> bool {
  if (node.IsString()) return node.text().find('\0') != std::string_view::npos;
  for (const ast::Node item : node.Items()) {
    if (HoldsNul(item)) return true;
  }
  for (const ast::Member member : node.Members()) {
    if (HoldsNul(member.key) || HoldsNul(member.value)) return true;
  }
  return false;
}

auto Listed(std::span<const std::string_view> words) -> std::string {
  constexpr size_t kMost = 40;
  std::string text;
  for (size_t i = 0; i < words.size() && i < kMost; ++i) {
    const bool last = i + 1 == words.size();
    text += i == 0 ? "`" : last ? " and `" : ", `";
    text += words[i];
    text += '`';
  }
  return words.size() > kMost ? text + ", ..." : text;
}

auto Object::Read(ast::Node node, const Keys& keys, diag::Emitter& emitter) -> Object {
  Object object;
  object.keys_ = &keys;
  object.begin_ = FirstByte(node.span());
  object.slots_.resize(keys.known.size());
  if (!node.IsObject()) {
    emitter.Emit(node.span(), kNotAnObject, keys.of, ast::KindText(node.kind()));
    return object;
  }
  for (const ast::Member member : node.Members()) object.Take(member, emitter);
  object.ReportMissing(emitter);
  return object;
}

void Object::Take(ast::Member member, diag::Emitter& emitter) {
  const auto known = std::ranges::find(keys_->known, member.name(), &Key::name);
  if (known == keys_->known.end()) return ReportUnknown(member.key, emitter);
  Slot& slot = slots_[static_cast<size_t>(known - keys_->known.begin())];
  const bool twice = static_cast<bool>(slot.key);
  if (!twice) slot.key = member.key;
  if (!Fits(member.value, known->want)) {
    emitter.Emit(member.value.span(), kWrongKind, known->name, Wanted(known->want),
                 ast::KindText(member.value.kind()));
    return;
  }
  // The second of two equal keys and a text with NUL were reported by the check of texts.
  if (!twice && !(member.value.IsString() && HoldsNul(member.value))) slot.value = member.value;
}

void Object::ReportUnknown(ast::Node key, diag::Emitter& emitter) {
  if (HoldsNul(key)) return;
  const std::vector<std::string_view> names = NamesOf(*keys_);
  if (std::ranges::find(keys_->later, key.text()) != keys_->later.end()) {
    emitter.Emit(key.span(), kKeyNotAvailable, key.text(), keys_->of)
        .Help("remove it; the keys of {} are {}", keys_->of, Listed(names));
    return;
  }
  auto draft = emitter.Emit(key.span(), kUnknownKey, key.text(), keys_->of);
  if (const auto nearest = NearestName(key.text(), names)) {
    draft.Help("did you mean `{}`?", *nearest);
    // The key that was meant is not missing too.
    slots_[static_cast<size_t>(std::ranges::find(names, *nearest) - names.begin())].meant = true;
  }
  draft.Help("the keys of {} are {}", keys_->of, Listed(names));
}

void Object::ReportMissing(diag::Emitter& emitter) const {
  for (size_t i = 0; i < slots_.size(); ++i) {
    const Key& key = keys_->known[i];
    if (!key.required || slots_[i].key || slots_[i].meant) continue;
    emitter.Emit(begin_, kMissingKey, key.name, keys_->of)
        .Help("add `\"{}\"`, {}", key.name, Wanted(key.want));
  }
}

auto Object::Find(std::string_view key) const -> const Slot* {
  if (keys_ == nullptr) return nullptr;
  const auto known = std::ranges::find(keys_->known, key, &Key::name);
  return known == keys_->known.end() ? nullptr : &slots_[static_cast<size_t>(known - keys_->known.begin())];
}

auto Object::Get(std::string_view key) const -> ast::Node {
  const Slot* slot = Find(key);
  return slot == nullptr ? ast::Node() : slot->value;
}

auto Object::Has(std::string_view key) const -> bool {
  const Slot* slot = Find(key);
  return slot != nullptr && slot->key;
}

auto Object::HasOrMeant(std::string_view key) const -> bool {
  const Slot* slot = Find(key);
  return slot != nullptr && (slot->key || slot->meant);
}

auto Object::Text(std::string_view key) const -> std::string_view {
  const ast::Node value = Get(key);
  return value ? value.text() : std::string_view();
}

auto Object::Flag(std::string_view key, bool otherwise) const -> bool {
  const ast::Node value = Get(key);
  return value ? value.boolean() : otherwise;
}

auto Object::KeySpan(std::string_view key) const -> Span {
  const Slot* slot = Find(key);
  return slot != nullptr && slot->key ? slot->key.span() : begin_;
}

auto Object::NameSpan() const -> Span {
  const ast::Node name = Get("name");
  return name ? name.span() : begin_;
}

}  // namespace ingot::check
