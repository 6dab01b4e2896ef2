// The program: parses the command line and hands over to a command.
#include <algorithm>
#include <cstdio>
#include <exception>
#include <map>
#include <vector>

#include <CLI/CLI.hpp>

#include "compiler/base/edit_distance.h"
#include "compiler/diagnostics/visible_text.h"
#include "compiler/driver/commands.h"
#include "compiler/driver/lint.h"

namespace ingot::driver {
namespace {

using Command = auto (*)(const Options&) -> ExitCode;

// Which options a command takes.
enum Takes : unsigned {
  kPath = 1,
  kFormat = 2,
  kOut = 4,
  kPhase = 8,
  kCode = 16,
  kAgainst = 32,
  kMarkdown = 64,
  kFolder = 128,
  kAction = 256,
  kDatabase = 512,
  kUrl = 1024,
  kPush = 2048,
  kPublish = 4096,
};

struct CommandRow {
  const char* name;
  const char* summary;
  unsigned takes;
  Command run;  // nullptr: of a program of its own, which reads its words
};

constexpr CommandRow kCommands[] = {
    {"check", "find every error in a definition; writes nothing", kPath | kFormat, RunCheck},
    {"generate", "write the project of a definition; touches only what changed", kPath | kFormat | kOut, RunGenerate},
    {"build", "generate, then build the service", kPath | kFormat | kOut, RunBuild},
    {"run", "build, migrate and serve", kPath | kFormat | kOut, RunRun},
    {"plan", "what a new definition changes: API, permissions, data, files", kPath | kFormat | kAgainst | kMarkdown, RunPlan},
    {"breaking", "what a new definition breaks for callers of its API", kPath | kFormat | kAgainst, RunBreaking},
    {"verify", "which files of a generated project are not as they were written", kFolder | kFormat, RunVerify},
    {"migrate", "bring the schema of a database up or down, or show where it stands", kAction | kFolder | kDatabase | kFormat, RunMigrate},
    {"pull", "write the definition of an application in a database to files", kUrl | kFormat, RunPull},
    {"push", "bring a definition into the rows of a database", kPath | kPush | kFormat, RunPush},
    {"publish", "have a bot build and deploy an application of a platform", kPublish | kFormat, RunPublish},
    {"bot", "build and deploy what is published", 0, nullptr},
    {"explain", "the page behind a diagnostic", kCode, RunExplain},
    {"dump", "print what a phase of the compiler made", kPath | kFormat | kPhase, RunDump},
    {"version", "print the version", 0, RunVersion},
};

const std::map<std::string, Format> kFormats{{"human", Format::kHuman}, {"json", Format::kJson}};
const std::map<std::string, Format> kReportFormats{{"human", Format::kHuman}, {"json", Format::kJson}, {"markdown", Format::kMarkdown}};
const std::map<std::string, Phase> kPhases{{"ast", Phase::kAst}, {"ir", Phase::kIr}};

auto FaultOfAllowance(const std::string& said) -> std::string {
  const auto read = ReadAllowance(said);
  return read ? "" : read.error();
}

void AddAllowOption(CLI::App& command, Options& options) {
  command.add_option("--allow", options.allow, "a finding about rows that exist and the element it names: ING0702:docs.title")
      ->option_text("CODE:ELEMENT")
      ->allow_extra_args(false)
      ->check(FaultOfAllowance);
}

void AddPublish(CLI::App& command, Options& options) {
  command.add_option("APP", options.app, "the application: USER/APP, or its id")->required();
  command.add_option("--database", options.database, "the platform's database; without it DATABASE_URL")->option_text("URL");
  command.add_flag("--again", options.again, "also when nothing changed: the machine or its settings did");
  command.add_flag("--wait", options.wait, "until the release serves, or nothing comes of it");
  AddAllowOption(command, options);
}

void AddPull(CLI::App& command, Options& options) {
  command.add_option("URL", options.path, "of the database: postgresql://...")->required();
  command.add_option("--app", options.app, "the application: USER/APP or its id")->required()->option_text("USER/APP|ID");
  command.add_option("--out", options.out, "the folder that the files are written to")->required()->option_text("DIR");
  command.add_flag("--check", options.check, "check it first, and write nothing when it has errors");
  command.add_flag("--force", options.force, "overwrite and remove definition files that were changed since they were pulled");
}

void AddPush(CLI::App& command, Options& options) {
  command.add_option("--database", options.database, "the database: postgresql://...")->required()->option_text("URL");
  command.add_option("--expect", options.expect, "the hash of the rows that may be changed; without it that of the last pull")->option_text("HASH");
  command.add_flag("--dry-run", options.dry_run, "print what would change, and change nothing");
  command.add_flag("--create", options.create, "make the application when the user has none of this name");
  command.add_flag("--force", options.force, "whatever the rows are now");
}

void AddOptions(CLI::App& command, unsigned takes, Options& options) {
  if ((takes & kAction) != 0) command.add_option("ACTION", options.action, "up, finish, plan, lint, down, status, log, forget, baseline or renumber")->required();
  if ((takes & kDatabase) != 0) {
    command.add_option("--database", options.database, "the database; without it DATABASE_URL")->option_text("URL");
    command.add_flag("--dry-run", options.dry_run, "of up and finish: print what would be sent, and change nothing");
    command.add_option("--to", options.to, "of down: each migration whose number is higher, instead of the last one")->check(CLI::NonNegativeNumber)->option_text("N");
  }
  if ((takes & kPath) != 0) {
    command.add_option("PATH", options.path, "a .json file, a folder of them, or postgresql://...")->capture_default_str();
    command.add_option("--app", options.app, "the application in a database: USER/APP or its id")->option_text("USER/APP|ID")->required((takes & kPush) != 0);
  }
  if ((takes & kUrl) != 0) AddPull(command, options);
  if ((takes & kPush) != 0) AddPush(command, options);
  if ((takes & kFolder) != 0) command.add_option("DIR", options.path, "the folder of a generated project")->capture_default_str();
  if ((takes & kFormat) != 0) {
    const bool markdown = (takes & kMarkdown) != 0;
    command.add_option("--format", options.format, markdown ? "how it is printed: human, json or markdown" : "how findings are printed: human or json")
        ->transform(CLI::CheckedTransformer(markdown ? kReportFormats : kFormats).description(""))
        ->envname("INGOT_FORMAT")
        ->option_text(markdown ? "human|json|markdown" : "human|json");
  }
  if ((takes & kAgainst) != 0) {
    command.add_option("--against", options.against, "what it is compared with: a path, postgresql://..., or git:REF for the same path at a commit")
        ->required()
        ->option_text("PATH|URL|git:REF");
    command.add_option("--against-app", options.against_app, "the application in the database of --against; without it that of --app")->option_text("USER/APP|ID");
  }
  if ((takes & kOut) != 0) {
    command.add_option("--out", options.out, "the folder of the project; without it out/<app name>")->option_text("DIR");
    AddAllowOption(command, options);
  }
  if ((takes & kPublish) != 0) AddPublish(command, options);
  if ((takes & kPhase) != 0) {
    command.add_option("--phase", options.phase, "ast or ir")
        ->transform(CLI::CheckedTransformer(kPhases).description(""))
        ->option_text("ast|ir");
  }
  if ((takes & kCode) != 0) command.add_option("CODE", options.code, "for example ING0301")->required();
}

auto CommandNames() -> std::vector<std::string_view> {
  std::vector<std::string_view> names;
  for (const CommandRow& row : kCommands) names.emplace_back(row.name);
  names.emplace_back("help");
  return names;
}

// What stands where a command should: nothing, or a word that is none. Options are left to the parser.
auto ReportNoCommand(int argc, char** argv) -> bool {
  const std::string_view word = argc > 1 ? argv[1] : "";
  const auto names = CommandNames();
  if (word.starts_with('-') || std::ranges::find(names, word) != names.end()) return false;
  PrintNotice(argc > 1 ? "there is no command `" + diag::Visible(word) + "`" : "a command is missing");
  if (const auto nearest = NearestName(word, names)) PrintNotice("did you mean `" + std::string(*nearest) + "`?");
  std::string list;
  for (const std::string_view name : names) list += (list.empty() ? "" : ", ") + std::string(name);
  PrintNotice("the commands are " + list + "; `ingot help` says what they do");
  return true;
}

// What the parser of the command line does not see.
auto FaultOfPath(const Options& options, unsigned takes) -> std::optional<std::string> {
  if ((takes & kPush) != 0) {
    if (IsInDatabase(options.definition())) return "PATH of `push` is in files; pull the definition first";
    return FaultOf({options.database, options.app}, "--app", "--database");
  }
  if ((takes & kUrl) != 0) return FaultOf(options.definition(), "--app", "URL");
  const bool for_former = (takes & kAgainst) != 0 && IsInDatabase({options.against, {}}) && !IsInDatabase(options.definition());
  return (takes & kPath) == 0 || for_former ? std::nullopt : FaultOf(options.definition(), "--app");
}

auto Run(const CommandRow& row, const Options& options) -> ExitCode {
  if (const auto fault = FaultOfPath(options, row.takes)) {
    PrintNotice(*fault);
    return ExitCode::kUsage;
  }
  return row.run(options);
}

auto Main(int argc, char** argv) -> int {
  if (ReportNoCommand(argc, argv)) return static_cast<int>(ExitCode::kUsage);
  const bool is_own_program = argc > 1 && std::ranges::any_of(kCommands, [&](const CommandRow& row) { return row.run == nullptr && argv[1] == std::string_view(row.name); });
  if (is_own_program) return static_cast<int>(RunBotProgram(argv + 1));
  CLI::App program("Compiles the definition of an application into a C++ service project.", "ingot");
  program.set_version_flag("--version", "ingot " INGOT_VERSION);
  program.require_subcommand(1);
  Options options;
  for (const CommandRow& row : kCommands) AddOptions(*program.add_subcommand(row.name, row.summary), row.takes, options);
  program.add_subcommand("help", "print this text");
  const std::string help = program.help();  // after parsing it would be that of the command
  try {
    program.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    const bool asked = error.get_exit_code() == 0;
    program.exit(error, asked ? std::cout : std::cerr, std::cerr);
    return static_cast<int>(asked ? ExitCode::kFine : ExitCode::kUsage);
  }
  for (const CommandRow& row : kCommands) {
    if (program.got_subcommand(row.name)) return static_cast<int>(Run(row, options));
  }
  PrintData(help);
  return 0;
}

}  // namespace
}  // namespace ingot::driver

int main(int argc, char** argv) {
  try {
    return ingot::driver::Main(argc, argv);
  } catch (const std::exception& error) {
    std::fprintf(stderr, "ingot: this is a bug of Ingot's, please report it: %s\n", error.what());
    return static_cast<int>(ingot::driver::ExitCode::kBug);
  }
}
