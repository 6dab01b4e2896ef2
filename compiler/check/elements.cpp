// Finds the enums, types and models of a definition, names them, and puts them into their canonical order.
#include <algorithm>
#include <array>
#include <set>
#include <utility>

#include <fmt/format.h>

#include "compiler/check/checker.h"
#include "compiler/check/enum_values.h"

namespace ingot::check {
namespace {

using diag::Code;
using diag::Severity;

constexpr size_t kMostEnums = 10'000;
constexpr size_t kMostTypes = 1'000;
constexpr size_t kMostModels = 10'000;

constexpr std::array kEnumKeys{Key{"name", Want::kText, true}, Key{"values", Want::kList, true},
                               Key{"id", Want::kText},         Key{"renamedFrom", Want::kText},
                               Key{"label", Want::kText},      Key{"description", Want::kText}};
constexpr Keys kEnum{"an enum", kEnumKeys};

constexpr std::array kTypeKeys{Key{"name", Want::kText, true}, Key{"type", Want::kText},    Key{"fields", Want::kList},
                               Key{"id", Want::kText},         Key{"renamedFrom", Want::kText},
                               Key{"label", Want::kText},      Key{"description", Want::kText},
                               Key{"min", Want::kAny},         Key{"max", Want::kAny},
                               Key{"pattern", Want::kText},    Key{"format", Want::kText},
                               Key{"example", Want::kAny}};
constexpr Keys kType{"a type", kTypeKeys};

constexpr std::array kModelKeys{Key{"name", Want::kText, true}, Key{"fields", Want::kList, true},
                                Key{"id", Want::kText},         Key{"renamedFrom", Want::kText},
                                Key{"label", Want::kText},      Key{"description", Want::kText},
                                Key{"unique", Want::kList},     Key{"indexes", Want::kList},
                                Key{"timestamps", Want::kBool}, Key{"resource", Want::kObject},
                                Key{"hooks", Want::kList},      Key{"checks", Want::kList},
                                Key{"softDelete", Want::kBool}, Key{"search", Want::kList},
                                Key{"links", Want::kList},      Key{"splitFrom", Want::kText},
                                Key{"mergedFrom", Want::kList}};
constexpr std::array<std::string_view, 10> kModelLater{"views",  "rules",   "owner", "history", "revisions",
                                                       "events", "tenancy", "order", "display", "permissions"};
constexpr Keys kModel{"a model", kModelKeys, kModelLater};

constexpr diag::Message<> kHookNotAWord{Code::WrongKind, Severity::kError, "an entry of `hooks` is a word, in quotes"};
constexpr diag::Message<std::string_view> kHookTwice{Code::HookTwice, Severity::kError,
                                                     "the hook `{0}` stands twice in the model"};

// Elements by name; of two of one name, the one that stands first. Those without a name come first.
auto ReadSorted(const std::vector<ast::Node>& items, const Keys& keys, diag::Emitter& emitter)
    -> std::vector<Object> {
  std::vector<Object> objects;
  for (const ast::Node item : items) objects.push_back(Object::Read(item, keys, emitter));
  std::ranges::stable_sort(objects, [](const Object& a, const Object& b) {
    const auto name_a = a.Text("name");
    const auto name_b = b.Text("name");
    return std::pair(name_a, a.NameSpan()) < std::pair(name_b, b.NameSpan());
  });
  return objects;
}

// `hooks` of a model, in the order in which they run.
auto ReadHooks(ast::Node list, diag::Emitter& emitter) -> std::vector<ir::Hook> {
  std::map<ir::Hook, Span> seen;
  for (const ast::Node word : ItemsWithin(list, 2 * ir::kHookWords.size(), "hooks", emitter)) {
    if (HoldsNul(word)) continue;
    if (!word.IsString()) {
      emitter.Emit(word.span(), kHookNotAWord).Help("the words for `hooks` are {}", Listed(ir::kHookWords));
      continue;
    }
    const auto found = std::ranges::find(ir::kHookWords, word.text());
    if (found == ir::kHookWords.end()) {
      ReportUnknownWord(word, "`hooks`", ir::kHookWords, emitter);
      continue;
    }
    const auto [first, is_new] = seen.try_emplace(static_cast<ir::Hook>(found - ir::kHookWords.begin()), word.span());
    if (!is_new) emitter.Emit(word.span(), kHookTwice, word.text()).Note(first->second, "first here").Help("keep one of the two");
  }
  std::vector<ir::Hook> hooks;
  for (const auto& [hook, span] : seen) hooks.push_back(hook);
  return hooks;
}

class Collector {
 public:
  explicit Collector(Checker& checker) : checker_(checker), emitter_(checker.emitter) {}

  void Run(const Object& document) {
    const auto sorted = [&](std::string_view key, size_t most, const Keys& keys) {
      const ast::Node list = document.Get(key);
      return list ? ReadSorted(ItemsWithin(list, most, key, emitter_), keys, emitter_)
                  : std::vector<Object>();
    };
    for (const Object& object : sorted("enums", kMostEnums, kEnum)) AddEnum(object);
    for (const Object& object : sorted("types", kMostTypes, kType)) AddType(object);
    for (const Object& object : sorted("models", kMostModels, kModel)) AddModel(object);
    enum_identities_.CheckRenames(emitter_);
    type_identities_.CheckRenames(emitter_);
    model_identities_.CheckRenames(emitter_);
  }

 private:
  // Whether the element has a legal name of its own.
  auto Name(const Object& object, std::string_view kind) -> bool {
    const ast::Node name = object.Get("name");
    if (!CheckName(name, NameStyle::kPascal, kind, emitter_)) return false;
    return scope_.Add(name.text(), name.span(), std::string(kind), emitter_);
  }

  void AddEnum(const Object& object) {
    ir::Enum made;
    ReadElement(object, made);
    if (const ast::Node values = object.Get("values")) ReadEnumValues(values, made, emitter_);
    Name(object, "an enum");
    enum_identities_.Add(object, NameStyle::kPascal, emitter_);
    const std::string name = made.name;
    const Id<ir::Enum> id = checker_.app.enums.Add(std::move(made));
    checker_.enum_by_name.try_emplace(name, id);
  }

  void AddType(const Object& object) {
    ir::ValueType made;
    ReadElement(object, made);
    Name(object, "a type");
    type_identities_.Add(object, NameStyle::kPascal, emitter_);
    const std::string name = made.name;
    const Id<ir::ValueType> id = checker_.app.types.Add(std::move(made));
    checker_.types.push_back({.object = object});
    checker_.type_by_name.try_emplace(name, id);
  }

  void AddModel(const Object& object) {
    ir::Model made;
    ReadElement(object, made);
    made.timestamps = object.Flag("timestamps", true);
    if (const ast::Node hooks = object.Get("hooks")) made.hooks = ReadHooks(hooks, emitter_);
    made.soft_delete = object.Flag("softDelete", false);
    ModelPart part;
    part.object = object;
    part.named = Name(object, "a model");
    if (part.named) made.table = ir::TableName(made.name);
    model_identities_.Add(object, NameStyle::kPascal, emitter_);
    const std::string name = made.name;
    const Id<ir::Model> id = checker_.app.models.Add(std::move(made));
    checker_.models.push_back(std::move(part));
    checker_.model_by_name.try_emplace(name, id);
  }

  Checker& checker_;
  diag::Emitter& emitter_;
  NameScope scope_;  // enums and models are types too: one scope
  Identities enum_identities_;
  Identities type_identities_;
  Identities model_identities_;
};

}  // namespace

void CollectElements(const Object& document, Checker& checker) {
  Collector(checker).Run(document);
}

}  // namespace ingot::check
