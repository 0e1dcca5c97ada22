// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { existsSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import {
  codeWords,
  formatVerifierKey,
  LOGS,
  parseVerifierKey,
  SIGNER_ROLES,
  verifierKey,
  type SignerRole,
} from "../../crypto/index.ts";
import { openLogs, readBoardKeys } from "../board-keys.ts";
import { ConfigError, readConfig, type Config } from "../config.ts";
import {
  DatabaseUnusable,
  migrateBoard,
  openDatabase,
  openEmbedded,
  OwnedElsewhere,
  type Database,
} from "../database/index.ts";
import { currentDocument, InForce } from "../directory/index.ts";
import { dayOf, ensureTokenKeys, publishTokenKeys } from "../token/index.ts";
import { dutchWords } from "../words.ts";
import type { CeremonyBoard } from "./board.ts";
import { foundingInvitations, inviteSigner, withdrawSigner, type FoundingInvitation } from "./founding.ts";

// npm run ceremony [-- officer|council|spare], on the board's machine, with the variables that the board is started with. It may
// run while the board does.

const USAGE = "ceremony: give no more than one of officer, council and spare, whose code is to be made anew";

interface Codes {
  /** Words of the codes that were made now. Nobody can show them again. */
  readonly made: ReadonlyMap<SignerRole, string>;
  readonly invitations: readonly FoundingInvitation[];
}

function roleIn(given: readonly string[]): SignerRole | null {
  const [name, ...more] = given;
  if (name === undefined) return null;
  const role = SIGNER_ROLES.find((each) => each === name);
  if (role === undefined || more.length > 0) throw new ConfigError(USAGE);
  return role;
}

function configFor(environment: Readonly<Record<string, string | undefined>>): Config {
  const config = readConfig(environment);
  if (config.roles.has("demo"))
    throw new ConfigError("ROLES: the demo founds itself; for a real board give ROLES without demo, as board,relay");
  if (!config.roles.has("board")) throw new ConfigError("ROLES: the ceremony begins where the board runs");
  return config;
}

/** Board's keys and keys to post with, made where they are not there; the latter also in the ledger. @returns whether some were made */
async function openCeremony(
  database: Database,
  config: Config,
  nowMs: number,
): Promise<{ board: CeremonyBoard; hasMade: boolean }> {
  const { origin, boardOrigin, boardKeys, postKeys, directoryKeys } = config;
  await migrateBoard(database);
  if ((await currentDocument(database)) !== undefined)
    throw new ConfigError(
      `ceremony: this board has a directory already; those who sign it change it at ${boardOrigin}/ceremony.html`,
    );
  const keys = readBoardKeys(boardKeys, origin);
  await openLogs(database, keys);
  const { logs } = keys;
  const gateway = keys.gateway.publicKey;
  const hasMade = !existsSync(postKeys);
  await publishTokenKeys(database, ensureTokenKeys(postKeys, ["post"], dayOf(nowMs)), logs.ledger);
  const trusted = directoryKeys?.map(parseVerifierKey) ?? null;
  const inForce = new InForce({ database, origin, trusted });
  return { board: { origin, database, logs, gateway, inForce, trusted, now: () => nowMs }, hasMade };
}

/** Makes the codes that nobody has yet, or one anew. */
async function makeCodes(board: CeremonyBoard, anew: SignerRole | null): Promise<Codes> {
  if (anew !== null) await withdrawSigner(board, anew);
  const given = (await foundingInvitations(board)).map(({ role }) => role);
  const wanted = SIGNER_ROLES.filter((role) => (anew === null ? !given.includes(role) : role === anew));
  const made = new Map<SignerRole, string>();
  for (const role of wanted) {
    const code = await inviteSigner(board, role);
    made.set(role, codeWords(code, "invitation-check", dutchWords(), board.origin).join(" "));
  }
  return { made, invitations: await foundingInvitations(board) };
}

function lineOf({ made, invitations }: Codes, role: SignerRole, today: string): string {
  const words = made.get(role);
  const invitation = invitations.find((each) => each.role === role);
  if (words !== undefined) return `  ${role}: ${words}   (until ${invitation?.until ?? ""})`;
  if (invitation === undefined) return `  ${role}: no code yet: npm run ceremony`;
  if (invitation.isAccepted) return `  ${role}: accepted`;
  const state = invitation.until < today ? "was good until" : "given out, and good until";
  return `  ${role}: ${state} ${invitation.until}; for another: npm run ceremony -- ${role}`;
}

/** A witness is told which logs it keeps watch over, and the board which witnesses it asks. */
function witnessLines({ logs }: CeremonyBoard, { witnesses, roles }: Config): string[] {
  const isTold = witnesses !== null || (roles.has("council") && roles.has("witness"));
  return [
    "",
    "Two witnesses keep watch over the logs. Each needs these keys, in WITNESS_LOGS:",
    ...LOGS.map((log) => `  ${formatVerifierKey(verifierKey(logs[log]))}`),
    ...(isTold
      ? []
      : ["The board asks no two witnesses yet: give their keys and addresses in WITNESSES, and start it again."]),
  ];
}

function textOf(codes: Codes, board: CeremonyBoard, config: Config, today: string, hasMade: boolean): string[] {
  const { boardOrigin } = config;
  return [
    "Three people found this board's directory. A code is shown once, here, and kept nowhere.",
    "",
    ...SIGNER_ROLES.map((role) => lineOf(codes, role, today)),
    "",
    "Hand each code to its person yourself; what the spare gets at the end goes into a safe.",
    `With the board running, each of them accepts at ${boardOrigin}/keys.html and then goes on at ${boardOrigin}/ceremony.html.`,
    "If a code is lost, or somebody else has used it, make that one anew: npm run ceremony -- officer",
    ...(hasMade
      ? ["A key to post with was made too: a board that is running signs with it when it starts again."]
      : []),
    ...witnessLines(board, config),
  ];
}

/**
 * @param given what stands behind the command
 * @returns lines for the terminal, with codes that nobody sees again
 * @throws ConfigError, DatabaseUnusable, OwnedElsewhere
 */
export async function holdCeremony(
  given: readonly string[],
  environment: Readonly<Record<string, string | undefined>>,
  nowMs: number,
): Promise<string[]> {
  const anew = roleIn(given);
  const config = configFor(environment);
  const embedded = config.databaseUrl === null ? await openEmbedded(join(config.dataDir, "postgres"), "board") : null;
  try {
    const database = await openDatabase(config.databaseUrl ?? embedded?.url ?? "", 1);
    try {
      const { board, hasMade } = await openCeremony(database, config, nowMs);
      return textOf(await makeCodes(board, anew), board, config, dayOf(nowMs), hasMade);
    } finally {
      await database.destroy();
    }
  } finally {
    await embedded?.close();
  }
}

async function main(): Promise<void> {
  try {
    const lines = await holdCeremony(process.argv.slice(2), process.env, Date.now());
    process.stdout.write(`${lines.join("\n")}\n`);
  } catch (error) {
    if (!(error instanceof ConfigError || error instanceof DatabaseUnusable || error instanceof OwnedElsewhere))
      throw error;
    process.stderr.write(`${error.message}\n`);
    process.exitCode = 1;
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await main();
