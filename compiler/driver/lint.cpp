#include "compiler/driver/lint.h"

#include <algorithm>
#include <array>
#include <set>

#include "compiler/diagnostics/emitter.h"
#include "compiler/diagnostics/visible_text.h"

namespace ingot::driver {
namespace {

using codegen::sql_migration::Hazard;
using codegen::sql_migration::Risk;
using Message = diag::Message<std::string_view>;
using enum diag::Severity;

constexpr Message kDataLoss{diag::Code::DataLoss, kError, "the next migration takes `{0}` away, and its data"};
constexpr Message kPartlyLost{diag::Code::DataLoss, kError, "values of `{0}` that have no form in its new type are taken away"};
constexpr Message kUnfilled{diag::Code::UnfilledColumn, kError, "`{0}` becomes required, and rows that exist may have no value for it"};
constexpr Message kNotUnique{diag::Code::UniqueOnRows, kError, "`{0}` becomes unique, and rows that exist may share its values"};
constexpr Message kDangling{diag::Code::OtherReference, kError, "`{0}` refers to another model, and rows that exist refer to rows of the former one"};
constexpr Message kRuleBroken{diag::Code::RuleOnRows, kError, "`{0}` is a new rule, and rows that exist may break it"};
constexpr Message kWayBackStops{diag::Code::WayBackStops, kWarning, "the way back demands a value of `{0}`, and nothing can stand in for one"};
constexpr Message kRewrite{diag::Code::TableRewritten, kWarning, "on PostgreSQL the next migration writes every row of `{0}` anew while the table is locked"};
constexpr Message kNothing{diag::Code::NothingToAllow, kWarning, "there is nothing to allow for `{0}`"};

struct Row {
  Hazard hazard;
  const Message* message;
  const char* instead;  // what else can be done
};

constexpr std::array kRows{
    Row{Hazard::kDataLoss, &kDataLoss, "keep it: say `renamedFrom` on what took its place"},
    Row{Hazard::kPartlyLost, &kPartlyLost, "keep its type, and add a field of the other one"},
    Row{Hazard::kUnfilled, &kUnfilled, "give the field a `default`, or leave `required` out"},
    Row{Hazard::kNotUnique, &kNotUnique, "make a set unique that holds what tells rows apart, or none"},
    Row{Hazard::kDangling, &kDangling, "add a field of its own for the other model"},
    Row{Hazard::kRuleBroken, &kRuleBroken, "say it so that rows which exist keep it, or leave it out"},
    Row{Hazard::kWayBackStops, &kWayBackStops, "`migrate down` stops when rows have none by then: give them one before"},
    Row{Hazard::kRewrite, &kRewrite, "finish it when the service has little to do: `migrate plan` tells how many rows there are"},
};

auto RowOf(Hazard hazard) -> const Row& { return *std::ranges::find(kRows, hazard, &Row::hazard); }

auto MayBeAllowed(diag::Code code) -> bool {
  return std::ranges::any_of(kRows, [&](const Row& row) { return row.message->code() == code; });
}

// What letting it happen means.
auto Consequence(Hazard hazard) -> std::string_view {
  switch (hazard) {
    case Hazard::kDataLoss:
    case Hazard::kPartlyLost: return "; it is kept aside until `migrate forget`";
    case Hazard::kUnfilled:
    case Hazard::kNotUnique:
    case Hazard::kDangling:
    case Hazard::kRuleBroken: return "; `migrate lint` then counts the rows that stand in its way, and where there are some it stops with nothing lost";
    case Hazard::kWayBackStops:
    case Hazard::kRewrite: break;
  }
  return "";
}

}  // namespace

auto ReadAllowance(std::string_view said) -> tl::expected<Allowance, std::string> {
  const size_t colon = said.find(':');
  const std::string form = ": say CODE:ELEMENT as the finding prints it, for example ING0702:docs.title";
  if (colon == std::string_view::npos || colon == 0 || colon + 1 == said.size()) return tl::unexpected("`" + diag::Visible(said) + "` allows nothing" + form);
  const auto code = diag::FindCode(said.substr(0, colon));
  if (!code) return tl::unexpected("there is no code `" + diag::Visible(said.substr(0, colon)) + "`" + form);
  if (!MayBeAllowed(*code)) return tl::unexpected(diag::CodeText(*code) + " is nothing that can be allowed" + form);
  return Allowance{*code, std::string(said.substr(colon + 1))};
}

auto AllowancesOf(const std::vector<std::string>& said) -> Allowances {
  Allowances allowances;
  for (const std::string& each : said) {
    if (auto read = ReadAllowance(each)) allowances.push_back(*std::move(read));
  }
  return allowances;
}

void ReportRisks(const std::vector<Risk>& risks, const Allowances& allowed, diag::Sink& diagnostics) {
  diag::Emitter emitter(diagnostics);
  std::vector<Allowance> found;
  for (const Risk& risk : risks) {
    const Row& row = RowOf(risk.hazard);
    found.push_back({row.message->code(), risk.element});
    if (std::ranges::find(allowed, found.back()) != allowed.end()) continue;
    emitter.Emit(Span(), *row.message, risk.element)
        .Help("{}", row.instead)
        .Help("let it: `--allow={}:{}`{}", diag::CodeText(row.message->code()), risk.element, Consequence(risk.hazard));
  }
  for (const Allowance& each : allowed) {
    if (std::ranges::find(found, each) != found.end()) continue;
    emitter.Emit(Span(), kNothing, diag::CodeText(each.code) + ":" + diag::Visible(each.element)).Help("leave it out: what was allowed once is not allowed for good");
  }
}

}  // namespace ingot::driver
