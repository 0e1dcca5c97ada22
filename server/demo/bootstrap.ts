import { once } from "node:events";
import { Worker } from "node:worker_threads";
import {
  openDirectory,
  phraseKeys,
  sealKeyring,
  SIGNER_ROLES,
  utf8Decode,
  verifierKey,
  type Keyring,
} from "../../crypto/index.ts";
import type { BoardKeys } from "../board-keys.ts";
import { ConfigError, type Config } from "../config.ts";
import type { Database } from "../database/index.ts";
import { publishDirectory } from "../directory/index.ts";
import { TEAMS } from "./organisation.ts";
import { seedOf, type DemoSecrets } from "./secrets.ts";
import { demoDirectory, directorySigner } from "./statement.ts";

/** Publishes the demo's directory and makes its members' keyrings, at the first start; later it only checks that they fit. */
export async function bootstrapDemo(
  database: Database,
  secrets: DemoSecrets,
  keys: BoardKeys,
  config: Config,
): Promise<void> {
  const documents = database.selectFrom("log_document").select("document").where("log", "=", "directory");
  const published = await documents.orderBy("index", "desc").limit(1).executeTakeFirst();
  if (published === undefined) {
    await publishDirectory(database, demoDirectory(secrets, keys, config), keys.logs.directory);
  } else requireOwn(published.document, secrets, config.origin);
  await ensureKeyrings(database, secrets, config.origin);
}

function requireOwn(document: Uint8Array, secrets: DemoSecrets, origin: string): void {
  const signers = SIGNER_ROLES.map((role) => verifierKey(directorySigner(secrets, role, origin)));
  try {
    openDirectory(utf8Decode(document), origin, signers);
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
  const masters = await deriveMasters(
    advisors.map(({ phrase }) => phrase),
    origin,
  );
  for (const [i, member] of advisors.entries()) {
    const { login, keyringKey } = phraseKeys(masters[i] ?? new Uint8Array(32), origin);
    const keyring = Buffer.from(sealKeyring(keyringOf(member, secrets), origin, keyringKey));
    await database
      .insertInto("member_keyring")
      .values({ login_key: Buffer.from(login.publicKey), keyring, session_epoch: 0 })
      .onConflict((conflict) => conflict.doNothing())
      .execute();
  }
}

async function deriveMasters(phrases: readonly (readonly string[])[], origin: string): Promise<Uint8Array[]> {
  const worker = new Worker(new URL("./derive-phrases.ts", import.meta.url), { workerData: { phrases, origin } });
  const [masters] = (await once(worker, "message")) as [Uint8Array[]];
  await worker.terminate();
  return masters;
}
