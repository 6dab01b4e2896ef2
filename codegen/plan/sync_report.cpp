#include "codegen/plan/sync_report.h"

#include "codegen/plan/file_set.h"

namespace ingot::codegen {

auto SyncProblem::Describe() const -> std::string {
  const std::string named = "`" + (path.empty() ? std::string(".") : path) + "`";
  switch (obstacle) {
    case Obstacle::kEdited: return named + " was edited by hand";
    case Obstacle::kForeign: return named + " was not written by Ingot";
    case Obstacle::kNotEmpty:
      return named + " is there already, and the folder has no " + std::string(kManifestPath);
    case Obstacle::kHistoryChanged: return named + " is history and would change";
    case Obstacle::kHistoryMissing: return named + " is history and is missing";
    case Obstacle::kBadManifest: return "cannot read " + named + ": " + detail;
    case Obstacle::kNewerManifest: return named + " is newer than this Ingot: " + detail;
    case Obstacle::kBadJournal:
      return "cannot read " + named + ", the record of an interrupted run: " + detail;
    case Obstacle::kLocked: return "another `ingot` is writing into this folder";
    case Obstacle::kFailed: return detail;
  }
  return detail;
}

auto SyncProblem::Help() const -> std::string_view {
  switch (obstacle) {
    case Obstacle::kEdited:
      return "move your change into the definition, then restore or remove the file and "
             "generate again";
    case Obstacle::kForeign: return "move the file away and generate again";
    case Obstacle::kNotEmpty: return "name an empty folder";
    case Obstacle::kHistoryChanged:
    case Obstacle::kHistoryMissing:
      return "restore the file from version control; a new migration says what changes from now on";
    case Obstacle::kBadManifest: return "restore the file from version control";
    case Obstacle::kNewerManifest: return "use the newer Ingot";
    case Obstacle::kBadJournal: return "restore the folder from version control and remove `.ingot`";
    case Obstacle::kLocked: return "wait until it has finished";
    case Obstacle::kFailed: return {};
  }
  return {};
}

auto Refuse(SyncProblem problem) -> SyncRefusal {
  return {.problems = {std::move(problem)}, .unfinished = false};
}

auto Refuse(std::string_view path, std::string_view verb, const source::FileError& error) -> SyncRefusal {
  const bool locked = error.failure == source::FileFailure::kLocked;
  const Obstacle obstacle = locked ? Obstacle::kLocked : Obstacle::kFailed;
  return Refuse({.obstacle = obstacle, .path = std::string(path), .detail = error.Describe(verb)});
}

}  // namespace ingot::codegen
