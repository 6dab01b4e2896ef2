#include <string_view>

#include <fmt/format.h>

#include "compiler/base/json_text.h"
#include "compiler/diagnostics/render.h"

namespace ingot::diag {
namespace {

auto RowMember(Span span, const Locator& locator) -> std::string {
  const auto row = locator.LocateRow(span.source, span.begin);
  if (!row) return "null";
  return fmt::format(R"({{"table":{},"id":{},"column":{},"path":{}}})", JsonString(row->table), JsonString(row->row),
                     row->column.empty() ? "null" : JsonString(row->column), JsonString(row->path));
}

auto PlaceMembers(Span span, const Locator& locator) -> std::string {
  if (!span.valid()) return R"("file":null,"line":null,"column":null,"endLine":null,"endColumn":null,"row":null)";
  const Place begin = locator.Locate(span.source, span.begin);
  const Place end = locator.Locate(span.source, span.end);
  return fmt::format(R"("file":{},"line":{},"column":{},"endLine":{},"endColumn":{},"row":{})",
                     JsonString(begin.file), begin.line, begin.column, end.line, end.column, RowMember(span, locator));
}

auto DiagnosticObject(const Diagnostic& diagnostic, const Locator& locator) -> std::string {
  std::string labels;
  for (const Label& label : diagnostic.labels) {
    labels += labels.empty() ? "" : ",";
    labels +=
        fmt::format(R"({{"message":{},{}}})", JsonString(label.text), PlaceMembers(label.span, locator));
  }
  std::string help;
  for (const std::string& line : diagnostic.help) {
    help += help.empty() ? "" : ",";
    help += JsonString(line);
  }
  return fmt::format(
      R"({{"code":"{}","name":"{}","severity":"{}","message":{},{},"labels":[{}],"help":[{}]}})",
      CodeText(diagnostic.code), CodeName(diagnostic.code), SeverityName(diagnostic.severity),
      JsonString(diagnostic.message), PlaceMembers(diagnostic.span, locator), labels, help);
}

}  // namespace

auto RenderJson(const Findings& findings, const Locator& locator) -> std::string {
  std::string out = R"({"diagnostics":[)";
  std::string_view separator = "\n";
  for (const Diagnostic& diagnostic : findings.diagnostics) {
    out += separator;
    out += DiagnosticObject(diagnostic, locator);
    separator = ",\n";
  }
  if (!findings.diagnostics.empty()) out += "\n";
  out += fmt::format(R"(],"errors":{},"warnings":{},"notShown":{}}})", findings.errors, findings.warnings,
                     findings.not_shown);
  return out + "\n";
}

}  // namespace ingot::diag
