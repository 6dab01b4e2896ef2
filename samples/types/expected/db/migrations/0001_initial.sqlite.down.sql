-- step 14: contract, sets rooms_deleted aside
CREATE TABLE ingot_kept_0001_rooms_deleted AS SELECT id, owner_id, number, created_at, updated_at, row_version, deleted_at FROM rooms_deleted;

-- step 13: contract, sets notes aside
CREATE TABLE ingot_kept_0001_notes AS SELECT id, text, chair_id, created_at, updated_at, row_version FROM notes;

-- step 12: contract, sets everythings_history aside
CREATE TABLE ingot_kept_0001_everythings_history AS SELECT id, row_version, flag, count, wide, ratio, price, word, code, body, token, born, opens_at, seen_at, lasts, extra, thumbnail, blob, tags, moods, prices, flags, parts, email, site, handle, mail, colour, class, "order", parent_id, owner_id, created_at, updated_at FROM everythings_history;

-- step 11: contract, sets everything_see_also aside
CREATE TABLE ingot_kept_0001_everything_see_also AS SELECT id, everything_id, other_everything_id, row_version FROM everything_see_also;

-- step 10: contract, sets everything_admirers aside
CREATE TABLE ingot_kept_0001_everything_admirers AS SELECT id, everything_id, owner_id, row_version FROM everything_admirers;

-- step 9: contract, sets everythings aside
CREATE TABLE ingot_kept_0001_everythings AS SELECT id, flag, count, wide, ratio, price, word, code, body, token, born, opens_at, seen_at, lasts, extra, thumbnail, blob, tags, moods, prices, flags, parts, email, site, handle, mail, pin, colour, class, "order", parent_id, owner_id, created_at, updated_at, row_version FROM everythings;

-- step 8: contract, sets chairs_history aside
CREATE TABLE ingot_kept_0001_chairs_history AS SELECT id, row_version, room_id, material, created_at, updated_at FROM chairs_history;

-- step 7: contract, sets chairs_deleted aside
CREATE TABLE ingot_kept_0001_chairs_deleted AS SELECT id, room_id, material, created_at, updated_at, row_version, deleted_at FROM chairs_deleted;

-- step 6: contract, sets chairs aside
CREATE TABLE ingot_kept_0001_chairs AS SELECT id, room_id, material, created_at, updated_at, row_version FROM chairs;

-- step 5: contract, sets rooms aside
CREATE TABLE ingot_kept_0001_rooms AS SELECT id, owner_id, number, created_at, updated_at, row_version FROM rooms;

-- step 4: contract, sets bookings aside
CREATE TABLE ingot_kept_0001_bookings AS SELECT id, starts_at, ends_at, seats, price, discount, deposits, plate, address, invoice_to, extras, colour, email, phone, code, created_at, updated_at, row_version FROM bookings;

-- step 3: contract, sets badges aside
CREATE TABLE ingot_kept_0001_badges AS SELECT id, owner_id, spare_id, number, created_at, updated_at, row_version FROM badges;

-- step 2: contract, sets owners aside
CREATE TABLE ingot_kept_0001_owners AS SELECT id, name, recovery, password, row_version FROM owners;

-- step 1: contract, drops rooms_deleted, notes, everythings_history and others
DROP TRIGGER ingot_search_everythings_created;

DROP TRIGGER ingot_search_everythings_changed;

DROP TRIGGER ingot_search_everythings_deleted;

DROP TABLE ingot_search_everythings;

DROP TABLE ingot_searched_everythings;

DROP TRIGGER everythings_history_created;

DROP TRIGGER everythings_history_changed;

DROP TRIGGER everythings_history_ended;

DROP TRIGGER chairs_history_created;

DROP TRIGGER chairs_history_changed;

DROP TRIGGER chairs_history_ended;

DROP TRIGGER chairs_deleted_kept;

DROP TRIGGER rooms_deleted_kept;

DROP TABLE rooms_deleted;

DROP TABLE notes;

DROP TABLE everythings_history;

DROP TABLE everything_see_also;

DROP TABLE everything_admirers;

DROP TABLE everythings;

DROP TABLE chairs_history;

DROP TABLE chairs_deleted;

DROP TABLE chairs;

DROP TABLE rooms;

DROP TABLE bookings;

DROP TABLE badges;

DROP TABLE owners;
