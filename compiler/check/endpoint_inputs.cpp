// The inputs of an endpoint: its path and parameters, with the types and rules of fields.
#include <algorithm>
#include <array>
#include <set>

#include <fmt/format.h>

#include "compiler/base/edit_distance.h"
#include "compiler/base/names.h"
#include "compiler/check/endpoint.h"
#include "compiler/check/expression_types.h"
#include "compiler/check/field_type.h"

namespace ingot::check {
namespace {

using diag::Code;
using diag::Severity;
using ir::VariableKind;

constexpr size_t kMostInputs = 100;
constexpr size_t kMostSegments = 12;
constexpr size_t kMostHeaderBytes = 100;

constexpr std::array kParamKeys{Key{"name", Want::kText, true}, Key{"type", Want::kText, true},
                                Key{"label", Want::kText},      Key{"description", Want::kText},
                                Key{"min", Want::kAny},         Key{"max", Want::kAny},
                                Key{"pattern", Want::kText},    Key{"format", Want::kText},
                                Key{"example", Want::kAny},     Key{"enum", Want::kText},
                                Key{"model", Want::kText}};
constexpr Keys kParam{"a parameter of the path", kParamKeys};

constexpr std::array kInputKeys{Key{"name", Want::kText, true}, Key{"type", Want::kText, true},
                                Key{"label", Want::kText},      Key{"description", Want::kText},
                                Key{"required", Want::kBool},   Key{"default", Want::kAny},
                                Key{"defaultExpr", Want::kText}, Key{"min", Want::kAny},
                                Key{"max", Want::kAny},         Key{"pattern", Want::kText},
                                Key{"format", Want::kText},     Key{"example", Want::kAny},
                                Key{"enum", Want::kText},       Key{"model", Want::kText}};

// A header is an input with a name of its own on the wire.
constexpr auto kHeaderKeys = [] {
  std::array<Key, kInputKeys.size() + 1> keys;
  std::ranges::copy(kInputKeys, keys.begin());
  keys.back() = Key{"header", Want::kText, true};
  return keys;
}();
constexpr Keys kQuery{"a parameter of the query", kInputKeys};
constexpr Keys kHeader{"a header", kHeaderKeys};
constexpr Keys kBody{"a field of the body", kInputKeys};

constexpr diag::Message<std::string_view> kInvalidPath{Code::InvalidEndpointPath, Severity::kError,
                                                       "`{0}` cannot be the path of an endpoint"};
constexpr diag::Message<std::string_view> kNoParameter{Code::PathParameters, Severity::kError,
                                                       "`params` does not say what `{0}` is"};
constexpr diag::Message<std::string_view> kNotInPath{Code::PathParameters, Severity::kError,
                                                     "the parameter `{0}` does not stand in the path"};
constexpr diag::Message<std::string_view> kTwiceInPath{Code::PathParameters, Severity::kError,
                                                       "the parameter `{0}` stands twice in the path"};
constexpr diag::Message<std::string_view> kInvalidHeader{Code::InvalidHeader, Severity::kError,
                                                         "`{0}` cannot be the header of an input"};
constexpr diag::Message<std::string_view, std::string_view> kInputType{
    Code::InvalidInputType, Severity::kError, "{0} cannot be of type `{1}`"};
constexpr diag::Message<> kBodyOfRead{Code::EndpointReadsOnly, Severity::kError, "a GET has no body"};

// What the service reads by itself, folded.
constexpr std::array<std::string_view, 18> kReservedHeaders{
    "accept", "accept-encoding", "authorization", "connection", "content-encoding", "content-length",
    "content-type", "cookie", "expect", "host", "if-match", "if-none-match", "keep-alive", "te", "traceparent",
    "trailer", "transfer-encoding", "upgrade"};

auto Lower(std::string_view text) -> std::string {
  std::string lower(text);
  for (char& c : lower) c = IsAsciiUpper(c) ? static_cast<char>(c - 'A' + 'a') : c;
  return lower;
}

auto IsHeaderName(std::string_view text) -> bool {
  if (text.empty() || text.size() > kMostHeaderBytes || !IsAsciiLetter(text.front())) return false;
  const bool legal =
      std::ranges::all_of(text, [](char c) { return IsAsciiLetter(c) || IsAsciiDigit(c) || c == '-'; });
  return legal && std::ranges::find(kReservedHeaders, Lower(text)) == kReservedHeaders.end();
}

constexpr diag::Message<std::string_view> kWordOfExpressions{
    Code::ReservedName, Severity::kError, "the name `{0}` has a meaning of its own in expressions"};
constexpr std::array<std::string_view, 9> kWords{"it",     "body",   "query",  "header", "user",
                                                 "params", "input", "headers", "now"};

auto CheckFreeWord(ast::Node name, diag::Emitter& emitter) -> bool {
  if (std::ranges::find(kWords, name.text()) == kWords.end()) return true;
  emitter.Emit(name.span(), kWordOfExpressions, name.text()).Help("choose another name");
  return false;
}

class InputReader {
 public:
  explicit InputReader(EndpointPart& part) : part_(part), checker_(part.checker), emitter_(part.emitter) {}

  void Run(const Object& object) {
    Read(object.Get("params"), kParam, VariableKind::kPath, part_.endpoint.params);
    Read(object.Get("query"), kQuery, VariableKind::kQuery, part_.endpoint.query);
    Read(object.Get("headers"), kHeader, VariableKind::kHeader, part_.endpoint.headers);
    const ast::Node body = object.Get("body");
    if (body && !part_.endpoint.writes())
      emitter_.Emit(object.KeySpan("body"), kBodyOfRead).Help("take the values as `query`, or choose another method");
    Read(body, kBody, VariableKind::kBody, part_.endpoint.body);
    if (const ast::Node path = object.Get("path")) ReadPath(path);
  }

 private:
  void Read(ast::Node list, const Keys& keys, VariableKind kind, std::vector<Id<ir::Variable>>& into) {
    if (!list) return;
    NameScope own;
    NameScope& scope = kind == VariableKind::kPath ? part_.names : own;
    for (const ast::Node node : ItemsWithin(list, kMostInputs, "inputs of one kind", emitter_)) {
      into.push_back(Add(Object::Read(node, keys, emitter_), keys, kind, scope));
      part_.visible.push_back(into.back());
    }
  }

  auto Add(Object object, const Keys& keys, VariableKind kind, NameScope& scope) -> Id<ir::Variable> {
    FieldPart made;
    ir::Field field;
    field.name = object.Text("name");
    field.span = object.NameSpan();
    field.label = object.Text("label");
    field.description = object.Text("description");
    field.required = kind == VariableKind::kPath || object.Flag("required", false);
    made.typed = ReadFieldType(object, field, checker_);
    made.named = CheckName(object.Get("name"), NameStyle::kCamel, keys.of, emitter_) &&
                 (kind != VariableKind::kPath || CheckFreeWord(object.Get("name"), emitter_)) &&
                 scope.Add(field.name, field.span, fmt::format("{} `{}`", keys.of, field.name), emitter_);
    if (made.typed) CheckType(object, kind, field.type);
    ir::Variable variable;
    variable.name = field.name;
    variable.span = field.span;
    variable.kind = kind;
    variable.type = TypeOfField(field.type);
    variable.wire = kind == VariableKind::kPath ? field.name : ir::WireName(field);
    if (kind == VariableKind::kHeader) variable.wire = HeaderName(object.Get("header"));
    if (const auto* ref = std::get_if<ir::RefType>(&field.type)) variable.model = ref->model;
    made.object = std::move(object);
    checker_.fields.push_back(std::move(made));
    variable.input = checker_.app.fields.Add(std::move(field));
    CheckFieldRules(variable.input, checker_);
    CheckFieldExpressions(variable.input, checker_);
    const ir::Field& checked = checker_.app.fields[variable.input];
    const bool filled = checked.default_value ||
                        (checked.default_expression && !checker_.app.expressions[*checked.default_expression].nullable);
    variable.nullable = !checked.required && !filled;
    return checker_.app.variables.Add(std::move(variable));
  }

  void CheckType(const Object& object, VariableKind kind, const ir::FieldType& type) {
    if (ir::IsKeptAsJson(type)) {
      emitter_.Emit(object.Get("type").span(), kInputType, "an input", object.Text("type")).Help("take it as `json` in the `body`");
      return;
    }
    const auto* scalar = std::get_if<ir::ScalarType>(&type);
    if (object.Text("type") == "revision") {
      emitter_.Emit(object.Get("type").span(), kInputType, "an input of an endpoint", "revision").Help("take the number of a version as `int`");
      return;
    }
    if (scalar != nullptr && scalar->kind == ir::ScalarKind::kPassword) {
      emitter_.Emit(object.Get("type").span(), kInputType, "an input of an endpoint", "password").Help("the resource of a model takes passwords");
      return;
    }
    if (scalar != nullptr && scalar->kind == ir::ScalarKind::kFile) {
      emitter_.Emit(object.Get("type").span(), kInputType, "an input of an endpoint", "file").Help("the resource of a model takes files");
      return;
    }
    if (kind == VariableKind::kBody || scalar == nullptr || scalar->kind != ir::ScalarKind::kJson) return;
    const std::string_view where = kind == VariableKind::kPath    ? "a parameter of the path"
                                   : kind == VariableKind::kQuery ? "a parameter of the query"
                                                                  : "a header";
    emitter_.Emit(object.Get("type").span(), kInputType, where, "json").Help("take it in the `body`");
  }

  auto HeaderName(ast::Node name) -> std::string {
    if (!name) return {};
    if (!IsHeaderName(name.text())) {
      emitter_.Emit(name.span(), kInvalidHeader, name.text())
          .Help("write letters, digits and `-`, such as `X-Api-Key`; what HTTP and the service need themselves is not free");
    }
    return Lower(name.text());
  }

  void ReadPath(ast::Node path) {
    std::set<std::string_view> named;
    std::string_view rest = path.text();
    bool good = rest.starts_with('/') && rest.size() > 1;
    while (good && !rest.empty()) {
      rest.remove_prefix(1);
      const std::string_view segment = rest.substr(0, rest.find('/'));
      rest.remove_prefix(segment.size());
      if (segment.starts_with('{') && segment.ends_with('}') && segment.size() > 2) {
        AddParameter(path, segment.substr(1, segment.size() - 2), named);
      } else if (IsPathSegment(segment)) {
        part_.endpoint.path.emplace_back(std::string(segment));
      } else {
        good = false;
      }
      good = good && part_.endpoint.path.size() <= kMostSegments;
    }
    if (!good) {
      part_.endpoint.path.clear();
      emitter_.Emit(path.span(), kInvalidPath, path.text())
          .Help("write `/` and segments of a-z, 0-9 and `-`, or a parameter in braces: `/projects/{{project}}/lock`; {} at most",
                kMostSegments);
      return;
    }
    for (const Id<ir::Variable> id : part_.endpoint.params) {
      const ir::Variable& variable = checker_.app.variables[id];
      if (variable.name.empty() || named.contains(variable.name)) continue;
      emitter_.Emit(variable.span, kNotInPath, variable.name)
          .Note(path.span(), "the path is here")
          .Help("write `{{{}}}` in the path, or take the value from the `query`", variable.name);
    }
  }

  void AddParameter(ast::Node path, std::string_view name, std::set<std::string_view>& named) {
    if (!named.insert(name).second) {
      emitter_.Emit(path.span(), kTwiceInPath, name).Help("give one of the two another name");
      return;
    }
    std::vector<std::string_view> known;
    for (const Id<ir::Variable> id : part_.endpoint.params) {
      known.push_back(checker_.app.variables[id].name);
      if (known.back() != name) continue;
      part_.endpoint.path.emplace_back(id);
      return;
    }
    auto draft = emitter_.Emit(path.span(), kNoParameter, name);
    if (const auto nearest = NearestName(name, known)) draft.Help("did you mean `{{{}}}`?", *nearest);
    draft.Help("add it: `{{ \"name\": \"{}\", \"type\": \"ref\", \"model\": \"...\" }}`", name);
    part_.endpoint.path.emplace_back(std::string("?"));
  }

  EndpointPart& part_;
  Checker& checker_;
  diag::Emitter& emitter_;
};

}  // namespace

void CheckInputs(const Object& object, EndpointPart& part) { InputReader(part).Run(object); }

auto ScopeOf(const EndpointPart& part) -> ExpressionScope {
  ExpressionScope scope;
  scope.bare_fields = false;
  for (const Id<ir::Variable> id : part.visible) {
    const ir::Variable& variable = part.checker.app.variables[id];
    if (variable.kind == VariableKind::kRows) continue;
    const bool grouped = variable.input.valid() && variable.kind != VariableKind::kPath;
    const auto name = grouped ? fmt::format("{}.{}", ir::VariableKindText(variable.kind), variable.name) : variable.name;
    scope.values.push_back({name, variable.type, variable.nullable});
    const bool row = variable.kind == VariableKind::kRow || variable.kind == VariableKind::kPath;
    if (row && variable.model.valid()) scope.rows.push_back({name, variable.model, variable.nullable});
  }
  return scope;
}

auto AskingScope(const EndpointPart& part) -> ExpressionScope {
  ExpressionScope scope = ScopeOf(part);
  scope.allow_aggregates = true;
  return scope;
}

auto WhereScope(const EndpointPart& part, Id<ir::Model> model) -> ExpressionScope {
  ExpressionScope scope = AskingScope(part);
  scope.row = model;
  scope.allow_fields = true;
  scope.in_sql = true;
  return scope;
}

auto AddVariable(ast::Node name, ir::Variable variable, EndpointPart& part) -> std::optional<Id<ir::Variable>> {
  if (!name) return std::nullopt;
  variable.name = name.text();
  variable.span = name.span();
  // Also a name that is refused is known from here on: what uses it is no second mistake.
  const bool good = CheckName(name, NameStyle::kCamel, "a value", part.emitter) && CheckFreeWord(name, part.emitter) &&
                    part.names.Add(variable.name, variable.span, fmt::format("the value `{}`", variable.name), part.emitter);
  const Id<ir::Variable> id = part.checker.app.variables.Add(std::move(variable));
  part.visible.push_back(id);
  return good ? std::optional(id) : std::nullopt;
}

}  // namespace ingot::check
