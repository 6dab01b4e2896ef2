#include "tests/expressions/corpus.h"

#include <fmt/format.h>

#include <array>
#include <limits>

#include "compiler/base/json_text.h"

namespace ingot::testing {
namespace {

using ir::Value;

// A type of the corpus: its letter names two fields that may be null, `na` and `nb`, and two that may not,
// `a`, `b`.
struct Kind {
  std::string letter;
  std::string type;
  std::string sample;  // a literal
  std::vector<MaybeValue> extremes;
};

auto Kinds() -> const std::vector<Kind>& {
  constexpr int64_t kMostInt = 9007199254740991;
  constexpr int64_t kMostDecimal = 999999999999999999;
  constexpr int64_t kMost = std::numeric_limits<int64_t>::max();
  constexpr int64_t kLeast = std::numeric_limits<int64_t>::min();
  constexpr int64_t kFirst = -719162LL * 86400 * 1000000;
  constexpr int64_t kLast = 2932897LL * 86400 * 1000000 - 1;
  const auto whole = [](int64_t value) { return MaybeValue(value); };
  const auto text = [](std::string value) { return MaybeValue(std::move(value)); };
  static const std::vector<Kind> kinds{
      {"i", "int", "3", {std::nullopt, whole(-kMostInt), whole(kMostInt), whole(0), whole(-1), whole(7)}},
      {"g", "bigint", "3", {std::nullopt, whole(kLeast), whole(kMost), whole(0), whole(-1), whole(10)}},
      {"d",
       "decimal(18,2)",
       "0.05",
       {std::nullopt, whole(-kMostDecimal), whole(kMostDecimal), whole(0), whole(-5), whole(1050)}},
      {"e",
       "decimal(18,4)",
       "2.5",
       {std::nullopt, whole(-kMostDecimal), whole(kMostDecimal), whole(0), whole(15000), whole(-25050)}},
      {"f", "float", "1.5", {std::nullopt, 1.7e308, -1.7e308, 0.0, -2.5, 0.1}},
      {"s",
       "string",
       "'a'",
       {std::nullopt, text(""), text("abc A"), text(" \U0001F600\u00E9a "), text("\uFFFD"), text("42")}},
      {"b", "bool", "true", {std::nullopt, false, true, false, true, true}},
      {"k", "Kind", "'two'", {std::nullopt, whole(0), whole(1), whole(2), whole(1), whole(2)}},
      {"t",
       "date",
       "'2024-02-29'",
       {std::nullopt, whole(-719162), whole(2932896), whole(0), whole(-1), whole(19782)}},
      {"m",
       "timestamp",
       "'2024-02-29T23:59:59.999999Z'",
       {std::nullopt, whole(kFirst), whole(kLast), whole(0), whole(-1), whole(1700000000000000)}},
      {"p",
       "duration",
       "'PT1H'",
       {std::nullopt, whole(kLeast + 1), whole(kMost), whole(0), whole(-86400LL * 1000000), whole(1500)}},
  };
  return kinds;
}

auto Find(std::string_view letter) -> const Kind& {
  for (const Kind& kind : Kinds()) {
    if (kind.letter == letter) return kind;
  }
  std::abort();
}

struct Collector {
  std::vector<Case> cases;

  void Add(std::string type, std::string text) { cases.push_back({std::move(type), std::move(text)}); }

  // The operation on two fields that may be null, two that may not, and a field and a literal.
  void Pair(const std::string& type, std::string_view op, const std::string& a, const std::string& b) {
    Add(type, fmt::format("n{}a {} n{}b", a, op, b));
    Add(type, fmt::format("{}a {} {}b", a, op, b));
    Add(type, fmt::format("{}a {} {}", a, op, Find(b).sample));
  }
};

void AddArithmetic(Collector& out) {
  for (const std::string_view op : {"+", "-", "*", "/", "%"}) {
    out.Pair("int", op, "i", "i");
    out.Pair("bigint", op, "g", "g");
    out.Add("bigint", fmt::format("ia {} gb", op));
    out.Pair("float", op, "f", "f");
    out.Add("float", fmt::format("fa {} ib", op));
    const auto scale = [&](int a, int b) {
      return op == "*" ? a + b : op == "/" ? std::max(a, b) + 4 : std::max(a, b);
    };
    out.Pair(fmt::format("decimal(18,{})", scale(2, 2)), op, "d", "d");
    out.Pair(fmt::format("decimal(18,{})", scale(2, 4)), op, "d", "e");
    out.Add(fmt::format("decimal(18,{})", scale(4, 0)), fmt::format("nea {} nib", op));
  }
  for (const std::string_view f : {"abs", "-"}) {
    for (const std::string_view letter : {"i", "g", "d", "f"}) {
      out.Add(Find(letter).type, fmt::format("{}(n{}a)", f, letter));
      if (letter != "d" && letter != "f") out.Add(Find(letter).type, fmt::format("{}({}a)", f, letter));
    }
  }
  for (const std::string_view f : {"floor", "round"}) {
    out.Add("decimal(18,0)", fmt::format("{}(ea)", f));
    out.Add("float", fmt::format("{}(nfa)", f));
  }
  out.Add("decimal(18,2)", "round(nea, 2)");
  out.Add("decimal(18,3)", "round(ea, 3)");
  out.Add("duration", "-npa");
  out.Add("decimal(18,6)", "nia");
  out.Add("decimal(18,6)", "da");
  out.Add("bigint", "ia");
  out.Add("float", "nia");
}

void AddComparisons(Collector& out) {
  for (const Kind& kind : Kinds()) {
    const bool ordered = kind.letter != "b" && kind.letter != "k";
    for (const std::string_view op : {"==", "!=", "<", ">"}) {
      if (op[0] == '=' || op[0] == '!' || ordered) out.Pair("bool", op, kind.letter, kind.letter);
    }
    for (const std::string_view op : {"<=", ">="}) {
      if (ordered) out.Add("bool", fmt::format("n{0}a {1} n{0}b", kind.letter, op));
    }
    const std::string a = kind.letter + "a";
    out.Add("bool", fmt::format("n{0} == null || n{0} == {0}", a));
    out.Add("bool", fmt::format("n{0} in [{0}, {1}]", a, kind.sample));
    out.Add(kind.type, fmt::format("n{0} ?? n{1}b ?? {2}", a, kind.letter, kind.sample));
    out.Add(kind.type, fmt::format("nba ? n{0} : {1}", a, kind.sample));
    out.Add(kind.type, fmt::format("ba ? {} : {}", kind.sample, a));
    out.Add(kind.type, fmt::format("ba && !nbb ? {0} : null", a));
    if (!ordered) continue;
    out.Add(kind.type, fmt::format("min(n{0}a, {0}b)", kind.letter));
    out.Add(kind.type, fmt::format("max({1}, {0}a)", kind.letter, kind.sample));
  }
  for (const std::string_view pair :
       {"ia < gb", "da == eb", "nda >= eb", "ia > db", "fa <= ib", "nda != 1", "da < 0.001"}) {
    out.Add("bool", std::string(pair));
  }
  out.Add("bool", "nba && nbb || !nba && !nbb");
  out.Add("bool", "(ia == 1) == ba");
  out.Add("bool", "ia == ia && sa == sa");
  out.Add("bool", "!(nia < nib) && 'a' == 'a'");
}

void AddTexts(Collector& out) {
  for (const std::string_view f : {"lower", "upper", "trim", "sha256"}) {
    out.Add("string", fmt::format("{}(nsa)", f));
  }
  out.Add("slug", "slugify(nsa)");
  out.Add("slug", "slugify('A  b!!') ");
  out.Add("int", "length(nsa)");
  out.Add("int", "length(sa + ' \u00E9')");
  for (const std::string_view f : {"startsWith", "endsWith", "contains"}) {
    out.Add("bool", fmt::format("{}(nsa, nsb)", f));
    out.Add("bool", fmt::format("{}(sa, 'a')", f));
  }
  out.Pair("string", "+", "s", "s");
  out.Add("string", "concat(nsa, \"\\\"\\n'\")");
  out.Add("string", "substring(nsa, 1, 2)");
  out.Add("string", "substring(sa, nia, 3)");
  out.Add("string", "substring(sa, 0, nib)");
  out.Add("string", "replace(nsa, 'a', 'aa')");
  out.Add("string", "replace(sa, sb, '-')");
  out.Add("bool", "nsa matches r'[a-z]+ \\w'");
  out.Add("bool", "sa matches '.*'");
  for (const std::string_view field : {"nia", "gb", "nda", "ea", "sa", "nba", "kb", "nkb"}) {
    out.Add("string", fmt::format("toText({})", field));
  }
  out.Add("int", "toInt(nsa)");
  out.Add("int", "toInt('-12') + ia");
}

void AddTimes(Collector& out) {
  for (const std::string_view f : {"year", "month", "day"}) {
    out.Add("int", fmt::format("{}(nta)", f));
    out.Add("int", fmt::format("{}(ma)", f));
  }
  out.Add("int", "hour(nma)");
  out.Add("int", "hour(now())");
  for (const std::string_view f : {"seconds", "minutes", "hours", "days"}) {
    out.Add("duration", fmt::format("{}(nia)", f));
    out.Add("duration", fmt::format("{}(30)", f));
  }
  out.Pair("timestamp", "+", "m", "p");
  out.Pair("timestamp", "-", "m", "p");
  out.Add("timestamp", "npa + ma");
  out.Add("duration", "nma - mb");
  out.Pair("date", "+", "t", "p");
  out.Pair("date", "-", "t", "p");
  out.Add("duration", "ta - ntb");
  out.Pair("duration", "+", "p", "p");
  out.Pair("duration", "-", "p", "p");
  out.Add("duration", "npa * ib");
  out.Add("duration", "ia * pb");
  out.Add("timestamp", "now() + days(30)");
  out.Add("timestamp", "now() - 'PT1H'");
  out.Add("timestamp", "ma + 'PT0.000001S'");
  out.Add("timestamp", "ma - 'PT0.000001S'");
}

// Operations inside operations: what a printer must keep apart or compute once.
void AddComposites(Collector& out) {
  std::string sum = "nia";
  std::string choice = "nsa";
  std::string both = "nba";
  std::string list = "nsa in [";
  for (int i = 0; i < 16; ++i) {
    sum = fmt::format("(({} + ib) * 3 - nib)", sum);
    choice = fmt::format("({} == nsb ? sa + '.' : nsb ?? 'x')", choice);
    both = fmt::format("({} && ia < ib || !({}))", i % 2 == 0 ? both : "nbb", i % 2 == 0 ? "nbb == ba" : both);
    list += fmt::format("'{}', ", i);
    if (i % 8 != 7) continue;
    out.Add("int", sum);
    out.Add("string", choice);
    out.Add("bool", both);
  }
  out.Add("bool", list + "sb]");
  for (const std::string_view text :
       {"nia + ib > 2 * nib", "(nia ?? 1) % (ib ?? 2) == 1", "length(nsa + sb) > length(trim(sa))",
        "year(mb) == year(ta) && month(mb) < 12", "nma + npa * 2 < mb", "!(nga * gb == ga || gb in [ga, nga + 1])",
        "nda in [1, 2.5, 0.001, nea]", "(nba ? ia : nib) <= max(ia, nib ?? 3)", "!!(nia == 1) != (nib == ib)", "nda - nea * 2 > round(ea, 1)",
        "(nsa == null) == (nsb == null)", "lower(upper(nsa) + 'Z') > nsb", "(nba ? 'a' : 'B') < sa", "min(nsa, 'b') >= max(sb, 'A')",
        "startsWith(sa + sb, substring(sa, 0, 1) + '')", "(kb == 'two' ? nka : kb) != 'one'", "tb - ta > days(3) || ta + days(ib) == tb"}) {
    out.Add("bool", std::string(text));
  }
  out.Add("decimal(18,10)", "nda * ea / (eb + 1) % 7");
  out.Add("decimal(18,18)", "da / 7 * (db / 7) * (da / 3) * (db / 3)");
  out.Add("decimal(18,18)", "(da / 7 * (db / 7) * (da / 3)) * (da / 7 * (db / 7) * (nda / 3))");
  out.Add("decimal(18,6)", "da / 100000.0");
  out.Add("bool", "(nba ? 'a' : 'B') < (nbb ? 'B' : 'a')");
  out.Add("decimal(18,2)", "round(da * 1.19 - ea / 3, 2)");
}

}  // namespace

auto Cases() -> std::vector<Case> {
  Collector out;
  AddArithmetic(out);
  AddComparisons(out);
  AddTexts(out);
  AddTimes(out);
  AddComposites(out);
  return out.cases;
}

auto Definition(const std::vector<Case>& cases) -> std::string {
  std::string text = R"({"ingot": 1, "app": {"name": "corpus", "auth": "none"},
"enums": [{"name": "Kind", "values": ["one", "two", "three"]}], "models": [{"name": "Row", "fields": [
)";
  for (const Kind& kind : Kinds()) {
    for (const std::string_view side : {"a", "b"}) {
      text += fmt::format(
          R"({{"name": "n{0}{1}", "type": "{2}"}}, {{"name": "{0}{1}", "type": "{2}", "required": true}},)",
          kind.letter, side, kind.type);
      text += '\n';
    }
  }
  for (size_t i = 0; i < cases.size(); ++i) {
    // `now()` belongs to defaults.
    const bool computed = cases[i].text.find("now()") == std::string::npos;
    text += fmt::format(R"({{"name": "x{}", "type": "{}", "{}": {}}}{})", i, cases[i].type,
                        computed ? "computed" : "defaultExpr", JsonString(cases[i].text),
                        i + 1 < cases.size() ? ",\n" : "");
  }
  return text + "]}]}";
}

auto ExpressionOf(const ir::Field& field) -> std::optional<Id<ir::Expression>> {
  return field.computed ? field.computed : field.default_expression;
}

auto Rows(const ir::App& app) -> std::vector<RowValues> {
  constexpr size_t kExtremes = 6;
  std::vector<RowValues> rows;
  for (size_t pair = 0; pair < kExtremes * kExtremes; ++pair) {
    RowValues row;
    row.now = 1700000000123456;
    for (const Id<ir::Field> id : app.fields.Ids()) {
      const ir::Field& field = app.fields[id];
      if (ExpressionOf(field)) continue;
      const size_t letters = field.name.size() == 3 ? 1 : 0;
      const Kind& kind = Find(field.name.substr(letters, 1));
      const size_t index = field.name.back() == 'a' ? pair / kExtremes : pair % kExtremes;
      const MaybeValue& value = kind.extremes[index];
      row.fields[id] = value || !field.required ? value : kind.extremes.back();
    }
    rows.push_back(std::move(row));
  }
  return rows;
}

}  // namespace ingot::testing
