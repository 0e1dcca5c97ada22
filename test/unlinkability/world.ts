// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { randomBytes } from "node:crypto";
import { expect } from "vitest";
import { LOGS, parseNote } from "#crypto";
import { PassTaking } from "../../client/worker/pass.ts";
import { readOrganisation, shownOrganisation, type VouchedOrganisation } from "../../client/worker/organisation.ts";
import { Purse } from "../../client/worker/purse.ts";
import { SubmitterSession } from "../../client/worker/submitter.ts";
import { todayInUtc } from "../../client/worker/tokens.ts";
import { readVoucher } from "../../client/worker/voucher.ts";
import { EMPLOYEES } from "../../server/demo/organisation.ts";
import { demoFolder, freshDatabase } from "../server/board.ts";
import { gatewayKeysOf } from "../server/gateway-keys.ts";
import { startProgram, type Program } from "../server/program.ts";
import { execute } from "../server/sql.ts";
import { Browser, signIn } from "../server/staff/browser.ts";
import { signalText } from "../signal.ts";
import { readWithGateway } from "../slots.ts";
import { Wire, type Exchange } from "./wire.ts";

// A world in which two employees take a pass under their names, everybody waits, and one of them posts. It runs in the real
// program with the client's own code, and leaves what issuer, board, relay and their operators have together.

export type Poster = "A" | "B";

/** All that every server of every party holds afterwards. */
export interface View {
  /** Rows as JSON text, by database and table. */
  readonly tables: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>>;
  readonly logLines: readonly string[];
  readonly exchanges: readonly Exchange[];
}

/** A leak of our own making: what the harness is tried out with. */
export interface Plant {
  /** Before anything happens. */
  readonly database?: string;
  readonly header?: (poster: Poster) => Readonly<Record<string, string>>;
  /** Around taking passes. */
  readonly whileTaking?: (take: () => Promise<void>) => Promise<void>;
  readonly logLine?: (poster: Poster) => string;
}

const NAMES: Readonly<Record<Poster, string>> = { A: EMPLOYEES[0]?.name ?? "", B: EMPLOYEES[1]?.name ?? "" };
const SUBJECTS: Readonly<Record<Poster, string>> = { A: EMPLOYEES[0]?.subject ?? "", B: EMPLOYEES[1]?.subject ?? "" };
export const POSTERS: readonly Poster[] = ["A", "B"];

export async function rowsOf(databaseUrl: string): Promise<Record<string, string[]>> {
  const tables = await execute<{ name: string }>(
    databaseUrl,
    "select table_name as name from information_schema.tables where table_schema = 'public' order by 1",
  );
  const found: Record<string, string[]> = {};
  for (const { name } of tables.filter(({ name: table }) => !table.startsWith("kysely_"))) {
    const rows = await execute<{ row: string }>(databaseUrl, `select to_jsonb(t)::text as row from ${name} t`);
    found[name] = rows.map(({ row }) => row);
  }
  return found;
}

/** Signs in at the real provider, and takes a pass as the page does. @returns the file */
async function takePass(
  wire: Wire,
  { issuer }: Program,
  poster: Poster,
  organisation: VouchedOrganisation,
): Promise<Uint8Array> {
  const browser = new Browser();
  await signIn(browser, issuer, SUBJECTS[poster]);
  const visitor = { party: "issuer", address: issuer, who: poster, browser } as const;
  const { file } = await wire.on(visitor, () => new PassTaking(organisation).take());
  return file;
}

/** Writes at home, with a codename of their own, and comes back once to see it in the log. */
async function post(wire: Wire, { relay }: Program, file: Uint8Array): Promise<void> {
  const visitor = { party: "relay", address: relay, who: null, browser: null } as const;
  await wire.on(visitor, async () => {
    const organisation = await readWithGateway();
    const purse = new Purse();
    purse.give(await readVoucher({ kind: "file", bytes: file }, organisation, todayInUtc()));
    const master = randomBytes(32);
    const session = new SubmitterSession(organisation, master, purse);
    const [team] = shownOrganisation(organisation).teams;
    if (team === undefined) throw new Error("no team");
    await session.sendSignal(signalText(), team);
  });
}

/** The log and both witnesses: nothing about a log is said any more until it grows. */
const WITNESSED = 3;

async function signaturesOf({ board }: Program, log: string): Promise<number> {
  const note = await (await fetch(`${board}/v1/logs/${log}/checkpoint`)).text();
  return parseNote(note).signatures.length;
}

/** @param poster which of the two posts; nothing else differs */
export async function runWorld(poster: Poster, plant: Plant = {}): Promise<View> {
  const [boardUrl, issuerUrl] = [await freshDatabase("demo"), await freshDatabase("issuer")];
  if (plant.database !== undefined) await execute(boardUrl, plant.database);
  const folder = demoFolder();
  const environment = {
    DATA_DIR: folder,
    DATABASE_URL: boardUrl,
    ISSUER_DATABASE_URL: issuerUrl,
    SEQUENCE_INTERVAL_MS: "1000",
  };
  const program = await startProgram({ environment });
  await program.ready();
  for (const log of LOGS) await expect.poll(() => signaturesOf(program, log), { timeout: 10_000 }).toBe(WITNESSED);
  const before = program.output().length;
  const wire = new Wire();
  wire.gateway = await gatewayKeysOf(boardUrl, `${folder}/board-keys.json`);
  const organisation = await wire.on(
    { party: "issuer", address: program.issuer, who: null, browser: null },
    readOrganisation,
  );
  const files = new Map<Poster, Uint8Array>();
  const take = async (): Promise<void> => {
    for (const each of POSTERS) files.set(each, await takePass(wire, program, each, organisation));
  };
  await (plant.whileTaking ?? ((work) => work()))(take);
  wire.planted = plant.header?.(poster) ?? {};
  await post(wire, program, files.get(poster) ?? new Uint8Array(0));
  const checkpoint = async (): Promise<string> => (await fetch(`${program.board}/v1/logs/letters/checkpoint`)).text();
  await expect.poll(checkpoint, { timeout: 10_000 }).toContain("\n5\n");
  await expect.poll(() => signaturesOf(program, "letters"), { timeout: 10_000 }).toBe(WITNESSED);
  const tables = { board: await rowsOf(boardUrl), issuer: await rowsOf(issuerUrl) };
  program.child.kill("SIGTERM");
  await program.ended();
  // That it listens is said before anything happens, and may be read after; asking for the checkpoint until it is there is ours.
  const lines = program.output().slice(before).split("\n");
  const isOurs = (line: string): boolean =>
    line === "" || line.includes('"msg":"listening"') || line.includes('"/v1/logs/:log/checkpoint"');
  const logLines = lines.filter((line) => !isOurs(line));
  const planted = plant.logLine?.(poster);
  return { tables, logLines: [...logLines, ...(planted === undefined ? [] : [planted])], exchanges: wire.exchanges };
}

/** Their own names, which are in nothing that a server keeps. */
export const nameOf = (poster: Poster): string => NAMES[poster];
