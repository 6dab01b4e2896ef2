#include "codegen/compare/operations.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <map>
#include <set>

namespace ingot::codegen::compare {
namespace {

constexpr std::array kMethods{"get", "post", "put", "patch", "delete", "head", "options", "trace"};

auto KeyOf(const std::string& path, const std::string& method) -> std::string {
  std::string key = method + " ";
  bool inside = false;
  for (const char c : path) {
    inside = inside && c != '}';
    if (!inside) key += c;
    inside = inside || c == '{';
  }
  return key;
}

// The routes that every service has are no part of what moves.
auto IsOfService(const Operation& operation) -> bool {
  const auto& tags = ElementsAt(*operation.node, "tags");
  return tags.size() == 1 && tags.front() == "service";
}

// `/api/v1/docs` -> ``, `/api`, `/api/v1`: what may stand before something.
auto PrefixesOf(const std::string& path) -> std::vector<std::string> {
  std::vector<std::string> prefixes;
  for (size_t slash = 0; slash != std::string::npos && path[slash + 1] != '{'; slash = path.find('/', slash + 1)) prefixes.push_back(path.substr(0, slash));
  return prefixes;
}

auto IsUnder(const std::string& path, const std::string& prefix) -> bool { return path.starts_with(prefix + "/"); }

auto KeysUnder(const std::vector<Operation>& operations, const std::string& prefix) -> std::optional<std::set<std::string>> {
  std::set<std::string> keys;
  for (const Operation& operation : operations) {
    if (IsOfService(operation)) continue;
    if (!IsUnder(operation.path, prefix)) return std::nullopt;
    keys.insert(KeyOf(operation.path.substr(prefix.size()), operation.method));
  }
  return keys;
}

auto SharedKeys(const std::set<std::string>& one, const std::set<std::string>& two) -> size_t {
  return static_cast<size_t>(std::ranges::count_if(one, [&](const std::string& key) { return two.contains(key); }));
}

auto FirstPath(const std::vector<Operation>& operations) -> std::string {
  const auto found = std::ranges::find_if(operations, [](const Operation& each) { return !IsOfService(each); });
  return found == operations.end() ? std::string() : found->path;
}

// Nothing is where it was, and something is when one prefix is put for another: the pair that finds the most.
auto FindMoved(const std::vector<Operation>& before, const std::vector<Operation>& after) -> std::optional<Moved> {
  const auto all_before = KeysUnder(before, "");
  const auto all_after = KeysUnder(after, "");
  if (!all_before || !all_after || SharedKeys(*all_before, *all_after) > 0) return std::nullopt;
  std::optional<Moved> best;
  size_t most = 0;
  for (const std::string& from : PrefixesOf(FirstPath(before))) {
    for (const std::string& to : PrefixesOf(FirstPath(after))) {
      const auto one = KeysUnder(before, from);
      const auto two = KeysUnder(after, to);
      if (!one || !two || from == to) continue;
      const size_t shared = SharedKeys(*one, *two);
      if (shared <= most) continue;
      most = shared;
      best = Moved{from, to};
    }
  }
  return best;
}

}  // namespace

auto Operation::Name() const -> std::string {
  std::string name = method;
  std::ranges::transform(name, name.begin(), [](unsigned char c) { return static_cast<char>(std::toupper(c)); });
  return name + " " + path;
}

auto OperationsOf(const Json& document) -> std::vector<Operation> {
  std::vector<Operation> operations;
  for (const auto& [path, item] : MembersAt(document, "paths")) {
    if (!path.starts_with('/')) continue;
    for (const char* method : kMethods) {
      if (const Json& node = At(item, method); node.is_object()) operations.push_back({path, method, &item, &node});
    }
  }
  return operations;
}

auto PairUp(const std::vector<Operation>& before, const std::vector<Operation>& after) -> Pairing {
  Pairing pairing;
  pairing.moved = FindMoved(before, after);
  std::map<std::string, const Operation*> by_key;
  for (const Operation& operation : after) by_key.emplace(KeyOf(operation.path, operation.method), &operation);
  for (const Operation& operation : before) {
    std::string path = operation.path;
    if (pairing.moved && !IsOfService(operation)) path = pairing.moved->to + path.substr(pairing.moved->from.size());
    const auto found = by_key.find(KeyOf(path, operation.method));
    if (found == by_key.end()) {
      pairing.removed.push_back(&operation);
    } else {
      pairing.pairs.push_back({&operation, found->second});
      by_key.erase(found);
    }
  }
  for (const Operation& operation : after) {
    const auto left = by_key.find(KeyOf(operation.path, operation.method));
    if (left != by_key.end() && left->second == &operation) pairing.added.push_back(&operation);
  }
  return pairing;
}

auto NamesIn(const std::string& path) -> std::vector<std::string> {
  std::vector<std::string> names;
  for (size_t at = path.find('{'); at != std::string::npos; at = path.find('{', at + 1)) names.push_back(path.substr(at + 1, path.find('}', at) - at - 1));
  return names;
}

}  // namespace ingot::codegen::compare
