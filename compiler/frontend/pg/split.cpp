#include "compiler/frontend/pg/split.h"

#include <utility>

#include "compiler/frontend/pg/references.h"

namespace ingot::frontend::pg {
namespace {

using ast::Value;

auto Optional(Value& entry, std::string_view key) -> std::optional<std::string> {
  return entry.Find(key) == nullptr ? std::nullopt : std::optional(entry.Take(key).text);
}

auto IsTextOrNothing(const Value& entry, std::string_view key) -> bool { return entry.Find(key) == nullptr || entry.Find(key)->IsText(); }

// Whether a row says all that the entry says of another model. `"unique": false` is what no kind of relationship says.
auto FitsRow(const Value& entry) -> bool {
  const Value* unique = entry.Find("unique");
  return !entry.TextOf("model").empty() && !entry.TextOf("name").empty() && IsTextOrNothing(entry, "inverse") && IsTextOrNothing(entry, "onDelete") &&
         (unique == nullptr || unique->flag);
}

void SplitField(Value& field, std::vector<SplitRelationship>& relationships) {
  if (field.TextOf("type") != "ref" || !FitsRow(field)) return;
  SplitRelationship row;
  row.name = field.TextOf("name");
  row.target = field.Take("model").text;
  row.inverse = Optional(field, "inverse");
  row.on_delete = Optional(field, "onDelete");
  row.kind = field.Find("unique") == nullptr ? kManyToOne : kOneToOne;
  field.Take("unique");
  relationships.push_back(std::move(row));
}

void SplitLink(Value& link, std::vector<SplitRelationship>& relationships) {
  if (!FitsRow(link) || link.Find("unique") != nullptr || link.Find("onDelete") != nullptr) return;
  SplitRelationship row;
  row.kind = kManyToMany;
  row.name = link.TextOf("name");
  row.target = link.Take("model").text;
  row.inverse = Optional(link, "inverse");
  relationships.push_back(std::move(row));
}

}  // namespace

auto ElementsOf(ast::Node root) -> std::vector<Element> {
  std::vector<Element> elements;
  const auto add = [&](std::string_view list, ast::Node node) {
    Element element{std::string(list), "", "", ast::ToValue(node), {{"", {}}}};
    ast::Canonicalise(element.value);
    element.name = element.value.TextOf("name");
    elements.push_back(std::move(element));
  };
  if (const ast::Node app = root.Find("app")) add("app", app);
  for (const ast::Member member : root.Members()) {
    for (const ast::Node item : member.value.Items()) add(member.name(), item);
  }
  return elements;
}

auto SplitModelOf(const Element& model) -> SplitModel {
  SplitModel split;
  Value options = model.value;
  options.Take("name");
  Value fields = options.Take("fields");
  for (ast::ValueMember& field : fields.members) SplitField(field.value, split.relationships);
  if (Value* links = options.Find("links")) {
    for (ast::ValueMember& link : links->members) SplitLink(link.value, split.relationships);
  }
  split.fields = ast::PrintCompact(fields);
  split.options = ast::PrintCompact(options);
  return split;
}

auto BodyOf(const Element& element, std::initializer_list<std::string_view> columns) -> std::string {
  Value body = element.value;
  for (const std::string_view column : columns) body.Take(column);
  return ast::PrintCompact(body);
}

}  // namespace ingot::frontend::pg
