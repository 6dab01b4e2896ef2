#include "store/postgres/release-schema.hpp"

#include <charconv>

namespace ingot::rt::store::postgres {
namespace {

// Its schema's name, cut so that names stay within 63 bytes.
std::string nameOf(int release) { return "quote_ident(left(current_schema(), 50) || '_v" + std::to_string(release) + "')"; }

}  // namespace

int releaseOf(std::string_view migration) {
  int number = 0;
  const auto [end, error] = std::from_chars(migration.data(), migration.data() + migration.size(), number);
  return error == std::errc() && number > 0 ? number : 0;
}

std::string releaseSchema(Session& session, int release) {
  std::string name;
  session.run("SELECT " + nameOf(release), Params(), [&](const Row& row) { row.read(name); });
  return name;
}

// A schema that does not exist is passed over.
std::string releasePath(int release) { return nameOf(release) + " || ', ' || current_setting('search_path')"; }

}  // namespace ingot::rt::store::postgres
