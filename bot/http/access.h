// Who may ask what.
#pragma once

#include <string>
#include <string_view>

namespace ingot::bot {

// The names and addresses that lead to this machine itself.
auto IsLoopback(std::string_view address) -> bool;

// A page of another site cannot ask by an address of numbers; a name could be that site's own, which it lets lead here.
auto IsOwnHost(std::string_view host) -> bool;

// Takes the same time wherever they differ. An empty secret is like none.
auto IsToken(std::string_view authorization, std::string_view secret) -> bool;

// `http://HOST`, for a Host of this request.
auto IsOwnOrigin(std::string_view origin, std::string_view host) -> bool;

}  // namespace ingot::bot
