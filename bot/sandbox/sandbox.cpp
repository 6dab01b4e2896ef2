#include "bot/sandbox/sandbox.h"

#include <unistd.h>

#include <array>
#include <atomic>
#include <charconv>
#include <climits>

#include "bot/base/process.h"

namespace ingot::bot {
namespace {

constexpr int64_t kUsers = 1000;

auto ProgramOf(const SandboxSettings& settings) -> std::string {
  if (!settings.program.empty()) return settings.program;
  std::array<char, PATH_MAX> buffer{};
  const ssize_t length = ::readlink("/proc/self/exe", buffer.data(), buffer.size());
  const std::string own(buffer.data(), length > 0 ? static_cast<size_t>(length) : 0);
  return own.substr(0, own.rfind('/') + 1) + "ingot-sandbox";
}

// Programs at the same time are different users, so that not even the kernel's counts are shared.
auto NextUser(const SandboxSettings& settings) -> int64_t {
  static std::atomic<int64_t> next{::getpid()};
  return settings.user + next++ % kUsers;
}

auto WordsOf(const SandboxSettings& settings, const SandboxedProgram& program) -> std::vector<std::string> {
  const SandboxLimits& limits = settings.limits;
  std::vector<std::string> words{ProgramOf(settings)};
  const auto add = [&](const char* name, const std::string& value) {
    if (!value.empty()) words.insert(words.end(), {name, value});
  };
  const auto number = [&](const char* name, int64_t value) { add(name, std::to_string(value)); };
  number("--seconds", limits.seconds);
  number("--cpu", limits.seconds);
  number("--memory", limits.memory);
  number("--processes", limits.processes);
  number("--disk", limits.disk);
  number("--file", limits.file);
  number("--log", limits.log);
  number("--percent", limits.percent);
  number("--user", NextUser(settings));
  add("--cgroup", settings.cgroup);
  add("--project", program.project);
  add("--cache", program.cache);
  add("--key", program.key);
  for (const std::string& folder : program.fresh) add("--fresh", folder);
  for (const std::string& variable : program.variables) add("--variable", variable);
  for (const auto& [host, inside] : program.reads) add("--read", host + "=" + inside);
  for (const auto& [name, host] : program.results) add("--result", name + "=" + host);
  words.emplace_back("--");
  words.insert(words.end(), program.words.begin(), program.words.end());
  return words;
}

auto Trouble(const std::string& text) -> tl::unexpected<Failure> { return tl::unexpected(Failure{FailureKind::kEnvironment, text, {}}); }

auto ReadVerdict(const std::string& output, const std::string& program) -> Result<SandboxEnd> {
  using Kind = SandboxEnd::Kind;
  const std::string line = output.substr(0, output.find('\n'));
  const std::string word = line.substr(0, line.find(' '));
  const std::string rest = line.substr(std::min(line.size(), word.size() + 1));
  if (word == "exited") {
    SandboxEnd end;
    std::from_chars(rest.data(), rest.data() + rest.size(), end.code);
    return end;
  }
  if (word == "time") return SandboxEnd{Kind::kTime, 0};
  if (word == "memory") return SandboxEnd{Kind::kMemory, 0};
  if (word == "disk") return SandboxEnd{Kind::kDisk, 0};
  if (word == "cannot") return Trouble("no sandbox can be made: " + rest);
  return Trouble("the sandbox " + program + " ended without saying how");
}

}  // namespace

auto RunSandboxed(const SandboxSettings& settings, const SandboxedProgram& program, Context& context) -> Result<SandboxEnd> {
  Program run;
  run.words = WordsOf(settings, program);
  run.folder = "/";
  // As long again for another program that has the cache; within, the sandbox itself counts.
  run.limit = std::chrono::seconds(2 * settings.limits.seconds + 60);
  const auto ended = Run(run, context);
  if (!ended) return tl::unexpected(ended.error());
  if (ended->code == 127) return Trouble(run.words.front() + " is missing: it belongs beside `ingot`");
  return ReadVerdict(ended->output, run.words.front());
}

auto WhyNoSandbox(const SandboxSettings& settings) -> std::string {
  KeptLines log;
  SandboxedProgram nothing;
  nothing.words = {"/usr/bin/true"};
  const auto end = RunSandboxed(settings, nothing, log);
  if (end && end->kind == SandboxEnd::Kind::kExited && end->code == 0) return {};
  std::string why = end ? "a program that does nothing does not end well in the sandbox" : end.error().text;
  if (!log.lines().empty()) why += " (" + log.lines().back() + ")";
  return why + "; install the package bubblewrap and allow user namespaces, or build with an engine";
}

}  // namespace ingot::bot
