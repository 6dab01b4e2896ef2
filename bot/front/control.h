// The socket on which a front is told what to do: lines of JSON, from its own user only.
#pragma once

#include <functional>
#include <memory>
#include <string>

#include <boost/asio/local/stream_protocol.hpp>

#include "bot/front/io.h"

namespace ingot::bot::front {

class Control {
 public:
  // Answers a line with a line, now or later; each is given without its end.
  using Answer = std::function<void(std::string)>;
  using Handler = std::function<void(const std::string& line, Answer answer)>;

  Control(Io& io, Handler handler);
  Control(const Control&) = delete;
  auto operator=(const Control&) -> Control& = delete;

  // On the socket `control` in the folder, whatever the length of its path. A sentence when it cannot.
  auto Listen(const std::string& folder) -> std::string;
  void Close();

 private:
  class Session;
  using Local = boost::asio::local::stream_protocol;
  using LocalAcceptor = boost::asio::basic_socket_acceptor<Local, Io::executor_type>;
  using LocalSocket = boost::asio::basic_stream_socket<Local, Io::executor_type>;

  void Accept();

  Io& io_;
  Handler handler_;
  LocalAcceptor acceptor_;
  std::shared_ptr<int> sessions_ = std::make_shared<int>(0);
};

}  // namespace ingot::bot::front
