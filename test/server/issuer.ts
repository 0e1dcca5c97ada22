// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { LightMyRequestResponse } from "fastify";
import { expect } from "vitest";
import { drawTokens, encodeTokenRequest, finaliseTokens, type HeldToken, type PendingTokens } from "#crypto";
import { buildApp } from "../../server/app.ts";
import { readConfig, type Config } from "../../server/config.ts";
import { openIssuerDatabase, type IssuerDatabase } from "../../server/database/index.ts";
import { identityProvider, type IdentityProvider } from "../../server/demo/identity-provider.ts";
import { redirectUriOf } from "../../server/issuer.ts";
import type { Listener } from "../../server/listener.ts";
import { personKey, type Person } from "../../server/staff/person.ts";
import { readIssuerSecrets, type IssuerSecrets } from "../../server/staff/secrets.ts";
import { makeSession } from "../../server/staff/session.ts";
import { addTokenKey, readTokenKeys, type TokenSigner } from "../../server/token/index.ts";
import { cleanUp, freshDatabase, freshFolder, ORIGIN } from "./board.ts";
import { freePorts } from "../free-ports.ts";

export const PASS_REQUEST = "application/private-token-request";
/** The day on which the keys of these tests begin. */
export const FIRST_DAY = "2027-01-01";

let firstKeys: string | undefined;

/** A file of keys for passes and credentials that begin on the first day: made once, because that takes time. @returns its path */
export function keyFile(): string {
  const path = join(freshFolder(), "issuer-keys.json");
  if (firstKeys === undefined) {
    addTokenKey(path, "pass", FIRST_DAY);
    addTokenKey(path, "ballot", FIRST_DAY);
    firstKeys = readFileSync(path, "utf8");
  } else writeFileSync(path, firstKeys, { mode: 0o600 });
  return path;
}

export interface Issuer {
  readonly config: Config;
  readonly listener: Listener;
  readonly database: IssuerDatabase;
  readonly databaseUrl: string;
  readonly secrets: IssuerSecrets;
  readonly signers: readonly TokenSigner[];
  /** Not listening until somebody lets it. */
  readonly provider: IdentityProvider;
  /** What the issuer takes for now; may be set. */
  readonly clock: { nowMs: number };
}

export interface IssuerOptions {
  readonly environment?: Readonly<Record<string, string>>;
  readonly databaseUrl?: string;
  /** Of an ISO time. */
  readonly now?: string;
}

/** An issuer that runs apart, and the demo's identity provider for it; neither listens. The board is not there. */
export async function openIssuer({
  environment = {},
  now = "2027-02-10T12:00:00Z",
  ...rest
}: IssuerOptions = {}): Promise<Issuer> {
  const databaseUrl = rest.databaseUrl ?? (await freshDatabase("issuer"));
  const port = await freePorts();
  const client = { clientId: "tegenspraak", clientSecret: "shared by provider and issuer" };
  const config = readConfig({
    ROLES: "issuer",
    ORIGIN,
    PORT: String(port),
    DATA_DIR: freshFolder(),
    BOARD_URL: "http://127.0.0.1:1",
    ISSUER_KEYS: keyFile(),
    OIDC_ISSUER: `http://127.0.0.1:${port + 3}`,
    OIDC_CLIENT_ID: client.clientId,
    OIDC_CLIENT_SECRET: client.clientSecret,
    ...environment,
  });
  const database = await openIssuerDatabase(databaseUrl, 6);
  cleanUp(() => database.destroy());
  const clock = { nowMs: Date.parse(now) };
  const app = await buildApp({ config, database: null, issuerDatabase: database, log: false, now: () => clock.nowMs });
  cleanUp(() => app.close());
  const [{ app: listener } = { app: undefined }] = app.listeners;
  if (listener === undefined) throw new Error("no issuer");
  cleanUp(() => listener.close());
  const issuer = config.signIn?.issuer ?? "";
  const provider = identityProvider({ issuer, port: port + 3, ...client, redirectUri: redirectUriOf(config) });
  cleanUp(() => provider.close());
  return {
    config,
    listener,
    database,
    databaseUrl,
    secrets: readIssuerSecrets(config.issuerSecrets),
    signers: readTokenKeys(config.issuerKeys),
    provider,
    clock,
  };
}

/** Both listen where the configuration says. */
export async function listenBoth({ config, listener, provider }: Issuer): Promise<void> {
  await provider.listen("127.0.0.1");
  await listener.listen({ host: "127.0.0.1", port: config.port + 2, listenTextResolver: () => "listening" });
}

export const someone = (subject: string): Person => ({ issuer: "https://id.example.org", subject });

/** Cookie of somebody who has just signed in. */
export function cookieFor({ secrets, clock }: Issuer, person: Person = someone("a")): string {
  return `passes=${makeSession(personKey(person, secrets.person), secrets.session, clock.nowMs)}`;
}

export function signerOf({ signers }: Issuer, purpose: "pass" | "ballot"): TokenSigner {
  const found = signers.find((signer) => signer.purpose === purpose);
  if (found === undefined) throw new Error("no such key");
  return found;
}

export interface Drawn {
  readonly pending: PendingTokens;
  readonly request: Buffer;
}

/** What a client asks a pass or credential with. */
export function drawn({ publicKey }: TokenSigner): Drawn {
  const pending = drawTokens(publicKey, ORIGIN, 1);
  const blinded = pending.blinded[0]?.blinded ?? new Uint8Array(0);
  return { pending, request: Buffer.from(encodeTokenRequest(publicKey.id, blinded)) };
}

export function postRequest(
  { listener }: Pick<Issuer, "listener">,
  cookie: string,
  request: Buffer,
): Promise<LightMyRequestResponse> {
  const headers = { "content-type": PASS_REQUEST, ...(cookie === "" ? {} : { cookie }) };
  return listener.inject({ method: "POST", url: "/v1/passes", headers, payload: request });
}

/** The token that an answer is worth, which is verified as a client does. */
export function finalised({ pending }: Drawn, answer: LightMyRequestResponse): HeldToken {
  expect(answer.statusCode).toBe(200);
  const [token] = finaliseTokens(pending, answer.rawPayload, 0);
  if (token === undefined) throw new Error("no token");
  return token;
}

export async function mine({ listener }: Issuer, cookie: string): Promise<unknown> {
  const answer = await listener.inject({ url: "/v1/passes/mine", headers: { cookie } });
  expect(answer.statusCode).toBe(200);
  return answer.json();
}

export async function passesThisYear({ listener }: Issuer): Promise<unknown> {
  return (await listener.inject({ url: "/v1/passes" })).json();
}
