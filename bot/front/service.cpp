#include "bot/front/service.h"

#include <fcntl.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <charconv>
#include <cstring>
#include <utility>

#include <boost/asio/ip/address_v4.hpp>

#include "bot/base/durable.h"
#include "bot/front/isolation.h"

namespace ingot::bot::front {
namespace {

using std::chrono::milliseconds;

constexpr auto kFirstPause = milliseconds(100);
constexpr auto kLongestPause = milliseconds(30'000);
constexpr auto kLongLife = std::chrono::seconds(60);  // after it a death is a new story
constexpr auto kKillAfter = std::chrono::seconds(5);  // beyond the drain time
constexpr int kDefaultDrainMs = 20'000;
constexpr size_t kMostLastOutput = 8 << 10;

// In the child. Only what may be called between fork and exec.
[[noreturn]] void Become(const std::vector<char*>& argv, const std::vector<char*>& environment,
                         const char* folder, int output, pid_t parent) {
  ::setsid();
  ::prctl(PR_SET_PDEATHSIG, SIGKILL);  // nobody would keep it, and a second one would be started beside it
  if (::getppid() != parent || ::chdir(folder) != 0) ::_exit(126);
  struct sigaction normal {};
  normal.sa_handler = SIG_DFL;
  for (const int signal : {SIGPIPE, SIGXFSZ, SIGHUP, SIGTERM, SIGINT, SIGCHLD})
    ::sigaction(signal, &normal, nullptr);
  sigset_t none;
  ::sigemptyset(&none);
  ::sigprocmask(SIG_SETMASK, &none, nullptr);
  ::dup2(::open("/dev/null", O_RDONLY | O_CLOEXEC), 0);
  ::dup2(output, 1);
  ::dup2(output, 2);
  ::close_range(3, ~0U, 0);  // Asio's sockets would go along, the public port among them
  ::execve(argv[0], argv.data(), environment.data());
  ::_exit(127);
}

auto Pointers(const std::vector<std::string>& words) -> std::vector<char*> {
  std::vector<char*> pointers;
  for (const std::string& word : words) pointers.push_back(const_cast<char*>(word.c_str()));
  pointers.push_back(nullptr);
  return pointers;
}

auto WordsOf(int status) -> std::string {
  if (WIFSIGNALED(status)) return "was ended by signal " + std::to_string(WTERMSIG(status));
  return "ended with code " + std::to_string(WEXITSTATUS(status));
}

}  // namespace

Service::Service(Io& io, const Settings& settings, std::string application, Launch launch,
                 std::optional<Port> port, LogFile& log)
    : settings_(settings),
      application_(std::move(application)),
      launch_(std::move(launch)),
      port_(std::move(port)),
      log_(log),
      output_(io),
      again_(io),
      ending_(io) {
  target_->address = Tcp::endpoint(boost::asio::ip::address_v4::loopback(), launch_.port);
}

Service::~Service() { Kill(); }

auto Service::Environment() const -> std::vector<std::string> {
  std::vector<std::string> all;
  for (const auto& [name, value] : launch_.environment) all.push_back(name + "=" + value);
  // One that nothing can stand beside has to make room soon; others may wait for clients that are silent.
  if (!launch_.environment.contains("DRAIN_IDLE_MS"))
    all.push_back(std::string("DRAIN_IDLE_MS=") + (launch_.alone ? "500" : "10000"));
  all.emplace_back("HOST=127.0.0.1");
  all.push_back("PORT=" + std::to_string(launch_.port));
  return all;
}

auto Service::Spawn(int output) -> tl::expected<pid_t, std::string> {
  auto command = Isolated(settings_, application_, launch_.program, {});
  if (!command) return tl::unexpected(command.error());
  const auto environment = Environment();
  const auto argv = Pointers(command->words);
  const auto variables = Pointers(environment);
  const pid_t parent = ::getpid();
  const pid_t child = ::fork();
  if (child == 0) Become(argv, variables, command->folder.c_str(), output, parent);
  if (child < 0) return tl::unexpected(std::string("cannot start another process: ") + std::strerror(errno));
  return child;
}

auto Service::Start() -> tl::expected<void, std::string> {
  if (IsForeign() || process_ > 0) return {};
  int ends[2];
  if (::pipe2(ends, O_CLOEXEC) != 0)
    return tl::unexpected(std::string("cannot make a pipe: ") + std::strerror(errno));
  const auto child = Spawn(ends[1]);
  ::close(ends[1]);
  if (!child) {
    ::close(ends[0]);
    return tl::unexpected(child.error());
  }
  process_ = *child;
  started_ = Clock::now();
  ErrorCode ignored;
  output_.close(ignored);
  output_.assign(ends[0], ignored);
  output_.non_blocking(true, ignored);
  ReadOutput();
  return {};
}

void Service::KeepAlive() {
  kept_alive_ = true;
  last_output_ = {};
  if (const auto started = Start(); !started) {
    last_end_ = started.error();
    StartLater();
  }
}

void Service::ReadOutput() {
  output_.async_wait(Pipe::wait_read,
                     [self = shared_from_this(), pipe = output_.native_handle()](const ErrorCode& error) {
                       if (error || self->output_.native_handle() != pipe) return;
                       if (self->TakeOutput()) return self->ReadOutput();
                       ErrorCode ignored;
                       self->output_.close(ignored);
                     });
}

auto Service::TakeOutput() -> bool {
  std::array<char, 16 << 10> bytes;
  const ssize_t count = ::read(output_.native_handle(), bytes.data(), bytes.size());
  if (count < 0) return errno == EAGAIN || errno == EINTR;
  const std::string_view read{bytes.data(), static_cast<size_t>(count)};
  log_.Write(read);
  if (!kept_alive_) {
    last_output_ += read;
    if (last_output_.size() > kMostLastOutput) last_output_.erase(0, last_output_.size() - kMostLastOutput);
  }
  return count > 0;
}

void Service::Reap() {
  if (process_ <= 0) return;
  int status = 0;
  if (::waitpid(process_, &status, WNOHANG) != process_) return;
  process_ = -1;
  Died(status);
}

void Service::Died(int status) {
  last_end_ = WordsOf(status);
  // Before somebody asks what its last words were; a pipe holds 64 KiB.
  for (int i = 0; i < 4 && output_.is_open() && TakeOutput(); ++i) {
  }
  ending_.cancel();
  log_.Write("{\"level\":\"" + std::string(ends_ ? "info" : "error") +
             "\",\"msg\":\"the service of release " + std::to_string(launch_.release) + " " + last_end_ +
             "\"}\n");
  for (const auto& done : std::exchange(done_, {})) done();
  if (kept_alive_ && !ends_) StartLater();
}

void Service::StartLater() {
  if (Clock::now() - started_ > kLongLife) pause_ = {};
  again_.expires_after(pause_);
  pause_ = std::clamp<Clock::duration>(pause_ * 2, kFirstPause, kLongestPause);
  again_.async_wait([self = shared_from_this()](const ErrorCode& error) {
    if (error || self->ends_) return;
    ++self->restarts_;
    self->KeepAlive();
  });
}

// What watches the service does not hand signals on, so they go to the only child of its only child. The
// kernel lists them.
auto Service::Process() const -> pid_t {
  if (process_ <= 0) return -1;
  pid_t process = process_;
  for (int depth = 0; depth < 2; ++depth) {
    const std::string number = std::to_string(process);
    const auto program = ReadSmall("/proc/" + number + "/comm", 64);
    if (!program || *program != "bwrap\n") break;
    const auto children = ReadSmall("/proc/" + number + "/task/" + number + "/children", 256);
    pid_t child = -1;
    if (children) std::from_chars(children->data(), children->data() + children->size(), child);
    if (child <= 0) break;
    process = child;
  }
  return process;
}

auto Service::DrainTime() const -> Clock::duration {
  int time = kDefaultDrainMs;
  if (const auto found = launch_.environment.find("DRAIN_TIMEOUT_MS"); found != launch_.environment.end()) {
    std::from_chars(found->second.data(), found->second.data() + found->second.size(), time);
  }
  return milliseconds(std::clamp(time, 0, 600'000)) + kKillAfter;
}

void Service::End(std::function<void()> done) {
  again_.cancel();
  if (process_ <= 0) {
    ends_ = true;
    if (done) done();
    return;
  }
  if (done) done_.push_back(std::move(done));
  if (std::exchange(ends_, true)) return;
  ::kill(Process(), SIGTERM);
  ending_.expires_after(DrainTime());
  ending_.async_wait([self = shared_from_this()](const ErrorCode& error) {
    if (!error) self->Kill();
  });
}

void Service::Kill() {
  ends_ = true;
  again_.cancel();
  if (process_ <= 0) return;
  const pid_t service = Process();
  if (service != process_) ::kill(service, SIGKILL);
  ::kill(process_, SIGKILL);
}

}  // namespace ingot::bot::front
