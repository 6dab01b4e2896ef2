// The folders of deployed applications on this machine, and their fronts: what every deployer on one machine
// has in common.
#pragma once

#include <cstdint>
#include <map>
#include <string>

#include <nlohmann/json_fwd.hpp>

#include "bot/base/context.h"
#include "bot/deploy/deployer.h"
#include "bot/front/settings.h"

namespace ingot::bot {

struct ApplicationOptions {
  std::string root;               // an absolute path; `APPLICATION/data`, `/releases`, `/front` below it
  std::string front;              // the program `ingot-front`
  front::Settings settings;       // of fronts that are made
  uint32_t first_user = 200'000;  // where the bot is root each application has a user of its own, from this
                                  // number on; 0: all run as the bot
};

class Applications {
 public:
  explicit Applications(ApplicationOptions options) : options_(std::move(options)) {}

  auto options() const -> const ApplicationOptions& { return options_; }
  auto FolderOf(const std::string& application) const -> std::string {
    return options_.root + "/" + application;
  }

  // Makes what is missing, and starts the front unless it runs. `keeper`: who owns the data; 0: the user of
  // the application's front.
  auto Prepare(const std::string& application, uint32_t keeper = 0) const -> Result<void>;
  // Gives a command to the front; an answer that is not `ok` is a failure. One that is busy is asked again
  // for a while.
  auto Tell(const std::string& application, const nlohmann::json& command, Context* context) const
      -> Result<nlohmann::json>;
  // What its front sends clients to; none when there is no front. A front that is gone is started.
  auto Serves(const std::string& application, Context& context) const -> Result<Serving>;
  // The front of an application ends and its folders go, but for the data. Nothing is said when there is
  // none.
  auto Remove(const std::string& application, Context& context) const -> Result<void>;
  auto Exists(const std::string& application) const -> bool;

  // Where clients call, of what a front answers.
  static auto AddressOf(const nlohmann::json& answer) -> std::string;

 private:
  auto SettingsOf(const std::string& folder) const -> Result<front::Settings>;
  auto NextUser() const -> uint32_t;
  // Who owns the data in the folder of an application; 0: nobody who is an application's user.
  auto OwnerOfData(const std::string& folder) const -> uint32_t;

  ApplicationOptions options_;
};

// The settings of a service as it shall have them behind a front whose clients call at `host`.
auto ServiceSettings(const std::map<std::string, std::string>& settings, const std::string& host)
    -> std::map<std::string, std::string>;

// Of the words `ended with code N` or `was ended by signal N`.
auto EndOfWords(const std::string& words) -> End;

// Whether the database is a file, which one process has at a time.
auto IsAlone(const std::map<std::string, std::string>& settings) -> bool;

auto EnvironmentFailure(std::string text) -> tl::unexpected<Failure>;
auto StoppedFailure() -> tl::unexpected<Failure>;

}  // namespace ingot::bot
