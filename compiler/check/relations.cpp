// The relations between models: the lists that references make, and references that no first row could
// fulfil.
#include <algorithm>
#include <string>
#include <vector>

#include <fmt/format.h>

#include "compiler/check/checker.h"

namespace ingot::check {
namespace {

using diag::Code;
using diag::Severity;

constexpr diag::Message<std::string> kRequiredCycle{
    Code::RequiredCycle, Severity::kError,
    "no first row can be made: required references go in a circle, {0}"};

auto TargetOf(const ir::Field& field) -> Id<ir::Model> {
  const auto* ref = std::get_if<ir::RefType>(&field.type);
  return ref == nullptr ? Id<ir::Model>() : ref->model;
}

// Walks along required references, in depth, without recursion: there may be thousands of models in a row.
class CycleFinder {
 public:
  explicit CycleFinder(Checker& checker)
      : checker_(checker), app_(checker.app), states_(checker.app.models.size()) {}

  void Run() {
    for (const Id<ir::Model> model : app_.models.Ids()) {
      if (StateOf(model) == State::kNew) Walk(model);
    }
  }

 private:
  enum class State : uint8_t { kNew, kOpen, kDone };
  struct Step {
    Id<ir::Model> model;
    size_t next = 0;  // position among its fields
  };

  auto StateOf(Id<ir::Model> model) -> State& { return states_[model.index()]; }

  void Enter(Id<ir::Model> model) {
    StateOf(model) = State::kOpen;
    path_.push_back({model});
  }

  void Walk(Id<ir::Model> start) {
    Enter(start);
    while (!path_.empty()) {
      Step& step = path_.back();
      const std::vector<Id<ir::Field>>& fields = app_.models[step.model].fields;
      if (step.next == fields.size()) {
        StateOf(step.model) = State::kDone;
        path_.pop_back();
        continue;
      }
      const Id<ir::Field> field = fields[step.next++];
      const Id<ir::Model> target = TargetOf(app_.fields[field]);
      if (!target.valid() || !app_.fields[field].required) continue;
      if (StateOf(target) == State::kOpen && StillShown(checker_.emitter)) Report(target);
      if (StateOf(target) == State::kNew) Enter(target);
    }
  }

  // The path from `first` to its end is the circle; the last field that each step took leads on.
  void Report(Id<ir::Model> first) {
    const auto begin = std::ranges::find(path_, first, &Step::model);
    std::string circle;
    for (auto step = begin; step != path_.end(); ++step) {
      const Id<ir::Field> field = app_.models[step->model].fields[step->next - 1];
      circle += fmt::format("`{}` -> ", checker_.PathOf(field));
    }
    circle += fmt::format("`{}`", app_.models[first].name);
    const ir::Field& last = app_.fields[app_.models[path_.back().model].fields[path_.back().next - 1]];
    checker_.emitter.Emit(last.span, kRequiredCycle, circle)
        .Help("remove `required` from one of these references, or one of the references");
  }

  Checker& checker_;
  const ir::App& app_;
  std::vector<State> states_;
  std::vector<Step> path_;
};

}  // namespace

void CheckInverses(Checker& checker) {
  for (const Id<ir::Field> id : checker.app.fields.Ids()) {
    const ir::Field& field = checker.app.fields[id];
    const Id<ir::Model> target = TargetOf(field);
    const ast::Node name = checker.PartOf(id).object.Get("inverse");
    if (!name || !target.valid()) continue;
    if (!CheckName(name, NameStyle::kCamel, "a list of rows", checker.emitter)) continue;
    if (!CheckReserved(name, checker.emitter)) continue;
    std::string what = fmt::format("the rows that refer by `{}`", checker.PathOf(id));
    NameScope& names = checker.PartOf(target).names;
    if (!names.Add(name.text(), name.span(), std::move(what), checker.emitter)) continue;
    // An answer that cannot hold all of the rows says so beside them.
    const std::string sign = std::string(name.text()) + "Truncated";
    if (!field.unique && !names.Add(sign, name.span(), fmt::format("the sign that there are more `{}`", name.text()), checker.emitter)) continue;
    checker.app.fields[id].inverse = name.text();
    checker.app.models[target].inverses.push_back(id);
  }
}

void CheckRequiredCycles(Checker& checker) { CycleFinder(checker).Run(); }

}  // namespace ingot::check
