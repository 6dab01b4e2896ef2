#include <algorithm>
#include <array>
#include <string_view>

#include "codegen/text/cpp.h"
#include "compiler/base/names.h"

namespace ingot::codegen {
namespace {

// Keywords and alternative tokens of C++20, words with a meaning of their own in some places, macros without
// an underscore that the headers of Debian 12 define (a test asks the compiler for them), and names that
// emitted code uses itself.
constexpr auto kReserved = std::to_array<std::string_view>({
    "Body",      "Fixtures",    "Input",      "Key",       "Related",
    "alignas",   "alignof",     "alloca",     "and",       "app",        "asm",       "assert",   "atooid",
    "auto",      "be16toh",     "be32toh",    "be64toh",   "bitand",     "bitor",     "bool",     "break",
    "case",      "catch",       "char",       "class",     "compl",      "concept",   "const",    "consteval",
    "constexpr", "constinit",   "continue",   "decltype",  "default",    "delete",    "do",       "double",
    "else",      "enum",        "errno",      "explicit",  "export",     "extern",    "false",    "final",
    "float",     "for",         "friend",     "goto",      "htobe16",    "htobe32",   "htobe64",  "htole16",
    "htole32",   "htole64",     "htonl",      "htons",     "if",         "import",    "ingot",    "inline",
    "int",       "issubnormal", "le16toh",    "le32toh",   "le64toh",    "linux",     "long",     "main",
    "major",     "makedev",     "minor",      "module",    "mutable",    "namespace", "new",      "noexcept",
    "not",       "ntohl",       "ntohs",      "nullptr",   "offsetof",   "operator",  "or",       "override",
    "private",   "protected",   "public",     "register",  "requires",   "return",    "rt",       "setjmp",
    "short",     "sigmask",     "signed",     "sigsetjmp", "sizeof",     "static",    "std",      "stderr",
    "stdin",     "stdout",      "strdupa",    "strndupa",  "struct",     "switch",    "template", "this",
    "throw",     "timeradd",    "timerclear", "timercmp",  "timerisset", "timersub",  "true",     "try",
    "typedef",   "typeid",      "typename",   "union",     "unix",       "unsigned",  "using",    "virtual",
    "void",      "volatile",    "while",      "xor",
});
static_assert(std::ranges::is_sorted(kReserved));

// Macros are spelled so (EOF, EPERM, SIGINT, BUFSIZ, I): far more of them than a list could follow.
auto LooksLikeMacro(std::string_view text) -> bool {
  return text == "I" || (text.size() > 1 && std::ranges::all_of(text, [](char c) {
                           return IsAsciiUpper(c) || IsAsciiDigit(c);
                         }));
}

}  // namespace

auto IsReservedInCpp(std::string_view text) -> bool {
  return std::ranges::binary_search(kReserved, text) || LooksLikeMacro(text);
}

}  // namespace ingot::codegen
