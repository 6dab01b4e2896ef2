#include "bot/stages/project.h"

#include "bot/stages/files.h"
#include "bot/stages/project_history.h"
#include "bot/stages/workspace.h"

namespace ingot::bot {

auto WriteProject(const Compiler& compiler, const std::string& definition, const std::string& history, const std::vector<std::string>& allowed,
                  const std::string& folder, Context& context) -> Result<void> {
  if (auto emptied = EmptyFolder(folder); !emptied) return emptied;
  if (!history.empty()) {
    if (auto unpacked = UnpackHistory(history, folder); !unpacked) return unpacked;
  }
  return compiler.Generate(definition, folder, allowed, context);
}

auto RestoreProject(const StageSettings& settings, const Release& release, Context& context) -> Result<std::string> {
  const Workspace workspace(settings.root, release.application);
  const std::string folder = workspace.Project(release.number);
  if (const auto hash = ProjectHash(folder); hash && *hash == release.definition_hash) return folder;
  context.Log("the project is written anew from what release " + std::to_string(release.number) + " remembers");
  const std::string definition = workspace.Release(release.number) + "/definition.json";
  if (auto written = WriteFile(definition, release.definition); !written) return tl::unexpected(written.error());
  if (auto made = WriteProject(*settings.compiler, definition, release.migrations, {}, folder, context); !made) return tl::unexpected(made.error());
  const auto hash = ProjectHash(folder);
  if (!hash) return tl::unexpected(hash.error());
  if (*hash == release.definition_hash) return folder;
  return tl::unexpected(Failure{FailureKind::kDefinition, "another version of Ingot made this release: publish the application again", ""});
}

}  // namespace ingot::bot
