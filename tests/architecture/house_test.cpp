// Who may include whom: a folder's row is the USES of its library in CMake.
#include <gtest/gtest.h>

#include <filesystem>
#include <map>
#include <regex>
#include <set>

#include "tests/architecture/tree.h"

namespace ingot::architecture {
namespace {

namespace fs = std::filesystem;

struct Library {
  std::string folder;
  std::set<std::string> uses;
};

auto Words(const std::string& text) -> std::vector<std::string> {
  std::istringstream in(text);
  std::vector<std::string> words;
  for (std::string word; in >> word;) words.push_back(word);
  return words;
}

// The words of every ingot_library call below compiler/ and codegen/.
auto Libraries() -> std::map<std::string, Library> {
  std::map<std::string, Library> libraries;
  const fs::path root = INGOT_SOURCE_DIR;
  for (const char* top : {"bot", "compiler", "codegen", "grammars"}) {
    for (const auto& entry : fs::recursive_directory_iterator(root / top)) {
      if (entry.path().filename() != "CMakeLists.txt") continue;
      const std::string path = fs::relative(entry.path(), root).generic_string();
      const std::string text = ReadText(path);
      static const std::regex kCall(R"(ingot_library\(([^)]*)\))");
      for (std::sregex_iterator call(text.begin(), text.end(), kCall), end; call != end; ++call) {
        const auto words = Words((*call)[1].str());
        Library library{fs::path(path).parent_path().generic_string(), {}};
        bool uses = false;
        for (const std::string& word : words) {
          if (word == "USES" || word == "PRIVATE_USES") uses = true;
          if (word == "SOURCES") uses = false;
          if (uses && word.starts_with("ingot-")) library.uses.insert(word);
        }
        libraries[words.at(0)] = library;
      }
    }
  }
  return libraries;
}

auto Closure(const std::map<std::string, Library>& libraries, const std::string& name) -> std::set<std::string> {
  std::set<std::string> all{name};
  std::vector<std::string> open{name};
  while (!open.empty()) {
    const auto found = libraries.find(open.back());
    open.pop_back();
    if (found == libraries.end()) continue;
    for (const std::string& used : found->second.uses) {
      if (all.insert(used).second) open.push_back(used);
    }
  }
  return all;
}

auto Included(const std::string& line) -> std::string {
  static const std::regex kInclude(R"re(^#include ["<]([^">]+)[">])re");
  std::smatch match;
  return std::regex_search(line, match, kInclude) ? match[1].str() : std::string();
}

TEST(House, FoldersIncludeOnlyWhatTheirLibraryUses) {
  const auto libraries = Libraries();
  ASSERT_GT(libraries.size(), 8U);
  std::map<std::string, std::string> library_of;
  for (const auto& [name, library] : libraries) library_of[library.folder] = name;
  for (const SourceFile& file : SourceFiles({"bot", "compiler", "codegen"})) {
    const auto own = library_of.find(file.folder);
    if (own == library_of.end()) continue;  // a host tool
    const auto allowed = Closure(libraries, own->second);
    for (const std::string& line : file.lines) {
      const std::string included = Included(line);
      const std::string folder = fs::path(included).parent_path().generic_string();
      const auto target = library_of.find(folder);
      if (target != library_of.end()) {
        EXPECT_TRUE(allowed.contains(target->second)) << file.path << " includes " << included << ", which " << own->second << " does not use";
      }
    }
  }
}

// `first` is a folder, `second` begins what its files may not include.
TEST(House, KeepsItsWalls) {
  const std::vector<std::pair<std::string, std::string>> walls{
      {"codegen", "compiler/ast"},     {"codegen", "compiler/frontend"}, {"codegen", "compiler/check"}, {"codegen", "compiler/driver"},
      {"compiler/ir", "compiler/ast"}, {"compiler/base", "codegen"},     {"compiler/check", "codegen"}, {"runtime-lib", "compiler"},
      {"runtime-lib", "codegen"},      {"compiler/check", "compiler/driver"}, {"runtime-lib", "bot"},      {"bot", "compiler"},      {"bot", "codegen"},
      {"codegen/targets/cpp-service", "codegen/targets/sql-migration"},  {"codegen/targets/sql-migration", "codegen/targets/cpp-service"},
      {"codegen/targets/cpp-service", "codegen/targets/openapi"},        {"codegen/targets/openapi", "codegen/targets/cpp-service"},
      {"codegen/targets/sql-migration", "codegen/targets/openapi"},      {"codegen/targets/openapi", "codegen/targets/sql-migration"},
      {"codegen/targets/container", "codegen/targets/cpp-service"},      {"codegen/targets/cpp-service", "codegen/targets/container"},
      {"codegen/targets/container", "codegen/targets/openapi"},          {"codegen/targets/openapi", "codegen/targets/container"},
      {"codegen/targets/container", "codegen/targets/sql-migration"},    {"codegen/targets/sql-migration", "codegen/targets/container"}};
  for (const SourceFile& file : SourceFiles({"bot", "compiler", "codegen", "runtime-lib"})) {
    for (const std::string& line : file.lines) {
      const std::string included = Included(line);
      for (const auto& [folder, forbidden] : walls) {
        if (!file.path.starts_with(folder + "/")) continue;
        EXPECT_FALSE(included.starts_with(forbidden + "/")) << file.path << " includes " << included;
      }
    }
  }
}

// A library that is hidden behind one folder: nobody else names it.
TEST(House, HidesItsLibraries) {
  const std::vector<std::pair<std::string, std::vector<std::string>>> homes{
      {"antlr4-runtime", {"compiler/frontend/expr/", "grammars/"}},
      {"boost/filesystem", {"compiler/source/"}},
      {"rapidjson/", {"compiler/frontend/json/"}},
      {"libpq-fe.h", {"compiler/frontend/pg/", "runtime-lib/src/store/"}},
      {"CLI/", {"compiler/driver/", "bot/program/"}},
      {"sqlite3.h", {"runtime-lib/src/store/"}},
      {"simdjson.h", {"runtime-lib/src/json/", "runtime-lib/testing/"}},
      {"boost/beast", {"runtime-lib/src/net/"}},
      {"httplib.h", {"runtime-lib/src/outbound/", "runtime-lib/testing/", "bot/http/"}},
      {"pqxx/", {"bot/store/", "compiler/frontend/pg/"}},
      {"hiredis/", {"bot/queue/"}},
      {"boost/asio", {"bot/front/", "runtime-lib/src/"}},
  };
  for (const SourceFile& file : SourceFiles({"bot", "compiler", "codegen", "runtime-lib"})) {
    for (const std::string& line : file.lines) {
      const std::string included = Included(line);
      for (const auto& [library, folders] : homes) {
        if (!included.starts_with(library)) continue;
        bool at_home = false;
        for (const std::string& folder : folders) at_home = at_home || file.path.starts_with(folder);
        EXPECT_TRUE(at_home) << file.path << " includes " << included;
      }
    }
  }
}

// Emission is a function of the definition: nothing that differs from run to run may be near it.
TEST(House, CodegenIsDeterministic) {
  static const std::regex kForbidden(R"(unordered_(map|set)|std::chrono|std::time\b|getenv|setlocale|std::random|\brand\()");
  for (const SourceFile& file : SourceFiles({"codegen"})) {
    for (size_t i = 0; i < file.lines.size(); ++i) {
      EXPECT_FALSE(std::regex_search(file.lines[i], kForbidden)) << file.path << ":" << i + 1 << ": " << file.lines[i];
    }
  }
}

// Emitted code includes these: heavy headers would make every unit slow to compile.
TEST(House, PublicRuntimeHeadersAreLight) {
  static const std::regex kHeavy(R"(^#include <(boost/|simdjson|sqlite3|re2/|functional>|chrono>|regex>|iostream>|sstream>|fstream>|openssl/))");
  for (const SourceFile& file : SourceFiles({"runtime-lib/include"})) {
    for (const std::string& line : file.lines) EXPECT_FALSE(std::regex_search(line, kHeavy)) << file.path << ": " << line;
  }
}

}  // namespace
}  // namespace ingot::architecture
