#include <algorithm>

#include "codegen/api/wire_text.h"
#include "codegen/targets/cpp-service/cpp_values.h"
#include "codegen/targets/cpp-service/endpoint_view.h"
#include "codegen/targets/cpp-service/rule_tests.h"
#include "codegen/targets/cpp-service/samples.h"
#include "compiler/base/match.h"
#include "compiler/base/names.h"

namespace ingot::codegen::cpp_service {
namespace {

using ir::VariableKind;
using Lines = std::vector<Safe<CppExpr>>;

constexpr int64_t kLongestTestText = 4'000'000;         // a longer one does not fit into a body
constexpr int64_t kMostOfInt = 9'007'199'254'740'991;   // 2^53 - 1

// A text as a part of a URL: all but letters and digits is encoded.
auto Encoded(std::string_view text) -> std::string {
  constexpr std::string_view kDigits = "0123456789ABCDEF";
  std::string encoded;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (IsAsciiLetter(c) || IsAsciiDigit(c) || c == '-') {
      encoded += c;
    } else {
      encoded += {'%', kDigits[byte >> 4U], kDigits[byte & 15U]};
    }
  }
  return encoded;
}

class EndpointTests {
 public:
  EndpointTests(const ir::App& app, const ir::Endpoint& endpoint) : app_(app), endpoint_(endpoint) {}

  void Run(EndpointTestView& view) {
    view.method = CppString::Quote(ir::MethodText(endpoint_.method));
    AddPrepare(view.prepare);
    AddMembers(view);
    for (const Id<ir::Variable> id : endpoint_.headers) {
      if (!IsRequired(id)) continue;
      view.headers.push_back(CppExpr::Of("{@, @}", CppString::Quote(app_.variables[id].wire), CppString::Quote(SampleText(FieldOf(id)))));
    }
    AddTests(view.tests);
  }

 private:
  auto FieldOf(Id<ir::Variable> id) const -> const ir::Field& { return app_.fields[app_.variables[id].input]; }
  auto IsRequired(Id<ir::Variable> id) const -> bool {
    const ir::Field& field = FieldOf(id);
    return field.required && !field.default_value && !field.default_expression;
  }
  auto ModelOf(Id<ir::Variable> id) const -> const ir::Model& { return app_.models[app_.variables[id].model]; }

  // A valid value as it stands in a URL or a header.
  auto SampleText(const ir::Field& field) const -> std::string {
    const ir::Value value = SampleValue(app_, field, 0);
    if (const auto* text = std::get_if<std::string>(&value)) return *text;
    const std::string json = WireText(app_, field.type, value);
    return json.starts_with('"') ? json.substr(1, json.size() - 2) : json;
  }

  auto MadeRow(Id<ir::Variable> id) const -> Safe<CppExpr> {
    return CppExpr::Of("fixtures_.@(session)", CppIdentifier::Prefixed("make", ModelOf(id).name));
  }

  // The address, with `missing` in place of the row that one parameter names.
  auto Address(Id<ir::Variable> missing) const -> Safe<CppExpr> {
    std::vector<Safe<CppExpr>> parts;
    std::string text = app_.info.prefix;
    const auto flush = [&] {
      if (!text.empty()) parts.push_back(CppExpr::Of("@", CppString::Quote(text)));
      text.clear();
    };
    for (const ir::PathSegment& segment : endpoint_.path) {
      text += '/';
      const auto* id = std::get_if<Id<ir::Variable>>(&segment);
      if (id == nullptr) {
        text += std::get<std::string>(segment);
      } else if (app_.variables[*id].model.valid()) {
        flush();
        parts.push_back(CppExpr::Of("rt::format(@)", *id == missing ? CppExpr::Of("rt::Uuid{}") : MadeRow(*id)));
      } else {
        text += Encoded(SampleText(FieldOf(*id)));
      }
    }
    flush();
    if (parts.size() == 1) return CppExpr::Of("std::string(@)", parts.front());
    if (parts.size() > 1) parts.front() = CppExpr::Of("std::string(@)", parts.front());
    return CppExpr::Join(" + ", parts);
  }

  void AddPrepare(Lines& lines) {
    lines.push_back(CppExpr::Of("path_ = @", Address({})));
    for (const Id<ir::Variable> id : endpoint_.body) {
      if (!app_.variables[id].model.valid()) continue;
      lines.push_back(CppExpr::Of("valid_ = valid_.with(@, quoted(@))", CppString::Quote(app_.variables[id].wire), MadeRow(id)));
    }
    lines.push_back(CppExpr::Of("query_ = @", QueryWithout({})));
  }

  // `"?day=2026-01-01&x=y"` of what is required; of the one that is left out the caller says what stands there.
  auto QueryWithout(Id<ir::Variable> other) const -> Safe<CppExpr> {
    std::vector<Safe<CppExpr>> parts;
    std::string text = "?";
    for (const Id<ir::Variable> id : endpoint_.query) {
      if (!IsRequired(id) || id == other) continue;
      text += Encoded(app_.variables[id].wire) + "=";
      if (app_.variables[id].model.valid()) {
        parts.push_back(CppExpr::Of("@", CppString::Quote(text)));
        parts.push_back(CppExpr::Of("rt::format(@)", MadeRow(id)));
        text.clear();
      } else {
        text += Encoded(SampleText(FieldOf(id)));
      }
      text += '&';
    }
    parts.push_back(CppExpr::Of("@", CppString::Quote(text)));
    parts.front() = CppExpr::Of("std::string(@)", parts.front());
    return CppExpr::Join(" + ", parts);
  }

  void AddMembers(EndpointTestView& view) {
    for (const Id<ir::Variable> id : endpoint_.body) {
      if (app_.variables[id].model.valid()) continue;
      view.members.push_back(CppExpr::Of("{@, @}", CppString::Quote(app_.variables[id].wire), SampleJson(app_, FieldOf(id), 0)));
    }
  }

  void AddTests(std::vector<TestView>& tests) {
    for (const Id<ir::Variable> id : endpoint_.params) {
      if (!app_.variables[id].model.valid()) continue;
      Lines lines{CppExpr::Of("std::string nowhere"),
                  CppExpr::Of("write([&]([[maybe_unused]] rt::Session& session) { nowhere = @; })", Address(id)),
                  CppExpr::Of("EXPECT_EQ(send(kMethod, nowhere + query_, body(valid_), headers_).status, 404)")};
      tests.push_back({CppIdentifier::Suffixed(PascalCase(app_.variables[id].name), "HasToBeThere"), std::move(lines)});
    }
    tests.push_back({CppIdentifier::Fixed("RefusesUnknownParameters"),
                     {CppExpr::Of("EXPECT_TRUE(hasOnlyProblem(send(kMethod, path_ + query_ + \"no_such=1\", body(valid_), headers_), invalid(), \"query.no_such\", \"unknown_parameter\"))")}});
    if (!endpoint_.body.empty()) {
      tests.push_back({CppIdentifier::Fixed("RefusesUnknownFields"), {Refused(CppExpr::Of("valid_.with(\"no such field\", \"1\")"), "no such field", "unknown_field")}});
    }
    for (const Id<ir::Variable> id : endpoint_.body) AddBodyTests(id, tests);
    for (const Id<ir::Variable> id : endpoint_.query) AddQueryTests(id, tests);
    if (AlwaysAnswers()) {
      tests.push_back({CppIdentifier::Fixed("AnswersAsItSays"),
                       {CppExpr::Of("const auto reply = send(kMethod, path_ + query_, body(valid_), headers_)"),
                        CppExpr::Of("EXPECT_EQ(reply.status, @) << reply.body", CppLiteral::Integer(endpoint_.result.status))}});
    }
  }

  static auto Refused(const Safe<CppExpr>& body, std::string_view path, Constant code) -> Safe<CppExpr> {
    return CppExpr::Of("EXPECT_TRUE(hasOnlyProblem(ask(@), invalid(), @, @))", body, CppString::Quote(path), CppString::Quote(code.View()));
  }

  void AddBodyTests(Id<ir::Variable> id, std::vector<TestView>& tests) {
    const ir::Field& field = FieldOf(id);
    const std::string& wire = app_.variables[id].wire;
    const auto name = CppString::Quote(wire);
    Lines lines;
    const auto add = [&](const Safe<CppExpr>& json, Constant code) { lines.push_back(Refused(CppExpr::Of("valid_.with(@, @)", name, json), wire, code)); };
    const bool has_default = field.default_value || field.default_expression;
    if (field.required || (has_default && !app_.variables[id].nullable)) add(CppExpr::Of("\"null\""), "required");
    if (IsRequired(id)) lines.push_back(Refused(CppExpr::Of("valid_.without(@)", name), wire, "required"));
    std::visit(Match{
                   [&](const ir::ScalarType& type) { AddScalar(field, type, add); },
                   [&](const ir::EnumType& closed) {
                     add(CppExpr::Of("\"true\""), "wrong_type");
                     add(CppExpr::Of("quoted(@)", CppString::Quote(ForeignText(app_.enums[closed.id]))), "not_in_list");
                   },
                   [&](const ir::RefType&) { add(CppExpr::Of("quoted(rt::Uuid{})"), "missing_reference"); },
                   [&](const ir::ListType&) { add(CppExpr::Of("\"true\""), "wrong_type"); },
                   [&](const ir::ObjectType&) { add(CppExpr::Of("\"true\""), "wrong_type"); },
               },
               field.type);
    if (!lines.empty()) tests.push_back({CppIdentifier::Prefixed("Refuses", wire + "InTheBody"), std::move(lines)});
  }

  template <typename Add>
  void AddScalar(const ir::Field& field, const ir::ScalarType& type, const Add& add) {
    const ir::FieldTypeSpec& spec = ir::SpecOf(type.kind);
    if (spec.json == "boolean") {
      add(CppExpr::Of("quoted(\"x\")"), "wrong_type");
    } else if (spec.json != "any") {
      add(CppExpr::Of("\"true\""), "wrong_type");
    }
    if (spec.bounds == ir::Bounds::kLength) {
      const auto repeated = [](int64_t count) { return CppExpr::Of("repeated(\"x\", @)", CppLiteral::Integer(count)); };
      if (field.min && std::get<int64_t>(*field.min) > 0) add(repeated(std::get<int64_t>(*field.min) - 1), "too_short");
      if (field.max && std::get<int64_t>(*field.max) <= kLongestTestText) add(repeated(std::get<int64_t>(*field.max) + 1), "too_long");
      if (const auto text = RefusedText(field)) {
        const auto json = CppExpr::Of("quoted(@)", CppString::Quote(*text));
        if (field.pattern) {
          add(json, "pattern_mismatch");
        } else if (spec.text_rule != "none") {
          add(json, "invalid_format");
        }
      }
    }
    if (type.kind != ir::ScalarKind::kInt) return;
    const auto number = [](int64_t value) { return CppExpr::Of("@", CppString::Quote(std::to_string(value))); };
    if (field.min && std::get<int64_t>(*field.min) > -kMostOfInt) add(number(std::get<int64_t>(*field.min) - 1), "too_small");
    if (field.max && std::get<int64_t>(*field.max) < kMostOfInt) add(number(std::get<int64_t>(*field.max) + 1), "too_large");
  }

  void AddQueryTests(Id<ir::Variable> id, std::vector<TestView>& tests) {
    const ir::Field& field = FieldOf(id);
    const std::string path = InputPath(app_.variables[id]);
    Lines lines{CppExpr::Of("std::string others"),
                CppExpr::Of("write([&]([[maybe_unused]] rt::Session& session) { others = @; })", QueryWithout(id))};
    const size_t fixed = lines.size();
    const auto add = [&](std::string_view text, Constant code) {
      const auto item = CppString::Quote(Encoded(app_.variables[id].wire) + "=" + Encoded(text));
      lines.push_back(CppExpr::Of("EXPECT_TRUE(hasOnlyProblem(send(kMethod, path_ + others + @, body(valid_), headers_), invalid(), @, @))", item,
                                  CppString::Quote(path), CppString::Quote(code.View())));
    };
    if (IsRequired(id)) {
      lines.push_back(CppExpr::Of("EXPECT_TRUE(hasOnlyProblem(send(kMethod, path_ + others, body(valid_), headers_), invalid(), @, \"required\"))", CppString::Quote(path)));
    }
    const auto* scalar = std::get_if<ir::ScalarType>(&field.type);
    if (const auto* closed = std::get_if<ir::EnumType>(&field.type)) add(ForeignText(app_.enums[closed->id]), "not_in_list");
    const bool is_text = scalar != nullptr && ir::SpecOf(scalar->kind).bounds == ir::Bounds::kLength;
    if (scalar != nullptr && !is_text) add("not a value", "invalid_format");
    if (scalar != nullptr && scalar->kind == ir::ScalarKind::kInt) {
      if (field.min && std::get<int64_t>(*field.min) > -kMostOfInt) add(std::to_string(std::get<int64_t>(*field.min) - 1), "too_small");
      if (field.max && std::get<int64_t>(*field.max) < kMostOfInt) add(std::to_string(std::get<int64_t>(*field.max) + 1), "too_large");
    }
    if (lines.size() > fixed) tests.push_back({CppIdentifier::Prefixed("Refuses", app_.variables[id].wire + "InTheQuery"), std::move(lines)});
  }

  // Only reading: nothing that a database without rows, or a rule of a model, could refuse.
  auto AlwaysAnswers() const -> bool {
    return std::ranges::all_of(endpoint_.statements, [&](Id<ir::Statement> id) {
      const auto& node = app_.statements[id].node;
      if (const auto* first = std::get_if<ir::LetFirst>(&node)) return !first->otherwise;
      return std::holds_alternative<ir::LetValue>(node) || std::holds_alternative<ir::LetAll>(node) || std::holds_alternative<ir::Remove>(node);
    });
  }

  const ir::App& app_;
  const ir::Endpoint& endpoint_;
};

}  // namespace

auto MakeEndpointTestView(const ir::App& app, const ir::Endpoint& endpoint) -> EndpointTestView {
  EndpointTestView view{
      .file = Path::Kebab(endpoint.name),
      .name = CppIdentifier::Value(endpoint.name),
      .suite = CppIdentifier::Suffixed(PascalCase(endpoint.name), "EndpointTest"),
      .method = CppString::Quote(""),
      .has_body = !endpoint.body.empty(),
  };
  EndpointTests(app, endpoint).Run(view);
  view.has_members = !view.members.empty();
  view.has_headers = !view.headers.empty();
  return view;
}

}  // namespace ingot::codegen::cpp_service
