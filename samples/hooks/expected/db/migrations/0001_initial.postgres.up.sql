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
