-- step 4: expand, sets entries aside, reads every row of entries
CREATE TABLE ingot_kept_0001_entries AS SELECT id, account_id, amount, note, created_at, updated_at, row_version FROM entries;

-- step 3: expand, sets changes aside, reads every row of changes
CREATE TABLE ingot_kept_0001_changes AS SELECT id, account, what, row_version FROM changes;

-- step 2: expand, sets accounts aside, reads every row of accounts
CREATE TABLE ingot_kept_0001_accounts AS SELECT id, owner, balance, closed, created_at, updated_at, row_version FROM accounts;

-- step 1: expand, drops accounts, changes, entries
DROP TABLE accounts, changes, entries;
