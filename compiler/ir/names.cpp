#include <algorithm>
#include <array>

#include "compiler/base/names.h"
#include "compiler/base/sha256.h"
#include "compiler/ir/app.h"

namespace ingot::ir {
namespace {

auto EndsWithAny(std::string_view word, std::initializer_list<std::string_view> endings) -> bool {
  for (const std::string_view ending : endings) {
    if (word.ends_with(ending)) return true;
  }
  return false;
}

// Columns that every table of PostgreSQL has already, no quotes help; and those that are ours.
auto IsTakenColumn(std::string_view name) -> bool {
  constexpr std::array<std::string_view, 6> kTaken{"cmax", "cmin", "ctid", "tableoid", "xmax", "xmin"};
  return name.starts_with("ingot_") || std::ranges::find(kTaken, name) != kTaken.end();
}

auto IsVowel(char c) -> bool { return std::string_view("aeiouAEIOU").find(c) != std::string_view::npos; }

}  // namespace

auto MethodText(Method method) -> std::string_view {
  switch (method) {
    case Method::kGet: return "GET";
    case Method::kPost: return "POST";
    case Method::kPut: return "PUT";
    case Method::kPatch: return "PATCH";
    case Method::kDelete: return "DELETE";
  }
  return "";
}

auto HookText(Hook hook) -> std::string_view { return kHookWords[static_cast<size_t>(hook)]; }

auto Model::Hooked(Hook before, Hook after) const -> bool {
  return std::ranges::any_of(hooks, [&](Hook hook) { return hook == before || hook == after; });
}

auto IsolationText(Isolation isolation) -> std::string_view {
  return isolation == Isolation::kSerializable ? "serializable" : "read-committed";
}

auto VariableKindText(VariableKind kind) -> std::string_view {
  switch (kind) {
    case VariableKind::kPath: return "param";
    case VariableKind::kQuery: return "query";
    case VariableKind::kHeader: return "header";
    case VariableKind::kBody: return "body";
    case VariableKind::kValue: return "value";
    case VariableKind::kRow: return "row";
    case VariableKind::kRows: return "rows";
  }
  return "";
}

auto WireName(const Field& field) -> std::string {
  return std::holds_alternative<RefType>(field.type) ? field.name + "Id" : field.name;
}

auto FileName(const App& app, const Field& file) -> std::string {
  std::string name = file.name;
  name.front() = ToAsciiUpper(name.front());
  return name + "Of" + app.models[file.model].name;
}

auto ItemOf(const Field& list) -> Field {
  Field item = list;
  item.type = ElementType(std::get<ListType>(list.type));
  item.required = true;
  item.item = true;
  item.default_value.reset();
  item.example.reset();
  return item;
}

auto IsOneToOne(const App& app, const Field& reference) -> bool {
  if (!std::holds_alternative<RefType>(reference.type)) return false;
  const auto& sets = app.models[reference.model].unique;
  return std::ranges::any_of(sets, [&](const auto& set) { return set.size() == 1 && &app.fields[set.front()] == &reference; });
}

auto PhysicalName(std::string name) -> std::string {
  constexpr size_t kHashDigits = 12;
  if (name.size() <= kLongestPhysicalName) return name;
  return name.substr(0, kLongestPhysicalName - kHashDigits - 1) + "_" + Sha256Hex(name).substr(0, kHashDigits);
}

auto ColumnName(const Field& field) -> std::string {
  if (field.revision) return "row_version";
  const std::string name = SnakeCase(WireName(field));
  return PhysicalName(IsTakenColumn(name) ? name + "_" : name);
}

auto PluralName(std::string_view model_name) -> std::string {
  std::string word(model_name);
  const std::string lower = AsciiLower(word);
  if (lower.size() > 1 && lower.ends_with('y') && !IsVowel(lower[lower.size() - 2])) {
    word.pop_back();
    return word + "ies";
  }
  if (EndsWithAny(lower, {"s", "x", "z", "ch", "sh"})) return word + "es";
  return word + "s";
}

auto HistoryTable(std::string_view table) -> std::string { return PhysicalName(std::string(table) + "_history"); }

auto DeletedTable(std::string_view table) -> std::string { return PhysicalName(std::string(table) + "_deleted"); }

auto SearchTable(std::string_view table) -> std::string { return PhysicalName("ingot_search_" + std::string(table)); }

auto SearchedTable(std::string_view table) -> std::string { return PhysicalName("ingot_searched_" + std::string(table)); }

auto SearchWeight(size_t n) -> int64_t {
  constexpr std::array<int64_t, 4> kWeights{10, 4, 2, 1};
  return kWeights[std::min(n, kWeights.size() - 1)];
}

auto TableName(std::string_view model_name) -> std::string { return PhysicalName(SnakeCase(PluralName(model_name))); }

}  // namespace ingot::ir
