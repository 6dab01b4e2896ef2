// Functions whose body is C++ of the user's: their names, what they take and what they return.
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

constexpr size_t kMostFunctions = 1000;
constexpr size_t kMostParameters = 20;

constexpr std::array kFunctionKeys{Key{"name", Want::kText, true}, Key{"params", Want::kList},      Key{"returns", Want::kObject},
                                   Key{"id", Want::kText},         Key{"renamedFrom", Want::kText}, Key{"label", Want::kText},
                                   Key{"description", Want::kText}};
constexpr Keys kFunction{"a function", kFunctionKeys};
constexpr std::array kParameterKeys{Key{"name", Want::kText, true}, Key{"type", Want::kText},   Key{"required", Want::kBool},
                                    Key{"enum", Want::kText},       Key{"model", Want::kText},  Key{"label", Want::kText},
                                    Key{"description", Want::kText}};
constexpr Keys kParameter{"a parameter of a function", kParameterKeys};
constexpr std::array kReturnedKeys{Key{"type", Want::kText, true}, Key{"required", Want::kBool}, Key{"enum", Want::kText},
                                   Key{"model", Want::kText}};
constexpr Keys kReturned{"`returns` of a function", kReturnedKeys};

constexpr diag::Message<std::string_view, std::string_view> kNoSuchValue{Code::InvalidParameter, Severity::kError,
                                                                         "{0} cannot be of type `{1}`"};
constexpr diag::Message<> kNeitherOfTwo{Code::InvalidParameter, Severity::kError,
                                        "a parameter says what it is: a value of a `type`, or a row of a `model`"};
constexpr diag::Message<std::string_view> kNotOfARow{Code::InvalidParameter, Severity::kError, "`{0}` means nothing for a row"};
constexpr diag::Message<std::string_view, std::string_view> kNotOfType{Code::InvalidParameter, Severity::kError,
                                                                       "`{0}` means nothing for the type `{1}`"};

class FunctionReader {
 public:
  explicit FunctionReader(Checker& checker) : checker_(checker), emitter_(checker.emitter) {}

  void Run(ast::Node list) {
    std::vector<Object> objects;
    for (const ast::Node node : ItemsWithin(list, kMostFunctions, "functions", emitter_)) objects.push_back(Object::Read(node, kFunction, emitter_));
    std::ranges::stable_sort(objects, [](const Object& a, const Object& b) {
      return std::pair(a.Text("name"), a.NameSpan()) < std::pair(b.Text("name"), b.NameSpan());
    });
    for (const Object& object : objects) Add(object);
    identities_.CheckRenames(emitter_);
  }

 private:
  void Add(const Object& object) {
    ir::CustomFunction function;
    ReadElement(object, function);
    if (CheckName(object.Get("name"), NameStyle::kCamel, "a function", emitter_))
      names_.Add(function.name, function.span, fmt::format("the function `{}`", function.name), emitter_);
    identities_.Add(object, NameStyle::kCamel, emitter_);
    NameScope scope;
    if (const ast::Node list = object.Get("params")) {
      for (const ast::Node node : ItemsWithin(list, kMostParameters, "parameters", emitter_))
        function.parameters.push_back(Parameter(Object::Read(node, kParameter, emitter_), scope));
    }
    if (const ast::Node node = object.Get("returns")) {
      const Object returns = Object::Read(node, kReturned, emitter_);
      function.returns = ir::Returned{ValueType(returns, "what a function returns"), returns.Flag("required", false)};
    }
    const std::string name = function.name;
    checker_.function_by_name.try_emplace(name, checker_.app.functions.Add(std::move(function)));
  }

  auto Parameter(const Object& object, NameScope& scope) -> ir::Parameter {
    ir::Parameter parameter;
    parameter.name = object.Text("name");
    parameter.span = object.NameSpan();
    parameter.label = object.Text("label");
    parameter.description = object.Text("description");
    if (CheckName(object.Get("name"), NameStyle::kCamel, "a parameter", emitter_))
      scope.Add(parameter.name, parameter.span, fmt::format("the parameter `{}`", parameter.name), emitter_);
    parameter.type = ir::EnumType{};
    if (object.HasOrMeant("type")) {
      parameter.type = ValueType(object, "a parameter of a function");
      parameter.required = object.Flag("required", false);
    } else if (object.Get("model")) {
      parameter.row = Row(object);
    } else if (!object.HasOrMeant("model")) {
      emitter_.Emit(object.Begin(), kNeitherOfTwo).Help("add `\"type\"`, such as `\"string\"`, or `\"model\"`");
    }
    return parameter;
  }

  auto Row(const Object& object) -> Id<ir::Model> {
    for (const std::string_view key : {"required", "enum"}) {
      if (object.Has(key)) emitter_.Emit(object.KeySpan(key), kNotOfARow, key).Help("remove `{}`: a row is always there", key);
    }
    return FindModel(object.Get("model"), checker_);
  }

  // An EnumType with an invalid id when an error was reported.
  auto ValueType(const Object& object, std::string_view what) -> ir::FieldType {
    ir::Field value;
    if (!ReadFieldType(object, value, checker_)) return ir::EnumType{};
    const std::string_view word = object.Text("type");
    const auto* scalar = std::get_if<ir::ScalarType>(&value.type);
    const bool password = scalar != nullptr && scalar->kind == ir::ScalarKind::kPassword;
    const bool file = scalar != nullptr && scalar->kind == ir::ScalarKind::kFile;
    if (password || file || ir::IsKeptAsJson(value.type)) {
      const std::string_view help = password ? "a hash is made where the row is written" : file ? "files have routes of their own" : "take it as `json`";
      emitter_.Emit(object.Get("type").span(), kNoSuchValue, what, word).Help("{}", help);
      return ir::EnumType{};
    }
    if (object.Has("enum") && word != "enum") emitter_.Emit(object.KeySpan("enum"), kNotOfType, "enum", word).Help("remove it");
    if (object.Has("model") && word != "ref")
      emitter_.Emit(object.KeySpan("model"), kNotOfType, "model", word).Help("remove it, or remove `type` to take a row of the model");
    return value.type;
  }

  Checker& checker_;
  diag::Emitter& emitter_;
  NameScope names_;
  Identities identities_;
};

}  // namespace

void CheckFunctions(ast::Node list, Checker& checker) {
  if (list) FunctionReader(checker).Run(list);
}

}  // namespace ingot::check
