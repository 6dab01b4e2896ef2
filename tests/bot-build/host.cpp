#include "tests/bot-build/host.h"

#include <arpa/inet.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <poll.h>
#include <signal.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <charconv>
#include <cstring>
#include <filesystem>
#include <stdexcept>

namespace ingot::bot::test {

namespace fs = std::filesystem;
using ingot::test::ReadFile;
using ingot::test::WriteFile;

Host::Host() : token_("ingot-host-" + std::to_string(::getpid())) {
  ::setenv("BOT_SECRET", kSecret, 1);
  WriteFile(path("secret"), std::string(kSecret) + "\n");
  WriteFile(path("other/source.cpp"), "int other;\n");
  WriteFile(path("project/CMakeLists.txt"), "# of the project\n");
  WriteFile(path("runtime/library.a"), "a library\n");
  fs::create_directories(path("cache"));
  fs::create_directories(path("output"));
  Listen(SOCK_STREAM, AF_INET, {}, &tcp_);
  Listen(SOCK_DGRAM, AF_INET, {}, &udp_);
  Listen(SOCK_STREAM, AF_UNIX, path("socket"), nullptr);
  Listen(SOCK_STREAM, AF_UNIX, std::string(1, '\0') + token_, nullptr);
  process_ = ::fork();
  if (process_ == 0) {
    ::execl("/usr/bin/sleep", token_.c_str(), "100", nullptr);
    ::_exit(127);
  }
  thread_ = std::thread([this] { Serve(); });
}

Host::~Host() {
  over_ = true;
  thread_.join();
  for (const int server : servers_) ::close(server);
  ::kill(process_, SIGKILL);
  ::waitpid(process_, nullptr, 0);
}

void Host::Listen(int kind, int domain, const std::string& name, uint16_t* port) {
  const int server = ::socket(domain, kind | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
  sockaddr_storage address{};
  socklen_t size = sizeof(sockaddr_in);
  if (domain == AF_INET) {
    auto* internet = reinterpret_cast<sockaddr_in*>(&address);
    internet->sin_family = AF_INET;
    internet->sin_addr.s_addr = ::htonl(INADDR_LOOPBACK);
  } else {
    auto* local = reinterpret_cast<sockaddr_un*>(&address);
    local->sun_family = AF_UNIX;
    std::memcpy(local->sun_path, name.data(), name.size());
    size = static_cast<socklen_t>(offsetof(sockaddr_un, sun_path) + name.size());
  }
  if (::bind(server, reinterpret_cast<sockaddr*>(&address), size) != 0) throw std::runtime_error("cannot listen on " + name);
  if (kind == SOCK_STREAM) ::listen(server, 5);
  if (domain == AF_UNIX && name[0] != '\0') fs::permissions(name, fs::perms::all);
  if (port != nullptr) {
    ::getsockname(server, reinterpret_cast<sockaddr*>(&address), &size);
    *port = ::ntohs(reinterpret_cast<sockaddr_in*>(&address)->sin_port);
  }
  servers_.push_back(server);
}

void Host::Serve() {
  while (!over_) {
    std::vector<pollfd> waited;
    for (const int server : servers_) waited.push_back({server, POLLIN, 0});
    if (::poll(waited.data(), waited.size(), 50) <= 0) continue;
    for (const pollfd& each : waited) {
      if (each.revents == 0) continue;
      if (const int client = ::accept(each.fd, nullptr, nullptr); client >= 0) {
        (void)!::write(client, "host", 4);
        ::close(client);
        continue;
      }
      sockaddr_storage from{};
      socklen_t size = sizeof from;
      std::array<char, 64> bytes{};
      if (::recvfrom(each.fd, bytes.data(), bytes.size(), 0, reinterpret_cast<sockaddr*>(&from), &size) > 0) {
        ::sendto(each.fd, "host", 4, 0, reinterpret_cast<sockaddr*>(&from), size);
      }
    }
  }
}

auto Host::Settings() const -> SandboxSettings {
  SandboxSettings settings;
  settings.program = INGOT_BINARY_DIR "/bin/ingot-sandbox";
  settings.limits.seconds = 20;
  settings.limits.memory = 400LL << 20;
  settings.limits.processes = 64;
  settings.limits.disk = 64LL << 20;
  settings.limits.file = 32LL << 20;
  settings.limits.log = 64LL << 10;
  return settings;
}

auto Host::Facts() const -> std::string {
  const auto text = [](const std::string& name, const std::string& value) { return "\"" + name + "\":\"" + value + "\","; };
  const auto number = [](const std::string& name, int64_t value) { return "\"" + name + "\":" + std::to_string(value); };
  const SandboxLimits limits = Settings().limits;
  return "{" + text("secret", kSecret) + text("secret_file", path("secret")) + text("other", path("other")) + text("socket", path("socket")) +
         text("token", token_) + number("tcp", tcp_) + "," + number("udp", udp_) + "," + number("pid", process_) + "," +
         number("memory", limits.memory) + "," + number("disk", limits.disk) + "," + number("processes", limits.processes) + "," +
         number("files", 20000) + "}";
}

auto Host::Attempt(const std::string& name) const -> SandboxedProgram {
  SandboxedProgram program;
  program.project = path("project");
  program.cache = path("cache");
  program.key = "key";
  program.reads = {{path("runtime"), "/runtime"}, {INGOT_SOURCE_DIR "/tests/bot-build/attempts.py", "/attempts.py"}};
  program.words = {"/usr/bin/python3", "/attempts.py", name, Facts()};
  return program;
}

auto Host::OtherIsWhole() const -> bool {
  const auto files = ingot::test::FilesOf(path("other"), "");
  return files.size() == 1 && ReadFile(path("other/source.cpp")) == "int other;\n" && ReadFile(path("secret")) == std::string(kSecret) + "\n" &&
         ReadFile(path("project/CMakeLists.txt")) == "# of the project\n" && ReadFile(path("runtime/library.a")) == "a library\n";
}

auto ProcessesWith(const std::string& text) -> std::vector<pid_t> {
  std::vector<pid_t> found;
  for (const auto& entry : fs::directory_iterator("/proc")) {
    const std::string name = entry.path().filename().string();
    pid_t id = 0;
    if (std::from_chars(name.data(), name.data() + name.size(), id).ec != std::errc() || id == ::getpid()) continue;
    if (ReadFile(entry.path().string() + "/cmdline").find(text) != std::string::npos) found.push_back(id);
  }
  return found;
}

}  // namespace ingot::bot::test
