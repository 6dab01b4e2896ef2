#include "compiler/driver/process.h"

#include <fcntl.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <climits>
#include <cstdio>
#include <iterator>

namespace ingot::driver {

namespace {

// What a C interface takes for a list of texts, which outlive it.
auto Pointers(const std::vector<std::string>& texts) -> std::vector<char*> {
  std::vector<char*> pointers;
  for (const std::string& text : texts) pointers.push_back(const_cast<char*>(text.c_str()));
  pointers.push_back(nullptr);
  return pointers;
}

auto EnvironmentWith(const std::vector<std::string>& settings) -> std::vector<std::string> {
  std::vector<std::string> variables;
  const auto name_of = [](const std::string& variable) { return variable.substr(0, variable.find('=')); };
  for (char** each = environ; *each != nullptr; ++each) {
    const std::string variable = *each;
    const bool set = std::ranges::any_of(settings, [&](const std::string& setting) { return name_of(setting) == name_of(variable); });
    if (!set) variables.push_back(variable);
  }
  std::ranges::copy_if(settings, std::back_inserter(variables), [](const std::string& setting) { return setting.find('=') != std::string::npos; });
  return variables;
}

auto WaitFor(pid_t pid) -> int {
  int status = 0;
  while (waitpid(pid, &status, 0) < 0 && errno == EINTR) {
  }
  return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

// A file without a name: a program may write to it and read from it without anybody at the other end.
class Unnamed {
 public:
  Unnamed() : file_(std::tmpfile()) {}
  Unnamed(const Unnamed&) = delete;
  auto operator=(const Unnamed&) -> Unnamed& = delete;
  ~Unnamed() {
    if (file_ != nullptr) std::fclose(file_);
  }
  auto ok() const -> bool { return file_ != nullptr; }
  auto number() const -> int { return fileno(file_); }
  auto Fill(const std::string& text) -> bool {
    const bool written = std::fwrite(text.data(), 1, text.size(), file_) == text.size() && std::fflush(file_) == 0;
    std::rewind(file_);
    return written;
  }
  auto Read() -> std::string {
    std::rewind(file_);
    std::string text;
    std::array<char, 65536> block{};
    while (const size_t length = std::fread(block.data(), 1, block.size(), file_)) text.append(block.data(), length);
    return text;
  }

 private:
  std::FILE* file_;
};

}  // namespace

auto RunProgram(const std::vector<std::string>& arguments) -> int {
  std::vector<char*> argv = Pointers(arguments);
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_adddup2(&actions, STDERR_FILENO, STDOUT_FILENO);
  pid_t pid = 0;
  const int failure = posix_spawnp(&pid, argv[0], &actions, nullptr, argv.data(), environ);
  posix_spawn_file_actions_destroy(&actions);
  return failure != 0 ? 127 : WaitFor(pid);
}

auto CaptureProgram(const std::vector<std::string>& arguments, const std::string& input, const std::vector<std::string>& settings) -> Captured {
  Unnamed in;
  Unnamed out;
  Unnamed err;
  if (!in.ok() || !out.ok() || !err.ok() || !in.Fill(input)) return {126, "", "no temporary file can be made"};
  std::vector<char*> argv = Pointers(arguments);
  const std::vector<std::string> variables = EnvironmentWith(settings);
  std::vector<char*> environment = Pointers(variables);
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_adddup2(&actions, in.number(), STDIN_FILENO);
  posix_spawn_file_actions_adddup2(&actions, out.number(), STDOUT_FILENO);
  posix_spawn_file_actions_adddup2(&actions, err.number(), STDERR_FILENO);
  pid_t pid = 0;
  const int failure = posix_spawnp(&pid, argv[0], &actions, nullptr, argv.data(), environment.data());
  posix_spawn_file_actions_destroy(&actions);
  const int code = failure != 0 ? 127 : WaitFor(pid);
  return {code, out.Read(), err.Read()};
}

void ReplaceBy(const std::string& program, const std::string& folder) {
  if (chdir(folder.c_str()) != 0) return;
  char* argv[] = {const_cast<char*>(program.c_str()), nullptr};
  execv(program.c_str(), argv);
}

auto ProgramFolder() -> std::string {
  std::array<char, PATH_MAX> buffer{};
  const ssize_t length = readlink("/proc/self/exe", buffer.data(), buffer.size());
  if (length <= 0) return {};
  const std::string path(buffer.data(), static_cast<size_t>(length));
  return path.substr(0, path.rfind('/'));
}

}  // namespace ingot::driver
