// While programs of two releases use a database, the newer one finds tables that look as it knows them in a schema of its release.
#pragma once

#include <string>
#include <string_view>

#include <ingot/rt/database.hpp>

namespace ingot::rt::store::postgres {

// In a migration it stands for the name of that schema.
constexpr std::string_view kReleaseWord = ":\"release\"";

// The number that a migration's name begins with; 0 when there is none.
[[nodiscard]] int releaseOf(std::string_view migration);

// Quoted, for the release of a migration's number.
[[nodiscard]] std::string releaseSchema(Session& session, int release);

// An expression that gives the search path of a program of that release.
[[nodiscard]] std::string releasePath(int release);

}  // namespace ingot::rt::store::postgres
