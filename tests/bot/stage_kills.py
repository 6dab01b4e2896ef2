"""A bot is killed as it enters each stage of a publish; the next one makes a release of it that serves.

Starts a platform (--service, compiled of samples/meta-platform) on --database. A trigger lets the bot wait where it enters a stage, so that each is met.
"""

import time

from bad_days import Shop
from bots import Bot, parser_of, sql
from children import Child, free_port
from platform_client import Platform, Refused

STAGES = ("check", "generate", "restore", "build", "prepare", "migrate", "start", "health", "switch")
SWITCHED = "switched"  # clients reach the new release, and it is not written down

WAIT = """
CREATE FUNCTION wait_there() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN PERFORM pg_sleep(20); RETURN NEW; END $$;
CREATE TRIGGER wait_there BEFORE UPDATE OF {column} ON {table} FOR EACH ROW
  WHEN (NEW.{column} = '{value}' AND OLD.{column} IS DISTINCT FROM NEW.{column}) EXECUTE FUNCTION wait_there();
"""
GO_ON = "DROP FUNCTION wait_there() CASCADE;"
WAITS = "SELECT count(*) FROM pg_stat_activity WHERE wait_event = 'PgSleep' AND datname = current_database()"
END = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE wait_event = 'PgSleep' AND datname = current_database()"


def bot_of(options):
    return Bot(options, "bot", options.database, "", ["--http", "off"])


def kill_at(stage, shop, bot, options):
    where = {"table": "releases", "column": "status", "value": "active"} if stage == SWITCHED else {"table": "jobs", "column": "stage", "value": stage}
    sql(options.database, WAIT.format(**where))
    shop.job = shop.platform.publish(shop.id)
    end = time.monotonic() + 60
    while sql(options.database, WAITS) == "0":
        if time.monotonic() > end:
            raise Refused(f"the stage {stage} was not met")
        time.sleep(0.02)
    bot.kill()
    sql(options.database, END)  # its session would end only after its sleep
    sql(options.database, GO_ON)


def main():
    options = parser_of(__doc__).parse_args()
    port = free_port()
    platform = Platform(f"http://127.0.0.1:{port}")
    with Child([options.service], {"DATABASE_URL": options.database, "PORT": str(port), "LOG_LEVEL": "warn"}, options.root / "platform.log"):
        platform.wait_ready()
        bot = bot_of(options)
        try:
            shop = Shop(platform, options.root)
            fields = []
            for stage in (*STAGES, SWITCHED):
                fields.append({"name": f"at{stage.capitalize()}", "type": "int"})
                shop.fields(*fields)
                kill_at(stage, shop, bot, options)
                shop.serves(*(field["name"] for field in (fields if stage == SWITCHED else fields[:-1])))
                bot = bot_of(options)
                job = shop.ended()
                assert job["status"] == "completed", platform.story(job)
                shop.serves(*(field["name"] for field in fields))
                told = any("it serves already" in line for line in shop.lines(job))
                assert told == (stage == SWITCHED), shop.lines(job)
                print(f"killed at {stage}: it serves", flush=True)
            kept = {folder.name for folder in (options.root / "bot" / "apps" / shop.id / "releases").iterdir()}
            assert kept == {str(len(fields) + 1 - back) for back in range(3)}, kept
            releases = platform.get(f"/applications/{shop.id}/releases")["data"]
            assert [release["number"] for release in releases] == list(range(len(fields) + 1, 0, -1)), releases
            assert [release["status"] for release in releases] == ["active"] + ["superseded"] * len(fields), releases
        finally:
            bot.end()


if __name__ == "__main__":
    main()
