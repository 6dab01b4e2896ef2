// A row of Note for the tests of other models. Made by Ingot; changes belong in the definition.
#include <ingot/rt/testing.hpp>

#include "application.hpp"
#include "fixtures.hpp"
#include "models/note.hpp"

namespace app {

rt::Uuid Fixtures::makeNote(rt::Session& session) {
  if (!note_) {
    Note::Input input;
    input.text.set("text a");
    fillDefaults(input, rt::Write::create, rt::Timestamp{});
    note_ = insertRow(session, input).id;
  }
  return *note_;
}

}  // namespace app
