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
