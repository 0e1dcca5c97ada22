// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import {
  cardHash,
  directoryKeyName,
  equalBytes,
  formatStatement,
  ProtocolError,
  signDirectory,
  SIGNER_ROLES,
  signersOf,
  signingKey,
  statementIn,
  utf8Decode,
  type Directory,
  type SignerRole,
  type SigningKey,
  type VerifierKey,
} from "../../crypto/index.ts";
import { publishDirectory, type CeremonyBoard } from "../ceremony/index.ts";
import { ConfigError, type Config } from "../config.ts";
import { Problem } from "../problem.ts";
import { nativeStretch, type Stretch } from "../stretch.ts";
import { dayOf, ensureTokenKeys, publishTokenKeys, registerCardHashes, type TokenSigner } from "../token/index.ts";
import { readWitnessKey, witnessVerifierKey } from "../witness/index.ts";
import { foundDemo } from "./founding.ts";
import { secretOf, type DemoSecrets } from "./secrets.ts";
import { boardEntry, nextStatement, type BoardEntry, type DemoWitness } from "./statement.ts";

const OTHERS = "DATA_DIR: the demo's secrets there are not the ones of this database; use the folder it was made with";
const HANDED_OVER =
  "DATA_DIR: people of this demo changed who signs its directory, and an address, the interval or a token key in it is another now; start it as before";

/** Keys of board and issuer, which in the demo is one person. Old ones stay in the directory for as long as they are in a file. */
function tokenKeysOf({ postKeys, issuerKeys }: Config, today: string): TokenSigner[] {
  const issuers = ensureTokenKeys(issuerKeys, ["pass", "ballot"], today);
  return [...issuers, ...ensureTokenKeys(postKeys, ["post"], today)];
}

/**
 * Founds the demo's organisation at the first start. At a later one it checks that the secrets fit, and publishes a next directory
 * where an address, the interval or a token key is another than before; what people changed in it stays.
 */
export async function bootstrapDemo(
  board: CeremonyBoard,
  secrets: DemoSecrets,
  config: Config,
  stretch: Stretch = nativeStretch,
): Promise<void> {
  const { database, origin, logs, now } = board;
  const today = dayOf(now());
  const last = await readOwn(board, secrets);
  const tokens = tokenKeysOf(config, today);
  // Before the directory names them: whoever reads a name finds its key.
  await publishTokenKeys(database, tokens, logs.ledger);
  const entry = boardEntry(board, config, tokens, witnessesOf(config));
  if (last === null) await foundDemo(board, secrets, entry, stretch);
  else await update(board, secrets, last, entry);
  const hashes = secrets.cards.map((code) => cardHash(code, origin));
  await registerCardHashes(database, Number(today.slice(0, 4)), hashes);
}

/** As the demo's witnesses sign, whether they are in this process or not. */
function witnessesOf({ council, witness }: Config): DemoWitness[] {
  const named = [
    ["Ondernemingsraad", council],
    ["Een tweede overheid", witness],
  ] as const;
  return named.flatMap(([name, config]) =>
    config === null ? [] : [{ name, key: witnessVerifierKey(readWitnessKey(config)) }],
  );
}

const keyOf = (secrets: DemoSecrets, role: SignerRole): SigningKey =>
  signingKey(secretOf(secrets.signers, role).signing);

/** Roles of which these signers have the demo's own keys. */
function ownRoles(secrets: DemoSecrets, signers: readonly VerifierKey[]): SignerRole[] {
  const isOwn = (role: SignerRole, i: number): boolean =>
    equalBytes(keyOf(secrets, role).publicKey, signers[i]?.publicKey ?? new Uint8Array(0));
  return SIGNER_ROLES.filter(isOwn);
}

/** Whoever signs now, the first document was the demo's. */
async function readFirstSigners({ database }: CeremonyBoard): Promise<VerifierKey[]> {
  const documents = database.selectFrom("log_document").select("document").where("log", "=", "directory");
  const { document } = await documents.where("index", "=", 0).executeTakeFirstOrThrow();
  return signersOf(statementIn(utf8Decode(document)));
}

/** Null before the first start. @throws ConfigError where it is another demo's, or not one that this program reads */
async function readOwn(board: CeremonyBoard, secrets: DemoSecrets): Promise<Directory | null> {
  try {
    const directory = await board.inForce.directory();
    if (directory === null) return null;
    if (ownRoles(secrets, await readFirstSigners(board)).length === SIGNER_ROLES.length) return directory;
  } catch (error) {
    if (!(error instanceof ProtocolError)) throw error;
    throw new ConfigError(OTHERS, { cause: error });
  }
  throw new ConfigError(OTHERS);
}

async function update(board: CeremonyBoard, secrets: DemoSecrets, last: Directory, entry: BoardEntry): Promise<void> {
  const { origin } = board;
  try {
    const next = formatStatement(nextStatement(last.statement, entry));
    if (next === formatStatement(last.statement)) return;
    const own = ownRoles(secrets, signersOf(last.statement));
    if (own.length < 2) throw new ConfigError(HANDED_OVER);
    const signers = own
      .slice(0, 2)
      .map((role) => ({ name: directoryKeyName(origin, role), key: keyOf(secrets, role) }));
    await publishDirectory(board, signDirectory(origin, last.index + 1, next, signers));
  } catch (error) {
    if (error instanceof ProtocolError || error instanceof Problem) throw new ConfigError(OTHERS, { cause: error });
    throw error;
  }
}
