#include "resource/list-query.hpp"

#include <algorithm>

#include "resource/list-reader.hpp"
#include "types/text.hpp"

namespace ingot::rt {

Includes readIncludes(const Request& request, std::span<const Relation> relations) {
  Includes includes;
  std::vector<Problem> problems;
  bool seen = false;
  for (const QueryItem& item : request.query()) {
    if (problems.size() == kMostProblems) break;
    if (item.name != "include") {
      problems.push_back({shown(item.name), "unknown_parameter",
                          relations.empty() ? "this address takes no parameters"
                                            : "is not a parameter here; allowed is include"});
    } else if (seen) {
      problems.push_back({item.name, "unreadable", "is given more than once"});
    } else if (auto words = readIncludeList(item.value, relations, includes)) {
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

std::string ListQuery::countSql() const {
  return "SELECT count(*) FROM " + std::string(spec_.rows.table.name) + conditions_;
}

std::string ListQuery::pageSql(Dialect dialect) const {
  const std::string table(spec_.rows.table.name);
  const std::string select = "SELECT " + std::string(spec_.rows.table.list) + ", (" + countSql() + ") AS \"#\" FROM " + table;  // no column has this name
  // The id decides between equals, in the direction of what came before, so that an index can be read either
  // way.
  std::string order = order_.empty() ? " ORDER BY id" : order_ + ", id";
  if (descending_) order += " DESC";
  const auto next = static_cast<std::int64_t>(params_.size() + 1);
  const std::string page = " LIMIT $" + format(next) + " OFFSET $" + format(next + 1);
  const bool sorts = !conditions_.empty() || !order_.empty();
  if (dialect == Dialect::postgres || !sorts) return select + conditions_ + order + page;
  // SQLite sorts whole rows, PostgreSQL keeps no more of them than a page: here the page is found among the ids.
  return select + " WHERE id IN (SELECT id FROM " + table + conditions_ + order + page + ")" + order;
}

int ListQuery::totalColumn() const {
  const std::string_view list = spec_.rows.table.list;
  return static_cast<int>(std::count(list.begin(), list.end(), ',')) + 1;
}

Params ListQuery::pageParams() const {
  Params params = params_;
  params.add(limit_);
  params.add(offset());
  return params;
}

}  // namespace ingot::rt
