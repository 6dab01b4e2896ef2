DROP TABLE notes;

DROP TABLE everythings;

DROP FUNCTION everythings_parent_id_released();

DROP TABLE chairs;

DROP TABLE rooms;

DROP TABLE bookings;

DROP TABLE badges;

DROP FUNCTION badges_spare_id_released();

DROP TABLE owners;
