DROP TRIGGER everythings_history_created ON everythings;

DROP FUNCTION everythings_history_created();

DROP TRIGGER everythings_history_changed ON everythings;

DROP FUNCTION everythings_history_changed();

DROP TRIGGER everythings_history_ended ON everythings;

DROP FUNCTION everythings_history_ended();

DROP TRIGGER chairs_history_created ON chairs;

DROP FUNCTION chairs_history_created();

DROP TRIGGER chairs_history_changed ON chairs;

DROP FUNCTION chairs_history_changed();

DROP TRIGGER chairs_history_ended ON chairs_deleted;

DROP FUNCTION chairs_history_ended();

DROP TRIGGER chairs_deleted_kept ON chairs;

DROP FUNCTION chairs_deleted_kept();

DROP TRIGGER rooms_deleted_kept ON rooms;

DROP FUNCTION rooms_deleted_kept();

DROP TABLE rooms_deleted;

DROP TABLE notes;

DROP TABLE everythings_history;

DROP TABLE everything_see_also;

DROP TABLE everything_admirers;

DROP TABLE everythings;

DROP FUNCTION everythings_parent_id_released();

DROP TABLE chairs_history;

DROP TABLE chairs_deleted;

DROP TABLE chairs;

DROP TABLE rooms;

DROP TABLE bookings;

DROP TABLE badges;

DROP FUNCTION badges_spare_id_released();

DROP TABLE owners;
