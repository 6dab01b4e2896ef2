// Rows for the tests, one of each model, made beside the service. Made by Ingot; changes belong in the definition.
#pragma once

#include <optional>

#include <ingot/rt/database.hpp>

namespace app {

namespace rt = ingot::rt;

// Makes a row when it is first asked for, and the rows that it needs.
class Fixtures {
 public:
  explicit Fixtures(rt::Session& session)
      : session_(session) {
  }

  rt::Uuid makeDoc();
  rt::Uuid makeProject();

 private:
  rt::Session& session_;
  std::optional<rt::Uuid> doc_;
  std::optional<rt::Uuid> project_;
};

}  // namespace app
