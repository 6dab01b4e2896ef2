-- step 13: expand, sets workflows aside, reads every row of workflows
CREATE TABLE ingot_kept_0001_workflows AS SELECT id, application_id, name, definition, created_at, updated_at, row_version FROM workflows;

-- step 12: expand, sets relationships aside, reads every row of relationships
CREATE TABLE ingot_kept_0001_relationships AS SELECT id, application_id, source_model_id, target_model_id, kind, name, inverse, on_delete, created_at, updated_at, row_version FROM relationships;

-- step 11: expand, sets prompt_versions aside, reads every row of prompt_versions
CREATE TABLE ingot_kept_0001_prompt_versions AS SELECT id, prompt_id, number, content, variables, created_at, updated_at, row_version FROM prompt_versions;

-- step 10: expand, sets prompts aside, reads every row of prompts
CREATE TABLE ingot_kept_0001_prompts AS SELECT id, application_id, name, content, variables, created_at, updated_at, row_version FROM prompts;

-- step 9: expand, sets models aside, reads every row of models
CREATE TABLE ingot_kept_0001_models AS SELECT id, application_id, name, "position", fields, options, created_at, updated_at, row_version FROM models;

-- step 8: expand, sets job_events aside, reads every row of job_events
CREATE TABLE ingot_kept_0001_job_events AS SELECT id, job_id, number, stage, text, created_at, updated_at, row_version FROM job_events;

-- step 7: expand, sets jobs aside, reads every row of jobs
CREATE TABLE ingot_kept_0001_jobs AS SELECT id, application_id, type, data, status, previous_id, release_id, stage, attempts, run_after, owner, lease_until, fence, cancel_requested, verdict, created_at, updated_at, row_version FROM jobs;

-- step 6: expand, sets deployments aside, reads every row of deployments
CREATE TABLE ingot_kept_0001_deployments AS SELECT id, application_id, release_id, machine, address, fence, created_at, updated_at, row_version FROM deployments;

-- step 5: expand, sets releases aside, reads every row of releases
CREATE TABLE ingot_kept_0001_releases AS SELECT id, application_id, number, status, definition_hash, definition, schema_snapshot, migrations, artifact, address, created_at, updated_at, row_version FROM releases;

-- step 4: expand, sets components aside, reads every row of components
CREATE TABLE ingot_kept_0001_components AS SELECT id, application_id, kind, name, "position", body, created_at, updated_at, row_version FROM components;

-- step 3: expand, sets applications aside, reads every row of applications
CREATE TABLE ingot_kept_0001_applications AS SELECT id, user_id, name, version, configuration, created_at, updated_at, row_version FROM applications;

-- step 2: expand, sets users aside, reads every row of users
CREATE TABLE ingot_kept_0001_users AS SELECT id, name, email, password, created_at, updated_at, row_version FROM users;

-- step 1: expand, drops users, applications, components and others
DROP TABLE users, applications, components, releases, deployments, jobs, job_events, models, prompts, prompt_versions, relationships, workflows;

DROP FUNCTION deployments_release_id_released();

DROP FUNCTION jobs_release_id_released();
