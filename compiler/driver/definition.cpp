#include "compiler/driver/definition.h"

#include "compiler/diagnostics/visible_text.h"
#include "compiler/frontend/pg/read.h"
#include "compiler/source/load.h"

namespace ingot::driver {

namespace pg = frontend::pg;

auto IsInDatabase(const Definition& definition) -> bool { return pg::IsUrl(definition.path); }

auto Shown(const Definition& definition) -> std::string {
  if (!IsInDatabase(definition)) return "`" + diag::Visible(definition.path) + "`";
  return "`" + diag::Visible(definition.app) + "` in the database " + diag::Visible(pg::ShownUrl(definition.path));
}

auto FaultOf(const Definition& definition, const std::string& option) -> std::optional<std::string> {
  if (!IsInDatabase(definition)) {
    if (definition.app.empty()) return std::nullopt;
    return option + " is for definitions in a database, and `" + diag::Visible(definition.path) + "` is none";
  }
  if (definition.app.empty()) return "which application of the database? Say " + option + " USER/APP, or its id";
  if (!pg::IsApplicationName(definition.app))
    return "`" + diag::Visible(definition.app) + "` names no application: say " + option + " USER/APP, or its id";
  return std::nullopt;
}

auto FaultOf(const Definition& definition, const std::string& option, const std::string& place) -> std::optional<std::string> {
  if (!IsInDatabase(definition)) return place + " begins with postgresql://";
  return FaultOf(definition, option);
}

auto Load(const Definition& definition, diag::Sink& diagnostics) -> LoadedDefinition {
  if (!IsInDatabase(definition)) return {source::LoadSources(definition.path, diagnostics), false};
  pg::ReadDefinition read = pg::Read(definition.path, definition.app, diagnostics);
  return {std::move(read.sources), read.environment};
}

}  // namespace ingot::driver
