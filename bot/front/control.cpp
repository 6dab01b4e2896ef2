#include "bot/front/control.h"

#include <fcntl.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <unistd.h>

#include <utility>

#include <boost/asio/buffer.hpp>
#include <boost/asio/read_until.hpp>
#include <boost/asio/write.hpp>

namespace ingot::bot::front {
namespace {

constexpr size_t kMostLine = 1 << 20;
constexpr int kMostSessions = 16;
constexpr auto kPatience = std::chrono::seconds(60);  // for a line, and for its answer to be taken

}  // namespace

class Control::Session : public std::enable_shared_from_this<Session> {
 public:
  Session(LocalSocket socket, const Handler& handler, std::shared_ptr<int> sessions)
      : socket_(std::move(socket)),
        timer_(socket_.get_executor()),
        handler_(handler),
        sessions_(std::move(sessions)) {
    ++*sessions_;
  }
  ~Session() { --*sessions_; }
  Session(const Session&) = delete;
  auto operator=(const Session&) -> Session& = delete;

  void Read() {
    WaitAtMost();
    boost::asio::async_read_until(socket_, boost::asio::dynamic_buffer(input_, kMostLine), '\n',
                                  [self = shared_from_this()](const ErrorCode& error, size_t size) {
                                    self->timer_.cancel();
                                    if (error) return;  // also a line that is too long
                                    std::string line = self->input_.substr(0, size - 1);
                                    self->input_.erase(0, size);
                                    self->handler_(
                                        line, [self](std::string answer) { self->Write(std::move(answer)); });
                                  });
  }

 private:
  void Write(std::string answer) {
    output_ = std::move(answer) + "\n";
    WaitAtMost();
    boost::asio::async_write(socket_, boost::asio::buffer(output_),
                             [self = shared_from_this()](const ErrorCode& error, size_t) {
                               self->timer_.cancel();
                               if (!error) self->Read();
                             });
  }

  void WaitAtMost() {
    timer_.expires_after(kPatience);
    timer_.async_wait([weak = weak_from_this()](const ErrorCode& error) {
      const auto self = weak.lock();
      ErrorCode ignored;
      if (!error && self) self->socket_.close(ignored);
    });
  }

  LocalSocket socket_;
  Timer timer_;
  Handler handler_;
  std::shared_ptr<int> sessions_;
  std::string input_;
  std::string output_;
};

Control::Control(Io& io, Handler handler) : io_(io), handler_(std::move(handler)), acceptor_(io) {}

// A path of more than 107 bytes does not fit into an address: the folder is named by its descriptor.
auto Control::Listen(const std::string& folder) -> std::string {
  const int opened = ::open(folder.c_str(), O_PATH | O_DIRECTORY | O_CLOEXEC);
  const std::string path = "/proc/self/fd/" + std::to_string(opened) + "/control";
  ErrorCode error;
  ::unlinkat(opened, "control", 0);  // of a front that was killed: only the holder of the lock comes here
  acceptor_.open(Local(), error);
  const mode_t mask = ::umask(0077);
  if (!error) acceptor_.bind(Local::endpoint(path), error);
  ::umask(mask);
  if (!error) acceptor_.listen(16, error);
  ::close(opened);
  if (error) return "cannot listen on " + folder + "/control: " + error.message();
  Accept();
  return {};
}

void Control::Close() {
  ErrorCode ignored;
  acceptor_.close(ignored);
}

void Control::Accept() {
  acceptor_.async_accept([this](const ErrorCode& error, LocalSocket socket) {
    if (!acceptor_.is_open()) return;
    if (!error) {
      ucred who{};
      socklen_t size = sizeof who;
      const bool known = ::getsockopt(socket.native_handle(), SOL_SOCKET, SO_PEERCRED, &who, &size) == 0 &&
                         (who.uid == ::geteuid() || who.uid == 0);
      if (known && *sessions_ < kMostSessions)
        std::make_shared<Session>(std::move(socket), handler_, sessions_)->Read();
    }
    Accept();
  });
}

}  // namespace ingot::bot::front
