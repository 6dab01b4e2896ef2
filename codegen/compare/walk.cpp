#include "codegen/compare/walk.h"

#include <algorithm>
#include <tuple>

#include "codegen/compare/relation.h"

namespace ingot::codegen::compare {
namespace {

constexpr int kMostDepth = 64;

using Differences = std::vector<Difference>;

auto Listed(const std::vector<std::string>& values) -> std::string {
  std::string text;
  for (const std::string& value : values) text += (text.empty() ? "" : ", ") + value;
  return text;
}

// Of what may be long its beginning, whole characters of UTF-8.
auto Short(std::string text) -> std::string {
  constexpr size_t kMost = 160;
  if (text.size() <= kMost) return text;
  size_t end = kMost;
  while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U) --end;
  return text.substr(0, end) + "...";
}

auto Without(const std::vector<std::string>& values, const std::vector<std::string>& others) -> std::vector<std::string> {
  std::vector<std::string> left;
  std::ranges::copy_if(values, std::back_inserter(left), [&](const std::string& value) { return std::ranges::find(others, value) == others.end(); });
  return left;
}

void Add(Differences& out, Rule rule, std::string text, std::string cause = {}) { out.push_back({rule, {}, std::move(text), std::move(cause)}); }

// What is told of a place is told of the element that declares it.
void Seal(Difference& difference, const std::string& element) {
  if (difference.cause.empty() && !element.empty()) difference.cause = element + difference.path;
}

void AddType(const Shape& before, const Shape& after, bool request, Differences& out) {
  const Relation relation = RelateTypes(before, after);
  const std::string text = after.TypeText() + ", before " + before.TypeText();
  switch (relation) {
    case Relation::kSame: return;
    case Relation::kWider: return Add(out, request ? Rule::kRequestTypeWidened : Rule::kResponseTypeChanged, text);
    case Relation::kNarrower: return Add(out, request ? Rule::kRequestTypeChanged : Rule::kResponseTypeNarrowed, text);
    case Relation::kOther: return Add(out, request ? Rule::kRequestTypeChanged : Rule::kResponseTypeChanged, text);
  }
}

// The same list of values in bodies and parameters is one enum: its change is one cause.
void AddValues(const Shape& before, const Shape& after, bool request, Differences& out) {
  if (before.values == after.values) return;
  const std::string cause = "enum " + (before.values ? Listed(*before.values) : "") + " > " + (after.values ? Listed(*after.values) : "");
  if (!before.values) {
    return Add(out, request ? Rule::kRequestEnumValueRemoved : Rule::kResponseEnumValueRemoved, "only " + Short(Listed(*after.values)) + ", before any", cause);
  }
  if (!after.values) return Add(out, request ? Rule::kRequestEnumValueAdded : Rule::kResponseEnumValueAdded, "any value, before only " + Short(Listed(*before.values)), cause);
  const auto removed = Without(*before.values, *after.values);
  const auto added = Without(*after.values, *before.values);
  if (!removed.empty()) Add(out, request ? Rule::kRequestEnumValueRemoved : Rule::kResponseEnumValueRemoved, "without " + Short(Listed(removed)), cause);
  if (!added.empty()) Add(out, request ? Rule::kRequestEnumValueAdded : Rule::kResponseEnumValueAdded, "also " + Short(Listed(added)), cause);
}

void AddBounds(const Shape& before, const Shape& after, bool request, Differences& out) {
  const BoundChanges changes = RelateBounds(before, after);
  const auto joined = [](const std::vector<std::string>& texts) {
    std::string all;
    for (const std::string& text : texts) all += (all.empty() ? "" : "; ") + text;
    return all;
  };
  if (!changes.narrower.empty()) Add(out, request ? Rule::kRequestBoundsNarrowed : Rule::kResponseBoundsNarrowed, joined(changes.narrower));
  if (!changes.wider.empty()) Add(out, request ? Rule::kRequestBoundsWidened : Rule::kResponseBoundsWidened, joined(changes.wider));
}

void AddPatterns(const Shape& before, const Shape& after, bool request, Differences& out) {
  const Relation relation = RelatePatterns(before.patterns, after.patterns);
  if (relation == Relation::kSame) return;
  const bool tame = relation == (request ? Relation::kWider : Relation::kNarrower);
  const Rule rule = request ? (tame ? Rule::kRequestPatternWidened : Rule::kRequestPatternChanged)
                            : (tame ? Rule::kResponsePatternNarrowed : Rule::kResponsePatternChanged);
  const auto say = [](const std::set<std::string>& patterns) {
    return patterns.empty() ? "no pattern" : Short(Listed({patterns.begin(), patterns.end()}));
  };
  Add(out, rule, say(after.patterns) + ", before " + say(before.patterns));
}

void AddNull(const Shape& before, const Shape& after, bool request, Differences& out) {
  if (after.nullable && !before.nullable) Add(out, request ? Rule::kRequestNullAccepted : Rule::kResponseNullAdded, "may be null");
  if (before.nullable && !after.nullable) Add(out, request ? Rule::kRequestNullRefused : Rule::kResponseNullRemoved, request ? "may not be null" : "is never null");
}

void AddDefault(const Shape& before, const Shape& after, Differences& out) {
  if (before.otherwise == after.otherwise) return;
  const auto say = [](const std::optional<Json>& value) { return value ? Short(value->dump()) : "no value"; };
  Add(out, Rule::kDefaultChanged, "left out it is " + say(after.otherwise) + ", before " + say(before.otherwise));
}

auto IsBreaking(const Difference& difference) -> bool { return SpecOf(difference.rule).kind == Kind::kBreaking; }

// What stands at the place itself. A type that breaks says it all; one that does not leaves only what does.
auto OwnContents(const Shape& before, const Shape& after, bool request) -> Differences {
  Differences own;
  AddType(before, after, request, own);
  const bool retyped = !own.empty();
  if (retyped && IsBreaking(own.front())) return own;
  Differences rules;
  AddValues(before, after, request, rules);
  AddBounds(before, after, request, rules);
  AddPatterns(before, after, request, rules);
  for (Difference& rule : rules) {
    if (!retyped || IsBreaking(rule)) own.push_back(std::move(rule));
  }
  if (before.refers_to != after.refers_to && !before.refers_to.empty() && !after.refers_to.empty()) {
    Add(own, Rule::kReferenceChanged, "the id of a row of " + after.refers_to + ", before of " + before.refers_to);
  }
  return own;
}

}  // namespace

auto Walk::Compare(const Json& before, const Json& after, Direction direction) -> Differences {
  const Shape from = ShapeOf(before_, before);
  const Shape to = ShapeOf(after_, after);
  const bool request = direction == Direction::kRequest;
  if (depth_ > kMostDepth) return {};
  ++depth_;
  Differences contents;
  if (from.component.empty() || to.component.empty()) {
    contents = Contents({from, to, request}, direction);
  } else {
    const std::string key = std::string(request ? "request " : "response ") + from.component + " " + to.component;
    const auto [known, fresh] = known_.try_emplace(key);  // a schema within itself finds nothing more
    if (fresh) known->second = Contents({from, to, request}, direction);
    contents = known->second;
  }
  --depth_;
  // A type that breaks says that of null too.
  const bool retyped = std::ranges::any_of(contents, [](const Difference& each) {
    return each.path.empty() && (each.rule == Rule::kRequestTypeChanged || each.rule == Rule::kResponseTypeChanged);
  });
  if (!retyped) AddNull(from, to, request, contents);
  if (!retyped && request) AddDefault(from, to, contents);
  return contents;
}

auto Walk::Contents(const Pair& pair, Direction direction) -> Differences {
  const auto& [before, after, request] = pair;
  Differences out = OwnContents(before, after, request);
  const std::string element = ElementOf(after.component);
  if (ElementOf(before.component) == element) {
    for (Difference& each : out) Seal(each, element);
  }
  const bool retyped = !out.empty() && (out.front().rule == Rule::kRequestTypeChanged || out.front().rule == Rule::kResponseTypeChanged);
  if (retyped) return out;
  const bool chosen = !before.choices.empty() || !after.choices.empty();
  if (chosen) {
    const auto same = std::ranges::equal(before.choices, after.choices, [](const Json* one, const Json* two) { return *one == *two; });
    if (!same) Add(out, request ? Rule::kRequestTypeChanged : Rule::kResponseTypeChanged, "one of other alternatives");
  }
  for (Difference& each : Members(pair, direction)) out.push_back(std::move(each));
  if (before.items && after.items) Below(*before.items, *after.items, "[]", direction, out);
  if (before.others && after.others) Below(*before.others, *after.others, ".*", direction, out);
  // Each cause once: what is below is found as often as it is used.
  std::ranges::stable_sort(out, [](const Difference& one, const Difference& two) {
    const size_t length = one.path.size();
    const size_t other = two.path.size();
    return std::tie(one.rule, one.cause, one.text, length) < std::tie(two.rule, two.cause, two.text, other);
  });
  const auto twice = std::unique(out.begin(), out.end(), [](const Difference& one, const Difference& two) {
    return !one.cause.empty() && std::tie(one.rule, one.cause, one.text) == std::tie(two.rule, two.cause, two.text);
  });
  out.erase(twice, out.end());
  return out;
}

void Walk::Below(const Part& before, const Part& after, const std::string& step, Direction direction, Differences& out) {
  for (Difference& each : Compare(*before.schema, *after.schema, direction)) {
    each.path = step + each.path;
    Seal(each, after.element);
    out.push_back(std::move(each));
  }
}

auto Walk::Members(const Pair& pair, Direction direction) -> Differences {
  const auto& [before, after, request] = pair;
  Differences out;
  const auto add = [&](const std::string& name, const std::string& element, Rule rule, std::string text) {
    Difference difference{rule, "." + name, std::move(text), {}};
    Seal(difference, element);
    out.push_back(std::move(difference));
  };
  if (request && after.closed != before.closed && (!before.members.empty() || !after.members.empty())) {
    Add(out, after.closed ? Rule::kRequestObjectClosed : Rule::kRequestObjectOpened,
        after.closed ? "members that are not listed are refused" : "members that are not listed are taken");
  }
  for (const auto& [name, member] : before.members) {
    const auto found = after.members.find(name);
    if (found == after.members.end()) {
      const Rule rule = !request ? Rule::kResponseMemberRemoved : after.closed ? Rule::kRequestMemberRemoved : Rule::kRequestMemberIgnored;
      add(name, member.element, rule, "is gone");
      continue;
    }
    const bool was = before.required.contains(name);
    const bool is = after.required.contains(name);
    if (is && !was) add(name, found->second.element, request ? Rule::kRequestMemberRequired : Rule::kResponseMemberRequired, request ? "has to be sent" : "is always there");
    if (was && !is) add(name, found->second.element, request ? Rule::kRequestMemberOptional : Rule::kResponseMemberOptional, request ? "may be left out" : "may be missing");
    Below(member, found->second, "." + name, direction, out);
  }
  for (const auto& [name, member] : after.members) {
    if (before.members.contains(name)) continue;
    const bool asked = request && after.required.contains(name);
    add(name, member.element, asked ? Rule::kRequestRequiredMemberAdded : request ? Rule::kRequestMemberAdded : Rule::kResponseMemberAdded,
        asked ? "is new and has to be sent" : "is new");
  }
  return out;
}

}  // namespace ingot::codegen::compare
