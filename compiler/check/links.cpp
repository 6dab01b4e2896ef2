// Links, many to many: each makes a model that holds the pairs, with a reference to either side.
#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "compiler/base/edit_distance.h"
#include "compiler/base/names.h"
#include "compiler/check/checker.h"

namespace ingot::check {
namespace {

using diag::Code;
using diag::Severity;

constexpr size_t kMostLinks = 64;

constexpr std::array kLinkKeys{Key{"name", Want::kText, true}, Key{"model", Want::kText, true}, Key{"inverse", Want::kText}, Key{"renamedFrom", Want::kText}};
constexpr std::array<std::string_view, 3> kLinkLater{"through", "fields", "max"};
constexpr Keys kLink{"a link", kLinkKeys, kLinkLater};

constexpr diag::Message<std::string_view> kUnknownModel{Code::UnknownModel, Severity::kError, "there is no model `{0}`"};
constexpr diag::Message<std::string_view> kNoResource{Code::LinkWithoutResource, Severity::kError,
                                                      "the model `{0}` has no resource, so its rows cannot be linked by requests"};
constexpr diag::Message<std::string_view, std::string_view> kPairsTaken{
    Code::LinkNameTaken, Severity::kError, "the pairs of the link `{0}` would be a model whose name `{1}` has already"};

class LinkReader {
 public:
  LinkReader(Id<ir::Model> model, Checker& checker) : id_(model), checker_(checker), emitter_(checker.emitter) {}

  void Add(ast::Node node) {
    const Object object = Object::Read(node, kLink, emitter_);
    const ast::Node name = object.Get("name");
    const ast::Node target = object.Get("model");
    if (!name || !target || !Claim(id_, name)) return;
    const auto found = checker_.model_by_name.find(target.text());
    if (found == checker_.model_by_name.end()) {
      std::vector<std::string_view> names;
      for (const auto& [known, model] : checker_.model_by_name) {
        if (!known.empty()) names.push_back(known);
      }
      auto draft = emitter_.Emit(target.span(), kUnknownModel, target.text());
      if (const auto nearest = NearestName(target.text(), names)) draft.Help("did you mean `{}`?", *nearest);
      return;
    }
    if (!HasResource(id_, name) || !HasResource(found->second, target)) return;
    const ast::Node inverse = object.Get("inverse");
    if (inverse && !Claim(found->second, inverse)) return;
    const auto pairs = Pairs(object, found->second);
    if (!pairs) return;
    Join(id_, {std::string(name.text()), name.span(), found->second, pairs->id, pairs->near, pairs->far});
    if (inverse) Join(found->second, {std::string(inverse.text()), inverse.span(), id_, pairs->id, pairs->far, pairs->near});
  }

 private:
  struct PairModel {
    Id<ir::Model> id;
    Id<ir::Field> near;
    Id<ir::Field> far;
  };

  void Join(Id<ir::Model> model, ir::Link link) { checker_.app.models[model].links.push_back(std::move(link)); }

  // A link stands in JSON beside the fields, and so does the sign that there are more.
  auto Claim(Id<ir::Model> model, ast::Node name) -> bool {
    if (!CheckName(name, NameStyle::kCamel, "a link", emitter_) || !CheckReserved(name, emitter_)) return false;
    NameScope& names = checker_.PartOf(model).names;
    return names.Add(name.text(), name.span(), fmt::format("the link `{}`", name.text()), emitter_) &&
           names.Add(std::string(name.text()) + "Truncated", name.span(), fmt::format("the sign that there are more `{}`", name.text()), emitter_);
  }

  auto HasResource(Id<ir::Model> model, ast::Node at) -> bool {
    if (checker_.PartOf(model).object.HasOrMeant("resource")) return true;
    emitter_.Emit(at.span(), kNoResource, checker_.app.models[model].name)
        .Note(checker_.app.models[model].span, "the model is here")
        .Help("give `{}` a resource", checker_.app.models[model].name);
    return false;
  }

  auto Pairs(const Object& object, Id<ir::Model> target) -> std::optional<PairModel> {
    const ir::Model owner = checker_.app.models[id_];
    const ir::Model other = checker_.app.models[target];
    const ast::Node name = object.Get("name");
    ir::Model pairs;
    pairs.name = owner.name + PascalCase(name.text());
    pairs.span = name.span();
    pairs.table = ir::PhysicalName(SnakeCase(pairs.name));
    pairs.timestamps = false;
    const auto former = object.Text("renamedFrom");
    if (!former.empty() || !owner.renamed_from.empty()) {
      pairs.renamed_from = (owner.renamed_from.empty() ? owner.name : owner.renamed_from) +
                           PascalCase(former.empty() ? name.text() : former);
    }
    if (const auto taken = Taken(pairs.name)) {
      emitter_.Emit(name.span(), kPairsTaken, name.text(), *taken).Help("rename the link, or what is called `{}`", *taken);
      return std::nullopt;
    }
    const std::string made = pairs.name;
    const Id<ir::Model> id = checker_.app.models.Add(std::move(pairs));
    ModelPart part;
    part.named = true;
    checker_.models.push_back(std::move(part));
    checker_.model_by_name.try_emplace(made, id);
    const bool self = id_ == target;
    const auto near = Reference(id, CamelCase(owner.name), owner.renamed_from.empty() ? "" : CamelCase(owner.renamed_from), id_);
    const std::string prefix = self ? "other" : "";
    const auto far = Reference(id, self ? prefix + other.name : CamelCase(other.name),
                               other.renamed_from.empty() ? "" : self ? prefix + other.renamed_from : CamelCase(other.renamed_from), target);
    ir::Model& added = checker_.app.models[id];
    added.fields = {near, far};
    added.unique = {{near, far}};
    return PairModel{id, near, far};
  }

  // The model or enum that has the name, or one that folds to the same.
  auto Taken(const std::string& name) const -> std::optional<std::string> {
    const std::string folded = FoldName(name);
    for (const ir::Model& model : checker_.app.models) {
      if (FoldName(model.name) == folded) return model.name;
    }
    for (const ir::Enum& closed : checker_.app.enums) {
      if (FoldName(closed.name) == folded) return closed.name;
    }
    return std::nullopt;
  }

  // A pair goes with either row.
  auto Reference(Id<ir::Model> pairs, std::string name, std::string former, Id<ir::Model> target) -> Id<ir::Field> {
    ir::Field field;
    field.name = std::move(name);
    field.renamed_from = std::move(former);
    field.span = checker_.app.models[pairs].span;
    field.model = pairs;
    field.type = ir::RefType{target, ir::OnDelete::kCascade};
    field.required = true;
    FieldPart part;
    part.named = true;
    part.typed = true;
    checker_.fields.push_back(std::move(part));
    return checker_.app.fields.Add(std::move(field));
  }

  Id<ir::Model> id_;
  Checker& checker_;
  diag::Emitter& emitter_;
};

}  // namespace

void CheckLinks(Checker& checker) {
  for (const Id<ir::Model> model : checker.app.models.Ids()) {
    const ast::Node list = checker.PartOf(model).object.Get("links");
    if (!list) continue;
    LinkReader reader(model, checker);
    for (const ast::Node link : ItemsWithin(list, kMostLinks, "links of a model", checker.emitter)) reader.Add(link);
  }
}

}  // namespace ingot::check
