#include <vector>

#include "tests/postgres/random_definition.h"

namespace ingot::test {
namespace {

auto Quoted(const std::string& text) -> std::string { return "\"" + text + "\""; }

auto Joined(const std::vector<std::string>& parts) -> std::string {
  std::string all;
  for (const std::string& part : parts) all += (all.empty() ? "" : ", ") + part;
  return all;
}

auto SetsOf(const RandomModel& model, const std::vector<std::vector<int>>& sets) -> std::string {
  std::vector<std::string> texts;
  for (const auto& set : sets) {
    std::vector<std::string> names;
    for (const int uid : set) names.push_back(Quoted(model.FieldOf(uid)->name));
    texts.push_back("[" + Joined(names) + "]");
  }
  return "[" + Joined(texts) + "]";
}

// What tells whose the thing is: its id, or its former name.
template <typename Thing>
auto Identity(const Thing& thing, const Thing* former) -> std::string {
  if (thing.identified) return R"(, "id": "u)" + std::to_string(thing.uid) + "\"";
  return former != nullptr && former->name != thing.name ? R"(, "renamedFrom": )" + Quoted(former->name) : "";
}

auto Written(const RandomDefinition& definition, const RandomField& field, const RandomModel* former) -> std::string {
  std::string text = R"({ "name": )" + Quoted(field.name) + R"(, "type": )" + Quoted(field.type);
  if (field.type == "ref") text += R"(, "model": )" + Quoted(definition.ModelOf(field.target)->name) + R"(, "onDelete": )" + Quoted(field.on_delete);
  if (field.required) text += R"(, "required": true)";
  if (!field.default_value.empty()) text += R"(, "default": )" + field.default_value;
  return text + Identity(field, former == nullptr ? nullptr : former->FieldOf(field.uid)) + " }";
}

auto Written(const RandomDefinition& definition, const RandomModel& model, const RandomModel* former) -> std::string {
  std::vector<std::string> fields;
  for (const RandomField& field : model.fields) fields.push_back(Written(definition, field, former));
  if (model.revision) fields.emplace_back(R"({ "name": "version", "type": "revision" })");
  if (fields.empty()) fields.emplace_back(R"({ "name": "only", "type": "int" })");
  std::string text = R"({ "name": )" + Quoted(model.name) + Identity(model, former) + ",\n    \"fields\": [\n      ";
  for (const std::string& field : fields) text += (&field == fields.data() ? "" : ",\n      ") + field;
  text += "],\n    \"resource\": { \"path\": \"m" + std::to_string(model.uid) + "\" }";
  if (!model.timestamps) text += R"(, "timestamps": false)";
  if (model.soft_delete) text += R"(, "softDelete": true)";
  if (!model.unique.empty()) text += R"(, "unique": )" + SetsOf(model, model.unique);
  if (!model.indexes.empty()) text += R"(, "indexes": )" + SetsOf(model, model.indexes);
  if (!model.searched.empty()) {
    const std::string sets = SetsOf(model, {model.searched});
    text += R"(, "search": )" + sets.substr(1, sets.size() - 2);
  }
  std::vector<std::string> checks;
  for (const int uid : model.checked) {
    const std::string& name = model.FieldOf(uid)->name;
    const std::string absent = model.FieldOf(uid)->required ? "" : name + " == null || ";
    checks.push_back(R"({ "name": "k)" + std::to_string(uid) + R"(", "expr": ")" + absent + name + R"( >= -9000000" })");
  }
  if (!checks.empty()) text += R"(, "checks": [)" + Joined(checks) + "]";
  std::vector<std::string> links;
  for (const RandomLink& link : model.links) {
    std::string renamed;
    for (const RandomLink& was : former == nullptr ? std::vector<RandomLink>() : former->links) {
      if (was.uid == link.uid && was.name != link.name) renamed = R"(, "renamedFrom": )" + Quoted(was.name);
    }
    links.push_back(R"({ "name": )" + Quoted(link.name) + R"(, "model": )" + Quoted(definition.ModelOf(link.target)->name) + renamed + " }");
  }
  if (!links.empty()) text += R"(, "links": [)" + Joined(links) + "]";
  return text + " }";
}

}  // namespace

auto Written(const RandomDefinition& definition, const RandomDefinition* former) -> std::string {
  std::string text = R"({ "ingot": 1, "app": { "name": "pairs", "version": "1.0.0", "auth": "none" },
  "enums": [{ "name": "Colour", "values": ["it's red", "blue"] }, { "name": "Size", "values": ["small", "big"] }],
  "models": [
    )";
  for (const RandomModel& model : definition.models)
    text += (&model == definition.models.data() ? "" : ",\n    ") + Written(definition, model, former == nullptr ? nullptr : former->ModelOf(model.uid));
  return text + "] }\n";
}

}  // namespace ingot::test
