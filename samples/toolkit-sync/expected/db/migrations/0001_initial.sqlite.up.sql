-- step 1: expand, makes projects, api_keys, docs and others
CREATE TABLE projects (
  id BLOB NOT NULL PRIMARY KEY,
  name TEXT NOT NULL,
  repo_url TEXT NOT NULL,
  token BLOB,
  branch TEXT NOT NULL,
  docs_path TEXT,
  synced_at INTEGER,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  row_version INTEGER NOT NULL
) STRICT;

CREATE UNIQUE INDEX projects_name_key ON projects (name);

CREATE TABLE api_keys (
  id BLOB NOT NULL PRIMARY KEY,
  project_id BLOB NOT NULL REFERENCES projects (id) ON DELETE CASCADE,
  name TEXT NOT NULL,
  is_active INTEGER NOT NULL,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  row_version INTEGER NOT NULL
) STRICT;

CREATE INDEX api_keys_project_id_idx ON api_keys (project_id);

CREATE TABLE docs (
  id BLOB NOT NULL PRIMARY KEY,
  project_id BLOB NOT NULL REFERENCES projects (id) ON DELETE CASCADE,
  file_name TEXT NOT NULL,
  content TEXT NOT NULL,
  hash TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  row_version INTEGER NOT NULL
) STRICT;

CREATE UNIQUE INDEX docs_project_id_file_name_key ON docs (project_id, file_name);

CREATE TABLE docs_history (
  id BLOB NOT NULL,
  project_id BLOB NOT NULL,
  file_name TEXT NOT NULL,
  content TEXT NOT NULL,
  hash TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  row_version INTEGER NOT NULL,
  PRIMARY KEY (id, row_version)
) STRICT;

CREATE TABLE locks (
  id BLOB NOT NULL PRIMARY KEY,
  project_id BLOB NOT NULL REFERENCES projects (id) ON DELETE CASCADE,
  locked_by TEXT NOT NULL,
  reason TEXT,
  expires_at INTEGER NOT NULL,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  row_version INTEGER NOT NULL
) STRICT;

CREATE UNIQUE INDEX locks_project_id_key ON locks (project_id);

CREATE TRIGGER docs_history_created AFTER INSERT ON docs
BEGIN
  INSERT INTO docs_history (id, project_id, file_name, content, hash, created_at, updated_at, row_version) VALUES (NEW.id, NEW.project_id, NEW.file_name, NEW.content, NEW.hash, NEW.created_at, NEW.updated_at, NEW.row_version);
END;

CREATE TRIGGER docs_history_changed AFTER UPDATE ON docs
WHEN NEW.row_version <> OLD.row_version
BEGIN
  INSERT INTO docs_history (id, project_id, file_name, content, hash, created_at, updated_at, row_version) VALUES (NEW.id, NEW.project_id, NEW.file_name, NEW.content, NEW.hash, NEW.created_at, NEW.updated_at, NEW.row_version);
END;

CREATE TRIGGER docs_history_ended AFTER DELETE ON docs
BEGIN
  DELETE FROM docs_history WHERE id = OLD.id;
END;

-- step 2: expand, if ingot_kept_0001_projects exists, brings projects back
INSERT INTO projects (id, name, repo_url, token, branch, docs_path, synced_at, created_at, updated_at, row_version) SELECT id, name, repo_url, token, branch, docs_path, synced_at, created_at, updated_at, row_version FROM ingot_kept_0001_projects;

DROP TABLE ingot_kept_0001_projects;

-- step 3: expand, if ingot_kept_0001_api_keys exists, brings api_keys back
INSERT INTO api_keys (id, project_id, name, is_active, created_at, updated_at, row_version) SELECT id, project_id, name, is_active, created_at, updated_at, row_version FROM ingot_kept_0001_api_keys WHERE EXISTS (SELECT 1 FROM projects target WHERE target.id = ingot_kept_0001_api_keys.project_id);

DROP TABLE ingot_kept_0001_api_keys;

-- step 4: expand, if ingot_kept_0001_docs exists, brings docs back
INSERT INTO docs (id, project_id, file_name, content, hash, created_at, updated_at, row_version) SELECT id, project_id, file_name, content, hash, created_at, updated_at, row_version FROM ingot_kept_0001_docs WHERE EXISTS (SELECT 1 FROM projects target WHERE target.id = ingot_kept_0001_docs.project_id);

DROP TABLE ingot_kept_0001_docs;

-- step 5: expand, if ingot_kept_0001_docs_history exists, brings docs_history back
INSERT INTO docs_history (id, row_version, project_id, file_name, content, hash, created_at, updated_at) SELECT id, row_version, project_id, file_name, content, hash, created_at, updated_at FROM ingot_kept_0001_docs_history WHERE TRUE ON CONFLICT DO NOTHING;

DROP TABLE ingot_kept_0001_docs_history;

-- step 6: expand, if ingot_kept_0001_locks exists, brings locks back
INSERT INTO locks (id, project_id, locked_by, reason, expires_at, created_at, updated_at, row_version) SELECT id, project_id, locked_by, reason, expires_at, created_at, updated_at, row_version FROM ingot_kept_0001_locks WHERE EXISTS (SELECT 1 FROM projects target WHERE target.id = ingot_kept_0001_locks.project_id);

DROP TABLE ingot_kept_0001_locks;
