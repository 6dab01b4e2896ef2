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
