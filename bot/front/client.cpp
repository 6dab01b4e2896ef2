#include "bot/front/client.h"

#include <dirent.h>
#include <fcntl.h>
#include <poll.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <memory>
#include <thread>

namespace ingot::bot::front {
namespace {

using Clock = std::chrono::steady_clock;

constexpr size_t kMostAnswer = 1 << 20;
constexpr auto kStartLimit = std::chrono::seconds(10);

auto Environment(const std::string& text) -> tl::unexpected<Failure> {
  return tl::unexpected(Failure{FailureKind::kEnvironment, text, {}});
}

// Closed with the object.
class Descriptor {
 public:
  explicit Descriptor(int native) : native_(native) {}
  ~Descriptor() {
    if (native_ >= 0) ::close(native_);
  }
  Descriptor(const Descriptor&) = delete;
  auto operator=(const Descriptor&) -> Descriptor& = delete;
  auto get() const -> int { return native_; }

 private:
  int native_;
};

auto Connect(const std::string& folder, int socket) -> bool {
  const Descriptor opened(::open(folder.c_str(), O_PATH | O_DIRECTORY | O_CLOEXEC));
  const std::string path = "/proc/self/fd/" + std::to_string(opened.get()) + "/control";
  sockaddr_un address{};
  address.sun_family = AF_UNIX;
  std::strncpy(address.sun_path, path.c_str(), sizeof address.sun_path - 1);
  return opened.get() >= 0 &&
         ::connect(socket, reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0;
}

auto WaitFor(int socket, short events, Clock::time_point end) -> bool {
  for (;;) {
    const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(end - Clock::now()).count();
    pollfd wait{socket, events, 0};
    const int ready = ::poll(&wait, 1, static_cast<int>(std::max<int64_t>(left, 0)));
    if (ready > 0) return true;
    if (ready == 0 || errno != EINTR) return false;
  }
}

auto Exchange(int socket, const std::string& line, Clock::time_point end) -> Result<std::string> {
  size_t sent = 0;
  while (sent < line.size()) {
    if (!WaitFor(socket, POLLOUT, end))
      return Environment("the front of the application does not take a command in time");
    const ssize_t count = ::send(socket, line.data() + sent, line.size() - sent, MSG_NOSIGNAL | MSG_DONTWAIT);
    if (count < 0 && (errno == EAGAIN || errno == EINTR)) continue;
    if (count <= 0) return Environment("the front of the application hung up on a command");
    sent += static_cast<size_t>(count);
  }
  std::string answer;
  char bytes[4096];
  for (;;) {
    if (!WaitFor(socket, POLLIN, end))
      return Environment("the front of the application does not answer in time");
    const ssize_t count = ::recv(socket, bytes, sizeof bytes, MSG_DONTWAIT);
    if (count < 0 && (errno == EAGAIN || errno == EINTR)) continue;
    if (count <= 0 || answer.size() > kMostAnswer)
      return Environment("the front of the application ended before it answered");
    answer.append(bytes, static_cast<size_t>(count));
    if (answer.back() != '\n') continue;
    answer.pop_back();
    return answer;
  }
}

// Between fork and exec, twice: its parent is nobody of ours, so it is nobody's to clean up and nobody's to
// take along.
[[noreturn]] void Detach(char* const* argv, char* const* environment, int null, int log) {
  ::setsid();
  if (const pid_t child = ::fork(); child != 0) ::_exit(child > 0 ? 0 : 1);
  ::dup2(null, 0);
  ::dup2(log, 1);
  ::dup2(log, 2);
  ::close_range(3, ~0U, 0);
  sigset_t none;
  ::sigemptyset(&none);
  ::sigprocmask(SIG_SETMASK, &none, nullptr);
  if (::chdir("/") == 0) ::execve(argv[0], argv, environment);
  ::_exit(127);
}

auto Start(const std::string& program, const std::string& folder) -> bool {
  const Descriptor log(
      ::open((folder + "/front.log").c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, 0600));
  const Descriptor null(::open("/dev/null", O_RDONLY | O_CLOEXEC));
  char* const argv[] = {const_cast<char*>(program.c_str()), const_cast<char*>(folder.c_str()), nullptr};
  char path[] = "PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";
  char* const environment[] = {path, nullptr};
  const pid_t child = ::fork();
  if (child == 0) Detach(argv, environment, null.get(), log.get());
  int status = -1;
  while (child > 0 && ::waitpid(child, &status, 0) < 0 && errno == EINTR) {
  }
  return child > 0 && status == 0;
}

}  // namespace

auto Ask(const std::string& folder, const std::string& line, std::chrono::seconds limit)
    -> Result<std::string> {
  const Descriptor socket(::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0));
  if (!Connect(folder, socket.get())) return Environment("the front of the application does not run");
  return Exchange(socket.get(), line + "\n", Clock::now() + limit);
}

auto EnsureFront(const std::string& program, const std::string& folder) -> Result<void> {
  const std::string status = R"({"command":"status"})";
  if (Ask(folder, status, std::chrono::seconds(5))) return {};
  // Two of them at once do no harm: the second one ends when it finds the lock.
  if (!Start(program, folder))
    return Environment("cannot start another process for the front of an application");
  const auto end = Clock::now() + kStartLimit;
  while (Clock::now() < end) {
    if (Ask(folder, status, std::chrono::seconds(5))) return {};
    std::this_thread::sleep_for(std::chrono::milliseconds(5));
  }
  return Environment("the front of an application does not start; " + folder + "/front.log may say why");
}

auto EnsureFronts(const std::string& program, const std::string& root) -> std::vector<std::string> {
  std::vector<std::string> mistakes;
  const std::unique_ptr<DIR, int (*)(DIR*)> applications(::opendir(root.c_str()), ::closedir);
  while (const dirent* entry = applications ? ::readdir(applications.get()) : nullptr) {
    if (entry->d_name[0] == '.') continue;
    const std::string folder = root + "/" + entry->d_name + "/front";
    if (::access((folder + "/state.json").c_str(), F_OK) != 0) continue;
    if (const auto started = EnsureFront(program, folder); !started) mistakes.push_back(started.error().text);
  }
  return mistakes;
}

}  // namespace ingot::bot::front
