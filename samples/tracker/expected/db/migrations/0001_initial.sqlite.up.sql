-- step 1: expand, makes users, projects, tasks
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

-- step 2: expand, if ingot_kept_0001_users exists, brings users back
INSERT INTO users (id, name, email, created_at, updated_at, row_version) SELECT id, name, email, created_at, updated_at, row_version FROM ingot_kept_0001_users;

DROP TABLE ingot_kept_0001_users;

-- step 3: expand, if ingot_kept_0001_projects exists, brings projects back
INSERT INTO projects (id, name, owner_id, created_at, updated_at, row_version) SELECT id, name, owner_id, created_at, updated_at, row_version FROM ingot_kept_0001_projects WHERE EXISTS (SELECT 1 FROM users target WHERE target.id = ingot_kept_0001_projects.owner_id);

DROP TABLE ingot_kept_0001_projects;

-- step 4: expand, if ingot_kept_0001_tasks exists, brings tasks back
INSERT INTO tasks (id, project_id, title, description, status, priority, due_at, created_at, updated_at, row_version) SELECT id, project_id, title, description, status, priority, due_at, created_at, updated_at, row_version FROM ingot_kept_0001_tasks WHERE EXISTS (SELECT 1 FROM projects target WHERE target.id = ingot_kept_0001_tasks.project_id);

DROP TABLE ingot_kept_0001_tasks;
