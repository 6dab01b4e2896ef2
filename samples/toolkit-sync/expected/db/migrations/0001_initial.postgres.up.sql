CREATE TABLE projects (
  id uuid NOT NULL CONSTRAINT projects_pkey PRIMARY KEY,
  name text COLLATE "C" NOT NULL,
  repo_url text COLLATE "C" NOT NULL,
  token bytea,
  branch text COLLATE "C" NOT NULL,
  docs_path text COLLATE "C",
  synced_at timestamptz,
  created_at timestamptz NOT NULL,
  updated_at timestamptz NOT NULL,
  row_version bigint NOT NULL DEFAULT 1
);

CREATE UNIQUE INDEX projects_name_key ON projects (name);

CREATE TABLE api_keys (
  id uuid NOT NULL CONSTRAINT api_keys_pkey PRIMARY KEY,
  project_id uuid NOT NULL,
  name text COLLATE "C" NOT NULL,
  is_active boolean NOT NULL,
  created_at timestamptz NOT NULL,
  updated_at timestamptz NOT NULL,
  row_version bigint NOT NULL DEFAULT 1,
  CONSTRAINT api_keys_project_id_fkey FOREIGN KEY (project_id) REFERENCES projects (id) ON DELETE CASCADE
);

CREATE INDEX api_keys_project_id_idx ON api_keys (project_id);

CREATE TABLE docs (
  id uuid NOT NULL CONSTRAINT docs_pkey PRIMARY KEY,
  project_id uuid NOT NULL,
  file_name text COLLATE "C" NOT NULL,
  content text COLLATE "C" NOT NULL,
  hash text COLLATE "C" NOT NULL,
  created_at timestamptz NOT NULL,
  updated_at timestamptz NOT NULL,
  row_version bigint NOT NULL DEFAULT 1,
  CONSTRAINT docs_project_id_fkey FOREIGN KEY (project_id) REFERENCES projects (id) ON DELETE CASCADE
);

CREATE UNIQUE INDEX docs_project_id_file_name_key ON docs (project_id, file_name);

CREATE TABLE locks (
  id uuid NOT NULL CONSTRAINT locks_pkey PRIMARY KEY,
  project_id uuid NOT NULL,
  locked_by text COLLATE "C" NOT NULL,
  reason text COLLATE "C",
  expires_at timestamptz NOT NULL,
  created_at timestamptz NOT NULL,
  updated_at timestamptz NOT NULL,
  row_version bigint NOT NULL DEFAULT 1,
  CONSTRAINT locks_project_id_fkey FOREIGN KEY (project_id) REFERENCES projects (id) ON DELETE CASCADE
);

CREATE UNIQUE INDEX locks_project_id_key ON locks (project_id);
