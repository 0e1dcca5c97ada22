// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { createServer, request as httpRequest, type IncomingHttpHeaders } from "node:http";
import type { AddressInfo } from "node:net";
import { buffer } from "node:stream/consumers";
import { expect, test } from "vitest";
import { openPromise, SIZE_CLASSES } from "#crypto";
import { OBLIVIOUS_KEYS_PATH, OBLIVIOUS_PATH, REQUEST_TYPE, RESPONSE_TYPE } from "../../../server/oblivious.ts";
import { ask } from "../../../server/relay/ask.ts";
import { anyBurst, BURSTS_PATH, cleanUp, expectProblem, listening, openBoard, ORIGIN, sequenceNow } from "../board.ts";
import { askSealed, bundleRequest, burstRequest, DUMMY, keyOf, openAnswer, postSealed, seal } from "../oblivious.ts";
import { relayBefore } from "../relay.ts";

const CLASSES = ["read", "slot", "cell"] as const;

interface Arrival {
  readonly method: string;
  readonly url: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}

/** Of a board. */
interface Said {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
}

const KEPT: Said = {
  status: 203,
  headers: { "Content-Type": "application/x-canary", "Cache-Control": "public, max-age=77" },
  body: Buffer.from("kept as it is"),
};
/** What would tell a visitor more than they should hear. */
const TELLING = ["set-cookie", "x-board-process", "server", "etag"];

/** Writes down what arrives, and answers with headers of its own. */
async function recordingBoard(said: Said = KEPT): Promise<{ arrivals: Arrival[]; url: string }> {
  const arrivals: Arrival[] = [];
  const server = createServer((request, response) => {
    void buffer(request).then((body) => {
      arrivals.push({ method: request.method ?? "", url: request.url ?? "", headers: request.headers, body });
      response.writeHead(said.status, {
        ...said.headers,
        "Set-Cookie": "board=1",
        "X-Board-Process": "canary",
        "API-Version": "9.9.9",
        Server: "canary",
        ETag: '"canary"',
        "Access-Control-Allow-Origin": "*",
      });
      response.end(said.body);
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

test("relay: what reaches the board of a read is its path, and nothing of the visitor", async () => {
  const { arrivals, url } = await recordingBoard();
  const relay = await relayBefore(url);
  const reads = [
    "/v1/directory",
    "/v1/logs/letters/checkpoint",
    "/v1/logs/letters/tile/0/x001/234.p/7",
    "/v1/logs/directory/tile/entries/000",
    "/v1/logs/directory/documents/0",
    OBLIVIOUS_KEYS_PATH,
  ];
  for (const path of reads) await relay.inject({ url: `${path}?canary=1`, headers: VISITOR });
  expect(arrivals.map(({ method, url: path }) => `${method} ${path}`)).toEqual(reads.map((path) => `GET ${path}`));
  for (const { headers } of arrivals) expect(JSON.stringify(headers)).not.toMatch(/canary|192\.0\.2|forwarded|bytes=/i);
  // What is left is the relay's own and the same whoever asks.
  expect(new Set(arrivals.map(({ headers }) => JSON.stringify(headers))).size).toBe(1);
});

test.for(CLASSES)(
  "relay: what reaches the board of a sealed %s is its bytes, and nothing of the visitor",
  async (name) => {
    const { arrivals, url } = await recordingBoard();
    const relay = await relayBefore(url);
    const bytes = randomBytes(SIZE_CLASSES[name].request);
    const headers = { ...VISITOR, "content-type": `${REQUEST_TYPE}; canary=1` };
    await relay.inject({ method: "POST", url: `${OBLIVIOUS_PATH}?canary=1`, headers, payload: bytes });
    await relay.inject({
      method: "POST",
      url: OBLIVIOUS_PATH,
      headers: { "content-type": REQUEST_TYPE },
      payload: bytes,
    });
    const [first, second] = arrivals;
    expect(first?.method).toBe("POST");
    expect(first?.url).toBe(OBLIVIOUS_PATH);
    expect(first?.body.equals(bytes)).toBe(true);
    expect(first?.headers["content-type"]).toBe(REQUEST_TYPE);
    expect(first?.headers["content-length"]).toBe(String(bytes.length));
    expect(JSON.stringify(first?.headers)).not.toMatch(/canary|192\.0\.2|forwarded|bytes=/i);
    expect(first?.headers).toEqual(second?.headers);
  },
);

test("relay: of the board's answer to a read come status, body, media type and caching", async () => {
  const { url } = await recordingBoard();
  const answer = await (await relayBefore(url)).inject({ url: "/v1/directory" });
  expect(answer.statusCode).toBe(203);
  expect(answer.body).toBe("kept as it is");
  expect(answer.headers["content-type"]).toBe("application/x-canary");
  expect(answer.headers["cache-control"]).toBe("public, max-age=77");
  expect(answer.headers["api-version"]).toBe("1.0.0");
  for (const name of [...TELLING, "access-control-allow-origin"]) expect(answer.headers).not.toHaveProperty(name);
});

test.for(CLASSES)("relay: of the board's answer to a sealed %s come its bytes", async (name) => {
  const body = randomBytes(SIZE_CLASSES[name].response);
  const { url } = await recordingBoard({ status: 200, headers: { "Content-Type": RESPONSE_TYPE }, body });
  const answer = await postSealed(await relayBefore(url), randomBytes(SIZE_CLASSES[name].request));
  expect(answer.statusCode).toBe(200);
  expect(answer.rawPayload.equals(body)).toBe(true);
  expect(answer.headers["content-type"]).toBe(RESPONSE_TYPE);
  expect(answer.headers["cache-control"]).toBe("no-store");
  for (const header of TELLING) expect(answer.headers).not.toHaveProperty(header);
});

test("relay: an answer of another size, media type or status is not passed on", async () => {
  const { response: size, request } = SIZE_CLASSES.slot;
  const type = { "Content-Type": RESPONSE_TYPE };
  const lies: Said[] = [
    ...[0, 1, size - 1, size + 1, SIZE_CLASSES.read.response].map((length) => ({
      status: 200,
      headers: type,
      body: Buffer.alloc(length, "canary"),
    })),
    { status: 200, headers: { "Content-Type": "text/html" }, body: Buffer.alloc(size, "canary") },
    { status: 201, headers: type, body: Buffer.alloc(size, "canary") },
    { status: 500, headers: type, body: Buffer.alloc(size, "canary") },
    { status: 403, headers: { "Content-Type": "application/problem+json" }, body: Buffer.from('{"type":"canary"}') },
  ];
  for (const lie of lies) {
    const { url } = await recordingBoard(lie);
    const answer = await postSealed(await relayBefore(url), randomBytes(request));
    expectProblem(answer, 503, "busy");
    expect(answer.body).not.toContain("canary");
  }
});

test("relay: of a refusal the visitor hears which it was, and no word of the board's", async () => {
  const KEY_UNKNOWN = "https://iana.org/assignments/http-problem-types#ohttp-key";
  const said = [
    [{ type: KEY_UNKNOWN, detail: "canary", canary: 1 }, KEY_UNKNOWN],
    [{ type: "/problems/malformed", detail: "canary" }, "/problems/malformed"],
    [{ type: "canary" }, "/problems/malformed"],
    ["canary", "/problems/malformed"],
    [null, "/problems/malformed"],
  ] as const;
  for (const [problem, type] of said) {
    const headers = { "Content-Type": "application/problem+json" };
    const { url } = await recordingBoard({ status: 400, headers, body: Buffer.from(JSON.stringify(problem)) });
    const answer = await postSealed(await relayBefore(url), randomBytes(SIZE_CLASSES.slot.request));
    expect(answer.statusCode).toBe(400);
    expect(answer.json()).toMatchObject({ type, status: 400 });
    expect(answer.body).not.toContain("canary");
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
    "/v1/logs/letters/tile/0/../../../../../health",
    "/v1/logs/letters/tile/..\\..\\..\\desk\\keyring",
    "/v1/logs/letters/tile/0/000\t",
    "/v1/logs/letters/bundles/000",
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
    expectProblem(await postSealed(relay, randomBytes(SIZE_CLASSES.slot.request)), 503, "busy");
    expect((await relay.inject({ url: "/" })).statusCode).toBe(200);
  }
});

test("relay: a board that does not answer is not waited for without end", async () => {
  const silent = createServer(() => undefined).listen(0, "127.0.0.1");
  await once(silent, "listening");
  cleanUp(() => {
    silent.closeAllConnections();
    silent.close();
  });
  const url = `http://127.0.0.1:${(silent.address() as AddressInfo).port}`;
  await expect(ask(new URL(url), 1, {}, 50)).rejects.toMatchObject({ code: "busy" });
});

test("relay: another size or media type does not get past it", async () => {
  const { arrivals, url } = await recordingBoard();
  const relay = await relayBefore(url);
  for (const { request } of Object.values(SIZE_CLASSES))
    for (const length of [request - 1, request + 1])
      expect((await postSealed(relay, Buffer.alloc(length))).statusCode).toBe(length > 1_056_768 ? 413 : 400);
  expectProblem(await postSealed(relay, Buffer.alloc(0)), 400, "malformed");
  // Without a length beforehand it is counted.
  const address = await listening(relay);
  for (const [length, status] of [
    [49_153, 400],
    [1_056_769, 413],
  ] as const) {
    const body = new Blob([Buffer.alloc(length)]).stream();
    const init = { method: "POST", headers: { "Content-Type": REQUEST_TYPE }, body, duplex: "half" } as const;
    expect((await fetch(address + OBLIVIOUS_PATH, init)).status).toBe(status);
  }
  const payload = Buffer.alloc(SIZE_CLASSES.slot.request);
  for (const type of ["application/octet-stream", "text/plain", RESPONSE_TYPE]) {
    const headers = { "content-type": type };
    expectProblem(
      await relay.inject({ method: "POST", url: OBLIVIOUS_PATH, headers, payload }),
      415,
      "wrong_media_type",
    );
  }
  expect(arrivals).toEqual([]);
});

test("relay: what is posted or read of envelopes goes sealed, and not plainly", async () => {
  const { arrivals, url } = await recordingBoard();
  const relay = await relayBefore(url);
  for (const path of [BURSTS_PATH, "/v1/token-batches", "/v1/cards/redemptions", "/v1/dummies"]) {
    const headers = { "content-type": "application/octet-stream" };
    const answer = await relay.inject({ method: "POST", url: path, headers, payload: Buffer.alloc(3_874) });
    expectProblem(answer, 404, "not_found");
  }
  expectProblem(await relay.inject({ url: "/v1/logs/letters/bundles/000.p/5" }), 404, "not_found");
  expect(arrivals).toEqual([]);
});

test("relay: pages of other web origins may post sealed requests to it, and do nothing else", async () => {
  const { board, relay } = await openBoard();
  const headers = {
    origin: "https://desk.example",
    "access-control-request-method": "POST",
    "access-control-request-headers": "content-type",
  };
  const preflight = await relay.inject({ method: "OPTIONS", url: OBLIVIOUS_PATH, headers });
  expect(preflight.statusCode).toBe(204);
  expect(preflight.headers).toMatchObject({
    "access-control-allow-origin": "*",
    "access-control-allow-methods": "POST",
    "access-control-allow-headers": "Content-Type",
    "access-control-max-age": "86400",
  });
  const sealed = seal(await keyOf(board), DUMMY);
  const answered = await postSealed(relay, sealed.bytes);
  // Whoever is refused may read why.
  const refused = await postSealed(relay, sealed.bytes.subarray(1));
  const wrongType = await relay.inject({ method: "POST", url: OBLIVIOUS_PATH, payload: "x" });
  for (const answer of [answered, refused, wrongType]) {
    expect(answer.headers["access-control-allow-origin"]).toBe("*");
    expect(answer.headers).not.toHaveProperty("access-control-allow-credentials");
  }
  for (const url of ["/", "/v1/directory", "/v1/configuration", OBLIVIOUS_KEYS_PATH]) {
    const answer = await relay.inject({ url, headers });
    expect(answer.headers).not.toHaveProperty("access-control-allow-origin");
    expect((await relay.inject({ method: "OPTIONS", url, headers })).statusCode).toBe(405);
  }
  expect((await board.inject({ method: "OPTIONS", url: OBLIVIOUS_PATH, headers })).statusCode).toBe(405);
});

test("relay: a burst through it is promised by the board behind it, and bundles come back", async () => {
  const board = await openBoard();
  const relay = await relayBefore(await listening(board.board), ORIGIN);
  const burst = anyBurst();
  const { status, content } = await askSealed(relay, burstRequest(burst));
  expect(status).toBe(201);
  openPromise(content, burst, ORIGIN, board.letters.publicKey);
  await sequenceNow(board);
  expect(await askSealed(relay, bundleRequest("bundles/000.p/5"), "read")).toMatchObject({ status: 200 });
  const replayed = seal(await keyOf(relay), DUMMY);
  openAnswer(replayed, await postSealed(relay, replayed.bytes));
  expectProblem(await postSealed(relay, replayed.bytes), 400, "malformed");
});
