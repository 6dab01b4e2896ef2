// The resource of Booking: what its lists offer, and its handlers. Made by Ingot; changes belong in the definition.
#include "resources/booking.hpp"

#include <ingot/rt/resource.hpp>

#include "models/booking.hpp"

namespace app {
namespace {

constexpr rt::Filter kFilters[] = {
    {"startsAt", "starts_at", rt::FilterKind::timestamp},
    {"endsAt", "ends_at", rt::FilterKind::timestamp},
    {"seats", "seats", rt::FilterKind::integer},
    {"price", "price", rt::FilterKind::decimal, 2},
    {"email", "email", rt::FilterKind::text},
};

constexpr rt::Sort kSorts[] = {
    {"startsAt", "starts_at"},
    {"seats", "seats"},
    {"code", "code"},
};

constexpr rt::Resource kResource({
    .name = "Booking",
    .parameter = "booking",
    .list = {
        .rows = kBookingRows,
        .filters = kFilters,
        .sorts = kSorts,
    },
});

}  // namespace

rt::Response listBookings(rt::Context& context, rt::Request& request) {
  return kResource.list(context, request);
}

rt::Response createBooking(rt::Context& context, rt::Request& request) {
  const auto input = rt::readInput<Booking>(context, request, rt::Write::create);
  return kResource.create<Booking>(context, request, input);
}

rt::Response getBooking(rt::Context& context, rt::Request& request) {
  return kResource.get(context, request);
}

rt::Response replaceBooking(rt::Context& context, rt::Request& request) {
  return kResource.change<Booking>(context, request, rt::Write::replace);
}

rt::Response patchBooking(rt::Context& context, rt::Request& request) {
  return kResource.change<Booking>(context, request, rt::Write::patch);
}

rt::Response deleteBooking(rt::Context& context, rt::Request& request) {
  return kResource.remove(context, request);
}

}  // namespace app
