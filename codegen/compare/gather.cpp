#include "codegen/compare/gather.h"

#include <algorithm>
#include <array>

namespace ingot::codegen::compare {
namespace {

constexpr std::array kMethods{"get", "post", "put", "patch", "delete"};

// `body` and `.lines[].amount` -> `body · lines[].amount`; `query sort` and `[]` -> `query sort[]`
auto Within(const std::string& place, const std::string& path) -> std::string {
  if (path.empty()) return place;
  if (place.empty()) return path;
  if (path.starts_with('[') && !place.starts_with("response") && place != "body") return place + path;
  return place + " · " + (path.starts_with('.') ? path.substr(1) : path);
}

// A filter and its ranges are one: `query pages[gte]` -> `query pages`
auto WithoutRange(const std::string& place) -> std::string { return place.substr(0, place.find('[')); }

auto Key(const Difference& difference, const std::string& cause) -> std::string {
  return std::string(SpecOf(difference.rule).id) + "\n" + cause + "\n" + difference.text;
}

// Members and parameters below others are less plain.
auto DepthOf(const std::string& place, const std::string& path) -> size_t {
  const auto steps = std::ranges::count_if(path, [](char c) { return c == '.' || c == '['; });
  return static_cast<size_t>(steps) * 2 + (place.starts_with("query") ? 3 : 0) + (place.ends_with(']') ? 1 : 0);
}

}  // namespace

auto Gather::RankOf(const Operation& operation) -> std::vector<size_t> {
  const auto method = std::ranges::find(kMethods, operation.method);
  const size_t path = paths_.try_emplace(operation.path, paths_.size()).first->second;
  return {path, static_cast<size_t>(method - kMethods.begin())};
}

void Gather::Add(const Operation& operation, const std::string& place, const Difference& difference) {
  const std::string cause = difference.cause.empty() ? operation.path + " " + WithoutRange(place) + difference.path : difference.cause;
  const auto rank = RankOf(operation);
  const std::vector<size_t> order{DepthOf(place, difference.path), rank[1], rank[0]};
  Told& told = told_[Key(difference, cause)];
  told.reached.emplace(rank, operation.Name());
  if (!told.order.empty() && told.order <= order) return;
  told.order = order;
  told.finding = {difference.rule, operation.Name(), Within(place, difference.path), difference.text, {}};
}

void Gather::Add(Rule rule, std::string text) {
  Told& told = told_[std::string(SpecOf(rule).id) + "\n\n" + text];
  told.finding = {rule, {}, {}, std::move(text), {}};
}

// What follows from another difference at the same place is told by it.
void Gather::Fold(Rule kept, Rule folded) {
  const auto cause_of = [](const std::string& key) { return key.substr(key.find('\n') + 1, key.rfind('\n') - key.find('\n') - 1); };
  std::map<std::string, Told*> keepers;
  for (auto& [key, told] : told_) {
    if (told.finding.rule == kept) keepers[cause_of(key)] = &told;
  }
  for (auto at = told_.begin(); at != told_.end();) {
    const auto keeper = at->second.finding.rule == folded ? keepers.find(cause_of(at->first)) : keepers.end();
    if (keeper == keepers.end()) {
      ++at;
      continue;
    }
    keeper->second->reached.insert(at->second.reached.begin(), at->second.reached.end());
    at = told_.erase(at);
  }
}

auto Gather::Finish() -> std::vector<Finding> {
  Fold(Rule::kRequestMemberRequired, Rule::kRequestNullRefused);
  Fold(Rule::kRequestMemberOptional, Rule::kRequestNullAccepted);
  Fold(Rule::kRequestMemberRequired, Rule::kDefaultChanged);
  Fold(Rule::kRequestMemberOptional, Rule::kDefaultChanged);
  Fold(Rule::kRequestRequiredMemberAdded, Rule::kRequestMemberAdded);  // a patch may leave it out
  std::vector<std::pair<std::vector<size_t>, Finding>> ranked;
  for (auto& [key, told] : told_) {
    for (const auto& [rank, name] : told.reached) told.finding.operations.push_back(name);
    std::vector<size_t> place;
    if (told.order.size() == 3) place = {told.order[2] + 1, told.order[1], 0};
    ranked.emplace_back(place, std::move(told.finding));
  }
  std::ranges::stable_sort(ranked, [](const auto& one, const auto& two) {
    return std::tie(one.first, one.second.within, one.second.rule, one.second.text) < std::tie(two.first, two.second.within, two.second.rule, two.second.text);
  });
  std::vector<Finding> findings;
  for (auto& [rank, finding] : ranked) findings.push_back(std::move(finding));
  return findings;
}

}  // namespace ingot::codegen::compare
