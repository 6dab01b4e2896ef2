#include <algorithm>

#include <ingot/rt/list.hpp>

#include "list/list-reader.hpp"
#include "types/text.hpp"

namespace ingot::rt {

bool Includes::has(std::string_view name) const {
  return std::find(names_.begin(), names_.end(), name) != names_.end();
}

Includes readIncludes(const Request& request, std::span<const std::string_view> allowed) {
  Includes includes;
  std::vector<Problem> problems;
  bool seen = false;
  for (const QueryItem& item : request.query()) {
    if (problems.size() == 20) break;
    if (item.name != "include") {
      problems.push_back({shown(item.name), "unknown_parameter",
                          allowed.empty() ? "this address takes no parameters"
                                          : "is not a parameter here; allowed is include"});
    } else if (seen) {
      problems.push_back({item.name, "unreadable", "is given more than once"});
    } else if (auto words = readIncludeList(item.value, allowed, includes)) {
      problems.push_back({item.name, "unreadable", *std::move(words)});
    }
    seen = seen || item.name == "include";
  }
  if (!problems.empty()) throw badRequest(std::move(problems));
  return includes;
}

ListQuery::ListQuery(const Context& context, const Request& request, const ListSpec& spec)
    : spec_(spec), limit_(context.api().pageSize) {
  texts_.reserve(request.query().size());  // parameters point into it
  ListReader(*this, spec, context.api()).read(request);
}

void ListQuery::match(std::string_view column, std::string_view comparison) {
  conditions_ += conditions_.empty() ? " WHERE " : " AND ";
  conditions_ += column;
  conditions_ += ' ';
  conditions_ += comparison;
  conditions_ += " $";
  conditions_ += format(static_cast<std::int64_t>(params_.size() + 1));
}

void ListQuery::order(std::string_view column, bool descending) {
  order_ += order_.empty() ? " ORDER BY " : ", ";
  order_ += column;
  if (descending) order_ += " DESC";
  descending_ = descending;
}

std::string ListQuery::countSql() const { return std::string(spec_.count) + conditions_; }

std::string ListQuery::pageSql() const {
  // The id decides between equals, in the direction of what came before, so that an index can be read either
  // way.
  std::string sql(spec_.select);
  sql += conditions_;
  sql += order_.empty() ? " ORDER BY id" : order_ + ", id";
  if (descending_) sql += " DESC";
  const auto next = static_cast<std::int64_t>(params_.size() + 1);
  return sql + " LIMIT $" + format(next) + " OFFSET $" + format(next + 1);
}

Params ListQuery::pageParams() const {
  Params params = params_;
  params.add(limit_);
  params.add((page_ - 1) * limit_);
  return params;
}

std::int64_t fetchTotal(Session& session, const ListQuery& query) {
  std::int64_t total = 0;
  session.run(query.countSql(), query.params(), [&total](const Row& row) { row.read(total); });
  return total;
}

}  // namespace ingot::rt
