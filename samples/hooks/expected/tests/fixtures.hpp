// Rows for the tests, one of each model, made beside the service. Made by Ingot; changes belong in the definition.
#pragma once

#include <optional>

#include <ingot/rt/database.hpp>

namespace app {

namespace rt = ingot::rt;

// Makes a row when it is first asked for, and the rows that it needs.
class Fixtures {
 public:
  rt::Uuid makeAccount(rt::Session& session);
  rt::Uuid makeChange(rt::Session& session);
  rt::Uuid makeEntry(rt::Session& session);

 private:
  std::optional<rt::Uuid> account_;
  std::optional<rt::Uuid> change_;
  std::optional<rt::Uuid> entry_;
};

}  // namespace app
