// Any bytes as the query of a list: it is answered or refused, and never becomes part of a statement.
#include <cstdlib>
#include <string>

#include <ingot/rt/problem.hpp>

#include "resource/list-query.hpp"

namespace {

using namespace ingot::rt;

class PlainContext final : public Context {
 public:
  [[nodiscard]] const Caller& caller() const override { return caller_; }
  [[nodiscard]] Timestamp now() const override { return {}; }
  [[nodiscard]] Timestamp deadline() const override { return {}; }
  [[nodiscard]] std::string_view requestId() const override { return {}; }
  [[nodiscard]] const ApiSettings& api() const override { return api_; }
  void log(LogLevel, std::string_view) override {}

 protected:
  void runRead(FunctionRef<void(Session&)>, ReadCost) override {}
  void runWrite(FunctionRef<void(Session&)>, const WriteOptions&) override {}

 private:
  Caller caller_;
  ApiSettings api_;
};

constexpr Column kColumns[] = {{"id", "id"}, {"name", "name"}};
constexpr Table kTable{"things", "id, name", kColumns};
constexpr RowFormat kRows{kTable, "0", nullptr};
constexpr std::string_view kTexts[] = {"low", "high"};
constexpr Filter kFilters[] = {
    {"text", "c1", FilterKind::text},       {"count", "c2", FilterKind::integer},   {"id", "c3", FilterKind::uuid},
    {"level", "c4", FilterKind::closedText, 0, kTexts}, {"price", "c5", FilterKind::decimal, 2}, {"flag", "c6", FilterKind::boolean},
    {"born", "c7", FilterKind::date},       {"seenAt", "c8", FilterKind::timestamp}, {"lasts", "c9", FilterKind::duration},
    {"wide", "c10", FilterKind::bigint},    {"ratio", "c11", FilterKind::real}};
constexpr Sort kSorts[] = {{"text", "c1"}, {"count", "c2"}};
constexpr Relation kRelations[] = {{"owner", Relation::Kind::one, kRows, 0, "owner_id"}};
constexpr Search kSearch{"things_words", "things_numbers", "10, 4"};
constexpr ListSpec kSpec{kRows, kFilters, kSorts, kRelations, &kSearch};

std::string sqlOf(const ListQuery& list) {
  return list.countSql(Dialect::sqlite) + list.countSql(Dialect::postgres) + list.pageSql(Dialect::sqlite) + list.pageSql(Dialect::postgres);
}

Request requestOf(const std::string& query) {
  Request request;
  request.queryString = query;
  return request;
}

// Every letter that a statement has.
std::string letters(const Context& context) {
  std::string all = "SELECTFROMWHERANDOYBILTUCgcounthisadmeDfrw_, ()*=<>$0123456789";
  for (const std::string query : {"q=a", "q=a&sort=text"}) all += sqlOf(ListQuery(context, requestOf(query), kSpec));
  return all;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
  const std::string query(reinterpret_cast<const char*>(data), size);
  static const PlainContext context;
  static const std::string known = letters(context);
  try {
    const Request request = requestOf(query);
    const ListQuery list(context, request, kSpec);
    if (sqlOf(list).find_first_not_of(known) != std::string::npos) std::abort();
    if (list.pageParams(Dialect::sqlite).size() != list.params(Dialect::postgres).size() + 2) std::abort();
  } catch (const Failure& failure) {
    if (failure.status() != 400) std::abort();
  }
  return 0;
}
