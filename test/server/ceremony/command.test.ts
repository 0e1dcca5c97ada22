// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { existsSync, readFileSync, statSync } from "node:fs";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { formatVerifierKey, hex, invitationKeys, LOGS, openOffer, parseCode, verifierKey } from "#crypto";
import { readBoardKeys } from "../../../server/board-keys.ts";
import { holdCeremony } from "../../../server/ceremony/command.ts";
import { readTokenKeys } from "../../../server/token/index.ts";
import { dutchWords } from "../../../server/words.ts";
import { countRows, expectProblem, freshDatabase, freshFolder, NEVER, openBoard, ORIGIN } from "../board.ts";
import { startProgram } from "../program.ts";
import { tablesOf } from "../tables.ts";
import { found } from "./organisation.ts";
import { hashOf, idOf, Participant } from "./participant.ts";

const COMMAND = fileURLToPath(new URL("../../../server/ceremony/command.ts", import.meta.url));
const DAY = Date.parse("2027-02-10T12:00:00Z");
const WORDS = /^ {2}(officer|council|spare): ([a-z]{4,9}(?: [a-z]{4,9}){7}) {3}\(until (\d{4}-\d{2}-\d{2})\)$/;

const variables = (dataDir: string, more: Readonly<Record<string, string>> = {}): Record<string, string> => ({
  ROLES: "board,relay",
  ORIGIN,
  DATA_DIR: dataDir,
  SEQUENCE_INTERVAL_MS: NEVER,
  BOARD_ORIGIN: "https://desk.example.org",
  ...more,
});

/** Codes that were printed, by role. */
function codesIn(lines: readonly string[]): Map<string, Uint8Array> {
  const found = lines.flatMap((line) => {
    const [, role = "", words = ""] = WORDS.exec(line) ?? [];
    return words === "" ? [] : [[role, parseCode(words, "invitation-check", dutchWords(), ORIGIN)] as const];
  });
  return new Map(found);
}

test("ceremony command: prints a code for each of the three, once, and says where they go on", async () => {
  const DATABASE_URL = await freshDatabase("board");
  const dataDir = freshFolder();
  const environment = variables(dataDir, { DATABASE_URL });
  const lines = await holdCeremony([], environment, DAY);
  const codes = codesIn(lines);
  expect([...codes.keys()]).toEqual(["officer", "council", "spare"]);
  const text = lines.join("\n");
  for (const page of ["https://desk.example.org/keys.html", "https://desk.example.org/ceremony.html", "2027-03-13"])
    expect(text).toContain(page);
  expect(text).toContain("A key to post with was made too");
  const { logs } = readBoardKeys(join(dataDir, "board-keys.json"), ORIGIN);
  for (const log of LOGS) expect(lines).toContain(`  ${formatVerifierKey(verifierKey(logs[log]))}`);
  expect(text).toContain("The board asks no two witnesses yet");
  for (const file of ["board-keys.json", "post-keys.json"])
    expect(statSync(join(dataDir, file)).mode & 0o777).toBe(0o600);
  expect(readTokenKeys(join(dataDir, "post-keys.json")).map(({ purpose, from }) => [purpose, from])).toEqual([
    ["post", "2027-02-01"],
  ]);
  expect(await countRows(DATABASE_URL, "log_document where log = 'ledger'")).toBe(1);

  // Neither the codes nor what opens an offer are anywhere.
  const tables = JSON.stringify(await tablesOf(DATABASE_URL));
  for (const code of codes.values()) {
    const { id, key } = invitationKeys(code, ORIGIN);
    for (const secret of [code, id, key]) expect(tables).not.toContain(hex(secret));
    expect(tables).toContain(hex(hashOf(code)));
  }
  const again = await holdCeremony([], environment, DAY);
  expect(codesIn(again).size).toBe(0);
  expect(again.join("\n")).toContain("officer: given out, and good until 2027-03-13");
  expect(again.join("\n")).not.toContain("A key to post with");
  expect(JSON.stringify(await tablesOf(DATABASE_URL))).toBe(tables);
  const late = await holdCeremony([], environment, DAY + 40 * 86_400_000);
  expect(late.join("\n")).toContain("officer: was good until 2027-03-13; for another: npm run ceremony -- officer");
});

test("ceremony command: one code anew takes back the one before, and the keyring of whoever had it", async () => {
  const DATABASE_URL = await freshDatabase("board");
  const environment = variables(freshFolder(), { DATABASE_URL });
  const first = codesIn(await holdCeremony([], environment, Date.now()));
  const { board } = await openBoard(environment, DATABASE_URL);
  const code = first.get("officer") ?? new Uint8Array(0);
  const council = await new Participant(board).join(first.get("council") ?? code);
  const mallory = await new Participant(board).join(code);
  const lines = await holdCeremony(["officer"], environment, Date.now());
  expect([...codesIn(lines).keys()]).toEqual(["officer"]);
  expect(lines).toContain("  council: accepted");
  expectProblem(await mallory.send("GET", "/v1/desk/keyring"), 401, "unauthenticated");
  expectProblem(await mallory.accept(mallory.acceptance(code)), 404, "invitation_unknown");
  expect((await council.send("GET", "/v1/desk/ceremony")).json()).toMatchObject({ founding: { officer: null } });
  const next = codesIn(lines).get("officer") ?? code;
  const asked = await mallory.send("POST", "/v1/desk/invitations/offers", { id: idOf(next) });
  const { offer } = asked.json<{ offer: string }>();
  expect(openOffer(Buffer.from(offer, "base64url"), invitationKeys(next, ORIGIN), ORIGIN)).toEqual({
    kind: "signer",
    id: "officer",
    name: "Functionaris",
    organisation: ORIGIN,
    groups: [],
  });
  const officer = await new Participant(board).join(next);
  expect((await officer.send("GET", "/v1/desk/ceremony")).json()).toMatchObject({ role: "officer" });
});

test("ceremony command: with a directory, in a demo, without a board or with words that it does not know it says so in one line", async () => {
  const { board } = await found();
  const { dataDir } = board.config;
  const before = await tablesOf(board.databaseUrl);
  const environment = variables(dataDir, { DATABASE_URL: board.databaseUrl });
  for (const given of [[], ["officer"]])
    await expect(holdCeremony(given, environment, DAY)).rejects.toThrow(
      /^ceremony: this board has a directory already; .* https:\/\/desk\.example\.org\/ceremony\.html$/,
    );
  for (const given of [["director"], ["officer", "council"], [""]])
    await expect(holdCeremony(given, environment, DAY)).rejects.toThrow(/^ceremony: give no more than one of/);
  await expect(holdCeremony([], {}, DAY)).rejects.toThrow(/^ROLES: the demo founds itself/);
  const relay = { ...environment, ROLES: "relay", BOARD_URL: "http://127.0.0.1:1" };
  await expect(holdCeremony([], relay, DAY)).rejects.toThrow(/^ROLES: the ceremony begins where the board runs/);
  expect(await tablesOf(board.databaseUrl)).toEqual(before);
});

interface Ended {
  readonly code: number | null;
  readonly output: string;
  readonly errors: string;
}

/** As an operator runs it. */
async function runCommand(given: readonly string[], environment: Readonly<Record<string, string>>): Promise<Ended> {
  const child = spawn(process.execPath, [COMMAND, ...given], {
    env: { PATH: process.env["PATH"], ...environment },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let [output, errors] = ["", ""];
  child.stdout.setEncoding("utf8").on("data", (chunk: string) => (output += chunk));
  child.stderr.setEncoding("utf8").on("data", (chunk: string) => (errors += chunk));
  const [code] = (await once(child, "close")) as [number | null];
  return { code, output, errors };
}

test("ceremony command: with the embedded database it works before the board runs, and while it does", async () => {
  const dataDir = freshFolder();
  const environment = variables(dataDir);
  const before = await runCommand([], environment);
  expect([before.code, before.errors]).toEqual([0, ""]);
  expect(codesIn(before.output.split("\n")).size).toBe(3);
  const program = await startProgram({ environment });
  await program.ready();
  const during = await runCommand(["spare"], environment);
  expect([during.code, during.errors]).toEqual([0, ""]);
  const code = codesIn(during.output.split("\n")).get("spare") ?? new Uint8Array(0);
  const init = { method: "POST", headers: { "Content-Type": "application/json" } };
  const asked = await fetch(`${program.board}/v1/desk/invitations/offers`, {
    ...init,
    body: JSON.stringify({ id: idOf(code) }),
  });
  expect(asked.status).toBe(200);
  // The board's database goes on without it.
  expect((await fetch(`${program.board}/ready`)).status).toBe(200);
  program.child.kill("SIGTERM");
  expect(await program.ended()).toBe(0);
  // Codes are on the terminal and nowhere else: neither in what the board printed nor in a file.
  const words = during.output.split("\n").flatMap((line) => WORDS.exec(line)?.[2] ?? []);
  expect(words).toHaveLength(1);
  expect(program.output() + program.errors()).not.toContain(words[0]);
  for (const file of ["board-keys.json", "post-keys.json"])
    expect(readFileSync(join(dataDir, file), "utf8")).not.toContain(words[0]);
  expect(existsSync(join(dataDir, "demo.json"))).toBe(false);
  const failed = await runCommand(["x"], environment);
  expect([failed.code, failed.output]).toEqual([1, ""]);
  expect(failed.errors).toMatch(/^ceremony: [^\n]+\n$/);
});
