// Finds the handler of a path: a tree of segments, compiled once from the routes of an application.
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <ingot/rt/service.hpp>

namespace ingot::rt::service {

// A segment that is written out wins over a parameter, from left to right; the path decides first, then the
// method.
class Router {
 public:
  // Throws std::runtime_error that names the routes when two answer the same, or one is no path. `routes`
  // must outlive the router.
  explicit Router(std::span<const Route> routes);

  enum class Outcome : std::uint8_t { found, notFound, methodNotAllowed, badPath };
  struct Match {
    Outcome outcome = Outcome::notFound;
    std::size_t route = 0;  // position in the routes
    std::string_view
        allow;  // the methods that the path has: "GET, HEAD, OPTIONS"; empty when there is no such path
    std::vector<std::pair<std::string_view, std::string>> parameters;
  };
  // `path` as it was sent, percent-encoded. A GET answers HEAD; OPTIONS is allowed everywhere but found only
  // when there is such a route.
  [[nodiscard]] Match match(Method method, std::string_view path) const;

 private:
  static constexpr std::size_t kMethods = 7;
  struct Node {
    std::map<std::string, std::unique_ptr<Node>, std::less<>> fixed;
    std::unique_ptr<Node> parameter;
    std::optional<std::size_t> routes[kMethods];
    std::string allow;
  };

  void add(std::size_t index);
  void finish(Node& node);
  [[nodiscard]] static const Node* find(const Node& node, std::span<const std::string> segments);

  std::span<const Route> routes_;
  std::vector<std::vector<std::pair<std::size_t, std::string_view>>>
      names_;  // per route: the segment of each parameter
  Node root_;
};

[[nodiscard]] std::string_view methodName(Method method);

}  // namespace ingot::rt::service
