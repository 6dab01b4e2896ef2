-- step 1: expand, makes projects, api_keys, docs and others
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

CREATE TABLE docs_history (
  id uuid NOT NULL,
  project_id uuid NOT NULL,
  file_name text COLLATE "C" NOT NULL,
  content text COLLATE "C" NOT NULL,
  hash text COLLATE "C" NOT NULL,
  created_at timestamptz NOT NULL,
  updated_at timestamptz NOT NULL,
  row_version bigint NOT NULL,
  CONSTRAINT docs_history_pkey PRIMARY KEY (id, row_version)
);

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

CREATE FUNCTION docs_history_created() RETURNS trigger LANGUAGE plpgsql SET search_path FROM CURRENT AS $$
BEGIN
  INSERT INTO docs_history (id, project_id, file_name, content, hash, created_at, updated_at, row_version) VALUES (NEW.id, NEW.project_id, NEW.file_name, NEW.content, NEW.hash, NEW.created_at, NEW.updated_at, NEW.row_version);
  RETURN NULL;
END
$$;

CREATE TRIGGER docs_history_created AFTER INSERT ON docs FOR EACH ROW
EXECUTE FUNCTION docs_history_created();

CREATE FUNCTION docs_history_changed() RETURNS trigger LANGUAGE plpgsql SET search_path FROM CURRENT AS $$
BEGIN
  INSERT INTO docs_history (id, project_id, file_name, content, hash, created_at, updated_at, row_version) VALUES (NEW.id, NEW.project_id, NEW.file_name, NEW.content, NEW.hash, NEW.created_at, NEW.updated_at, NEW.row_version);
  RETURN NULL;
END
$$;

CREATE TRIGGER docs_history_changed AFTER UPDATE ON docs FOR EACH ROW
WHEN (NEW.row_version <> OLD.row_version)
EXECUTE FUNCTION docs_history_changed();

CREATE FUNCTION docs_history_ended() RETURNS trigger LANGUAGE plpgsql SET search_path FROM CURRENT AS $$
BEGIN
  DELETE FROM docs_history WHERE id = OLD.id;
  RETURN NULL;
END
$$;

CREATE TRIGGER docs_history_ended AFTER DELETE ON docs FOR EACH ROW
EXECUTE FUNCTION docs_history_ended();

-- step 2: expand, if ingot_kept_0001_projects exists, brings projects back, writes every row of projects
INSERT INTO projects (id, name, repo_url, token, branch, docs_path, synced_at, created_at, updated_at, row_version) SELECT id, name, repo_url, token, branch, docs_path, synced_at, created_at, updated_at, row_version FROM ingot_kept_0001_projects;

DROP TABLE ingot_kept_0001_projects;

-- step 3: expand, if ingot_kept_0001_api_keys exists, brings api_keys back, writes every row of api_keys
INSERT INTO api_keys (id, project_id, name, is_active, created_at, updated_at, row_version) SELECT id, project_id, name, is_active, created_at, updated_at, row_version FROM ingot_kept_0001_api_keys WHERE EXISTS (SELECT 1 FROM projects target WHERE target.id = ingot_kept_0001_api_keys.project_id);

DROP TABLE ingot_kept_0001_api_keys;

-- step 4: expand, if ingot_kept_0001_docs exists, brings docs back, writes every row of docs
INSERT INTO docs (id, project_id, file_name, content, hash, created_at, updated_at, row_version) SELECT id, project_id, file_name, content, hash, created_at, updated_at, row_version FROM ingot_kept_0001_docs WHERE EXISTS (SELECT 1 FROM projects target WHERE target.id = ingot_kept_0001_docs.project_id);

DROP TABLE ingot_kept_0001_docs;

-- step 5: expand, if ingot_kept_0001_docs_history exists, brings docs_history back, writes every row of docs_history
INSERT INTO docs_history (id, row_version, project_id, file_name, content, hash, created_at, updated_at) SELECT id, row_version, project_id, file_name, content, hash, created_at, updated_at FROM ingot_kept_0001_docs_history WHERE TRUE ON CONFLICT DO NOTHING;

DROP TABLE ingot_kept_0001_docs_history;

-- step 6: expand, if ingot_kept_0001_locks exists, brings locks back, writes every row of locks
INSERT INTO locks (id, project_id, locked_by, reason, expires_at, created_at, updated_at, row_version) SELECT id, project_id, locked_by, reason, expires_at, created_at, updated_at, row_version FROM ingot_kept_0001_locks WHERE EXISTS (SELECT 1 FROM projects target WHERE target.id = ingot_kept_0001_locks.project_id);

DROP TABLE ingot_kept_0001_locks;
