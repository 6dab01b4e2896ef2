// A growing array of one element type, addressed by Id<T> and iterated in order of insertion.
#pragma once

#include <cassert>
#include <cstddef>
#include <utility>
#include <vector>

#include "compiler/base/id.h"

namespace ingot {

// References into a store stay good until the next Add; ids stay good for the life of the store.
template <typename T>
class Store {
 public:
  auto Add(T value) -> Id<T> {
    values_.push_back(std::move(value));
    return Id<T>(static_cast<uint32_t>(values_.size() - 1));
  }

  auto operator[](Id<T> id) -> T& { return values_[Checked(id)]; }
  auto operator[](Id<T> id) const -> const T& { return values_[Checked(id)]; }

  auto size() const -> size_t { return values_.size(); }
  auto empty() const -> bool { return values_.empty(); }
  auto Contains(Id<T> id) const -> bool { return id.valid() && id.index() < values_.size(); }

  auto begin() { return values_.begin(); }
  auto end() { return values_.end(); }
  auto begin() const { return values_.begin(); }
  auto end() const { return values_.end(); }

  // Every id in order, for loops that need the id as well as the value.
  auto Ids() const -> std::vector<Id<T>> {
    std::vector<Id<T>> ids;
    ids.reserve(values_.size());
    for (uint32_t i = 0; i < values_.size(); ++i) ids.emplace_back(i);
    return ids;
  }

 private:
  auto Checked(Id<T> id) const -> uint32_t {
    assert(Contains(id));
    return id.index();
  }

  std::vector<T> values_;
};

}  // namespace ingot
