// ingot:function importEntries fdbcd5f953cfd484
// ingot:signature ingot::rt::Json custom::functions::importEntries(ingot::rt::HookContext& context, const app::Account& account, const std::string& lines)
// ingot:sees account std::string owner
// ingot:sees account std::optional<std::int64_t> balance
// ingot:sees account std::optional<bool> closed
// ingot:end
// Written once, and yours from now on. What a function may do stands in ingot/rt/hook_api.h.
#include "functions/import-entries.hpp"

#include <algorithm>
#include <charconv>
#include <stdexcept>

namespace {

struct Line {
  std::int64_t amount = 0;
  std::string_view note;
};

// `-12;lunch`
Line readLine(std::string_view text, std::int64_t number) {
  Line line;
  const std::size_t semicolon = std::min(text.find(';'), text.size());
  const char* end = text.data() + semicolon;
  const auto [stopped, failure] = std::from_chars(text.data(), end, line.amount);
  const bool good = semicolon < text.size() && failure == std::errc() && stopped == end && line.amount >= -1'000'000 && line.amount <= 1'000'000;
  if (!good) {
    ingot::rt::refuse({.status = 422, .code = "not_a_line", .message = "line " + ingot::rt::format(number) + " is no amount with a note", .path = "lines"});
  }
  line.note = text.substr(semicolon + 1, 200);
  return line;
}

}  // namespace

// The body of an endpoint: reads lines, books each, and answers with what it made of them.
ingot::rt::Json custom::functions::importEntries(ingot::rt::HookContext& context, const app::Account& account, const std::string& lines) {
  if (account.closed == true) ingot::rt::refuse({.status = 423, .code = "closed", .message = "the account is closed"});
  std::int64_t count = 0;
  std::int64_t total = 0;
  std::string_view rest = lines;
  while (!rest.empty()) {
    const std::string_view text = rest.substr(0, rest.find('\n'));
    rest.remove_prefix(std::min(text.size() + 1, rest.size()));
    const Line line = readLine(text, ++count);
    total += line.amount;
    context.execute("INSERT INTO entries (id, account_id, amount, note, created_at, updated_at, row_version) VALUES ($1, $2, $3, $4, $5, $6, 1)",
                    ingot::rt::Params(ingot::rt::newUuid(), account.id, line.amount, line.note, context.now(), context.now()));
    if (line.note == "break") throw std::runtime_error("the import broke");  // for the test of this sample
  }
  context.execute("UPDATE accounts SET balance = balance + $1, row_version = row_version + 1 WHERE id = $2", ingot::rt::Params(total, account.id));
  ingot::rt::JsonWriter json;
  json.beginObject();
  json.name("booked");
  json.value(count);
  json.name("total");
  json.value(total);
  json.endObject();
  return ingot::rt::Json{json.take()};
}
