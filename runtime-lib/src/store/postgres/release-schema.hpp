// While programs of two releases use a database, the newer one finds tables that look as it knows them in a schema of its release.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <utility>

#include <ingot/rt/database.hpp>

namespace ingot::rt::store::postgres {

// In a migration it stands for the name of that schema.
constexpr std::string_view kReleaseWord = ":\"release\"";

// Quoted, for the release of a migration's number.
[[nodiscard]] std::string releaseSchema(Session& session, int release);

// An expression that gives the search path of a program of that release.
[[nodiscard]] std::string releasePath(int release);

// What a program sees while the schema of its release is there; nothing of it once the release before is gone.
struct ReleaseView {
  // The statement that makes a transaction look into the schema first; empty when there is none.
  std::string path;
  // What the columns of tables are called in it, where they are called otherwise.
  std::map<std::pair<std::string, std::string>, std::string, std::less<>> columns;

  // `column` itself when it has no other name.
  [[nodiscard]] std::string_view nameOf(const std::string& table, std::string_view column) const;
};

// For a session that sees the tables as they are.
[[nodiscard]] ReleaseView readReleaseView(Session& session, int release);

}  // namespace ingot::rt::store::postgres
