// Names of tables, columns and indexes as the database stores them.
#include <gtest/gtest.h>

#include "compiler/base/names.h"
#include "compiler/ir/app.h"

namespace ingot::ir {
namespace {

auto ColumnOf(std::string name) -> std::string {
  Field field;
  field.name = std::move(name);
  field.type = ScalarType{ScalarKind::kString};
  return ColumnName(field);
}

TEST(PhysicalName, IsCutWithItsHash) {
  const std::string fifty(50, 'a');
  EXPECT_EQ(PhysicalName(fifty), fifty);
  const std::string one = PhysicalName(fifty + "b");
  EXPECT_EQ(one.size(), kLongestPhysicalName);
  EXPECT_TRUE(one.starts_with(std::string(37, 'a') + "_")) << one;
  EXPECT_NE(one, PhysicalName(fifty + "c"));
}

TEST(PhysicalName, LeavesTheColumnsOfPostgresAlone) {
  EXPECT_EQ(ColumnOf("projectId"), "project_id");
  EXPECT_EQ(ColumnOf("ctid"), "ctid_");
  EXPECT_EQ(ColumnOf("xmin"), "xmin_");
  EXPECT_EQ(ColumnOf("order"), "order");
}

}  // namespace
}  // namespace ingot::ir
