#include "tests/emitted/service_process.h"

#include <fcntl.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <thread>

#include "tests/support/folder.h"

namespace ingot::test {

ServiceProcess::ServiceProcess(const std::string& program, std::string folder, std::string url, const std::vector<std::string>& variables)
    : folder_(std::move(folder)) {
  if (url.empty()) url = "sqlite:" + folder_ + "/app.db";
  const std::string log = folder_ + "/service.log";
  std::vector<std::string> environment{"PORT=0", "DATABASE_SYNC=normal", "DATABASE_URL=" + url,
                                       "SECRET_KEYS=1:AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8="};
  environment.insert(environment.end(), variables.begin(), variables.end());
  process_ = ::fork();
  if (process_ == 0) {
    const int output = ::open(log.c_str(), O_WRONLY | O_CREAT | O_TRUNC, 0600);
    ::dup2(output, 1);
    ::dup2(output, 2);
    std::vector<char*> envp;
    for (std::string& each : environment) envp.push_back(each.data());
    envp.push_back(nullptr);
    char* argv[] = {const_cast<char*>(program.c_str()), nullptr};
    ::execve(program.c_str(), argv, envp.data());
    ::_exit(127);
  }
  for (int i = 0; i < 2000 && port_ == 0 && IsRunning(); ++i) {
    std::this_thread::sleep_for(std::chrono::milliseconds(10));
    port_ = FindPort();
  }
}

ServiceProcess::~ServiceProcess() { Kill(); }

void ServiceProcess::Kill() {
  if (!IsRunning()) return;
  ::kill(process_, SIGKILL);
  ::waitpid(process_, &status_, 0);
  process_ = -1;
}

auto ServiceProcess::Log() const -> std::string { return ReadFile(folder_ + "/service.log"); }

auto ServiceProcess::FindPort() const -> uint16_t {
  const std::string prefix = "http://127.0.0.1:";
  const std::string text = Log();
  const size_t at = text.find(prefix);
  if (at == std::string::npos || text.find('\n', at) == std::string::npos) return 0;
  return static_cast<uint16_t>(std::stoi(text.substr(at + prefix.size())));
}

auto ServiceProcess::IsRunning() -> bool {
  if (process_ > 0 && ::waitpid(process_, &status_, WNOHANG) == process_) process_ = -1;
  return process_ > 0;
}

auto ServiceProcess::Stop() -> int {
  if (IsRunning()) {
    ::kill(process_, SIGTERM);
    ::waitpid(process_, &status_, 0);
    process_ = -1;
  }
  return WIFEXITED(status_) ? WEXITSTATUS(status_) : -WTERMSIG(status_);
}

}  // namespace ingot::test
