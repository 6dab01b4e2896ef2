DROP TABLE docs;

DROP TABLE projects;
