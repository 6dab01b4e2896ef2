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
  owner_id BLOB NOT NULL REFERENCES owners (id) ON DELETE RESTRICT,
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

CREATE TABLE notes (
  id BLOB NOT NULL PRIMARY KEY,
  text TEXT NOT NULL,
  chair_id BLOB REFERENCES chairs (id) ON DELETE CASCADE,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  row_version INTEGER NOT NULL
) STRICT;

CREATE INDEX notes_chair_id_idx ON notes (chair_id);
