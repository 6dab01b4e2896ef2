// What the values and rows of an endpoint are called in its C++, and which of them are used at all.
#pragma once

#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "codegen/text/cpp.h"
#include "compiler/ir/app.h"

namespace ingot::codegen::cpp_service {

// What the endpoint asks of a variable; nothing of it needs no name in C++.
struct VariableUse {
  bool value = false;   // its value, of a row the id
  bool column = false;  // a column of the row
  bool whole = false;   // the row or the rows themselves
  auto any() const -> bool { return value || column || whole; }
};

class EndpointNames {
 public:
  EndpointNames(const ir::App& app, const ir::Endpoint& endpoint);

  // Does a statement or an answer use `now()`?
  auto uses_now() const -> bool { return uses_now_; }
  auto UseOf(Id<ir::Variable> id) const -> VariableUse;
  // The local that holds it: `lock`.
  auto Local(Id<ir::Variable> id) const -> Safe<CppIdentifier>;
  // A row or rows as an argument: `lock`, or `*lock` of a row that was looked for and is there.
  auto Whole(Id<ir::Variable> id) const -> Safe<CppExpr>;
  // What an expression names: `*input.body.minutes`, `lock->expiresAt`.
  auto Access(const ir::ValueAccess& access) const -> Safe<CppExpr>;
  // The rt::Input that holds what a request gave: `input.body.minutes`.
  auto Place(Id<ir::Variable> input) const -> Safe<CppExpr>;
  // A name that nothing else in the unit has: `newLock`, then `newLock2`.
  auto Fresh(Constant prefix, std::string_view name) -> Safe<CppIdentifier>;

  auto Print(Id<ir::Expression> id) const -> Safe<CppExpr>;

 private:
  void Collect(Id<ir::Statement> id);
  void Take(const std::optional<Id<ir::Variable>>& variable, bool may_be_missing = false);
  void Note(Id<ir::Expression> id);
  void Note(const std::optional<Id<ir::Expression>>& id);
  void Note(const ir::Result& result);
  void Note(const std::vector<ir::Assignment>& set);

  const ir::App& app_;
  std::map<std::string, Id<ir::Variable>, std::less<>> by_name_;
  std::map<Id<ir::Variable>, VariableUse> uses_;
  std::set<Id<ir::Variable>> looked_for_;  // rows that C++ holds in an optional
  std::set<std::string> taken_;
  bool uses_now_ = false;
};

}  // namespace ingot::codegen::cpp_service
