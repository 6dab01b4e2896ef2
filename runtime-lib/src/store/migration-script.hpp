// The text of a migration as steps: each is done, undone and taken up again by itself.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <ingot/rt/service.hpp>

namespace ingot::rt::store {

// A step begins with a line such as
//   -- step 3: expand, in batches, writes every row of docs
// and ends before the next one. A text without such a line is one step. What stands behind the words that are known is for people.
// Behind that line it may ask for what `migrate lint` counts before it is done, a line each:
//   -- asks for none: rows of docs without title: SELECT count(*) FROM docs WHERE title IS NULL
//   -- asks: rows of notes that are set aside: SELECT count(*) FROM notes
struct MigrationQuestion {
  bool forNone = false;    // where there are some, the step stops
  std::string_view about;  // "rows of docs without title"
  // Gives a number. `:check docs.positive` is the rule of that name in the statement that gives it to the table, `:rows kept` the query
  // that the table of that name is made of.
  std::string_view sql;
};

struct MigrationStep {
  enum class Mode {
    transaction,   // with its record in one transaction
    concurrently,  // one statement after the other, outside of a transaction: each does no harm when it is run again
    batches,       // one statement, again and again, each time in a transaction: see MigrationBatch
  };
  int number = 1;
  bool contracts = false;  // programs of the release before cannot use the database any more
  Mode mode = Mode::transaction;
  std::string condition = {};  // the step is for a database that has this table; empty: for each
  std::string about = {};      // "makes docs.title required, locks docs (ACCESS EXCLUSIVE)"
  std::vector<MigrationQuestion> questions = {};
  std::string_view sql = {};
};

// A statement of batches takes the key behind which it begins (null at first) and how many rows it looks at, and gives one row: the last key
// that it looked at (null: none is left), how many rows it saw that were still to be changed, and how many it changed; the others were
// locked. It is run from the beginning again until a whole pass saw none.
struct MigrationBatch {
  std::string last;
  std::int64_t needed = 0;
  std::int64_t changed = 0;
};

struct MigrationScript {
  std::vector<MigrationStep> up;    // numbered from 1
  std::vector<MigrationStep> down;  // the last one first; what has no way back, and needs none, is left out
  bool marked = false;              // it says of its steps what they mean; else it may shut out programs of the release before

  // The steps that leave a database that the release before can use.
  [[nodiscard]] int expanding() const;
  // Can programs of the release before use the database when that many steps are done?
  [[nodiscard]] bool admitsPrevious(int position) const { return marked && position <= expanding(); }
  // Null where nothing is to be undone.
  [[nodiscard]] const MigrationStep* undoing(int number) const;
};

// Throws std::runtime_error when the steps are not in order. The script refers to the text.
[[nodiscard]] MigrationScript readScript(std::string_view name, const MigrationText& text);

// The question as it can be put; nothing when what it speaks of is in none of the statements.
[[nodiscard]] std::optional<std::string> sqlOf(const MigrationQuestion& question, const MigrationScript& script);

// The statements of a text without quoted ones: each ends with a semicolon at the end of its line.
[[nodiscard]] std::vector<std::string> statementsOf(std::string_view sql);

}  // namespace ingot::rt::store
