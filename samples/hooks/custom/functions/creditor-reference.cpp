// ingot:function creditorReference 7b5988d127f5e840
// ingot:signature std::string custom::functions::creditorReference(ingot::rt::HookContext& context, const std::string& reference)
// ingot:end
// Written once, and yours from now on. What a function may do stands in ingot/rt/hook_api.h.
#include "functions/creditor-reference.hpp"

#include <string_view>

namespace {

// The rest by 97 of the number that a text is when A stands for 10, B for 11, and so on.
int rest97(std::string_view text) {
  int rest = 0;
  for (const char c : text) {
    const bool digit = c >= '0' && c <= '9';
    const int value = digit ? c - '0' : c - 'A' + 10;
    rest = (rest * (digit ? 10 : 100) + value) % 97;
  }
  return rest;
}

}  // namespace

// RF18539007547034 of 539007547034: a bank notices when somebody mistypes it.
std::string custom::functions::creditorReference([[maybe_unused]] ingot::rt::HookContext& context, const std::string& reference) {
  for (const char c : reference) {
    const bool good = (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z');
    if (!good) ingot::rt::refuse({.status = 422, .code = "not_a_reference", .message = "a reference has digits and A to Z only", .path = "reference"});
  }
  const int check = 98 - rest97(reference + "RF00");
  return std::string("RF") + static_cast<char>('0' + check / 10) + static_cast<char>('0' + check % 10) + reference;
}
