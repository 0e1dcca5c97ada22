// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test, type TestContext } from "vitest";

const EXAMPLE = readFileSync(new URL("../../docs/onion/torrc.example", import.meta.url), "utf8");
const READS = ["--verify-config", "--hush"];

/** What tor says of a configuration, in a folder of its own: the example's belongs to somebody else. It starts nothing. */
function tor(options: readonly string[], config: string): { readonly status: number | null; readonly said: string } {
  const folder = mkdtempSync(join(tmpdir(), "tegenspraak-tor-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const file = join(folder, "torrc");
  writeFileSync(file, config.replaceAll("/var/lib/tor", folder));
  const files = ["--defaults-torrc", "/dev/null", "-f", file];
  const { status, stdout, stderr } = spawnSync("tor", [...options, ...files], { encoding: "utf8" });
  return { status, said: `${stdout}${stderr}`.replaceAll(folder, "/var/lib/tor") };
}

function needTor({ skip }: TestContext): void {
  if (spawnSync("tor", ["--version"]).error !== undefined) skip("tor is not installed (Debian: apt-get install tor)");
}

test("onion: tor takes the example as it is", (context) => {
  needTor(context);
  expect(tor(READS, EXAMPLE)).toMatchObject({ status: 0 });
});

test("onion: tor would refuse a setting that it does not know, and one that gives visitors away by mistake", (context) => {
  needTor(context);
  const misspelled = EXAMPLE.replace("HiddenServicePoWDefensesEnabled 1", "HiddenServicePoWDefenceEnabled 1");
  for (const config of [misspelled, `${EXAMPLE}\nHiddenServiceSingleHopMode 1\n`])
    expect(tor(READS, config)).toMatchObject({ status: 1 });
});

test("onion: the example is one service to one port of this machine, and nothing besides", (context) => {
  needTor(context);
  const { status, said } = tor(["--dump-config", "short", "--hush"], EXAMPLE);
  expect(status).toBe(0);
  const settings = said.split("\n").filter((line) => !line.includes("[warn]") && line !== "");
  const named = (name: string): string[] => settings.filter((setting) => setting.startsWith(`${name} `));
  expect(named("HiddenServiceDir")).toHaveLength(1);
  expect(named("HiddenServicePort")).toEqual(["HiddenServicePort 80 127.0.0.1:8080"]);
  for (const name of ["SocksPort", "ControlPort", "ORPort"]) expect(named(name)).toEqual([`${name} 0`]);
  expect(named("HiddenServicePoWDefensesEnabled")).toEqual(["HiddenServicePoWDefensesEnabled 1"]);
  // Of what comes of itself only what differs is written.
  expect(named("SafeLogging")).toEqual([]);
  const revealing = /SingleHop|NonAnonymous|ExportCircuitID|AllowUnknownPorts|GroupReadable|SafeLogging [^1]/;
  expect(settings.filter((setting) => revealing.test(setting))).toEqual([]);
});
