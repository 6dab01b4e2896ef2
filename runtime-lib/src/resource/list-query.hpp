// A list as one client asked for it, and the statements that answer it.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <ingot/rt/context.hpp>
#include <ingot/rt/database.hpp>
#include <ingot/rt/http.hpp>
#include <ingot/rt/list.hpp>

namespace ingot::rt {

class ListReader;

// The relations that `include=` asks for, in the order of the definition.
using Includes = std::vector<const Relation*>;

// Reads `include=a,b` of a request that takes no other parameter. Throws Failure 400 that lists what is
// allowed.
[[nodiscard]] Includes readIncludes(const Request& request, std::span<const Relation> relations);

// Values are bound, never written into the text.
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

  // Narrows the list to the rows that pairs link this one with.
  void linked(std::string_view pairs, std::string_view near, std::string_view far, const Uuid& id);

  [[nodiscard]] const Includes& includes() const { return includes_; }
  [[nodiscard]] std::int64_t page() const { return page_; }
  [[nodiscard]] std::int64_t limit() const { return limit_; }
  [[nodiscard]] std::int64_t offset() const { return (page_ - 1) * limit_; }
  [[nodiscard]] std::string countSql(Dialect dialect) const;
  // The rows of the page, each with the total of the list as its last column, `totalColumn()`.
  [[nodiscard]] std::string pageSql(Dialect dialect) const;
  [[nodiscard]] int totalColumn() const;
  [[nodiscard]] Params params(Dialect dialect) const;
  // What `pageSql` binds: `params()`, then the limit and the offset.
  [[nodiscard]] Params pageParams(Dialect dialect) const;

 private:
  friend class ListReader;
  void match(std::string_view column, std::string_view comparison);
  void order(std::string_view column, bool descending);
  [[nodiscard]] bool searches() const { return !words_.empty(); }
  [[nodiscard]] bool ranks() const { return searches() && order_.empty(); }
  // What the rows are selected from, and which of them.
  [[nodiscard]] std::string source(Dialect dialect) const;
  [[nodiscard]] std::string orderText(Dialect dialect) const;

  const ListSpec& spec_;
  std::string conditions_;
  std::string order_;
  bool descending_ = false;  // of the last column of the order
  Params params_;
  std::vector<std::string> texts_;  // what text parameters point to; never grows after the request was read
  std::vector<std::string> words_;  // of `q`: a row must hold each
  Includes includes_;
  std::int64_t page_ = 1;
  std::int64_t limit_ = 20;
};

}  // namespace ingot::rt
