#include "compiler/frontend/pg/compose.h"

#include <algorithm>
#include <map>
#include <set>
#include <utility>

#include "compiler/ast/builder.h"
#include "compiler/base/sha256.h"
#include "compiler/diagnostics/emitter.h"
#include "compiler/frontend/json/parse.h"
#include "compiler/frontend/pg/columns.h"
#include "compiler/frontend/pg/file_names.h"
#include "compiler/frontend/pg/references.h"
#include "compiler/frontend/pg/tables.h"

namespace ingot::frontend::pg {
namespace {

using ast::Kind;
using ast::Value;
using diag::Code;
using diag::Severity;

constexpr diag::Message<uint64_t, uint64_t> kTooLarge{Code::DefinitionTooLarge, Severity::kError,
                                                      "the definition has {0} bytes when it is written down; the limit is {1}"};
constexpr diag::Message<std::string_view> kUnknownKind{Code::UnknownWord, Severity::kError, "`{0}` is not a word for the kind of a component"};
constexpr diag::Message<std::string_view, std::string_view> kStandsTwice{Code::StandsTwice, Severity::kError,
                                                                         "`{0}` stands in `{1}`, and has a column of its own"};

class Composer {
 public:
  Composer(const Rows& rows, source::SourceMap& columns, diag::Sink& diagnostics)
      : rows_(rows), emitter_(diagnostics), columns_(columns, diagnostics) {}

  auto Run() -> std::optional<std::vector<Element>> {
    const size_t errors = emitter_.sink().errors();
    ComposeApplication();
    References references(rows_, columns_, emitter_);
    for (const ModelRow& model : rows_.models) ComposeModel(model, references);
    for (const ComponentRow& component : rows_.components) ComposeComponent(component);
    for (const WorkflowRow& workflow : rows_.workflows) {
      ComposeBody("workflows", {"workflows", workflow.id, "definition", ""}, workflow.name, workflow.definition);
    }
    if (emitter_.sink().errors() != errors) return std::nullopt;
    return std::move(elements_);
  }

 private:
  // The JSON of a column that holds an object, without the keys that have columns of their own.
  auto ObjectOf(const diag::RowPlace& column, const std::string& json, const std::vector<std::string_view>& own) -> std::optional<Value> {
    const auto tree = columns_.Read(column, json, Kind::kObject);
    if (!tree) return std::nullopt;
    for (const ast::Member member : tree->root().Members()) {
      if (std::ranges::find(own, member.name()) == own.end()) continue;
      emitter_.Emit(member.key.span(), kStandsTwice, member.name(), column.column).Help("remove it here: the column `{}` says it", member.name());
    }
    return ast::ToValue(tree->root());
  }

  void ComposeApplication() {
    const ApplicationRow& row = rows_.application;
    auto value = ObjectOf({"applications", row.id, "configuration", ""}, row.configuration, {"name", "version"});
    if (!value) return;
    Element& element = Begin("app", row.name, {"applications", row.id, "", ""}, "configuration");
    element.value = *std::move(value);
    element.value.Add("name", Value::Text(row.name));
    AddRule(element, "name", {"applications", row.id, "name", ""});
    if (!row.version) return;
    element.value.Add("version", Value::Text(*row.version));
    AddRule(element, "version", {"applications", row.id, "version", ""});
  }

  void ComposeModel(const ModelRow& row, References& references) {
    const auto fields = columns_.Read({"models", row.id, "fields", ""}, row.fields, Kind::kArray);
    const auto options_tree = columns_.Read({"models", row.id, "options", ""}, row.options, Kind::kObject);
    if (!fields || !options_tree) return;
    for (const ast::Member member : options_tree->root().Members()) {
      if (member.name() != "name" && member.name() != "fields") continue;
      emitter_.Emit(member.key.span(), kStandsTwice, member.name(), "options").Help("remove it here: the column `{}` says it", member.name());
    }
    Element& element = Begin("models", row.name, {"models", row.id, "", ""}, "options");
    element.value = ast::ToValue(options_tree->root());
    element.value.Add("name", Value::Text(row.name));
    AddRule(element, "name", {"models", row.id, "name", ""});
    element.value.Add("fields", ast::ToValue(fields->root()));
    AddRule(element, "fields", {"models", row.id, "fields", ""});
    references.Complete(row, fields->root(), options_tree->root(), element);
  }

  void ComposeComponent(const ComponentRow& row) {
    const std::string_view list = ListOfKind(row.kind);
    if (list.empty()) {
      const auto tree = columns_.ReadPlain({"components", row.id, "", ""}, {{"kind", row.kind}, {"name", row.name}});
      emitter_.Emit(tree.root().Find("kind").span(), kUnknownKind, row.kind).Help("the words are {}", Joined(Kinds()));
      return;
    }
    ComposeBody(list, {"components", row.id, "body", ""}, row.name, row.body);
  }

  void ComposeBody(std::string_view list, const diag::RowPlace& column, const std::string& name, const std::string& json) {
    auto value = ObjectOf(column, json, {"name"});
    if (!value) return;
    Element& element = Begin(list, name, {column.table, column.row, "", ""}, column.column);
    element.value = *std::move(value);
    element.value.Add("name", Value::Text(name));
    AddRule(element, "name", {column.table, column.row, "name", ""});
  }

  static auto Joined(std::span<const std::string_view> words) -> std::string {
    std::string text;
    for (const std::string_view word : words) text += (text.empty() ? "`" : ", `") + std::string(word) + "`";
    return text;
  }

  // What no other rule knows is in the column `rest`.
  auto Begin(std::string_view list, const std::string& name, const diag::RowPlace& row, std::string rest) -> Element& {
    Element element{std::string(list), name, row.row, Value::Object(), {}};
    element.rules.push_back({"", row});
    element.rules.push_back({PathOf(list), {row.table, row.row, std::move(rest), ""}, true});
    elements_.push_back(std::move(element));
    return elements_.back();
  }

  static auto PathOf(std::string_view list) -> std::string { return "." + std::string(list) + (list == "app" ? "" : "[0]"); }

  static void AddRule(Element& element, std::string_view key, diag::RowPlace row) {
    element.rules.push_back({source::MemberPath(PathOf(element.list), key), std::move(row)});
  }

  const Rows& rows_;
  diag::Emitter emitter_;
  Columns columns_;
  std::vector<Element> elements_;
};

}  // namespace

auto ComposeElements(const Rows& rows, source::SourceMap& columns, diag::Sink& diagnostics) -> std::optional<std::vector<Element>> {
  auto elements = Composer(rows, columns, diagnostics).Run();
  if (!elements) return std::nullopt;
  for (Element& element : *elements) ast::Canonicalise(element.value);
  return elements;
}

auto ToSources(const std::vector<Element>& elements, diag::Sink& diagnostics) -> std::optional<source::SourceMap> {
  source::SourceMap sources;
  const auto names = FileNames(elements);
  uint64_t total = 0;
  for (size_t i = 0; i < elements.size(); ++i) {
    const Element& element = elements[i];
    Value document = Value::Object();
    document.Add("ingot", Value::Number(1));
    Value& place = document.Add(element.list, element.list == "app" ? element.value : Value::Array());
    if (element.list != "app") place.Add(element.value);
    std::string text = ast::Print(document);
    total += text.size();
    if (total > source::kMostSourceBytes) {
      diag::Emitter(diagnostics).Emit({}, kTooLarge, total, source::kMostSourceBytes);
      return std::nullopt;
    }
    sources.AddRow(names[i], std::move(text), element.rules);
  }
  return sources;
}

auto Compose(const Rows& rows, diag::Sink& diagnostics) -> source::SourceMap {
  source::SourceMap columns;
  const auto elements = ComposeElements(rows, columns, diagnostics);
  if (!elements) return columns;
  return ToSources(*elements, diagnostics).value_or(source::SourceMap());
}

auto HashOf(const source::SourceMap& sources) -> std::string {
  std::set<std::string> documents;
  for (const SourceId source : sources.Ids()) documents.insert(std::string(sources.Name(source)) + " " + Sha256Hex(sources.Text(source)) + "\n");
  std::string all;
  for (const std::string& document : documents) all += document;
  return Sha256Hex(all);
}

}  // namespace ingot::frontend::pg
