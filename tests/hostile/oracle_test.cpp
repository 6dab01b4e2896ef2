// The judges of the corpus can say no: each sees a project into which a broken encoder let a payload, and refuses it.
#include <gtest/gtest.h>

#include "tests/hostile/corpus.h"
#include "tests/hostile/cpp_tokens.h"

namespace ingot::test::hostile {
namespace {

struct Break {
  std::string file;
  std::string harmless;
  std::string hostile;  // what stands there instead
};

const std::string kThing = "src/models/thing.cpp";
const std::string kPostgres = "db/migrations/0001_initial.postgres.up.sql";
const std::string kSqlite = "db/migrations/0001_initial.sqlite.up.sql";
const std::string kDescription = "api/openapi.json";

auto Breaks() -> std::vector<Break> {
  return {
      {kThing, R"("plain")", R"("INGOTCANARY"); std::system("touch INGOTCANARY")"},
      {kThing, R"("plain")", R"("INGOTCANARY)"},
      {kThing, R"("plain")", R"("what?\?/")"},
      {kThing, R"("plain")", R"("\x1ff")"},
      {kThing, R"("plain")", R"x(R"(INGOTCANARY)")x"},
      {kThing, R"("plain")", "\"a\\\nb\""},
      {kThing, R"("plain")", "\"\u202e\""},
      {kThing, R"("plain")", std::string("\"a\0b\"", 5)},
      {kThing, R"("plain")", R"(u8"plain")"},
      {kThing, R"("plain")", R"(INGOTCANARY)"},
      {kThing, "namespace app {", "// INGOTCANARY ends \\\nnamespace app {"},
      {kThing, "namespace app {", "// INGOTCANARY\nnamespace app {"},
      {kThing, "namespace app {", "/* INGOTCANARY"},
      {kThing, "namespace app {", "namespace app {\n#include \"/etc/passwd\"\n"},
      {kThing, "namespace app {", "__asm__(\".incbin INGOTCANARY\");\nnamespace app {"},
      {kThing, "INSERT INTO things (id", "INSERT INTO owners (id"},
      {"src/endpoints/find-thing.cpp", "FROM things WHERE owner_id = $1", "FROM things WHERE true OR owner_id = $1"},
      {"src/application.cpp", "\"/api/owners\", listOwners", "\"/api/owners\", createOwner"},
      {kPostgres, "CREATE TABLE owners (", "DROP TABLE owners; CREATE TABLE owners ("},
      {kPostgres, "name text", "INGOTCANARY text"},
      {kPostgres, "CREATE TABLE owners (", "CREATE TABLE INGOTCANARY (x int); CREATE TABLE owners ("},
      {kPostgres, "CREATE TABLE owners (", "COPY owners TO PROGRAM 'touch INGOTCANARY'; CREATE TABLE owners ("},
      {kPostgres, "CREATE TABLE owners (", "CREATE TABLE 'owners ("},
      {kPostgres, "RETURN NEW;", "DELETE FROM owners; RETURN NEW;"},
      {kSqlite, "CREATE TABLE owners (", "CREATE TABLE INGOTCANARY (x int); CREATE TABLE owners ("},
      {kSqlite, "CREATE TABLE owners (", "SELECT 1; CREATE TABLE owners ("},
      {kSqlite, "CREATE TABLE owners (", "ATTACH DATABASE 'INGOTCANARY' AS canary; CREATE TABLE owners ("},
      {kSqlite, "CREATE TABLE owners (", "CREATE TABLE owners (INGOTCANARY int, "},
      {kSqlite, "CREATE TABLE owners (", "CREATE TABLE 'owners"},
      {kDescription, "\"Finds\"", "\"\", \"INGOTCANARY\": \"\""},
      {kDescription, "\"Finds\"", "\"INGOTCANARY"},
      {kDescription, "\"Finds\"", "\"</script><script>\""},
      {kDescription, "\"Finds\"", "no"},
      {"README.md", "Harmless", "<script>INGOTCANARY</script>"},
      {"README.md", "Harmless", "Harm\n\n# INGOTCANARY"},
      {"README.md", "Harmless", "[INGOTCANARY](javascript:x)"},
      {"Dockerfile", "FROM", "RUN touch INGOTCANARY\nFROM"},
      {"Dockerfile", "\n", " INGOTCANARY\n"},
      {"compose.yaml", "\n", "\n# INGOTCANARY\n"},
      {"CMakeLists.txt", "project(", "execute_process(COMMAND touch INGOTCANARY)\nproject("},
      {"CMakePresets.json", "{", "{ \"INGOTCANARY\": 1,"},
      {".github/workflows/ci.yml", "\n", "\n# INGOTCANARY\n"},
      {".env.example", "\n", "\nINGOTCANARY=1\n"},
      {".dockerignore", "\n", "\nINGOTCANARY\n"},
      {"evolution.postgres.up.sql", "ALTER TABLE things", "DROP TABLE owners; ALTER TABLE things"},
      {"evolution.postgres.up.sql", "ALTER TABLE things", "ALTER TABLE owners"},
      {"evolution.sqlite.up.sql", "INSERT INTO", "DROP TABLE owners; INSERT INTO"},
  };
}

void Replace(std::string& text, const std::string& by, const Break& broken) {
  const size_t at = text.find(broken.harmless);
  ASSERT_NE(at, std::string::npos) << broken.file << " does not hold " << broken.harmless;
  text.replace(at, broken.harmless.size(), by);
}

auto WhatIsSaid(const Bench& bench, const Compiled& project, Likeness likeness = Likeness::kSame) -> std::string {
  const auto complaints = Complaints({bench.harmless(), project, bench.earlier(), "INGOTCANARY", likeness});
  return complaints.empty() ? "" : complaints.front();
}

TEST(HostileOracles, RefuseWhatABrokenEncoderLetsThrough) {
  const Bench& bench = Bench::Shared();
  EXPECT_EQ(WhatIsSaid(bench, bench.harmless()), "");
  for (const Break& broken : Breaks()) {
    Compiled project = bench.harmless();
    Files& files = project.files->contains(broken.file) ? *project.files : project.evolution;
    ASSERT_TRUE(files.contains(broken.file)) << broken.file;
    Replace(files[broken.file], broken.hostile, broken);
    EXPECT_TRUE(WhatIsSaid(bench, project).starts_with(broken.file)) << broken.file << ": " << broken.hostile;
  }
}

TEST(HostileOracles, RefuseFilesThatNobodyAskedFor) {
  const Bench& bench = Bench::Shared();
  for (const char* path : {"INGOTCANARY", "../INGOTCANARY", "/tmp/INGOTCANARY", "src/models/\u202e.cpp", "src/a;b.cpp", "db/migrations/0002_x.sqlite.up.sql"}) {
    Compiled project = bench.harmless();
    (*project.files)[path] = "";
    EXPECT_NE(WhatIsSaid(bench, project), "") << path;
  }
  Compiled project = bench.harmless();
  project.files->erase("Dockerfile");
  EXPECT_NE(WhatIsSaid(bench, project), "");
}

// Where the code may differ, because the payload is a name or an expression, what has no business anywhere is still seen.
TEST(HostileOracles, RefuseWhatIsNoCodeInOtherCodeToo) {
  const Bench& bench = Bench::Shared();
  const std::vector<Break> breaks{{kThing, R"("plain")", R"("what?\?/")"},
                                  {kThing, R"("plain")", R"("plain)"},
                                  {kThing, "namespace app {", "namespace app {{"},
                                  {kThing, "namespace app {", "// x \\\nnamespace app {"},
                                  {kPostgres, "CREATE TABLE owners (", "COPY owners TO PROGRAM 'x'; CREATE TABLE owners ("},
                                  {kPostgres, "CREATE TABLE owners (", "CREATE TABLE 'x"},
                                  {kSqlite, "CREATE TABLE owners (", "CREATE TABLE 'x"},
                                  {kDescription, "\"Finds\"", "\"INGOTCANARY"},
                                  {"Dockerfile", "FROM", "RUN touch INGOTCANARY\nFROM"}};
  for (const Break& broken : breaks) {
    Compiled project = bench.harmless();
    Replace(project.files->at(broken.file), broken.hostile, broken);
    EXPECT_TRUE(WhatIsSaid(bench, project, Likeness::kValid).starts_with(broken.file)) << broken.file << ": " << broken.hostile;
  }
}

TEST(HostileOracles, RefuseRefusalsWithoutAPlace) {
  Compiled refused = Compile(R"({"ingot": 1, "app": {"name": "x y"}})", nullptr);
  EXPECT_EQ(FindingsComplaint(refused), "");
  refused.findings.diagnostics.front().span = Span();
  EXPECT_NE(FindingsComplaint(refused), "");
  refused = Compile(R"({"ingot": 1, "app": {"name": "x y"}})", nullptr);
  refused.console += "\x1b[2J";
  EXPECT_NE(FindingsComplaint(refused), "");
  EXPECT_NE(FindingsComplaint(Compile(R"({"ingot": 1, "app": {"name": "x", "auth": "none"}})", nullptr)), "");
}

TEST(HostileOracles, ReadCpp) {
  using Kind = Token::Kind;
  const std::vector<Token> wanted{{Kind::kDirective, "#include <a>"}, {Kind::kWord, "int"},    {Kind::kWord, "a"},      {Kind::kPunctuation, "="},
                                  {Kind::kNumber, "1'000u"},          {Kind::kPunctuation, ";"}, {Kind::kComment, "// c"}, {Kind::kString, "a\"\\\n?\?/b"},
                                  {Kind::kNumber, "1e-5"},            {Kind::kComment, "/* d\n */"}, {Kind::kString, "x"}};
  EXPECT_EQ(CppTokens("#include <a>\nint a=1'000u; // c\n\"a\\\"\\\\\" \"\\n?\\077/b\" 1e-5 /* d\n */ 'x'"), wanted);
}

}  // namespace
}  // namespace ingot::test::hostile
