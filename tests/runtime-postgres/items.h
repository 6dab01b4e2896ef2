// Two migrations of a table of items for tests of steps: in transactions, concurrently, in batches, with a window.
#pragma once

#include <string>
#include <string_view>

#include <ingot/rt/service.hpp>

namespace ingot::rt::store {

inline constexpr Migration kOne{
    "0001_initial",
    {},
    {"-- step 1: expand\nCREATE TABLE items (id uuid PRIMARY KEY, name text NOT NULL, row_version bigint NOT NULL DEFAULT 1);\n",
     "-- step 1: expand\nDROP TABLE items;\n"}};
// `name` becomes `title`, and each item gets a note.
inline constexpr Migration kTwo{"0002_rename",
                         {},
                         {R"(-- step 1: expand, locks items (ACCESS EXCLUSIVE)
ALTER TABLE items ADD COLUMN note text;

-- step 2: expand, if ingot_kept_0002_items_note exists, writes every row of items
UPDATE items SET note = kept.note FROM ingot_kept_0002_items_note kept WHERE kept.id = items.id;
DROP TABLE ingot_kept_0002_items_note;

-- step 3: expand, concurrently, reads every row of items
DROP INDEX CONCURRENTLY IF EXISTS items_note_idx;
CREATE INDEX CONCURRENTLY items_note_idx ON items (note);

-- step 4: expand, in batches, writes every row of items
WITH seen AS (SELECT id, note FROM items WHERE $1::text IS NULL OR id > $1::text::uuid ORDER BY id LIMIT $2),
locked AS (SELECT items.id FROM items JOIN seen USING (id) WHERE items.note IS NULL FOR UPDATE OF items SKIP LOCKED),
done AS (UPDATE items SET note = 'about ' || name FROM locked WHERE items.id = locked.id RETURNING 1)
SELECT (SELECT id::text FROM seen ORDER BY id DESC LIMIT 1), (SELECT count(*) FROM seen WHERE note IS NULL), (SELECT count(*) FROM done);

-- step 5: expand
CREATE SCHEMA :"release";
CREATE VIEW :"release".items AS SELECT id, name AS title, note, row_version FROM items;

-- step 6: contract, locks items (ACCESS EXCLUSIVE)
DROP VIEW :"release".items;
DROP SCHEMA :"release";
ALTER TABLE items RENAME COLUMN name TO title;
)",
                          R"(-- step 6: contract
ALTER TABLE items RENAME COLUMN title TO name;
CREATE SCHEMA :"release";
CREATE VIEW :"release".items AS SELECT id, name AS title, note, row_version FROM items;

-- step 5: expand
DROP VIEW :"release".items;
DROP SCHEMA :"release";

-- step 3: expand, concurrently
DROP INDEX CONCURRENTLY IF EXISTS items_note_idx;

-- step 1: expand
CREATE TABLE ingot_kept_0002_items_note AS SELECT id, note FROM items WHERE note IS NOT NULL;
ALTER TABLE items DROP COLUMN note;
)"}};
inline constexpr Migration kBoth[] = {kOne, kTwo};
inline constexpr int kSteps = 6;

inline constexpr std::string_view kSchema =
    "SELECT string_agg(line, ' ' ORDER BY line) FROM (SELECT table_schema || '.' || table_name || '.' || column_name AS line FROM information_schema.columns "
    "WHERE table_schema LIKE 'public%' AND table_name NOT LIKE 'ingot\\_m%' UNION ALL SELECT indexname FROM pg_indexes WHERE tablename = 'items') lines";
inline const std::string kAtOne = "items_pkey public.items.id public.items.name public.items.row_version\n";
inline const std::string kAtTwo = "items_note_idx items_pkey public.items.id public.items.note public.items.row_version public.items.title\n";

}  // namespace ingot::rt::store
