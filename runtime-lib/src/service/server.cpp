#include "service/server.hpp"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <chrono>
#include <cstring>
#include <stdexcept>
#include <system_error>
#include <thread>

#include "net/loop.hpp"
#include "service/service-front.hpp"

namespace ingot::rt::service {
namespace {

// A loop's share of MAX_PENDING_BYTES, however many loops there are: a few bodies of the usual limit fit.
constexpr std::size_t kLeastPendingBytes = std::size_t{4} << 20U;

// A socket address, of either family.
struct Address {
  sockaddr_storage storage{};
  socklen_t length = 0;
  [[nodiscard]] bool v6() const { return storage.ss_family == AF_INET6; }
  [[nodiscard]] const sockaddr* get() const { return reinterpret_cast<const sockaddr*>(&storage); }
};

Address addressOf(const std::string& host, std::uint16_t port) {
  Address address;
  auto* v4 = reinterpret_cast<sockaddr_in*>(&address.storage);
  auto* v6 = reinterpret_cast<sockaddr_in6*>(&address.storage);
  if (::inet_pton(AF_INET, host.c_str(), &v4->sin_addr) == 1) {
    v4->sin_family = AF_INET;
    v4->sin_port = htons(port);
    address.length = sizeof(sockaddr_in);
  } else if (::inet_pton(AF_INET6, host.c_str(), &v6->sin6_addr) == 1) {
    v6->sin6_family = AF_INET6;
    v6->sin6_port = htons(port);
    address.length = sizeof(sockaddr_in6);
  } else {
    throw std::runtime_error(host + " is no IP address");
  }
  return address;
}

std::uint16_t portOf(int native) {
  Address address;
  address.length = sizeof(address.storage);
  ::getsockname(native, reinterpret_cast<sockaddr*>(&address.storage), &address.length);
  const auto* v4 = reinterpret_cast<const sockaddr_in*>(&address.storage);
  const auto* v6 = reinterpret_cast<const sockaddr_in6*>(&address.storage);
  return ntohs(address.v6() ? v6->sin6_port : v4->sin_port);
}

// A file descriptor that is closed when nobody took it.
class Descriptor {
 public:
  explicit Descriptor(int native) : native_(native) {}
  ~Descriptor() {
    if (native_ >= 0) ::close(native_);
  }
  Descriptor(Descriptor&& other) noexcept : native_(other.release()) {}
  [[nodiscard]] int get() const { return native_; }
  int release() { return std::exchange(native_, -1); }

 private:
  int native_;
};

Descriptor boundSocket(const Address& address, bool shared, const std::string& words) {
  Descriptor socket(::socket(address.storage.ss_family, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0));
  const int on = 1;
  ::setsockopt(socket.get(), SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
  if (shared) ::setsockopt(socket.get(), SOL_SOCKET, SO_REUSEPORT, &on, sizeof on);
  // Connections inherit it. What the system keeps of an answer is not ours to count, so it keeps little; and
  // a client that reads slowly is seen to read, at every 64 KiB.
  const int unsent = 128 << 10;
  ::setsockopt(socket.get(), IPPROTO_TCP, TCP_NOTSENT_LOWAT, &unsent, sizeof unsent);
  if (socket.get() < 0 || ::bind(socket.get(), address.get(), address.length) != 0 ||
      ::listen(socket.get(), 4096) != 0) {
    throw std::runtime_error("cannot listen on " + words + ": " + std::generic_category().message(errno));
  }
  return socket;
}

// One listening socket per loop. A port that another process listens on is refused, though the kernel would
// let processes of one user share it.
std::vector<Descriptor> listeningSockets(const std::string& host, std::uint16_t port, std::size_t count) {
  const std::string words = host + ":" + std::to_string(port);
  std::vector<Descriptor> sockets;
  if (port != 0) (void)boundSocket(addressOf(host, port), false, words);  // alone, or not at all
  sockets.push_back(boundSocket(addressOf(host, port), true, words));
  const std::uint16_t actual = portOf(sockets.front().get());
  while (sockets.size() < count) sockets.push_back(boundSocket(addressOf(host, actual), true, words));
  return sockets;
}

net::Limits limitsOf(const Config& config, std::size_t loops) {
  net::Limits limits;
  limits.maxHeaderBytes = static_cast<std::size_t>(config.maxHeaderBytes);
  limits.maxUriBytes = static_cast<std::size_t>(std::min(config.maxUriBytes, config.maxHeaderBytes));
  limits.maxBodyBytes = static_cast<std::size_t>(config.maxBodyBytes);
  limits.maxConnections = config.maxConnections;
  limits.maxInFlight = config.maxInFlight;
  limits.headerTimeoutMs = config.headerTimeoutMs;
  limits.bodyTimeoutMs = config.bodyTimeoutMs;
  limits.idleTimeoutMs = config.idleTimeoutMs;
  limits.drainIdleMs = config.drainIdleMs;
  const auto pendingBytes = static_cast<std::size_t>(config.maxPendingBytes);
  limits.pendingBytesPerLoop = std::max(pendingBytes / loops, std::min(pendingBytes, kLeastPendingBytes));
  limits.waitingBodiesPerLoop =
      std::max<std::size_t>(static_cast<std::size_t>(config.maxWaitingBodies) / loops, 1);
  // A connection is a file descriptor; some are needed for the rest of the process.
  // Reads that wait for their turn have each a connection to the database, which is two or three.
  constexpr std::int64_t kPerRead = 3;
  const auto reads = static_cast<std::int64_t>(loops * (store::kMostParkedReads + 1));
  rlimit files{};
  if (::getrlimit(RLIMIT_NOFILE, &files) == 0) {
    files.rlim_cur = files.rlim_max;
    ::setrlimit(RLIMIT_NOFILE, &files);
    if (files.rlim_max != RLIM_INFINITY) {
      const auto most = static_cast<std::int64_t>(std::min<rlim_t>(files.rlim_max, 1 << 30));
      const std::int64_t reserve = 32 + std::min(reads * kPerRead, most / 2);
      limits.maxConnections = std::min(limits.maxConnections, std::max<std::int64_t>(most - reserve, 1));
    }
  }
  return limits;
}

}  // namespace

struct Server::State {
  State(const Application& application, const Config& config, store::Database& database,
        net::EngineFactory factory)
      : site(application, config, database), engines(factory != nullptr ? factory : net::makeFiberEngine) {}

  Site site;
  net::EngineFactory engines;
  std::vector<std::unique_ptr<ServiceFront>> fronts;
  std::vector<std::unique_ptr<net::Loop>> loops;
  std::vector<std::thread> threads;
  std::unique_ptr<FileCollector> collector;
  std::uint16_t port = 0;
};

Server::Server(const Application& application, const Config& config, store::Database& database,
               net::EngineFactory engines)
    : state_(std::make_unique<State>(application, config, database, engines)) {}

Server::~Server() {
  for (const auto& loop : state_->loops) loop->close();
  for (std::thread& thread : state_->threads) thread.join();
}

void Server::start() {
  const Config& config = state_->site.config;
  const std::size_t count = config.threads > 0 ? static_cast<std::size_t>(config.threads)
                                               : std::max(1U, std::thread::hardware_concurrency());
  std::vector<Descriptor> sockets =
      listeningSockets(config.host, static_cast<std::uint16_t>(config.port), count);
  state_->port = portOf(sockets.front().get());
  const net::Limits limits = limitsOf(config, count);
  for (Descriptor& socket : sockets) {
    auto& front = *state_->fronts.emplace_back(std::make_unique<ServiceFront>(state_->site));
    state_->site.metrics.push_back(&front.metrics());
    auto& loop = *state_->loops.emplace_back(std::make_unique<net::Loop>(limits, state_->site.shared, front));
    loop.listen(socket.release(), addressOf(config.host, 0).v6());
    net::EngineOptions options;
    options.loop = &loop;
    options.stackBytes = static_cast<std::size_t>(config.fiberStackBytes);
    options.mostParked = store::kMostParkedReads;
    loop.setEngine(state_->engines(options));
    front.attach(loop);
  }
  if (const AppFiles& files = state_->site.application.files; files.support != nullptr) {
    files.support->prepare(state_->site.database);
    state_->collector = files.support->start(state_->site.database, state_->site.log, *state_->site.files);
  }
  for (const auto& loop : state_->loops) {
    state_->threads.emplace_back([&loop = *loop] { loop.run(); });
  }
}

std::uint16_t Server::port() const { return state_->port; }

std::string Server::address() const {
  const std::string& host = state_->site.config.host;
  const bool v6 = host.find(':') != std::string::npos;
  return (v6 ? "[" + host + "]" : host) + ":" + std::to_string(state_->port);
}

void Server::drain() {
  state_->site.shared.draining.store(true, std::memory_order_relaxed);
  for (const auto& loop : state_->loops) loop->drain();
}

bool Server::waitDrained(std::int64_t milliseconds) {
  const auto end = std::chrono::steady_clock::now() + std::chrono::milliseconds(milliseconds);
  while (state_->site.shared.connections.load() > 0) {
    if (std::chrono::steady_clock::now() >= end) return false;
    std::this_thread::sleep_for(std::chrono::milliseconds(2));
  }
  return true;
}

void Server::stop() {
  if (state_->threads.empty()) return;
  state_->collector.reset();
  drain();
  (void)waitDrained(state_->site.config.drainTimeoutMs);
  for (const auto& loop : state_->loops) loop->close();
  for (std::thread& thread : state_->threads) thread.join();
  state_->threads.clear();
}

Log& Server::log() { return state_->site.log; }

std::unique_ptr<Context> Server::makeContext() {
  return std::make_unique<RequestContext>(state_->site.parts);
}

}  // namespace ingot::rt::service
