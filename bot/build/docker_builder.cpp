#include "bot/build/docker_builder.h"

#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <charconv>
#include <chrono>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <sstream>
#include <thread>

#include "bot/base/process.h"
#include "bot/build/docker_files.h"
#include "bot/build/limit_text.h"
#include "bot/sandbox/cell/lines.h"

namespace ingot::bot {
namespace {

namespace fs = std::filesystem;

constexpr int64_t kHeadroom = 1 << 20;               // of what comes out of a container, beside the files
constexpr const char* kUntil = "ingot.build.until";  // the label of a container: when it may be ended, in seconds since 1970

// Lines of a container are as foreign as those of the sandbox.
class HarmlessLog : public Context {
 public:
  HarmlessLog(Context& context, int64_t most) : context_(context), lines_(most, [&context](const std::string& line) { context.Log(line); }) {}
  void Log(std::string_view line) override {
    lines_.Add(line);
    lines_.Add("\n");
  }
  auto Stopped() const -> bool override { return context_.Stopped(); }

 private:
  Context& context_;
  cell::Lines lines_;
};

auto Trouble(const std::string& text) -> tl::unexpected<Failure> { return tl::unexpected(Failure{FailureKind::kEnvironment, text, {}}); }

auto Refused(const std::string& text) -> tl::unexpected<Failure> { return tl::unexpected(Failure{FailureKind::kDefinition, text, {}}); }

auto Now() -> int64_t { return std::chrono::duration_cast<std::chrono::seconds>(std::chrono::system_clock::now().time_since_epoch()).count(); }

// An id of ours: it stands in names and labels.
auto IsId(const std::string& id) -> bool {
  return !id.empty() && id.size() <= 64 &&
         std::ranges::all_of(id, [](char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || c == '-'; });
}

auto EnvironmentOf(const DockerSettings& settings) -> std::vector<std::string> {
  std::vector<std::string> environment{"PATH=/usr/local/bin:/usr/bin:/bin:/usr/sbin:/sbin", "DOCKER_BUILDKIT=0", "HOME=/nonexistent"};
  environment.insert(environment.end(), settings.environment.begin(), settings.environment.end());
  return environment;
}

auto Docker(const DockerSettings& settings, std::vector<std::string> words, Context& context) -> Result<Ended> {
  words.insert(words.begin(), "docker");
  auto ended = Run({words, "/", EnvironmentOf(settings), std::chrono::seconds(120)}, context);
  if (ended && ended->code == 127) return Trouble("the program docker is not installed");
  return ended;
}

// The shell joins files and pipes; its words are paths of ours and numbers. A container that prints without end is cut at $4 bytes.
constexpr const char* kPipeline = R"sh(
set -e
project=$1 archive=$2 made=$3 most=$4
shift 4
tar -C "$project" -cf "$made.in" .
size=$(stat -c %s "$made.in")
[ -z "$archive" ] || cat "$archive" >> "$made.in"
code=0
{ docker "$@" "$size" "$JOBS" < "$made.in" || echo $? > "$made.code"; } | head -c "$most" > "$made"
rm -f "$made.in"
[ ! -s "$made.code" ] || exit "$(cat "$made.code")"
)sh";

auto ContainerWords(const DockerSettings& settings, const BuildRequest& request, const std::string& name) -> std::vector<std::string> {
  const SandboxLimits& limits = settings.limits;
  const std::string memory = std::to_string(limits.memory);
  std::vector<std::string> words{"run",
                                 "--rm",
                                 "--interactive",
                                 "--name",
                                 name,
                                 "--label",
                                 "ingot.build=" + request.application,
                                 "--label",
                                 std::string(kUntil) + "=" + std::to_string(Now() + limits.seconds + 30),
                                 "--network",
                                 "none",
                                 "--read-only",
                                 "--cap-drop",
                                 "ALL",
                                 "--security-opt",
                                 "no-new-privileges",
                                 "--user",
                                 "10001:10001",
                                 "--log-driver",
                                 "none",
                                 "--pids-limit",
                                 std::to_string(limits.processes),
                                 "--memory",
                                 memory,
                                 "--memory-swap",
                                 memory,
                                 "--oom-score-adj",
                                 "500",
                                 "--ulimit",
                                 "core=0",
                                 "--ulimit",
                                 "nofile=1024",
                                 "--ulimit",
                                 "fsize=" + std::to_string(limits.file),
                                 "--ipc",
                                 "none",
                                 "--tmpfs",
                                 "/work:rw,exec,nosuid,nodev,mode=0700,uid=10001,gid=10001,size=" + std::to_string(limits.disk) + ",nr_inodes=20000",
                                 "--tmpfs",
                                 "/tmp:rw,noexec,nosuid,nodev,mode=1777,size=" + std::to_string(limits.disk / 4) + ",nr_inodes=2000",
                                 "--workdir",
                                 "/work",
                                 "--env",
                                 "HOME=/tmp",
                                 "--env",
                                 "LANG=C.UTF-8"};
  if (limits.percent > 0) words.insert(words.end(), {"--cpu-period", "100000", "--cpu-quota", std::to_string(limits.percent * 1000)});
  words.insert(words.end(),
               {"ingot-builder:" + settings.images, "/usr/bin/timeout", "--signal=KILL", std::to_string(limits.seconds), "/ingot-build"});
  return words;
}

// Containers of bots that are gone.
void Sweep(const DockerSettings& settings) {
  KeptLines log;
  const auto listed =
      Docker(settings, {"ps", "--filter", std::string("label=") + kUntil, "--format", std::string("{{.ID}} {{.Label \"") + kUntil + "\"}}"}, log);
  if (!listed) return;
  std::istringstream lines(listed->output);
  std::string id;
  for (int64_t until = 0; lines >> id >> until;) {
    if (until < Now()) static_cast<void>(Docker(settings, {"rm", "--force", id}, log));
  }
}

auto Judge(int code, const SandboxLimits& limits, bool in_time) -> Result<void> {
  switch (code) {
    case 0: return {};
    case 90: return Trouble("the project does not reach the container; the lines of the log say why");
    case 91: return Trouble("the project cannot be configured in the builder image; the lines of the log say why");
    case 92: return Refused("the service does not compile; the lines of the log say where");
    case 93: return Trouble("the service needs a library that the images of services do not hold; scripts/builder-image makes them anew");
    case 125: return Trouble("the engine starts no container; the lines of the log say why");
    case 137: return Refused(LimitText(in_time ? SandboxEnd::Kind::kMemory : SandboxEnd::Kind::kTime, limits));
    default: return Trouble("the container ended with " + std::to_string(code));
  }
}

auto Compile(const DockerSettings& settings, const BuildRequest& request, const DockerFiles& files, Context& context) -> Result<void> {
  static std::atomic<int> next{0};
  const std::string name = "ingot-build-" + request.application + "-" + std::to_string(::getpid()) + "-" + std::to_string(next++);
  const int64_t most = settings.limits.disk + kHeadroom;
  Program program;
  program.words = {"/bin/sh", "-c", kPipeline, "sh", files.work() + "/project", files.archive(), files.work() + "/made", std::to_string(most)};
  for (std::string& word : ContainerWords(settings, request, name)) program.words.push_back(std::move(word));
  program.folder = "/";
  program.environment = EnvironmentOf(settings);
  program.environment.push_back(
      "JOBS=" + std::to_string(settings.jobs > 0 ? settings.jobs : static_cast<int>(std::max(1U, std::thread::hardware_concurrency()))));
  program.limit = std::chrono::seconds(settings.limits.seconds + 30);
  HarmlessLog log(context, settings.limits.log);
  const auto start = std::chrono::steady_clock::now();
  const auto ended = Run(program, log);
  if (!ended || ended->code != 0) {
    // The program docker may be gone while the container runs on.
    KeptLines quiet;
    static_cast<void>(Docker(settings, {"rm", "--force", name}, quiet));
  }
  if (!ended) return tl::unexpected(ended.error());
  return Judge(ended->code, settings.limits, std::chrono::steady_clock::now() - start < std::chrono::seconds(settings.limits.seconds));
}

auto MakeImage(const DockerSettings& settings, const BuildRequest& request, const DockerFiles& files, Context& context) -> Result<std::string> {
  const std::string folder = files.work() + "/context";
  std::ofstream(folder + "/Dockerfile") << "FROM ingot-service:" + settings.images + "\nCOPY service /service\n";
  const std::string release = std::to_string(request.release);
  KeptLines log;
  const auto made = Docker(settings,
                           {"build", "--quiet", "--network", "none", "--force-rm", "--label", "ingot.application=" + request.application, "--label",
                            "ingot.release=" + release, "--tag", ImageName(request.application, request.release), folder},
                           log);
  if (!made) return tl::unexpected(made.error());
  const std::string id = made->output.substr(0, made->output.find('\n'));
  if (made->code == 0 && id.starts_with("sha256:")) return id;
  for (const std::string& line : log.lines()) context.Log(line);
  return Trouble("the engine makes no image of the service; the lines of the log say why");
}

}  // namespace

DockerBuilder::DockerBuilder(DockerSettings settings) : settings_(std::move(settings)) {}

auto DockerBuilder::Build(const BuildRequest& request, Context& context) -> Result<Artifact> {
  if (!IsId(request.application)) return Trouble("the id of the application is none");
  if (const std::string why = WhyNoEngine(settings_); !why.empty()) return Trouble(why);
  Sweep(settings_);
  DockerFiles files(request, settings_.images, settings_.limits.disk);
  if (auto opened = files.Open(context); !opened) return tl::unexpected(opened.error());
  if (auto compiled = Compile(settings_, request, files, context); !compiled) return tl::unexpected(compiled.error());
  if (auto taken = files.TakeApart(); !taken) return tl::unexpected(taken.error());
  const auto image = MakeImage(settings_, request, files, context);
  if (!image) return tl::unexpected(image.error());
  files.Keep();
  return Artifact{"docker", *image};
}

void DockerBuilder::Prune(const std::string& application, int64_t first_kept) {
  KeptLines log;
  const auto listed = Docker(settings_, {"image", "ls", "--filter", "reference=ingot-app:" + application + "-*", "--format", "{{.Tag}}"}, log);
  if (!listed) return;
  std::istringstream tags(listed->output);
  for (std::string tag; tags >> tag;) {
    int64_t release = first_kept;
    std::from_chars(tag.data() + tag.rfind('-') + 1, tag.data() + tag.size(), release);
    if (release < first_kept) static_cast<void>(Docker(settings_, {"image", "rm", ImageName(application, release)}, log));
  }
}

auto ImageName(const std::string& application, int64_t release) -> std::string { return "ingot-app:" + application + "-" + std::to_string(release); }

auto WhyNoEngine(const DockerSettings& settings) -> std::string {
  KeptLines log;
  if (!IsId(settings.images)) return "the images of the builder are not named: scripts/builder-image makes them and prints their id";
  const auto answered = Docker(settings, {"version", "--format", "{{.Server.Version}}"}, log);
  if (!answered) return answered.error().text;
  if (answered->code != 0) return "no container engine answers";
  for (const char* image : {"ingot-builder:", "ingot-service:"}) {
    const auto found = Docker(settings, {"image", "inspect", "--format", "{{.Id}}", image + settings.images}, log);
    if (!found || found->code != 0) return "the engine has no image " + (image + settings.images) + ": scripts/builder-image makes it";
  }
  return {};
}

}  // namespace ingot::bot
