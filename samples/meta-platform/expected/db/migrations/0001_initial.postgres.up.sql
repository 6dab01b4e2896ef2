-- step 1: expand, makes users, applications, components and others
CREATE TABLE users (
  id uuid NOT NULL CONSTRAINT users_pkey PRIMARY KEY,
  name text COLLATE "C" NOT NULL,
  email text COLLATE "C" NOT NULL,
  password text COLLATE "C" NOT NULL,
  created_at timestamptz NOT NULL,
  updated_at timestamptz NOT NULL,
  row_version bigint NOT NULL DEFAULT 1
);

CREATE UNIQUE INDEX users_email_key ON users (email);

CREATE UNIQUE INDEX users_name_key ON users (name);

CREATE TABLE applications (
  id uuid NOT NULL CONSTRAINT applications_pkey PRIMARY KEY,
  user_id uuid NOT NULL,
  name text COLLATE "C" NOT NULL,
  version text COLLATE "C",
  configuration json NOT NULL,
  created_at timestamptz NOT NULL,
  updated_at timestamptz NOT NULL,
  row_version bigint NOT NULL DEFAULT 1,
  CONSTRAINT applications_user_id_fkey FOREIGN KEY (user_id) REFERENCES users (id) ON DELETE CASCADE
);

CREATE UNIQUE INDEX applications_user_id_name_key ON applications (user_id, name);

CREATE TABLE components (
  id uuid NOT NULL CONSTRAINT components_pkey PRIMARY KEY,
  application_id uuid NOT NULL,
  kind text COLLATE "C" NOT NULL,
  name text COLLATE "C" NOT NULL,
  "position" bigint NOT NULL,
  body json NOT NULL,
  created_at timestamptz NOT NULL,
  updated_at timestamptz NOT NULL,
  row_version bigint NOT NULL DEFAULT 1,
  CONSTRAINT components_application_id_fkey FOREIGN KEY (application_id) REFERENCES applications (id) ON DELETE CASCADE
);

CREATE UNIQUE INDEX components_application_id_kind_name_key ON components (application_id, kind, name);

CREATE TABLE releases (
  id uuid NOT NULL CONSTRAINT releases_pkey PRIMARY KEY,
  application_id uuid NOT NULL,
  number bigint NOT NULL,
  status text COLLATE "C" NOT NULL,
  definition_hash text COLLATE "C" NOT NULL,
  definition json NOT NULL,
  schema_snapshot json NOT NULL,
  migrations json NOT NULL,
  artifact json,
  address text COLLATE "C",
  created_at timestamptz NOT NULL,
  updated_at timestamptz NOT NULL,
  row_version bigint NOT NULL DEFAULT 1,
  CONSTRAINT releases_application_id_fkey FOREIGN KEY (application_id) REFERENCES applications (id) ON DELETE CASCADE
);

CREATE UNIQUE INDEX releases_application_id_number_key ON releases (application_id, number);

CREATE TABLE deployments (
  id uuid NOT NULL CONSTRAINT deployments_pkey PRIMARY KEY,
  application_id uuid NOT NULL,
  release_id uuid,
  machine text COLLATE "C" NOT NULL,
  address text COLLATE "C" NOT NULL,
  fence bigint NOT NULL,
  created_at timestamptz NOT NULL,
  updated_at timestamptz NOT NULL,
  row_version bigint NOT NULL DEFAULT 1,
  CONSTRAINT deployments_application_id_fkey FOREIGN KEY (application_id) REFERENCES applications (id) ON DELETE CASCADE,
  CONSTRAINT deployments_release_id_fkey FOREIGN KEY (release_id) REFERENCES releases (id) ON DELETE SET NULL
);

CREATE UNIQUE INDEX deployments_application_id_key ON deployments (application_id);

CREATE INDEX deployments_release_id_idx ON deployments (release_id);

CREATE TABLE jobs (
  id uuid NOT NULL CONSTRAINT jobs_pkey PRIMARY KEY,
  application_id uuid NOT NULL,
  type text COLLATE "C" NOT NULL,
  data json NOT NULL,
  status text COLLATE "C" NOT NULL,
  previous_id uuid,
  release_id uuid,
  stage text COLLATE "C",
  attempts bigint NOT NULL,
  run_after timestamptz NOT NULL,
  owner text COLLATE "C",
  lease_until timestamptz,
  fence bigint NOT NULL,
  cancel_requested boolean NOT NULL,
  verdict json,
  created_at timestamptz NOT NULL,
  updated_at timestamptz NOT NULL,
  row_version bigint NOT NULL DEFAULT 1,
  CONSTRAINT jobs_application_id_fkey FOREIGN KEY (application_id) REFERENCES applications (id) ON DELETE CASCADE,
  CONSTRAINT jobs_previous_id_fkey FOREIGN KEY (previous_id) REFERENCES jobs (id) ON DELETE CASCADE,
  CONSTRAINT jobs_release_id_fkey FOREIGN KEY (release_id) REFERENCES releases (id) ON DELETE SET NULL
);

CREATE INDEX jobs_application_id_idx ON jobs (application_id);

CREATE UNIQUE INDEX jobs_previous_id_key ON jobs (previous_id);

CREATE INDEX jobs_release_id_idx ON jobs (release_id);

CREATE INDEX jobs_status_run_after_idx ON jobs (status, run_after);

CREATE TABLE job_events (
  id uuid NOT NULL CONSTRAINT job_events_pkey PRIMARY KEY,
  job_id uuid NOT NULL,
  number bigint NOT NULL,
  stage text COLLATE "C" NOT NULL,
  text text COLLATE "C" NOT NULL,
  created_at timestamptz NOT NULL,
  updated_at timestamptz NOT NULL,
  row_version bigint NOT NULL DEFAULT 1,
  CONSTRAINT job_events_job_id_fkey FOREIGN KEY (job_id) REFERENCES jobs (id) ON DELETE CASCADE
);

CREATE UNIQUE INDEX job_events_job_id_number_key ON job_events (job_id, number);

CREATE TABLE models (
  id uuid NOT NULL CONSTRAINT models_pkey PRIMARY KEY,
  application_id uuid NOT NULL,
  name text COLLATE "C" NOT NULL,
  "position" bigint NOT NULL,
  fields json NOT NULL,
  options json NOT NULL,
  created_at timestamptz NOT NULL,
  updated_at timestamptz NOT NULL,
  row_version bigint NOT NULL DEFAULT 1,
  CONSTRAINT models_application_id_fkey FOREIGN KEY (application_id) REFERENCES applications (id) ON DELETE CASCADE
);

CREATE UNIQUE INDEX models_application_id_name_key ON models (application_id, name);

CREATE TABLE prompts (
  id uuid NOT NULL CONSTRAINT prompts_pkey PRIMARY KEY,
  application_id uuid NOT NULL,
  name text COLLATE "C" NOT NULL,
  content text COLLATE "C" NOT NULL,
  variables json NOT NULL,
  created_at timestamptz NOT NULL,
  updated_at timestamptz NOT NULL,
  row_version bigint NOT NULL DEFAULT 1,
  CONSTRAINT prompts_application_id_fkey FOREIGN KEY (application_id) REFERENCES applications (id) ON DELETE CASCADE
);

CREATE UNIQUE INDEX prompts_application_id_name_key ON prompts (application_id, name);

CREATE TABLE prompt_versions (
  id uuid NOT NULL CONSTRAINT prompt_versions_pkey PRIMARY KEY,
  prompt_id uuid NOT NULL,
  number bigint NOT NULL,
  content text COLLATE "C" NOT NULL,
  variables json NOT NULL,
  created_at timestamptz NOT NULL,
  updated_at timestamptz NOT NULL,
  row_version bigint NOT NULL DEFAULT 1,
  CONSTRAINT prompt_versions_prompt_id_fkey FOREIGN KEY (prompt_id) REFERENCES prompts (id) ON DELETE CASCADE
);

CREATE UNIQUE INDEX prompt_versions_prompt_id_number_key ON prompt_versions (prompt_id, number);

CREATE TABLE relationships (
  id uuid NOT NULL CONSTRAINT relationships_pkey PRIMARY KEY,
  application_id uuid NOT NULL,
  source_model_id uuid NOT NULL,
  target_model_id uuid NOT NULL,
  kind text COLLATE "C" NOT NULL,
  name text COLLATE "C" NOT NULL,
  inverse text COLLATE "C",
  on_delete text COLLATE "C",
  created_at timestamptz NOT NULL,
  updated_at timestamptz NOT NULL,
  row_version bigint NOT NULL DEFAULT 1,
  CONSTRAINT relationships_application_id_fkey FOREIGN KEY (application_id) REFERENCES applications (id) ON DELETE CASCADE,
  CONSTRAINT relationships_source_model_id_fkey FOREIGN KEY (source_model_id) REFERENCES models (id) ON DELETE CASCADE,
  CONSTRAINT relationships_target_model_id_fkey FOREIGN KEY (target_model_id) REFERENCES models (id) ON DELETE CASCADE
);

CREATE INDEX relationships_application_id_idx ON relationships (application_id);

CREATE UNIQUE INDEX relationships_source_model_id_name_key ON relationships (source_model_id, name);

CREATE INDEX relationships_target_model_id_idx ON relationships (target_model_id);

CREATE TABLE workflows (
  id uuid NOT NULL CONSTRAINT workflows_pkey PRIMARY KEY,
  application_id uuid NOT NULL,
  name text COLLATE "C" NOT NULL,
  definition json NOT NULL,
  created_at timestamptz NOT NULL,
  updated_at timestamptz NOT NULL,
  row_version bigint NOT NULL DEFAULT 1,
  CONSTRAINT workflows_application_id_fkey FOREIGN KEY (application_id) REFERENCES applications (id) ON DELETE CASCADE
);

CREATE UNIQUE INDEX workflows_application_id_name_key ON workflows (application_id, name);

CREATE FUNCTION deployments_release_id_released() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW.row_version := OLD.row_version + 1;
  NEW.updated_at := clock_timestamp();
  RETURN NEW;
END
$$;

CREATE TRIGGER deployments_release_id_released BEFORE UPDATE OF release_id ON deployments FOR EACH ROW
WHEN (NEW.release_id IS NULL AND OLD.release_id IS NOT NULL AND NEW.row_version = OLD.row_version)
EXECUTE FUNCTION deployments_release_id_released();

CREATE FUNCTION jobs_release_id_released() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW.row_version := OLD.row_version + 1;
  NEW.updated_at := clock_timestamp();
  RETURN NEW;
END
$$;

CREATE TRIGGER jobs_release_id_released BEFORE UPDATE OF release_id ON jobs FOR EACH ROW
WHEN (NEW.release_id IS NULL AND OLD.release_id IS NOT NULL AND NEW.row_version = OLD.row_version)
EXECUTE FUNCTION jobs_release_id_released();

-- step 2: expand, if ingot_kept_0001_users exists, brings users back, writes every row of users
INSERT INTO users (id, name, email, password, created_at, updated_at, row_version) SELECT id, name, email, password, created_at, updated_at, row_version FROM ingot_kept_0001_users;

DROP TABLE ingot_kept_0001_users;

-- step 3: expand, if ingot_kept_0001_applications exists, brings applications back, writes every row of applications
INSERT INTO applications (id, user_id, name, version, configuration, created_at, updated_at, row_version) SELECT id, user_id, name, version, configuration, created_at, updated_at, row_version FROM ingot_kept_0001_applications WHERE EXISTS (SELECT 1 FROM users target WHERE target.id = ingot_kept_0001_applications.user_id);

DROP TABLE ingot_kept_0001_applications;

-- step 4: expand, if ingot_kept_0001_components exists, brings components back, writes every row of components
INSERT INTO components (id, application_id, kind, name, "position", body, created_at, updated_at, row_version) SELECT id, application_id, kind, name, "position", body, created_at, updated_at, row_version FROM ingot_kept_0001_components WHERE EXISTS (SELECT 1 FROM applications target WHERE target.id = ingot_kept_0001_components.application_id);

DROP TABLE ingot_kept_0001_components;

-- step 5: expand, if ingot_kept_0001_releases exists, brings releases back, writes every row of releases
INSERT INTO releases (id, application_id, number, status, definition_hash, definition, schema_snapshot, migrations, artifact, address, created_at, updated_at, row_version) SELECT id, application_id, number, status, definition_hash, definition, schema_snapshot, migrations, artifact, address, created_at, updated_at, row_version FROM ingot_kept_0001_releases WHERE EXISTS (SELECT 1 FROM applications target WHERE target.id = ingot_kept_0001_releases.application_id);

DROP TABLE ingot_kept_0001_releases;

-- step 6: expand, if ingot_kept_0001_deployments exists, brings deployments back, writes every row of deployments
INSERT INTO deployments (id, application_id, release_id, machine, address, fence, created_at, updated_at, row_version) SELECT id, application_id, release_id, machine, address, fence, created_at, updated_at, row_version FROM ingot_kept_0001_deployments WHERE EXISTS (SELECT 1 FROM applications target WHERE target.id = ingot_kept_0001_deployments.application_id) AND (ingot_kept_0001_deployments.release_id IS NULL OR EXISTS (SELECT 1 FROM releases target WHERE target.id = ingot_kept_0001_deployments.release_id));

DROP TABLE ingot_kept_0001_deployments;

-- step 7: expand, if ingot_kept_0001_jobs exists, brings jobs back, writes every row of jobs
INSERT INTO jobs (id, application_id, type, data, status, previous_id, release_id, stage, attempts, run_after, owner, lease_until, fence, cancel_requested, verdict, created_at, updated_at, row_version) SELECT id, application_id, type, data, status, previous_id, release_id, stage, attempts, run_after, owner, lease_until, fence, cancel_requested, verdict, created_at, updated_at, row_version FROM ingot_kept_0001_jobs WHERE EXISTS (SELECT 1 FROM applications target WHERE target.id = ingot_kept_0001_jobs.application_id) AND (ingot_kept_0001_jobs.release_id IS NULL OR EXISTS (SELECT 1 FROM releases target WHERE target.id = ingot_kept_0001_jobs.release_id));

DROP TABLE ingot_kept_0001_jobs;

-- step 8: expand, if ingot_kept_0001_job_events exists, brings job_events back, writes every row of job_events
INSERT INTO job_events (id, job_id, number, stage, text, created_at, updated_at, row_version) SELECT id, job_id, number, stage, text, created_at, updated_at, row_version FROM ingot_kept_0001_job_events WHERE EXISTS (SELECT 1 FROM jobs target WHERE target.id = ingot_kept_0001_job_events.job_id);

DROP TABLE ingot_kept_0001_job_events;

-- step 9: expand, if ingot_kept_0001_models exists, brings models back, writes every row of models
INSERT INTO models (id, application_id, name, "position", fields, options, created_at, updated_at, row_version) SELECT id, application_id, name, "position", fields, options, created_at, updated_at, row_version FROM ingot_kept_0001_models WHERE EXISTS (SELECT 1 FROM applications target WHERE target.id = ingot_kept_0001_models.application_id);

DROP TABLE ingot_kept_0001_models;

-- step 10: expand, if ingot_kept_0001_prompts exists, brings prompts back, writes every row of prompts
INSERT INTO prompts (id, application_id, name, content, variables, created_at, updated_at, row_version) SELECT id, application_id, name, content, variables, created_at, updated_at, row_version FROM ingot_kept_0001_prompts WHERE EXISTS (SELECT 1 FROM applications target WHERE target.id = ingot_kept_0001_prompts.application_id);

DROP TABLE ingot_kept_0001_prompts;

-- step 11: expand, if ingot_kept_0001_prompt_versions exists, brings prompt_versions back, writes every row of prompt_versions
INSERT INTO prompt_versions (id, prompt_id, number, content, variables, created_at, updated_at, row_version) SELECT id, prompt_id, number, content, variables, created_at, updated_at, row_version FROM ingot_kept_0001_prompt_versions WHERE EXISTS (SELECT 1 FROM prompts target WHERE target.id = ingot_kept_0001_prompt_versions.prompt_id);

DROP TABLE ingot_kept_0001_prompt_versions;

-- step 12: expand, if ingot_kept_0001_relationships exists, brings relationships back, writes every row of relationships
INSERT INTO relationships (id, application_id, source_model_id, target_model_id, kind, name, inverse, on_delete, created_at, updated_at, row_version) SELECT id, application_id, source_model_id, target_model_id, kind, name, inverse, on_delete, created_at, updated_at, row_version FROM ingot_kept_0001_relationships WHERE EXISTS (SELECT 1 FROM applications target WHERE target.id = ingot_kept_0001_relationships.application_id) AND EXISTS (SELECT 1 FROM models target WHERE target.id = ingot_kept_0001_relationships.source_model_id) AND EXISTS (SELECT 1 FROM models target WHERE target.id = ingot_kept_0001_relationships.target_model_id);

DROP TABLE ingot_kept_0001_relationships;

-- step 13: expand, if ingot_kept_0001_workflows exists, brings workflows back, writes every row of workflows
INSERT INTO workflows (id, application_id, name, definition, created_at, updated_at, row_version) SELECT id, application_id, name, definition, created_at, updated_at, row_version FROM ingot_kept_0001_workflows WHERE EXISTS (SELECT 1 FROM applications target WHERE target.id = ingot_kept_0001_workflows.application_id);

DROP TABLE ingot_kept_0001_workflows;
