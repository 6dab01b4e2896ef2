// File descriptors and timers on a loop's io_context.
#pragma once

#include <boost/asio/io_context.hpp>

#include "net/host.hpp"

namespace ingot::rt::net {

[[nodiscard]] std::unique_ptr<Watch> makeWatch(boost::asio::io_context& io, int descriptor, Watcher& watcher);
[[nodiscard]] std::unique_ptr<Timer> makeTimer(boost::asio::io_context& io, Job& job);

}  // namespace ingot::rt::net
