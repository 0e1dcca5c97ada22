// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import type { LightMyRequestResponse } from "fastify";
import { connect } from "node:net";
import { expect, test } from "vitest";
import type { Listener } from "../../server/listener.ts";
import { OBLIVIOUS_PATH } from "../../server/oblivious.ts";
import { BURSTS_PATH, cleanUp, expectProblem, listening, openBoard } from "./board.ts";

/** Bytes as they are, and all that comes back. */
async function raw(address: string, request: string): Promise<string> {
  const socket = connect(Number(new URL(address).port), "127.0.0.1");
  cleanUp(() => socket.destroy());
  socket.setEncoding("utf8");
  let answer = "";
  socket.on("data", (chunk: string) => (answer += chunk));
  socket.write(request);
  await new Promise((resolve) => socket.once("close", resolve));
  return answer;
}

const both = async (): Promise<Record<"board" | "relay", Listener>> => {
  const { board, relay } = await openBoard();
  return { board, relay };
};

test("http: pages are asked for anew every time, what has a hash in its name never again", async () => {
  for (const listener of Object.values(await both())) {
    for (const path of ["/", "/demo.html"]) {
      const page = await listener.inject({ url: path });
      expect(page.statusCode).toBe(200);
      expect(page.headers["cache-control"]).toBe("no-cache");
      expect(page.headers["content-type"]).toMatch(/^text\/html/);
      const [, asset] = /src="\.?(\/assets\/[^"]+\.js)"/.exec(page.body) ?? [];
      const script = await listener.inject({ url: asset ?? "no script in the page" });
      expect(script.statusCode).toBe(200);
      expect(script.headers["cache-control"]).toBe("public, max-age=31536000, immutable");
    }
    const missing = await listener.inject({ url: "/assets/missing-12345678.js" });
    expectProblem(missing, 404, "not_found");
    expect(missing.headers["cache-control"]).toBe("no-store");
    expectProblem(await listener.inject({ url: "/assets/../index.html" }), 404, "not_found");
    expectProblem(await listener.inject({ url: "/assets/%2e%2e%2findex.html" }), 404, "not_found");
    expectProblem(await listener.inject({ url: "/assets/" }), 404, "not_found");
    for (const headers of [{ range: "bytes=99999999-" }, { "if-match": '"x"' }, { "if-none-match": "*" }]) {
      expect((await listener.inject({ url: "/", headers })).statusCode).toBeLessThan(500);
    }
  }
});

test("http: every answer forbids framing and everything that is not our own", async () => {
  for (const [name, listener] of Object.entries(await both())) {
    for (const url of ["/", "/v1/logs/letters/checkpoint", "/v1/nothing"]) {
      const { headers } = await listener.inject({ url });
      expect(headers["x-frame-options"]).toBe("DENY");
      expect(headers["x-content-type-options"]).toBe("nosniff");
      expect(headers["referrer-policy"]).toBe("no-referrer");
      expect(headers["cross-origin-opener-policy"]).toBe("same-origin");
      expect(headers["cross-origin-resource-policy"]).toBe("same-origin");
      expect(headers["api-version"]).toMatch(/^\d+\.\d+\.\d+$/);
      // Only submitters' pages read the code of a pass.
      expect(headers["permissions-policy"]).toContain(name === "relay" ? "camera=(self)" : "camera=()");
      expect(headers["permissions-policy"]).toContain("microphone=()");
      expect(headers["strict-transport-security"]).toBeUndefined();
      expect(headers).not.toHaveProperty("server");
      expect(headers).not.toHaveProperty("x-powered-by");
      expect(headers).not.toHaveProperty("set-cookie");
      const policy = String(headers["content-security-policy"]).split(";");
      expect(policy).toContain("default-src 'none'");
      expect(policy).toContain("frame-ancestors 'none'");
      expect(policy).toContain("require-trusted-types-for 'script'");
      expect(policy).toContain("trusted-types lit-html tegenspraak-worker");
      expect(policy).toContain("script-src 'self' 'wasm-unsafe-eval'");
      // Members post sealed, to the relay; nobody else's page speaks to anybody but whoever served it.
      const asked = policy.find((directive) => directive.startsWith("connect-src"));
      expect(asked).toMatch(
        name === "relay" ? /^connect-src 'self'$/ : /^connect-src 'self' http:\/\/127\.0\.0\.1:\d+$/,
      );
      expect(policy.join()).not.toContain("unsafe-inline");
      expect(policy.join()).not.toContain("'unsafe-eval'");
    }
  }
});

test("http: under a web origin with TLS browsers are told to stay with it", async () => {
  const { board, relay } = await openBoard({
    BOARD_ORIGIN: "https://desk.tegenspraak.localhost",
    RELAY_ORIGIN: "https://tegenspraak.localhost",
  });
  for (const listener of [board, relay]) {
    const { headers } = await listener.inject({ url: "/" });
    expect(headers["strict-transport-security"]).toBe("max-age=63072000; includeSubDomains");
  }
});

test("http: a method that a path does not have is 405 and says which it has", async () => {
  const { board, relay } = await both();
  const cases = [
    [board, "GET", BURSTS_PATH, "POST"],
    [board, "OPTIONS", BURSTS_PATH, "POST"],
    [board, "PUT", BURSTS_PATH, "POST"],
    [board, "POST", "/v1/logs/letters/checkpoint", "GET, HEAD"],
    [board, "DELETE", "/v1/logs/letters/tile/0/000", "GET, HEAD"],
    [board, "OPTIONS", "/v1/openapi.json", "GET, HEAD"],
    [board, "DELETE", "/v1/desk/keyring", "GET, HEAD, PUT"],
    [board, "GET", "/v1/desk/sessions/current", "DELETE"],
    [board, "POST", "/", "GET, HEAD"],
    [relay, "GET", OBLIVIOUS_PATH, "OPTIONS, POST"],
    [relay, "PATCH", "/v1/directory", "GET, HEAD"],
    [relay, "POST", "/assets/x.js", "GET, HEAD"],
  ] as const;
  for (const [listener, method, url, allowed] of cases) {
    const answer = await listener.inject({ method, url });
    expectProblem(answer, 405, "method_not_allowed");
    expect(String(answer.headers.allow).split(", ").sort().join(", ")).toBe(allowed);
    expect(answer.headers["api-version"]).toBe("1.0.0");
  }
  expectProblem(await board.inject({ method: "POST", url: "/v1/nothing" }), 404, "not_found");
});

test("http: HEAD answers what GET does, without the body", async () => {
  const { board } = await openBoard();
  const address = await listening(board);
  for (const path of ["/v1/logs/letters/checkpoint", "/v1/directory", "/", "/health"]) {
    const [got, head] = [await fetch(address + path), await fetch(address + path, { method: "HEAD" })];
    expect(head.status).toBe(200);
    expect(head.headers.get("content-type")).toBe(got.headers.get("content-type"));
    expect(head.headers.get("content-length")).toBe(got.headers.get("content-length"));
    expect(await head.text()).toBe("");
  }
  expect((await fetch(`${address}/v1/nothing`, { method: "HEAD" })).status).toBe(404);
});

test("http: JSON that is malformed, of another shape, too large or of another type is refused with a sentence", async () => {
  const { board } = await openBoard();
  const post = (payload: string, type = "application/json"): Promise<LightMyRequestResponse> =>
    board.inject({ method: "POST", url: "/v1/desk/sessions", headers: { "content-type": type }, payload });
  for (const payload of ["", "{", "null", "[]", '""', "{}", '{"__proto__":{}}', '{"loginKey":1}', "\u0000"]) {
    expectProblem(await post(payload), 400, "malformed");
  }
  expectProblem(await post(`{"loginKey":"${"a".repeat(20_000)}"}`), 413, "too_large");
  expectProblem(await post("{}", "text/plain"), 415, "wrong_media_type");
  expectProblem(await post("{}", "application/octet-stream"), 415, "wrong_media_type");
  const none = await board.inject({ method: "POST", url: "/v1/desk/sessions", payload: Buffer.from("{}") });
  expectProblem(none, 415, "wrong_media_type");
});

test("http: what is not a request is answered as a problem too, and repeats nothing", async () => {
  const { board } = await openBoard();
  const address = await listening(board);
  const requests = [
    "GET /v1/canary%zz HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n",
    "canary\r\n\r\n",
    "GET /v1/canary HTTP/9.9\r\n\r\n",
    `GET / HTTP/1.1\r\nHost: x\r\nX: canary${"a".repeat(40_000)}\r\n\r\n`,
    "CANARY / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n",
    `GET /v1/logs/letters/documents/${"canary".repeat(100)} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n`,
    "POST /v1/logs/letters/bursts HTTP/1.1\r\nHost: x\r\nContent-Length: canary\r\n\r\n",
  ];
  for (const request of requests) {
    const answer = await raw(address, request);
    expect(answer.slice(0, 40)).toMatch(/^HTTP\/1\.1 4\d\d /);
    expect(answer.toLowerCase()).toContain("content-type: application/problem+json");
    expect(answer.toLowerCase()).toContain("api-version: 1.0.0");
    expect(answer.toLowerCase()).not.toContain("canary");
    const problem: unknown = JSON.parse(answer.slice(answer.indexOf("\r\n\r\n") + 4).replace(/^[0-9a-f]+\r\n/, ""));
    expect(problem).toMatchObject({ detail: expect.stringMatching(/\.$/) as string });
  }
});

test("http: the query of a request changes nothing", async () => {
  const { board } = await openBoard();
  const plain = await board.inject({ url: "/v1/logs/letters/checkpoint" });
  const asked = await board.inject({ url: "/v1/logs/letters/checkpoint?canary=1" });
  expect(asked.statusCode).toBe(200);
  expect(asked.body).toBe(plain.body);
});
