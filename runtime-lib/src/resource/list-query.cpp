#include "resource/list-query.hpp"

#include <algorithm>

#include "resource/list-reader.hpp"
#include "resource/search-words.hpp"
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

void ListQuery::linked(std::string_view pairs, std::string_view near, std::string_view far, const Uuid& id) {
  conditions_.append(conditions_.empty() ? " WHERE " : " AND ").append("id IN (SELECT ").append(far).append(" FROM ").append(pairs);
  conditions_.append(" WHERE ").append(near) += " = $" + format(static_cast<std::int64_t>(params_.size() + 1)) + ")";
  params_.add(id);
}

void ListQuery::order(std::string_view column, bool descending) {
  order_ += order_.empty() ? " ORDER BY " : ", ";
  order_ += column;
  if (descending) order_ += " DESC";
  descending_ = descending;
}

// `$1` is what is searched for.
std::string ListQuery::source(Dialect dialect) const {
  const std::string table(spec_.rows.table.name);
  if (!searches()) return table + conditions_;
  if (dialect == Dialect::postgres)
    return table + conditions_ + (conditions_.empty() ? " WHERE " : " AND ") + "ingot_search @@ to_tsquery('simple', $1)";
  const std::string index(spec_.search->words);
  return table + " JOIN (SELECT id AS ingot_id, bm25(" + index + ", " + std::string(spec_.search->weights) + ") AS ingot_rank FROM " + index +
         " JOIN " + std::string(spec_.search->rows) + " ON ingot_number = " + index + ".rowid WHERE " + index + " MATCH $1) ON ingot_id = id" +
         conditions_;
}

// The id decides between equals, in the direction of what came before, so that an index can be read either way.
std::string ListQuery::orderText(Dialect dialect) const {
  if (ranks()) {
    if (dialect == Dialect::sqlite) return " ORDER BY ingot_rank, id";
    return " ORDER BY ts_rank(ingot_search, to_tsquery('simple', $1)) DESC, id";
  }
  const std::string order = order_.empty() ? " ORDER BY id" : order_ + ", id";
  return descending_ ? order + " DESC" : order;
}

std::string ListQuery::countSql(Dialect dialect) const { return "SELECT count(*) FROM " + source(dialect); }

std::string ListQuery::pageSql(Dialect dialect) const {
  const std::string table(spec_.rows.table.name);
  const std::string select = "SELECT " + std::string(spec_.rows.table.list) + ", (" + countSql(dialect) + ") AS \"#\" FROM ";  // no column has this name
  const std::string rows = source(dialect);
  const std::string order = orderText(dialect);
  const auto next = static_cast<std::int64_t>(params_.size() + 1);
  const std::string page = " LIMIT $" + format(next) + " OFFSET $" + format(next + 1);
  const bool sorts = searches() || !conditions_.empty() || !order_.empty();
  if (dialect == Dialect::postgres || !sorts) return select + rows + order + page;
  // SQLite sorts whole rows, PostgreSQL keeps no more of them than a page: here the page is found among the ids.
  if (ranks()) {
    return select + table + " JOIN (SELECT id AS ingot_page, ingot_rank AS ingot_order FROM " + rows + order + page +
           ") ON ingot_page = id ORDER BY ingot_order, id";
  }
  return select + table + " WHERE id IN (SELECT id FROM " + rows + order + page + ")" + order;
}

int ListQuery::totalColumn() const {
  const std::string_view list = spec_.rows.table.list;
  return static_cast<int>(std::count(list.begin(), list.end(), ',')) + 1;
}

Params ListQuery::params(Dialect dialect) const {
  Params params = params_;
  if (searches()) params.replace(0, dialect == Dialect::postgres ? tsqueryOf(words_) : ftsQueryOf(words_));
  return params;
}

Params ListQuery::pageParams(Dialect dialect) const {
  Params all = params(dialect);
  all.add(limit_);
  all.add(offset());
  return all;
}

}  // namespace ingot::rt
