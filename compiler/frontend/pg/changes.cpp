#include "compiler/frontend/pg/changes.h"

#include <sys/random.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <set>

#include "compiler/diagnostics/collecting_sink.h"
#include "compiler/frontend/json/parse.h"
#include "compiler/frontend/pg/split.h"
#include "compiler/frontend/pg/tables.h"

namespace ingot::frontend::pg {
namespace {

constexpr int64_t kMostPosition = 1'000'000'000;  // behind it order is no longer kept

using Cells = std::vector<std::pair<std::string, Cell>>;

// A row of an element that is there.
struct There {
  std::string list;
  std::string table;
  std::string row;
  std::string name;
  std::string id;  // of the element; empty: it has none
  Cells cells;     // what a push may change
};

// JSON as it would be written now; what cannot be read is like nothing.
auto Canonical(const std::string& json) -> std::string {
  source::SourceMap sources;
  diag::CollectingSink unused;
  const auto tree = ParseJson(sources, sources.Add("", json), unused);
  if (!tree) return {};
  ast::Value value = ast::ToValue(tree->root());
  ast::Canonicalise(value);
  return ast::PrintCompact(value);
}

class Finder {
 public:
  Finder(const Rows& rows, const std::vector<Element>& existing, const std::vector<Element>& wanted) : rows_(rows), wanted_(wanted) {
    for (const Element& element : existing) existing_[element.row] = &element;
    Collect();
  }

  auto Run() -> RowChanges {
    Match();
    DeleteRelationships();
    DeleteRows();
    StepAside();
    for (size_t i = 0; i < wanted_.size(); ++i) WriteElement(i);
    for (size_t i = 0; i < wanted_.size(); ++i) {
      if (wanted_[i].list == "models") WriteRelationships(i);
    }
    return std::move(changes_);
  }

 private:
  void Add(std::string list, std::string table, const std::string& row, const std::string& name, Cells cells) {
    const auto element = existing_.find(row);
    const std::string id = element == existing_.end() ? "" : std::string(element->second->value.TextOf("id"));
    there_.push_back({std::move(list), std::move(table), row, name, id, std::move(cells)});
  }

  void Collect() {
    const ApplicationRow& app = rows_.application;
    Add("app", "applications", app.id, app.name, {{"name", app.name}, {"version", app.version}, {"configuration", Canonical(app.configuration)}});
    for (const ModelRow& row : rows_.models) {
      Add("models", "models", row.id, row.name, {{"name", row.name}, {"fields", Canonical(row.fields)}, {"options", Canonical(row.options)}});
      last_position_ = std::max(last_position_, std::min(row.position, kMostPosition));
    }
    for (const ComponentRow& row : rows_.components) {
      Add(std::string(ListOfKind(row.kind)), "components", row.id, row.name, {{"name", row.name}, {"body", Canonical(row.body)}});
      last_position_ = std::max(last_position_, std::min(row.position, kMostPosition));
    }
    for (const WorkflowRow& row : rows_.workflows) {
      Add("workflows", "workflows", row.id, row.name, {{"name", row.name}, {"definition", Canonical(row.definition)}});
    }
  }

  // Which row each element has: of the same id first, so that two may change their names with each other.
  void Match() {
    row_of_.assign(wanted_.size(), nullptr);
    std::map<std::pair<std::string, std::string>, const There*> by_id;
    std::map<std::pair<std::string, std::string>, const There*> by_name;
    for (const There& there : there_) {
      if (!there.id.empty()) by_id.try_emplace({there.list, there.id}, &there);
      by_name.try_emplace({there.list, there.name}, &there);
    }
    const auto take = [&](size_t i, const auto& map, const std::string& key) {
      const auto found = map.find({wanted_[i].list, key});
      if (row_of_[i] == nullptr && found != map.end() && taken_.insert(found->second).second) row_of_[i] = found->second;
    };
    for (size_t i = 0; i < wanted_.size(); ++i) {
      if (wanted_[i].list == "app") row_of_[i] = &there_.front();
      if (wanted_[i].list == "app") taken_.insert(&there_.front());
      const std::string id(wanted_[i].value.TextOf("id"));
      if (!id.empty()) take(i, by_id, id);
    }
    for (size_t i = 0; i < wanted_.size(); ++i) take(i, by_name, wanted_[i].name);
    for (size_t i = 0; i < wanted_.size(); ++i) {
      ids_.push_back(row_of_[i] == nullptr ? NewId() : row_of_[i]->row);
      if (wanted_[i].list == "models") model_ids_[wanted_[i].name] = ids_.back();
    }
    for (const ModelRow& model : rows_.models) former_names_[model.id] = model.name;
    for (const RelationshipRow& row : rows_.relationships) by_source_[row.source].push_back(&row);
  }

  void Record(std::string verb, std::string table, const std::string& row, std::string name, Cells cells) {
    changes_.push_back({{std::move(verb), std::move(table), row, std::move(name)}, std::move(cells)});
  }

  // The relationships of a model that stays are looked at when anything of it changes.
  auto Untouched(size_t i) const -> bool {
    const There* row = row_of_[i];
    const auto existing = row == nullptr ? existing_.end() : existing_.find(row->row);
    if (existing == existing_.end() || existing->second->value != wanted_[i].value) return false;
    const auto relationships = by_source_.find(row->row);
    return relationships == by_source_.end() || std::ranges::all_of(relationships->second, [&](const RelationshipRow* each) {
             const auto target = model_ids_.find(NameOf(each->target));
             return target != model_ids_.end() && target->second == each->target;
           });
  }

  void DeleteRelationships() {
    std::map<std::string, std::set<std::string>> wanted;  // names of relationships, by row of the model
    for (size_t i = 0; i < wanted_.size(); ++i) {
      if (wanted_[i].list != "models") continue;
      if (Untouched(i)) untouched_.insert(ids_[i]);
      splits_.emplace(i, SplitModelOf(wanted_[i]));
      for (const SplitRelationship& each : splits_.at(i).relationships) wanted[ids_[i]].insert(each.name);
    }
    for (const RelationshipRow& row : rows_.relationships) {
      if (untouched_.contains(row.source)) continue;
      if (wanted.contains(row.source) && wanted.at(row.source).erase(row.name) == 1) {
        kept_relationships_[{row.source, row.name}] = &row;
      } else {
        Record("delete", "relationships", row.id, NameOf(row.source) + "." + row.name, {});
      }
    }
  }

  auto NameOf(const std::string& model) const -> std::string {
    const auto found = former_names_.find(model);
    return found == former_names_.end() ? "?" : found->second;
  }

  void DeleteRows() {
    for (const There& there : there_) {
      if (!taken_.contains(&there)) Record("delete", there.table, there.row, there.name, {});
    }
  }

  // A name that another row still has is free once that row has one that nobody wants.
  void StepAside() {
    for (size_t i = 0; i < wanted_.size(); ++i) {
      const There* row = row_of_[i];
      if (row == nullptr || row->name == wanted_[i].name || !IsWanted(wanted_[i].list, row->name)) continue;
      Record("update", row->table, row->row, row->name, {{"name", "~" + row->row}});
    }
  }

  auto IsWanted(const std::string& list, const std::string& name) const -> bool {
    return std::ranges::any_of(wanted_, [&](const Element& element) { return element.list == list && element.name == name; });
  }

  auto CellsOf(size_t i) const -> Cells {
    const Element& element = wanted_[i];
    if (element.list == "models") return {{"name", element.name}, {"fields", splits_.at(i).fields}, {"options", splits_.at(i).options}};
    if (element.list != "app") return {{"name", element.name}, {"body", BodyOf(element, {"name"})}};
    const ast::Value* version = element.value.Find("version");
    return {{"name", element.name},
            {"version", version == nullptr ? Cell() : Cell(version->text)},
            {"configuration", BodyOf(element, {"name", "version"})}};
  }

  void WriteElement(size_t i) {
    const Element& element = wanted_[i];
    const There* row = row_of_[i];
    if (element.list == "models" && untouched_.contains(ids_[i])) return;
    Cells cells = CellsOf(i);
    if (row != nullptr) {
      std::erase_if(cells, [&](const auto& cell) { return std::ranges::find(row->cells, cell) != row->cells.end(); });
      if (!cells.empty()) Record("update", row->table, row->row, element.name, std::move(cells));
      return;
    }
    cells.insert(cells.begin(), {"application_id", rows_.application.id});
    cells.emplace_back("position", std::to_string(++last_position_));
    if (element.list != "models") cells.emplace_back("kind", std::string(KindOfList(element.list)));
    Record("insert", element.list == "models" ? "models" : "components", ids_[i], element.name, std::move(cells));
  }

  void WriteRelationships(size_t i) {
    if (untouched_.contains(ids_[i])) return;
    for (const SplitRelationship& each : splits_.at(i).relationships) {
      const std::string& target = model_ids_.at(each.target);
      Cells cells{{"target_model_id", target}, {"kind", each.kind}, {"inverse", each.inverse}, {"on_delete", each.on_delete}};
      const std::string name = wanted_[i].name + "." + each.name;
      const auto found = kept_relationships_.find({ids_[i], each.name});
      if (found != kept_relationships_.end()) {
        const RelationshipRow& row = *found->second;
        const Cells before{{"target_model_id", row.target}, {"kind", row.kind}, {"inverse", row.inverse}, {"on_delete", row.on_delete}};
        std::erase_if(cells, [&](const auto& cell) { return std::ranges::find(before, cell) != before.end(); });
        if (!cells.empty()) Record("update", "relationships", row.id, name, std::move(cells));
        continue;
      }
      cells.insert(cells.begin(), {{"application_id", rows_.application.id}, {"source_model_id", ids_[i]}, {"name", each.name}});
      Record("insert", "relationships", NewId(), name, std::move(cells));
    }
  }

  const Rows& rows_;
  const std::vector<Element>& wanted_;
  std::map<std::string, const Element*> existing_;  // by row
  std::vector<There> there_;
  int64_t last_position_ = -1;
  std::vector<const There*> row_of_;  // of each element; null: it is new
  std::set<const There*> taken_;
  std::vector<std::string> ids_;                     // of the row that each element has or gets
  std::map<std::string, std::string> model_ids_;     // by name
  std::map<std::string, std::string> former_names_;  // of models, by row
  std::map<std::string, std::vector<const RelationshipRow*>> by_source_;
  std::map<size_t, SplitModel> splits_;
  std::set<std::string> untouched_;                                                           // rows of models
  std::map<std::pair<std::string, std::string>, const RelationshipRow*> kept_relationships_;  // by row of the model, and name
  RowChanges changes_;
};

}  // namespace

auto FindChanges(const Rows& rows, const std::vector<Element>& existing, const std::vector<Element>& wanted) -> RowChanges {
  return Finder(rows, existing, wanted).Run();
}

auto NewId() -> std::string {
  std::array<uint8_t, 16> bytes{};
  while (::getrandom(bytes.data(), bytes.size(), 0) != static_cast<ssize_t>(bytes.size())) continue;
  const auto now = std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::system_clock::now().time_since_epoch()).count();
  for (size_t i = 0; i < 6; ++i) bytes[i] = static_cast<uint8_t>(now >> (40 - 8 * i));
  bytes[6] = static_cast<uint8_t>(0x70 | (bytes[6] & 0x0F));
  bytes[8] = static_cast<uint8_t>(0x80 | (bytes[8] & 0x3F));
  constexpr std::string_view kDigits = "0123456789abcdef";
  std::string id;
  for (size_t i = 0; i < bytes.size(); ++i) {
    if (i == 4 || i == 6 || i == 8 || i == 10) id += '-';
    id += kDigits[bytes[i] >> 4];
    id += kDigits[bytes[i] & 15];
  }
  return id;
}

}  // namespace ingot::frontend::pg
