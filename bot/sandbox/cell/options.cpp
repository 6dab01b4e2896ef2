#include "bot/sandbox/cell/options.h"

#include <charconv>
#include <functional>
#include <map>

namespace ingot::bot::cell {
namespace {

using Setter = std::function<bool(const std::string&)>;

auto Number(int64_t& number) -> Setter {
  return [&number](const std::string& text) {
    const auto read = std::from_chars(text.data(), text.data() + text.size(), number);
    return read.ec == std::errc() && read.ptr == text.data() + text.size() && number >= 0;
  };
}

auto Text(std::string& text) -> Setter {
  return [&text](const std::string& value) {
    text = value;
    return true;
  };
}

// `left=right`, where the name inside, which holds no `=`, is one of both.
enum class Inside { kLeft, kRight };

auto Pair(std::vector<std::pair<std::string, std::string>>& pairs, Inside inside) -> Setter {
  return [&pairs, inside](const std::string& value) {
    const size_t middle = inside == Inside::kLeft ? value.find('=') : value.rfind('=');
    if (middle == std::string::npos || middle == 0 || middle + 1 == value.size()) return false;
    pairs.emplace_back(value.substr(0, middle), value.substr(middle + 1));
    return true;
  };
}

auto Another(std::vector<std::string>& texts) -> Setter {
  return [&texts](const std::string& value) {
    texts.push_back(value);
    return true;
  };
}

auto Setters(Options& options) -> std::map<std::string, Setter> {
  Limits& limits = options.limits;
  return {{"--seconds", Number(limits.seconds)},
          {"--cpu", Number(limits.cpu)},
          {"--memory", Number(limits.memory)},
          {"--processes", Number(limits.processes)},
          {"--disk", Number(limits.disk)},
          {"--files", Number(limits.files)},
          {"--file", Number(limits.file)},
          {"--open-files", Number(limits.open_files)},
          {"--log", Number(limits.log)},
          {"--percent", Number(limits.percent)},
          {"--user", Number(options.user)},
          {"--project", Text(options.project)},
          {"--cache", Text(options.cache)},
          {"--key", Text(options.key)},
          {"--cgroup", Text(options.cgroup)},
          {"--fresh", Another(options.fresh)},
          {"--variable", Another(options.variables)},
          {"--read", Pair(options.reads, Inside::kRight)},
          {"--result", Pair(options.results, Inside::kLeft)}};
}

}  // namespace

auto ReadOptions(const std::vector<std::string>& words) -> tl::expected<Options, std::string> {
  Options options;
  const auto setters = Setters(options);
  size_t at = 0;
  for (; at < words.size() && words[at] != "--"; at += 2) {
    const auto setter = setters.find(words[at]);
    if (setter == setters.end()) return tl::unexpected("there is no option `" + words[at] + "`");
    if (at + 1 == words.size() || !setter->second(words[at + 1])) return tl::unexpected("`" + words[at] + "` takes another value");
  }
  if (at + 1 >= words.size()) return tl::unexpected(std::string("the program is missing: ingot-sandbox [OPTION VALUE]... -- PROGRAM [WORD]..."));
  options.words.assign(words.begin() + static_cast<std::ptrdiff_t>(at) + 1, words.end());
  return options;
}

}  // namespace ingot::bot::cell
