// Programs that try to get out of the sandbox, as one would that took over the compiler. Those whose success does no harm are run outside too: there
// they must work, or they would prove nothing.
#include <gtest/gtest.h>

#include <filesystem>

#include "tests/bot-build/host.h"
#include "tests/bot-build/log.h"
#include "tests/support/command.h"

namespace ingot::bot::test {
namespace {

enum class Outside { kWorks, kUntried };

struct Attempt {
  const char* name;
  Outside outside = Outside::kUntried;
};

constexpr Attempt kAttempts[] = {
    {"accounts_of_the_host", Outside::kWorks},
    {"keys_of_root"},
    {"folders_of_the_host", Outside::kWorks},
    {"what_an_administrator_installed", Outside::kWorks},
    {"file_of_the_bot", Outside::kWorks},
    {"folder_of_another_application", Outside::kWorks},
    {"by_the_root_of_a_process", Outside::kWorks},
    {"environment_of_the_bot", Outside::kWorks},
    {"processes_of_the_host", Outside::kWorks},
    {"descriptors_left_open"},
    {"up_from_the_folder", Outside::kWorks},
    {"tcp_to_the_host", Outside::kWorks},
    {"udp_to_the_host", Outside::kWorks},
    {"names_by_dns"},
    {"socket_of_the_host", Outside::kWorks},
    {"socket_without_a_file", Outside::kWorks},
    {"network_switched_on"},
    {"raw_packets"},
    {"fork_bomb"},
    {"disk_filled"},
    {"disk_filled_in_devices"},
    {"disk_filled_by_files_without_names"},
    {"files_without_end"},
    {"memory_filled"},
    {"memory_filled_by_many"},
    {"memory_that_nobody_owns"},
    {"limits_raised"},
    {"control_groups_left"},
    {"user_changed"},
    {"new_user_namespace"},
    {"program_that_changes_the_user"},
    {"file_system_mounted"},
    {"device_made"},
    {"root_changed"},
    {"process_traced"},
    {"kernel_asked"},
    {"kernel_set"},
    {"terminal_typed_on"},
    {"first_process_killed"},
    {"processes_of_the_host_killed", Outside::kWorks},
    {"project_written"},
    {"runtime_written"},
    {"tools_written"},
    {"cache_of_another_written"},
};

class Escape : public testing::TestWithParam<Attempt> {};

TEST_P(Escape, IsContained) {
  const Host host;
  const std::string name = GetParam().name;
  if (GetParam().outside == Outside::kWorks) {
    const auto outside =
        ingot::test::RunCommand(host.path("project"), "python3 " + ingot::test::Quoted(INGOT_SOURCE_DIR "/tests/bot-build/attempts.py") + " " + name +
                                                          " " + ingot::test::Quoted(host.Facts()));
    EXPECT_EQ(outside.code, 10) << "it does not even work without a sandbox: " << outside.output;
  }
  const std::string why = WhyNoSandbox(host.Settings());
  if (!why.empty()) GTEST_SKIP() << why;
  KeptLog log;
  const auto end = RunSandboxed(host.Settings(), host.Attempt(name), log);
  ASSERT_TRUE(end.has_value()) << end.error().text;
  EXPECT_FALSE(log.Has("WORKED")) << log.text();
  EXPECT_FALSE(log.Has("Traceback")) << log.text();
  if (end->kind == SandboxEnd::Kind::kExited) {
    EXPECT_TRUE(end->code == 0 || end->code >= 128) << end->code << "\n" << log.text();
  }
  EXPECT_TRUE(host.OtherIsWhole());
  EXPECT_EQ(ProcessesWith(host.path("secret")).size(), 0U) << "something of it still runs";
}

// Without control groups limits of processes and a watcher have to do.
class EscapeWithoutGroups : public testing::TestWithParam<const char*> {};

TEST_P(EscapeWithoutGroups, IsContained) {
  const Host host;
  SandboxSettings settings = host.Settings();
  settings.cgroup = "none";
  const std::string why = WhyNoSandbox(settings);
  if (!why.empty()) GTEST_SKIP() << why;
  KeptLog log;
  const auto end = RunSandboxed(settings, host.Attempt(GetParam()), log);
  ASSERT_TRUE(end.has_value()) << end.error().text;
  EXPECT_FALSE(log.Has("WORKED")) << log.text();
  EXPECT_EQ(ProcessesWith(host.path("secret")).size(), 0U);
}

INSTANTIATE_TEST_SUITE_P(Attempts, Escape, testing::ValuesIn(kAttempts), [](const auto& each) { return std::string(each.param.name); });
INSTANTIATE_TEST_SUITE_P(Attempts, EscapeWithoutGroups, testing::Values("fork_bomb", "memory_filled", "memory_filled_by_many"),
                         [](const auto& each) { return std::string(each.param); });

}  // namespace
}  // namespace ingot::bot::test
