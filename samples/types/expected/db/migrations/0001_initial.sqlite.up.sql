-- step 1: expand, makes owners, badges, bookings and others
CREATE TABLE owners (
  id BLOB NOT NULL PRIMARY KEY,
  name TEXT NOT NULL,
  recovery BLOB NOT NULL,
  password TEXT NOT NULL,
  row_version INTEGER NOT NULL
) STRICT;

CREATE TABLE badges (
  id BLOB NOT NULL PRIMARY KEY,
  owner_id BLOB NOT NULL REFERENCES owners (id) ON DELETE CASCADE,
  spare_id BLOB REFERENCES badges (id) ON DELETE SET NULL,
  number INTEGER,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  row_version INTEGER NOT NULL
) STRICT;

CREATE UNIQUE INDEX badges_owner_id_key ON badges (owner_id);

CREATE UNIQUE INDEX badges_spare_id_key ON badges (spare_id);

CREATE TRIGGER badges_spare_id_released AFTER UPDATE OF spare_id ON badges
WHEN NEW.spare_id IS NULL AND OLD.spare_id IS NOT NULL AND NEW.row_version = OLD.row_version
BEGIN
  UPDATE badges SET row_version = row_version + 1, updated_at = (SELECT micros FROM ingot_clock) WHERE id = NEW.id;
END;

CREATE TABLE bookings (
  id BLOB NOT NULL PRIMARY KEY,
  starts_at INTEGER NOT NULL,
  ends_at INTEGER,
  seats INTEGER NOT NULL,
  price INTEGER NOT NULL,
  discount INTEGER NOT NULL,
  deposits TEXT,
  plate TEXT,
  address TEXT NOT NULL,
  invoice_to TEXT,
  extras TEXT NOT NULL,
  colour TEXT,
  email TEXT,
  phone TEXT,
  code TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  row_version INTEGER NOT NULL,
  CONSTRAINT discount_within_price_check CHECK (discount >= (0 * 100) AND coalesce(discount <= (CASE WHEN (price * (CASE WHEN seats BETWEEN -999999999999999999 AND 999999999999999999 THEN seats END)) BETWEEN -999999999999999999 AND 999999999999999999 THEN (price * (CASE WHEN seats BETWEEN -999999999999999999 AND 999999999999999999 THEN seats END)) END), 0)),
  CONSTRAINT ends_after_start_check CHECK (ends_at IS NULL OR coalesce(ends_at > starts_at, 0)),
  CONSTRAINT lasts_a_day_check CHECK (((coalesce(ends_at, starts_at) - starts_at) <= 86400000000) AND starts_at >= 1000000000500000),
  CONSTRAINT many_seats_are_red_check CHECK (seats < 8 OR coalesce(colour = 'red', 0) OR coalesce(colour = 'blue/violet', 0)),
  CONSTRAINT one_contact_check CHECK ((email IS NULL) <> (phone IS NULL)),
  CONSTRAINT order_check CHECK (phone IS NULL OR coalesce(substr(phone, 1, length('+')) = '+', 0) OR coalesce(length(phone) > 3, 0))
) STRICT;

CREATE UNIQUE INDEX bookings_code_key ON bookings (code);

CREATE TABLE rooms (
  id BLOB NOT NULL PRIMARY KEY,
  owner_id BLOB NOT NULL REFERENCES owners (id) ON DELETE CASCADE,
  number INTEGER NOT NULL,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  row_version INTEGER NOT NULL
) STRICT;

CREATE UNIQUE INDEX rooms_owner_id_number_key ON rooms (owner_id, number);

CREATE TABLE chairs (
  id BLOB NOT NULL PRIMARY KEY,
  room_id BLOB NOT NULL REFERENCES rooms (id) ON DELETE CASCADE,
  material TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  row_version INTEGER NOT NULL
) STRICT;

CREATE INDEX chairs_room_id_idx ON chairs (room_id);

CREATE TABLE chairs_deleted (
  id BLOB NOT NULL PRIMARY KEY,
  room_id BLOB NOT NULL,
  material TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  row_version INTEGER NOT NULL,
  deleted_at INTEGER NOT NULL
) STRICT;

CREATE TABLE chairs_history (
  id BLOB NOT NULL,
  room_id BLOB NOT NULL,
  material TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  row_version INTEGER NOT NULL,
  PRIMARY KEY (id, row_version)
) STRICT;

CREATE TABLE everythings (
  id BLOB NOT NULL PRIMARY KEY,
  flag INTEGER NOT NULL,
  count INTEGER NOT NULL,
  wide INTEGER,
  ratio REAL,
  price INTEGER,
  word TEXT NOT NULL,
  code TEXT,
  body TEXT,
  token BLOB,
  born INTEGER,
  opens_at INTEGER,
  seen_at INTEGER,
  lasts INTEGER,
  extra TEXT,
  thumbnail BLOB,
  blob BLOB,
  tags TEXT NOT NULL,
  moods TEXT,
  prices TEXT,
  flags TEXT,
  parts TEXT,
  email TEXT,
  site TEXT,
  handle TEXT,
  mail TEXT,
  pin BLOB,
  colour TEXT,
  class TEXT,
  "order" INTEGER,
  parent_id BLOB REFERENCES everythings (id) ON DELETE SET NULL,
  owner_id BLOB NOT NULL REFERENCES owners (id) ON DELETE NO ACTION,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  row_version INTEGER NOT NULL
) STRICT;

CREATE INDEX everythings_born_count_idx ON everythings (born, count);

CREATE UNIQUE INDEX everythings_code_key ON everythings (code);

CREATE UNIQUE INDEX everythings_email_key ON everythings (email);

CREATE UNIQUE INDEX everythings_owner_id_order_key ON everythings (owner_id, "order");

CREATE INDEX everythings_parent_id_idx ON everythings (parent_id);

CREATE TRIGGER everythings_parent_id_released AFTER UPDATE OF parent_id ON everythings
WHEN NEW.parent_id IS NULL AND OLD.parent_id IS NOT NULL AND NEW.row_version = OLD.row_version
BEGIN
  UPDATE everythings SET row_version = row_version + 1, updated_at = (SELECT micros FROM ingot_clock) WHERE id = NEW.id;
END;

CREATE TABLE everything_admirers (
  id BLOB NOT NULL PRIMARY KEY,
  everything_id BLOB NOT NULL REFERENCES everythings (id) ON DELETE CASCADE,
  owner_id BLOB NOT NULL REFERENCES owners (id) ON DELETE CASCADE,
  row_version INTEGER NOT NULL
) STRICT;

CREATE UNIQUE INDEX everything_admirers_everything_id_owner_id_key ON everything_admirers (everything_id, owner_id);

CREATE INDEX everything_admirers_owner_id_idx ON everything_admirers (owner_id);

CREATE TABLE everything_see_also (
  id BLOB NOT NULL PRIMARY KEY,
  everything_id BLOB NOT NULL REFERENCES everythings (id) ON DELETE CASCADE,
  other_everything_id BLOB NOT NULL REFERENCES everythings (id) ON DELETE CASCADE,
  row_version INTEGER NOT NULL
) STRICT;

CREATE UNIQUE INDEX everything_see_also_everything_id_oth_3759748e2d1d ON everything_see_also (everything_id, other_everything_id);

CREATE INDEX everything_see_also_other_everything_id_idx ON everything_see_also (other_everything_id);

CREATE TABLE everythings_history (
  id BLOB NOT NULL,
  flag INTEGER NOT NULL,
  count INTEGER NOT NULL,
  wide INTEGER,
  ratio REAL,
  price INTEGER,
  word TEXT NOT NULL,
  code TEXT,
  body TEXT,
  token BLOB,
  born INTEGER,
  opens_at INTEGER,
  seen_at INTEGER,
  lasts INTEGER,
  extra TEXT,
  thumbnail BLOB,
  blob BLOB,
  tags TEXT NOT NULL,
  moods TEXT,
  prices TEXT,
  flags TEXT,
  parts TEXT,
  email TEXT,
  site TEXT,
  handle TEXT,
  mail TEXT,
  colour TEXT,
  class TEXT,
  "order" INTEGER,
  parent_id BLOB,
  owner_id BLOB NOT NULL,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  row_version INTEGER NOT NULL,
  PRIMARY KEY (id, row_version)
) STRICT;

CREATE TABLE notes (
  id BLOB NOT NULL PRIMARY KEY,
  text TEXT NOT NULL,
  chair_id BLOB REFERENCES chairs (id) ON DELETE CASCADE,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  row_version INTEGER NOT NULL
) STRICT;

CREATE INDEX notes_chair_id_idx ON notes (chair_id);

CREATE TABLE rooms_deleted (
  id BLOB NOT NULL PRIMARY KEY,
  owner_id BLOB NOT NULL,
  number INTEGER NOT NULL,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  row_version INTEGER NOT NULL,
  deleted_at INTEGER NOT NULL
) STRICT;

CREATE TRIGGER rooms_deleted_kept AFTER DELETE ON rooms
BEGIN
  INSERT INTO rooms_deleted (id, owner_id, number, created_at, updated_at, row_version, deleted_at) VALUES (OLD.id, OLD.owner_id, OLD.number, OLD.created_at, OLD.updated_at, OLD.row_version, (SELECT micros FROM ingot_clock));
END;

CREATE TRIGGER chairs_history_created AFTER INSERT ON chairs
BEGIN
  INSERT INTO chairs_history (id, room_id, material, created_at, updated_at, row_version) VALUES (NEW.id, NEW.room_id, NEW.material, NEW.created_at, NEW.updated_at, NEW.row_version);
END;

CREATE TRIGGER chairs_history_changed AFTER UPDATE ON chairs
WHEN NEW.row_version <> OLD.row_version
BEGIN
  INSERT INTO chairs_history (id, room_id, material, created_at, updated_at, row_version) VALUES (NEW.id, NEW.room_id, NEW.material, NEW.created_at, NEW.updated_at, NEW.row_version);
END;

CREATE TRIGGER chairs_history_ended AFTER DELETE ON chairs_deleted
BEGIN
  DELETE FROM chairs_history WHERE id = OLD.id AND NOT EXISTS (SELECT 1 FROM chairs WHERE id = OLD.id);
END;

CREATE TRIGGER chairs_deleted_kept AFTER DELETE ON chairs
BEGIN
  INSERT INTO chairs_deleted (id, room_id, material, created_at, updated_at, row_version, deleted_at) VALUES (OLD.id, OLD.room_id, OLD.material, OLD.created_at, OLD.updated_at, OLD.row_version, (SELECT micros FROM ingot_clock));
END;

CREATE TABLE ingot_searched_everythings (
  ingot_number INTEGER PRIMARY KEY,
  id BLOB NOT NULL UNIQUE
) STRICT;

CREATE VIRTUAL TABLE ingot_search_everythings USING fts5(words_1, words_2, content='', tokenize='unicode61 remove_diacritics 0 categories ''L* Mn Mc Nd Nl'' separators ''︎️''', prefix='2 3');

INSERT INTO ingot_searched_everythings (id) SELECT id FROM everythings ORDER BY id;

INSERT INTO ingot_search_everythings (rowid, words_1, words_2) SELECT ingot_number, coalesce(substr(word, 1, 100000), ''), coalesce(substr(body, 1, 100000), '') FROM everythings JOIN ingot_searched_everythings USING (id);

CREATE TRIGGER ingot_search_everythings_created AFTER INSERT ON everythings
BEGIN
  INSERT INTO ingot_searched_everythings (id) VALUES (NEW.id);
  INSERT INTO ingot_search_everythings (rowid, words_1, words_2) VALUES ((SELECT ingot_number FROM ingot_searched_everythings WHERE id = NEW.id), coalesce(substr(NEW.word, 1, 100000), ''), coalesce(substr(NEW.body, 1, 100000), ''));
END;

CREATE TRIGGER ingot_search_everythings_changed AFTER UPDATE ON everythings
WHEN NEW.id <> OLD.id OR NEW.word IS NOT OLD.word OR NEW.body IS NOT OLD.body
BEGIN
  INSERT INTO ingot_search_everythings (ingot_search_everythings, rowid, words_1, words_2) VALUES ('delete', (SELECT ingot_number FROM ingot_searched_everythings WHERE id = OLD.id), coalesce(substr(OLD.word, 1, 100000), ''), coalesce(substr(OLD.body, 1, 100000), ''));
  UPDATE ingot_searched_everythings SET id = NEW.id WHERE id = OLD.id;
  INSERT INTO ingot_search_everythings (rowid, words_1, words_2) VALUES ((SELECT ingot_number FROM ingot_searched_everythings WHERE id = NEW.id), coalesce(substr(NEW.word, 1, 100000), ''), coalesce(substr(NEW.body, 1, 100000), ''));
END;

CREATE TRIGGER ingot_search_everythings_deleted AFTER DELETE ON everythings
BEGIN
  INSERT INTO ingot_search_everythings (ingot_search_everythings, rowid, words_1, words_2) VALUES ('delete', (SELECT ingot_number FROM ingot_searched_everythings WHERE id = OLD.id), coalesce(substr(OLD.word, 1, 100000), ''), coalesce(substr(OLD.body, 1, 100000), ''));
  DELETE FROM ingot_searched_everythings WHERE id = OLD.id;
END;

CREATE TRIGGER everythings_history_created AFTER INSERT ON everythings
BEGIN
  INSERT INTO everythings_history (id, flag, count, wide, ratio, price, word, code, body, token, born, opens_at, seen_at, lasts, extra, thumbnail, blob, tags, moods, prices, flags, parts, email, site, handle, mail, colour, class, "order", parent_id, owner_id, created_at, updated_at, row_version) VALUES (NEW.id, NEW.flag, NEW.count, NEW.wide, NEW.ratio, NEW.price, NEW.word, NEW.code, NEW.body, NEW.token, NEW.born, NEW.opens_at, NEW.seen_at, NEW.lasts, NEW.extra, NEW.thumbnail, NEW.blob, NEW.tags, NEW.moods, NEW.prices, NEW.flags, NEW.parts, NEW.email, NEW.site, NEW.handle, NEW.mail, NEW.colour, NEW.class, NEW."order", NEW.parent_id, NEW.owner_id, NEW.created_at, NEW.updated_at, NEW.row_version);
END;

CREATE TRIGGER everythings_history_changed AFTER UPDATE ON everythings
WHEN NEW.row_version <> OLD.row_version
BEGIN
  INSERT INTO everythings_history (id, flag, count, wide, ratio, price, word, code, body, token, born, opens_at, seen_at, lasts, extra, thumbnail, blob, tags, moods, prices, flags, parts, email, site, handle, mail, colour, class, "order", parent_id, owner_id, created_at, updated_at, row_version) VALUES (NEW.id, NEW.flag, NEW.count, NEW.wide, NEW.ratio, NEW.price, NEW.word, NEW.code, NEW.body, NEW.token, NEW.born, NEW.opens_at, NEW.seen_at, NEW.lasts, NEW.extra, NEW.thumbnail, NEW.blob, NEW.tags, NEW.moods, NEW.prices, NEW.flags, NEW.parts, NEW.email, NEW.site, NEW.handle, NEW.mail, NEW.colour, NEW.class, NEW."order", NEW.parent_id, NEW.owner_id, NEW.created_at, NEW.updated_at, NEW.row_version);
END;

CREATE TRIGGER everythings_history_ended AFTER DELETE ON everythings
BEGIN
  DELETE FROM everythings_history WHERE id = OLD.id;
END;

-- step 2: expand, if ingot_kept_0001_owners exists, brings owners back
INSERT INTO owners (id, name, recovery, password, row_version) SELECT id, name, recovery, password, row_version FROM ingot_kept_0001_owners;

DROP TABLE ingot_kept_0001_owners;

-- step 3: expand, if ingot_kept_0001_badges exists, brings badges back
INSERT INTO badges (id, owner_id, spare_id, number, created_at, updated_at, row_version) SELECT id, owner_id, spare_id, number, created_at, updated_at, row_version FROM ingot_kept_0001_badges WHERE EXISTS (SELECT 1 FROM owners target WHERE target.id = ingot_kept_0001_badges.owner_id);

DROP TABLE ingot_kept_0001_badges;

-- step 4: expand, if ingot_kept_0001_bookings exists, brings bookings back
INSERT INTO bookings (id, starts_at, ends_at, seats, price, discount, deposits, plate, address, invoice_to, extras, colour, email, phone, code, created_at, updated_at, row_version) SELECT id, starts_at, ends_at, seats, price, discount, deposits, plate, address, invoice_to, extras, colour, email, phone, code, created_at, updated_at, row_version FROM ingot_kept_0001_bookings;

DROP TABLE ingot_kept_0001_bookings;

-- step 5: expand, if ingot_kept_0001_rooms exists, brings rooms back
INSERT INTO rooms (id, owner_id, number, created_at, updated_at, row_version) SELECT id, owner_id, number, created_at, updated_at, row_version FROM ingot_kept_0001_rooms WHERE EXISTS (SELECT 1 FROM owners target WHERE target.id = ingot_kept_0001_rooms.owner_id);

DROP TABLE ingot_kept_0001_rooms;

-- step 6: expand, if ingot_kept_0001_chairs exists, brings chairs back
INSERT INTO chairs (id, room_id, material, created_at, updated_at, row_version) SELECT id, room_id, material, created_at, updated_at, row_version FROM ingot_kept_0001_chairs WHERE EXISTS (SELECT 1 FROM rooms target WHERE target.id = ingot_kept_0001_chairs.room_id);

DROP TABLE ingot_kept_0001_chairs;

-- step 7: expand, if ingot_kept_0001_chairs_deleted exists, brings chairs_deleted back
INSERT INTO chairs_deleted (id, room_id, material, created_at, updated_at, row_version, deleted_at) SELECT id, room_id, material, created_at, updated_at, row_version, deleted_at FROM ingot_kept_0001_chairs_deleted;

DROP TABLE ingot_kept_0001_chairs_deleted;

-- step 8: expand, if ingot_kept_0001_chairs_history exists, brings chairs_history back
INSERT INTO chairs_history (id, row_version, room_id, material, created_at, updated_at) SELECT id, row_version, room_id, material, created_at, updated_at FROM ingot_kept_0001_chairs_history WHERE TRUE ON CONFLICT DO NOTHING;

DROP TABLE ingot_kept_0001_chairs_history;

-- step 9: expand, if ingot_kept_0001_everythings exists, brings everythings back
INSERT INTO everythings (id, flag, count, wide, ratio, price, word, code, body, token, born, opens_at, seen_at, lasts, extra, thumbnail, blob, tags, moods, prices, flags, parts, email, site, handle, mail, pin, colour, class, "order", parent_id, owner_id, created_at, updated_at, row_version) SELECT id, flag, count, wide, ratio, price, word, code, body, token, born, opens_at, seen_at, lasts, extra, thumbnail, blob, tags, moods, prices, flags, parts, email, site, handle, mail, pin, colour, class, "order", parent_id, owner_id, created_at, updated_at, row_version FROM ingot_kept_0001_everythings WHERE EXISTS (SELECT 1 FROM owners target WHERE target.id = ingot_kept_0001_everythings.owner_id);

DROP TABLE ingot_kept_0001_everythings;

-- step 10: expand, if ingot_kept_0001_everything_admirers exists, brings everything_admirers back
INSERT INTO everything_admirers (id, everything_id, owner_id, row_version) SELECT id, everything_id, owner_id, row_version FROM ingot_kept_0001_everything_admirers WHERE EXISTS (SELECT 1 FROM everythings target WHERE target.id = ingot_kept_0001_everything_admirers.everything_id) AND EXISTS (SELECT 1 FROM owners target WHERE target.id = ingot_kept_0001_everything_admirers.owner_id);

DROP TABLE ingot_kept_0001_everything_admirers;

-- step 11: expand, if ingot_kept_0001_everything_see_also exists, brings everything_see_also back
INSERT INTO everything_see_also (id, everything_id, other_everything_id, row_version) SELECT id, everything_id, other_everything_id, row_version FROM ingot_kept_0001_everything_see_also WHERE EXISTS (SELECT 1 FROM everythings target WHERE target.id = ingot_kept_0001_everything_see_also.everything_id) AND EXISTS (SELECT 1 FROM everythings target WHERE target.id = ingot_kept_0001_everything_see_also.other_everything_id);

DROP TABLE ingot_kept_0001_everything_see_also;

-- step 12: expand, if ingot_kept_0001_everythings_history exists, brings everythings_history back
INSERT INTO everythings_history (id, row_version, flag, count, wide, ratio, price, word, code, body, token, born, opens_at, seen_at, lasts, extra, thumbnail, blob, tags, moods, prices, flags, parts, email, site, handle, mail, colour, class, "order", parent_id, owner_id, created_at, updated_at) SELECT id, row_version, flag, count, wide, ratio, price, word, code, body, token, born, opens_at, seen_at, lasts, extra, thumbnail, blob, tags, moods, prices, flags, parts, email, site, handle, mail, colour, class, "order", parent_id, owner_id, created_at, updated_at FROM ingot_kept_0001_everythings_history WHERE TRUE ON CONFLICT DO NOTHING;

DROP TABLE ingot_kept_0001_everythings_history;

-- step 13: expand, if ingot_kept_0001_notes exists, brings notes back
INSERT INTO notes (id, text, chair_id, created_at, updated_at, row_version) SELECT id, text, chair_id, created_at, updated_at, row_version FROM ingot_kept_0001_notes WHERE (ingot_kept_0001_notes.chair_id IS NULL OR EXISTS (SELECT 1 FROM chairs target WHERE target.id = ingot_kept_0001_notes.chair_id));

DROP TABLE ingot_kept_0001_notes;

-- step 14: expand, if ingot_kept_0001_rooms_deleted exists, brings rooms_deleted back
INSERT INTO rooms_deleted (id, owner_id, number, created_at, updated_at, row_version, deleted_at) SELECT id, owner_id, number, created_at, updated_at, row_version, deleted_at FROM ingot_kept_0001_rooms_deleted;

DROP TABLE ingot_kept_0001_rooms_deleted;
