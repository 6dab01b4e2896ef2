#include "compiler/ast/merge.h"

#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <utility>

#include "compiler/diagnostics/emitter.h"

namespace ingot::ast {

using diag::Code;
using diag::Severity;
using internal::Arena;
using internal::kNoNode;
using internal::NodeData;

namespace {

constexpr diag::Message<std::string_view> kDocumentNotAnObject{Code::DocumentNotAnObject, Severity::kError,
                                                               "a definition is an object, not {0}"};
constexpr diag::Message<> kMissingEdition{Code::MissingEdition, Severity::kError,
                                          "the document does not say its edition"};
constexpr diag::Message<> kUnknownEdition{Code::UnknownEdition, Severity::kError,
                                          "this compiler knows only edition 1 of the language"};
constexpr diag::Message<> kSecondApp{Code::SecondApp, Severity::kError, "`app` stands in a second document"};

auto CheckDocument(Node root, diag::Emitter& emitter) -> bool {
  if (!root.IsObject()) {
    emitter.Emit(root.span(), kDocumentNotAnObject, KindText(root.kind()))
        .Help("begin with `{{ \"ingot\": 1, ... }}`");
    return false;
  }
  const Node edition = root.Find("ingot");
  if (!edition) {
    const Span brace{root.span().source, root.span().begin, root.span().begin + 1};
    emitter.Emit(brace, kMissingEdition)
        .Help("begin with `\"ingot\": 1`; a `.json` file that is no definition belongs into another folder");
    return false;
  }
  if (!edition.IsNumber() || edition.text() != "1") {
    emitter.Emit(edition.span(), kUnknownEdition).Help("write `\"ingot\": 1`");
    return false;
  }
  return true;
}

}  // namespace

// Works on the joined arena: nodes of all documents lie in one array, and the merged root is added behind
// them.
class Merger {
 public:
  Merger(std::vector<Tree> documents, diag::Sink& diagnostics) : emitter_(diagnostics) {
    for (Tree& document : documents) Append(document);
  }

  auto Run() -> std::optional<Tree> {
    const size_t errors_before = emitter_.sink().errors();
    for (const uint32_t root : roots_) CheckDocument(At(root), emitter_);
    if (emitter_.sink().errors() != errors_before) return std::nullopt;
    CollectMembers();
    if (emitter_.sink().errors() != errors_before) return std::nullopt;
    const uint32_t root = WriteRoot();
    return Tree(std::move(arena_), root);
  }

 private:
  struct MergedMember {
    uint32_t key;
    std::vector<uint32_t> values;  // more than one: arrays to join
  };

  auto At(uint32_t node) const -> Node { return {arena_.get(), node}; }

  void Append(Tree& document) {
    const auto node_shift = static_cast<uint32_t>(arena_->nodes.size());
    const auto text_shift = static_cast<uint32_t>(arena_->text.size());
    roots_.push_back(document.root_ + node_shift);
    if (node_shift == 0) {
      arena_ = std::move(document.arena_);
      return;
    }
    for (NodeData node : document.arena_->nodes) {
      if (node.next != kNoNode) node.next += node_shift;
      const bool has_text = node.kind == Kind::kNumber || node.kind == Kind::kString;
      const bool has_children = node.kind == Kind::kArray || node.kind == Kind::kObject;
      node.first += has_text ? text_shift : has_children ? node_shift : 0;
      arena_->nodes.push_back(node);
    }
    arena_->text += document.arena_->text;
    document.arena_.reset();
  }

  void CollectMembers() {
    for (const uint32_t root : roots_) {
      std::set<std::string_view> seen;
      for (const Member member : At(root).Members()) {
        const bool repeated = !seen.insert(member.name()).second;
        Collect(member, repeated);
      }
    }
  }

  // `repeated`: the key stands a second time in one document. Both stay for the check of duplicate keys.
  void Collect(Member member, bool repeated) {
    const auto [found, is_new] = first_.try_emplace(member.name(), members_.size());
    if (is_new || repeated) {
      members_.push_back({member.key.index(), {member.value.index()}});
      return;
    }
    MergedMember& first = members_[found->second];
    if (member.name() == "ingot") return;
    if (member.name() == "app") {
      emitter_.Emit(member.key.span(), kSecondApp)
          .Note(At(first.key).span(), "`app` stands here already")
          .Help("keep one of the two");
      return;
    }
    if (member.value.IsArray() && At(first.values.front()).IsArray()) {
      first.values.push_back(member.value.index());
    } else {
      members_.push_back({member.key.index(), {member.value.index()}});
    }
  }

  auto WriteRoot() -> uint32_t {
    std::vector<NodeData>& nodes = arena_->nodes;
    const auto root = static_cast<uint32_t>(nodes.size());
    NodeData data = nodes[roots_.front()];
    data.first = root + 1;
    data.count = static_cast<uint32_t>(members_.size());
    nodes.push_back(data);
    for (const MergedMember& member : members_) {
      const auto key_index = static_cast<uint32_t>(nodes.size());
      NodeData key = nodes[member.key];
      key.next = &member == &members_.back() ? kNoNode : key_index + 2;
      nodes.push_back(key);
      nodes.push_back(Joined(member.values));
    }
    return root;
  }

  auto Joined(const std::vector<uint32_t>& values) -> NodeData {
    std::vector<NodeData>& nodes = arena_->nodes;
    NodeData joined = nodes[values.front()];
    joined.next = kNoNode;
    uint32_t last = LastChild(values.front());
    for (size_t i = 1; i < values.size(); ++i) {
      const NodeData& more = nodes[values[i]];
      if (more.count == 0) continue;
      (joined.count == 0 ? joined.first : nodes[last].next) = more.first;
      joined.count += more.count;
      last = LastChild(values[i]);
    }
    return joined;
  }

  auto LastChild(uint32_t node) const -> uint32_t {
    if (!At(node).IsArray() || At(node).size() == 0) return kNoNode;
    uint32_t last = arena_->nodes[node].first;
    while (arena_->nodes[last].next != kNoNode) last = arena_->nodes[last].next;
    return last;
  }

  diag::Emitter emitter_;
  std::unique_ptr<Arena> arena_ = std::make_unique<Arena>();
  std::vector<uint32_t> roots_;
  std::vector<MergedMember> members_;
  std::map<std::string_view, size_t> first_;  // by key, into members_
};

auto Merge(std::vector<Tree> documents, diag::Sink& diagnostics) -> std::optional<Tree> {
  return Merger(std::move(documents), diagnostics).Run();
}

}  // namespace ingot::ast
