#include "bot/store/problem.h"

#include <algorithm>
#include <initializer_list>
#include <pqxx/pqxx>
#include <string_view>
#include <utility>

namespace ingot::bot {
namespace {

auto StartsWithAny(std::string_view text, std::initializer_list<std::string_view> beginnings) -> bool {
  return std::any_of(beginnings.begin(), beginnings.end(), [&](std::string_view beginning) { return text.starts_with(beginning); });
}

// The server, or the way to it, may be well again soon: connections, resources, an administrator's stop; conflicts and timeouts.
auto MayPass(const std::string& state) -> bool { return StartsWithAny(state, {"08", "53", "57P0", "57014", "40", "55P03", "25P03", "XX000"}); }

auto FirstLine(std::string_view text) -> std::string {
  text = text.substr(0, text.find('\n'));
  while (text.starts_with("ERROR:") || text.starts_with("FATAL:") || text.starts_with(" ")) text.remove_prefix(text.starts_with(" ") ? 1 : 6);
  return std::string(text.substr(0, 500));
}

// What the library says of an address that it cannot read may show the password in it.
auto ConnectionText(const std::string& text) -> std::string {
  if (text.starts_with("connection to server") || text.starts_with("could not translate") || text.find("server closed the connection") == 0) {
    return FirstLine(text);
  }
  if (text.find("terminating connection") != std::string::npos || text.find("Lost connection") != std::string::npos) return "the connection was lost";
  return "the connection was lost, or its address is not one of PostgreSQL (postgresql://USER:PASSWORD@HOST:PORT/DATABASE)";
}

}  // namespace

auto ProblemOf(const std::exception_ptr& thrown) -> Problem {
  try {
    std::rethrow_exception(thrown);
  } catch (const pqxx::broken_connection& problem) {
    return {true, true, "the database does not answer: " + ConnectionText(problem.what())};
  } catch (const pqxx::in_doubt_error&) {
    return {true, true, "the database does not answer: the connection was lost"};
  } catch (const pqxx::insufficient_privilege& problem) {  // libpqxx 6.4 leaves out the state of these two
    return {false, false, "the database refused: " + FirstLine(problem.what())};
  } catch (const pqxx::syntax_error& problem) {
    return {false, false, "the database refused: " + FirstLine(problem.what())};
  } catch (const pqxx::sql_error& problem) {
    const std::string state = problem.sqlstate();
    if (state.empty()) return {true, true, "the database does not answer: " + ConnectionText(problem.what())};
    const bool passes = MayPass(state);
    return {passes, passes && !state.starts_with("40") && !state.starts_with("55"), "the database refused: " + FirstLine(problem.what())};
  } catch (const pqxx::failure&) {
    return {true, true, "the database does not answer: the connection was lost"};
  } catch (const std::exception& problem) {
    return {false, true, "the database gave what cannot be used: " + FirstLine(problem.what())};
  } catch (...) {
    return {false, true, "the database gave what cannot be used"};
  }
}

auto WithLimits(std::string url) -> std::string {
  const bool is_url = url.starts_with("postgres://") || url.starts_with("postgresql://");
  for (const auto& [name, value] :
       {std::pair{"connect_timeout", "5"}, {"keepalives_idle", "20"}, {"keepalives_interval", "5"}, {"tcp_user_timeout", "20000"}}) {
    if (url.find(std::string(name) + "=") != std::string::npos) continue;
    url += !is_url ? " " : url.find('?') == std::string::npos ? "?" : "&";
    url += std::string(name) + "=" + value;
  }
  return url;
}

}  // namespace ingot::bot
