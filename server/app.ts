// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { formatVerifierKey, LOGS, parseVerifierKey, SIGNER_ROLES, verifierKey } from "../crypto/index.ts";
import { readBoardKeys, type BoardKeys } from "./board-keys.ts";
import { ConfigError, type Config } from "./config.ts";
import { migrateBoard, type Database } from "./database/index.ts";
import {
  bootstrapDemo,
  demoMembers,
  directorySigner,
  readDemoSecrets,
  registerDemo,
  type DemoSecrets,
} from "./demo/index.ts";
import { registerDesk } from "./desk/index.ts";
import { registerConfiguration, registerDirectory, type Configuration } from "./directory/index.ts";
import { buildListener, type Listener } from "./listener.ts";
import { openLog, Pool, registerPosting, registerReading, startSequencer } from "./log/index.ts";
import { registerDescription, registerOpenApi } from "./openapi.ts";
import { registerOperation } from "./operation.ts";
import { registerPages } from "./pages.ts";
import { registerForwarding } from "./relay/index.ts";
import {
  BatchSigner,
  KeySet,
  readTokenKeys,
  Redemption,
  registerBatches,
  registerCards,
  todayInUtc,
  type Today,
} from "./token/index.ts";

/** The listeners of this process, not yet listening. */
export interface App {
  readonly listeners: readonly { readonly app: Listener; readonly port: number }[];
  /** People of the demo and their phrases; empty outside it. */
  readonly demoMembers: ReturnType<typeof demoMembers>;
  /** After the listeners were closed. */
  close(): Promise<void>;
}

export interface AppOptions {
  readonly config: Config;
  /** Null where no role needs one. */
  readonly database: Database | null;
  /** Log lines go to standard output. */
  readonly log: boolean;
  /** Days that keys begin and end by; the clock's unless given. */
  readonly today?: Today;
}

function configurationOf(config: Config, demo: DemoSecrets | null): Configuration {
  const keys =
    demo && SIGNER_ROLES.map((role) => formatVerifierKey(verifierKey(directorySigner(demo, role, config.origin))));
  return { origin: config.origin, demo: demo !== null, directoryKeys: keys ?? config.directoryKeys ?? [] };
}

async function openLogs(database: Database, keys: BoardKeys): Promise<void> {
  for (const log of LOGS) {
    try {
      await openLog(database, log, keys.logs[log]);
    } catch (error) {
      throw new ConfigError("BOARD_KEYS: these are not the keys that signed the logs in this database", {
        cause: error,
      });
    }
  }
}

async function buildBoard(
  options: AppOptions,
  database: Database,
  keys: BoardKeys,
  demo: DemoSecrets | null,
): Promise<Listener> {
  const { config, log } = options;
  const isSecure = config.boardOrigin.startsWith("https:");
  return buildListener({ isSecure, log }, async (app) => {
    await registerOpenApi(app, config.boardOrigin);
    registerOperation(app, database);
    const configuration = configurationOf(config, demo);
    registerConfiguration(app, configuration);
    registerDirectory(app, database);
    registerReading(app, database);
    const { origin, sequenceIntervalMs: intervalMs } = config;
    const { today = todayInUtc } = options;
    const signers = configuration.directoryKeys.map(parseVerifierKey);
    const tokenKeys = new KeySet({ database, origin, signers, today });
    const redemption = new Redemption(origin, tokenKeys);
    const pool = new Pool(database, origin);
    registerPosting(app, { origin, intervalMs, redemption, pool, signer: keys.logs.letters });
    const requireMember = registerDesk(app, { origin, isSecure, sessionKey: keys.session, database });
    const signer = new BatchSigner(tokenKeys, readTokenKeys(config.postKeys));
    registerBatches(app, { origin, database, redemption, signer, today, requireMember });
    registerCards(app, { origin, database, keys: tokenKeys });
    if (demo !== null) {
      registerDemo(app, demo, { database, origin, desk: config.boardOrigin, submitter: config.relayOrigin });
    }
    registerDescription(app);
    const pages = { "/": "desk.html", "/council.html": "council.html" };
    await registerPages(app, { ...pages, ...(demo === null ? {} : { "/demo.html": "demo.html" }) });
  });
}

async function buildRelay({ config, log }: AppOptions, demo: DemoSecrets | null): Promise<Listener> {
  const isSecure = config.relayOrigin.startsWith("https:");
  // Submitters show the code of a pass to it.
  return buildListener({ isSecure, log, hasCamera: true }, async (app) => {
    registerConfiguration(app, configurationOf(config, demo));
    const host = config.host.includes(":") ? `[${config.host}]` : config.host;
    registerForwarding(app, config.boardUrl ?? `http://${host}:${config.port + 1}`, demo === null ? [] : ["/v1/demo"]);
    await registerPages(app, { "/": "index.html", ...(demo === null ? {} : { "/demo.html": "demo.html" }) });
  });
}

/** @throws ConfigError, and whatever a database or file system refuses with */
export async function buildApp(options: AppOptions): Promise<App> {
  const { config, database } = options;
  const listeners: { app: Listener; port: number }[] = [];
  const demo = config.roles.has("demo") ? readDemoSecrets(config.dataDir) : null;
  let stopSequencer: (() => Promise<void>) | undefined;
  if (config.roles.has("board")) {
    if (database === null) throw new ConfigError("DATABASE_URL: the board needs a database");
    const keys = readBoardKeys(config.boardKeys, config.origin);
    await migrateBoard(database);
    await openLogs(database, keys);
    if (demo !== null) await bootstrapDemo(database, demo, keys, { ...config, today: (options.today ?? todayInUtc)() });
    const app = await buildBoard(options, database, keys, demo);
    const sequencer = startSequencer(database, keys.logs.letters, config.sequenceIntervalMs, (error) =>
      app.log.error({ error: error instanceof Error ? error.name : "unknown" }, "sequencing failed"),
    );
    stopSequencer = () => sequencer.stop();
    listeners.push({ app, port: config.port + 1 });
  }
  if (config.roles.has("relay")) listeners.push({ app: await buildRelay(options, demo), port: config.port });
  return {
    listeners,
    demoMembers: demo === null ? [] : demoMembers(demo),
    async close() {
      await stopSequencer?.();
    },
  };
}
