#include "compiler/frontend/pg/columns.h"

#include "compiler/ast/value.h"
#include "compiler/diagnostics/collecting_sink.h"
#include "compiler/frontend/json/parse.h"

namespace ingot::frontend::pg {
namespace {

constexpr diag::Message<std::string_view, std::string_view, std::string_view> kWrongKind{diag::Code::WrongKind, diag::Severity::kError,
                                                                                         "the column `{0}` holds {1}, not {2}"};

}  // namespace

auto Columns::Read(const diag::RowPlace& column, const std::string& json, ast::Kind want) -> std::optional<ast::Tree> {
  const SourceId source = sources_.AddRow(column.table + " " + column.row + ": " + column.column, json, {{"", column}});
  auto tree = ParseJson(sources_, source, emitter_.sink(), room_);
  if (!tree) return std::nullopt;
  room_ -= tree->node_count();
  const ast::Node root = tree->root();
  if (root.kind() == want) return tree;
  emitter_.Emit(root.span(), kWrongKind, column.column, ast::KindText(root.kind()), ast::KindText(want))
      .Help("write `{}`, or what belongs there", want == ast::Kind::kArray ? "[]" : "{}");
  return std::nullopt;
}

auto Columns::ReadPlain(const diag::RowPlace& row, const std::vector<std::pair<std::string, std::optional<std::string>>>& values) -> ast::Tree {
  ast::Value object = ast::Value::Object();
  std::vector<source::RowRule> rules{{"", row}};
  for (const auto& [column, value] : values) {
    object.Add(column, value ? ast::Value::Text(*value) : ast::Value());
    rules.push_back({"." + column, {row.table, row.row, column, ""}});
  }
  const SourceId source = sources_.AddRow(row.table + " " + row.row, ast::Print(object), std::move(rules));
  diag::CollectingSink unused;
  return std::move(*ParseJson(sources_, source, unused));  // it was printed just now
}

}  // namespace ingot::frontend::pg
