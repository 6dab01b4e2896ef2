-- step 1: expand, makes users, projects, tasks
CREATE TABLE users (
  id uuid NOT NULL CONSTRAINT users_pkey PRIMARY KEY,
  name text COLLATE "C" NOT NULL,
  email text COLLATE "C" NOT NULL,
  created_at timestamptz NOT NULL,
  updated_at timestamptz NOT NULL,
  row_version bigint NOT NULL DEFAULT 1
);

CREATE UNIQUE INDEX users_email_key ON users (email);

CREATE TABLE projects (
  id uuid NOT NULL CONSTRAINT projects_pkey PRIMARY KEY,
  name text COLLATE "C" NOT NULL,
  owner_id uuid NOT NULL,
  created_at timestamptz NOT NULL,
  updated_at timestamptz NOT NULL,
  row_version bigint NOT NULL DEFAULT 1,
  CONSTRAINT projects_owner_id_fkey FOREIGN KEY (owner_id) REFERENCES users (id) ON DELETE RESTRICT
);

CREATE INDEX projects_owner_id_idx ON projects (owner_id);

CREATE TABLE tasks (
  id uuid NOT NULL CONSTRAINT tasks_pkey PRIMARY KEY,
  project_id uuid NOT NULL,
  title text COLLATE "C" NOT NULL,
  description text COLLATE "C",
  status text COLLATE "C" NOT NULL,
  priority bigint NOT NULL,
  due_at timestamptz,
  created_at timestamptz NOT NULL,
  updated_at timestamptz NOT NULL,
  row_version bigint NOT NULL DEFAULT 1,
  CONSTRAINT tasks_project_id_fkey FOREIGN KEY (project_id) REFERENCES projects (id) ON DELETE RESTRICT
);

CREATE INDEX tasks_project_id_idx ON tasks (project_id);

-- step 2: expand, if ingot_kept_0001_users exists, brings users back, writes every row of users
INSERT INTO users (id, name, email, created_at, updated_at, row_version) SELECT id, name, email, created_at, updated_at, row_version FROM ingot_kept_0001_users;

DROP TABLE ingot_kept_0001_users;

-- step 3: expand, if ingot_kept_0001_projects exists, brings projects back, writes every row of projects
INSERT INTO projects (id, name, owner_id, created_at, updated_at, row_version) SELECT id, name, owner_id, created_at, updated_at, row_version FROM ingot_kept_0001_projects WHERE EXISTS (SELECT 1 FROM users target WHERE target.id = ingot_kept_0001_projects.owner_id);

DROP TABLE ingot_kept_0001_projects;

-- step 4: expand, if ingot_kept_0001_tasks exists, brings tasks back, writes every row of tasks
INSERT INTO tasks (id, project_id, title, description, status, priority, due_at, created_at, updated_at, row_version) SELECT id, project_id, title, description, status, priority, due_at, created_at, updated_at, row_version FROM ingot_kept_0001_tasks WHERE EXISTS (SELECT 1 FROM projects target WHERE target.id = ingot_kept_0001_tasks.project_id);

DROP TABLE ingot_kept_0001_tasks;
