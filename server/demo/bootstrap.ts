// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { argon2Sync } from "node:crypto";
import {
  derivePhraseMaster,
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
import { publishDirectory } from "../directory/index.ts";
import { TEAMS } from "./organisation.ts";
import { seedOf, type DemoSecrets } from "./secrets.ts";
import { demoDirectory, directorySigner } from "./statement.ts";

/**
 * Publishes the demo's directory and makes its members' keyrings at the first start. At a later one it checks that they fit, and
 * publishes a next directory where an address or the interval is another than before.
 */
export async function bootstrapDemo(
  database: Database,
  secrets: DemoSecrets,
  keys: BoardKeys,
  config: Config,
): Promise<void> {
  const documents = database.selectFrom("log_document").select("document").where("log", "=", "directory");
  const published = await documents.orderBy("index", "desc").limit(1).executeTakeFirst();
  const last = published && openOwn(published.document, secrets, config.origin);
  const same = last && demoDirectory(secrets, keys, config, last.index);
  if (published === undefined || same !== utf8Decode(published.document)) {
    const next = demoDirectory(secrets, keys, config, last === undefined ? 0 : last.index + 1);
    await publishDirectory(database, next, keys.logs.directory);
  }
  await ensureKeyrings(database, secrets, config.origin);
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
    member: member.id,
    signingSeed: member.signing,
    teams: teams.map(({ id }) => ({ team: id, seed: seedOf(secrets.teams, id) })),
    checkpoint: null,
  };
}

/** OpenSSL's: a WebAssembly that is at it keeps the process from ending. */
const nativeArgon2id: Argon2id = (message, nonce, passes, mebibytes) =>
  argon2Sync("argon2id", { message, nonce, passes, memory: mebibytes * 1024, parallelism: 1, tagLength: 32 });

/** Advisors of the two teams; rung holders sign in from the change that gives them something to read. */
async function ensureKeyrings(database: Database, secrets: DemoSecrets, origin: string): Promise<void> {
  const advisors = secrets.members.filter(({ id }) =>
    TEAMS.some(({ members }) => (members as readonly string[]).includes(id)),
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
