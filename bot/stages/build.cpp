// The job `build-application`: the project of a release becomes something that can be deployed.
#include <nlohmann/json.hpp>

#include "bot/build/docker_builder.h"
#include "bot/deploy/files.h"
#include "bot/stages/files.h"
#include "bot/stages/performers.h"
#include "bot/stages/project.h"
#include "bot/stages/release.h"
#include "bot/stages/workspace.h"

namespace ingot::bot {
namespace {

using Json = nlohmann::json;

constexpr std::string_view kDocker = "docker";  // an image, which others can deploy as well

auto Build(const StageSettings& settings, const Job& job, const Release& release, JobContext& context) -> Result<Outcome> {
  const Workspace workspace(settings.root, job.application);
  Store& store = context.OwnStore();
  if (auto entered = context.EnterStage("restore"); !entered) return tl::unexpected(entered.error());
  const auto project = RestoreProject(settings, release, context);
  if (!project) return tl::unexpected(project.error());

  if (auto entered = context.EnterStage("build"); !entered) return tl::unexpected(entered.error());
  const BuildRequest request{job.application, *project, workspace.Cache(), workspace.Output(release.number), release.number};
  if (auto emptied = EmptyFolder(request.output); !emptied) return tl::unexpected(emptied.error());
  const auto artifact = settings.builder->Build(request, context);
  if (!artifact) {
    if (artifact.error().kind == FailureKind::kDefinition) (void)store.SetStatus(context.OwnLease(), release.id, ReleaseStatus::kFailed);
    return tl::unexpected(artifact.error());
  }
  if (artifact->kind == kDocker) {
    const std::string folder = workspace.Release(release.number) + "/deploy";
    const DeployFiles files{job.application, release.number, ImageName(job.application, release.number)};
    if (auto written = WriteDeployFiles(files, folder); !written) return tl::unexpected(written.error());
    context.Log("files for Kubernetes and Fly are in " + folder);
  }
  const Json made{{"kind", artifact->kind}, {"reference", artifact->reference}, {"machine", settings.machine}};
  if (auto set = store.SetArtifact(context.OwnLease(), release.id, made.dump()); !set) return tl::unexpected(set.error());
  return Outcome{Json{{"release", release.number}, {"releaseId", release.id}, {"artifact", made}}.dump(),
                 "release " + std::to_string(release.number) + " is built",
                 NextJob{"deploy-application", Json{{"machine", settings.machine}}.dump(), release.id}};
}

}  // namespace

auto BuildApplication(const StageSettings& settings, const Job& job, JobContext& context) -> Result<Outcome> {
  return WithRelease(job, context, [&](const Release& release) { return Build(settings, job, release, context); });
}

}  // namespace ingot::bot
