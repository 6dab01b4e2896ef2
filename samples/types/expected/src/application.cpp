// The application: its settings, routes, migrations and description. Made by Ingot; changes belong in the definition.
#include "application.hpp"

#include "api-document.hpp"
#include "migrations.hpp"
#include "models/everything.hpp"
#include "models/owner.hpp"
#include "resources/badge.hpp"
#include "resources/booking.hpp"
#include "resources/chair.hpp"
#include "resources/everything.hpp"
#include "resources/owner.hpp"
#include "resources/room.hpp"

namespace app {

namespace rt = ingot::rt;

namespace {

constexpr rt::Route kRoutes[] = {
    {rt::Method::get, "/v1/badges", listBadges},
    {rt::Method::post, "/v1/badges", createBadge},
    {rt::Method::get, "/v1/badges/{badge}", getBadge},
    {rt::Method::put, "/v1/badges/{badge}", replaceBadge},
    {rt::Method::patch, "/v1/badges/{badge}", patchBadge},
    {rt::Method::del, "/v1/badges/{badge}", deleteBadge},
    {rt::Method::get, "/v1/bookings", listBookings},
    {rt::Method::post, "/v1/bookings", createBooking},
    {rt::Method::get, "/v1/bookings/{booking}", getBooking},
    {rt::Method::put, "/v1/bookings/{booking}", replaceBooking},
    {rt::Method::patch, "/v1/bookings/{booking}", patchBooking},
    {rt::Method::del, "/v1/bookings/{booking}", deleteBooking},
    {rt::Method::get, "/v1/owners/{owner}/rooms/{room}/chairs", listChairs},
    {rt::Method::post, "/v1/owners/{owner}/rooms/{room}/chairs", createChair},
    {rt::Method::get, "/v1/owners/{owner}/rooms/{room}/chairs/{chair}", getChair},
    {rt::Method::put, "/v1/owners/{owner}/rooms/{room}/chairs/{chair}", replaceChair},
    {rt::Method::patch, "/v1/owners/{owner}/rooms/{room}/chairs/{chair}", patchChair},
    {rt::Method::del, "/v1/owners/{owner}/rooms/{room}/chairs/{chair}", deleteChair},
    {rt::Method::post, "/v1/owners/{owner}/rooms/{room}/chairs/{chair}/restore", restoreChair},
    {rt::Method::get, "/v1/owners/{owner}/rooms/{room}/chairs/{chair}/revisions", revisionsOfChair},
    {rt::Method::get, "/v1/owners/{owner}/rooms/{room}/chairs/{chair}/revisions/{revision_number}", revisionOfChair},
    {rt::Method::get, "/v1/everything", listEverythings},
    {rt::Method::post, "/v1/everything", createEverything},
    {rt::Method::get, "/v1/everything/{everything}", getEverything},
    {rt::Method::put, "/v1/everything/{everything}", replaceEverything},
    {rt::Method::patch, "/v1/everything/{everything}", patchEverything},
    {rt::Method::del, "/v1/everything/{everything}", deleteEverything},
    {rt::Method::get, "/v1/everything/{everything}/admirers", listAdmirersOfEverything},
    {rt::Method::put, "/v1/everything/{everything}/admirers/{linked_owner}", linkAdmirersOfEverything},
    {rt::Method::del, "/v1/everything/{everything}/admirers/{linked_owner}", unlinkAdmirersOfEverything},
    {rt::Method::get, "/v1/everything/{everything}/see-also", listSeeAlsoOfEverything},
    {rt::Method::put, "/v1/everything/{everything}/see-also/{linked_everything}", linkSeeAlsoOfEverything},
    {rt::Method::del, "/v1/everything/{everything}/see-also/{linked_everything}", unlinkSeeAlsoOfEverything},
    {rt::Method::get, "/v1/everything/{everything}/revisions", revisionsOfEverything},
    {rt::Method::get, "/v1/everything/{everything}/revisions/{revision_number}", revisionOfEverything},
    {rt::Method::get, "/v1/owners", listOwners},
    {rt::Method::post, "/v1/owners", createOwner},
    {rt::Method::get, "/v1/owners/{owner}", getOwner},
    {rt::Method::put, "/v1/owners/{owner}", replaceOwner},
    {rt::Method::patch, "/v1/owners/{owner}", patchOwner},
    {rt::Method::del, "/v1/owners/{owner}", deleteOwner},
    {rt::Method::get, "/v1/owners/{owner}/favourites", listFavouritesOfOwner},
    {rt::Method::put, "/v1/owners/{owner}/favourites/{linked_everything}", linkFavouritesOfOwner},
    {rt::Method::del, "/v1/owners/{owner}/favourites/{linked_everything}", unlinkFavouritesOfOwner},
    {rt::Method::get, "/v1/owners/{owner}/rooms", listRooms},
    {rt::Method::post, "/v1/owners/{owner}/rooms", createRoom},
    {rt::Method::get, "/v1/owners/{owner}/rooms/{room}", getRoom},
    {rt::Method::put, "/v1/owners/{owner}/rooms/{room}", replaceRoom},
    {rt::Method::patch, "/v1/owners/{owner}/rooms/{room}", patchRoom},
    {rt::Method::del, "/v1/owners/{owner}/rooms/{room}", deleteRoom},
    {rt::Method::post, "/v1/owners/{owner}/rooms/{room}/restore", restoreRoom},
};

constexpr rt::ApiSettings kApi{
    .pageSize = 10,
    .maxPageSize = 50,
    .errors = rt::ErrorShape::problemDetails,
};

constexpr rt::SecretColumn kSecrets[] = {
    Everything::Secrets::pin,
    Owner::Secrets::recovery,
};

}  // namespace

const rt::Application& application() {
  static const rt::Application instance{
      .name = "types",
      .version = "0.1.0",
      .api = kApi,
      .routes = kRoutes,
      .migrations = migrations(),
      .apiDocument = apiDocument(),
      .secrets = kSecrets,
  };
  return instance;
}

}  // namespace app
