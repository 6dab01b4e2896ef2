// Why a database did not give, or take, a definition.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "compiler/diagnostics/code.h"

namespace ingot::frontend::pg {

struct Failure {
  diag::Code code = diag::Code::DatabaseFails;
  std::string text;               // a sentence for a person, without the password
  std::vector<std::string> help;  // what to do

  // It is not what the user wrote: a server that is gone, rights that are missing.
  auto Environment() const -> bool { return code == diag::Code::DatabaseFails; }
};

}  // namespace ingot::frontend::pg
