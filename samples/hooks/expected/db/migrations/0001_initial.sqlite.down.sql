-- step 4: contract, sets entries aside
CREATE TABLE ingot_kept_0001_entries AS SELECT id, account_id, amount, note, created_at, updated_at, row_version FROM entries;

-- step 3: contract, sets changes aside
CREATE TABLE ingot_kept_0001_changes AS SELECT id, account, what, row_version FROM changes;

-- step 2: contract, sets accounts aside
CREATE TABLE ingot_kept_0001_accounts AS SELECT id, owner, balance, closed, created_at, updated_at, row_version FROM accounts;

-- step 1: contract, drops entries, changes, accounts
DROP TABLE entries;

DROP TABLE changes;

DROP TABLE accounts;
