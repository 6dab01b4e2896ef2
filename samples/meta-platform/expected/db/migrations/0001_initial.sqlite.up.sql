-- step 1: expand, makes users, applications, components and others
CREATE TABLE users (
  id BLOB NOT NULL PRIMARY KEY,
  name TEXT NOT NULL,
  email TEXT NOT NULL,
  password TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  row_version INTEGER NOT NULL
) STRICT;

CREATE UNIQUE INDEX users_email_key ON users (email);

CREATE UNIQUE INDEX users_name_key ON users (name);

CREATE TABLE applications (
  id BLOB NOT NULL PRIMARY KEY,
  user_id BLOB NOT NULL REFERENCES users (id) ON DELETE CASCADE,
  name TEXT NOT NULL,
  version TEXT,
  configuration TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  row_version INTEGER NOT NULL
) STRICT;

CREATE UNIQUE INDEX applications_user_id_name_key ON applications (user_id, name);

CREATE TABLE components (
  id BLOB NOT NULL PRIMARY KEY,
  application_id BLOB NOT NULL REFERENCES applications (id) ON DELETE CASCADE,
  kind TEXT NOT NULL,
  name TEXT NOT NULL,
  "position" INTEGER NOT NULL,
  body TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  row_version INTEGER NOT NULL
) STRICT;

CREATE UNIQUE INDEX components_application_id_kind_name_key ON components (application_id, kind, name);

CREATE TABLE releases (
  id BLOB NOT NULL PRIMARY KEY,
  application_id BLOB NOT NULL REFERENCES applications (id) ON DELETE CASCADE,
  number INTEGER NOT NULL,
  status TEXT NOT NULL,
  definition_hash TEXT NOT NULL,
  definition TEXT NOT NULL,
  schema_snapshot TEXT NOT NULL,
  migrations TEXT NOT NULL,
  artifact TEXT,
  address TEXT,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  row_version INTEGER NOT NULL
) STRICT;

CREATE UNIQUE INDEX releases_application_id_number_key ON releases (application_id, number);

CREATE TABLE deployments (
  id BLOB NOT NULL PRIMARY KEY,
  application_id BLOB NOT NULL REFERENCES applications (id) ON DELETE CASCADE,
  release_id BLOB REFERENCES releases (id) ON DELETE SET NULL,
  machine TEXT NOT NULL,
  address TEXT NOT NULL,
  fence INTEGER NOT NULL,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  row_version INTEGER NOT NULL
) STRICT;

CREATE UNIQUE INDEX deployments_application_id_key ON deployments (application_id);

CREATE INDEX deployments_release_id_idx ON deployments (release_id);

CREATE TRIGGER deployments_release_id_released AFTER UPDATE OF release_id ON deployments
WHEN NEW.release_id IS NULL AND OLD.release_id IS NOT NULL AND NEW.row_version = OLD.row_version
BEGIN
  UPDATE deployments SET row_version = row_version + 1, updated_at = (SELECT micros FROM ingot_clock) WHERE id = NEW.id;
END;

CREATE TABLE jobs (
  id BLOB NOT NULL PRIMARY KEY,
  application_id BLOB NOT NULL REFERENCES applications (id) ON DELETE CASCADE,
  type TEXT NOT NULL,
  data TEXT NOT NULL,
  status TEXT NOT NULL,
  previous_id BLOB REFERENCES jobs (id) ON DELETE CASCADE,
  release_id BLOB REFERENCES releases (id) ON DELETE SET NULL,
  stage TEXT,
  attempts INTEGER NOT NULL,
  run_after INTEGER NOT NULL,
  owner TEXT,
  lease_until INTEGER,
  fence INTEGER NOT NULL,
  cancel_requested INTEGER NOT NULL,
  verdict TEXT,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  row_version INTEGER NOT NULL
) STRICT;

CREATE INDEX jobs_application_id_idx ON jobs (application_id);

CREATE UNIQUE INDEX jobs_previous_id_key ON jobs (previous_id);

CREATE INDEX jobs_release_id_idx ON jobs (release_id);

CREATE INDEX jobs_status_run_after_idx ON jobs (status, run_after);

CREATE TRIGGER jobs_release_id_released AFTER UPDATE OF release_id ON jobs
WHEN NEW.release_id IS NULL AND OLD.release_id IS NOT NULL AND NEW.row_version = OLD.row_version
BEGIN
  UPDATE jobs SET row_version = row_version + 1, updated_at = (SELECT micros FROM ingot_clock) WHERE id = NEW.id;
END;

CREATE TABLE job_events (
  id BLOB NOT NULL PRIMARY KEY,
  job_id BLOB NOT NULL REFERENCES jobs (id) ON DELETE CASCADE,
  number INTEGER NOT NULL,
  stage TEXT NOT NULL,
  text TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  row_version INTEGER NOT NULL
) STRICT;

CREATE UNIQUE INDEX job_events_job_id_number_key ON job_events (job_id, number);

CREATE TABLE models (
  id BLOB NOT NULL PRIMARY KEY,
  application_id BLOB NOT NULL REFERENCES applications (id) ON DELETE CASCADE,
  name TEXT NOT NULL,
  "position" INTEGER NOT NULL,
  fields TEXT NOT NULL,
  options TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  row_version INTEGER NOT NULL
) STRICT;

CREATE UNIQUE INDEX models_application_id_name_key ON models (application_id, name);

CREATE TABLE prompts (
  id BLOB NOT NULL PRIMARY KEY,
  application_id BLOB NOT NULL REFERENCES applications (id) ON DELETE CASCADE,
  name TEXT NOT NULL,
  content TEXT NOT NULL,
  variables TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  row_version INTEGER NOT NULL
) STRICT;

CREATE UNIQUE INDEX prompts_application_id_name_key ON prompts (application_id, name);

CREATE TABLE prompt_versions (
  id BLOB NOT NULL PRIMARY KEY,
  prompt_id BLOB NOT NULL REFERENCES prompts (id) ON DELETE CASCADE,
  number INTEGER NOT NULL,
  content TEXT NOT NULL,
  variables TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  row_version INTEGER NOT NULL
) STRICT;

CREATE UNIQUE INDEX prompt_versions_prompt_id_number_key ON prompt_versions (prompt_id, number);

CREATE TABLE relationships (
  id BLOB NOT NULL PRIMARY KEY,
  application_id BLOB NOT NULL REFERENCES applications (id) ON DELETE CASCADE,
  source_model_id BLOB NOT NULL REFERENCES models (id) ON DELETE CASCADE,
  target_model_id BLOB NOT NULL REFERENCES models (id) ON DELETE CASCADE,
  kind TEXT NOT NULL,
  name TEXT NOT NULL,
  inverse TEXT,
  on_delete TEXT,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  row_version INTEGER NOT NULL
) STRICT;

CREATE INDEX relationships_application_id_idx ON relationships (application_id);

CREATE UNIQUE INDEX relationships_source_model_id_name_key ON relationships (source_model_id, name);

CREATE INDEX relationships_target_model_id_idx ON relationships (target_model_id);

CREATE TABLE workflows (
  id BLOB NOT NULL PRIMARY KEY,
  application_id BLOB NOT NULL REFERENCES applications (id) ON DELETE CASCADE,
  name TEXT NOT NULL,
  definition TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  row_version INTEGER NOT NULL
) STRICT;

CREATE UNIQUE INDEX workflows_application_id_name_key ON workflows (application_id, name);

-- step 2: expand, if ingot_kept_0001_users exists, brings users back
INSERT INTO users (id, name, email, password, created_at, updated_at, row_version) SELECT id, name, email, password, created_at, updated_at, row_version FROM ingot_kept_0001_users;

DROP TABLE ingot_kept_0001_users;

-- step 3: expand, if ingot_kept_0001_applications exists, brings applications back
INSERT INTO applications (id, user_id, name, version, configuration, created_at, updated_at, row_version) SELECT id, user_id, name, version, configuration, created_at, updated_at, row_version FROM ingot_kept_0001_applications WHERE EXISTS (SELECT 1 FROM users target WHERE target.id = ingot_kept_0001_applications.user_id);

DROP TABLE ingot_kept_0001_applications;

-- step 4: expand, if ingot_kept_0001_components exists, brings components back
INSERT INTO components (id, application_id, kind, name, "position", body, created_at, updated_at, row_version) SELECT id, application_id, kind, name, "position", body, created_at, updated_at, row_version FROM ingot_kept_0001_components WHERE EXISTS (SELECT 1 FROM applications target WHERE target.id = ingot_kept_0001_components.application_id);

DROP TABLE ingot_kept_0001_components;

-- step 5: expand, if ingot_kept_0001_releases exists, brings releases back
INSERT INTO releases (id, application_id, number, status, definition_hash, definition, schema_snapshot, migrations, artifact, address, created_at, updated_at, row_version) SELECT id, application_id, number, status, definition_hash, definition, schema_snapshot, migrations, artifact, address, created_at, updated_at, row_version FROM ingot_kept_0001_releases WHERE EXISTS (SELECT 1 FROM applications target WHERE target.id = ingot_kept_0001_releases.application_id);

DROP TABLE ingot_kept_0001_releases;

-- step 6: expand, if ingot_kept_0001_deployments exists, brings deployments back
INSERT INTO deployments (id, application_id, release_id, machine, address, fence, created_at, updated_at, row_version) SELECT id, application_id, release_id, machine, address, fence, created_at, updated_at, row_version FROM ingot_kept_0001_deployments WHERE EXISTS (SELECT 1 FROM applications target WHERE target.id = ingot_kept_0001_deployments.application_id) AND (ingot_kept_0001_deployments.release_id IS NULL OR EXISTS (SELECT 1 FROM releases target WHERE target.id = ingot_kept_0001_deployments.release_id));

DROP TABLE ingot_kept_0001_deployments;

-- step 7: expand, if ingot_kept_0001_jobs exists, brings jobs back
INSERT INTO jobs (id, application_id, type, data, status, previous_id, release_id, stage, attempts, run_after, owner, lease_until, fence, cancel_requested, verdict, created_at, updated_at, row_version) SELECT id, application_id, type, data, status, previous_id, release_id, stage, attempts, run_after, owner, lease_until, fence, cancel_requested, verdict, created_at, updated_at, row_version FROM ingot_kept_0001_jobs WHERE EXISTS (SELECT 1 FROM applications target WHERE target.id = ingot_kept_0001_jobs.application_id) AND (ingot_kept_0001_jobs.release_id IS NULL OR EXISTS (SELECT 1 FROM releases target WHERE target.id = ingot_kept_0001_jobs.release_id));

DROP TABLE ingot_kept_0001_jobs;

-- step 8: expand, if ingot_kept_0001_job_events exists, brings job_events back
INSERT INTO job_events (id, job_id, number, stage, text, created_at, updated_at, row_version) SELECT id, job_id, number, stage, text, created_at, updated_at, row_version FROM ingot_kept_0001_job_events WHERE EXISTS (SELECT 1 FROM jobs target WHERE target.id = ingot_kept_0001_job_events.job_id);

DROP TABLE ingot_kept_0001_job_events;

-- step 9: expand, if ingot_kept_0001_models exists, brings models back
INSERT INTO models (id, application_id, name, "position", fields, options, created_at, updated_at, row_version) SELECT id, application_id, name, "position", fields, options, created_at, updated_at, row_version FROM ingot_kept_0001_models WHERE EXISTS (SELECT 1 FROM applications target WHERE target.id = ingot_kept_0001_models.application_id);

DROP TABLE ingot_kept_0001_models;

-- step 10: expand, if ingot_kept_0001_prompts exists, brings prompts back
INSERT INTO prompts (id, application_id, name, content, variables, created_at, updated_at, row_version) SELECT id, application_id, name, content, variables, created_at, updated_at, row_version FROM ingot_kept_0001_prompts WHERE EXISTS (SELECT 1 FROM applications target WHERE target.id = ingot_kept_0001_prompts.application_id);

DROP TABLE ingot_kept_0001_prompts;

-- step 11: expand, if ingot_kept_0001_prompt_versions exists, brings prompt_versions back
INSERT INTO prompt_versions (id, prompt_id, number, content, variables, created_at, updated_at, row_version) SELECT id, prompt_id, number, content, variables, created_at, updated_at, row_version FROM ingot_kept_0001_prompt_versions WHERE EXISTS (SELECT 1 FROM prompts target WHERE target.id = ingot_kept_0001_prompt_versions.prompt_id);

DROP TABLE ingot_kept_0001_prompt_versions;

-- step 12: expand, if ingot_kept_0001_relationships exists, brings relationships back
INSERT INTO relationships (id, application_id, source_model_id, target_model_id, kind, name, inverse, on_delete, created_at, updated_at, row_version) SELECT id, application_id, source_model_id, target_model_id, kind, name, inverse, on_delete, created_at, updated_at, row_version FROM ingot_kept_0001_relationships WHERE EXISTS (SELECT 1 FROM applications target WHERE target.id = ingot_kept_0001_relationships.application_id) AND EXISTS (SELECT 1 FROM models target WHERE target.id = ingot_kept_0001_relationships.source_model_id) AND EXISTS (SELECT 1 FROM models target WHERE target.id = ingot_kept_0001_relationships.target_model_id);

DROP TABLE ingot_kept_0001_relationships;

-- step 13: expand, if ingot_kept_0001_workflows exists, brings workflows back
INSERT INTO workflows (id, application_id, name, definition, created_at, updated_at, row_version) SELECT id, application_id, name, definition, created_at, updated_at, row_version FROM ingot_kept_0001_workflows WHERE EXISTS (SELECT 1 FROM applications target WHERE target.id = ingot_kept_0001_workflows.application_id);

DROP TABLE ingot_kept_0001_workflows;
