// The one loop of a front, and the sockets on it.
#pragma once

#include <boost/asio/basic_socket_acceptor.hpp>
#include <boost/asio/basic_stream_socket.hpp>
#include <boost/asio/basic_waitable_timer.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <chrono>

namespace ingot::bot::front {

using Io = boost::asio::io_context;
using Tcp = boost::asio::ip::tcp;
using Socket = boost::asio::basic_stream_socket<Tcp, Io::executor_type>;
using Acceptor = boost::asio::basic_socket_acceptor<Tcp, Io::executor_type>;
using Clock = std::chrono::steady_clock;
using Timer = boost::asio::basic_waitable_timer<Clock, boost::asio::wait_traits<Clock>, Io::executor_type>;
using ErrorCode = boost::system::error_code;

inline auto IsWouldBlock(const ErrorCode& error) -> bool {
  return error == boost::asio::error::would_block || error == boost::asio::error::try_again ||
         error == boost::asio::error::interrupted;
}

}  // namespace ingot::bot::front
