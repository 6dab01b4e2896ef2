#include "compiler/check/names.h"

#include <algorithm>
#include <utility>

#include "compiler/base/names.h"
#include "compiler/base/utf8.h"

namespace ingot::check {
namespace {

using diag::Code;
using diag::Severity;

constexpr size_t kMostNameBytes = 40;
constexpr size_t kMostIdCharacters = 100;

constexpr diag::Message<std::string_view, std::string_view> kInvalidName{Code::InvalidName, Severity::kError,
                                                                         "`{0}` cannot be the name of {1}"};
constexpr diag::Message<std::string_view, std::string_view> kNameTaken{Code::NameTaken, Severity::kError,
                                                                       "the name `{0}` of {1} is taken"};
constexpr diag::Message<std::string_view, std::string_view, std::string_view> kNamesFoldTogether{
    Code::NamesFoldTogether, Severity::kError, "the name `{0}` of {1} differs from `{2}` in case only"};
constexpr diag::Message<> kInvalidId{Code::InvalidId, Severity::kError,
                                     "an id is a text of 1 to 100 characters"};
constexpr diag::Message<std::string_view> kIdTwice{Code::IdTwice, Severity::kError,
                                                   "the id `{0}` is given twice"};
constexpr diag::Message<std::string_view> kRenamedToItself{Code::InvalidRename, Severity::kError,
                                                           "`{0}` is said to be renamed from itself"};
constexpr diag::Message<std::string_view> kRenamedFromStanding{
    Code::InvalidRename, Severity::kError, "nothing can be renamed from `{0}`, which still stands"};
constexpr diag::Message<std::string_view> kRenamedTwice{Code::InvalidRename, Severity::kError,
                                                        "two elements are said to be renamed from `{0}`"};

// What the writer probably meant, when a few edits make it a name.
auto Mended(std::string_view name, NameStyle style) -> std::string {
  std::string words;
  for (const char c : name) {
    if (static_cast<unsigned char>(c) >= 0x80)
      return {};  // a name in another script is not mended by leaving letters out
    words += IsAsciiLetter(c) || IsAsciiDigit(c) ? c : '_';
  }
  return style == NameStyle::kPascal ? PascalCase(words) : CamelCase(words);
}

// `Address.street`, with `Address` in the list.
auto IsOfModel(std::string_view path, ast::Node models, NameStyle style) -> bool {
  const size_t dot = path.find('.');
  if (dot == std::string_view::npos || !IsName(path.substr(dot + 1), style)) return false;
  const auto items = models.Items();
  return std::any_of(items.begin(), items.end(), [&](const ast::Node model) { return model.IsString() && model.text() == path.substr(0, dot); });
}

}  // namespace

auto IsName(std::string_view name, NameStyle style) -> bool {
  if (name.empty() || name.size() > kMostNameBytes) return false;
  const bool begins_well = style == NameStyle::kPascal ? IsAsciiUpper(name[0]) : IsAsciiLower(name[0]);
  return begins_well && std::ranges::all_of(name, [](char c) { return IsAsciiLetter(c) || IsAsciiDigit(c); });
}

auto CheckName(ast::Node name, NameStyle style, std::string_view what, diag::Emitter& emitter) -> bool {
  if (!name) return false;
  if (IsName(name.text(), style)) return true;
  auto draft = emitter.Emit(name.span(), kInvalidName, name.text(), what);
  const std::string mended = Mended(name.text(), style);
  if (mended != name.text() && IsName(mended, style)) draft.Help("write `{}`", mended);
  draft.Help("a name is made of at most {} letters A-Z and digits and begins with {} letter", kMostNameBytes,
             style == NameStyle::kPascal ? "an upper case" : "a lower case");
  return false;
}

void ReadElement(const Object& object, ir::Element& element) {
  element.name = object.Text("name");
  element.span = object.NameSpan();
  element.stable_id = object.Text("id");
  element.renamed_from = object.Text("renamedFrom");
  element.label = object.Text("label");
  element.description = object.Text("description");
}

auto NameScope::Add(std::string_view name, Span span, std::string what, diag::Emitter& emitter) -> bool {
  Entry entry{std::string(name), span, std::move(what)};
  const auto [found, is_new] = by_folded_.try_emplace(FoldName(name), entry);
  if (is_new) return true;
  const Entry& first = found->second;
  auto draft = first.name == entry.name
                   ? emitter.Emit(span, kNameTaken, name, entry.what)
                   : emitter.Emit(span, kNamesFoldTogether, name, entry.what, first.name);
  draft.Note(first.span, "taken by {} here", first.what).Help("give one of the two another name");
  return false;
}

void Identities::AddId(ast::Node id, diag::Emitter& emitter) {
  if (id.text().empty() || CountCodePoints(id.text()) > kMostIdCharacters) {
    emitter.Emit(id.span(), kInvalidId);
    return;
  }
  const auto [found, is_new] = ids_.try_emplace(std::string(id.text()), id.span());
  if (is_new) return;
  emitter.Emit(id.span(), kIdTwice, id.text())
      .Note(found->second, "first here")
      .Help("every element has an id of its own; leave it out of the copy");
}

void Identities::Add(const Object& element, NameStyle style, diag::Emitter& emitter, ast::Node merged) {
  const std::string_view name = element.Text("name");
  if (!name.empty()) names_.try_emplace(std::string(name), element.NameSpan());
  if (const ast::Node id = element.Get("id")) AddId(id, emitter);
  const ast::Node from = element.Get("renamedFrom");
  if (!from) return;
  if (merged && IsOfModel(from.text(), merged, style)) {
    renames_.push_back({std::string(from.text()), from.span()});
    return;
  }
  if (!CheckName(from, style, "an earlier element", emitter)) return;
  if (from.text() == name) {
    emitter.Emit(from.span(), kRenamedToItself, name).Help("remove `renamedFrom`");
    return;
  }
  renames_.push_back({std::string(from.text()), from.span()});
}

void Identities::CheckRenames(diag::Emitter& emitter) const {
  std::map<std::string, Span> seen;
  for (const Rename& rename : renames_) {
    const auto [first, is_new] = seen.try_emplace(rename.from, rename.span);
    if (const auto standing = names_.find(rename.from); standing != names_.end()) {
      emitter.Emit(rename.span, kRenamedFromStanding, rename.from).Note(standing->second, "it stands here");
    } else if (!is_new) {
      emitter.Emit(rename.span, kRenamedTwice, rename.from).Note(first->second, "first here");
    }
  }
}

}  // namespace ingot::check
