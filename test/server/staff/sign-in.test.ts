// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { expect, test } from "vitest";
import { base64urlDecode, hex } from "#crypto";
import { EMPLOYEES } from "../../../server/demo/organisation.ts";
import { listenBoth, openIssuer, type Issuer, type IssuerOptions } from "../issuer.ts";
import { tablesOf } from "../tables.ts";
import { beginSignIn, Browser, choose, signIn, whoIsThere } from "./browser.ts";

const [FATIMA, JEROEN] = EMPLOYEES.map(({ subject }) => subject) as [string, string, string];
const FAILED = { status: 401, type: "/problems/sign_in_failed" };
const NOBODY = { status: 401, type: "/problems/unauthenticated" };
const SOMEBODY = { status: 200, type: undefined };

async function listeningIssuer(options: IssuerOptions = {}): Promise<{ issuer: Issuer; address: string }> {
  const issuer = await openIssuer(options);
  await listenBoth(issuer);
  return { issuer, address: `http://127.0.0.1:${issuer.config.port + 2}` };
}

/** Back at the page, whose address says nothing; and what it hears once it asks, which is only the first time. */
async function expectRefused(browser: Browser, answer: Response, address: string): Promise<void> {
  expect([answer.status, answer.headers.get("location")]).toEqual([303, "/"]);
  expect(browser.cookies.has("passes")).toBe(false);
  expect(browser.cookies.has("sign-in")).toBe(false);
  expect(await whoIsThere(browser, address)).toEqual(FAILED);
  expect(await whoIsThere(browser, address)).toEqual(NOBODY);
}

test("staff: who signs in with the identity provider is back at the page, signed in, and no address says it", async () => {
  const { address } = await listeningIssuer();
  const browser = new Browser();
  expect(await whoIsThere(browser, address)).toEqual(NOBODY);
  const answer = await signIn(browser, address, FATIMA);
  expect([answer.status, answer.headers.get("location")]).toEqual([303, "/"]);
  expect(answer.headers.get("referrer-policy")).toBe("no-referrer");
  expect(answer.headers.get("cache-control")).toBe("no-store");
  expect(await whoIsThere(browser, address)).toEqual(SOMEBODY);
  // Only what asks for passes carries the session; the attempt is over.
  expect(browser.cookiesFor(`${address}/`)).toBe("");
  expect(browser.cookiesFor(`${address}/v1/logs/ledger/checkpoint`)).toBe("");
  expect(browser.cookies.has("sign-in")).toBe(false);
  const [set] = answer.headers.getSetCookie().filter((line) => line.startsWith("passes="));
  expect(set).toMatch(/^passes=[\w-]+; Path=\/v1\/passes; HttpOnly; SameSite=Strict$/);

  const left = await browser.ask(`${address}/v1/passes/session`, { method: "DELETE" });
  expect(left.status).toBe(204);
  expect(await whoIsThere(browser, address)).toEqual(NOBODY);
});

test("staff: under TLS every cookie is Secure and has a name that says so", async () => {
  const { issuer } = await listeningIssuer({ environment: { ISSUER_ORIGIN: "https://passes.tegenspraak.localhost" } });
  const begun = await issuer.listener.inject({ url: "/sign-in" });
  expect(begun.headers["set-cookie"]).toMatch(
    /^__Secure-sign-in=[\w-]+; Max-Age=900; Path=\/sign-in; HttpOnly; SameSite=Lax; Secure$/,
  );
  const ended = await issuer.listener.inject({ url: "/sign-in/callback" });
  for (const line of [ended.headers["set-cookie"]].flat()) {
    expect(line).toMatch(/^__Secure-sign-in/);
    expect(line).toMatch(/; HttpOnly; SameSite=(?:Lax|Strict); Secure$/);
  }
});

test("staff: the provider is asked for a subject and nothing more, with a code, PKCE, state and nonce", async () => {
  const { issuer } = await listeningIssuer();
  const { headers } = await issuer.listener.inject({ url: "/sign-in" });
  const asked = new URL(headers.location ?? "").searchParams;
  expect(asked.get("scope")).toBe("openid");
  expect(asked.get("response_type")).toBe("code");
  expect(asked.get("code_challenge_method")).toBe("S256");
  for (const name of ["state", "nonce", "code_challenge"]) expect(asked.get(name)).toMatch(/^[\w-]{43}$/);
  // Every time other ones.
  const again = await issuer.listener.inject({ url: "/sign-in" });
  const next = new URL(again.headers.location ?? "").searchParams;
  for (const name of ["state", "nonce", "code_challenge"]) expect(next.get(name)).not.toBe(asked.get(name));
});

/** The bytes that a session's cookie has for a person. */
function personIn(browser: Browser): string {
  const bytes = base64urlDecode(browser.cookies.get("passes")?.value ?? "");
  expect(bytes).toHaveLength(68);
  return hex(bytes.subarray(0, 32));
}

test("staff: the session has 32 bytes for a person, the same every time, and neither subject nor name nor address", async () => {
  const { address } = await listeningIssuer();
  const people: string[] = [];
  for (const { subject, name, email } of [...EMPLOYEES, ...EMPLOYEES]) {
    const browser = new Browser();
    await signIn(browser, address, subject);
    const cookie = Buffer.from(base64urlDecode(browser.cookies.get("passes")?.value ?? "")).toString("latin1");
    for (const known of [subject, name, email]) expect(cookie).not.toContain(known);
    people.push(personIn(browser));
  }
  expect(people.slice(0, 3)).toEqual(people.slice(3));
  expect(new Set(people).size).toBe(3);
});

test("staff: in one browser somebody else can sign in after the first", async () => {
  const { address } = await listeningIssuer();
  const browser = new Browser();
  await signIn(browser, address, FATIMA);
  const first = personIn(browser);
  await signIn(browser, address, JEROEN);
  expect(personIn(browser)).not.toBe(first);
});

test("staff: who does not sign in is told once, and can try again", async () => {
  const { address } = await listeningIssuer();
  const browser = new Browser();
  await expectRefused(browser, await signIn(browser, address, ""), address);
  await signIn(browser, address, FATIMA);
  expect(await whoIsThere(browser, address)).toEqual(SOMEBODY);
});

test("staff: another state, another nonce, another challenge and no code are refused", async () => {
  const { address } = await listeningIssuer();
  const changedBack = async (change: (callback: URL) => void): Promise<void> => {
    const browser = new Browser();
    const callback = await choose(browser, (await beginSignIn(browser, address)).action, FATIMA);
    change(callback);
    await expectRefused(browser, await browser.ask(callback), address);
  };
  await changedBack((callback) => callback.searchParams.set("state", "A".repeat(43)));
  await changedBack((callback) => callback.searchParams.delete("state"));
  await changedBack((callback) => callback.searchParams.set("code", "A".repeat(43)));
  await changedBack((callback) => (callback.search = ""));

  // Somebody between issuer and provider changes what is asked: the provider signs another nonce, or wants another verifier.
  for (const name of ["nonce", "code_challenge"]) {
    const browser = new Browser();
    const begun = await browser.ask(`${address}/sign-in`);
    const asked = new URL(begun.headers.get("location") ?? "");
    asked.searchParams.set(name, "A".repeat(43));
    const { response, url } = await browser.follow(asked);
    const [, action = ""] = /action="([^"]+)"/.exec(await response.text()) ?? [];
    await expectRefused(browser, await browser.ask(await choose(browser, new URL(action, url), FATIMA)), address);
  }
});

test("staff: what came back is worth nothing in a browser that did not ask, or asked too long ago", async () => {
  const { issuer, address } = await listeningIssuer();
  const victim = new Browser();
  const attacker = new Browser();
  const callback = await choose(attacker, (await beginSignIn(attacker, address)).action, FATIMA);
  // Nobody is made to be somebody else: neither without an attempt of their own, nor with one.
  await expectRefused(victim, await victim.ask(callback), address);
  await victim.ask(`${address}/sign-in`);
  await expectRefused(victim, await victim.ask(callback), address);

  const slow = new Browser();
  const late = await choose(slow, (await beginSignIn(slow, address)).action, FATIMA);
  issuer.clock.nowMs += 15 * 60_000;
  await expectRefused(slow, await slow.ask(late), address);

  const other = await listeningIssuer();
  const foreign = new Browser();
  const back = await choose(foreign, (await beginSignIn(foreign, other.address)).action, FATIMA);
  back.port = String(issuer.config.port + 2);
  await expectRefused(foreign, await foreign.ask(back), address);
});

test("staff: a code that was given in is worth nothing again, even with the attempt it belongs to", async () => {
  const { address } = await listeningIssuer();
  const browser = new Browser();
  const callback = await choose(browser, (await beginSignIn(browser, address)).action, FATIMA);
  const attempt = browser.cookies.get("sign-in");
  await browser.ask(callback);
  expect(await whoIsThere(browser, address)).toEqual(SOMEBODY);
  const thief = new Browser();
  if (attempt !== undefined) thief.cookies.set("sign-in", attempt);
  expect(thief.cookiesFor(callback)).toMatch(/^sign-in=[\w-]+$/);
  await expectRefused(thief, await thief.ask(callback), address);
});

test("staff: a session is over after an hour, whatever the browser keeps", async () => {
  const { issuer, address } = await listeningIssuer();
  const browser = new Browser();
  await signIn(browser, address, FATIMA);
  issuer.clock.nowMs += 59 * 60_000;
  expect(await whoIsThere(browser, address)).toEqual(SOMEBODY);
  issuer.clock.nowMs += 60_000;
  expect(await whoIsThere(browser, address)).toEqual(NOBODY);
});

test("staff: without its provider the issuer says so, and works when it is back", async () => {
  const issuer = await openIssuer();
  const address = `http://127.0.0.1:${issuer.config.port + 2}`;
  await issuer.listener.listen({ host: "127.0.0.1", port: issuer.config.port + 2, listenTextResolver: () => "" });
  const browser = new Browser();
  await expectRefused(browser, await browser.ask(`${address}/sign-in`), address);
  await issuer.provider.listen("127.0.0.1");
  await signIn(browser, address, FATIMA);
  expect(await whoIsThere(browser, address)).toEqual(SOMEBODY);
});

test("staff: signing in leaves nothing in a table", async () => {
  const { issuer, address } = await listeningIssuer();
  const before = await tablesOf(issuer.databaseUrl);
  await signIn(new Browser(), address, FATIMA);
  expect(await tablesOf(issuer.databaseUrl)).toEqual(before);
});

test("staff: the provider's page needs no script, says who there is in two languages, and is closed to other sites", async () => {
  const { issuer, address } = await listeningIssuer();
  const browser = new Browser();
  const { action, page } = await beginSignIn(browser, address);
  for (const { name, email } of EMPLOYEES) {
    expect(page).toContain(name);
    expect(page).not.toContain(email);
  }
  expect(page).not.toMatch(/<script|<input type="password|\son\w+=/);
  expect(page).toMatch(/<html lang="nl">[^]*<p lang="en">/);
  const policy = (await browser.ask(action)).headers.get("content-security-policy") ?? "";
  expect(policy).toContain("default-src 'none'; style-src 'sha256-");
  expect(policy).toContain(`form-action 'self' ${address};`);
  expect(policy).not.toContain("unsafe");
  // A choice that is not there chooses nobody.
  const refused = await browser.ask(await choose(browser, action, "<script>"));
  await expectRefused(browser, refused, address);
  // One that is over or never was is told where to begin.
  const provider = `http://127.0.0.1:${issuer.config.port + 3}`;
  for (const lost of [action.href, `${provider}/interaction/nothing`, `${provider}/auth?client_id=other`]) {
    const answer = await new Browser().ask(lost);
    expect(answer.status).toBe(400);
    expect(answer.headers.get("content-security-policy")).toBe(policy);
    expect(await answer.text()).toContain(`<a href="${address}">`);
  }
});
