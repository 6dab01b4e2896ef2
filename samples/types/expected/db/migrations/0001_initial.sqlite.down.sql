DROP TABLE notes;

DROP TABLE everythings;

DROP TABLE chairs;

DROP TABLE rooms;

DROP TABLE bookings;

DROP TABLE badges;

DROP TABLE owners;
