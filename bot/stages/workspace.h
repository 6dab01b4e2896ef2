// Where the bot keeps what belongs to an application.
#pragma once

#include <cstdint>
#include <string>

namespace ingot::bot {

class Workspace {
 public:
  Workspace(const std::string& root, const std::string& application) : folder_(root + "/apps/" + application), secrets_(root + "/secrets/" + application) {}

  auto Definition() const -> std::string { return folder_ + "/definition"; }  // of the publish that is at work
  auto Fresh() const -> std::string { return folder_ + "/generated"; }        // a project that has no number yet
  auto Cache() const -> std::string { return folder_ + "/cache"; }
  auto Releases() const -> std::string { return folder_ + "/releases"; }
  auto Release(int64_t number) const -> std::string { return Releases() + "/" + std::to_string(number); }
  auto Project(int64_t number) const -> std::string { return Release(number) + "/project"; }
  auto Output(int64_t number) const -> std::string { return Release(number) + "/output"; }
  auto Own() const -> std::string { return folder_ + "/own"; }  // secrets that the bot made for the application
  auto Secrets() const -> std::string { return secrets_; }      // those that an operator gives: a file for each variable, named like it

 private:
  std::string folder_;
  std::string secrets_;
};

}  // namespace ingot::bot
