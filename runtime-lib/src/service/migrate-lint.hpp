// What `migrate lint` prints.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "service/migrate.hpp"

namespace ingot::rt::service {

// `1,000,000`
[[nodiscard]] std::string grouped(std::int64_t number);

[[nodiscard]] MigrateOutcome printAnswers(const std::vector<store::MigrationAnswer>& answers, MigrateForm form);

}  // namespace ingot::rt::service
