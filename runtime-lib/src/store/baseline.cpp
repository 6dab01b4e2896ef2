#include "store/baseline.hpp"

#include <algorithm>
#include <stdexcept>

namespace ingot::rt::store {
namespace {

constexpr std::string_view kVersion = "row_version";

template <typename T>
const T* named(std::string_view name, const std::vector<T>& all) {
  const auto found = std::find_if(all.begin(), all.end(), [&](const T& each) { return each.name == name; });
  return found == all.end() ? nullptr : &*found;
}

std::string listOf(const std::vector<std::string>& columns) {
  std::string text = "(";
  for (const std::string& each : columns) text += (text.size() > 1 ? ", " : "") + each;
  return text + ")";
}

std::vector<std::string> sorted(std::vector<std::string> columns) {
  std::sort(columns.begin(), columns.end());
  return columns;
}

std::string textOf(const SchemaColumn& column) { return column.type + (column.notNull ? " NOT NULL" : ""); }
std::string textOf(std::string_view kind, const SchemaIndex& index) {
  return std::string(kind) + " " + listOf(index.columns) + (index.condition.empty() ? "" : " " + index.condition);
}
std::string textOf(const SchemaReference& reference) {
  return "FOREIGN KEY " + listOf(reference.columns) + " REFERENCES " + reference.target + " ON DELETE " + reference.onDelete;
}

// Both refuse the statement that would leave a row without what it refers to.
bool sameAction(std::string_view one, std::string_view other) {
  const auto refuses = [](std::string_view action) { return action == "RESTRICT" || action == "NO ACTION"; };
  return one == other || (refuses(one) && refuses(other));
}

// Compares one table.
class TableComparison {
 public:
  TableComparison(const SchemaTable& wanted, const SchemaTable& found, FitOf fitOf, Comparison& result)
      : wanted_(wanted), found_(found), fitOf_(fitOf), result_(result) {}

  void run() {
    columns();
    strangeColumns();
    primaryKey();
    uniqueSets();
    references();
    indexes();
    triggers();
  }

 private:
  void differs(std::string column, std::string wanted, std::string found) {
    result_.differences.push_back({wanted_.name, std::move(column), std::move(wanted), std::move(found)});
  }
  void notice(const std::string& text) { result_.notices.push_back(wanted_.name + ": " + text); }
  // A migration to come finds things by their names.
  void sameName(const std::string& what, std::string_view wanted, std::string_view found) {
    if (wanted == found || wanted.empty()) return;
    notice(what + " is " + (found.empty() ? "without a name" : "called " + std::string(found)) + ", which the migrations call " +
           std::string(wanted) + ": one that drops or renames it will not find it");
  }

  void columns() {
    for (const SchemaColumn& wanted : wanted_.columns) {
      const SchemaColumn* found = named(wanted.name, found_.columns);
      if (found != nullptr) {
        column(wanted, *found);
      } else if (wanted.name == kVersion) {
        result_.additions.push_back({"ALTER TABLE " + quotedName(wanted_.name) + " ADD COLUMN " + std::string(kVersion) + " " +
                                         wanted.type + " NOT NULL DEFAULT 1",
                                     "added row_version to " + wanted_.name});
      } else {
        differs(wanted.name, textOf(wanted), "no such column");
      }
    }
  }

  void column(const SchemaColumn& wanted, const SchemaColumn& found) {
    const TypeFit fit = wanted.type == found.type ? TypeFit{true} : fitOf_(wanted.type, found.type);
    if (!fit.fits || wanted.notNull != found.notNull) return differs(wanted.name, textOf(wanted), textOf(found));
    if (!fit.notice.empty()) notice(wanted.name + " is " + found.type + ", not " + wanted.type + ": " + std::string(fit.notice));
    if (wanted.collation != found.collation)
      notice(wanted.name + " has the collation " + found.collation + ", not " + wanted.collation + ": its texts are in another order");
  }

  void strangeColumns() {
    for (const SchemaColumn& found : found_.columns) {
      if (named(found.name, wanted_.columns) != nullptr) continue;
      if (found.notNull && !found.hasDefault) {
        differs(found.name, "no such column, or one that needs no value", textOf(found) + " without a default");
      } else {
        notice(found.name + " is a column that the service does not know; it stays as it is");
      }
    }
  }

  void primaryKey() {
    const SchemaIndex& wanted = wanted_.primaryKey;
    const SchemaIndex& found = found_.primaryKey;
    const auto text = [](const SchemaIndex& key) { return key.columns.empty() ? "no primary key" : textOf("PRIMARY KEY", key); };
    if (sorted(wanted.columns) != sorted(found.columns) || wanted.condition != found.condition) return differs("", text(wanted), text(found));
    sameName("its primary key", wanted.name, found.name);
  }

  // The order of the columns means nothing to what may stand in them.
  static const SchemaIndex* sameSet(const SchemaIndex& set, const std::vector<SchemaIndex>& all) {
    const SchemaIndex* best = nullptr;
    for (const SchemaIndex& each : all) {
      if (each.condition != set.condition || sorted(each.columns) != sorted(set.columns)) continue;
      if (best == nullptr || each.name == set.name) best = &each;
    }
    return best;
  }

  void uniqueSets() {
    for (const SchemaIndex& wanted : wanted_.uniqueSets) {
      const SchemaIndex* found = sameSet(wanted, found_.uniqueSets);
      if (found == nullptr && sameSet(wanted, {found_.primaryKey}) != nullptr) found = &found_.primaryKey;
      const std::string text = textOf("UNIQUE", wanted);
      found == nullptr ? differs("", text, "none") : sameName(text, wanted.name, found->name);
    }
    for (const SchemaIndex& found : found_.uniqueSets) {
      if (sameSet(found, wanted_.uniqueSets) == nullptr && sameSet(found, {wanted_.primaryKey}) == nullptr)
        notice(textOf("UNIQUE", found) + " is more than the service demands of its rows");
    }
  }

  static const SchemaReference* sameReference(const SchemaReference& reference, const std::vector<SchemaReference>& all) {
    const SchemaReference* best = nullptr;
    for (const SchemaReference& each : all) {
      if (each.columns != reference.columns || each.target != reference.target) continue;
      if (best == nullptr || sameAction(each.onDelete, reference.onDelete)) best = &each;
    }
    return best;
  }

  void references() {
    for (const SchemaReference& wanted : wanted_.references) {
      const SchemaReference* found = sameReference(wanted, found_.references);
      const std::string column = wanted.columns.size() == 1 ? wanted.columns.front() : "";
      if (found == nullptr) {
        differs(column, textOf(wanted), "none");
      } else if (!sameAction(wanted.onDelete, found->onDelete)) {
        differs(column, textOf(wanted), "ON DELETE " + found->onDelete);
      } else {
        sameName("FOREIGN KEY " + listOf(wanted.columns), wanted.name, found->name);
      }
    }
    for (const SchemaReference& found : found_.references) {
      if (sameReference(found, wanted_.references) == nullptr) notice(textOf(found) + " is more than the service demands of its rows");
    }
  }

  // An index serves whoever asks for its first columns.
  static bool serves(const SchemaIndex& index, const SchemaIndex& wanted) {
    return index.condition == wanted.condition && index.columns.size() >= wanted.columns.size() &&
           std::equal(wanted.columns.begin(), wanted.columns.end(), index.columns.begin());
  }

  void indexes() {
    for (const SchemaIndex& wanted : wanted_.indexes) {
      const std::string text = textOf("an index on", wanted);
      const SchemaIndex* found = nullptr;
      for (const auto* all : {&found_.indexes, &found_.uniqueSets}) {
        for (const SchemaIndex& each : *all) {
          if (serves(each, wanted) && (found == nullptr || each.name == wanted.name)) found = &each;
        }
      }
      if (found == nullptr && serves(found_.primaryKey, wanted)) found = &found_.primaryKey;
      found == nullptr ? notice(text + " is missing: reads by it will be slow (the migrations call it " + wanted.name + ")")
                       : sameName(text, wanted.name, found->name);
    }
  }

  void triggers() {
    for (const SchemaTrigger& wanted : wanted_.triggers) {
      const SchemaTrigger* found = named(wanted.name, found_.triggers);
      if (found == nullptr) {
        const bool made = std::any_of(result_.additions.begin(), result_.additions.end(),
                                      [&](const Addition& each) { return each.sql == wanted.function; });
        if (!made && !wanted.function.empty()) result_.additions.push_back({wanted.function, ""});
        result_.additions.push_back({wanted.text, "made the trigger " + wanted.name + " on " + wanted_.name});
      } else if (found->text != wanted.text || found->function != wanted.function) {
        differs("", "the trigger " + wanted.name + " as the migrations make it", "another trigger of this name");
      }
    }
    for (const SchemaTrigger& found : found_.triggers) {
      if (named(found.name, wanted_.triggers) == nullptr)
        notice("the service does not know the trigger " + found.name + " and what it does to its rows");
    }
  }

  const SchemaTable& wanted_;
  const SchemaTable& found_;
  FitOf fitOf_;
  Comparison& result_;
};

std::vector<std::string> linesOf(const std::vector<Difference>& differences) {
  std::vector<std::string> lines;
  for (const Difference& each : differences)
    lines.push_back(each.table + (each.column.empty() ? "" : "." + each.column) + ": wanted " + each.wanted + ", found " + each.found);
  return lines;
}

}  // namespace

const SchemaTable* tableNamed(std::string_view name, const Schema& schema) { return named(name, schema); }

SchemaTable& tableOf(std::string_view name, Schema& schema) {
  for (SchemaTable& each : schema) {
    if (each.name == name) return each;
  }
  SchemaTable& table = schema.emplace_back();
  table.name = name;
  return table;
}

Comparison compare(const Schema& wanted, const Schema& found, FitOf fitOf) {
  Comparison result;
  for (const SchemaTable& table : wanted) {
    if (const SchemaTable* there = tableNamed(table.name, found); there != nullptr) {
      result.empty = false;
      TableComparison(table, *there, fitOf, result).run();
    } else {
      result.differences.push_back({table.name, "", "a table", "no such table"});
    }
  }
  return result;
}

BaselineReport reportOf(const Comparison& comparison, std::span<const KnownMigration> known) {
  if (comparison.empty) throw std::runtime_error("none of the tables that the migrations make is there: `migrate up` makes them");
  BaselineReport report{linesOf(comparison.differences), comparison.notices, {}};
  if (!report.differences.empty()) return report;
  for (const Addition& each : comparison.additions) {
    if (!each.said.empty()) report.done.push_back(each.said);
  }
  for (const KnownMigration& each : known) report.done.push_back("recorded " + std::string(each.name) + " as applied");
  return report;
}

BaselineReport driftOf(const Comparison& comparison) {
  BaselineReport report{linesOf(comparison.differences), comparison.notices, {}};
  for (const Addition& each : comparison.additions) {
    if (!each.said.empty()) report.differences.push_back("missing: " + each.said.substr(each.said.find(' ') + 1));
  }
  return report;
}

void demandNoHistory(std::size_t recorded) {
  if (recorded > 0)
    throw std::runtime_error("the database has migrations recorded already, so there is nothing to adopt: `migrate status` lists them");
}

std::string quotedName(std::string_view name) {
  std::string quoted = "\"";
  for (const char c : name) quoted += c == '"' ? std::string("\"\"") : std::string(1, c);
  return quoted + "\"";
}

}  // namespace ingot::rt::store
