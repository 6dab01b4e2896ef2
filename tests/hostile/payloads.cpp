#include "tests/hostile/payloads.h"

#include "tests/emitted/naughty_strings.h"

namespace ingot::test::hostile {
namespace {

struct Line {
  std::string_view aims_at;
  std::string_view text;
};

// `%CANARY%` is a file that appears, a table, a name, a variable: whatever a payload makes when it gets its way.
constexpr Line kLines[] = {
    {"C++", R"(%CANARY%";#include "/etc/passwd")"},
    {"C++", "\n#include \"/etc/passwd\"\nint %CANARY%;"},
    {"C++", R"("); std::system("touch %CANARY%"); (")"},
    {"C++", R"(")--"%CANARY%)"},
    {"C++", "swallows the next line %CANARY% \\"},
    {"C++", "swallows the next line %CANARY% \\ "},
    {"C++", "swallows the next line %CANARY% ?\?/"},
    {"C++", R"(??/" %CANARY% ??' ??( ??!)"},
    {"C++", R"(\x1ff%CANARY%\777\u{41}\N{DOLLAR SIGN})"},
    {"C++", "\x1f"
            "fff%CANARY%"},
    {"C++", R"x()"; int %CANARY%; R"()x"},
    {"C++", R"x(R"(%CANARY%)")x"},
    {"C++", "*/ int %CANARY%; /*"},
    {"C++", "// %CANARY%\n*/"},
    {"C++", "'%CANARY%'"},
    {"C++", "%CANARY%\r\nint x;"},
    {"C++", R"(__asm__(".incbin \"/etc/passwd\"") %CANARY%)"},
    {"C++", "%:include <%CANARY%> <: :> <% %> %:%:"},
    {"C++", "#pragma GCC poison %CANARY%"},
    {"C++", "_Pragma(\"%CANARY%\") __FILE__ __DATE__ __TIME__"},
    {"C++", "}}} int main() { return %CANARY%; } namespace {{{"},
    {"C++", "%CANARY%\"_operator\" u8\"\" L\"\""},
    {"C++", "a%CANARY% 012345678 \\0 9"},
    {"format", "%s%n%x%1000000d %CANARY%"},
    {"format", "{} {0} {:>9999999} {%CANARY%} {{"},
    {"template", "@%CANARY%@ @for x in y @end @if @(x) @@"},
    {"template", "{{%CANARY%}} {% raw %} <%= %CANARY% %> ${7*7} #{7*7}"},
    {"SQL", "'; CREATE TABLE %CANARY% (x int); --"},
    {"SQL", "\"; CREATE TABLE %CANARY% (x int); --"},
    {"SQL", "') ; DROP TABLE things; -- %CANARY%"},
    {"SQL", "x'); DELETE FROM things; SELECT ('%CANARY%"},
    {"SQL", "$$; CREATE TABLE %CANARY% (x int); $$"},
    {"SQL", "$body$%CANARY%$body$ $1 $2 :name ?1 @p"},
    {"SQL", "\\'; CREATE TABLE %CANARY% (x int); --"},
    {"SQL", "E'\\'' || pg_sleep(9) || '%CANARY%"},
    {"SQL", "U&'\\0027' UESCAPE '!' %CANARY%"},
    {"SQL", "/* %CANARY% /* nested */ -- "},
    {"SQL", "-- %CANARY%\n; SELECT 1;"},
    {"SQL", "' UNION SELECT sql FROM sqlite_master -- %CANARY%"},
    {"SQL", "' OR '1'='1' /* %CANARY% */"},
    {"SQL", "\"%CANARY%\""},
    {"SQL", "[%CANARY%] `%CANARY%`"},
    {"SQL", "ATTACH DATABASE '%CANARY%' AS canary"},
    {"SQL", "\\copy things to program 'touch %CANARY%'"},
    {"SQL", "COPY things TO PROGRAM 'touch %CANARY%'"},
    {"SQL", "%CANARY%aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"},
    {"SQL", "%CANARY%aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaab"},
    {"SQL", "\xef\xbc\x87; CREATE TABLE %CANARY% (x int); --"},
    {"CMake", "${%CANARY%} $ENV{INGOT_SECRET_CANARY} $CACHE{X}"},
    {"CMake", "a;b;%CANARY%;;"},
    {"CMake", "]] ]=] ) execute_process(COMMAND touch %CANARY%) #[["},
    {"CMake", "\") \nexecute_process(COMMAND touch %CANARY%)\n(\""},
    {"CMake", "$<SHELL_PATH:%CANARY%> $<1:x>"},
    {"Dockerfile", "%CANARY%\nRUN touch %CANARY%\n"},
    {"Dockerfile", "# syntax=%CANARY%/evil\n"},
    {"Dockerfile", "# escape=`\n%CANARY%"},
    {"Dockerfile", "<<EOF\nRUN %CANARY%\nEOF"},
    {"YAML", "no"},
    {"YAML", "1.10"},
    {"YAML", "12:30:45"},
    {"YAML", "&a %CANARY%"},
    {"YAML", "*%CANARY%"},
    {"YAML", "!!python/object/apply:os.system ['touch %CANARY%']"},
    {"YAML", "%CANARY%: value"},
    {"YAML", "---\n%CANARY%: 1\n..."},
    {"YAML", "- %CANARY%\n- x"},
    {"YAML", "| %CANARY%\n  on: push"},
    {"YAML", "# %CANARY%"},
    {"YAML", "<<: *%CANARY%"},
    {"CI", "${{ github.event.issue.title }} ${{ secrets.%CANARY% }}"},
    {"CI", "::set-env name=%CANARY%::1"},
    {"JSON", "\", \"%CANARY%\": \"x"},
    {"JSON", "%CANARY%\\"},
    {"JSON", "\\u0022%CANARY%\\\""},
    {"HTML", "</script><script>%CANARY%()</script>"},
    {"HTML", "<!--<script>%CANARY%"},
    {"HTML", "<img src=x onerror=%CANARY%()>"},
    {"HTML", "javascript:%CANARY%()"},
    {"HTML", "]]><![CDATA[%CANARY%"},
    {"HTML", "&lt;%CANARY%&#0;"},
    {"JavaScript", "%CANARY%\u2028alert(1)\u2029"},
    {"JavaScript", "`${%CANARY%}`"},
    {"JavaScript", "__proto__"},
    {"JavaScript", "constructor"},
    {"shell", "$(touch %CANARY%)"},
    {"shell", "`touch %CANARY%`"},
    {"shell", "; touch %CANARY% #"},
    {"shell", "| touch %CANARY% && touch %CANARY%"},
    {"shell", "'\"'\"'; touch %CANARY%; '"},
    {"shell", "$INGOT_SECRET_CANARY ${IFS} ~root !! %CANARY%"},
    {"shell", "-rf --help --%CANARY%"},
    {".env", "x\nDATABASE_URL=sqlite:%CANARY%"},
    {".env", "x\r\nexport %CANARY%=1"},
    {"Markdown", "```\n%CANARY%\n```"},
    {"Markdown", "[%CANARY%](javascript:alert(1)) ![x](http://localhost/%CANARY%)"},
    {"Markdown", "# %CANARY%\n\n<script>x</script>"},
    {"Markdown", "    %CANARY%\n===\n***\n1. x\n| a | b |"},
    {"header", "X-%CANARY%\r\nSet-Cookie: a=b"},
    {"header", "Content-Length"},
    {"header", "Transfer-Encoding"},
    {"path", "../../%CANARY%"},
    {"path", "/tmp/%CANARY%"},
    {"path", "..\\..\\%CANARY%"},
    {"path", "../../.git/hooks/%CANARY%"},
    {"path", "%2e%2e%2f%CANARY%"},
    {"path", "{%CANARY%}/../{id}"},
    {"path", "CON"},
    {"path", "NUL.txt"},
    {"path", "."},
    {"path", ".."},
    {"path", "~"},
    {"path", "%CANARY% "},
    {"Unicode", "\u0430%CANARY%"},             // a Cyrillic letter that looks Latin
    {"Unicode", "%CANARY%\u202e } ;\u2066//"},  // Trojan Source
    {"Unicode", "\ufeff%CANARY%"},
    {"Unicode", "%CANARY%\u200b\u200d\u2060"},
    {"Unicode", "\u0085%CANARY%\u007f"},
    {"Unicode", "\ufffe\uffff%CANARY%\U0010ffff"},
    {"Unicode", "e\u0301%CANARY%\u00e9"},
    {"Unicode", "\u212a%CANARY%\u0130\u0131"},  // letters that fold into ASCII ones
    {"Unicode", "\x1b[2J\x1b]0;%CANARY%\x07"},
    {"Unicode", "%CANARY%\x08\x08\x08\x0b\x0c\x01"},
    {"pattern", "(a+)+$%CANARY%"},
    {"pattern", "((((a{1,100}){1,100}){1,100}){1,100})%CANARY%"},
    {"pattern", "(?<%CANARY%>x)\\k<x>(?=y)(?!z)\\1"},
    {"pattern", "(%CANARY%"},
    {"pattern", "[^%CANARY%"},
    {"pattern", "(.*)(.*)(.*)(.*)(.*)(.*)(.*)(.*)%CANARY%"},
    {"pattern", "\\C\\pL\\Q%CANARY%\\E(?i)(?s)"},
    {"pattern", "x{1001}"},
    {"pattern", "a|b|%CANARY%\""},
    {"expression", "'%CANARY%' + system('touch %CANARY%')"},
    {"expression", "1; drop table %CANARY%"},
    {"expression", "it.owner == it.owner || true // %CANARY%"},
    {"expression", "word' || '1' == '1"},
    {"expression", "concat('%CANARY%\\', 'x')"},
    {"expression", "concat('\\u0027', '\\x27', '%CANARY%')"},
    {"expression", "this.%CANARY%.constructor"},
    {"expression", "user.password"},
    {"expression", "password"},
    {"expression", "pin"},
    {"expression", "true"},
    {"expression", "null"},
    {"expression", "now()"},
    {"expression", "9223372036854775808"},
    {"expression", "-9223372036854775808"},
    {"expression", "1 / 0"},
    {"expression", "matches('%CANARY%', '(a+)+$')"},
    {"expression", "exists(Thing, exists(Thing, exists(Owner, true)))"},
    {"expression", ""},
    {"expression", " "},
    {"expression", "'"},
    {"expression", "\""},
    {"expression", "\\"},
    {"expression", "it"},
};

// Legal where a name is wanted; `user_id` and the like are not, and are refused.
constexpr std::string_view kWords[] = {
    "linux",   "unix",      "errno",    "class",   "operator", "and",    "xor",     "NULL",     "EOF",     "stdin",   "assert",   "main",      "std",      "app",
    "rt",      "ingot",     "int",      "auto",    "template", "co_await", "select", "order",  "table",    "user",    "group",   "rowid",    "ctid",     "oid",       "xmin",
    "tableoid", "primary",  "null",     "index",   "values",   "id",     "createdAt", "updatedAt", "rowVersion", "userId", "user_id", "USERID",  "word",      "Word",
    "Thing",   "thing",     "Owner",    "session", "input",    "context", "request", "response", "checks",  "item",    "json",    "expr",     "found",    "toString",  "hasOwnProperty",
    "CON",     "con",       "aux",      "test",    "healthz",  "docs",   "metrics", "body",     "header",  "query",   "params",  "it",       "now",      "signed",    "EXPECT_EQ",
    "TEST",    "M_PI",      "TRUE",     "I",       "_Exit",    "__x",    "xn--abc", "a--b",     "-",       "a-",      "0",       "0x1F",     "1e3",      "aB"};

struct Raw {
  std::string_view aims_at;
  std::string literal;
};

auto Repeated(const std::string& text, size_t count) -> std::string {
  std::string all;
  for (size_t i = 0; i < count; ++i) all += text;
  return all;
}

auto RawValues() -> std::vector<Raw> {
  return {
      {"number", "1e400"}, {"number", "-1e400"}, {"number", "-0"}, {"number", "0.1"}, {"number", "9007199254740991"}, {"number", "9007199254740993"},
      {"number", "9223372036854775807"}, {"number", "9223372036854775808"}, {"number", "-9223372036854775809"}, {"number", "18446744073709551616"},
      {"number", "1e308"}, {"number", "5e-324"}, {"number", "-1"}, {"number", "0"}, {"number", "1"}, {"number", "2147483648"}, {"number", "4294967296"},
      {"number", "1e3"}, {"number", "1.0"}, {"number", Repeated("9", 5000)}, {"number", "0." + Repeated("0", 5000) + "1"},
      {"number", "01"}, {"number", "+1"}, {"number", ".5"}, {"number", "0x10"}, {"number", "NaN"}, {"number", "Infinity"}, {"number", "-"},
      {"JSON", "null"}, {"JSON", "true"}, {"JSON", "false"}, {"JSON", "[]"}, {"JSON", "{}"}, {"JSON", "[null]"}, {"JSON", "[[]]"}, {"JSON", "{\"\": {}}"},
      {"JSON", R"({"__proto__": {"x": 1}, "constructor": 1})"}, {"JSON", R"({"a": 1, "a": 2})"}, {"JSON", R"(["%CANARY%", 1, {"%CANARY%": "*/"}])"},
      {"depth", Repeated("[", 63) + Repeated("]", 63)}, {"depth", Repeated("[", 10'000)}, {"depth", Repeated("{\"a\":", 5000) + "1" + Repeated("}", 5000)},
      {"size", "\"" + Repeated("%CANARY%", 2000) + "\""}, {"size", "\"" + Repeated("a", 100'000) + "\""}, {"size", "\"" + Repeated("(", 4000) + "\""},
      {"size", "\"" + Repeated("!", 4000) + "true\""}, {"size", "\"" + Repeated("1+", 2000) + "1\""}, {"size", "\"" + Repeated("a", 300) + "\""},
      {"size", "[" + Repeated("1,", 20'000) + "1]"},
      {"broken", "\"%CANARY%\xff\xfe\""}, {"broken", "\"\xc0\xaf%CANARY%\""}, {"broken", "\"\xed\xa0\x80%CANARY%\""}, {"broken", "\"\xf4\x90\x80\x80\""},
      {"broken", R"("\ud800%CANARY%")"}, {"broken", R"("\udc00")"}, {"broken", R"("%CANARY%\u0000tail")"}, {"broken", "\"%CANARY%\n\""}, {"broken", "\"%CANARY%"},
      {"broken", "\"\\x41\""}, {"broken", "'%CANARY%'"}, {"broken", "/* %CANARY% */ 1"}, {"broken", "1 // %CANARY%\n"}, {"broken", "1, %CANARY%: 2"},
      {"broken", std::string("\"a\0b\"", 5)}, {"broken", "\xef\xbb\xbf\"x\""}, {"broken", "\"\\u{41}\""}, {"broken", "]"}, {"broken", "}"}, {"broken", ""},
  };
}

}  // namespace

auto Texts() -> const std::vector<Payload>& {
  static const auto kPayloads = [] {
    std::vector<Payload> payloads;
    for (const Line& line : kLines) payloads.push_back({line.aims_at, std::string(line.text), JsonLiteral(std::string(line.text))});
    return payloads;
  }();
  return kPayloads;
}

auto Names() -> const std::vector<Payload>& {
  static const auto kPayloads = [] {
    std::vector<Payload> payloads;
    for (const std::string_view word : kWords) payloads.push_back({"name", std::string(word), JsonLiteral(std::string(word))});
    return payloads;
  }();
  return kPayloads;
}

auto Values() -> const std::vector<Payload>& {
  static const auto kPayloads = [] {
    std::vector<Payload> payloads;
    for (Raw& raw : RawValues()) payloads.push_back({raw.aims_at, "", std::move(raw.literal), false});
    return payloads;
  }();
  return kPayloads;
}

auto WithCanary(std::string text, const std::string& canary) -> std::string {
  for (size_t at = text.find(kCanaryMark); at != std::string::npos; at = text.find(kCanaryMark, at + canary.size())) text.replace(at, kCanaryMark.size(), canary);
  return text;
}

}  // namespace ingot::test::hostile
