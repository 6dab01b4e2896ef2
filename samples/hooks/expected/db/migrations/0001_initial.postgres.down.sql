DROP TABLE entries;

DROP TABLE changes;

DROP TABLE accounts;
