// Brings a definition into the rows of an application.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "compiler/ast/tree.h"
#include "compiler/diagnostics/diagnostic.h"
#include "compiler/frontend/pg/read.h"

namespace ingot::frontend::pg {

struct PushOptions {
  bool dry_run = false;   // nothing is changed
  bool create = false;    // the application, when there is none
  bool force = false;     // whatever the rows are
  std::string expect;     // the hash that the rows must have; empty: nothing is known of them
  std::string expect_of;  // the id of the application that it is of; empty: of whichever is named
};

struct Change {
  std::string verb;  // `insert`, `update` or `delete`
  std::string table;
  std::string row;   // its id
  std::string name;  // what it is called: `Book`, `Book.author`
};

struct Pushed {
  bool done = false;
  bool environment = false;  // why it was not done
  std::string application;   // its id
  std::string name;          // `user/app`
  std::string definition;    // the hash that the rows have then
  std::vector<Change> changes;
};

// In one transaction, in which nobody else changes the rows of the application. `definition` was checked. What was written is read again before it is
// committed. What fails is reported, and nothing was changed then.
auto Push(const std::string& url, const std::string& app, ast::Node definition, const PushOptions& options, diag::Sink& diagnostics,
          const Patience& patience = {}) -> Pushed;

}  // namespace ingot::frontend::pg
