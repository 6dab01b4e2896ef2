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
