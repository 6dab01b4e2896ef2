#include "bot/front/isolation.h"

#include <fcntl.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <string_view>

namespace ingot::bot::front {
namespace {

using Words = std::vector<std::string>;

constexpr const char* kSetpriv = "/usr/bin/setpriv";

void Add(Words& words, const Words& more) { words.insert(words.end(), more.begin(), more.end()); }

auto HasOwnUser(const Settings& settings) -> bool { return settings.user != 0 && ::geteuid() == 0; }

auto Limits(const Settings& settings) -> Words {
  Words words{"/usr/bin/prlimit", "--core=0", "--data=" + std::to_string(settings.memory_bytes)};
  if (HasOwnUser(settings)) words.push_back("--nproc=" + std::to_string(settings.processes));
  words.emplace_back("--");
  return words;
}

// Everything but the application's own folders. The first process of the view is bubblewrap's own: it dies
// with the front, whose service has another user and would not be told, and the kernel ends all others with
// it.
auto View(const Settings& settings) -> Words {
  Words words{"bwrap",         "--unshare-ipc",        "--unshare-pid",
              "--unshare-uts", "--unshare-cgroup-try", "--die-with-parent",
              "--new-session"};
  if (!HasOwnUser(settings)) words.emplace_back("--unshare-user");
  Add(words, {"--perms",  "0755",    "--dir",   "/usr",  "--perms",    "0755",      "--dir",
              "/usr/bin", "--perms", "0755",    "--dir", "/usr/share", "--perms",   "0755",
              "--dir",    "/etc",    "--perms", "0755",  "--dir",      "/usr/local"});
  for (const char* path :
       {"/usr/lib", "/usr/lib64", "/usr/lib32", "/usr/local/lib", "/usr/share/ca-certificates",
        "/usr/share/zoneinfo", kSetpriv, "/etc/ld.so.cache", "/etc/ssl", "/etc/ca-certificates",
        "/etc/resolv.conf", "/etc/hosts", "/etc/nsswitch.conf", "/etc/gai.conf", "/etc/localtime",
        "/etc/services", "/etc/protocols"}) {
    Add(words, {"--ro-bind-try", path, path});
  }
  for (const char* path : {"/lib", "/lib64", "/lib32"}) {
    char target[256];
    const ssize_t size = ::readlink(path, target, sizeof target);
    if (size > 0) Add(words, {"--symlink", std::string(target, static_cast<size_t>(size)), path});
    if (size < 0 && errno == EINVAL) Add(words, {"--ro-bind", path, path});
  }
  Add(words, {"--proc", "/proc", "--dev", "/dev", "--perms", "1777", "--tmpfs", "/tmp"});
  return words;
}

// The last words before the program: a user of its own, and nothing that could make it another one.
auto Rights(const Settings& settings) -> Words {
  Words words{"--remount-ro", "/", "--chdir", "/", "--cap-drop", "ALL"};
  if (!HasOwnUser(settings)) {
    words.emplace_back("--");
    return words;
  }
  const std::string user = std::to_string(settings.user);
  Add(words, {"--cap-add", "CAP_SETUID", "--cap-add", "CAP_SETGID", "--cap-add", "CAP_SETPCAP", "--",
              kSetpriv, "--reuid=" + user, "--regid=" + user, "--clear-groups", "--no-new-privs",
              "--inh-caps=-all", "--bounding-set=-all", "--"});
  return words;
}

auto Succeeds(const Words& words) -> bool {
  std::vector<char*> argv;
  for (const std::string& word : words) argv.push_back(const_cast<char*>(word.c_str()));
  argv.push_back(nullptr);
  char path[] = "PATH=/usr/bin:/bin";
  char* environment[] = {path, nullptr};
  posix_spawn_file_actions_t files;
  ::posix_spawn_file_actions_init(&files);
  ::posix_spawn_file_actions_addopen(&files, 0, "/dev/null", O_RDWR, 0);
  ::posix_spawn_file_actions_adddup2(&files, 0, 1);
  ::posix_spawn_file_actions_adddup2(&files, 0, 2);
  pid_t child = -1;
  const bool started = ::posix_spawnp(&child, argv[0], &files, nullptr, argv.data(), environment) == 0;
  ::posix_spawn_file_actions_destroy(&files);
  int status = -1;
  while (started && ::waitpid(child, &status, 0) < 0 && errno == EINTR) {
  }
  return started && WIFEXITED(status) && WEXITSTATUS(status) == 0;
}

auto Ask(const Settings& settings) -> tl::expected<void, std::string> {
  Words words = View(settings);
  Add(words, Rights(settings));
  Add(words, {kSetpriv, "--version"});
  if (!Succeeds(words)) {
    return tl::unexpected(
        std::string("bubblewrap does not work here, so a service would see what its user sees: install the "
                    "package bubblewrap, or allow user namespaces"));
  }
  return {};
}

}  // namespace

auto CanIsolate(const Settings& settings) -> const tl::expected<void, std::string>& {
  static const tl::expected<void, std::string> kAnswer = Ask(settings);
  return kAnswer;
}

auto Isolated(const Settings& settings, const std::string& application, const std::string& program,
              const std::vector<std::string>& words) -> tl::expected<Command, std::string> {
  Command command{Limits(settings), application};
  const bool isolated = settings.isolation != Isolation::kNever && CanIsolate(settings).has_value();
  if (!isolated && settings.isolation == Isolation::kAlways)
    return tl::unexpected(CanIsolate(settings).error());
  if (!isolated) {
    command.words.push_back(program);
    Add(command.words, words);
    return command;
  }
  Add(command.words, View(settings));
  const size_t slash = program.rfind('/');
  Add(command.words,
      {"--ro-bind", program.substr(0, slash), "/app", "--bind", application + "/data", "/data"});
  Add(command.words, Rights(settings));
  command.words.push_back("/app" + program.substr(slash));
  Add(command.words, words);
  return command;
}

}  // namespace ingot::bot::front
