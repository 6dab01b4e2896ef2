// The process of a release: a child of the front, which starts it again when it dies and keeps what it
// prints.
#pragma once

#include <sys/types.h>

#include <array>
#include <functional>
#include <memory>
#include <optional>
#include <string>

#include <boost/asio/posix/basic_stream_descriptor.hpp>

#include "bot/front/forwarder.h"
#include "bot/front/io.h"
#include "bot/front/log_file.h"
#include "bot/front/port.h"
#include "bot/front/settings.h"
#include "bot/front/state.h"

namespace ingot::bot::front {

class Service : public std::enable_shared_from_this<Service> {
 public:
  // `application` is the folder that holds `data`.
  Service(Io& io, const Settings& settings, std::string application, Launch launch, std::optional<Port> port,
          LogFile& log);
  ~Service();
  Service(const Service&) = delete;
  auto operator=(const Service&) -> Service& = delete;

  // A sentence when it cannot even be tried. What somebody else runs is not started.
  auto Start() -> tl::expected<void, std::string>;
  // Starts it, and again whenever it dies or cannot be started.
  void KeepAlive();
  // Tells it to finish (SIGTERM), and kills it when it has not by its drain time and some seconds. `done` is
  // called when it is gone.
  void End(std::function<void()> done);
  // Now.
  void Kill();
  // Some child of the process has died.
  void Reap();

  auto launch() const -> const Launch& { return launch_; }
  auto target() const -> const std::shared_ptr<Target>& { return target_; }
  auto IsForeign() const -> bool { return launch_.program.empty(); }
  auto IsAlive() const -> bool { return IsForeign() || process_ > 0; }
  // Of the service itself, not of what watches it; -1: none.
  auto Process() const -> pid_t;
  auto Restarts() const -> int { return restarts_; }
  auto LastEnd() const -> const std::string& { return last_end_; }
  // The end of what it printed before it was kept alive.
  auto LastOutput() const -> const std::string& { return last_output_; }

 private:
  using Pipe = boost::asio::posix::basic_stream_descriptor<Io::executor_type>;

  auto Spawn(int output) -> tl::expected<pid_t, std::string>;
  auto Environment() const -> std::vector<std::string>;
  auto DrainTime() const -> Clock::duration;
  void ReadOutput();
  // What it has printed by now; false when there is nothing more to come.
  auto TakeOutput() -> bool;
  void Died(int status);
  void StartLater();

  const Settings& settings_;
  const std::string application_;
  const Launch launch_;
  const std::optional<Port> port_;
  LogFile& log_;
  std::shared_ptr<Target> target_ = std::make_shared<Target>();
  Pipe output_;
  Timer again_;
  Timer ending_;
  pid_t process_ = -1;
  Clock::time_point started_;
  Clock::duration pause_{};
  int restarts_ = 0;
  bool kept_alive_ = false;
  bool ends_ = false;
  std::string last_end_;
  std::string last_output_;
  std::vector<std::function<void()>> done_;
};

}  // namespace ingot::bot::front
