#include "service/router.hpp"

#include <stdexcept>

#include "net/percent.hpp"
#include "types/text.hpp"

namespace ingot::rt::service {
namespace {

constexpr std::string_view kNames[] = {"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"};

std::vector<std::string_view> split(std::string_view path) {
  std::vector<std::string_view> segments;
  path.remove_prefix(1);
  for (;;) {
    const std::size_t end = path.find('/');
    segments.push_back(path.substr(0, end));
    if (end == std::string_view::npos) return segments;
    path.remove_prefix(end + 1);
  }
}

[[noreturn]] void refuse(const Route& route, std::string_view why) {
  throw std::runtime_error("route " + std::string(methodName(route.method)) + " " + std::string(route.path) +
                           " " + std::string(why));
}

// The name of a parameter segment, or empty for one that is written out.
std::string_view parameterName(const Route& route, std::string_view segment) {
  if (segment.find_first_of("{}") == std::string_view::npos) return {};
  if (segment.size() < 3 || segment.front() != '{' || segment.back() != '}')
    refuse(route, "has a parameter that is no whole segment");
  const std::string_view name = segment.substr(1, segment.size() - 2);
  for (const char c : name) {
    if (!isAlpha(c) && !isDigit(c) && c != '_') refuse(route, "has a parameter that is no name");
  }
  return name;
}

}  // namespace

std::string_view methodName(Method method) { return kNames[static_cast<std::size_t>(method)]; }

Router::Router(std::span<const Route> routes) : routes_(routes), names_(routes.size()) {
  for (std::size_t i = 0; i < routes.size(); ++i) add(i);
  finish(root_);
}

void Router::add(std::size_t index) {
  const Route& route = routes_[index];
  if (route.path.empty() || route.path.front() != '/') refuse(route, "does not begin with a slash");
  Node* node = &root_;
  const auto segments = split(route.path);
  for (std::size_t i = 0; i < segments.size(); ++i) {
    if (segments[i].empty() && route.path != "/") refuse(route, "has an empty segment");
    const std::string_view name = parameterName(route, segments[i]);
    for (const auto& [position, other] : names_[index]) {
      if (!name.empty() && other == name) refuse(route, "names a parameter twice");
    }
    if (!name.empty()) names_[index].emplace_back(i, name);
    std::unique_ptr<Node>& next = name.empty() ? node->fixed[std::string(segments[i])] : node->parameter;
    if (!next) next = std::make_unique<Node>();
    node = next.get();
  }
  std::optional<std::size_t>& place = node->routes[static_cast<std::size_t>(route.method)];
  if (place) refuse(route, "answers the same as " + std::string(routes_[*place].path));
  place = index;
}

void Router::finish(Node& node) {
  constexpr auto kGet = static_cast<std::size_t>(Method::get);
  constexpr auto kHead = static_cast<std::size_t>(Method::head);
  bool any = false;
  for (const auto& route : node.routes) any = any || route.has_value();
  if (any) {
    if (!node.routes[kHead]) node.routes[kHead] = node.routes[kGet];
    for (std::size_t i = 0; i < kMethods; ++i) {
      if (!node.routes[i] && i != static_cast<std::size_t>(Method::options)) continue;
      node.allow += (node.allow.empty() ? "" : ", ") + std::string(kNames[i]);
    }
  }
  for (auto& [segment, child] : node.fixed) finish(*child);
  if (node.parameter) finish(*node.parameter);
}

// A tree: no node is visited twice, however many parameters there are.
const Router::Node* Router::find(const Node& node, std::span<const std::string> segments) {
  if (segments.empty()) return node.allow.empty() ? nullptr : &node;
  if (const auto fixed = node.fixed.find(segments.front()); fixed != node.fixed.end()) {
    if (const Node* found = find(*fixed->second, segments.subspan(1))) return found;
  }
  if (!node.parameter || segments.front().empty()) return nullptr;
  return find(*node.parameter, segments.subspan(1));
}

Router::Match Router::match(Method method, std::string_view path) const {
  Match match;
  if (path.empty() || path.front() != '/') {
    match.outcome = Outcome::badPath;
    return match;
  }
  std::vector<std::string> segments;
  for (const std::string_view segment : split(path)) {
    std::string& decoded = segments.emplace_back();
    if (!net::percentDecode(segment, false, decoded) || decoded == "." || decoded == "..") {
      match.outcome = Outcome::badPath;
      return match;
    }
  }
  const Node* node = find(root_, segments);
  if (node == nullptr) return match;
  match.allow = node->allow;
  const auto& route = node->routes[static_cast<std::size_t>(method)];
  if (!route) {
    match.outcome = Outcome::methodNotAllowed;
    return match;
  }
  match.outcome = Outcome::found;
  match.route = *route;
  for (const auto& [position, name] : names_[*route])
    match.parameters.emplace_back(name, std::move(segments[position]));
  return match;
}

}  // namespace ingot::rt::service
