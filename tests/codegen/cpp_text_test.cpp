// C++ text: what the encoders write is read back by the compiler itself.
#include <array>
#include <cmath>
#include <cstdint>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <limits>
#include <set>
#include <sstream>

#include <unistd.h>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "codegen/text/cpp.h"
#include "tests/codegen/text_testing.h"

namespace ingot::codegen {
namespace {

using ::testing::ExitedWithCode;

auto RunAndRead(const std::string& command) -> std::string {
  std::string output;
  FILE* pipe = ::popen(command.c_str(), "r");
  std::array<char, 65536> buffer{};
  while (const std::size_t got = std::fread(buffer.data(), 1, buffer.size(), pipe))
    output.append(buffer.data(), got);
  EXPECT_EQ(::pclose(pipe), 0) << command;
  return output;
}

// A folder of this process alone, gone when it ends.
class Scratch {
 public:
  Scratch() : path_(::testing::TempDir() + "ingot-cpp-text-" + std::to_string(::getpid())) {
    std::filesystem::create_directories(path_);
  }
  Scratch(const Scratch&) = delete;
  auto operator=(const Scratch&) -> Scratch& = delete;
  ~Scratch() { std::filesystem::remove_all(path_); }
  auto File(const std::string& name) const -> std::string { return path_ + "/" + name; }

 private:
  std::string path_;
};

auto InScratch(const std::string& name) -> std::string {
  static const Scratch scratch;
  return scratch.File(name);
}

auto WriteSource(const std::string& name, const std::string& text) -> std::string {
  std::string path = InScratch(name);
  std::ofstream(path) << text;
  return path;
}

// Compiles and runs one program that holds every text as a literal and writes them all, each after its
// length.
auto ReadBack(const std::string& name, const std::vector<std::string>& texts) -> std::vector<std::string> {
  std::string program =
      "#include <cstdio>\n#include <string_view>\nconstexpr std::string_view kTexts[] = {\n";
  for (const std::string& text : texts) program += std::string(CppString::Quote(text).View()) + ",\n";
  program +=
      "};\nint main() {\n  for (const std::string_view text : kTexts) {\n"
      "    std::printf(\"%zu:\", text.size());\n    std::fwrite(text.data(), 1, text.size(), stdout);\n  "
      "}\n}\n";
  const std::string source = WriteSource(name + ".cpp", program);
  const std::string binary = InScratch(name);
  const std::string output =
      RunAndRead(INGOT_CXX " -std=c++20 -Wall -Wextra -Werror -pedantic-errors -O0 -o " + binary + " " +
                 source + " && " + binary);
  std::vector<std::string> read;
  for (std::size_t at = 0; at < output.size();) {
    const std::size_t colon = output.find(':', at);
    const std::size_t size = std::stoul(output.substr(at, colon - at));
    read.push_back(output.substr(colon + 1, size));
    at = colon + 1 + size;
  }
  return read;
}

TEST(CppString, EveryByteStringIsReadBackByTheCompiler) {
  const auto texts = HostileBytes();
  EXPECT_EQ(ReadBack("ingot-literals", texts), texts);
}

TEST(CppString, EveryNaughtyStringIsReadBackByTheCompiler) {
  const auto texts = NaughtyStrings();
  if (!texts) GTEST_SKIP() << "INGOT_CORPORA is not set";
  EXPECT_EQ(ReadBack("ingot-naughty-literals", *texts), *texts);
}

TEST(CppString, IsPlainWhereItCanBe) {
  EXPECT_EQ(CppString::Quote("a b: \"c\"\t").View(), R"("a b: \"c\"\011")");
  EXPECT_EQ(CppString::Quote("one\ntwo").View(), "\"one\\n\"\n\"two\"");
  EXPECT_EQ(CppString::Quote("what?").View(), R"("what?")");
  EXPECT_EQ(CppString::Quote("a?" "?/b?" "?" "?").View(), R"("a?\077/b?\077?")");
  EXPECT_EQ(CppString::Quote(std::string_view("a\0b", 3)).View(), R"(std::string_view("a\000b", 3))");
  for (const std::string& text : HostileBytes()) {
    const auto quoted = CppString::Quote(text);
    for (const char c : quoted.View()) EXPECT_TRUE(c == '\n' || (c >= ' ' && c <= '~'));
  }
}

TEST(CppIdentifier, FollowsTheStyleOfEmittedCode) {
  EXPECT_EQ(CppIdentifier::Type("orderLine").View(), "OrderLine");
  EXPECT_EQ(CppIdentifier::Value("OrderLine").View(), "orderLine");
  EXPECT_EQ(CppIdentifier::Value("repoURL").View(), "repoUrl");
  EXPECT_EQ(CppIdentifier::Constant("maxSize").View(), "kMaxSize");
  EXPECT_EQ(CppIdentifier::Prefixed("validate", "doc").View(), "validateDoc");
  EXPECT_EQ(CppIdentifier::Suffixed("Doc", "Patch").View(), "DocPatch");
  EXPECT_EQ(CppIdentifier::Numbered("value", 3).View(), "value3");
}

TEST(CppIdentifier, ManglesWhatIsReserved) {
  for (const std::string name : {"class", "operator", "errno", "assert", "linux", "unix", "xor", "co", "std",
                                 "ingot", "rt", "app", "main", "stdin", "bool", "consteval", "module"}) {
    const bool reserved = name != "co";
    EXPECT_EQ(CppIdentifier::Value(name).View(), reserved ? name + "_" : name);
  }
  EXPECT_EQ(CppIdentifier::Type("EOF").View(), "EOF_");
  EXPECT_EQ(CppIdentifier::Type("SIGINT").View(), "SIGINT_");
  EXPECT_EQ(CppIdentifier::Type("i").View(), "I_");
  EXPECT_EQ(CppIdentifier::Type("A").View(), "A");
}

TEST(CppIdentifier, RefusesWhatIsNoName) {
  for (const std::string name : {"", "1a", "a_b", "a b", "a-b", "\xC3\xA9", "a\"", "_a"}) {
    EXPECT_EXIT(CppIdentifier::Value(name), ExitedWithCode(70), "this is no name of a definition") << name;
  }
  EXPECT_EXIT(CppIdentifier::Type(std::string(49, 'a')), ExitedWithCode(70), "this is no name");
}

// Names without an underscore that the headers of emitted code define as macros.
TEST(CppIdentifier, KnowsEveryMacroOfTheStandardHeaders) {
  std::string program;
  for (const char* header :
       {"algorithm", "array",   "atomic",     "cassert",    "cerrno",       "charconv",     "chrono",
        "cmath",     "complex", "csetjmp",    "csignal",    "cstddef",      "cstdint",      "cstdio",
        "cstdlib",   "cstring", "ctime",      "functional", "map",          "memory",       "optional",
        "span",      "string",  "thread",     "variant",    "vector",       "unistd.h",     "fcntl.h",
        "signal.h",  "netdb.h", "sys/stat.h", "pthread.h",  "sys/socket.h", "netinet/in.h", "sys/time.h"}) {
    program += std::string("#include <") + header + ">\n";
  }
  const std::string source = WriteSource("ingot-macros.cpp", program);
  std::size_t macros = 0;
  for (const char* level : {"-O0", "-O2"}) {
    std::istringstream lines(RunAndRead(std::string(INGOT_CXX " -std=c++20 -dM -E ") + level + " " + source));
    for (std::string line; std::getline(lines, line);) {
      const std::string name = line.substr(8, line.find_first_of(" (", 8) - 8);
      if (name.find('_') != std::string::npos) continue;
      ++macros;
      EXPECT_TRUE(IsReservedInCpp(name)) << name;
    }
  }
  EXPECT_GT(macros, 200u);
}

// Declares every reserved word, mangled, as a variable, a type and a member.
TEST(CppIdentifier, MangledWordsCompile) {
  std::string program =
      "#include <cassert>\n#include <cerrno>\n#include <cstdio>\n#include <cmath>\n#include <csignal>\n";
  int number = 0;
  for (const char* word :
       {"and",    "asm",      "assert",   "auto",     "bitor",  "class",  "compl",    "concept", "default",
        "delete", "errno",    "EOF",      "NULL",     "import", "linux",  "main",     "module",  "namespace",
        "not",    "operator", "register", "requires", "stdin",  "std",    "template", "this",    "typename",
        "union",  "unix",     "xor",      "int",      "I",      "SIGINT", "final"}) {
    const std::string id(CppIdentifier::Value(word).View());
    const std::string type(CppIdentifier::Type(word).View());
    const std::string space = "n" + std::to_string(number++);
    program += "namespace " + space + " { struct " + type + " { int " + id + " = 0; }; inline int get(" +
               type + " it) { return it." + id + "; } }\n";
  }
  const std::string source = WriteSource("ingot-mangled.cpp", program);
  RunAndRead(INGOT_CXX " -std=c++20 -Wall -Wextra -Werror -fsyntax-only " + source);
}

TEST(CppLiteral, KeepsTheValueAndTheType) {
  EXPECT_EQ(CppLiteral::Boolean(true).View(), "true");
  EXPECT_EQ(CppLiteral::Integer(std::numeric_limits<std::int64_t>::max()).View(), "9223372036854775807");
  EXPECT_EQ(CppLiteral::Double(1).View(), "1.0");
  EXPECT_EQ(CppLiteral::Double(-0.0).View(), "-0.0");
  EXPECT_EQ(CppLiteral::Double(0.1).View(), "0.1");
  EXPECT_EXIT(CppLiteral::Double(std::numeric_limits<double>::infinity()), ExitedWithCode(70),
              "has no literal");
  EXPECT_EXIT(CppLiteral::Double(std::nan("")), ExitedWithCode(70), "has no literal");
}

TEST(CppLiteral, IsReadBackByTheCompiler) {
  using Limits = std::numeric_limits<double>;
  std::string program = "#include <cstdint>\n#include <type_traits>\n";
  for (const std::int64_t value : {std::numeric_limits<std::int64_t>::min(),
                                   std::numeric_limits<std::int64_t>::max(), std::int64_t{-1}}) {
    const std::string literal(CppLiteral::Integer(value).View());
    program += "static_assert(static_cast<std::uint64_t>(" + literal +
               ") == " + std::to_string(static_cast<std::uint64_t>(value)) + "u);\n";
  }
  for (const double value :
       {0.0, 1.0, -2.5, 0.1, 1e300, 5e-324, Limits::max(), Limits::min(), 123456789012345678.0}) {
    const std::string literal(CppLiteral::Double(value).View());
    std::array<char, 64> hex{};
    std::snprintf(hex.data(), hex.size(), "%a", value);
    program += "static_assert(std::is_same_v<decltype(" + literal + "), double> && " + literal +
               " == " + hex.data() + ");\n";
  }
  const std::string source = WriteSource("ingot-numbers.cpp", program);
  RunAndRead(INGOT_CXX " -std=c++20 -Wall -Wextra -Werror -fsyntax-only " + source);
}

}  // namespace
}  // namespace ingot::codegen
