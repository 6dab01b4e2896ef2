-- step 4: contract, sets tasks aside
CREATE TABLE ingot_kept_0001_tasks AS SELECT id, project_id, title, description, status, priority, due_at, created_at, updated_at, row_version FROM tasks;

-- step 3: contract, sets projects aside
CREATE TABLE ingot_kept_0001_projects AS SELECT id, name, owner_id, created_at, updated_at, row_version FROM projects;

-- step 2: contract, sets users aside
CREATE TABLE ingot_kept_0001_users AS SELECT id, name, email, created_at, updated_at, row_version FROM users;

-- step 1: contract, drops tasks, projects, users
DROP TABLE tasks;

DROP TABLE projects;

DROP TABLE users;
