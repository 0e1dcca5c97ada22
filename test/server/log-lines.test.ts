// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { execFileSync } from "node:child_process";
import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { base64url, decodeToken, hex, parseAuthorization } from "#crypto";
import { anyBurst, BURSTS_PATH, freshFolder } from "./board.ts";
import { OBLIVIOUS_PATH, REQUEST_TYPE } from "../../server/oblivious.ts";
import { embeddedUrl } from "./embedded.ts";
import { PASS_REQUEST } from "./issuer.ts";
import { burstRequest, DUMMY, fetchSealed } from "./oblivious.ts";
import { startProgram } from "./program.ts";
import { tablesOf } from "./tables.ts";
import { freshAuthorization } from "./tokens.ts";

/** A hash in a path, and the id of a code: 32 bytes that look like any others. */
const HASH = "c4a4".repeat(16);
const CODE_ID = "C4N4RY-c4n4ry".repeat(4).slice(0, 42) + "A";
const CANARY = /c4n4ry|(?:c4a4){4}|192\.0\.2\.77|6334 ?6e3472 ?79|YzRuNHJ5/i;

test("log lines: method, pattern and status, and nothing that a visitor sent, there or in any table or file", async () => {
  const folder = freshFolder();
  const program = await startProgram({ environment: { DATA_DIR: folder, SEQUENCE_INTERVAL_MS: "1000" } });
  await program.ready();
  const headers = {
    "User-Agent": "c4n4ry-agent",
    Cookie: "desk=c4n4ry; __Secure-desk=c4n4ry; passes=c4n4ry; sign-in=c4n4ry; sign-in-failed=c4n4ry",
    "X-Forwarded-For": "192.0.2.77",
    Forwarded: "for=192.0.2.77",
    Referer: "http://c4n4ry.example/",
    Authorization: "Bearer c4n4ry",
    "Accept-Language": "c4n4ry",
  };
  const json = { ...headers, "Content-Type": "application/json" };
  const bytes = { ...headers, "Content-Type": "application/octet-stream" };
  const sealed = { ...headers, "Content-Type": REQUEST_TYPE };
  const text = { ...headers, "Content-Type": "text/plain" };
  const blinded = { ...headers, "Content-Type": PASS_REQUEST };
  const requests: [string, RequestInit][] = [
    ["/?c4n4ry=1", {}],
    ["/c4n4ry", {}],
    ["/v1/logs/c4n4ry/checkpoint?c4n4ry", {}],
    ["/v1/logs/letters/checkpoint?c4n4ry=1", {}],
    ["/v1/logs/letters/tile/0/c4n4ry", {}],
    ["/v1/logs/directory/documents/c4n4ry", {}],
    ["/assets/c4n4ry.js", {}],
    ["/%c4n4ry", {}],
    ["/v1/desk/keyring?c4n4ry=1", {}],
    ["/v1/desk/sessions", { method: "POST", headers: json, body: '{"c4n4ry":1}' }],
    ["/v1/desk/sessions", { method: "POST", headers: json, body: "c4n4ry" }],
    ["/v1/desk/challenges", { method: "POST", headers: json, body: '{"c4n4ry":1}' }],
    [`${BURSTS_PATH}?c4n4ry=1`, { method: "POST", headers: bytes, body: "c4n4ry".repeat(100) }],
    [BURSTS_PATH, { method: "POST", headers: json, body: "c4n4ry" }],
    [`${BURSTS_PATH}?c4n4ry=1`, { method: "POST", headers: bytes, body: anyBurst() }],
    ["/c4n4ry", { method: "DELETE" }],
    ["/v1/desk/invitations/offers", { method: "POST", headers: json, body: `{"id":"${CODE_ID}"}` }],
    ["/v1/desk/invitations/acceptances", { method: "POST", headers: json, body: '{"c4n4ry":1}' }],
    [`/v1/desk/invitations/${HASH}?c4n4ry`, { method: "DELETE" }],
    ["/v1/desk/invitations/c4n4ry", { method: "DELETE" }],
    [`/v1/desk/seed-shares/${HASH}?c4n4ry`, { method: "DELETE" }],
    ["/v1/desk/passkeys/openings", { method: "POST", headers: json, body: `{"credentialId":"${CODE_ID}"}` }],
    ["/v1/desk/proposal?c4n4ry", { method: "PUT", headers: text, body: "c4n4ry" }],
    ["/v1/directory?c4n4ry", { method: "POST", headers: text, body: "c4n4ry\n\nc4n4ry\n" }],
    ["/sign-in?c4n4ry=1", {}],
    ["/sign-in/callback?code=c4n4ry&state=c4n4ry&iss=c4n4ry", {}],
    ["/sign-in/callback?error=c4n4ry&error_description=c4n4ry", {}],
    ["/v1/passes?c4n4ry=1", {}],
    ["/v1/passes/mine?c4n4ry=1", {}],
    ["/v1/passes?c4n4ry=1", { method: "POST", headers: blinded, body: "c4n4ry".repeat(43) }],
    ["/v1/passes/session?c4n4ry=1", { method: "DELETE" }],
    ["/.well-known/private-token-issuer-directory?c4n4ry", {}],
    ["/.well-known/ohttp-gateway?c4n4ry", {}],
    [`${OBLIVIOUS_PATH}?c4n4ry=1`, { method: "POST", headers: sealed, body: Buffer.alloc(49_152, "c4n4ry") }],
    [OBLIVIOUS_PATH, { method: "POST", headers: sealed, body: "c4n4ry" }],
    [OBLIVIOUS_PATH, { method: "POST", headers: json, body: "c4n4ry" }],
    ["/v1/dummies?c4n4ry", { method: "POST", headers: json, body: '{"c4n4ry":1}' }],
    ["/witness/c4n4ry/checkpoint?c4n4ry=1", {}],
    ["/witness/add-checkpoint?c4n4ry=1", { method: "POST", headers: json, body: "c4n4ry" }],
    ["/witness/add-checkpoint", { method: "POST", headers: bytes, body: "old 0\n\nc4n4ry\n" }],
  ];
  const witnesses = [program.council, program.witness].map((prefix) => new URL(prefix).origin);
  for (const address of [program.relay, program.board, program.issuer, ...witnesses]) {
    for (const [path, init] of requests)
      await (await fetch(address + path, { headers, redirect: "manual", ...init })).arrayBuffer();
  }
  const authorization = freshAuthorization("post", folder);
  expect(await fetchSealed(program.relay, burstRequest(anyBurst(), authorization))).toMatchObject({ status: 201 });
  const odd = { ...DUMMY, path: "/v1/dummies/c4n4ry", authorization: "c4n4ry", contentType: "c4n4ry" };
  expect(await fetchSealed(program.relay, odd)).toMatchObject({ status: 404 });
  const read = async (): Promise<string> => (await fetch(`${program.board}/v1/logs/letters/checkpoint`)).text();
  await expect.poll(read, { timeout: 10_000 }).toContain("\n5\n");
  for (const login of ["board", "issuer"] as const)
    expect(JSON.stringify(await tablesOf(embeddedUrl(folder, login)))).not.toMatch(CANARY);
  // Statistics of statements that an operator might switch on are theirs; by itself the server keeps none.
  program.child.kill("SIGTERM");
  expect(await program.ended()).toBe(0);

  expect(program.output()).not.toMatch(CANARY);
  expect(program.errors()).toBe("");
  const lines = program
    .output()
    .split("\n")
    .filter((line) => line.startsWith("{"))
    .map((line) => JSON.parse(line) as Record<string, unknown>);
  const answered = lines.filter(({ msg }) => msg === "answered");
  expect(answered.length).toBeGreaterThan(30);
  for (const line of answered) {
    const { size, ...others } = line;
    expect(Object.keys(others).sort()).toEqual(["level", "method", "msg", "route", "status"]);
    // Nothing of what was inside: a burst, or a path that is not there.
    if (size !== undefined) expect(others).toMatchObject({ method: "POST", route: OBLIVIOUS_PATH });
    if (size !== undefined) expect(["read", "slot", "cell"]).toContain(size);
    expect(line["route"]).toMatch(/^(none|\/[a-z0-9:*/.-]*)$/);
  }
  expect(new Set(lines.map(({ msg }) => msg))).toEqual(new Set(["listening", "answered"]));
  const carried = answered.filter(({ route, status }) => route === OBLIVIOUS_PATH && status === 200);
  expect(carried.map(({ size }) => size)).toEqual(["slot", "slot", "slot", "slot"]);
  for (const route of [
    "/v1/desk/invitations/:hash",
    "/v1/desk/seed-shares/:hash",
    "/v1/logs/:log/tile/:level/*",
    "/sign-in/callback",
    "/v1/passes",
    "/witness/:log/checkpoint",
  ])
    expect(answered.some((line) => line["route"] === route)).toBe(true);

  // Every file that the program wrote, PostgreSQL's included: its write-ahead log holds what the tables held.
  const files = readdirSync(folder, { recursive: true, encoding: "utf8" }).map((name) => join(folder, name));
  const contents = files.filter((path) => statSync(path).isFile());
  expect(contents.some((path) => path.endsWith("postgres.log"))).toBe(true);
  const found = execFileSync("/bin/sh", [
    "-c",
    'grep -rlaiE "c4n4ry|192\\.0\\.2\\.77" "$0" || true',
    folder,
  ]).toString();
  expect(found).toBe("");
  // The token that was spent is in none of them either: its nullifier is.
  const { nonce, authenticator } = decodeToken(parseAuthorization(authorization));
  const all = contents.map((path) => readFileSync(path));
  const isIn = (part: Uint8Array): boolean =>
    all.some(
      (content) =>
        content.includes(Buffer.from(part)) || content.includes(hex(part)) || content.includes(base64url(part)),
    );
  expect([isIn(nonce), isIn(authenticator)]).toEqual([false, false]);
});
