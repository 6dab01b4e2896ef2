// The Big List of Naughty Strings goes through a body, a row and a filter, and comes back unchanged.
#include <cstdlib>
#include <fstream>
#include <sstream>

#include <ingot/rt/json-writer.hpp>

#include "store-fixture.hpp"

namespace ingot::rt::store {
namespace {

class NaughtyStrings : public StoreTest {
 protected:
  void SetUp() override {
    const char* folder = std::getenv("INGOT_CORPORA");
    if (folder == nullptr) GTEST_SKIP() << "INGOT_CORPORA names no folder of corpora";
    std::ifstream file(std::string(folder) + "/naughty-strings/blns.json");
    for (std::string line; std::getline(file, line);) {
      const auto first = line.find('"');
      if (first != std::string::npos) literals_.push_back(line.substr(first, line.rfind('"') - first + 1));
    }
    ASSERT_GT(literals_.size(), 400U);
  }
  std::vector<std::string> literals_;
};

TEST_F(NaughtyStrings, SurviveARow) {
  const Uuid owner = project("a");
  for (const std::string& literal : literals_) {
    Checks checks(Write::create);
    ObjectReader body("{\"fileName\":" + literal + "}", checks);
    Input<std::string> name;
    body.field("fileName", name);
    body.finish();
    checks.finish();
    const Uuid at = newUuid();
    std::int64_t found = 0;
    std::string back;
    writeNow(*database_, [&](Session& session) {
      session.execute(Statement{"DELETE FROM docs"}, Params());
      session.execute(kInsertDoc, Params(at, owner, std::nullopt, name, std::int64_t{1}, std::int64_t{1}),
                      &kDocs);
      session.run("SELECT file_name FROM docs WHERE file_name = $1", Params(*name), [&](const Row& row) {
        row.read(back);
        ++found;
      });
    });
    EXPECT_EQ(found, 1) << literal;
    EXPECT_EQ(back, *name) << literal;
  }
}

}  // namespace
}  // namespace ingot::rt::store
