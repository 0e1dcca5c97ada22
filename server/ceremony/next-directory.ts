// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import {
  equalBytes,
  formatVerifierKey,
  LOGS,
  openDirectory,
  openProposal,
  parseNote,
  ProtocolError,
  requireSuccession,
  SIGNER_ROLES,
  signersOf,
  statementIn,
  tokenKeysOf,
  verifierKey,
  type Directory,
  type VerifierKey,
} from "../../crypto/index.ts";
import type { Database } from "../database/index.ts";
import { Problem } from "../problem.ts";
import type { CeremonyBoard } from "./board.ts";
import { readSigners, type Signers } from "./signers.ts";

// What may follow the directory in force, asked under the lock of its log.

const SIGNATURES: readonly string[] = ["too_few_signatures", "bad_signature"];

/** What crypto refuses, with what it says of it: words of ours, that name nobody. */
function judged<T>(judge: () => T): T {
  try {
    return judge();
  } catch (error) {
    if (!(error instanceof ProtocolError)) throw error;
    if (SIGNATURES.includes(error.code)) throw new Problem("too_few_signatures", { cause: error });
    throw new Problem("directory_unsound", { cause: error, reason: error.message });
  }
}

/** Nobody else's place: asked before anything else, because whoever came second hears that first. */
function requireNextPlace(source: string, { directory }: Signers): void {
  const expected = directory === null ? 0 : directory.index + 1;
  const [, place] = judged(() => parseNote(source)).text.split("\n");
  if (place !== String(expected)) throw new Problem("directory_changed");
}

/** The first names this board's logs, and the three who accepted; where the board was told whom to trust, those. */
function requireFirst(next: Directory, { keys }: Signers, { logs, trusted }: CeremonyBoard): void {
  const unsound = (reason: string): Problem => new Problem("directory_unsound", { reason });
  if (LOGS.some((log) => next.statement.logs[log] !== formatVerifierKey(verifierKey(logs[log]))))
    throw unsound("a log that is not this board's");
  const isExpected = ({ publicKey }: VerifierKey, i: number): boolean => {
    const role = SIGNER_ROLES[i];
    const expected = trusted === null ? role && keys[role] : trusted[i]?.publicKey;
    return expected !== undefined && expected !== null && equalBytes(expected, publicKey);
  };
  if (!signersOf(next.statement).every(isExpected)) throw unsound("signers who are not the ones that this board knows");
}

/** Every key that it names is in the ledger: whoever reads a name finds its key. */
async function requireTokenKeys(session: Database, { statement: { tokens } }: Directory): Promise<void> {
  const rows = await session.selectFrom("log_document").select("document").where("log", "=", "ledger").execute();
  const documents = rows.map(({ document }) => document);
  if (tokenKeysOf(tokens, documents).length !== tokens.length) throw new Problem("token_key_unknown");
}

type Open = (source: string, origin: string, signers: readonly VerifierKey[]) => Directory;

async function openNext(session: Database, board: CeremonyBoard, source: string, open: Open): Promise<Directory> {
  const { origin, inForce } = board;
  const signers = await readSigners(session, inForce);
  requireNextPlace(source, signers);
  const before = signers.directory;
  const own = before === null ? judged(() => signersOf(statementIn(source))) : signersOf(before.statement);
  const next = judged(() => open(source, origin, own));
  if (before === null) requireFirst(next, signers, board);
  else judged(() => requireSuccession(before, next));
  await requireTokenKeys(session, next);
  return next;
}

/**
 * A document that can be published: signed by two of the present three, and by two of those whom it names.
 * @throws Problem `directory_changed`, `too_few_signatures`, `directory_unsound`, `token_key_unknown`
 */
export const openPublishable = (session: Database, board: CeremonyBoard, source: string): Promise<Directory> =>
  openNext(session, board, source, openDirectory);

/**
 * What one of the three wants to be the next, signed by themselves at least.
 * @throws Problem as openPublishable
 */
export async function requireProposal(
  session: Database,
  board: CeremonyBoard,
  source: string,
  identity: Uint8Array,
): Promise<void> {
  const { signedBy } = await openNext(session, board, source, openProposal);
  if (!signedBy.some(({ publicKey }) => equalBytes(publicKey, identity))) throw new Problem("too_few_signatures");
}
