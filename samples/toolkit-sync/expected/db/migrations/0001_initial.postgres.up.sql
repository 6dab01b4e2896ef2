CREATE TABLE projects (
  id uuid NOT NULL CONSTRAINT projects_pkey PRIMARY KEY,
  name text COLLATE "C" NOT NULL,
  repo_url text COLLATE "C" NOT NULL,
  branch text COLLATE "C" NOT NULL,
  docs_path text COLLATE "C",
  synced_at timestamptz,
  created_at timestamptz NOT NULL,
  updated_at timestamptz NOT NULL,
  row_version bigint NOT NULL DEFAULT 1
);

CREATE UNIQUE INDEX projects_name_key ON projects (name);

CREATE TABLE docs (
  id uuid NOT NULL CONSTRAINT docs_pkey PRIMARY KEY,
  project_id uuid NOT NULL,
  file_name text COLLATE "C" NOT NULL,
  content text COLLATE "C" NOT NULL,
  created_at timestamptz NOT NULL,
  updated_at timestamptz NOT NULL,
  row_version bigint NOT NULL DEFAULT 1,
  CONSTRAINT docs_project_id_fkey FOREIGN KEY (project_id) REFERENCES projects (id) ON DELETE CASCADE
);

CREATE UNIQUE INDEX docs_project_id_file_name_key ON docs (project_id, file_name);
