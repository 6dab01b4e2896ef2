-- step 13: contract, sets workflows aside
CREATE TABLE ingot_kept_0001_workflows AS SELECT id, application_id, name, definition, created_at, updated_at, row_version FROM workflows;

-- step 12: contract, sets relationships aside
CREATE TABLE ingot_kept_0001_relationships AS SELECT id, application_id, source_model_id, target_model_id, kind, name, inverse, on_delete, created_at, updated_at, row_version FROM relationships;

-- step 11: contract, sets prompt_versions aside
CREATE TABLE ingot_kept_0001_prompt_versions AS SELECT id, prompt_id, number, content, variables, created_at, updated_at, row_version FROM prompt_versions;

-- step 10: contract, sets prompts aside
CREATE TABLE ingot_kept_0001_prompts AS SELECT id, application_id, name, content, variables, created_at, updated_at, row_version FROM prompts;

-- step 9: contract, sets models aside
CREATE TABLE ingot_kept_0001_models AS SELECT id, application_id, name, "position", fields, options, created_at, updated_at, row_version FROM models;

-- step 8: contract, sets job_events aside
CREATE TABLE ingot_kept_0001_job_events AS SELECT id, job_id, number, stage, text, created_at, updated_at, row_version FROM job_events;

-- step 7: contract, sets jobs aside
CREATE TABLE ingot_kept_0001_jobs AS SELECT id, application_id, type, data, status, previous_id, release_id, stage, attempts, run_after, owner, lease_until, fence, cancel_requested, verdict, created_at, updated_at, row_version FROM jobs;

-- step 6: contract, sets deployments aside
CREATE TABLE ingot_kept_0001_deployments AS SELECT id, application_id, release_id, machine, address, fence, created_at, updated_at, row_version FROM deployments;

-- step 5: contract, sets releases aside
CREATE TABLE ingot_kept_0001_releases AS SELECT id, application_id, number, status, definition_hash, definition, schema_snapshot, migrations, artifact, address, created_at, updated_at, row_version FROM releases;

-- step 4: contract, sets components aside
CREATE TABLE ingot_kept_0001_components AS SELECT id, application_id, kind, name, "position", body, created_at, updated_at, row_version FROM components;

-- step 3: contract, sets applications aside
CREATE TABLE ingot_kept_0001_applications AS SELECT id, user_id, name, version, configuration, created_at, updated_at, row_version FROM applications;

-- step 2: contract, sets users aside
CREATE TABLE ingot_kept_0001_users AS SELECT id, name, email, password, created_at, updated_at, row_version FROM users;

-- step 1: contract, drops workflows, relationships, prompt_versions and others
DROP TABLE workflows;

DROP TABLE relationships;

DROP TABLE prompt_versions;

DROP TABLE prompts;

DROP TABLE models;

DROP TABLE job_events;

DROP TABLE jobs;

DROP TABLE deployments;

DROP TABLE releases;

DROP TABLE components;

DROP TABLE applications;

DROP TABLE users;
