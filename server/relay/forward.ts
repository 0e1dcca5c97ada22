// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import {
  BATCH_REQUEST_BYTES,
  BURST_BYTES,
  CARD_BYTES,
  formatAuthorization,
  parseAuthorization,
  ProtocolError,
} from "../../crypto/index.ts";
import type { Listener } from "../listener.ts";
import { Problem } from "../problem.ts";

// Until oblivious HTTP exists the relay passes on, plainly, the few paths that a submitter's page needs. What it passes is the
// path of a route below, the media type, the token and the body: no address, no agent, no cookie, no query.

const PATHS = [
  "/v1/directory",
  "/v1/logs/:log/checkpoint",
  "/v1/logs/:log/tile/*",
  "/v1/logs/:log/documents/:index",
  "/v1/logs/letters/bundles/*",
];
const POSTS = [
  ["/v1/logs/letters/bursts", BURST_BYTES],
  ["/v1/token-batches", BATCH_REQUEST_BYTES],
  ["/v1/cards/redemptions", CARD_BYTES + BATCH_REQUEST_BYTES],
] as const;
const KEPT_HEADERS = ["content-type", "cache-control", "www-authenticate"];

interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly body: Buffer;
}

/**
 * The board's address for a path as it was asked. A caller can write `..`, or a whole other address, where a route has a
 * wildcard; what resolving changes is not a path of ours.
 * @throws Problem `not_found`
 */
function addressOf(asked: string, boardUrl: string): URL {
  const [path = "/"] = asked.split("?");
  const url = new URL(boardUrl);
  url.pathname = path;
  if (!path.startsWith("/v1/") || url.pathname !== path) throw new Problem("not_found");
  return url;
}

async function ask(url: URL, init: RequestInit = {}): Promise<Answer> {
  try {
    const response = await fetch(url, { ...init, redirect: "error", signal: AbortSignal.timeout(30_000) });
    const { status, headers } = response;
    return { status, headers, body: Buffer.from(await response.arrayBuffer()) };
  } catch (error) {
    throw new Problem("busy", { cause: error });
  }
}

/** A token is not a person; whatever else a caller may have here is. However it was written, the board gets it in one way. */
function tokenIn(authorization: string | undefined): { readonly Authorization?: string } {
  try {
    return authorization === undefined ? {} : { Authorization: formatAuthorization(parseAuthorization(authorization)) };
  } catch (error) {
    if (error instanceof ProtocolError) return {};
    throw error;
  }
}

/** Passes on what is the same for everybody. @param patterns of routes, as the board has them */
export function forwardReading(app: Listener, boardUrl: string, patterns: readonly string[]): void {
  for (const pattern of patterns) {
    app.get(pattern, { schema: { hide: true } }, async (request, reply) =>
      pass(await ask(addressOf(request.url, boardUrl)), reply),
    );
  }
}

/** @param demoPaths more paths to pass on, in the demo only */
export function registerForwarding(app: Listener, boardUrl: string, demoPaths: readonly string[]): void {
  forwardReading(app, boardUrl, [...PATHS, ...demoPaths]);

  const schema = { hide: true, consumes: ["application/octet-stream"] };
  for (const [path, bodyLimit] of POSTS) {
    app.post(path, { bodyLimit, schema }, async (request, reply) => {
      const { body } = request;
      if (!Buffer.isBuffer(body)) throw new Problem("malformed");
      const headers = { "Content-Type": "application/octet-stream", ...tokenIn(request.headers.authorization) };
      return pass(await ask(addressOf(path, boardUrl), { method: "POST", headers, body: new Uint8Array(body) }), reply);
    });
  }
}

interface Reply {
  code(status: number): Reply;
  header(name: string, value: string): Reply;
  send(body: Buffer): Reply;
}

function pass({ status, headers, body }: Answer, reply: Reply): Reply {
  reply.code(status);
  for (const name of KEPT_HEADERS) {
    const value = headers.get(name);
    if (value !== null) reply.header(name, value);
  }
  return reply.send(body);
}
