// Lists: what a client may ask of one (filters, order, page, relations), and the page that answers it.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <ingot/rt/context.hpp>
#include <ingot/rt/database.hpp>
#include <ingot/rt/function-ref.hpp>
#include <ingot/rt/http.hpp>
#include <ingot/rt/json-writer.hpp>

namespace ingot::rt {

class ListReader;

// How the text of a filter is read, and whether it has ranges (`[gt]`, `[gte]`, `[lt]`, `[lte]`).
enum class FilterKind : std::uint8_t { boolean, integer, bigint, real, decimal, text, uuid, date, timestamp, duration, closedText };

struct Filter {
  std::string_view name;    // the query parameter
  std::string_view column;
  FilterKind kind = FilterKind::text;
  int scale = 0;                              // of a decimal
  std::span<const std::string_view> texts = {};  // of a closed list
};

struct Sort {
  std::string_view name;
  std::string_view column;
};

// What one list offers. All texts are constants of emitted code.
struct ListSpec {
  std::string_view select;  // "SELECT ... FROM docs"
  std::string_view count;   // "SELECT count(*) FROM docs"
  std::span<const Filter> filters;
  std::span<const Sort> sorts;
  std::span<const std::string_view> includes;
};

// The relations that `include=` asks for.
class Includes {
 public:
  void add(std::string_view name) { names_.push_back(name); }
  [[nodiscard]] bool has(std::string_view name) const;
  [[nodiscard]] bool empty() const { return names_.empty(); }

 private:
  std::vector<std::string_view> names_;
};

// Reads `include=a,b` of a request that takes no other parameter. Throws Failure 400 that lists what is allowed.
[[nodiscard]] Includes readIncludes(const Request& request, std::span<const std::string_view> allowed);

// A list as one client asked for it. Values are bound, never written into the text.
class ListQuery {
 public:
  // Throws Failure 400 with every unknown or unreadable parameter, each with what is allowed.
  ListQuery(const Context& context, const Request& request, const ListSpec& spec);
  ListQuery(const ListQuery&) = delete;  // its parameters point into it
  ListQuery& operator=(const ListQuery&) = delete;

  // Narrows the list to the rows whose column has this value, whatever the client asked.
  template <typename T>
  void where(std::string_view column, T&& value) {
    match(column, "=");
    params_.add(std::forward<T>(value));
  }

  [[nodiscard]] const Includes& includes() const { return includes_; }
  [[nodiscard]] std::int64_t page() const { return page_; }
  [[nodiscard]] std::int64_t limit() const { return limit_; }
  [[nodiscard]] std::string countSql() const;
  [[nodiscard]] std::string pageSql() const;
  [[nodiscard]] const Params& params() const { return params_; }
  // What `pageSql` binds: `params()`, then the limit and the offset.
  [[nodiscard]] Params pageParams() const;

 private:
  friend class ListReader;
  void match(std::string_view column, std::string_view comparison);
  void order(std::string_view column, bool descending);

  const ListSpec& spec_;
  std::string conditions_;
  std::string order_;
  bool descending_ = false;  // of the last column of the order
  Params params_;
  std::vector<std::string> texts_;  // what text parameters point to; never grows after the request was read
  Includes includes_;
  std::int64_t page_ = 1;
  std::int64_t limit_ = 20;
};

template <typename T>
struct Page {
  std::vector<T> rows;
  std::int64_t total = 0;
};

[[nodiscard]] std::int64_t fetchTotal(Session& session, const ListQuery& query);

// Two statements, whatever the page holds.
template <typename T>
[[nodiscard]] Page<T> fetchPage(Session& session, const ListQuery& query) {
  Page<T> page;
  page.total = fetchTotal(session, query);
  if (page.total > (query.page() - 1) * query.limit()) page.rows = session.all<T>(query.pageSql(), query.pageParams());
  return page;
}

// `{data, page, limit, total}` with a weak entity tag; `writeRow(json, i)` writes the members of
// row i.
[[nodiscard]] Response pageResponse(const Request& request, const ListQuery& query, std::int64_t total, std::size_t rows,
                                    FunctionRef<void(JsonWriter&, std::size_t)> writeRow);

// The same, with `write(json, row)` for the members of each row.
template <typename T, typename F>
[[nodiscard]] Response pageResponse(const Request& request, const ListQuery& query, const Page<T>& page, F&& write) {
  return pageResponse(request, query, page.total, page.rows.size(), [&](JsonWriter& json, std::size_t i) { write(json, page.rows[i]); });
}

}  // namespace ingot::rt
