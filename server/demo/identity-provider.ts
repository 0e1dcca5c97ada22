// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { generateKeyPairSync, randomBytes } from "node:crypto";
import { once } from "node:events";
import { createServer, type IncomingMessage } from "node:http";
import Provider, { errors, type Configuration, type JWK } from "oidc-provider";
import { EMPLOYEES } from "./organisation.ts";
import { brokenPage, choicePage, providerHeaders } from "./provider-pages.ts";
import { providerMemory } from "./provider-memory.ts";

export interface IdentityProviderOptions {
  /** Its own address, as it writes it in tokens. */
  readonly issuer: string;
  readonly port: number;
  readonly clientId: string;
  readonly clientSecret: string;
  readonly redirectUri: string;
}

/** A real OpenID provider for people who are not. Not yet listening. */
export interface IdentityProvider {
  readonly port: number;
  listen(host: string): Promise<void>;
  close(): Promise<void>;
}

const SECONDS = 900;
const INTERACTION = /^\/interaction\/[\w-]{1,64}$/;
const LONGEST_FORM = 200;
/** Names and paths of their own: browsers keep one set of cookies for all ports of an address. */
const COOKIES = { session: "demo-session", interaction: "demo-interaction", resume: "demo-resume" };

function signingKey(): JWK {
  const { privateKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
  return { ...privateKey.export({ format: "jwk" }), use: "sig", alg: "ES256" };
}

/** Somebody who comes again may be another: it remembers nobody, and so always asks. */
function forgetSession(request: IncomingMessage): void {
  const pairs = (request.headers.cookie ?? "").split("; ");
  request.headers.cookie = pairs.filter((pair) => !pair.startsWith(`${COOKIES.session}=`)).join("; ");
}

function configurationOf({ clientId, clientSecret, redirectUri }: IdentityProviderOptions): Configuration {
  return {
    adapter: providerMemory(),
    clients: [
      {
        client_id: clientId,
        client_secret: clientSecret,
        redirect_uris: [redirectUri],
        grant_types: ["authorization_code"],
        response_types: ["code"],
        id_token_signed_response_alg: "ES256",
      },
    ],
    jwks: { keys: [signingKey()] },
    cookies: {
      keys: [randomBytes(32).toString("hex")],
      names: COOKIES,
      long: { httpOnly: true, sameSite: "lax", path: "/auth" },
    },
    claims: { openid: ["sub"], profile: ["name"], email: ["email"] },
    findAccount(_context, subject) {
      const employee = EMPLOYEES.find((each) => each.subject === subject);
      if (employee === undefined) return undefined;
      const { name, email } = employee;
      return { accountId: subject, claims: () => ({ sub: subject, name, email }) };
    },
    // Its one client is our own, and gets a subject and nothing more: there is nothing to consent to.
    async loadExistingGrant({ oidc }) {
      const { client, session, provider } = oidc;
      const grant = new provider.Grant({ clientId: client?.clientId, accountId: session?.accountId });
      grant.addOIDCScope("openid");
      await grant.save();
      return grant;
    },
    interactions: { url: (_context, { uid }) => `/interaction/${uid}` },
    features: {
      devInteractions: { enabled: false },
      dPoP: { enabled: false },
      pushedAuthorizationRequests: { enabled: false },
      resourceIndicators: { enabled: false },
      rpInitiatedLogout: { enabled: false },
      userinfo: { enabled: false },
    },
    pkce: { required: () => true },
    clientBasedCORS: () => false,
    renderError(context) {
      context.type = "html";
      context.body = brokenPage(new URL(redirectUri).origin);
    },
    ttl: {
      AccessToken: 60,
      AuthorizationCode: 60,
      Grant: SECONDS,
      IdToken: SECONDS,
      Interaction: SECONDS,
      Session: SECONDS,
    },
  };
}

/** @returns the employee chosen, undefined for none */
async function readChoice(request: IncomingMessage): Promise<string | undefined> {
  let form = "";
  for await (const chunk of request.setEncoding("utf8")) {
    form += String(chunk);
    if (form.length > LONGEST_FORM) return undefined;
  }
  const chosen = new URLSearchParams(form).get("employee");
  return EMPLOYEES.find(({ subject }) => subject === chosen)?.subject;
}

type Context = Parameters<Parameters<Provider["use"]>[0]>[0];

/** Who are you? and the answer to it. */
async function interact(provider: Provider, context: Context): Promise<void> {
  const { req, res, path, method } = context;
  await provider.interactionDetails(req, res);
  if (method !== "POST") {
    context.type = "html";
    context.body = choicePage(EMPLOYEES, path);
    return;
  }
  const accountId = await readChoice(req);
  const result = accountId === undefined ? { error: "access_denied" } : { login: { accountId, remember: false } };
  context.status = 303;
  context.redirect(await provider.interactionResult(req, res, result, { mergeWithLastSubmission: false }));
}

export function identityProvider(options: IdentityProviderOptions): IdentityProvider {
  const home = new URL(options.redirectUri).origin;
  const headers = providerHeaders(home);
  const provider = new Provider(options.issuer, configurationOf(options));
  // Koa would print them, with what was asked. Whoever asked sees the page that says so.
  provider.silent = true;
  provider.use(async (context, next) => {
    context.set({ ...headers });
    forgetSession(context.req);
    if (!INTERACTION.test(context.path)) {
      await next();
      return;
    }
    context.set("Cache-Control", "no-store");
    try {
      await interact(provider, context);
    } catch (error) {
      if (!(error instanceof errors.SessionNotFound)) throw error;
      context.status = 400;
      context.type = "html";
      context.body = brokenPage(home);
    }
  });
  const answer = provider.callback();
  const server = createServer((request, response) => void answer(request, response));
  return {
    port: options.port,
    async listen(host) {
      server.listen(options.port, host);
      await once(server, "listening");
    },
    async close() {
      if (!server.listening) return;
      const closed = once(server, "close");
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
}
