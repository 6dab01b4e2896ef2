#include "service/migrate-lint.hpp"

#include <algorithm>
#include <cstdio>

#include <ingot/rt/json-writer.hpp>

namespace ingot::rt::service {
namespace {

void say(const std::string& line) { std::fprintf(stdout, "%s\n", line.c_str()); }

// Of one answer, in a word.
std::string_view verdictOf(const store::MigrationAnswer& answer) {
  if (answer.count < 0) return "unknown";
  if (answer.stops()) return "stops";
  return answer.forNone ? "fine" : "aside";
}

void printLines(const std::vector<store::MigrationAnswer>& answers) {
  std::string migration;
  for (const store::MigrationAnswer& each : answers) {
    if (each.migration != migration) say((migration.empty() ? "" : "\n") + each.migration);
    migration = each.migration;
    const std::string number = std::to_string(each.step);
    std::string line = "  " + std::string(number.size() < 3 ? 3 - number.size() : 0, ' ') + number + "  ";
    line += verdictOf(each);
    line.append(9 - verdictOf(each).size(), ' ');
    const std::string count = each.count < 0 ? "?" : grouped(each.count);
    line += std::string(count.size() < 9 ? 9 - count.size() : 0, ' ') + count + "  " + each.about + (each.why.empty() ? "" : ": " + each.why);
    say(line);
  }
  if (answers.empty()) say("no step that is to be done asks for anything");
}

void printJson(const std::vector<store::MigrationAnswer>& answers, bool stops) {
  JsonWriter json;
  json.beginObject();
  json.name("answers");
  json.beginArray();
  for (const store::MigrationAnswer& each : answers) {
    json.beginObject();
    json.member("migration", each.migration);
    json.member("step", static_cast<std::int64_t>(each.step));
    json.member("verdict", verdictOf(each));
    json.member("about", each.about);
    json.name("count");
    each.count < 0 ? json.value(nullptr) : json.value(each.count);
    json.name("why");
    each.why.empty() ? json.value(nullptr) : json.value(each.why);
    json.endObject();
  }
  json.endArray();
  json.member("stops", stops);
  json.endObject();
  say(json.take());
}

}  // namespace

std::string grouped(std::int64_t number) {
  std::string digits = std::to_string(number);
  for (std::size_t at = digits.size(); at > 3; at -= 3) digits.insert(at - 3, ",");
  return digits;
}

MigrateOutcome printAnswers(const std::vector<store::MigrationAnswer>& answers, MigrateForm form) {
  const bool stops = std::any_of(answers.begin(), answers.end(), [](const store::MigrationAnswer& each) { return each.stops(); });
  form == MigrateForm::json ? printJson(answers, stops) : printLines(answers);
  return stops ? MigrateOutcome::found : MigrateOutcome::fine;
}

}  // namespace ingot::rt::service
