-- step 1: expand, makes accounts, changes, entries
CREATE TABLE accounts (
  id uuid NOT NULL CONSTRAINT accounts_pkey PRIMARY KEY,
  owner text COLLATE "C" NOT NULL,
  balance bigint,
  closed boolean,
  created_at timestamptz NOT NULL,
  updated_at timestamptz NOT NULL,
  row_version bigint NOT NULL DEFAULT 1
);

CREATE TABLE changes (
  id uuid NOT NULL CONSTRAINT changes_pkey PRIMARY KEY,
  account uuid NOT NULL,
  what text COLLATE "C" NOT NULL,
  row_version bigint NOT NULL DEFAULT 1
);

CREATE TABLE entries (
  id uuid NOT NULL CONSTRAINT entries_pkey PRIMARY KEY,
  account_id uuid NOT NULL,
  amount bigint NOT NULL,
  note text COLLATE "C",
  created_at timestamptz NOT NULL,
  updated_at timestamptz NOT NULL,
  row_version bigint NOT NULL DEFAULT 1,
  CONSTRAINT entries_account_id_fkey FOREIGN KEY (account_id) REFERENCES accounts (id) ON DELETE RESTRICT
);

CREATE INDEX entries_account_id_idx ON entries (account_id);

-- step 2: expand, if ingot_kept_0001_accounts exists, brings accounts back, writes every row of accounts
INSERT INTO accounts (id, owner, balance, closed, created_at, updated_at, row_version) SELECT id, owner, balance, closed, created_at, updated_at, row_version FROM ingot_kept_0001_accounts;

DROP TABLE ingot_kept_0001_accounts;

-- step 3: expand, if ingot_kept_0001_changes exists, brings changes back, writes every row of changes
INSERT INTO changes (id, account, what, row_version) SELECT id, account, what, row_version FROM ingot_kept_0001_changes;

DROP TABLE ingot_kept_0001_changes;

-- step 4: expand, if ingot_kept_0001_entries exists, brings entries back, writes every row of entries
INSERT INTO entries (id, account_id, amount, note, created_at, updated_at, row_version) SELECT id, account_id, amount, note, created_at, updated_at, row_version FROM ingot_kept_0001_entries WHERE EXISTS (SELECT 1 FROM accounts target WHERE target.id = ingot_kept_0001_entries.account_id);

DROP TABLE ingot_kept_0001_entries;
