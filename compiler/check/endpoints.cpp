// Endpoints: their names, paths and answers; what they read and do is checked beside.
#include <algorithm>
#include <array>
#include <utility>

#include <fmt/format.h>

#include "compiler/base/edit_distance.h"
#include "compiler/base/names.h"
#include "compiler/check/endpoint.h"
#include "compiler/check/expression_types.h"

namespace ingot::check {
namespace {

using diag::Code;
using diag::Severity;
using ir::VariableKind;

constexpr size_t kMostEndpoints = 2000;
constexpr size_t kMostMembers = 50;

constexpr std::array kEndpointKeys{
    Key{"name", Want::kText, true},   Key{"method", Want::kText, true}, Key{"path", Want::kText, true},
    Key{"id", Want::kText},           Key{"renamedFrom", Want::kText},  Key{"label", Want::kText},
    Key{"description", Want::kText},  Key{"params", Want::kList},       Key{"query", Want::kList},
    Key{"headers", Want::kList},      Key{"body", Want::kList},         Key{"isolation", Want::kText},
    Key{"do", Want::kList},           Key{"returns", Want::kObject}};
constexpr std::array<std::string_view, 7> kEndpointLater{"guard", "rules", "roles", "bodyKey", "cache", "tags", "stream"};
constexpr Keys kEndpoint{"an endpoint", kEndpointKeys, kEndpointLater};

constexpr std::array kResultKeys{Key{"status", Want::kNumber}, Key{"value", Want::kAny}, Key{"key", Want::kText}};
constexpr std::array<std::string_view, 3> kResultLater{"headers", "view", "contentType"};
constexpr std::array kRefusalKeys{Key{"status", Want::kNumber, true}, Key{"message", Want::kText, true},
                                  Key{"code", Want::kText}};
constexpr Keys kRefusal{"an `else`", kRefusalKeys};

// In the order of ir::Method and ir::Isolation.
constexpr std::array<std::string_view, 5> kMethods{"GET", "POST", "PUT", "PATCH", "DELETE"};
constexpr std::array<std::string_view, 2> kIsolations{"read-committed", "serializable"};

constexpr diag::Message<std::string_view> kUnknownModel{Code::UnknownModel, Severity::kError,
                                                        "there is no model `{0}`"};
constexpr diag::Message<std::string_view, std::string_view> kReservedRoute{
    Code::ReservedRoute, Severity::kError, "the path `{0}` lies at `/{1}`, which the service answers itself"};
constexpr diag::Message<std::string_view> kRouteTwice{Code::RouteTwice, Severity::kError,
                                                      "`{0}` is answered by something else already"};
constexpr diag::Message<int64_t> kValueOfNothing{Code::InvalidResult, Severity::kError,
                                                 "an answer of status {0} has no `value`"};
constexpr diag::Message<> kKeyOfNothing{Code::InvalidResult, Severity::kError, "`key` has no `value` to hold"};
constexpr diag::Message<> kResultForm{
    Code::InvalidResult, Severity::kError,
    "a `value` is an expression or the name of a row or of rows in a string, or an object of such"};
constexpr diag::Message<std::string_view> kInvalidCode{Code::InvalidResult, Severity::kError,
                                                       "`{0}` cannot be the code of an error"};

// What a program reads of a refusal when the definition gives it no code.
auto CodeOf(int64_t status) -> std::string_view {
  switch (status) {
    case 400: return "bad_request";
    case 403: return "forbidden";
    case 404: return "not_found";
    case 409: return "conflict";
    case 410: return "gone";
    case 412: return "precondition_failed";
    case 422: return "invalid";
    case 423: return "locked";
    default: return "refused";
  }
}

auto IsErrorCode(std::string_view text) -> bool {
  return !text.empty() && text.size() <= 40 && text[0] >= 'a' && text[0] <= 'z' &&
         std::ranges::all_of(text, [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_'; });
}

auto ReadMember(ast::Node value, EndpointPart& part)
    -> std::optional<std::variant<Id<ir::Variable>, Id<ir::Expression>>> {
  if (!value.IsString()) {
    part.emitter.Emit(value.span(), kResultForm).Help("a number is written `\"30\"`, a text `\"'open'\"`");
    return std::nullopt;
  }
  if (HoldsNul(value)) return std::nullopt;
  if (const auto rows = FindRows(value.text(), part)) return *rows;
  const auto made = CheckValue(value, ScopeOf(part), part.checker.app, part.emitter);
  if (!made) return std::nullopt;
  return *made;
}

void ReadMembers(ast::Node value, ir::Result& result, EndpointPart& part) {
  std::vector<ir::ResultMember> members;
  NameScope names;
  if (value.size() > kMostMembers) ItemsWithin(value, kMostMembers, "members of a value", part.emitter);
  for (const ast::Member member : MembersByName(value)) {
    if (!CheckName(member.key, NameStyle::kCamel, "a member", part.emitter)) continue;
    names.Add(member.name(), member.key.span(), fmt::format("the member `{}`", member.name()), part.emitter);
    if (const auto made = ReadMember(member.value, part)) members.push_back({std::string(member.name()), *made});
  }
  result.value = std::move(members);
}

class EndpointReader {
 public:
  explicit EndpointReader(Checker& checker) : checker_(checker), emitter_(checker.emitter) {}

  void Run(ast::Node list) {
    TakeResourceNames();
    if (!list) return;
    std::vector<Object> objects;
    for (const ast::Node node : ItemsWithin(list, kMostEndpoints, "endpoints", emitter_))
      objects.push_back(Object::Read(node, kEndpoint, emitter_));
    std::ranges::stable_sort(objects, [](const Object& a, const Object& b) {
      return std::pair(a.Text("name"), a.NameSpan()) < std::pair(b.Text("name"), b.NameSpan());
    });
    for (const Object& object : objects) Add(object);
    identities_.CheckRenames(emitter_);
  }

 private:
  // Handlers of resources and endpoints are functions of one service.
  void TakeResourceNames() {
    for (const Id<ir::Model> id : checker_.app.models.Ids()) {
      const ir::Model& model = checker_.app.models[id];
      if (!model.resource || !checker_.PartOf(id).named) continue;
      const std::string plural = ir::PluralName(model.name);
      const std::string what = fmt::format("an operation of the resource of `{}`", model.name);
      names_.Add("list" + plural, model.resource->span, what, emitter_);
      for (const std::string_view verb : {"create", "get", "replace", "patch", "delete"})
        names_.Add(std::string(verb) + model.name, model.resource->span, what, emitter_);
      TakeFileNames(model);
      if (model.soft_delete) names_.Add("restore" + model.name, model.resource->span, what, emitter_);
      for (const ir::Link& link : model.links) {
        for (const std::string_view verb : {"list", "link", "unlink"})
          names_.Add(std::string(verb) + PascalCase(link.name) + "Of" + model.name, link.span, what, emitter_);
      }
      if (!model.revision) continue;
      for (const std::string_view words : {"revisionsOf", "revisionOf"})
        names_.Add(std::string(words) + model.name, model.resource->span, what, emitter_);
    }
  }

  void TakeFileNames(const ir::Model& model) {
    for (const Id<ir::Field> id : model.fields) {
      const ir::Field& field = checker_.app.fields[id];
      if (!field.file() || !checker_.PartOf(id).named) continue;
      const std::string what = fmt::format("an operation of the file `{}` of `{}`", field.name, model.name);
      for (const std::string_view verb : {"get", "put", "delete"})
        names_.Add(std::string(verb) + ir::FileName(checker_.app, field), field.span, what, emitter_);
    }
  }

  void Add(const Object& object) {
    ir::Endpoint endpoint;
    ReadElement(object, endpoint);
    if (CheckName(object.Get("name"), NameStyle::kCamel, "an endpoint", emitter_))
      names_.Add(endpoint.name, endpoint.span, fmt::format("the endpoint `{}`", endpoint.name), emitter_);
    identities_.Add(object, NameStyle::kCamel, emitter_);
    const auto method = Word(object.Get("method"), "`method`", kMethods);
    endpoint.method = static_cast<ir::Method>(method.value_or(1));
    if (const auto isolation = Word(object.Get("isolation"), "`isolation`", kIsolations))
      endpoint.isolation = static_cast<ir::Isolation>(*isolation);
    EndpointPart part(endpoint, checker_);
    CheckInputs(object, part);
    if (const ast::Node list = object.Get("do")) CheckStatements(list, endpoint.statements, part);
    endpoint.result.status = 204;
    if (const ast::Node returns = object.Get("returns")) endpoint.result = ReadResult(returns, "`returns`", part);
    if (method && !endpoint.path.empty()) CheckRoute(endpoint, object.Get("path"));
    checker_.app.endpoints.Add(std::move(endpoint));
  }

  auto Word(ast::Node word, std::string_view what, std::span<const std::string_view> words) -> std::optional<size_t> {
    if (!word) return std::nullopt;
    const auto found = std::ranges::find(words, word.text());
    if (found != words.end()) return static_cast<size_t>(found - words.begin());
    ReportUnknownWord(word, what, words, emitter_);
    return std::nullopt;
  }

  // Two routes meet when they differ in the names of their parameters only; a segment that is written out goes before
  // a parameter.
  void CheckRoute(const ir::Endpoint& endpoint, ast::Node path) {
    std::string shape = checker_.app.info.prefix;
    for (const ir::PathSegment& segment : endpoint.path) {
      const auto* text = std::get_if<std::string>(&segment);
      shape += "/" + (text != nullptr ? *text : std::string("{id}"));
    }
    const auto* first = std::get_if<std::string>(&endpoint.path.front());
    if (checker_.app.info.prefix.empty() && first != nullptr && IsReservedSegment(*first)) {
      emitter_.Emit(path.span(), kReservedRoute, path.text(), *first)
          .Help("choose another path, or an `api.prefix` such as `/api`");
    }
    const std::string route = fmt::format("{} {}", ir::MethodText(endpoint.method), shape);
    const auto [other, is_new] = checker_.routes.try_emplace(route, path.span());
    if (is_new) return;
    emitter_.Emit(path.span(), kRouteTwice, route)
        .Note(other->second, "the other one is here")
        .Help("give one of the two another path or method");
  }

  Checker& checker_;
  diag::Emitter& emitter_;
  NameScope names_;
  Identities identities_;
};

}  // namespace

auto FindRows(std::string_view name, const EndpointPart& part) -> std::optional<Id<ir::Variable>> {
  for (const Id<ir::Variable> id : part.visible) {
    const ir::Variable& variable = part.checker.app.variables[id];
    const bool row = variable.kind == VariableKind::kRow || variable.kind == VariableKind::kRows ||
                     (variable.kind == VariableKind::kPath && variable.model.valid());
    if (row && variable.name == name) return id;
  }
  return std::nullopt;
}

auto FindModel(ast::Node name, EndpointPart& part) -> Id<ir::Model> { return FindModel(name, part.checker); }

auto FindModel(ast::Node name, Checker& checker) -> Id<ir::Model> {
  if (!name || HoldsNul(name)) return {};
  const auto found = checker.model_by_name.find(name.text());
  if (found != checker.model_by_name.end()) return found->second;
  std::vector<std::string_view> names;
  for (const auto& [known, id] : checker.model_by_name) names.push_back(known);
  auto draft = checker.emitter.Emit(name.span(), kUnknownModel, name.text());
  if (const auto nearest = NearestName(name.text(), names)) draft.Help("did you mean `{}`?", *nearest);
  if (!names.empty()) draft.Help("the models are {}", Listed(names));
  return {};
}

auto WhyNotSettable(const ir::Field& field) -> std::string_view {
  if (field.revision) return "the service counts it";
  if (field.computed) return "it is computed";
  return field.file() ? "it is a file" : "no expression gives a list or an object yet";
}

auto ReadRefusal(ast::Node node, EndpointPart& part) -> std::optional<ir::Refusal> {
  const Object object = Object::Read(node, kRefusal, part.emitter);
  const ast::Node status = object.Get("status");
  const auto number = status ? WholeNumber(status, 400, 499, "`status`", part.emitter) : std::nullopt;
  if (!number) return std::nullopt;
  std::string code(object.Has("code") ? object.Text("code") : CodeOf(*number));
  if (object.Get("code") && !IsErrorCode(code)) {
    part.emitter.Emit(object.Get("code").span(), kInvalidCode, code)
        .Help("write a-z, 0-9 and `_`, at most 40, such as `already_locked`");
  }
  return ir::Refusal{*number, std::move(code), std::string(object.Text("message"))};
}

void ReadResultValue(ast::Node value, ir::Result& result, EndpointPart& part) {
  if (value.IsObject()) {
    ReadMembers(value, result, part);
  } else if (const auto made = ReadMember(value, part)) {
    std::visit([&](const auto& id) { result.value = id; }, *made);
  }
}

auto ReadResult(ast::Node node, std::string_view of, EndpointPart& part) -> ir::Result {
  const Keys keys{of, kResultKeys, kResultLater};
  const Object object = Object::Read(node, keys, part.emitter);
  ir::Result result;
  const ast::Node value = object.Get("value");
  result.status = value ? 200 : 204;
  if (const ast::Node status = object.Get("status"))
    result.status = WholeNumber(status, 200, 299, "`status`", part.emitter).value_or(result.status);
  const bool empty = result.status == 204 || result.status == 205;
  if (value && empty)
    part.emitter.Emit(object.KeySpan("value"), kValueOfNothing, result.status).Help("choose another status, or remove it");
  if (const ast::Node key = object.Get("key")) {
    if (!value) part.emitter.Emit(object.KeySpan("key"), kKeyOfNothing).Help("remove `key`, or add a `value`");
    if (CheckName(key, NameStyle::kCamel, "a key", part.emitter)) result.key = key.text();
  }
  if (value) ReadResultValue(value, result, part);
  return result;
}

void CheckEndpoints(ast::Node list, Checker& checker) {
  EndpointReader(checker).Run(list);
}

}  // namespace ingot::check
