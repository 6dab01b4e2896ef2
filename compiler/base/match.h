// Builds one visitor for std::visit from several lambdas, without a default case.
#pragma once

namespace ingot {

template <typename... Cases>
struct Match : Cases... {
  using Cases::operator()...;
};
template <typename... Cases>
Match(Cases...) -> Match<Cases...>;

}  // namespace ingot
