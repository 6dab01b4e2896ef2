#include "compiler/check/row_samples.h"

#include <algorithm>
#include <set>
#include <string>

#include "compiler/base/match.h"
#include "compiler/check/values.h"
#include "compiler/ir/evaluate.h"

namespace ingot::check {
namespace {

using ir::MaybeValue;
using ir::RowValues;
using ir::Value;
using FieldId = Id<ir::Field>;

constexpr int kMostTrials = 20'000;   // evaluations of checks for one model
constexpr size_t kMostCandidates = 24;
constexpr size_t kMostAlternates = 4;
constexpr int64_t kMicrosPerHour = 3'600'000'000;
constexpr int64_t kFirstOf2026 = 20'454;  // days

// Values that a field may have, the likeliest first.
class Candidates {
 public:
  Candidates(const ir::App& app, FieldId id, const std::vector<ir::RowCheck>& checks) : app_(app), field_(app.fields[id]) {
    if (std::holds_alternative<ir::RefType>(field_.type)) {
      AddReference();
      return;
    }
    if (field_.example) Add(*field_.example);
    AddUsual();
    if (field_.default_value) Add(*field_.default_value);
    for (const ir::RowCheck& check : checks) AddLiterals(check.condition);
    AddBounds();
    if (!field_.required) values_.push_back(std::nullopt);
  }

  auto Take() -> std::vector<MaybeValue> { return std::move(values_); }

 private:
  void Add(const Value& value) {
    const bool full = values_.size() >= kMostCandidates || std::ranges::find(values_, MaybeValue(value)) != values_.end();
    if (!full && !BrokenRule(value, field_)) values_.push_back(value);
  }

  // The tests have one row of each model that others refer to, and none of the model itself.
  void AddReference() {
    const auto& target = std::get<ir::RefType>(field_.type).model;
    if (!field_.required) values_.push_back(std::nullopt);
    if (target == field_.model && !field_.required) return;
    std::array<uint8_t, 16> bytes{};
    bytes.fill(static_cast<uint8_t>(target.index() + 1));
    values_.push_back(Value(bytes));
  }

  auto Place() const -> int64_t {
    const auto& fields = app_.models[field_.model].fields;
    return std::ranges::find_if(fields, [&](FieldId id) { return &app_.fields[id] == &field_; }) - fields.begin();
  }

  void AddUsual() {
    for (const std::string& sample : field_.samples) Add(sample);
    if (const auto* closed = std::get_if<ir::EnumType>(&field_.type)) {
      for (size_t i = 0; i < app_.enums[closed->id].values.size(); ++i) Add(static_cast<int64_t>(i));
    }
    const auto* scalar = std::get_if<ir::ScalarType>(&field_.type);
    if (scalar == nullptr) return;
    const int64_t place = Place();
    switch (ir::SpecOf(scalar->kind).value) {
      case ir::ValueForm::kBool:
        Add(false);
        return Add(true);
      case ir::ValueForm::kReal:
        for (const double value : {1.5 + static_cast<double>(place), 0.5, 0.0, -1.5}) Add(value);
        return;
      case ir::ValueForm::kUuid: return AddUuids(place);
      case ir::ValueForm::kInteger: return AddIntegers(scalar->kind, place);
      case ir::ValueForm::kText:
        for (const char* text : {"x", ""}) Add(std::string(text));
        return;
      default: return;
    }
  }

  void AddUuids(int64_t place) {
    for (const int64_t step : {0, 1}) {
      std::array<uint8_t, 16> bytes{};
      bytes.fill(static_cast<uint8_t>(0x11 + 2 * place + step));
      Add(bytes);
    }
  }

  void AddIntegers(ir::ScalarKind kind, int64_t place) {
    int64_t wanted = 1 + 2 * place;
    if (kind == ir::ScalarKind::kDate) wanted = kFirstOf2026 + 2 * place;
    if (kind == ir::ScalarKind::kTimestamp) wanted = (kFirstOf2026 * 24 + place) * kMicrosPerHour;
    if (kind == ir::ScalarKind::kTime) wanted = place % 24 * kMicrosPerHour;
    if (kind == ir::ScalarKind::kDuration) wanted = (1 + place) * kMicrosPerHour;
    for (const int64_t step : {0, 1, -1, 100, -100}) Add(wanted + step);
    for (const int64_t value : {0, 1, -1}) Add(value);
  }

  // What the checks themselves compare with, and its neighbours.
  void AddLiterals(Id<ir::Expression> id) {
    const ir::Expression& expression = app_.expressions[id];
    if (const auto* call = std::get_if<ir::Call>(&expression.node)) {
      for (const auto argument : call->arguments) AddLiterals(argument);
    }
    const auto* literal = std::get_if<ir::Literal>(&expression.node);
    if (literal == nullptr) return;
    const auto* number = std::get_if<int64_t>(&literal->value);
    const auto* closed = std::get_if<ir::EnumType>(&field_.type);
    if (closed != nullptr) {
      const auto* same = std::get_if<ir::EnumType>(&expression.type);
      if (same != nullptr && *same == *closed) Add(literal->value);
      return;
    }
    const auto* mine = std::get_if<ir::ScalarType>(&field_.type);
    const auto* its = std::get_if<ir::ScalarType>(&expression.type);
    if (mine == nullptr || its == nullptr || ir::SpecOf(mine->kind).value != ir::SpecOf(its->kind).value) return;
    if (number == nullptr) return Add(literal->value);
    int64_t value = *number;
    for (int digits = its->scale; digits < mine->scale; ++digits) {
      if (__builtin_mul_overflow(value, 10, &value)) return;
    }
    for (int digits = mine->scale; digits < its->scale; ++digits) value /= 10;
    for (const int64_t near : {value, value + 1, value - 1}) Add(near);
  }

  void AddBounds() {
    const auto* scalar = std::get_if<ir::ScalarType>(&field_.type);
    if (scalar == nullptr || ir::SpecOf(scalar->kind).bounds != ir::Bounds::kValue) return;
    if (field_.min) Add(*field_.min);
    if (field_.max) Add(*field_.max);
  }

  const ir::App& app_;
  const ir::Field& field_;
  std::vector<MaybeValue> values_;
};

class RowFinder {
 public:
  RowFinder(Id<ir::Model> model, Checker& checker) : app_(checker.app), checks_(checker.app.models[model].checks) {
    std::set<FieldId> named;
    for (const ir::RowCheck& check : checks_) named.insert(check.fields.begin(), check.fields.end());
    fields_.assign(named.begin(), named.end());
    for (const FieldId field : fields_) candidates_.push_back(Candidates(app_, field, checks_).Take());
  }

  auto Run() -> bool {
    if (!Search(0)) return false;
    for (const FieldId field : fields_) app_.fields[field].kept = std::array{row_.fields[field], row_.fields[field]};
    FindAlternates();
    for (ir::RowCheck& check : checks_) FindBreak(check);
    return true;
  }

 private:
  auto Holds(const ir::RowCheck& check, const RowValues& row) -> bool {
    ++trials_;
    const MaybeValue truth = ir::Evaluate(app_, check.condition, row);
    return truth && std::get<bool>(*truth);
  }

  auto HoldAll(const RowValues& row, const ir::RowCheck* but = nullptr) -> bool {
    return std::ranges::all_of(checks_, [&](const ir::RowCheck& check) { return &check == but || Holds(check, row); });
  }

  // One field after the other; a check is asked as soon as its last field has a value.
  auto Search(size_t at) -> bool {
    if (at == fields_.size()) return true;
    for (const MaybeValue& value : candidates_[at]) {
      if (trials_ > kMostTrials) return false;
      row_.fields[fields_[at]] = value;
      const bool kept = std::ranges::all_of(checks_, [&](const ir::RowCheck& check) { return check.fields.back() != fields_[at] || Holds(check, row_); });
      if (kept && Search(at + 1)) return true;
    }
    return false;
  }

  // Second values for some fields, such that every choice among both keeps the checks. What is unique needs one most.
  void FindAlternates() {
    std::vector<size_t> order(fields_.size());
    for (size_t i = 0; i < order.size(); ++i) order[i] = i;
    std::ranges::stable_sort(order, [&](size_t a, size_t b) { return app_.fields[fields_[a]].unique > app_.fields[fields_[b]].unique; });
    std::vector<RowValues> choices{row_};
    for (const size_t at : order) {
      if (choices.size() >= (size_t{1} << kMostAlternates)) return;
      const FieldId field = fields_[at];
      if (!row_.fields[field] || std::holds_alternative<ir::RefType>(app_.fields[field].type)) continue;
      for (const MaybeValue& value : candidates_[at]) {
        if (!value || value == row_.fields[field] || trials_ > 2 * kMostTrials) continue;
        std::vector<RowValues> changed = choices;
        for (RowValues& row : changed) row.fields[field] = value;
        if (!std::ranges::all_of(changed, [&](const RowValues& row) { return HoldAll(row); })) continue;
        choices.insert(choices.end(), changed.begin(), changed.end());
        (*app_.fields[field].kept)[1] = value;
        break;
      }
    }
  }

  // A row that breaks one check only; one changed field is better than two.
  void FindBreak(ir::RowCheck& check) {
    for (const FieldId one : check.fields) {
      if (TryBreak(check, {one})) return;
    }
    for (const FieldId one : check.fields) {
      for (const FieldId other : check.fields) {
        if (one < other && TryBreak(check, {one, other})) return;
      }
    }
  }

  auto CandidatesOf(FieldId field) const -> const std::vector<MaybeValue>& {
    return candidates_[static_cast<size_t>(std::ranges::find(fields_, field) - fields_.begin())];
  }

  auto TryBreak(ir::RowCheck& check, const std::vector<FieldId>& changed) -> bool {
    RowValues row = row_;
    const auto broken = [&] {
      if (Holds(check, row) || !HoldAll(row, &check)) return false;
      for (const FieldId field : changed) check.breaks.emplace_back(field, row.fields[field]);
      return true;
    };
    if (std::ranges::any_of(changed, [&](FieldId field) { return std::holds_alternative<ir::RefType>(app_.fields[field].type); })) return false;
    for (const MaybeValue& first : CandidatesOf(changed[0])) {
      row.fields[changed[0]] = first;
      if (changed.size() == 1) {
        if (trials_ > 3 * kMostTrials) return false;
        if (broken()) return true;
        continue;
      }
      for (const MaybeValue& second : CandidatesOf(changed[1])) {
        if (trials_ > 3 * kMostTrials) return false;
        row.fields[changed[1]] = second;
        if (broken()) return true;
      }
    }
    return false;
  }

  ir::App& app_;
  std::vector<ir::RowCheck>& checks_;
  std::vector<FieldId> fields_;  // that checks name
  std::vector<std::vector<MaybeValue>> candidates_;
  RowValues row_;
  int trials_ = 0;
};

}  // namespace

auto FindRows(Id<ir::Model> model, Checker& checker) -> bool { return checker.app.models[model].checks.empty() || RowFinder(model, checker).Run(); }

}  // namespace ingot::check
