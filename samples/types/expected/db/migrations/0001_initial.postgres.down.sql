DROP TABLE notes;

DROP TABLE everythings;

DROP FUNCTION everythings_parent_id_released();

DROP TABLE chairs;

DROP TABLE rooms;

DROP TABLE owners;
