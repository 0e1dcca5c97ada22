// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import type { Listener } from "../listener.ts";
import { OBLIVIOUS_KEYS_PATH } from "../oblivious.ts";
import { Problem } from "../problem.ts";
import { ask, type Answer } from "./ask.ts";

// Plain reads of what is equal for everybody. What is passed on is the path of a route below: no address, no agent, no cookie, no query.

const PATHS = [
  "/v1/directory",
  "/v1/logs/:log/checkpoint",
  "/v1/logs/:log/tile/*",
  "/v1/logs/:log/documents/:index",
  OBLIVIOUS_KEYS_PATH,
];
const KEPT_HEADERS = ["content-type", "cache-control"];
/** More than any answer of a board. */
const LARGEST_ANSWER = 4 * 1024 * 1024;

/**
 * The board's address for a path as it was asked. A caller can write `..`, or a whole other address, where a route has a
 * wildcard; what resolving changes is not a path of ours.
 * @throws Problem `not_found`
 */
function addressOf(asked: string, boardUrl: string): URL {
  const [path = "/"] = asked.split("?");
  const url = new URL(boardUrl);
  url.pathname = path;
  const isOurs = path.startsWith("/v1/") || path === OBLIVIOUS_KEYS_PATH;
  if (!isOurs || url.pathname !== path) throw new Problem("not_found");
  return url;
}

/** Passes on what is the same for everybody. @param patterns of routes, as the board has them */
export function forwardReading(app: Listener, boardUrl: string, patterns: readonly string[]): void {
  for (const pattern of patterns) {
    app.get(pattern, { schema: { hide: true } }, async (request, reply) =>
      pass(await ask(addressOf(request.url, boardUrl), LARGEST_ANSWER), reply),
    );
  }
}

/** What a submitter's page reads. @param demoPaths more paths to pass on, in the demo only */
export function registerForwarding(app: Listener, boardUrl: string, demoPaths: readonly string[]): void {
  forwardReading(app, boardUrl, [...PATHS, ...demoPaths]);
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
