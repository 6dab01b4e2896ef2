// Job: its row, what a client may send of it, and how it is stored. Made by Ingot; changes belong in the definition.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <ingot/rt/database.hpp>
#include <ingot/rt/input.hpp>
#include <ingot/rt/json-writer.hpp>
#include <ingot/rt/row-format.hpp>
#include <ingot/rt/types.hpp>

#include "enums/job-status.hpp"
#include "enums/job-type.hpp"

namespace app {

namespace rt = ingot::rt;

struct Job {
  rt::Uuid id;
  rt::Uuid applicationId;
  JobType type;
  rt::Json data;
  JobStatus status;
  std::optional<rt::Uuid> previousId;
  std::optional<rt::Uuid> releaseId;
  std::optional<std::string> stage;
  std::int64_t attempts;
  rt::Timestamp runAfter;
  std::optional<std::string> owner;
  std::optional<rt::Timestamp> leaseUntil;
  std::int64_t fence;
  bool cancelRequested;
  std::optional<rt::Json> verdict;
  rt::Timestamp createdAt;
  rt::Timestamp updatedAt;
  std::int64_t rowVersion = 0;

  struct Input {
    rt::Input<rt::Uuid> applicationId;
    rt::Input<JobType> type;
    rt::Input<rt::Json> data;
    rt::Input<JobStatus> status;
    rt::Input<rt::Uuid> previousId;
    rt::Input<rt::Uuid> releaseId;
    rt::Input<std::string> stage;
    rt::Input<std::int64_t> attempts;
    rt::Input<rt::Timestamp> runAfter;
    rt::Input<std::string> owner;
    rt::Input<rt::Timestamp> leaseUntil;
    rt::Input<std::int64_t> fence;
    rt::Input<bool> cancelRequested;
    rt::Input<rt::Json> verdict;
  };
};

// From a request body to a checked input.
void readBody(rt::ObjectReader& body, Job::Input& input);
void fillDefaults(Job::Input& input, rt::Write write, rt::Timestamp now);
void check(const Job::Input& input, rt::Checks& checks);

// The members of the JSON object that stands for a row.
void writeMembers(rt::JsonWriter& json, const Job& item);

// The table.
extern const rt::Table kJobTable;
extern const rt::RowFormat kJobRows;
void readRow(const rt::Row& row, Job& item);
[[nodiscard]] rt::Params rowValues(rt::Session& session, const Job::Input& input);  // of a new row
[[nodiscard]] Job insertRow(rt::Session& session, const Job::Input& input);
[[nodiscard]] rt::Update updateOf(rt::Session& session, const rt::Uuid& id, const Job::Input& input);

}  // namespace app
