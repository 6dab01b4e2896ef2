-- step 1: expand, makes accounts, changes, entries
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

-- step 2: expand, if ingot_kept_0001_accounts exists, brings accounts back
INSERT INTO accounts (id, owner, balance, closed, created_at, updated_at, row_version) SELECT id, owner, balance, closed, created_at, updated_at, row_version FROM ingot_kept_0001_accounts;

DROP TABLE ingot_kept_0001_accounts;

-- step 3: expand, if ingot_kept_0001_changes exists, brings changes back
INSERT INTO changes (id, account, what, row_version) SELECT id, account, what, row_version FROM ingot_kept_0001_changes;

DROP TABLE ingot_kept_0001_changes;

-- step 4: expand, if ingot_kept_0001_entries exists, brings entries back
INSERT INTO entries (id, account_id, amount, note, created_at, updated_at, row_version) SELECT id, account_id, amount, note, created_at, updated_at, row_version FROM ingot_kept_0001_entries WHERE EXISTS (SELECT 1 FROM accounts target WHERE target.id = ingot_kept_0001_entries.account_id);

DROP TABLE ingot_kept_0001_entries;
