#include "tests/support/bucket.h"

#include <signal.h>
#include <sys/wait.h>

#include <chrono>
#include <filesystem>
#include <stdexcept>
#include <thread>

#include "tests/support/child.h"
#include "tests/support/command.h"

namespace ingot::test {
namespace {

namespace fs = std::filesystem;

constexpr const char* kPython = "/usr/bin/python3";  // the one that Debian's packages are for

}  // namespace

auto Bucket::Missing() -> std::string {
  static const bool found = RunCommand("/", std::string(kPython) + " -c 'import swift.proxy.server'").code == 0;
  return found ? "" : "OpenStack Swift is not installed (python3-swift)";
}

Bucket::Bucket() : port_(FreePort()) {
  const std::string path = folder_.path();
  const std::string program = path + "/bucket.py";
  WriteFile(program, ReadFile(INGOT_SOURCE_DIR "/tests/support/bucket.py"));
  for (const std::string& each : {path, program}) GiveToChild(each);
  process_ = StartChild({kPython, "-B", program, path, std::to_string(port_), "things"}, path + "/log");
  for (int i = 0; i < 2000 && ::waitpid(process_, nullptr, WNOHANG) == 0; ++i) {
    if (ReadFile(path + "/log").find("ready") != std::string::npos) return;
    std::this_thread::sleep_for(std::chrono::milliseconds(10));
  }
  throw std::runtime_error("Swift does not start: " + ReadFile(path + "/log"));
}

Bucket::~Bucket() { Kill(); }

void Bucket::Kill() {
  if (process_ <= 0) return;
  ::kill(process_, SIGKILL);
  ::waitpid(process_, nullptr, 0);
  process_ = -1;
}

auto Bucket::Url(const std::string& bucket) const -> std::string {
  return "s3://" + bucket + "/of/service?region=eu-test-1&endpoint=http://127.0.0.1:" + std::to_string(port_);
}

auto Bucket::Variables() const -> std::vector<std::string> {
  return {"FILES_URL=" + Url(), "AWS_ACCESS_KEY_ID=test:tester", "AWS_SECRET_ACCESS_KEY=testing-secret"};
}

auto Bucket::Count() const -> size_t {
  size_t count = 0;
  std::error_code ignored;  // objects go while it looks
  for (const auto& entry : fs::recursive_directory_iterator(folder_.path() + "/device/objects", ignored)) count += entry.path().extension() == ".data" ? 1 : 0;
  return count;
}

void Bucket::Refuse(bool refuses) {
  const std::string path = folder_.path() + "/refuse";
  if (refuses) return WriteFile(path, "");
  fs::remove(path);
}

}  // namespace ingot::test
