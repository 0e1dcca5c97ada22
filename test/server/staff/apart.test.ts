// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { execFileSync } from "node:child_process";
import { join } from "node:path";
import { expect, test } from "vitest";
import { hex } from "#crypto";
import { EMPLOYEES } from "../../../server/demo/organisation.ts";
import { personKey } from "../../../server/staff/person.ts";
import { readIssuerSecrets } from "../../../server/staff/secrets.ts";
import { readTokenKeys, type TokenSigner } from "../../../server/token/index.ts";
import { demoFolder, freshDatabase, freshFolder, ORIGIN } from "../board.ts";
import { embeddedUrl } from "../embedded.ts";
import { drawn, PASS_REQUEST } from "../issuer.ts";
import { freePorts } from "../../free-ports.ts";
import { startProgram, type Program } from "../program.ts";
import { tableNames, tablesOf } from "../tables.ts";
import { Browser, signIn, whoIsThere } from "./browser.ts";

interface Apart {
  readonly demo: Program;
  readonly issuer: Program;
  readonly boardUrl: string;
  readonly issuerUrl: string;
  readonly folders: readonly string[];
  readonly signers: readonly TokenSigner[];
}

/** Board, relay and identity provider of a demo in one process, its issuer in another; each has a database of its own. */
async function startApart(): Promise<Apart> {
  const [port, issuerPort] = [await freePorts(), await freePorts()];
  const [boardUrl, issuerUrl] = [await freshDatabase("demo"), await freshDatabase("issuer")];
  const [demoDir, issuerDir] = [demoFolder(), freshFolder()];
  // The demo makes the issuer's keys, because it publishes them too. What else the issuer has is its own.
  const ISSUER_KEYS = join(demoDir, "issuer-keys.json");
  const ISSUER_ORIGIN = `http://127.0.0.1:${issuerPort + 2}`;
  const shared = { ISSUER_KEYS, ISSUER_ORIGIN, OIDC_CLIENT_ID: "passes", OIDC_CLIENT_SECRET: "known to both" };
  const demo = await startProgram({
    environment: {
      ROLES: "board,relay,demo",
      PORT: String(port),
      DATA_DIR: demoDir,
      DATABASE_URL: boardUrl,
      SEQUENCE_INTERVAL_MS: "86400000",
      ...shared,
    },
  });
  const issuer = await startProgram({
    environment: {
      ROLES: "issuer",
      ORIGIN,
      PORT: String(issuerPort),
      DATA_DIR: issuerDir,
      DATABASE_URL: issuerUrl,
      BOARD_URL: `http://127.0.0.1:${port + 1}`,
      OIDC_ISSUER: `http://127.0.0.1:${port + 3}`,
      ...shared,
    },
  });
  await Promise.all([demo.ready(), issuer.ready()]);
  return { demo, issuer, boardUrl, issuerUrl, folders: [demoDir, issuerDir], signers: readTokenKeys(ISSUER_KEYS) };
}

/** Names of files that have a text in them. */
const filesWith = (folder: string, text: string): string =>
  execFileSync("/bin/sh", ["-c", 'grep -rlaF -e "$1" "$0" || true', folder, text]).toString();

async function takePass(browser: Browser, issuer: Program, signer: TokenSigner): Promise<number> {
  const { request } = drawn(signer);
  const init = { method: "POST", headers: { "Content-Type": PASS_REQUEST }, body: new Uint8Array(request) };
  const answer = await browser.ask(`${issuer.issuer}/v1/passes`, init);
  if (answer.status === 200) expect(await answer.arrayBuffer()).toHaveProperty("byteLength", 256);
  return answer.status;
}

test("issuer: apart, with a database of its own, it gives passes; nothing of who took them is anywhere", async () => {
  const { demo, issuer, boardUrl, issuerUrl, folders, signers } = await startApart();
  expect(issuer.output()).toContain(`tegenspraak ready at ${issuer.issuer}\n`);
  for (const address of [issuer.relay, issuer.board, demo.issuer])
    await expect(fetch(address)).rejects.toThrow("fetch failed");

  const [pass, ballot] = signers;
  if (pass === undefined || ballot === undefined) throw new Error("no keys");
  const secrets: string[] = [];
  for (const { subject, name, email } of EMPLOYEES) {
    const browser = new Browser();
    const back = await signIn(browser, issuer.issuer, subject);
    expect([back.status, back.headers.get("location")]).toEqual([303, "/"]);
    expect(await whoIsThere(browser, issuer.issuer)).toMatchObject({ status: 200 });
    expect(await takePass(browser, issuer, pass)).toBe(200);
    expect(await takePass(browser, issuer, ballot)).toBe(200);
    expect(await takePass(browser, issuer, ballot)).toBe(409);
    const parameters = browser.visited.flatMap((address) => [...new URL(address).searchParams]);
    const codes = parameters.filter(([key]) => /^(?:code|state|nonce)$/.test(key)).map(([, value]) => value);
    expect(codes.length).toBeGreaterThanOrEqual(4);
    const cookies = [...browser.cookies.values()].map(({ value }) => value);
    secrets.push(subject, name, email, ...codes, ...cookies);
  }
  expect(await (await fetch(`${issuer.issuer}/v1/passes`)).json()).toMatchObject({ passes: 3 });

  // Neither has a table of the other's.
  const [boards, issuers] = [await tableNames(boardUrl), await tableNames(issuerUrl)];
  const isOurs = (table: string): boolean => !table.startsWith("kysely_");
  expect(issuers.filter(isOurs)).toEqual(["pass_taken", "pass_year"]);
  expect(boards.filter(isOurs)).toContain("letters_bundle");
  expect(boards.filter(isOurs).filter((table) => issuers.includes(table))).toEqual([]);

  const rows = await tablesOf(issuerUrl);
  const kept = JSON.stringify([rows, await tablesOf(boardUrl)]);
  expect(rows["pass_taken"]).toHaveLength(6);
  for (const program of [demo, issuer]) {
    program.child.kill("SIGTERM");
    expect(await program.ended()).toBe(0);
    expect(program.errors()).toBe("");
  }
  const said = demo.output() + issuer.output();
  expect(said).toContain('"route":"/sign-in/callback"');
  const secretKey = readIssuerSecrets(join(folders[1] ?? "", "issuer-secrets.json")).person;
  for (const secret of secrets) {
    for (const form of [secret, hex(Buffer.from(secret))]) expect(kept).not.toContain(form);
    expect(said).not.toContain(secret);
    for (const folder of folders) expect(filesWith(folder, secret)).toBe("");
  }
  // What a session has for a person is in no table either: the rows of a quarter have another value.
  for (const { subject } of EMPLOYEES) {
    const provider = `http://127.0.0.1:${Number(new URL(demo.board).port) + 2}`;
    expect(kept).not.toContain(hex(personKey({ issuer: provider, subject }, secretKey)));
  }
});

test("issuer: it passes on what its page checks keys against, and says where it is", async () => {
  const { demo, issuer } = await startApart();
  const read = async (address: string): Promise<[number, string]> => {
    const answer = await fetch(address);
    return [answer.status, await answer.text()];
  };
  for (const path of [
    "/v1/configuration",
    "/v1/directory",
    "/v1/logs/directory/checkpoint",
    "/v1/logs/ledger/checkpoint",
    "/v1/logs/directory/tile/0/000.p/1",
    "/v1/logs/directory/tile/entries/000.p/1",
    "/v1/logs/directory/documents/0",
  ]) {
    const [status, text] = await read(demo.board + path);
    expect(status).toBe(200);
    // The issuer apart is no demo and was told no keys.
    if (path !== "/v1/configuration") expect(await read(issuer.issuer + path)).toEqual([200, text]);
  }
  for (const address of [demo.board, demo.relay, issuer.issuer])
    expect(JSON.parse((await read(`${address}/v1/configuration`))[1])).toMatchObject({ passes: issuer.issuer });
  // Letters are none of its business, nor is posting.
  for (const path of [
    "/v1/logs/letters/checkpoint",
    "/v1/logs/letters/bundles/000.p/1",
    "/v1/desk/keyring",
    "/v1/demo",
  ])
    expect((await read(issuer.issuer + path))[0]).toBe(404);

  demo.child.kill("SIGTERM");
  expect(await demo.ended()).toBe(0);
  expect((await read(`${issuer.issuer}/v1/directory`))[0]).toBe(503);
  expect((await read(`${issuer.issuer}/ready`))[0]).toBe(200);
  expect((await read(`${issuer.issuer}/v1/passes`))[0]).toBe(200);
});

test("issuer: in one process with everything else it has a database and a login of its own", async () => {
  const folder = freshFolder();
  const program = await startProgram({ environment: { DATA_DIR: folder } });
  await program.ready();
  const browser = new Browser();
  await signIn(browser, program.issuer, EMPLOYEES[0]?.subject ?? "");
  expect(await whoIsThere(browser, program.issuer)).toMatchObject({ status: 200 });
  expect(await (await fetch(`${program.relay}/v1/configuration`)).json()).toMatchObject({ passes: program.issuer });
  const [pass] = readTokenKeys(join(folder, "issuer-keys.json"));
  if (pass === undefined) throw new Error("no key");
  expect(await takePass(browser, program, pass)).toBe(200);

  const isOurs = (table: string): boolean => !table.startsWith("kysely_");
  expect((await tableNames(embeddedUrl(folder, "issuer"))).filter(isOurs)).toEqual(["pass_taken", "pass_year"]);
  expect(await tableNames(embeddedUrl(folder, "board"))).not.toContain("pass_taken");
  for (const [login, other] of [
    ["board", "issuer"],
    ["issuer", "board"],
  ] as const)
    await expect(tableNames(embeddedUrl(folder, login, other))).rejects.toThrow(/permission denied for database/);
  program.child.kill("SIGTERM");
  expect(await program.ended()).toBe(0);
  expect(program.errors()).toBe("");
  // PostgreSQL's files too: its write-ahead log has what the tables had.
  const codes = browser.visited.flatMap((address) => new URL(address).searchParams.get("code") ?? []);
  const { subject = "", name = "", email = "" } = EMPLOYEES[0] ?? {};
  for (const secret of [subject, name, email, ...codes]) {
    expect(secret).not.toBe("");
    expect(program.output()).not.toContain(secret);
    expect(filesWith(folder, secret)).toBe("");
  }
  expect(filesWith(folder, "kysely_migration")).not.toBe("");
});
