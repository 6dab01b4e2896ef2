DROP TABLE locks;

DROP TABLE docs;

DROP TABLE api_keys;

DROP TABLE projects;
