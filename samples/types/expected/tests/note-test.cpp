// The rules of Note, each broken alone. Made by Ingot; changes belong in the definition.
#include <ingot/rt/testing.hpp>

#include "application.hpp"
#include "fixtures.hpp"
#include "models/note.hpp"

namespace app {

rt::Uuid Fixtures::makeNote() {
  if (!note_) {
    Note::Input input;
    input.text.set("sample a");
    fillNote(input, rt::Timestamp{});
    note_ = insertNote(session_, input, rt::Timestamp{}).id;
  }
  return *note_;
}

}  // namespace app
