CREATE TABLE users (
  id BLOB NOT NULL PRIMARY KEY,
  name TEXT NOT NULL,
  email TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  row_version INTEGER NOT NULL
) STRICT;

CREATE UNIQUE INDEX users_email_key ON users (email);

CREATE TABLE projects (
  id BLOB NOT NULL PRIMARY KEY,
  name TEXT NOT NULL,
  owner_id BLOB NOT NULL REFERENCES users (id) ON DELETE NO ACTION,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  row_version INTEGER NOT NULL
) STRICT;

CREATE INDEX projects_owner_id_idx ON projects (owner_id);

CREATE TABLE tasks (
  id BLOB NOT NULL PRIMARY KEY,
  project_id BLOB NOT NULL REFERENCES projects (id) ON DELETE NO ACTION,
  title TEXT NOT NULL,
  description TEXT,
  status TEXT NOT NULL,
  priority INTEGER NOT NULL,
  due_at INTEGER,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  row_version INTEGER NOT NULL
) STRICT;

CREATE INDEX tasks_project_id_idx ON tasks (project_id);
