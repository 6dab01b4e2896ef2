#include "resource/list-reader.hpp"

#include <algorithm>

#include "resource/search-words.hpp"
#include "types/nearest.hpp"
#include "types/text.hpp"

namespace ingot::rt {
namespace {

constexpr std::size_t kMostSorts = 8;
constexpr std::size_t kMostSearched = 200;  // characters
constexpr std::int64_t kMostInt = (std::int64_t{1} << 53U) - 1;
// A row that far down costs the database all the rows before it; in an order of the client's it may have to hold their keys.
constexpr std::int64_t kDeepestRow = 1'000'000;
constexpr std::int64_t kDeepestSortedRow = 10'000;

struct Range {
  std::string_view suffix;
  std::string_view comparison;
};
constexpr Range kRanges[] = {{"", "="}, {"[gt]", ">"}, {"[gte]", ">="}, {"[lt]", "<"}, {"[lte]", "<="}};

bool hasRanges(FilterKind kind) {
  return kind != FilterKind::boolean && kind != FilterKind::uuid && kind != FilterKind::closedText;
}

std::string namesOf(std::span<const Sort> sorts) {
  std::vector<std::string_view> names;
  for (const Sort& sort : sorts) names.push_back(sort.name);
  return names.empty() ? "this list has one order only"
                       : "allowed are " + listed(names) + ", each with or without - before it";
}

}  // namespace

std::vector<std::string_view> splitList(std::string_view text) {
  std::vector<std::string_view> parts;
  if (text.empty()) return parts;
  while (true) {
    const std::size_t comma = text.find(',');
    parts.push_back(text.substr(0, comma));
    if (comma == std::string_view::npos) return parts;
    text.remove_prefix(comma + 1);
  }
}

std::optional<std::string> readIncludeList(std::string_view text, std::span<const Relation> relations,
                                           Includes& out) {
  std::vector<std::string_view> names;
  for (const Relation& relation : relations) names.push_back(relation.name);
  const std::string words = names.empty() ? "there is nothing to include" : "allowed are " + listed(names);
  const std::vector<std::string_view> wanted = splitList(text);
  for (const std::string_view part : wanted) {
    if (std::find(names.begin(), names.end(), part) == names.end())
      return std::string("`").append(shown(part)).append("` cannot be included; ").append(words);
  }
  for (const Relation& relation : relations) {
    if (std::find(wanted.begin(), wanted.end(), relation.name) != wanted.end()) out.push_back(&relation);
  }
  return std::nullopt;
}

void ListReader::read(const Request& request) {
  const auto& items = request.query();
  // What is searched for is the first parameter of the statement.
  const auto words = std::find_if(items.begin(), items.end(), [](const QueryItem& each) { return each.name == "q"; });
  if (spec_.search != nullptr && words != items.end()) search(*words);
  for (std::size_t i = 0; i < items.size() && problems_.size() < kMostProblems; ++i) {
    const auto isSame = [&](const QueryItem& other) { return other.name == items[i].name; };
    const auto before = items.begin() + static_cast<std::ptrdiff_t>(i);
    if (std::any_of(items.begin(), before, isSame)) {
      unreadable(items[i], "is given more than once");
    } else {
      item(items[i]);
    }
  }
  const std::int64_t last = (query_.order_.empty() && !query_.searches() ? kDeepestRow : kDeepestSortedRow) / query_.limit_;
  if (problems_.empty() && query_.page_ > last) {
    problems_.push_back(
        {"page", "unreadable",
         "must be at most " + format(last) + " with this limit and order; narrow the list with a filter"});
  }
  if (!problems_.empty()) throw badRequest(std::move(problems_));
}

void ListReader::item(const QueryItem& item) {
  if (item.name == "sort") return sort(item);
  if (item.name == "page") return page(item);
  if (item.name == "limit") return limit(item);
  if (item.name == "include") return include(item);
  if (item.name == "q" && spec_.search != nullptr) return;
  if (!filter(item)) unknown(item);
}

bool ListReader::filter(const QueryItem& item) {
  for (const Filter& filter : spec_.filters) {
    if (!item.name.starts_with(filter.name)) continue;
    const std::string_view suffix = std::string_view(item.name).substr(filter.name.size());
    for (const Range& range : kRanges) {
      if (suffix != range.suffix || (!suffix.empty() && !hasRanges(filter.kind))) continue;
      bind(item, filter, range.comparison);
      return true;
    }
  }
  return false;
}

template <typename T>
void ListReader::bindParsed(const QueryItem& item, const Filter& filter, std::string_view comparison,
                            std::string_view expected) {
  T value{};
  if (!parse(item.value, value)) return unreadable(item, "must be " + std::string(expected));
  query_.match(filter.column, comparison);
  query_.params_.add(value);
}

void ListReader::bind(const QueryItem& item, const Filter& filter, std::string_view comparison) {
  switch (filter.kind) {
    case FilterKind::boolean: return bindParsed<bool>(item, filter, comparison, "true or false");
    case FilterKind::bigint: return bindParsed<BigInt>(item, filter, comparison, "a whole number of 64 bits");
    case FilterKind::real: return bindParsed<double>(item, filter, comparison, "a number");
    case FilterKind::uuid: return bindParsed<Uuid>(item, filter, comparison, "a UUID");
    case FilterKind::date: return bindParsed<Date>(item, filter, comparison, "a date, such as 2026-01-31");
    case FilterKind::time: return bindParsed<TimeOfDay>(item, filter, comparison, "a time of day, such as 10:30:00");
    case FilterKind::timestamp:
      return bindParsed<Timestamp>(item, filter, comparison,
                                   "a date and time with offset, such as 2026-01-31T10:30:00Z");
    case FilterKind::duration:
      return bindParsed<Duration>(item, filter, comparison, "a duration, such as PT1H30M");
    case FilterKind::integer: {
      std::int64_t value = 0;
      if (!parse(item.value, value) || value > kMostInt || value < -kMostInt)
        return unreadable(item, "must be a whole number");
      query_.match(filter.column, comparison);
      return query_.params_.add(value);
    }
    case FilterKind::decimal: {
      std::int64_t unscaled = 0;
      if (!parseDecimal(item.value, filter.scale, unscaled)) {
        return unreadable(
            item, "must be a decimal number of at most " + format(std::int64_t{filter.scale}) + " decimals");
      }
      query_.match(filter.column, comparison);
      return query_.params_.addDecimal(unscaled, filter.scale);
    }
    case FilterKind::closedText:
      if (std::find(filter.texts.begin(), filter.texts.end(), item.value) == filter.texts.end()) {
        return unreadable(item, "must be one of " + listed({filter.texts.begin(), filter.texts.end()}));
      }
      break;
    case FilterKind::text:
      if (item.value.find('\0') != std::string::npos)
        return unreadable(item, "must not contain the NUL character");
      break;
  }
  query_.match(filter.column, comparison);
  query_.params_.add(std::string_view(query_.texts_.emplace_back(item.value)));
}

void ListReader::sort(const QueryItem& item) {
  std::vector<std::string_view> seen;
  for (const std::string_view part : splitList(item.value)) {
    const bool descending = part.starts_with('-');
    const std::string_view name = part.substr(descending ? 1 : 0);
    const auto sorts = spec_.sorts;
    const auto found =
        std::find_if(sorts.begin(), sorts.end(), [&](const Sort& sort) { return sort.name == name; });
    if (found == sorts.end())
      return unreadable(item, "the list cannot be sorted by `" + shown(name) + "`; " + namesOf(sorts));
    if (std::find(seen.begin(), seen.end(), name) != seen.end())
      return unreadable(item, "names `" + std::string(name) + "` twice");
    if (seen.size() == kMostSorts)
      return unreadable(item,
                        "may name at most " + format(static_cast<std::int64_t>(kMostSorts)) + " fields");
    seen.push_back(name);
    query_.order(found->column, descending);
  }
}

void ListReader::page(const QueryItem& item) {
  if (!parse(item.value, query_.page_) || query_.page_ < 1)
    unreadable(item, "must be a whole number of at least 1");
}

void ListReader::limit(const QueryItem& item) {
  std::int64_t limit = 0;
  if (!parse(item.value, limit) || limit < 1 || limit > api_.maxPageSize) {
    return unreadable(item, "must be a whole number from 1 to " + format(api_.maxPageSize));
  }
  query_.limit_ = limit;
}

void ListReader::include(const QueryItem& item) {
  if (auto words = readIncludeList(item.value, spec_.relations, query_.includes_))
    unreadable(item, *std::move(words));
}

void ListReader::search(const QueryItem& item) {
  if (item.value.find('\0') != std::string::npos) return unreadable(item, "must not contain the NUL character");
  if (offsetOf(item.value, kMostSearched) != item.value.size())
    return unreadable(item, "must have at most " + format(static_cast<std::int64_t>(kMostSearched)) + " characters");
  query_.words_ = searchWords(item.value);
  if (query_.searches()) query_.params_.add("");
}

void ListReader::unknown(const QueryItem& item) {
  std::vector<std::string_view> names;
  for (const Filter& filter : spec_.filters) names.push_back(filter.name);
  if (spec_.search != nullptr) names.emplace_back("q");
  if (!spec_.sorts.empty()) names.emplace_back("sort");
  if (!spec_.relations.empty()) names.emplace_back("include");
  names.emplace_back("page");
  names.emplace_back("limit");
  std::string words = "is not a parameter of this list";
  const std::string_view bare = std::string_view(item.name).substr(0, item.name.find('['));
  if (const auto nearest = nearestOf(bare, names); !nearest.empty() && nearest != bare)
    words += "; did you mean `" + std::string(nearest) + "`?";
  words += "; allowed are " + listed(names);
  const bool anyRange = std::any_of(spec_.filters.begin(), spec_.filters.end(),
                                    [](const Filter& filter) { return hasRanges(filter.kind); });
  if (anyRange)
    words += "; ranges are asked for with [gt], [gte], [lt], [lte] after the name of a number, text or time";
  problems_.push_back({shown(item.name), "unknown_parameter", std::move(words)});
}

void ListReader::unreadable(const QueryItem& item, std::string words) {
  problems_.push_back({shown(item.name), "unreadable", std::move(words)});
}

}  // namespace ingot::rt
