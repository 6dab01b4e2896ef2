CREATE TABLE accounts (
  id BLOB NOT NULL PRIMARY KEY,
  owner TEXT NOT NULL,
  balance INTEGER,
  closed INTEGER,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  row_version INTEGER NOT NULL
) STRICT;

CREATE TABLE changes (
  id BLOB NOT NULL PRIMARY KEY,
  account BLOB NOT NULL,
  what TEXT NOT NULL,
  row_version INTEGER NOT NULL
) STRICT;

CREATE TABLE entries (
  id BLOB NOT NULL PRIMARY KEY,
  account_id BLOB NOT NULL REFERENCES accounts (id) ON DELETE NO ACTION,
  amount INTEGER NOT NULL,
  note TEXT,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  row_version INTEGER NOT NULL
) STRICT;

CREATE INDEX entries_account_id_idx ON entries (account_id);
