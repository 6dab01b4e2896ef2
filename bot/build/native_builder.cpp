#include "bot/build/native_builder.h"

#include <sys/stat.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <thread>

#include "bot/build/limit_text.h"

namespace ingot::bot {
namespace {

namespace fs = std::filesystem;

constexpr int kNoTools = 90;
constexpr int kNotConfigured = 91;
constexpr int kNotCompiled = 92;

// Runs inside. The paths are the same each time, so that what was compiled for the last release is good for this one. The cache is ours; ccache
// would only compile each new unit twice.
constexpr const char* kScript = R"(
for tool in cmake ninja c++ strip pkg-config; do
  command -v "$tool" >/dev/null || { echo "the tool $tool is not installed in /usr/bin"; exit 90; }
done
[ -f build.ninja ] || cmake -S /project -B /build -G Ninja --log-level=NOTICE -DCMAKE_BUILD_TYPE=Release -DSERVICE_TESTS=OFF -DSERVICE_CCACHE= \
  -DINGOT_RUNTIME_PREBUILT=/runtime || exit 91
ninja -j "$1" service || exit 92
strip -o service.stripped service || exit 92
)";

auto Whole(const std::string& path) -> std::string {
  std::ifstream in(path);
  return {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
}

// A cache that other tools or another runtime made is not used.
auto KeyOf(const std::string& runtime) -> std::string {
  std::string key = Whole(runtime + "/identity.txt");
  for (const char* tool : {"/usr/bin/c++", "/usr/bin/cmake", "/usr/bin/ninja", "/usr/bin/mold"}) {
    struct stat found {};
    if (::stat(tool, &found) == 0) key += " " + std::to_string(found.st_size) + ":" + std::to_string(found.st_mtim.tv_sec);
  }
  std::ranges::replace(key, '\n', ' ');
  return key;
}

auto Jobs(int wanted) -> std::string { return std::to_string(wanted > 0 ? wanted : std::max(1U, std::thread::hardware_concurrency())); }

auto Failed(FailureKind kind, const std::string& text) -> tl::unexpected<Failure> { return tl::unexpected(Failure{kind, text, {}}); }

// Folders of ours, whose texts are split at `=` on the way to the sandbox.
auto Absolute(const std::string& path) -> std::string { return fs::absolute(path).lexically_normal().string(); }

auto Judge(const SandboxEnd& end, const SandboxLimits& limits) -> Result<void> {
  if (end.kind != SandboxEnd::Kind::kExited) return Failed(FailureKind::kDefinition, LimitText(end.kind, limits));
  switch (end.code) {
    case 0: return {};
    case kNoTools: return Failed(FailureKind::kEnvironment, "the tools that build a service are not installed: run scripts/bootstrap build");
    case kNotConfigured: return Failed(FailureKind::kEnvironment, "the project cannot be configured on this machine; the lines of the log say why");
    case kNotCompiled: return Failed(FailureKind::kDefinition, "the service does not compile; the lines of the log say where");
    default: return Failed(FailureKind::kEnvironment, "the build ended with " + std::to_string(end.code));
  }
}

}  // namespace

NativeBuilder::NativeBuilder(NativeSettings settings) : settings_(std::move(settings)) {
  std::error_code error;
  if (settings_.runtime.empty())
    settings_.runtime = fs::read_symlink("/proc/self/exe", error).parent_path().parent_path().string() + "/lib/ingot-runtime";
}

auto NativeBuilder::Build(const BuildRequest& request, Context& context) -> Result<Artifact> {
  if (!fs::exists(settings_.runtime + "/identity.txt")) {
    return Failed(FailureKind::kEnvironment, "there is no runtime in " + settings_.runtime + ": build the target ingot-prebuilt-runtime");
  }
  std::error_code error;
  fs::create_directories(request.cache, error);
  if (!error) fs::create_directories(request.output, error);
  if (error) return Failed(FailureKind::kEnvironment, "no folder can be made for the build: " + error.message());
  SandboxedProgram program;
  program.project = Absolute(request.project);
  program.cache = Absolute(request.cache);
  program.key = KeyOf(settings_.runtime);
  program.fresh = {"runtime"};
  program.reads = {{Absolute(settings_.runtime), "/runtime"}};
  program.results = {{"service.stripped", Absolute(request.output) + "/service"}};
  program.words = {"/bin/sh", "-c", kScript, "sh", Jobs(settings_.jobs)};
  const auto end = RunSandboxed(settings_.sandbox, program, context);
  if (!end) return tl::unexpected(end.error());
  if (auto fine = Judge(*end, settings_.sandbox.limits); !fine) return tl::unexpected(fine.error());
  return Artifact{"native", Absolute(request.output)};
}

}  // namespace ingot::bot
