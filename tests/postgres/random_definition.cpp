#include "tests/postgres/random_definition.h"

#include <algorithm>
#include <map>
#include <set>

namespace ingot::test {
namespace {

const std::vector<std::string> kModelNames{"Amber", "Birch", "Cedar", "Dune", "Ember", "Fjord", "Grove", "Heron"};
const std::vector<std::string> kFieldNames{"alpha", "beta", "gamma", "delta", "kappa", "lambda", "omega", "sigma", "theta", "zeta", "order", "longName"};
const std::vector<std::string> kLinkNames{"friends", "readers", "places"};

// Each type with a default.
const std::vector<std::pair<std::string, std::string>> kTypes{
    {"string", R"("it's")"},        {"text", R"("a \\ b\n\u00e9")"}, {"email", R"("a@example.com")"}, {"url", R"("https://example.com/a")"},
    {"slug", R"("a-b")"},           {"int", "-7"},                   {"bigint", R"("-9223372036854775808")"}, {"float", "1.5e300"},
    {"decimal(10,2)", R"("-0.01")"}, {"decimal(18,4)", R"("7")"},    {"bool", "true"},                {"uuid", R"("01900000-0000-7000-8000-00000000000a")"},
    {"date", R"("0001-01-01")"},    {"time", R"("23:59:59.999999")"}, {"timestamp", R"("9999-12-31T23:59:59.999999Z")"}, {"duration", R"("PT1.5S")"},
    {"json", ""},                   {"bytes", R"("AAEC/w==")"},      {"string[]", R"(["it's", "\\"])"}, {"int[]", "[1, 2]"},
    {"Colour", R"("it's red")"},    {"Size", R"("small")"},
};

auto DefaultOf(const std::string& type) -> std::string {
  const auto found = std::ranges::find(kTypes, type, &std::pair<std::string, std::string>::first);
  return found == kTypes.end() ? "" : found->second;
}

template <typename Things>
auto FreeName(const Things& things, const std::vector<std::string>& names, Random& random) -> std::string {
  std::vector<std::string> free;
  for (const std::string& name : names) {
    if (std::ranges::find(things, name, &Things::value_type::name) == things.end()) free.push_back(name);
  }
  return free.empty() ? "" : random.Of(free);
}

// Makes definitions, and changes them.
class Maker {
 public:
  Maker(RandomDefinition& definition, Random& random) : definition_(definition), random_(random) {}

  void AddModel() {
    const std::string name = FreeName(definition_.models, kModelNames, random_);
    if (name.empty()) return;
    RandomModel model{++definition_.last_uid, name, {}};
    model.timestamps = !random_.Percent(20);
    model.revision = model.timestamps && random_.Percent(25);
    model.soft_delete = random_.Percent(25);
    model.identified = random_.Percent(50);
    definition_.models.push_back(model);
    for (size_t i = random_.Below(7); i > 0; --i) AddField(definition_.models.size() - 1, true);
    RandomModel& added = definition_.models.back();
    for (size_t i = random_.Below(3); i > 0; --i) AddSet(added, true);
    for (size_t i = random_.Below(3); i > 0; --i) AddSet(added, false);
    if (random_.Percent(30)) ToggleSearch(added);
    if (random_.Percent(30)) ToggleCheck(added);
    if (random_.Percent(20)) AddLink(added);
  }

  // `fresh`: there are no rows that need a value.
  void AddField(size_t at, bool fresh) {
    RandomModel& model = definition_.models[at];
    RandomField field{++definition_.last_uid, FreeName(model.fields, kFieldNames, random_), ""};
    if (field.name.empty()) return;
    field.identified = random_.Percent(50);
    if (random_.Percent(25)) {
      field.type = "ref";
      Aim(field, at);
      field.required = fresh && field.target != model.uid && at > 0 && IsBefore(field.target, at) && random_.Percent(40);
      SetOnDelete(field);
    } else {
      field.type = random_.Of(kTypes).first;
      field.required = random_.Percent(45);
      if (random_.Percent(50)) field.default_value = DefaultOf(field.type);
      if (!fresh && field.required) Fill(field);
    }
    model.fields.push_back(field);
  }

  void AddSet(RandomModel& model, bool unique) {
    std::vector<int> fields;
    for (const RandomField& field : model.fields) {
      const bool fits = field.type != "json" && field.type != "bytes" && !field.type.ends_with("[]");
      if (fits && random_.Percent(40)) fields.push_back(field.uid);
    }
    if (fields.empty() || fields.size() > 3) return;
    if (random_.Percent(50)) std::ranges::reverse(fields);
    const auto same = [&](const std::vector<int>& set) { return unique ? std::ranges::is_permutation(set, fields) : set == fields; };
    if (std::ranges::none_of(model.unique, same) && std::ranges::none_of(model.indexes, same)) (unique ? model.unique : model.indexes).push_back(fields);
  }

  void ToggleSearch(RandomModel& model) {
    const std::vector<int> before = std::move(model.searched);
    model.searched.clear();
    for (const RandomField& field : model.fields) {
      if (IsText(field.type) && field.type != "Colour" && field.type != "Size" && random_.Percent(50)) model.searched.push_back(field.uid);
    }
    if (model.searched == before) model.searched.clear();
  }

  void ToggleCheck(RandomModel& model) {
    for (const RandomField& field : model.fields) {
      if (field.type != "int" || random_.Percent(50)) continue;
      const auto there = std::ranges::find(model.checked, field.uid);
      there == model.checked.end() ? model.checked.push_back(field.uid) : void(model.checked.erase(there));
    }
  }

  void AddLink(RandomModel& model) {
    const std::string name = FreeName(model.links, kLinkNames, random_);
    if (!name.empty()) model.links.push_back({++definition_.last_uid, name, random_.Of(definition_.models).uid});
  }

  void Change() {
    if (definition_.models.empty()) return AddModel();
    const size_t at = random_.Below(definition_.models.size());
    RandomModel& model = definition_.models[at];
    switch (random_.Below(16)) {
      case 0: return AddModel();
      case 1: return random_.Percent(60) ? DropModel(at) : AddModel();
      case 2: return RenameModel(model);
      case 3: return TradeModels(at);
      case 4: case 5: return AddField(at, false);
      case 6: return DropField(model);
      case 7: return RenameField(model);
      case 8: return TradeFields(model);
      case 9: return AddSet(model, random_.Percent(50));
      case 10: return DropSet(model);
      case 11: return random_.Percent(50) ? ToggleSearch(model) : ToggleCheck(model);
      case 12: return ToggleKeeping(model);
      case 13: return ChangeLinks(model);
      default: return ChangeField(at);
    }
  }

  // What does not go with each other any more, goes.
  void Settle() {
    for (size_t at = 0; at < definition_.models.size(); ++at) {
      RandomModel& model = definition_.models[at];
      std::erase_if(model.fields, [&](const RandomField& field) { return field.type == "ref" && definition_.ModelOf(field.target) == nullptr; });
      std::erase_if(model.links, [&](const RandomLink& link) { return definition_.ModelOf(link.target) == nullptr; });
      for (RandomField& field : model.fields) {
        if (field.type != "ref") continue;
        if (field.required && !IsBefore(field.target, at)) field.required = false;
        if (field.required && field.on_delete == "setNull") field.on_delete = "cascade";
      }
      const auto gone = [&](int uid) { return model.FieldOf(uid) == nullptr; };
      const auto unfit = [&](int uid) {
        const RandomField* field = model.FieldOf(uid);
        return field == nullptr || field->type == "json" || field->type == "bytes" || field->type.ends_with("[]");
      };
      for (auto* sets : {&model.unique, &model.indexes}) std::erase_if(*sets, [&](const std::vector<int>& set) { return std::ranges::any_of(set, unfit); });
      std::erase_if(model.unique, [&](const std::vector<int>& set) {
        return std::ranges::none_of(set, [&](int uid) { return IsDistinct(model.FieldOf(uid)->type) && model.FieldOf(uid)->default_value.empty(); });
      });
      std::erase_if(model.checked, [&](int uid) { return gone(uid) || model.FieldOf(uid)->type != "int"; });
      std::erase_if(model.searched, [&](int uid) { return gone(uid) || !IsText(model.FieldOf(uid)->type) || model.FieldOf(uid)->type == "Colour" || model.FieldOf(uid)->type == "Size"; });
      if (!model.timestamps) model.revision = false;
    }
  }

 private:
  auto IsBefore(int uid, size_t at) const -> bool {
    return std::any_of(definition_.models.begin(), definition_.models.begin() + static_cast<std::ptrdiff_t>(at), [&](const RandomModel& each) { return each.uid == uid; });
  }

  void Aim(RandomField& field, size_t at) {
    const bool back = at > 0 && random_.Percent(50);
    field.target = back ? definition_.models[random_.Below(at)].uid : random_.Of(definition_.models).uid;
  }

  void SetOnDelete(RandomField& field) {
    static const std::vector<std::string> kActions{"restrict", "cascade", "setNull"};
    field.on_delete = kActions[random_.Below(field.required ? 2 : 3)];
  }

  // Mostly: without it there is no migration.
  void Fill(RandomField& field) {
    if (field.default_value.empty() && random_.Percent(94)) field.default_value = DefaultOf(field.type);
    if (field.default_value.empty() && random_.Percent(94)) field.required = false;
  }

  void DropModel(size_t at) {
    if (definition_.models.size() > 1) definition_.models.erase(definition_.models.begin() + static_cast<std::ptrdiff_t>(at));
  }

  void RenameModel(RandomModel& model) {
    const std::string name = FreeName(definition_.models, kModelNames, random_);
    if (!name.empty()) model.name = name;
  }

  void TradeModels(size_t at) {
    const size_t other = random_.Below(definition_.models.size());
    if (other != at) std::swap(definition_.models[at].name, definition_.models[other].name);
  }

  void DropField(RandomModel& model) {
    if (!model.fields.empty()) model.fields.erase(model.fields.begin() + static_cast<std::ptrdiff_t>(random_.Below(model.fields.size())));
  }

  void RenameField(RandomModel& model) {
    const std::string name = FreeName(model.fields, kFieldNames, random_);
    if (!model.fields.empty() && !name.empty()) random_.Of(model.fields).name = name;
  }

  void TradeFields(RandomModel& model) {
    if (model.fields.size() < 2) return;
    RandomField& one = random_.Of(model.fields);
    RandomField& other = random_.Of(model.fields);
    if (&one != &other) std::swap(one.name, other.name);
  }

  void DropSet(RandomModel& model) {
    auto& sets = random_.Percent(50) ? model.unique : model.indexes;
    if (!sets.empty()) sets.erase(sets.begin() + static_cast<std::ptrdiff_t>(random_.Below(sets.size())));
  }

  void ToggleKeeping(RandomModel& model) {
    if (random_.Percent(40)) model.soft_delete = !model.soft_delete;
    if (random_.Percent(40)) model.revision = model.timestamps && !model.revision;
    if (random_.Percent(40)) model.timestamps = !model.timestamps || model.revision;
  }

  void ChangeLinks(RandomModel& model) {
    if (model.links.empty() || random_.Percent(30)) return AddLink(model);
    RandomLink& link = random_.Of(model.links);
    const std::string name = FreeName(model.links, kLinkNames, random_);
    if (random_.Percent(50) && !name.empty()) {
      link.name = name;
    } else {
      model.links.pop_back();
    }
  }

  void ChangeField(size_t at) {
    RandomModel& model = definition_.models[at];
    if (model.fields.empty()) return AddField(at, false);
    RandomField& field = random_.Of(model.fields);
    if (field.type == "ref") {
      const size_t what = random_.Below(10);
      if (what < 5) {
        SetOnDelete(field);
      } else if (what < 9) {
        field.required = !field.required;
      } else {
        Aim(field, at);
      }
      return;
    }
    if (random_.Percent(60)) {
      field.required = !field.required;
      if (field.required) Fill(field);
      return;
    }
    field.type = random_.Of(kTypes).first;
    field.default_value = random_.Percent(50) ? DefaultOf(field.type) : "";
    if (field.required) Fill(field);
  }

  RandomDefinition& definition_;
  Random& random_;
};

}  // namespace

auto RandomModel::FieldOf(int field) const -> const RandomField* {
  const auto found = std::ranges::find(fields, field, &RandomField::uid);
  return found == fields.end() ? nullptr : &*found;
}

auto RandomDefinition::ModelOf(int uid) const -> const RandomModel* {
  const auto found = std::ranges::find(models, uid, &RandomModel::uid);
  return found == models.end() ? nullptr : &*found;
}

auto IsText(const std::string& type) -> bool {
  static const std::set<std::string> kTexts{"string", "text", "email", "url", "slug", "Colour", "Size", "enum"};
  return kTexts.contains(type);
}

auto IsDistinct(const std::string& type) -> bool {
  static const std::set<std::string> kFew{"bool", "Colour", "Size", "enum", "ref", "json", "bytes"};
  return !kFew.contains(type) && !type.ends_with("[]");
}

auto NewDefinition(Random& random) -> RandomDefinition {
  RandomDefinition definition;
  Maker maker(definition, random);
  for (size_t i = 1 + random.Below(4); i > 0; --i) maker.AddModel();
  maker.Settle();
  return definition;
}

namespace {
// A former name that stands for another thing tells nothing: then both definitions say who is who.
template <typename Thing>
void Identify(std::vector<Thing>& before, std::vector<Thing>& after) {
  for (Thing& was : before) {
    const auto now = std::ranges::find(after, was.uid, &Thing::uid);
    const bool taken = std::ranges::any_of(after, [&](const Thing& each) { return each.uid != was.uid && each.name == was.name; });
    if (now != after.end() && now->name != was.name && taken) was.identified = now->identified = true;
  }
}
}  // namespace

auto Changed(RandomDefinition& from, Random& random) -> RandomDefinition {
  RandomDefinition definition = from;
  Maker maker(definition, random);
  for (size_t i = 1 + random.Below(5); i > 0; --i) {
    maker.Change();
    maker.Settle();
  }
  Identify(from.models, definition.models);
  for (RandomModel& model : from.models) {
    const auto now = std::ranges::find(definition.models, model.uid, &RandomModel::uid);
    if (now != definition.models.end()) Identify(model.fields, now->fields);
  }
  return definition;
}

}  // namespace ingot::test
