// The types that an application names: `types`. A type is read after those that its members have, so that whatever reads a value of
// it finds their rules.
#include <algorithm>
#include <array>
#include <utility>

#include <fmt/format.h>

#include "compiler/check/checker.h"
#include "compiler/check/field_type.h"

namespace ingot::check {
namespace {

using diag::Code;
using diag::Severity;

constexpr size_t kMostMembers = 100;
constexpr int64_t kMostWeight = 1'000;  // the tests of the service hold values of this size
constexpr int kMostHeight = 8;

constexpr std::array kMemberKeys{Key{"name", Want::kText, true}, Key{"type", Want::kText, true}, Key{"label", Want::kText},
                                 Key{"description", Want::kText}, Key{"required", Want::kBool},   Key{"default", Want::kAny},
                                 Key{"min", Want::kAny},          Key{"max", Want::kAny},         Key{"pattern", Want::kText},
                                 Key{"format", Want::kText},      Key{"example", Want::kAny},     Key{"enum", Want::kText},
                                 Key{"minItems", Want::kAny},     Key{"maxItems", Want::kAny}};
constexpr Keys kMember{"a member of a type", kMemberKeys};
constexpr std::array<std::string_view, 5> kKeysOfScalars{"min", "max", "pattern", "format", "example"};

constexpr diag::Message<std::string_view> kNoForm{Code::ValueTypeForm, Severity::kError, "the type `{0}` says neither `type` nor `fields`"};
constexpr diag::Message<std::string_view> kTwoForms{Code::ValueTypeForm, Severity::kError, "the type `{0}` says both `type` and `fields`"};
constexpr diag::Message<std::string_view> kNoMember{Code::ValueTypeForm, Severity::kError, "the type `{0}` has no member"};
constexpr diag::Message<std::string_view> kKeyOfScalar{Code::KeyDoesNotApply, Severity::kError, "`{0}` means nothing for a type with `fields`"};
constexpr diag::Message<std::string_view, std::string_view> kNotScalar{Code::ValueTypeContent, Severity::kError,
                                                                       "the type `{0}` cannot stand on `{1}`"};
constexpr diag::Message<std::string_view> kNotMember{Code::ValueTypeContent, Severity::kError, "a member of a type cannot be of type `{0}`"};
constexpr diag::Message<std::string_view> kCycle{Code::ValueTypeCycle, Severity::kError, "a value of the type `{0}` would hold another of its own type"};
constexpr diag::Message<std::string_view, int64_t> kTooLarge{Code::ValueTypeTooLarge, Severity::kError,
                                                             "a value of the type `{0}` would hold more than {1} others"};
constexpr diag::Message<std::string_view, int> kTooDeep{Code::ValueTypeTooLarge, Severity::kError, "the type `{0}` nests more than {1} objects"};

auto WordOfItem(std::string_view word) -> std::string_view { return word.ends_with("[]") ? word.substr(0, word.size() - 2) : word; }

class TypeBuilder {
 public:
  explicit TypeBuilder(Checker& checker) : checker_(checker), emitter_(checker.emitter), states_(checker.types.size(), State::kNew) {}

  // Recursion is bounded by the number of types.
  void Visit(Id<ir::ValueType> id) {
    if (states_[id.index()] != State::kNew) return;
    states_[id.index()] = State::kOpen;
    const Object object = checker_.PartOf(id).object;
    if (object.Has("type") && object.Has("fields")) {
      emitter_.Emit(object.KeySpan("fields"), kTwoForms, NameOf(id)).Note(object.KeySpan("type"), "`type` is here").Help("keep one of the two");
    } else if (object.Has("fields")) {
      AddMembers(id, object);
    } else if (object.Has("type")) {
      AddScalar(id, object);
    } else if (!object.HasOrMeant("type") && !object.HasOrMeant("fields")) {
      emitter_.Emit(object.NameSpan(), kNoForm, NameOf(id)).Help("write `\"type\"`: a scalar, such as `\"string\"`; or `\"fields\"`: a list of members");
    }
    states_[id.index()] = State::kDone;
  }

 private:
  enum class State : uint8_t { kNew, kOpen, kDone };

  auto NameOf(Id<ir::ValueType> id) const -> std::string_view { return checker_.app.types[id].name; }

  auto Append(ir::Field field, FieldPart part) -> Id<ir::Field> {
    checker_.fields.push_back(std::move(part));
    return checker_.app.fields.Add(std::move(field));
  }

  void AddScalar(Id<ir::ValueType> id, const Object& object) {
    const ast::Node type = object.Get("type");
    if (!type) return;
    const std::string_view word = type.text();
    const bool made = word == "ref" || word == "enum" || word == "password" || word == "file" || word.ends_with("[]") || checker_.type_by_name.contains(word) ||
                      checker_.enum_by_name.contains(word);
    if (made) {
      emitter_.Emit(type.span(), kNotScalar, NameOf(id), word).Help("a type with a name is a scalar, such as `decimal(12,2)`, or has `fields`");
      return;
    }
    ir::Field field;
    field.name = NameOf(id);
    field.span = object.NameSpan();
    field.owner = id;
    field.required = true;
    field.label = object.Text("label");
    field.description = object.Text("description");
    FieldPart part;
    part.object = object;
    part.typed = ReadFieldType(object, field, checker_);
    checker_.PartOf(id).good = part.typed;
    checker_.app.types[id].scalar = Append(std::move(field), std::move(part));
  }

  void AddMembers(Id<ir::ValueType> id, const Object& object) {
    for (const std::string_view key : kKeysOfScalars) {
      if (object.Has(key)) emitter_.Emit(object.KeySpan(key), kKeyOfScalar, key).Help("write it beside a member");
    }
    const ast::Node list = object.Get("fields");
    if (!list) return;
    if (list.size() == 0) {
      emitter_.Emit(list.span(), kNoMember, NameOf(id)).Help("add one: `{{ \"name\": \"street\", \"type\": \"string\" }}`");
      return;
    }
    bool good = true;
    NameScope names;
    for (const ast::Node node : ItemsWithin(list, kMostMembers, "members of a type", emitter_)) good = AddMember(id, node, names) && good;
    checker_.PartOf(id).good = good;
  }

  auto AddMember(Id<ir::ValueType> id, ast::Node node, NameScope& names) -> bool {
    FieldPart part;
    part.object = Object::Read(node, kMember, emitter_);
    ir::Field field;
    field.name = part.object.Text("name");
    field.span = part.object.NameSpan();
    field.owner = id;
    field.required = part.object.Flag("required", false);
    field.label = part.object.Text("label");
    field.description = part.object.Text("description");
    part.typed = CanStandInside(id, part.object.Get("type")) && ReadFieldType(part.object, field, checker_);
    const ast::Node name = part.object.Get("name");
    part.named = CheckName(name, NameStyle::kCamel, "a member", emitter_) &&
                 names.Add(name.text(), name.span(), fmt::format("the member `{}`", name.text()), emitter_);
    const bool good = part.typed && part.named;
    checker_.app.types[id].members.push_back(Append(std::move(field), std::move(part)));
    return good;
  }

  // Reads the type that a member has first.
  auto CanStandInside(Id<ir::ValueType> id, ast::Node type) -> bool {
    if (!type) return false;
    const std::string_view word = WordOfItem(type.text());
    if (word == "ref" || word == "password" || word == "file") {
      emitter_.Emit(type.span(), kNotMember, type.text()).Help("a model refers to rows and has passwords and files: make it a field there");
      return false;
    }
    const auto found = checker_.type_by_name.find(word);
    if (found == checker_.type_by_name.end()) return true;
    if (states_[found->second.index()] == State::kOpen) {
      emitter_.Emit(type.span(), kCycle, word).Note(checker_.app.types[id].span, "a member of `{}`", NameOf(id)).Help("what refers to others of its kind is a model with a reference");
      return false;
    }
    Visit(found->second);
    return true;
  }

  Checker& checker_;
  diag::Emitter& emitter_;
  std::vector<State> states_;
};

class Weigher {
 public:
  explicit Weigher(Checker& checker) : checker_(checker) {}

  // Recursion is bounded by the number of types; what stands in a cycle has no type.
  void Weigh(Id<ir::ValueType> id) {
    TypePart& part = checker_.PartOf(id);
    if (part.weight > 0) return;
    part.weight = part.height = 1;
    bool reported = false;
    for (const Id<ir::Field> member : checker_.app.types[id].members) {
      const ir::Field& field = checker_.app.fields[member];
      const ir::FieldType single = ir::SingleType(field.type);
      const auto* object = std::get_if<ir::ObjectType>(&single);
      int64_t weight = 1;
      if (object != nullptr) {
        Weigh(object->id);
        const TypePart& inside = checker_.PartOf(object->id);
        reported = reported || inside.weight > kMostWeight || inside.height > kMostHeight;
        part.height = std::max(part.height, inside.height + 1);
        weight = inside.weight;
      }
      part.weight = std::min(part.weight + weight * std::max<int64_t>(field.min_items, 1), kMostWeight + 1);
    }
    if (reported) return;
    if (part.weight > kMostWeight) Report(id, kTooLarge, kMostWeight);
    if (part.height > kMostHeight) Report(id, kTooDeep, kMostHeight);
  }

 private:
  void Report(Id<ir::ValueType> id, const auto& message, auto most) {
    const ir::ValueType& type = checker_.app.types[id];
    checker_.emitter.Emit(type.span, message, type.name, most).Help("make a model of what is inside, or keep it as `json`");
  }

  Checker& checker_;
};

}  // namespace

void CheckValueTypes(Checker& checker) {
  TypeBuilder builder(checker);
  for (const Id<ir::ValueType> id : checker.app.types.Ids()) builder.Visit(id);
}

void CheckTypeSizes(Checker& checker) {
  Weigher weigher(checker);
  for (const Id<ir::ValueType> id : checker.app.types.Ids()) weigher.Weigh(id);
}

}  // namespace ingot::check
