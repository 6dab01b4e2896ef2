// Rows for the tests, one of each model, made beside the service. Made by Ingot; changes belong in the definition.
#pragma once

#include <optional>

#include <ingot/rt/database.hpp>

namespace app {

namespace rt = ingot::rt;

// Makes a row when it is first asked for, and the rows that it needs.
class Fixtures {
 public:
  rt::Uuid makeApiKey(rt::Session& session);
  rt::Uuid makeDoc(rt::Session& session);
  rt::Uuid makeLock(rt::Session& session);
  rt::Uuid makeProject(rt::Session& session);

 private:
  std::optional<rt::Uuid> apiKey_;
  std::optional<rt::Uuid> doc_;
  std::optional<rt::Uuid> lock_;
  std::optional<rt::Uuid> project_;
};

}  // namespace app
