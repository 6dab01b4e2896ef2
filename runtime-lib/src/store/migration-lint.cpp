#include "store/migration-lint.hpp"

#include <exception>

namespace ingot::rt::store {
namespace {

void answer(const MigrationQuestion& question, const MigrationScript& script, AskCount ask, MigrationAnswer& to) {
  try {
    const auto sql = sqlOf(question, script);
    if (sql) to.count = ask(*sql);
    if (!sql) to.why = "the rule that it asks about is not there";
  } catch (const std::exception& error) {
    to.why = error.what();
  }
}

}  // namespace

std::vector<MigrationAnswer> answersOf(const std::vector<AppliedMigration>& applied, std::span<const KnownMigration> known, AskCount ask) {
  std::vector<MigrationAnswer> answers;
  if (applied.empty()) return answers;
  for (const PlannedStep& planned : planUp(applied, known, true)) {
    for (const KnownMigration& migration : known) {
      if (migration.name != planned.migration) continue;
      const MigrationStep& step = migration.script.up[static_cast<std::size_t>(planned.number - 1)];
      for (const MigrationQuestion& question : step.questions) {
        MigrationAnswer& one = answers.emplace_back(MigrationAnswer{planned.migration, planned.number, std::string(question.about), question.forNone});
        answer(question, migration.script, ask, one);
      }
    }
  }
  return answers;
}

std::string inTheWay(const MigrationStep& step, const MigrationScript& script, AskCount ask) {
  std::string text;
  for (const MigrationQuestion& question : step.questions) {
    MigrationAnswer one;
    if (question.forNone) answer(question, script, ask, one);
    if (one.count > 0) text += (text.empty() ? " (" : ", ") + std::string(question.about) + ": " + std::to_string(one.count);
  }
  return text.empty() ? text : text + ")";
}

}  // namespace ingot::rt::store
