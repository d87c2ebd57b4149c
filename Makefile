# make run   installs what is missing, builds, and opens the window
# make test  sets up the same way and runs every check
# The work is done by the scripts, so that each also runs by itself.

SHELL := bash
.DEFAULT_GOAL := run
.PHONY: run test bench soak setup lint bindings kit

run:       ## Build and open the window; where there is no display, play the main job in the terminal
	@scripts/run

test:      ## Format, lint, core, stories, interface, bindings, real window
	@scripts/test

bench:     ## Measure the figures that the README shows
	@scripts/bench

soak:      ## Ten thousand kills, ten thousand histories: what takes too long for every day
	@scripts/soak

setup:     ## Only install what is missing
	@scripts/setup

lint:      ## Formatting and lints of both languages, without tests
	@scripts/lint

bindings:  ## Write the interface's typed commands anew from the Rust
	@scripts/bindings

kit:       ## Open the interface's parts and pages in a browser, without the shell
	@scripts/kit
