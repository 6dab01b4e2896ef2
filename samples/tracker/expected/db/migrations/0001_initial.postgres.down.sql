-- step 4: expand, sets tasks aside, reads every row of tasks
CREATE TABLE ingot_kept_0001_tasks AS SELECT id, project_id, title, description, status, priority, due_at, created_at, updated_at, row_version FROM tasks;

-- step 3: expand, sets projects aside, reads every row of projects
CREATE TABLE ingot_kept_0001_projects AS SELECT id, name, owner_id, created_at, updated_at, row_version FROM projects;

-- step 2: expand, sets users aside, reads every row of users
CREATE TABLE ingot_kept_0001_users AS SELECT id, name, email, created_at, updated_at, row_version FROM users;

-- step 1: expand, drops users, projects, tasks
DROP TABLE users, projects, tasks;
