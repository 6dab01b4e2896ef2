// A 32-bit reference to an element of a Store<T>, invalid until it is given one.
#pragma once

#include <compare>
#include <cstdint>

namespace ingot {

// Ids of different element types do not mix. An invalid id marks what failed to resolve, so that one mistake
// is reported once. Invalid sorts after every valid id.
template <typename T>
class Id {
 public:
  constexpr Id() = default;
  constexpr explicit Id(uint32_t index) : index_(index) {}

  constexpr auto valid() const -> bool { return index_ != kInvalid; }
  constexpr auto index() const -> uint32_t { return index_; }

  friend constexpr auto operator==(Id, Id) -> bool = default;
  friend constexpr auto operator<=>(Id, Id) = default;

 private:
  static constexpr uint32_t kInvalid = UINT32_MAX;
  uint32_t index_ = kInvalid;
};

}  // namespace ingot
