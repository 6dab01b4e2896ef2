// Compares two operations that answer the same requests: guard, parameters, body and answers.
#pragma once

#include <map>
#include <set>
#include <string>

#include "codegen/compare/gather.h"
#include "codegen/compare/walk.h"

namespace ingot::codegen::compare {

// Two documents, compared operation by operation.
class OperationParts {
 public:
  OperationParts(const Json& before, const Json& after, Gather& gather) : before_(before), after_(after), gather_(gather), walk_(before, after) {}

  void Compare(const Operation& before, const Operation& after);

 private:
  struct Parameter {
    const Json* node = nullptr;
    std::string place;  // `query limit`
    std::string cause;  // what declares it, when that is not the operation
  };
  using Parameters = std::map<std::string, Parameter>;

  auto ParametersOf(const Json& document, const Operation& operation) const -> Parameters;
  void CompareParameters(const Operation& before, const Operation& after);
  void CompareParameter(const Parameter& before, const Parameter& after);
  void CompareName(const Operation& before, const Operation& after);
  void CompareBody(const Json& before, const Json& after);
  void CompareResponses(const Json::object_t& before, const Json::object_t& after);
  void CompareStatuses(const Json::object_t& before, const Json::object_t& after);
  void CompareErrors(const Json& before, const Json& after);
  void CompareHeaders(const Json& before, const Json& after, const std::string& place);
  void CompareContent(const Json& before, const Json& after, Direction direction, const std::string& place);
  auto IsOfPages(const Difference& difference) const -> bool;
  auto IsOfInclude(const Difference& difference) const -> bool;
  void Add(const std::string& place, Rule rule, std::string text, std::string cause = {});

  const Json& before_;
  const Json& after_;
  Gather& gather_;
  Walk walk_;
  const Operation* operation_ = nullptr;  // the one at hand
  std::set<std::string> included_;        // relations that its `include` gained or lost
  std::set<std::string> told_;            // statuses that follow from what was told: 401 from a guard
};

}  // namespace ingot::codegen::compare
