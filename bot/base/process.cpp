#include "bot/base/process.h"

#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cstring>
#include <optional>

#include "bot/base/guard.h"

namespace ingot::bot {
namespace {

constexpr size_t kMostOutput = 16U << 20U;
constexpr size_t kMostLine = 4096;
constexpr int kLookMilliseconds = 100;  // how soon a stop is noticed

class Descriptor {
 public:
  Descriptor() = default;
  explicit Descriptor(int number) : number_(number) {}
  ~Descriptor() { Close(); }
  Descriptor(const Descriptor&) = delete;
  auto operator=(const Descriptor&) -> Descriptor& = delete;
  auto number() const -> int { return number_; }
  void Close() {
    if (number_ >= 0) ::close(number_);
    number_ = -1;
  }
  void Set(int number) {
    Close();
    number_ = number;
  }

 private:
  int number_ = -1;
};

struct Pipe {
  Descriptor out;  // where the bot reads
  Descriptor in;
  auto Open() -> bool {
    std::array<int, 2> ends{};
    if (::pipe2(ends.data(), O_CLOEXEC) != 0) return false;
    out.Set(ends[0]);
    in.Set(ends[1]);
    ::fcntl(ends[0], F_SETFL, O_NONBLOCK);
    return true;
  }
};

// Bytes become lines; what of a line is beyond the most is dropped.
class Lines {
 public:
  explicit Lines(Context& context) : context_(context) {}
  void Add(std::string_view bytes) {
    while (!bytes.empty()) {
      const size_t end = bytes.find('\n');
      const std::string_view part = bytes.substr(0, end);
      line_.append(part.substr(0, kMostLine - std::min(kMostLine, line_.size())));
      any_ = true;
      if (end == std::string_view::npos) return;
      Finish();
      bytes.remove_prefix(end + 1);
    }
  }
  void Finish() {
    if (any_) context_.Log(line_);
    line_.clear();
    any_ = false;
  }

 private:
  Context& context_;
  std::string line_;
  bool any_ = false;
};

// Reads what is there. False at the end.
template <typename Take>
auto Drain(int descriptor, Take take) -> bool {
  std::array<char, 65536> part{};
  for (int i = 0; i < 16; ++i) {  // the other pipe has its turn too
    const ssize_t size = ::read(descriptor, part.data(), part.size());
    if (size == 0) return false;
    if (size < 0) return errno == EAGAIN || errno == EINTR;
    take(std::string_view(part.data(), static_cast<size_t>(size)));
  }
  return true;
}

auto IsProgram(const std::string& path) -> bool {
  struct stat state {};
  return ::stat(path.c_str(), &state) == 0 && S_ISREG(state.st_mode) && ::access(path.c_str(), X_OK) == 0;
}

// Empty: there is none.
auto Resolve(const Program& program) -> std::string {
  const std::string& name = program.words.front();
  if (name.find('/') != std::string::npos) return name;
  std::string_view folders = "/usr/local/bin:/usr/bin:/bin";
  for (const std::string& setting : program.environment) {
    if (setting.starts_with("PATH=")) folders = std::string_view(setting).substr(5);
  }
  while (!folders.empty()) {
    const std::string_view folder = folders.substr(0, folders.find(':'));
    folders.remove_prefix(std::min(folders.size(), folder.size() + 1));
    const std::string path = std::string(folder) + "/" + name;
    if (!folder.empty() && IsProgram(path)) return path;
  }
  return {};
}

auto Pointers(const std::vector<std::string>& texts) -> std::vector<char*> {
  std::vector<char*> pointers;
  for (const std::string& text : texts) pointers.push_back(const_cast<char*>(text.c_str()));
  pointers.push_back(nullptr);
  return pointers;
}

auto Trouble(const std::string& text) -> tl::unexpected<Failure> { return tl::unexpected(Failure{FailureKind::kEnvironment, text, ""}); }

class Running {
 public:
  Running(const Program& program, Context& context) : program_(program), context_(context), lines_(context) {}

  auto Start(const std::string& path) -> Result<void> {
    if (!output_.Open() || !errors_.Open()) return Trouble(std::string("no pipe to a program can be made: ") + std::strerror(errno));
    const std::vector<char*> words = Pointers(program_.words);
    const std::vector<char*> environment = Pointers(program_.environment);
    const std::string folder = program_.folder.empty() ? "." : program_.folder;
    const GuardedProgram guarded{path.c_str(), words.data(), environment.data(), folder.c_str(), output_.in.number(), errors_.in.number(), ::getpid()};
    // No signal of the bot's reaches the child before it has left its handlers.
    sigset_t all;
    sigset_t former;
    ::sigfillset(&all);
    ::pthread_sigmask(SIG_SETMASK, &all, &former);
    guard_ = ::_Fork();
    if (guard_ == 0) RunGuarded(guarded);
    const int problem = errno;
    ::pthread_sigmask(SIG_SETMASK, &former, nullptr);
    if (guard_ < 0) return Trouble(std::string("no process can be made: ") + std::strerror(problem));
    handle_.Set(static_cast<int>(::syscall(SYS_pidfd_open, guard_, 0)));
    output_.in.Close();
    errors_.in.Close();
    return {};
  }

  auto Await() -> Result<Ended> {
    const auto end = std::chrono::steady_clock::now() + program_.limit;
    std::optional<Failure> failure;
    while (!HasEnded()) {
      Look();
      if (failure) continue;
      if (context_.Stopped()) {
        failure = Failure{FailureKind::kStopped, "the job was stopped", ""};
      } else if (std::chrono::steady_clock::now() >= end) {
        failure = Failure{FailureKind::kEnvironment, program_.words.front() + " was ended after " + std::to_string(program_.limit.count()) + " s", ""};
      }
      if (failure) ::kill(guard_, SIGTERM);
    }
    Look();  // what is left in the pipes
    lines_.Finish();
    if (failure) return tl::unexpected(*failure);
    return Ended{code_, std::move(text_)};
  }

 private:
  auto HasEnded() -> bool {
    int status = 0;
    const pid_t ended = ::waitpid(guard_, &status, WNOHANG);
    if (ended == 0) return false;
    code_ = ended < 0 ? 128 + SIGKILL : WIFSIGNALED(status) ? 128 + WTERMSIG(status) : WEXITSTATUS(status);
    return true;
  }

  void Look() {
    std::array<pollfd, 3> watched{{{output_.out.number(), POLLIN, 0}, {errors_.out.number(), POLLIN, 0}, {handle_.number(), POLLIN, 0}}};
    ::poll(watched.data(), watched.size(), kLookMilliseconds);
    const auto keep = [&](std::string_view bytes) { text_.append(bytes.substr(0, kMostOutput - std::min(kMostOutput, text_.size()))); };
    if (watched[0].revents != 0 && !Drain(output_.out.number(), keep)) output_.out.Close();
    if (watched[1].revents != 0 && !Drain(errors_.out.number(), [&](std::string_view bytes) { lines_.Add(bytes); })) errors_.out.Close();
  }

  const Program& program_;
  Context& context_;
  Lines lines_;
  Pipe output_;
  Pipe errors_;
  Descriptor handle_;
  pid_t guard_ = -1;
  int code_ = 0;
  std::string text_;
};

}  // namespace

auto Run(const Program& program, Context& context) -> Result<Ended> {
  if (program.words.empty()) return Trouble("there is no program to run");
  if (context.Stopped()) return tl::unexpected(Failure{FailureKind::kStopped, "the job was stopped", ""});
  struct stat folder {};
  if (!program.folder.empty() && (::stat(program.folder.c_str(), &folder) != 0 || !S_ISDIR(folder.st_mode))) {
    return Trouble("there is no folder " + program.folder + " to run " + program.words.front() + " in");
  }
  const std::string path = Resolve(program);
  if (path.empty()) return Ended{127, ""};
  Running run(program, context);
  if (auto started = run.Start(path); !started) return tl::unexpected(started.error());
  return run.Await();
}

}  // namespace ingot::bot
