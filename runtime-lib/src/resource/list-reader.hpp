// From the query string of a request to a list: filters, order, page, relations.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "resource/list-query.hpp"

namespace ingot::rt {

constexpr std::size_t kMostProblems = 20;

class ListReader {
 public:
  ListReader(ListQuery& query, const ListSpec& spec, const ApiSettings& api)
      : query_(query), spec_(spec), api_(api) {}

  // Throws Failure 400 with every problem.
  void read(const Request& request);

 private:
  void item(const QueryItem& item);
  // True when the item is a filter of the list, readable or not.
  [[nodiscard]] bool filter(const QueryItem& item);
  void bind(const QueryItem& item, const Filter& filter, std::string_view comparison);
  void sort(const QueryItem& item);
  void page(const QueryItem& item);
  void limit(const QueryItem& item);
  void include(const QueryItem& item);
  void search(const QueryItem& item);
  void unknown(const QueryItem& item);
  void unreadable(const QueryItem& item, std::string words);
  template <typename T>
  void bindParsed(const QueryItem& item, const Filter& filter, std::string_view comparison,
                  std::string_view expected);

  ListQuery& query_;
  const ListSpec& spec_;
  const ApiSettings& api_;
  std::vector<Problem> problems_;
};

// Splits "a,b,c"; an empty text has no parts.
[[nodiscard]] std::vector<std::string_view> splitList(std::string_view text);

// Adds the relations that `text` names. The words of what is wrong, or none.
[[nodiscard]] std::optional<std::string> readIncludeList(std::string_view text,
                                                         std::span<const Relation> relations,
                                                         Includes& out);

}  // namespace ingot::rt
