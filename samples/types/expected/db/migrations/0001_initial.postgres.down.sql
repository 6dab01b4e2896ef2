-- step 14: expand, sets rooms_deleted aside, reads every row of rooms_deleted
CREATE TABLE ingot_kept_0001_rooms_deleted AS SELECT id, owner_id, number, created_at, updated_at, row_version, deleted_at FROM rooms_deleted;

-- step 13: expand, sets notes aside, reads every row of notes
CREATE TABLE ingot_kept_0001_notes AS SELECT id, text, chair_id, created_at, updated_at, row_version FROM notes;

-- step 12: expand, sets everythings_history aside, reads every row of everythings_history
CREATE TABLE ingot_kept_0001_everythings_history AS SELECT id, row_version, flag, count, wide, ratio, price, word, code, body, token, born, opens_at, seen_at, lasts, extra, thumbnail, blob, tags, moods, prices, flags, parts, email, site, handle, mail, colour, class, "order", parent_id, owner_id, created_at, updated_at FROM everythings_history;

-- step 11: expand, sets everything_see_also aside, reads every row of everything_see_also
CREATE TABLE ingot_kept_0001_everything_see_also AS SELECT id, everything_id, other_everything_id, row_version FROM everything_see_also;

-- step 10: expand, sets everything_admirers aside, reads every row of everything_admirers
CREATE TABLE ingot_kept_0001_everything_admirers AS SELECT id, everything_id, owner_id, row_version FROM everything_admirers;

-- step 9: expand, sets everythings aside, reads every row of everythings
CREATE TABLE ingot_kept_0001_everythings AS SELECT id, flag, count, wide, ratio, price, word, code, body, token, born, opens_at, seen_at, lasts, extra, thumbnail, blob, tags, moods, prices, flags, parts, email, site, handle, mail, pin, colour, class, "order", parent_id, owner_id, created_at, updated_at, row_version FROM everythings;

-- step 8: expand, sets chairs_history aside, reads every row of chairs_history
CREATE TABLE ingot_kept_0001_chairs_history AS SELECT id, row_version, room_id, material, created_at, updated_at FROM chairs_history;

-- step 7: expand, sets chairs_deleted aside, reads every row of chairs_deleted
CREATE TABLE ingot_kept_0001_chairs_deleted AS SELECT id, room_id, material, created_at, updated_at, row_version, deleted_at FROM chairs_deleted;

-- step 6: expand, sets chairs aside, reads every row of chairs
CREATE TABLE ingot_kept_0001_chairs AS SELECT id, room_id, material, created_at, updated_at, row_version FROM chairs;

-- step 5: expand, sets rooms aside, reads every row of rooms
CREATE TABLE ingot_kept_0001_rooms AS SELECT id, owner_id, number, created_at, updated_at, row_version FROM rooms;

-- step 4: expand, sets bookings aside, reads every row of bookings
CREATE TABLE ingot_kept_0001_bookings AS SELECT id, starts_at, ends_at, seats, price, discount, deposits, plate, address, invoice_to, extras, colour, email, phone, code, created_at, updated_at, row_version FROM bookings;

-- step 3: expand, sets badges aside, reads every row of badges
CREATE TABLE ingot_kept_0001_badges AS SELECT id, owner_id, spare_id, number, created_at, updated_at, row_version FROM badges;

-- step 2: expand, sets owners aside, reads every row of owners
CREATE TABLE ingot_kept_0001_owners AS SELECT id, name, recovery, password, row_version FROM owners;

-- step 1: expand, drops owners, badges, bookings and others
DROP TABLE owners, badges, bookings, rooms, chairs, chairs_deleted, chairs_history, everythings, everything_admirers, everything_see_also, everythings_history, notes, rooms_deleted;

DROP FUNCTION badges_spare_id_released();

DROP FUNCTION rooms_deleted_kept();

DROP FUNCTION chairs_history_created();

DROP FUNCTION chairs_history_changed();

DROP FUNCTION chairs_history_ended();

DROP FUNCTION chairs_deleted_kept();

DROP FUNCTION everythings_history_created();

DROP FUNCTION everythings_history_changed();

DROP FUNCTION everythings_history_ended();

DROP FUNCTION everythings_parent_id_released();
