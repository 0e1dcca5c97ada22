// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { ConfigError, type Config } from "./config.ts";
import type { IssuerDatabase } from "./database/index.ts";
import { registerConfiguration, type Configuration } from "./directory/index.ts";
import { buildListener, type Listener } from "./listener.ts";
import { ISSUER, registerDescription, registerOpenApi } from "./openapi.ts";
import { registerOperation } from "./operation.ts";
import { registerPages } from "./pages.ts";
import { forwardReading } from "./relay/index.ts";
import { CALLBACK_PATH, readIssuerSecrets, registerStaff, SignInProvider } from "./staff/index.ts";
import { registerIssuerDirectory, registerPasses, type Clock, type TokenSigner } from "./token/index.ts";

/** What the page checks the issuer's keys against: of the board's logs these two, and no letters. */
const FORWARDED = [
  "/v1/directory",
  ...["directory", "ledger"].flatMap((log) =>
    ["checkpoint", "tile/*", "documents/:index"].map((path) => `/v1/logs/${log}/${path}`),
  ),
];

export interface IssuerOptions {
  readonly config: Config;
  readonly database: IssuerDatabase;
  readonly configuration: () => Promise<Configuration>;
  readonly boardUrl: string;
  readonly signers: readonly TokenSigner[];
  /** That the identity provider knows us by. */
  readonly clientSecret: string;
  readonly now: Clock;
  readonly log: boolean;
}

/** Where the issuer is, for browsers. */
export function issuerOriginOf({ issuerOrigin }: Config): string {
  if (issuerOrigin === null) throw new ConfigError("ISSUER_ORIGIN: give the web address of the issuer");
  return issuerOrigin;
}

export const redirectUriOf = (config: Config): string => issuerOriginOf(config) + CALLBACK_PATH;

/** The issuer's listener: sign-in of the staff, their passes, and the page for both. Of the board it has what everybody may read. */
export async function buildIssuer(options: IssuerOptions): Promise<Listener> {
  const { config, database, signers, now, log } = options;
  const { signIn, passesPerQuarter: perQuarter } = config;
  const origin = issuerOriginOf(config);
  const isSecure = origin.startsWith("https:");
  const secrets = readIssuerSecrets(config.issuerSecrets);
  if (signIn === null) throw new ConfigError("OIDC_ISSUER: an issuer needs the identity provider of the staff");
  const { issuer, clientId } = signIn;
  const provider = new SignInProvider({
    issuer,
    clientId,
    clientSecret: options.clientSecret,
    redirectUri: redirectUriOf(config),
  });
  return buildListener({ isSecure, log }, async (app) => {
    await registerOpenApi(app, origin, ISSUER);
    registerOperation(app, database);
    registerConfiguration(app, options.configuration);
    const requirePerson = registerStaff(app, { isSecure, secrets, provider, now });
    registerPasses(app, { database, signers, secret: secrets.person, perQuarter, requirePerson, now });
    registerIssuerDirectory(app, { signers, requestUri: `${origin}/v1/passes`, now });
    forwardReading(app, options.boardUrl, FORWARDED);
    registerDescription(app);
    await registerPages(app, { "/": "pass.html" });
  });
}
