-- step 6: expand, sets locks aside, reads every row of locks
CREATE TABLE ingot_kept_0001_locks AS SELECT id, project_id, locked_by, reason, expires_at, created_at, updated_at, row_version FROM locks;

-- step 5: expand, sets docs_history aside, reads every row of docs_history
CREATE TABLE ingot_kept_0001_docs_history AS SELECT id, row_version, project_id, file_name, content, hash, created_at, updated_at FROM docs_history;

-- step 4: expand, sets docs aside, reads every row of docs
CREATE TABLE ingot_kept_0001_docs AS SELECT id, project_id, file_name, content, hash, created_at, updated_at, row_version FROM docs;

-- step 3: expand, sets api_keys aside, reads every row of api_keys
CREATE TABLE ingot_kept_0001_api_keys AS SELECT id, project_id, name, is_active, created_at, updated_at, row_version FROM api_keys;

-- step 2: expand, sets projects aside, reads every row of projects
CREATE TABLE ingot_kept_0001_projects AS SELECT id, name, repo_url, token, branch, docs_path, synced_at, created_at, updated_at, row_version FROM projects;

-- step 1: expand, drops projects, api_keys, docs and others
DROP TABLE projects, api_keys, docs, docs_history, locks;

DROP FUNCTION docs_history_created();

DROP FUNCTION docs_history_changed();

DROP FUNCTION docs_history_ended();
