#include "compiler/check/texts.h"

#include <algorithm>
#include <string_view>
#include <vector>

namespace ingot::check {
namespace {

using diag::Code;
using diag::Severity;

constexpr diag::Message<> kNulInText{Code::NulInText, Severity::kError,
                                     "a text of a definition cannot hold NUL"};
constexpr diag::Message<std::string_view> kDuplicateKey{Code::DuplicateKey, Severity::kError,
                                                        "the key `{0}` stands twice in one object"};

void CheckText(ast::Node text, diag::Emitter& emitter) {
  if (text.text().find('\0') == std::string_view::npos) return;
  emitter.Emit(text.span(), kNulInText).Help("remove `\\u0000`; databases cannot keep it");
}

void CheckKeys(ast::Node object, diag::Emitter& emitter) {
  std::vector<ast::Node> keys;
  keys.reserve(object.size());
  for (const ast::Member member : object.Members()) keys.push_back(member.key);
  std::ranges::stable_sort(keys, {}, [](ast::Node key) { return key.text(); });
  size_t first = 0;
  for (size_t i = 1; i < keys.size(); ++i) {
    if (keys[i].text() != keys[first].text()) {
      first = i;
      continue;
    }
    // Two documents of a folder that disagree about the kind of a key: the kind is what is wrong.
    if (keys[i].span().source != keys[first].span().source) continue;
    emitter.Emit(keys[i].span(), kDuplicateKey, keys[i].text())
        .Note(keys[first].span(), "first here")
        .Help("keep one of the two");
  }
}

}  // namespace

// Recursion is bounded by the nesting that front ends accept.
void CheckTexts(ast::Node root, diag::Emitter& emitter) {
  if (root.IsString()) CheckText(root, emitter);
  for (const ast::Node item : root.Items()) CheckTexts(item, emitter);
  if (root.size() > 1) CheckKeys(root, emitter);
  for (const ast::Member member : root.Members()) {
    CheckText(member.key, emitter);
    CheckTexts(member.value, emitter);
  }
}

}  // namespace ingot::check
