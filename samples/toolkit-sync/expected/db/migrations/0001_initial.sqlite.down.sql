DROP TRIGGER docs_history_created;

DROP TRIGGER docs_history_changed;

DROP TRIGGER docs_history_ended;

DROP TABLE locks;

DROP TABLE docs_history;

DROP TABLE docs;

DROP TABLE api_keys;

DROP TABLE projects;
