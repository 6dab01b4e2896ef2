-- step 1: expand, makes owners, badges, bookings and others
CREATE TABLE owners (
  id uuid NOT NULL CONSTRAINT owners_pkey PRIMARY KEY,
  name text COLLATE "C" NOT NULL,
  recovery bytea NOT NULL,
  password text COLLATE "C" NOT NULL,
  row_version bigint NOT NULL DEFAULT 1
);

CREATE TABLE badges (
  id uuid NOT NULL CONSTRAINT badges_pkey PRIMARY KEY,
  owner_id uuid NOT NULL,
  spare_id uuid,
  number bigint,
  created_at timestamptz NOT NULL,
  updated_at timestamptz NOT NULL,
  row_version bigint NOT NULL DEFAULT 1,
  CONSTRAINT badges_owner_id_fkey FOREIGN KEY (owner_id) REFERENCES owners (id) ON DELETE CASCADE,
  CONSTRAINT badges_spare_id_fkey FOREIGN KEY (spare_id) REFERENCES badges (id) ON DELETE SET NULL
);

CREATE UNIQUE INDEX badges_owner_id_key ON badges (owner_id);

CREATE UNIQUE INDEX badges_spare_id_key ON badges (spare_id);

CREATE TABLE bookings (
  id uuid NOT NULL CONSTRAINT bookings_pkey PRIMARY KEY,
  starts_at timestamptz NOT NULL,
  ends_at timestamptz,
  seats bigint NOT NULL,
  price numeric(8, 2) NOT NULL,
  discount numeric(8, 2) NOT NULL,
  deposits json,
  plate text COLLATE "C",
  address json NOT NULL,
  invoice_to json,
  extras json NOT NULL,
  colour text COLLATE "C",
  email text COLLATE "C",
  phone text COLLATE "C",
  code text COLLATE "C" NOT NULL,
  created_at timestamptz NOT NULL,
  updated_at timestamptz NOT NULL,
  row_version bigint NOT NULL DEFAULT 1,
  CONSTRAINT discount_within_price_check CHECK (discount >= '0'::numeric AND coalesce(discount <= (CASE WHEN abs(round(price * (CASE WHEN abs(seats::numeric) < 1000000000000000000 THEN seats::numeric END), 2)) < 10000000000000000 THEN round(price * (CASE WHEN abs(seats::numeric) < 1000000000000000000 THEN seats::numeric END), 2) END), FALSE)),
  CONSTRAINT ends_after_start_check CHECK (ends_at IS NULL OR coalesce(ends_at > starts_at, FALSE)),
  CONSTRAINT lasts_a_day_check CHECK ((((extract(epoch FROM coalesce(ends_at, starts_at)) * 1000000) - (extract(epoch FROM starts_at) * 1000000))::bigint <= '86400000000'::bigint) AND starts_at >= '2001-09-09 01:46:40.500000+00'::timestamptz),
  CONSTRAINT many_seats_are_red_check CHECK (seats < '8'::bigint OR coalesce(colour = 'red'::text, FALSE) OR coalesce(colour = 'blue/violet'::text, FALSE)),
  CONSTRAINT one_contact_check CHECK ((email IS NULL) <> (phone IS NULL)),
  CONSTRAINT order_check CHECK (phone IS NULL OR coalesce(starts_with(phone, '+'::text), FALSE) OR coalesce(char_length(phone)::bigint > '3'::bigint, FALSE))
);

CREATE UNIQUE INDEX bookings_code_key ON bookings (code);

CREATE TABLE rooms (
  id uuid NOT NULL CONSTRAINT rooms_pkey PRIMARY KEY,
  owner_id uuid NOT NULL,
  number bigint NOT NULL,
  created_at timestamptz NOT NULL,
  updated_at timestamptz NOT NULL,
  row_version bigint NOT NULL DEFAULT 1,
  CONSTRAINT rooms_owner_id_fkey FOREIGN KEY (owner_id) REFERENCES owners (id) ON DELETE CASCADE
);

CREATE UNIQUE INDEX rooms_owner_id_number_key ON rooms (owner_id, number);

CREATE TABLE chairs (
  id uuid NOT NULL CONSTRAINT chairs_pkey PRIMARY KEY,
  room_id uuid NOT NULL,
  material text COLLATE "C" NOT NULL,
  created_at timestamptz NOT NULL,
  updated_at timestamptz NOT NULL,
  row_version bigint NOT NULL DEFAULT 1,
  CONSTRAINT chairs_room_id_fkey FOREIGN KEY (room_id) REFERENCES rooms (id) ON DELETE CASCADE
);

CREATE INDEX chairs_room_id_idx ON chairs (room_id);

CREATE TABLE chairs_deleted (
  id uuid NOT NULL CONSTRAINT chairs_deleted_pkey PRIMARY KEY,
  room_id uuid NOT NULL,
  material text COLLATE "C" NOT NULL,
  created_at timestamptz NOT NULL,
  updated_at timestamptz NOT NULL,
  row_version bigint NOT NULL DEFAULT 1,
  deleted_at timestamptz NOT NULL
);

CREATE TABLE chairs_history (
  id uuid NOT NULL,
  room_id uuid NOT NULL,
  material text COLLATE "C" NOT NULL,
  created_at timestamptz NOT NULL,
  updated_at timestamptz NOT NULL,
  row_version bigint NOT NULL,
  CONSTRAINT chairs_history_pkey PRIMARY KEY (id, row_version)
);

CREATE TABLE everythings (
  id uuid NOT NULL CONSTRAINT everythings_pkey PRIMARY KEY,
  flag boolean NOT NULL,
  count bigint NOT NULL,
  wide bigint,
  ratio double precision,
  price numeric(10, 2),
  word text COLLATE "C" NOT NULL,
  code text COLLATE "C",
  body text COLLATE "C",
  token uuid,
  born date,
  opens_at time,
  seen_at timestamptz,
  lasts bigint,
  extra json,
  thumbnail bytea,
  blob bytea,
  tags json NOT NULL,
  moods json,
  prices json,
  flags json,
  parts json,
  email text COLLATE "C",
  site text COLLATE "C",
  handle text COLLATE "C",
  mail text COLLATE "C",
  pin bytea,
  colour text COLLATE "C",
  class text COLLATE "C",
  "order" bigint,
  parent_id uuid,
  owner_id uuid NOT NULL,
  created_at timestamptz NOT NULL,
  updated_at timestamptz NOT NULL,
  row_version bigint NOT NULL DEFAULT 1,
  ingot_search tsvector GENERATED ALWAYS AS (
    setweight(to_tsvector('simple'::regconfig, translate(left(coalesce(word, ''), 100000), '!"#$%&''()*+,-./:;<=>?@[\]^_`{|}~', '                                ')), 'A') ||
    setweight(to_tsvector('simple'::regconfig, translate(left(coalesce(body, ''), 100000), '!"#$%&''()*+,-./:;<=>?@[\]^_`{|}~', '                                ')), 'B')
  ) STORED,
  CONSTRAINT everythings_parent_id_fkey FOREIGN KEY (parent_id) REFERENCES everythings (id) ON DELETE SET NULL,
  CONSTRAINT everythings_owner_id_fkey FOREIGN KEY (owner_id) REFERENCES owners (id) ON DELETE RESTRICT
);

CREATE INDEX everythings_born_count_idx ON everythings (born, count);

CREATE UNIQUE INDEX everythings_code_key ON everythings (code);

CREATE UNIQUE INDEX everythings_email_key ON everythings (email);

CREATE UNIQUE INDEX everythings_owner_id_order_key ON everythings (owner_id, "order");

CREATE INDEX everythings_parent_id_idx ON everythings (parent_id);

CREATE INDEX ingot_search_everythings_idx ON everythings USING gin (ingot_search);

CREATE TABLE everything_admirers (
  id uuid NOT NULL CONSTRAINT everything_admirers_pkey PRIMARY KEY,
  everything_id uuid NOT NULL,
  owner_id uuid NOT NULL,
  row_version bigint NOT NULL DEFAULT 1,
  CONSTRAINT everything_admirers_everything_id_fkey FOREIGN KEY (everything_id) REFERENCES everythings (id) ON DELETE CASCADE,
  CONSTRAINT everything_admirers_owner_id_fkey FOREIGN KEY (owner_id) REFERENCES owners (id) ON DELETE CASCADE
);

CREATE UNIQUE INDEX everything_admirers_everything_id_owner_id_key ON everything_admirers (everything_id, owner_id);

CREATE INDEX everything_admirers_owner_id_idx ON everything_admirers (owner_id);

CREATE TABLE everything_see_also (
  id uuid NOT NULL CONSTRAINT everything_see_also_pkey PRIMARY KEY,
  everything_id uuid NOT NULL,
  other_everything_id uuid NOT NULL,
  row_version bigint NOT NULL DEFAULT 1,
  CONSTRAINT everything_see_also_everything_id_fkey FOREIGN KEY (everything_id) REFERENCES everythings (id) ON DELETE CASCADE,
  CONSTRAINT everything_see_also_other_everything_id_fkey FOREIGN KEY (other_everything_id) REFERENCES everythings (id) ON DELETE CASCADE
);

CREATE UNIQUE INDEX everything_see_also_everything_id_oth_3759748e2d1d ON everything_see_also (everything_id, other_everything_id);

CREATE INDEX everything_see_also_other_everything_id_idx ON everything_see_also (other_everything_id);

CREATE TABLE everythings_history (
  id uuid NOT NULL,
  flag boolean NOT NULL,
  count bigint NOT NULL,
  wide bigint,
  ratio double precision,
  price numeric(10, 2),
  word text COLLATE "C" NOT NULL,
  code text COLLATE "C",
  body text COLLATE "C",
  token uuid,
  born date,
  opens_at time,
  seen_at timestamptz,
  lasts bigint,
  extra json,
  thumbnail bytea,
  blob bytea,
  tags json NOT NULL,
  moods json,
  prices json,
  flags json,
  parts json,
  email text COLLATE "C",
  site text COLLATE "C",
  handle text COLLATE "C",
  mail text COLLATE "C",
  colour text COLLATE "C",
  class text COLLATE "C",
  "order" bigint,
  parent_id uuid,
  owner_id uuid NOT NULL,
  created_at timestamptz NOT NULL,
  updated_at timestamptz NOT NULL,
  row_version bigint NOT NULL,
  CONSTRAINT everythings_history_pkey PRIMARY KEY (id, row_version)
);

CREATE TABLE notes (
  id uuid NOT NULL CONSTRAINT notes_pkey PRIMARY KEY,
  text text COLLATE "C" NOT NULL,
  chair_id uuid,
  created_at timestamptz NOT NULL,
  updated_at timestamptz NOT NULL,
  row_version bigint NOT NULL DEFAULT 1,
  CONSTRAINT notes_chair_id_fkey FOREIGN KEY (chair_id) REFERENCES chairs (id) ON DELETE CASCADE
);

CREATE INDEX notes_chair_id_idx ON notes (chair_id);

CREATE TABLE rooms_deleted (
  id uuid NOT NULL CONSTRAINT rooms_deleted_pkey PRIMARY KEY,
  owner_id uuid NOT NULL,
  number bigint NOT NULL,
  created_at timestamptz NOT NULL,
  updated_at timestamptz NOT NULL,
  row_version bigint NOT NULL DEFAULT 1,
  deleted_at timestamptz NOT NULL
);

CREATE FUNCTION badges_spare_id_released() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW.row_version := OLD.row_version + 1;
  NEW.updated_at := clock_timestamp();
  RETURN NEW;
END
$$;

CREATE TRIGGER badges_spare_id_released BEFORE UPDATE OF spare_id ON badges FOR EACH ROW
WHEN (NEW.spare_id IS NULL AND OLD.spare_id IS NOT NULL AND NEW.row_version = OLD.row_version)
EXECUTE FUNCTION badges_spare_id_released();

CREATE FUNCTION rooms_deleted_kept() RETURNS trigger LANGUAGE plpgsql SET search_path FROM CURRENT AS $$
BEGIN
  INSERT INTO rooms_deleted (id, owner_id, number, created_at, updated_at, row_version, deleted_at) VALUES (OLD.id, OLD.owner_id, OLD.number, OLD.created_at, OLD.updated_at, OLD.row_version, clock_timestamp());
  RETURN NULL;
END
$$;

CREATE TRIGGER rooms_deleted_kept AFTER DELETE ON rooms FOR EACH ROW
EXECUTE FUNCTION rooms_deleted_kept();

CREATE FUNCTION chairs_history_created() RETURNS trigger LANGUAGE plpgsql SET search_path FROM CURRENT AS $$
BEGIN
  INSERT INTO chairs_history (id, room_id, material, created_at, updated_at, row_version) VALUES (NEW.id, NEW.room_id, NEW.material, NEW.created_at, NEW.updated_at, NEW.row_version);
  RETURN NULL;
END
$$;

CREATE TRIGGER chairs_history_created AFTER INSERT ON chairs FOR EACH ROW
EXECUTE FUNCTION chairs_history_created();

CREATE FUNCTION chairs_history_changed() RETURNS trigger LANGUAGE plpgsql SET search_path FROM CURRENT AS $$
BEGIN
  INSERT INTO chairs_history (id, room_id, material, created_at, updated_at, row_version) VALUES (NEW.id, NEW.room_id, NEW.material, NEW.created_at, NEW.updated_at, NEW.row_version);
  RETURN NULL;
END
$$;

CREATE TRIGGER chairs_history_changed AFTER UPDATE ON chairs FOR EACH ROW
WHEN (NEW.row_version <> OLD.row_version)
EXECUTE FUNCTION chairs_history_changed();

CREATE FUNCTION chairs_history_ended() RETURNS trigger LANGUAGE plpgsql SET search_path FROM CURRENT AS $$
BEGIN
  DELETE FROM chairs_history WHERE id = OLD.id AND NOT EXISTS (SELECT 1 FROM chairs WHERE id = OLD.id);
  RETURN NULL;
END
$$;

CREATE TRIGGER chairs_history_ended AFTER DELETE ON chairs_deleted FOR EACH ROW
EXECUTE FUNCTION chairs_history_ended();

CREATE FUNCTION chairs_deleted_kept() RETURNS trigger LANGUAGE plpgsql SET search_path FROM CURRENT AS $$
BEGIN
  INSERT INTO chairs_deleted (id, room_id, material, created_at, updated_at, row_version, deleted_at) VALUES (OLD.id, OLD.room_id, OLD.material, OLD.created_at, OLD.updated_at, OLD.row_version, clock_timestamp());
  RETURN NULL;
END
$$;

CREATE TRIGGER chairs_deleted_kept AFTER DELETE ON chairs FOR EACH ROW
EXECUTE FUNCTION chairs_deleted_kept();

CREATE FUNCTION everythings_parent_id_released() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW.row_version := OLD.row_version + 1;
  NEW.updated_at := clock_timestamp();
  RETURN NEW;
END
$$;

CREATE TRIGGER everythings_parent_id_released BEFORE UPDATE OF parent_id ON everythings FOR EACH ROW
WHEN (NEW.parent_id IS NULL AND OLD.parent_id IS NOT NULL AND NEW.row_version = OLD.row_version)
EXECUTE FUNCTION everythings_parent_id_released();

CREATE FUNCTION everythings_history_created() RETURNS trigger LANGUAGE plpgsql SET search_path FROM CURRENT AS $$
BEGIN
  INSERT INTO everythings_history (id, flag, count, wide, ratio, price, word, code, body, token, born, opens_at, seen_at, lasts, extra, thumbnail, blob, tags, moods, prices, flags, parts, email, site, handle, mail, colour, class, "order", parent_id, owner_id, created_at, updated_at, row_version) VALUES (NEW.id, NEW.flag, NEW.count, NEW.wide, NEW.ratio, NEW.price, NEW.word, NEW.code, NEW.body, NEW.token, NEW.born, NEW.opens_at, NEW.seen_at, NEW.lasts, NEW.extra, NEW.thumbnail, NEW.blob, NEW.tags, NEW.moods, NEW.prices, NEW.flags, NEW.parts, NEW.email, NEW.site, NEW.handle, NEW.mail, NEW.colour, NEW.class, NEW."order", NEW.parent_id, NEW.owner_id, NEW.created_at, NEW.updated_at, NEW.row_version);
  RETURN NULL;
END
$$;

CREATE TRIGGER everythings_history_created AFTER INSERT ON everythings FOR EACH ROW
EXECUTE FUNCTION everythings_history_created();

CREATE FUNCTION everythings_history_changed() RETURNS trigger LANGUAGE plpgsql SET search_path FROM CURRENT AS $$
BEGIN
  INSERT INTO everythings_history (id, flag, count, wide, ratio, price, word, code, body, token, born, opens_at, seen_at, lasts, extra, thumbnail, blob, tags, moods, prices, flags, parts, email, site, handle, mail, colour, class, "order", parent_id, owner_id, created_at, updated_at, row_version) VALUES (NEW.id, NEW.flag, NEW.count, NEW.wide, NEW.ratio, NEW.price, NEW.word, NEW.code, NEW.body, NEW.token, NEW.born, NEW.opens_at, NEW.seen_at, NEW.lasts, NEW.extra, NEW.thumbnail, NEW.blob, NEW.tags, NEW.moods, NEW.prices, NEW.flags, NEW.parts, NEW.email, NEW.site, NEW.handle, NEW.mail, NEW.colour, NEW.class, NEW."order", NEW.parent_id, NEW.owner_id, NEW.created_at, NEW.updated_at, NEW.row_version);
  RETURN NULL;
END
$$;

CREATE TRIGGER everythings_history_changed AFTER UPDATE ON everythings FOR EACH ROW
WHEN (NEW.row_version <> OLD.row_version)
EXECUTE FUNCTION everythings_history_changed();

CREATE FUNCTION everythings_history_ended() RETURNS trigger LANGUAGE plpgsql SET search_path FROM CURRENT AS $$
BEGIN
  DELETE FROM everythings_history WHERE id = OLD.id;
  RETURN NULL;
END
$$;

CREATE TRIGGER everythings_history_ended AFTER DELETE ON everythings FOR EACH ROW
EXECUTE FUNCTION everythings_history_ended();

-- step 2: expand, if ingot_kept_0001_owners exists, brings owners back, writes every row of owners
INSERT INTO owners (id, name, recovery, password, row_version) SELECT id, name, recovery, password, row_version FROM ingot_kept_0001_owners;

DROP TABLE ingot_kept_0001_owners;

-- step 3: expand, if ingot_kept_0001_badges exists, brings badges back, writes every row of badges
INSERT INTO badges (id, owner_id, spare_id, number, created_at, updated_at, row_version) SELECT id, owner_id, spare_id, number, created_at, updated_at, row_version FROM ingot_kept_0001_badges WHERE EXISTS (SELECT 1 FROM owners target WHERE target.id = ingot_kept_0001_badges.owner_id);

DROP TABLE ingot_kept_0001_badges;

-- step 4: expand, if ingot_kept_0001_bookings exists, brings bookings back, writes every row of bookings
INSERT INTO bookings (id, starts_at, ends_at, seats, price, discount, deposits, plate, address, invoice_to, extras, colour, email, phone, code, created_at, updated_at, row_version) SELECT id, starts_at, ends_at, seats, price, discount, deposits, plate, address, invoice_to, extras, colour, email, phone, code, created_at, updated_at, row_version FROM ingot_kept_0001_bookings;

DROP TABLE ingot_kept_0001_bookings;

-- step 5: expand, if ingot_kept_0001_rooms exists, brings rooms back, writes every row of rooms
INSERT INTO rooms (id, owner_id, number, created_at, updated_at, row_version) SELECT id, owner_id, number, created_at, updated_at, row_version FROM ingot_kept_0001_rooms WHERE EXISTS (SELECT 1 FROM owners target WHERE target.id = ingot_kept_0001_rooms.owner_id);

DROP TABLE ingot_kept_0001_rooms;

-- step 6: expand, if ingot_kept_0001_chairs exists, brings chairs back, writes every row of chairs
INSERT INTO chairs (id, room_id, material, created_at, updated_at, row_version) SELECT id, room_id, material, created_at, updated_at, row_version FROM ingot_kept_0001_chairs WHERE EXISTS (SELECT 1 FROM rooms target WHERE target.id = ingot_kept_0001_chairs.room_id);

DROP TABLE ingot_kept_0001_chairs;

-- step 7: expand, if ingot_kept_0001_chairs_deleted exists, brings chairs_deleted back, writes every row of chairs_deleted
INSERT INTO chairs_deleted (id, room_id, material, created_at, updated_at, row_version, deleted_at) SELECT id, room_id, material, created_at, updated_at, row_version, deleted_at FROM ingot_kept_0001_chairs_deleted;

DROP TABLE ingot_kept_0001_chairs_deleted;

-- step 8: expand, if ingot_kept_0001_chairs_history exists, brings chairs_history back, writes every row of chairs_history
INSERT INTO chairs_history (id, row_version, room_id, material, created_at, updated_at) SELECT id, row_version, room_id, material, created_at, updated_at FROM ingot_kept_0001_chairs_history WHERE TRUE ON CONFLICT DO NOTHING;

DROP TABLE ingot_kept_0001_chairs_history;

-- step 9: expand, if ingot_kept_0001_everythings exists, brings everythings back, writes every row of everythings
INSERT INTO everythings (id, flag, count, wide, ratio, price, word, code, body, token, born, opens_at, seen_at, lasts, extra, thumbnail, blob, tags, moods, prices, flags, parts, email, site, handle, mail, pin, colour, class, "order", parent_id, owner_id, created_at, updated_at, row_version) SELECT id, flag, count, wide, ratio, price, word, code, body, token, born, opens_at, seen_at, lasts, extra, thumbnail, blob, tags, moods, prices, flags, parts, email, site, handle, mail, pin, colour, class, "order", parent_id, owner_id, created_at, updated_at, row_version FROM ingot_kept_0001_everythings WHERE EXISTS (SELECT 1 FROM owners target WHERE target.id = ingot_kept_0001_everythings.owner_id);

DROP TABLE ingot_kept_0001_everythings;

-- step 10: expand, if ingot_kept_0001_everything_admirers exists, brings everything_admirers back, writes every row of everything_admirers
INSERT INTO everything_admirers (id, everything_id, owner_id, row_version) SELECT id, everything_id, owner_id, row_version FROM ingot_kept_0001_everything_admirers WHERE EXISTS (SELECT 1 FROM everythings target WHERE target.id = ingot_kept_0001_everything_admirers.everything_id) AND EXISTS (SELECT 1 FROM owners target WHERE target.id = ingot_kept_0001_everything_admirers.owner_id);

DROP TABLE ingot_kept_0001_everything_admirers;

-- step 11: expand, if ingot_kept_0001_everything_see_also exists, brings everything_see_also back, writes every row of everything_see_also
INSERT INTO everything_see_also (id, everything_id, other_everything_id, row_version) SELECT id, everything_id, other_everything_id, row_version FROM ingot_kept_0001_everything_see_also WHERE EXISTS (SELECT 1 FROM everythings target WHERE target.id = ingot_kept_0001_everything_see_also.everything_id) AND EXISTS (SELECT 1 FROM everythings target WHERE target.id = ingot_kept_0001_everything_see_also.other_everything_id);

DROP TABLE ingot_kept_0001_everything_see_also;

-- step 12: expand, if ingot_kept_0001_everythings_history exists, brings everythings_history back, writes every row of everythings_history
INSERT INTO everythings_history (id, row_version, flag, count, wide, ratio, price, word, code, body, token, born, opens_at, seen_at, lasts, extra, thumbnail, blob, tags, moods, prices, flags, parts, email, site, handle, mail, colour, class, "order", parent_id, owner_id, created_at, updated_at) SELECT id, row_version, flag, count, wide, ratio, price, word, code, body, token, born, opens_at, seen_at, lasts, extra, thumbnail, blob, tags, moods, prices, flags, parts, email, site, handle, mail, colour, class, "order", parent_id, owner_id, created_at, updated_at FROM ingot_kept_0001_everythings_history WHERE TRUE ON CONFLICT DO NOTHING;

DROP TABLE ingot_kept_0001_everythings_history;

-- step 13: expand, if ingot_kept_0001_notes exists, brings notes back, writes every row of notes
INSERT INTO notes (id, text, chair_id, created_at, updated_at, row_version) SELECT id, text, chair_id, created_at, updated_at, row_version FROM ingot_kept_0001_notes WHERE (ingot_kept_0001_notes.chair_id IS NULL OR EXISTS (SELECT 1 FROM chairs target WHERE target.id = ingot_kept_0001_notes.chair_id));

DROP TABLE ingot_kept_0001_notes;

-- step 14: expand, if ingot_kept_0001_rooms_deleted exists, brings rooms_deleted back, writes every row of rooms_deleted
INSERT INTO rooms_deleted (id, owner_id, number, created_at, updated_at, row_version, deleted_at) SELECT id, owner_id, number, created_at, updated_at, row_version, deleted_at FROM ingot_kept_0001_rooms_deleted;

DROP TABLE ingot_kept_0001_rooms_deleted;
