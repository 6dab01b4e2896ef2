// Migrations as steps: what begins one, what only looks like it, and what is refused.
#include "store/migration-script.hpp"

#include <gmock/gmock.h>

#include <stdexcept>

namespace ingot::rt::store {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

MigrationScript scriptOf(std::string_view up, std::string_view down = "") { return readScript("0002_x", {up, down}); }

std::string complaint(std::string_view up, std::string_view down = "") {
  try {
    (void)scriptOf(up, down);
  } catch (const std::runtime_error& error) {
    return error.what();
  }
  return "";
}

TEST(MigrationScript, TextWithoutStepsIsOneThatMayShutOthersOut) {
  const MigrationScript script = scriptOf("-- a word\nCREATE TABLE a (x int);\n");
  ASSERT_EQ(script.up.size(), 1U);
  EXPECT_EQ(script.up[0].sql, "-- a word\nCREATE TABLE a (x int);\n");
  EXPECT_EQ(script.expanding(), 1);
  EXPECT_FALSE(script.admitsPrevious(1));
}

TEST(MigrationScript, StepsSayWhatTheyAre) {
  const MigrationScript script = scriptOf(
      "-- what a person wrote\n\n-- step 1: expand, locks docs (ACCESS EXCLUSIVE)\nA;\n\n-- step 2: expand, concurrently\nB;\n"
      "-- step 3: expand, in batches, if kept exists, writes every row\nC;\n-- step 4: contract\nD;",
      "-- step 4: contract\nd;\n-- step 1: expand\na;\n");
  ASSERT_EQ(script.up.size(), 4U);
  EXPECT_EQ(script.up[0].sql, "A;\n\n");
  EXPECT_EQ(script.up[0].about, "locks docs (ACCESS EXCLUSIVE)");
  EXPECT_EQ(script.up[1].mode, MigrationStep::Mode::concurrently);
  EXPECT_EQ(script.up[2].mode, MigrationStep::Mode::batches);
  EXPECT_EQ(script.up[2].condition, "kept");
  EXPECT_EQ(script.up[2].about, "writes every row");
  EXPECT_TRUE(script.up[3].contracts);
  EXPECT_EQ(script.up[3].sql, "D;");
  EXPECT_EQ(script.expanding(), 3);
  EXPECT_TRUE(script.admitsPrevious(3));
  EXPECT_FALSE(script.admitsPrevious(4));
  EXPECT_EQ(script.undoing(4)->sql, "d;\n");
  EXPECT_EQ(script.undoing(3), nullptr);
}

TEST(MigrationScript, TextThatOnlyLooksLikeAStepIsNone) {
  const std::string_view quoted =
      "-- step 1: expand\nUPDATE a SET x = 'it''s\n-- step 2: expand\n', \"b\n-- step 3: expand\n\" = 1;\n"
      "CREATE FUNCTION f() AS $body$\n-- step 4: expand\n$$\n-- step 5: expand\n$body$;\n  -- step 6: expand\nSELECT $1;\n";
  const MigrationScript script = scriptOf(quoted);
  ASSERT_EQ(script.up.size(), 1U);
  EXPECT_EQ(script.up[0].sql, quoted.substr(18));
}

TEST(MigrationScript, AStepMayAskBeforeItIsDone) {
  const MigrationScript script = scriptOf(
      "-- step 1: expand, adds docs.size\nA;\n"
      "-- step 2: expand, makes docs.size required\n-- asks for none: rows of docs without size: SELECT 1\n-- asks: rows: SELECT 2\nB;\n-- asks: late\n");
  EXPECT_TRUE(script.up[0].questions.empty());
  ASSERT_EQ(script.up[1].questions.size(), 2U);
  EXPECT_TRUE(script.up[1].questions[0].forNone);
  EXPECT_EQ(script.up[1].questions[0].about, "rows of docs without size");
  EXPECT_EQ(sqlOf(script.up[1].questions[0], script), "SELECT 1");
  EXPECT_FALSE(script.up[1].questions[1].forNone);
  EXPECT_EQ(script.up[1].sql, "B;\n-- asks: late\n");
  EXPECT_THAT(complaint("-- step 1: expand\n-- asks for some: a: b\nA;\n"), HasSubstr("`-- asks for some: a: b` asks for nothing"));
}

TEST(MigrationScript, AQuestionTakesARuleFromItsStatement) {
  const std::string_view text =
      "-- step 1: expand\n-- asks for none: rows: SELECT 1 WHERE NOT (:check docs.few)\n-- asks for none: rows: SELECT 1 WHERE NOT (:check docs.many)\n"
      "UPDATE a SET b = 'TABLE docs (CONSTRAINT few CHECK (1))';\n"
      "CREATE TABLE other (CONSTRAINT few CHECK (2));\n"
      "CREATE TABLE docs (\n  CONSTRAINT other CHECK ('CONSTRAINT few CHECK (3)' = a),\n  CONSTRAINT few CHECK ((a < 5) AND b <> ')'));\n";
  const MigrationScript script = scriptOf(text);
  EXPECT_EQ(sqlOf(script.up[0].questions[0], script), "SELECT 1 WHERE NOT ((a < 5) AND b <> ')')");
  EXPECT_EQ(sqlOf(script.up[0].questions[1], script), std::nullopt);
}

TEST(MigrationScript, AQuestionTakesTheRowsThatAreSetAside) {
  const MigrationScript script = scriptOf("-- step 1: expand\n-- asks: rows: SELECT count(*) FROM (:rows kept) AS aside\nCREATE TABLE kept AS SELECT a FROM b\nWHERE a <> ';';\nB;\n");
  EXPECT_EQ(sqlOf(script.up[0].questions[0], script), "SELECT count(*) FROM (SELECT a FROM b\nWHERE a <> ';') AS aside");
}

TEST(MigrationScript, AnApostropheInACommentBeginsNoText) {
  EXPECT_EQ(scriptOf("-- step 1: expand\n-- it's\nA;\n-- step 2: expand\nB;\n").up.size(), 2U);
}

TEST(MigrationScript, WhatIsOutOfOrderIsRefused) {
  EXPECT_THAT(complaint("-- step 2: expand\nA;\n"), HasSubstr("not numbered 1, 2, 3"));
  EXPECT_THAT(complaint("-- step 1: expand\nA;\n-- step 3: expand\nB;\n"), HasSubstr("not numbered 1, 2, 3"));
  EXPECT_THAT(complaint("-- step 1: contract\nA;\n-- step 2: expand\nB;\n"), HasSubstr("a step of `expand` comes after one of `contract`"));
  EXPECT_THAT(complaint("A;\n-- step 1: expand\nB;\n"), HasSubstr("statements stand before its first step"));
  EXPECT_THAT(complaint("-- step one: expand\nA;\n"), HasSubstr("`-- step one: expand` begins no step"));
  EXPECT_THAT(complaint("-- step 1: explode\nA;\n"), HasSubstr("begins no step"));
  EXPECT_THAT(complaint("A;", "-- step 1: expand\nA;\n-- step 2: expand\nB;\n"), HasSubstr("does not go back step by step"));
}

TEST(MigrationScript, StatementsEndAtTheEndOfALine) {
  EXPECT_THAT(statementsOf("DROP INDEX a;\n\n-- why\nCREATE INDEX a\n  ON b (c);\n"), ElementsAre("DROP INDEX a", "CREATE INDEX a\n  ON b (c)"));
  EXPECT_THAT(statementsOf("\n"), ElementsAre());
  EXPECT_THAT(statementsOf("DROP INDEX a;\n;\n ;\n"), ElementsAre("DROP INDEX a"));
}

}  // namespace
}  // namespace ingot::rt::store
