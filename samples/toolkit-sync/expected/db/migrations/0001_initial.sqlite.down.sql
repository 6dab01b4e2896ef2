-- step 6: contract, sets locks aside
CREATE TABLE ingot_kept_0001_locks AS SELECT id, project_id, locked_by, reason, expires_at, created_at, updated_at, row_version FROM locks;

-- step 5: contract, sets docs_history aside
CREATE TABLE ingot_kept_0001_docs_history AS SELECT id, row_version, project_id, file_name, content, hash, created_at, updated_at FROM docs_history;

-- step 4: contract, sets docs aside
CREATE TABLE ingot_kept_0001_docs AS SELECT id, project_id, file_name, content, hash, created_at, updated_at, row_version FROM docs;

-- step 3: contract, sets api_keys aside
CREATE TABLE ingot_kept_0001_api_keys AS SELECT id, project_id, name, is_active, created_at, updated_at, row_version FROM api_keys;

-- step 2: contract, sets projects aside
CREATE TABLE ingot_kept_0001_projects AS SELECT id, name, repo_url, token, branch, docs_path, synced_at, created_at, updated_at, row_version FROM projects;

-- step 1: contract, drops locks, docs_history, docs and others
DROP TRIGGER docs_history_created;

DROP TRIGGER docs_history_changed;

DROP TRIGGER docs_history_ended;

DROP TABLE locks;

DROP TABLE docs_history;

DROP TABLE docs;

DROP TABLE api_keys;

DROP TABLE projects;
