// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { once } from "node:events";
import { createServer, request as httpRequest, type IncomingHttpHeaders } from "node:http";
import type { AddressInfo } from "node:net";
import { buffer } from "node:stream/consumers";
import { expect, test } from "vitest";
import { buildApp } from "../../../server/app.ts";
import { readConfig } from "../../../server/config.ts";
import type { Listener } from "../../../server/listener.ts";
import {
  anyBurst,
  BURSTS_PATH,
  cleanUp,
  expectProblem,
  freshFolder,
  listening,
  openBoard,
  postBurst,
} from "../board.ts";

interface Arrival {
  readonly method: string;
  readonly url: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}

/** A relay by itself in front of something that writes down what arrives and answers with headers of its own. */
async function relayBefore(boardUrl: string): Promise<Listener> {
  const config = readConfig({
    ROLES: "relay",
    ORIGIN: "dissent.example.org",
    BOARD_URL: boardUrl,
    DATA_DIR: freshFolder(),
  });
  const app = await buildApp({ config, database: null, log: false });
  const [relay] = app.listeners;
  if (relay === undefined) throw new Error("no relay");
  cleanUp(() => relay.app.close());
  return relay.app;
}

async function recordingBoard(): Promise<{ arrivals: Arrival[]; url: string }> {
  const arrivals: Arrival[] = [];
  const server = createServer((request, response) => {
    void buffer(request).then((body) => {
      arrivals.push({ method: request.method ?? "", url: request.url ?? "", headers: request.headers, body });
      response.writeHead(203, {
        "Content-Type": "application/x-canary",
        "Cache-Control": "public, max-age=77",
        "Set-Cookie": "board=1",
        "X-Board-Process": "canary",
        "API-Version": "9.9.9",
        Server: "canary",
        ETag: '"canary"',
        "Access-Control-Allow-Origin": "*",
      });
      response.end("kept as it is");
    });
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  cleanUp(() => server.close());
  return { arrivals, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` };
}

const VISITOR = {
  "user-agent": "canary-agent",
  cookie: "desk=canary",
  referer: "http://canary.example/",
  "x-forwarded-for": "192.0.2.7",
  forwarded: "for=192.0.2.7",
  "accept-language": "nl-canary",
  authorization: "Bearer canary",
  origin: "http://canary.example",
  accept: "application/x-canary",
  "x-canary": "canary",
  "if-none-match": '"canary"',
  range: "bytes=0-1",
};

test("relay: the submitter's page is at /, and the desk is nowhere", async () => {
  const { relay, board } = await openBoard();
  const [submitter, desk] = [await relay.inject({ url: "/" }), await board.inject({ url: "/" })];
  expect(submitter.body).toContain("<ts-app>");
  expect(desk.body).not.toContain("<ts-app>");
  for (const url of [
    "/desk.html",
    "/v1/desk/keyring",
    "/v1/openapi.json",
    "/health",
    "/ready",
    "/v1/desk/challenges",
  ]) {
    expectProblem(await relay.inject({ url }), 404, "not_found");
  }
});

test("relay: what reaches the board is a path, a media type and a body, and nothing of the visitor", async () => {
  const { arrivals, url } = await recordingBoard();
  const relay = await relayBefore(url);
  const burst = anyBurst();
  const reads = [
    "/v1/directory",
    "/v1/logs/letters/checkpoint",
    "/v1/logs/letters/tile/0/x001/234.p/7",
    "/v1/logs/directory/tile/entries/000",
    "/v1/logs/directory/documents/0",
    "/v1/logs/letters/bundles/000.p/5",
  ];
  for (const path of reads) await relay.inject({ url: `${path}?canary=1`, headers: VISITOR });
  await relay.inject({
    method: "POST",
    url: `${BURSTS_PATH}?canary=1`,
    headers: { ...VISITOR, "content-type": "application/octet-stream; canary=1" },
    payload: burst,
  });
  expect(arrivals.map(({ method, url: path }) => `${method} ${path}`)).toEqual([
    ...reads.map((path) => `GET ${path}`),
    `POST ${BURSTS_PATH}`,
  ]);
  expect(arrivals.at(-1)?.body.equals(burst)).toBe(true);
  expect(arrivals.at(-1)?.headers["content-type"]).toBe("application/octet-stream");
  for (const { headers } of arrivals) expect(JSON.stringify(headers)).not.toMatch(/canary|192\.0\.2|forwarded|bytes=/i);
  // What is left is the relay's own and the same whoever asks.
  const names = new Set(arrivals.slice(0, -1).map(({ headers }) => JSON.stringify(headers)));
  expect(names.size).toBe(1);
});

test("relay: a token reaches the board in one way, however it was written, and nothing beside it does", async () => {
  const { arrivals, url } = await recordingBoard();
  const relay = await relayBefore(url);
  const post = (authorization: string): Promise<unknown> =>
    relay.inject({
      method: "POST",
      url: BURSTS_PATH,
      headers: { "content-type": "application/octet-stream", authorization },
      payload: anyBurst(),
    });
  for (const written of ['PrivateToken token="AAAA"', "privatetoken  token=AAAA"]) await post(written);
  for (const more of ['PrivateToken token="AAAA", device="canary"', "PrivateToken canary"]) await post(more);
  const token = 'PrivateToken token="AAAA"';
  expect(arrivals.map(({ headers }) => headers.authorization)).toEqual([token, token, undefined, undefined]);
});

test("relay: of the board's answer come status, body, media type and caching", async () => {
  const { url } = await recordingBoard();
  const relay = await relayBefore(url);
  for (const answer of [await relay.inject({ url: "/v1/directory" }), await postBurst(relay, anyBurst())]) {
    expect(answer.statusCode).toBe(203);
    expect(answer.body).toBe("kept as it is");
    expect(answer.headers["content-type"]).toBe("application/x-canary");
    expect(answer.headers["cache-control"]).toBe("public, max-age=77");
    expect(answer.headers["api-version"]).toBe("1.0.0");
    for (const name of ["set-cookie", "x-board-process", "server", "etag", "access-control-allow-origin"]) {
      expect(answer.headers).not.toHaveProperty(name);
    }
  }
});

/** The request line as it is: a client library would tidy the path up first. */
async function statusOf(address: string, path: string): Promise<number | undefined> {
  const request = httpRequest({ host: "127.0.0.1", port: new URL(address).port, path, headers: { host: "relay" } });
  request.end();
  const [response] = (await once(request, "response")) as [{ statusCode?: number; resume(): void }];
  response.resume();
  return response.statusCode;
}

test("relay: no way of writing a path reaches anything but the listed ones, on the board or elsewhere", async () => {
  const { arrivals, url } = await recordingBoard();
  const elsewhere = await recordingBoard();
  const address = await listening(await relayBefore(url));
  const attempts = [
    "/v1/logs/letters/tile/../../../desk/keyring",
    "/v1/logs/letters/tile/%2e%2e/%2e%2e/%2E%2E/desk/keyring",
    "/v1/logs/letters/tile/.%2e/.%2e/.%2e/desk/keyring",
    "/v1/logs/letters/bundles/../../../../health",
    "/v1/logs/letters/bundles/..\\..\\..\\desk\\keyring",
    "/v1/logs/letters/bundles/000\t",
    "/v1/logs/../desk/checkpoint",
    "/v1/logs/%2e%2e/checkpoint",
    "//elsewhere.example/v1/directory",
    `${elsewhere.url}/v1/directory`,
    `${elsewhere.url}/v1/logs/letters/tile/0/000`,
    "http://elsewhere@127.0.0.1/v1/directory",
    "/v1/desk/keyring",
    "/v1/demo",
    "/v1/openapi.json",
    "/health",
  ];
  for (const path of attempts) {
    const status = await statusOf(address, path).catch((error: unknown) => {
      // Node's own client refuses to send some of these.
      expect((error as NodeJS.ErrnoException).code).toBe("ERR_UNESCAPED_CHARACTERS");
      return 400;
    });
    expect(`${path} ${status ?? 0}`).toMatch(/ 40[04]$/);
  }
  expect(arrivals).toEqual([]);
  expect(elsewhere.arrivals).toEqual([]);
});

test("relay: without the board, or with one that breaks off, the visitor is told to come back", async () => {
  const closed = createServer().listen(0, "127.0.0.1");
  await once(closed, "listening");
  const { port } = closed.address() as AddressInfo;
  closed.close();
  await once(closed, "close");
  const alone = await relayBefore(`http://127.0.0.1:${port}`);
  const breaking = createServer((_request, response) => {
    response.writeHead(200, { "Content-Length": "100" });
    response.write("half");
    setImmediate(() => response.destroy());
  });
  breaking.listen(0, "127.0.0.1");
  await once(breaking, "listening");
  cleanUp(() => breaking.close());
  const broken = await relayBefore(`http://127.0.0.1:${(breaking.address() as AddressInfo).port}`);
  const redirecting = createServer((_request, response) => response.writeHead(302, { Location: "/health" }).end());
  redirecting.listen(0, "127.0.0.1");
  await once(redirecting, "listening");
  cleanUp(() => redirecting.close());
  const redirected = await relayBefore(`http://127.0.0.1:${(redirecting.address() as AddressInfo).port}`);
  for (const relay of [alone, broken, redirected]) {
    expectProblem(await relay.inject({ url: "/v1/directory" }), 503, "busy");
    expectProblem(await postBurst(relay, anyBurst()), 503, "busy");
    expect((await relay.inject({ url: "/" })).statusCode).toBe(200);
  }
});

test("relay: another size or media type does not get past it", async () => {
  const { arrivals, url } = await recordingBoard();
  const relay = await relayBefore(url);
  expectProblem(await postBurst(relay, Buffer.alloc(40_961)), 413, "too_large");
  const text = { method: "POST", url: BURSTS_PATH, headers: { "content-type": "text/plain" }, payload: "x" } as const;
  expectProblem(await relay.inject(text), 415, "wrong_media_type");
  expect(arrivals).toEqual([]);
});

test("relay: a burst through it is promised by the board behind it", async () => {
  const board = await openBoard();
  const relay = await relayBefore(await listening(board.board));
  const answer = await postBurst(relay, anyBurst());
  expect(answer.statusCode).toBe(201);
  expect(answer.rawPayload).toHaveLength(233);
  expectProblem(await postBurst(relay, Buffer.alloc(5)), 400, "malformed");
});
