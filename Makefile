# What people type. `make help` lists it.
.DEFAULT_GOAL := help
.PHONY: help demo test bot-test build asan tsan fuzz hostile soak soak-window bench update-golden update-samples check-container clean

help:  ## this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-16s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

demo:  ## install what is missing, build, and serve a sample on 127.0.0.1:4000 (CI=1: ask it three things and stop)
	@scripts/bootstrap build
	@scripts/demo

test:  ## install what is missing, build, and run every test
	@scripts/bootstrap test
	@scripts/test release

build:  ## build the compiler and the bot: build/bin/ingot
	@scripts/bootstrap build
	@scripts/build ingot-bot ingot-prebuilt-runtime

asan:  ## the tests under AddressSanitizer and UndefinedBehaviorSanitizer
	@scripts/bootstrap test
	@scripts/test asan

tsan:  ## the tests under ThreadSanitizer
	@scripts/bootstrap test
	@scripts/test tsan

fuzz:  ## fuzz the readers of definitions, snapshots, migrations, requests, bodies and queries (FUZZ_SECONDS each, 60)
	@scripts/bootstrap fuzz
	@scripts/fuzz

hostile:  ## every hostile definition, of which `make test` tries one of eleven (some ten minutes)
	@scripts/bootstrap test
	@INGOT_HOSTILE=all scripts/test release hostile

soak-window:  ## a new release on a large table of PostgreSQL under load (SOAK_ROWS, 1,000,000): no failed request, no long lock
	@scripts/bootstrap test
	@scripts/soak-window

soak:  ## 2,000 pairs of random definitions with rows: up, down, up on both databases, kills, files of SQLite at each sync (an hour; INGOT_PAIRS for another number)
	@scripts/bootstrap test
	@INGOT_PAIRS=$${INGOT_PAIRS:-2000} scripts/test release ingot-migration-pairs

bench:  ## measure compiler and service; prints the tables of docs/performance.md
	@scripts/bootstrap bench
	@tests/bench/run

bot-test:  ## what publishes, with a container engine and under 200 publishes with random kills (INGOT_PUBLISHES)
	@scripts/bootstrap test
	@scripts/bot-test

check-container:  ## build a sample's container image, run it and call it
	@scripts/build
	@scripts/check-container

update-golden:  ## rewrite the expectations of tests/golden
	@scripts/bootstrap test
	@scripts/build update-golden

update-samples:  ## rewrite samples/*/expected from their definitions
	@scripts/build
	@scripts/update-samples

clean:  ## remove what was built
	rm -rf build out
