// What stands around a definition tries to lead the compiler out of its folders: names of files, links, and what an earlier run left.
#include <gtest/gtest.h>

#include <filesystem>
#include <memory>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "compiler/driver/pipeline.h"
#include "compiler/source/disk_file_store.h"
#include "tests/check/definition.h"
#include "tests/hostile/corpus.h"
#include "tests/support/command.h"
#include "tests/support/folder.h"

namespace ingot::test::hostile {
namespace {

namespace fs = std::filesystem;

const std::string kIngot = INGOT_BINARY_DIR "/bin/ingot";

auto Definition(const std::string& label) -> std::string {
  Json definition = Json::parse(ReadFile(INGOT_SOURCE_DIR "/tests/hostile/base.json"));
  definition["app"]["label"] = label;
  for (Json& model : definition["models"]) {
    for (Json& field : model["fields"]) {
      if (field["type"] == "string" && field.contains("default")) field["default"] = label;
    }
  }
  return definition.dump();
}

// Generates on the disk; the codes of what was refused, empty when it was done.
auto GenerateTo(const std::string& folder, const std::string& definition) -> std::string {
  const auto checked = check::CheckDocuments({definition});
  if (!checked.app) return "the definition is refused";
  auto store = source::OpenDisk(folder, source::RootMode::kCreate);
  if (!store) return store.error().Describe("open");
  diag::CollectingSink sink;
  Compiled compiled;
  const bool done = driver::Generate(*checked.app, **store, {}, sink).has_value();
  compiled.findings = sink.Collected();
  return done ? "" : CodesOf(compiled);
}

// An output folder, and beside it one that nobody may touch.
class Site {
 public:
  Site() {
    fs::create_directories(folder_.path() + "/outside/inner");
    WriteFile(Outside("file"), "INGOTCANARY");
    EXPECT_EQ(GenerateTo(Out(""), Definition("first")), "");
    paths_ = FilesOf(Out(""), "");
    for (const auto& [path, text] : paths_) WriteFile(Outside("copy/" + path), text);
    before_ = FilesOf(Outside(""), "");
  }

  auto Out(const std::string& path) const -> std::string { return folder_.path() + "/out" + (path.empty() ? "" : "/" + path); }
  auto Outside(const std::string& path) const -> std::string { return folder_.path() + "/outside" + (path.empty() ? "" : "/" + path); }
  auto paths() const -> const std::map<std::string, std::string>& { return paths_; }

  // Puts `target` in the place of a file or a folder, generates, and puts the old thing back.
  void Try(const std::string& path, const std::string& target) {
    const std::string aside = folder_.path() + "/aside";
    const bool was_there = fs::exists(Out(path));
    if (was_there) fs::rename(Out(path), aside);
    fs::create_symlink(target, Out(path));
    const std::string refused = GenerateTo(Out(""), Definition("second"));
    EXPECT_TRUE(refused.starts_with("ING")) << path << " -> " << target << ": " << refused;
    fs::remove(Out(path));
    if (was_there) fs::rename(aside, Out(path));
  }

  void ExpectUntouched(const std::string& what) const { EXPECT_EQ(FilesOf(Outside(""), ""), before_) << what; }

 private:
  TemporaryFolder folder_;
  std::map<std::string, std::string> paths_;
  std::map<std::string, std::string> before_;
};

TEST(HostileFolders, LinksInTheOutputAreNotFollowed) {
  Site site;
  size_t links = 0;
  std::set<std::string> folders;
  for (const auto& [path, text] : site.paths()) {
    for (fs::path folder = fs::path(path).parent_path(); !folder.empty(); folder = folder.parent_path()) folders.insert(folder.generic_string());
    if (path.starts_with("runtime/") && ++links % 16 != 0) continue;  // the runtime's files are all alike
    site.Try(path, site.Outside("copy/" + path));
    site.Try(path, site.Outside("made"));
    links += 2;
  }
  for (const std::string& folder : folders) site.Try(folder, site.Outside("copy/" + folder));
  site.ExpectUntouched("links");
  EXPECT_EQ(FilesOf(site.Out(""), ""), site.paths());
  EXPECT_EQ(GenerateTo(site.Out(""), Definition("second")), "");
  EXPECT_NE(FilesOf(site.Out(""), ""), site.paths());
  site.ExpectUntouched("the last run");
}

// The manifest says which files are ours, and those that are not wanted any more are deleted.
TEST(HostileFolders, AManifestDoesNotLeadOutOfTheFolder) {
  Site site;
  const std::string manifest = site.paths().at("ingot.manifest.json");
  const std::string own = "README.md";
  ASSERT_NE(manifest.find("\"" + own + "\""), std::string::npos);
  for (const std::string& path : {std::string("../outside/file"), std::string("src/../../outside/file"), site.Outside("file"), std::string("//etc/passwd"), std::string(".."),
                                  std::string(""), std::string("a\\..\\b"), std::string("x\\u0000y"), std::string("./README.md"), std::string("runtime/../README.md")}) {
    std::string hostile = manifest;
    hostile.replace(hostile.find("\"" + own + "\""), own.size() + 2, "\"" + path + "\"");
    WriteFile(site.Out("ingot.manifest.json"), hostile);
    EXPECT_TRUE(GenerateTo(site.Out(""), Definition("second")).starts_with("ING")) << path;
    site.ExpectUntouched(path);
  }
}

TEST(HostileFolders, LinksAmongTheSourcesAreNotFollowed) {
  TemporaryFolder folder;
  WriteFile(folder.path() + "/outside/secret.json", "{\"INGOTCANARY\": 1}");
  for (const char* target : {"../outside/secret.json", "/etc/passwd", "/dev/zero", "absent"}) {
    fs::remove_all(folder.path() + "/in");
    WriteFile(folder.path() + "/in/app.json", Definition("first"));
    fs::create_symlink(target, folder.path() + "/in/more.json");
    const auto checked = RunCommand(folder.path(), Quoted(kIngot) + " check in");
    EXPECT_EQ(checked.code, 1) << target;
    EXPECT_NE(checked.output.find("ING0007"), std::string::npos) << checked.output;
    EXPECT_EQ(checked.output.find("INGOTCANARY"), std::string::npos) << checked.output;
  }
}

auto HostileFileNames() -> std::vector<std::string> {
  std::vector<std::string> names{"..json",          "....json",  "a..b.json",          "CON.json",    "nul.json", "aux .json",       "-rf.json",        "--help.json", "$(touch INGOTCANARY).json",
                                 "`touch x`.json",  "a;b.json",  "${INGOTCANARY}.json", "a\nRUN b.json", "a\tb.json", "\x1b[2J.json",   "\u202egnp.json",  "\ufeff.json",  "a\u2028b.json",
                                 "\"quoted\".json", "'; --.json", "\\.json",            "*.json",      "{}.json",   "%s%n.json",       "</script>.json",  "#.json",       "a b.json",
                                 "\xff\xfe.json",   "\u0430.json", "app.json.json",     "AA.JSON.json", "~.json",   "@for.json",       "CMakeLists.txt.json", "!.json",   "a\r.json"};
  names.push_back(std::string(250, 'n') + ".json");
  return names;
}

// The names of a definition's files are for people who read findings; nothing that is made depends on them.
TEST(HostileFolders, NamesOfSourcesAreNowhere) {
  const Json definition = Json::parse(ReadFile(INGOT_SOURCE_DIR "/tests/hostile/base.json"));
  Json app = definition;
  app.erase("enums");
  const Json enums{{"ingot", 1}, {"enums", definition["enums"]}};
  const auto wanted = CompileFolder({{"app.json", app.dump()}, {"colours.json", enums.dump()}});
  ASSERT_TRUE(wanted.files) << wanted.console;
  for (const std::string& name : HostileFileNames()) {
    for (const std::string& path : {name, "sub/" + name, name + "/x.json"}) {
      const auto compiled = CompileFolder({{"app.json", app.dump()}, {path, enums.dump()}});
      if (compiled.files) {
        EXPECT_EQ(*compiled.files, *wanted.files) << path;
      } else {
        EXPECT_NE(CodesOf(compiled), "") << path;
      }
      const auto broken = CompileFolder({{"app.json", app.dump()}, {path, "{\"ingot\": 1, \"enums\": [1]}"}});
      EXPECT_TRUE(FindingsComplaint(broken).empty() || CodesOf(broken) == "ING0002") << path << FindingsComplaint(broken);  // unreadable: no place in it
    }
  }
}

// Neither does it depend on the environment, and secrets of the machine stay there.
TEST(HostileFolders, TheEnvironmentIsNowhere) {
  TemporaryFolder folder;
  WriteFile(folder.path() + "/app.json", Definition("first"));
  const std::string generate = Quoted(kIngot) + " generate app.json --out ";
  ASSERT_EQ(RunCommand(folder.path(), generate + "plain").code, 0);
  const std::string hostile = "env -i INGOT_SECRET_CANARY=INGOTCANARY HOME=/INGOTCANARY TMPDIR=/INGOTCANARY TZ=Asia/Kathmandu LANG=tr_TR.UTF-8 LC_ALL=tr_TR.UTF-8 "
                              "SOURCE_DATE_EPOCH=1 CDPATH=/ IFS=/ USER=INGOTCANARY NO_COLOR= TERM=INGOTCANARY ";
  int number = 0;
  for (const char* out : {"out", "a b", "a;b", "$(touch INGOTCANARY)", "${INGOT_SECRET_CANARY}", "$ENV{HOME}", "-x", "a\nb", "\u202e"}) {
    const auto made = RunCommand(folder.path(), hostile + generate + Quoted(std::string(number++ % 2 == 0 ? "./" : folder.path() + "/") + out));
    ASSERT_EQ(made.code, 0) << out << made.output;
    EXPECT_EQ(FilesOf(folder.path() + "/" + out, ""), FilesOf(folder.path() + "/plain", "")) << out;
  }
  for (const auto& entry : fs::directory_iterator(folder.path())) EXPECT_NE(entry.path().filename(), "INGOTCANARY");
}

}  // namespace
}  // namespace ingot::test::hostile
