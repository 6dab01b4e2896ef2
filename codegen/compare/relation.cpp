#include "codegen/compare/relation.h"

#include <algorithm>
#include <array>
#include <charconv>

namespace ingot::codegen::compare {
namespace {

auto Holds(const std::set<std::string>& types, const std::string& type) -> bool {
  return types.empty() || types.contains(type) || (type == "integer" && types.contains("number"));
}

auto HoldsAll(const std::set<std::string>& types, const std::set<std::string>& others) -> bool {
  if (others.empty()) return types.empty();
  return std::ranges::all_of(others, [&](const std::string& type) { return Holds(types, type); });
}

auto Join(bool gains, bool loses) -> Relation {
  if (gains && loses) return Relation::kOther;
  if (gains) return Relation::kWider;
  return loses ? Relation::kNarrower : Relation::kSame;
}

// How often something repeats: `{2,5}`. No upper end is -1.
struct Count {
  int least = 0;
  int most = 0;
  bool negated = false;  // in what must not be there: more of it is less

  auto Same(const Count& other) const -> bool { return least == other.least && most == other.most; }
};

// A pattern with its counts taken out.
struct Skeleton {
  std::string text;
  std::vector<Count> counts;
};

// `2`, `2,` or `2,5`
auto ReadCount(std::string_view text) -> std::optional<Count> {
  const char* end = text.data() + text.size();
  Count count;
  auto [after, error] = std::from_chars(text.data(), end, count.least);
  if (error != std::errc()) return std::nullopt;
  count.most = count.least;
  if (after == end) return count;
  if (*after++ != ',') return std::nullopt;
  count.most = -1;
  if (after == end) return count;
  const auto most = std::from_chars(after, end, count.most);
  if (most.ec != std::errc() || most.ptr != end) return std::nullopt;
  return count;
}

class SkeletonReader {
 public:
  explicit SkeletonReader(std::string_view pattern) : pattern_(pattern) {}

  auto Read() -> Skeleton {
    for (size_t i = 0; i < pattern_.size(); ++i) {
      const char c = pattern_[i];
      skeleton_.text += c;
      if (c == '\\' && i + 1 < pattern_.size()) {
        skeleton_.text += pattern_[++i];
      } else if (in_class_ || c == '[') {
        in_class_ = c != ']';
      } else if (c == '(') {
        const std::string_view rest = pattern_.substr(i);
        groups_.push_back(Negated() || rest.starts_with("(?!") || rest.starts_with("(?<!"));
      } else if (c == ')' && !groups_.empty()) {
        groups_.pop_back();
      } else if (c == '{') {
        i = TakeCount(i);
      }
    }
    return std::move(skeleton_);
  }

 private:
  auto Negated() const -> bool { return !groups_.empty() && groups_.back(); }

  auto TakeCount(size_t open) -> size_t {
    const size_t close = pattern_.find('}', open);
    if (close == std::string_view::npos) return open;
    auto count = ReadCount(pattern_.substr(open + 1, close - open - 1));
    if (!count) return open;
    count->negated = Negated();
    skeleton_.counts.push_back(*count);
    skeleton_.text += '}';
    return close;
  }

  std::string_view pattern_;
  Skeleton skeleton_;
  std::vector<bool> groups_;
  bool in_class_ = false;
};

auto SkeletonOf(std::string_view pattern) -> Skeleton { return SkeletonReader(pattern).Read(); }

auto Beyond(int most, int other) -> bool { return other != -1 && (most == -1 || most > other); }

auto RelateTwo(const std::string& before, const std::string& after) -> Relation {
  if (before == after) return Relation::kSame;
  const Skeleton from = SkeletonOf(before);
  const Skeleton to = SkeletonOf(after);
  if (from.text != to.text || from.counts.size() != to.counts.size()) return Relation::kOther;
  bool gains = false;
  bool loses = false;
  for (size_t i = 0; i < from.counts.size(); ++i) {
    const Count& old_count = from.counts[i];
    const Count& new_count = to.counts[i];
    if (old_count.negated && !old_count.Same(new_count)) return Relation::kOther;
    gains = gains || new_count.least < old_count.least || Beyond(new_count.most, old_count.most);
    loses = loses || new_count.least > old_count.least || Beyond(old_count.most, new_count.most);
  }
  return Join(gains, loses);
}

struct BoundWords {
  const char* key;
  bool least;
  const char* before;  // the amount
  const char* after;
};

constexpr std::array kBoundWords{
    BoundWords{"minimum", true, "at least ", ""},           BoundWords{"maximum", false, "at most ", ""},
    BoundWords{"exclusiveMinimum", true, "more than ", ""}, BoundWords{"exclusiveMaximum", false, "less than ", ""},
    BoundWords{"x-minimum", true, "at least ", ""},         BoundWords{"x-maximum", false, "at most ", ""},
    BoundWords{"x-minBytes", true, "at least ", " bytes"},  BoundWords{"x-maxBytes", false, "at most ", " bytes"},
    BoundWords{"minLength", true, "at least ", " characters"}, BoundWords{"maxLength", false, "at most ", " characters"},
    BoundWords{"minItems", true, "at least ", " elements"}, BoundWords{"maxItems", false, "at most ", " elements"},
};

auto Find(const Shape& shape, const std::string& key) -> const Json* {
  const auto found = shape.bounds.find(key);
  return found == shape.bounds.end() ? nullptr : &found->second;
}

auto Amount(const Json& value) -> std::string { return value.is_string() ? value.get<std::string>() : value.dump(); }

// Four characters hold three bytes: where bytes are counted, they are told.
auto IsTold(const Shape& before, const Shape& after, std::string_view key) -> bool {
  const char* exact = key == "minLength" ? "x-minBytes" : key == "maxLength" ? "x-maxBytes" : nullptr;
  return exact == nullptr || (Find(before, exact) == nullptr && Find(after, exact) == nullptr);
}

void RelateBound(const BoundWords& words, const Shape& before, const Shape& after, BoundChanges& changes) {
  const Json* from = Find(before, words.key);
  const Json* to = Find(after, words.key);
  if ((from == nullptr && to == nullptr) || !IsTold(before, after, words.key)) return;
  const auto say = [&](const Json& amount) {
    std::string text = words.before + Amount(amount) + words.after;
    if (Amount(amount) == "1" && text.ends_with('s')) text.pop_back();
    return text;
  };
  if (to == nullptr) {
    changes.wider.push_back("no longer " + say(*from));
  } else if (from == nullptr) {
    changes.narrower.push_back(say(*to) + ", before without such a bound");
  } else if (*from != *to) {
    const auto order = CompareAmounts(*to, *from);
    if (order == 0) return;
    const std::string text = say(*to) + ", before " + Amount(*from);
    if (!order || words.least == (*order > 0)) changes.narrower.push_back(text);
    if (!order || words.least != (*order > 0)) changes.wider.push_back(text);
  }
}

// A number taken apart: its sign, the digits before the point without leading zeros, those after it without trailing ones.
struct Decimal {
  bool negative = false;
  std::string whole;
  std::string fraction;
};

auto ReadDecimal(std::string_view text) -> std::optional<Decimal> {
  Decimal number;
  if (text.starts_with('-')) {
    number.negative = true;
    text.remove_prefix(1);
  }
  const size_t point = text.find('.');
  number.whole = text.substr(0, point);
  if (point != std::string_view::npos) number.fraction = text.substr(point + 1);
  const auto digits = [](const std::string& part) { return std::ranges::all_of(part, [](char c) { return c >= '0' && c <= '9'; }); };
  if (number.whole.empty() || !digits(number.whole) || !digits(number.fraction)) return std::nullopt;
  number.whole.erase(0, std::min(number.whole.find_first_not_of('0'), number.whole.size()));
  while (number.fraction.ends_with('0')) number.fraction.pop_back();
  if (number.whole.empty() && number.fraction.empty()) number.negative = false;
  return number;
}

auto Order(const Decimal& left, const Decimal& right) -> int {
  if (left.negative != right.negative) return left.negative ? -1 : 1;
  const int sign = left.negative ? -1 : 1;
  if (left.whole.size() != right.whole.size()) return left.whole.size() < right.whole.size() ? -sign : sign;
  const int whole = left.whole.compare(right.whole);
  const int order = whole != 0 ? whole : left.fraction.compare(right.fraction);
  return order == 0 ? 0 : order < 0 ? -sign : sign;
}

// A date or a time of one form, which its characters order.
auto IsMoment(const std::string& text) -> bool { return text.size() >= 5 && text[0] >= '0' && text[0] <= '9'; }

}  // namespace

auto CompareAmounts(const Json& left, const Json& right) -> std::optional<int> {
  const std::string one = Amount(left);
  const std::string two = Amount(right);
  const auto first = ReadDecimal(one);
  const auto second = ReadDecimal(two);
  if (first && second) return Order(*first, *second);
  if (left.is_number() && right.is_number()) {
    const double difference = left.get<double>() - right.get<double>();
    return difference < 0 ? -1 : difference > 0 ? 1 : 0;
  }
  if (IsMoment(one) && IsMoment(two) && one.size() == two.size()) return one.compare(two);
  return std::nullopt;
}

auto RelateTypes(const Shape& before, const Shape& after) -> Relation {
  const Relation types = Join(!HoldsAll(before.types, after.types), !HoldsAll(after.types, before.types));
  if (before.format == after.format) return types;
  const bool told = types == Relation::kSame || types == Relation::kOther;
  if (!told) return Relation::kOther;
  if (types == Relation::kOther) return types;
  if (after.format.empty()) return Relation::kWider;
  return before.format.empty() ? Relation::kNarrower : Relation::kOther;
}

auto RelatePatterns(const std::set<std::string>& before, const std::set<std::string>& after) -> Relation {
  if (std::ranges::includes(before, after)) return before == after ? Relation::kSame : Relation::kWider;
  if (std::ranges::includes(after, before)) return Relation::kNarrower;
  if (before.size() == 1 && after.size() == 1) return RelateTwo(*before.begin(), *after.begin());
  return Relation::kOther;
}

auto RelateBounds(const Shape& before, const Shape& after) -> BoundChanges {
  BoundChanges changes;
  for (const BoundWords& words : kBoundWords) RelateBound(words, before, after, changes);
  const auto unique = [](const Shape& shape) {
    const Json* flag = Find(shape, "uniqueItems");
    return flag != nullptr && *flag == true;
  };
  if (unique(after) && !unique(before)) changes.narrower.emplace_back("no element twice");
  if (unique(before) && !unique(after)) changes.wider.emplace_back("an element may stand twice");
  return changes;
}

}  // namespace ingot::codegen::compare
