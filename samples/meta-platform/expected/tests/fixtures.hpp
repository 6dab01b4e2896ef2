// Rows for the tests, one of each model, made beside the service. Made by Ingot; changes belong in the definition.
#pragma once

#include <optional>

#include <ingot/rt/database.hpp>

namespace app {

namespace rt = ingot::rt;

// Makes a row when it is first asked for, and the rows that it needs.
class Fixtures {
 public:
  rt::Uuid makeApplication(rt::Session& session);
  rt::Uuid makeComponent(rt::Session& session);
  rt::Uuid makeDeployment(rt::Session& session);
  rt::Uuid makeJob(rt::Session& session);
  rt::Uuid makeJobEvent(rt::Session& session);
  rt::Uuid makeModel(rt::Session& session);
  rt::Uuid makePrompt(rt::Session& session);
  rt::Uuid makePromptVersion(rt::Session& session);
  rt::Uuid makeRelationship(rt::Session& session);
  rt::Uuid makeRelease(rt::Session& session);
  rt::Uuid makeUser(rt::Session& session);
  rt::Uuid makeWorkflow(rt::Session& session);

 private:
  std::optional<rt::Uuid> application_;
  std::optional<rt::Uuid> component_;
  std::optional<rt::Uuid> deployment_;
  std::optional<rt::Uuid> job_;
  std::optional<rt::Uuid> jobEvent_;
  std::optional<rt::Uuid> model_;
  std::optional<rt::Uuid> prompt_;
  std::optional<rt::Uuid> promptVersion_;
  std::optional<rt::Uuid> relationship_;
  std::optional<rt::Uuid> release_;
  std::optional<rt::Uuid> user_;
  std::optional<rt::Uuid> workflow_;
};

}  // namespace app
