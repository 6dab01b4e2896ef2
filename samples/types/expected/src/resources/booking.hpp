// The handlers of Booking. Made by Ingot; changes belong in the definition.
#pragma once

#include <ingot/rt/context.hpp>
#include <ingot/rt/http.hpp>

namespace app {

namespace rt = ingot::rt;

rt::Response listBookings(rt::Context& context, rt::Request& request);
rt::Response createBooking(rt::Context& context, rt::Request& request);
rt::Response getBooking(rt::Context& context, rt::Request& request);
rt::Response replaceBooking(rt::Context& context, rt::Request& request);
rt::Response patchBooking(rt::Context& context, rt::Request& request);
rt::Response deleteBooking(rt::Context& context, rt::Request& request);

}  // namespace app
