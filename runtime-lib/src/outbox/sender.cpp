#include "outbox/sender.hpp"

#include <stdexcept>
#include <utility>

#include "outbound/url.hpp"
#include "types/text.hpp"

namespace ingot::rt::outbox {
namespace {

constexpr outbound::Patience kPatience{3, 10};

}  // namespace

Sender::Address Sender::addressOf(const OutboxTarget& target) {
  Address address;
  if (!outbound::splitUrl(target.url, address.origin, address.path)) throw std::logic_error("no address to send to");
  return address;
}

Sender::Sender(const OutboxTarget& target) : Sender(addressOf(target), target.token) {}
Sender::Sender(const Address& address, std::string token) : path_(address.path), token_(std::move(token)), client_(address.origin, kPatience) {}

std::string Sender::post(std::string_view key, std::string_view mediaType, const std::string& body) {
  outbound::Call call{"POST", path_, {{"Idempotency-Key", std::string(key)}, {"Content-Type", std::string(mediaType)}}, body};
  if (!token_.empty()) call.headers["Authorization"] = "Bearer " + token_;
  const outbound::Answer answer = client_.send(call);
  if (answer.isGood()) return {};
  return answer.status == 0 ? answer.fault : "it answered " + format(std::int64_t{answer.status});
}

}  // namespace ingot::rt::outbox
