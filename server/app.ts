// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { randomBytes } from "node:crypto";
import { formatVerifierKey, parseVerifierKey } from "../crypto/index.ts";
import { openBoard } from "./board.ts";
import { ConfigError, type Config } from "./config.ts";
import { coverOf } from "./cover.ts";
import { migrateIssuer, type Database, type IssuerDatabase } from "./database/index.ts";
import type { IdentityProvider } from "./demo/identity-provider.ts";
import { demoMembers, readDemoSecrets, type DemoSecrets } from "./demo/index.ts";
import { InForce, registerConfiguration, type Configuration, type Trusted } from "./directory/index.ts";
import { buildIssuer, redirectUriOf } from "./issuer.ts";
import { buildListener, type Listener } from "./listener.ts";
import { registerPages } from "./pages.ts";
import { boardUrlOf, type Part } from "./part.ts";
import { registerCarrying, registerForwarding, registerOnionDoor } from "./relay/index.ts";
import { readTokenKeys, startForgetting, type Clock } from "./token/index.ts";
import { openWitnesses } from "./witnesses.ts";

/** The listeners of this process, not yet listening. */
export interface App {
  readonly listeners: readonly { readonly app: Listener; readonly port: number }[];
  /** The demo's, not yet listening either. Null where there is none. */
  readonly identityProvider: IdentityProvider | null;
  /** People of the demo and their phrases; empty outside it. */
  readonly demoMembers: ReturnType<typeof demoMembers>;
  /** Verifier keys of the witnesses in this process: somebody has to carry them to the directory. */
  readonly witnessKeys: readonly string[];
  /** After the listeners were closed. */
  close(): Promise<void>;
}

export interface AppOptions {
  readonly config: Config;
  /** Null where no role needs one. */
  readonly database: Database | null;
  readonly issuerDatabase?: IssuerDatabase | null;
  /** Log lines go to standard output. */
  readonly log: boolean;
  /** Days, quarters and sessions go by it; the machine's unless given. */
  readonly now?: Clock;
}

/** The demo has no keys but those of its first directory. */
const directoryKeysOf = ({ roles, directoryKeys }: Config): readonly string[] | null =>
  roles.has("demo") ? null : directoryKeys;

const trustedOf = (config: Config): Trusted => directoryKeysOf(config)?.map(parseVerifierKey) ?? null;

function inForceOf({ database, config }: AppOptions): InForce | null {
  if (database === null) return null;
  return new InForce({ database, origin: config.origin, trusted: trustedOf(config) });
}

/** A relay or issuer that runs apart says what it was told of the board. */
function configurationOf(config: Config, inForce: InForce | null): () => Promise<Configuration> {
  const { origin, roles, issuerOrigin: passes, slotIntervalMs } = config;
  const told = directoryKeysOf(config);
  return async () => ({
    origin,
    demo: roles.has("demo"),
    directoryKeys: told ?? (await inForce?.verifierKeys()) ?? [],
    passes,
    slot: slotIntervalMs / 1000,
  });
}

async function buildRelay(
  { config, log }: AppOptions,
  inForce: InForce | null,
  demo: DemoSecrets | null,
): Promise<Listener> {
  const isSecure = config.relayOrigin.startsWith("https:");
  // Submitters show the code of a pass to it.
  return buildListener({ isSecure, log, hasCamera: true }, async (app) => {
    registerConfiguration(app, configurationOf(config, inForce));
    registerForwarding(app, boardUrlOf(config), demo === null ? [] : ["/v1/demo"]);
    await registerCarrying(app, boardUrlOf(config));
    const pages = { "/": "index.html", ...(demo === null ? {} : { "/demo.html": "demo.html" }) };
    registerOnionDoor(app, config.onionLocation, Object.keys(pages));
    await registerPages(app, pages);
  });
}

/** Secret that the issuer and the demo's identity provider share; within one process nobody else knows it. */
const sharedSecretOf = ({ signIn }: Config): string => signIn?.clientSecret ?? randomBytes(32).toString("hex");

/** Fetched where it is used only: a board outside the demo has no other provider's code in it. */
async function demoProviderOf(config: Config, clientSecret: string): Promise<IdentityProvider | null> {
  const { demoProvider, signIn, port } = config;
  if (demoProvider === null || signIn === null) return null;
  const { issuer, clientId } = signIn;
  const { identityProvider } = await import("./demo/identity-provider.ts");
  return identityProvider({ issuer, port: port + 3, clientId, clientSecret, redirectUri: redirectUriOf(config) });
}

async function openIssuer(options: AppOptions, inForce: InForce | null, clientSecret: string): Promise<Part> {
  const { config, issuerDatabase: database = null, log, now = Date.now } = options;
  const variable = config.roles.has("board") ? "ISSUER_DATABASE_URL" : "DATABASE_URL";
  if (database === null) throw new ConfigError(`${variable}: the issuer needs a database`);
  await migrateIssuer(database, variable);
  const app = await buildIssuer({
    config,
    database,
    configuration: configurationOf(config, inForce),
    boardUrl: boardUrlOf(config),
    signers: readTokenKeys(config.issuerKeys),
    clientSecret,
    now,
    log,
  });
  const forgetting = startForgetting(database, now, (error) =>
    app.log.error({ error: error instanceof Error ? error.name : "unknown" }, "forgetting failed"),
  );
  return { app, stop: () => forgetting.stop() };
}

/** @throws ConfigError, and whatever a database or file system refuses with */
export async function buildApp(options: AppOptions): Promise<App> {
  const parts: (Part & { readonly port: number })[] = [];
  const close = async (): Promise<void> => {
    for (const { stop } of parts.splice(0).reverse()) await stop?.();
  };
  try {
    return await openParts(options, parts, close);
  } catch (error) {
    await close();
    throw error;
  }
}

/** @param parts what is open, to be closed also where something after it cannot be opened */
async function openParts(
  options: AppOptions,
  parts: (Part & { readonly port: number })[],
  close: () => Promise<void>,
): Promise<App> {
  const { config } = options;
  const demo = config.roles.has("demo") ? readDemoSecrets(config.dataDir) : null;
  const inForce = inForceOf(options);
  const clientSecret = sharedSecretOf(config);
  const directoryKeys = async (): Promise<readonly string[]> =>
    (await configurationOf(config, inForce)()).directoryKeys;
  const cover = coverOf(config, demo, directoryKeys, options.now ?? Date.now);
  // Before the board, which asks them as soon as it listens.
  const own = await openWitnesses({ ...options, cover }, (part) => parts.push(part));
  if (config.roles.has("board")) {
    const board = await openBoard({
      ...options,
      inForce,
      trusted: trustedOf(config),
      configuration: configurationOf(config, inForce),
      demo,
      witnesses: config.witnesses ?? own,
    });
    parts.push({ ...board, port: config.port + 1 });
  }
  if (config.roles.has("relay")) parts.push({ app: await buildRelay(options, inForce, demo), port: config.port });
  if (config.roles.has("issuer"))
    parts.push({ ...(await openIssuer(options, inForce, clientSecret)), port: config.port + 2 });
  return {
    listeners: parts.map(({ app, port }) => ({ app, port })),
    identityProvider: await demoProviderOf(config, clientSecret),
    demoMembers: demo === null ? [] : demoMembers(demo),
    witnessKeys: own.map(({ key }) => formatVerifierKey(key)),
    close,
  };
}
