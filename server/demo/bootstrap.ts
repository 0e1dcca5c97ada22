// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { argon2Sync } from "node:crypto";
import {
  cardHash,
  derivePhraseMaster,
  equalBytes,
  openDirectory,
  phraseKeys,
  sealKeyring,
  SIGNER_ROLES,
  utf8Decode,
  verifierKey,
  type Argon2id,
  type Directory,
  type Keyring,
} from "../../crypto/index.ts";
import type { BoardKeys } from "../board-keys.ts";
import { ConfigError, type Config } from "../config.ts";
import type { Database } from "../database/index.ts";
import { currentDocument, publishDirectory } from "../directory/index.ts";
import { ensureTokenKeys, publishTokenKeys, registerCardHashes, type TokenSigner } from "../token/index.ts";
import { readWitnessKey, witnessVerifierKey } from "../witness/index.ts";
import { CUSTODIAN, TEAMS } from "./organisation.ts";
import { seedOf, type DemoSecrets } from "./secrets.ts";
import { demoDirectory, directorySigner, type DemoWitness } from "./statement.ts";

/** Keys of board and issuer, which in the demo is one person. Old ones stay in the directory for as long as they are in a file. */
function tokenKeysOf({ postKeys, issuerKeys }: Config, today: string): TokenSigner[] {
  const issuers = ensureTokenKeys(issuerKeys, ["pass", "ballot"], today);
  return [...issuers, ...ensureTokenKeys(postKeys, ["post"], today)];
}

/**
 * Publishes the demo's directory and makes its members' keyrings at the first start. At a later one it checks that they fit, and
 * publishes a next directory where an address, the interval or a token key is another than before.
 */
export async function bootstrapDemo(
  database: Database,
  secrets: DemoSecrets,
  keys: BoardKeys,
  config: Config,
  today: string,
): Promise<void> {
  const published = await currentDocument(database);
  const last = published && openOwn(published, secrets, config.origin);
  const tokens = inOrder(tokenKeysOf(config, today), last);
  // Before the directory names them: whoever reads a name finds its key.
  await publishTokenKeys(database, tokens, keys.logs.ledger);
  const witnesses = witnessesOf(config);
  const same = last && demoDirectory(secrets, keys, config, tokens, witnesses, last.index);
  if (published === undefined || same !== utf8Decode(published)) {
    const next = demoDirectory(secrets, keys, config, tokens, witnesses, last === undefined ? 0 : last.index + 1);
    await publishDirectory(database, next, keys.logs.directory);
  }
  const hashes = secrets.cards.map((code) => cardHash(code, config.origin));
  await registerCardHashes(database, Number(today.slice(0, 4)), hashes);
  await ensureKeyrings(database, secrets, config.origin);
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

/** A later directory adds token keys at the end and moves none: passes name them by their place. */
function inOrder(keys: readonly TokenSigner[], last: Directory | undefined): TokenSigner[] {
  const placeOf = ({ publicKey }: TokenSigner): number => {
    const place = (last?.statement.tokens ?? []).findIndex(({ hash }) => equalBytes(hash, publicKey.id));
    return place < 0 ? Number.POSITIVE_INFINITY : place;
  };
  return keys.toSorted((a, b) => {
    const [left, right] = [placeOf(a), placeOf(b)];
    return left === right ? 0 : left - right;
  });
}

function openOwn(document: Uint8Array, secrets: DemoSecrets, origin: string): Directory {
  const signers = SIGNER_ROLES.map((role) => verifierKey(directorySigner(secrets, role, origin)));
  try {
    return openDirectory(utf8Decode(document), origin, signers);
  } catch (error) {
    throw new ConfigError(
      "DATA_DIR: the demo's secrets there are not the ones of this database; use the folder it was made with",
      {
        cause: error,
      },
    );
  }
}

function keyringOf(member: DemoSecrets["members"][number], secrets: DemoSecrets): Keyring {
  const teams = TEAMS.filter(({ members }) => (members as readonly string[]).includes(member.id));
  return {
    revision: 0,
    kind: "member",
    id: member.id,
    signing: member.signing,
    box: member.box,
    seeds: teams.map(({ id }) => ({ group: id, epoch: 0, seed: seedOf(secrets.teams, id) })),
    pins: { letters: null, directory: null, ledger: null },
    trusted: null,
  };
}

/** OpenSSL's: a WebAssembly that is at it keeps the process from ending. */
const nativeArgon2id: Argon2id = (message, nonce, passes, mebibytes) =>
  argon2Sync("argon2id", { message, nonce, passes, memory: mebibytes * 1024, parallelism: 1, tagLength: 32 });

/**
 * Advisors of the two teams, and the council's member, who makes the cards; rung holders sign in from the change that gives them
 * something to read.
 */
async function ensureKeyrings(database: Database, secrets: DemoSecrets, origin: string): Promise<void> {
  const advisors = secrets.members.filter(
    ({ id }) => id === CUSTODIAN || TEAMS.some(({ members }) => (members as readonly string[]).includes(id)),
  );
  const { present } = await database
    .selectFrom("member_keyring")
    .select(({ fn }) => fn.countAll<number>().as("present"))
    .executeTakeFirstOrThrow();
  if (present >= advisors.length) return;
  for (const member of advisors) {
    const { login, keyringKey } = phraseKeys(derivePhraseMaster(member.phrase, origin, nativeArgon2id), origin);
    const keyring = Buffer.from(sealKeyring(keyringOf(member, secrets), origin, keyringKey));
    await database
      .insertInto("member_keyring")
      .values({ login_key: Buffer.from(login.publicKey), keyring, session_epoch: 0 })
      .onConflict((conflict) => conflict.doNothing())
      .execute();
  }
}
