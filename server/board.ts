// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { formatVerifierKey } from "../crypto/index.ts";
import { openLogs, readBoardKeys, type BoardKeys } from "./board-keys.ts";
import { registerCeremony, requireNamedOf, type CeremonyBoard } from "./ceremony/index.ts";
import { ConfigError, type Config } from "./config.ts";
import { migrateBoard, type Database } from "./database/index.ts";
import { bootstrapDemo, registerDemo, type DemoSecrets } from "./demo/index.ts";
import { registerDesk, type RequireMember } from "./desk/index.ts";
import {
  registerConfiguration,
  registerDirectory,
  type Configuration,
  type InForce,
  type Trusted,
} from "./directory/index.ts";
import { GatewayKeys, Marks, registerGateway, startKeeping } from "./gateway/index.ts";
import { buildListener, type Listener } from "./listener.ts";
import {
  Pool,
  registerBundles,
  registerPosting,
  registerReading,
  startSequencer,
  Witnessing,
  type PostingOptions,
} from "./log/index.ts";
import { BOARD, registerDescription, registerOpenApi } from "./openapi.ts";
import { registerOperation } from "./operation.ts";
import { registerPages } from "./pages.ts";
import type { Part } from "./part.ts";
import {
  BatchSigner,
  KeySet,
  publishTokenKeys,
  readTokenKeys,
  Redemption,
  registerBatches,
  registerCards,
  registerMemberBatches,
  type BatchOptions,
  type Clock,
} from "./token/index.ts";
import type { WitnessAddress } from "./witness/index.ts";

export interface BoardOptions {
  readonly config: Config;
  /** Null where none was given, which is refused. */
  readonly database: Database | null;
  /** Of this database; null without one. */
  readonly inForce: InForce | null;
  readonly trusted: Trusted;
  readonly configuration: () => Promise<Configuration>;
  readonly demo: DemoSecrets | null;
  readonly witnesses: readonly WitnessAddress[];
  readonly log: boolean;
  readonly now?: Clock;
}

/** What is open of a board before anybody can ask it. */
interface Opened extends Pick<BoardOptions, "config" | "configuration" | "demo" | "witnesses" | "log"> {
  readonly board: CeremonyBoard;
  readonly keys: BoardKeys;
  readonly gatewayKeys: GatewayKeys;
  readonly witnessing: Witnessing;
}

/** What is written, and envelopes: sealed through the gateway, or straight for members and for who does not mind that their address is seen. */
async function registerLetters(
  app: Listener,
  posting: PostingOptions,
  batches: BatchOptions,
  gatewayKeys: GatewayKeys,
  requireMember: RequireMember,
): Promise<void> {
  const { origin, database } = batches;
  const registerWriting = (listener: Listener): void => {
    registerPosting(listener, posting);
    registerBatches(listener, batches);
  };
  registerWriting(app);
  registerBundles(app, database, ({ headers }) => requireMember(headers.cookie));
  await registerGateway(app, {
    origin,
    keys: gatewayKeys,
    marks: new Marks(database),
    registerInner: (inner) => {
      registerWriting(inner);
      registerBundles(inner, database, () => Promise.resolve());
    },
  });
}

async function registerBoard(app: Listener, opened: Opened, isSecure: boolean): Promise<void> {
  const { config, board, keys, gatewayKeys, witnessing, witnesses } = opened;
  const { origin, database, inForce, now } = board;
  const { sequenceIntervalMs: intervalMs } = config;
  registerConfiguration(app, opened.configuration);
  registerDirectory(app, database);
  registerReading(app, database);
  const tokenKeys = new KeySet({ database, inForce, now });
  const redemption = new Redemption(origin, tokenKeys);
  const requireMember = registerDesk(app, { origin, isSecure, sessionKey: keys.session, database });
  const signer = new BatchSigner(tokenKeys, readTokenKeys(config.postKeys));
  registerMemberBatches(app, signer, requireNamedOf(inForce, requireMember));
  const posting: PostingOptions = {
    origin,
    intervalMs,
    requireToken: (request, reply) => redemption.require("post", request, reply),
    pool: new Pool(database, origin),
    signer: keys.logs.letters,
  };
  const batches = { origin, database, redemption, signer, now };
  await registerLetters(app, posting, batches, gatewayKeys, requireMember);
  registerCards(app, { origin, database, keys: tokenKeys });
  await registerCeremony(app, {
    board,
    entry: {
      interval: Math.ceil(intervalMs / 1000),
      relay: config.relayOrigin,
      witnesses: witnesses.map(({ key }) => formatVerifierKey(key)),
    },
    requireMember,
    onPublished: () => {
      tokenKeys.forget();
      void witnessing.ask();
    },
  });
}

function buildBoard(opened: Opened): Promise<Listener> {
  const { config, demo, board, witnessing, log } = opened;
  const { boardOrigin: desk, relayOrigin: submitter, issuerOrigin: passes } = config;
  const { origin, database } = board;
  const isSecure = desk.startsWith("https:");
  // Members' pages post through the relay.
  return buildListener({ isSecure, log, asks: [submitter] }, async (app) => {
    await registerOpenApi(app, desk, BOARD);
    registerOperation(app, database);
    // Not before: the witnesses of this process listen by then.
    app.addHook("onListen", (done) => {
      witnessing.start();
      done();
    });
    await registerBoard(app, opened, isSecure);
    if (demo !== null) {
      const [keysPage, ceremonyPage] = [`${desk}/keys.html`, `${desk}/ceremony.html`];
      registerDemo(app, demo, { database, origin, desk, submitter, passes, keys: keysPage, ceremony: ceremonyPage });
    }
    registerDescription(app);
    const pages = {
      "/": "desk.html",
      "/council.html": "council.html",
      "/keys.html": "keys.html",
      "/ceremony.html": "ceremony.html",
    };
    await registerPages(app, { ...pages, ...(demo === null ? {} : { "/demo.html": "demo.html" }) });
  });
}

const nameOf = (error: unknown): string => (error instanceof Error ? error.name : "unknown");

/** The board's listener, and what it does by itself: sequence, ask witnesses, keep the gateway's keys. @throws ConfigError */
export async function openBoard(options: BoardOptions): Promise<Part> {
  const { config, database, inForce, trusted, demo, witnesses, now = Date.now } = options;
  if (database === null || inForce === null) throw new ConfigError("DATABASE_URL: the board needs a database");
  const { origin } = config;
  const keys = readBoardKeys(config.boardKeys, origin);
  await migrateBoard(database);
  await openLogs(database, keys);
  const { logs, gateway } = keys;
  const board = { origin, database, logs, gateway: gateway.publicKey, inForce, trusted, now };
  if (demo === null) await publishTokenKeys(database, readTokenKeys(config.postKeys), logs.ledger);
  else await bootstrapDemo(board, demo, config);
  const gatewayKeys = new GatewayKeys({ database, origin, ledger: logs.ledger, gateway, now });
  await gatewayKeys.renew();
  const witnessing: Witnessing = new Witnessing({ database, witnesses, now, errors: () => app.log });
  const onGrowth = (): void => void witnessing.ask();
  const app = await buildBoard({ ...options, board, keys, gatewayKeys, witnessing });
  const { publicKey } = gateway;
  const keeping = startKeeping({ keys: gatewayKeys, publicKey, inForce, log: app.log, onGrowth });
  const failed = (error: unknown): void => app.log.error({ error: nameOf(error) }, "sequencing failed");
  const sequencer = startSequencer(database, logs.letters, config.sequenceIntervalMs, failed, onGrowth);
  return {
    app,
    async stop() {
      await keeping.stop();
      await sequencer.stop();
      await witnessing.stop();
    },
  };
}
