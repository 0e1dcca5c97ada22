// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { SIZE_CLASSES, type SizeClass } from "../../crypto/index.ts";
import type { Listener } from "../listener.ts";
import { OBLIVIOUS_PATH, registerOblivious, REQUEST_TYPE, RESPONSE_TYPE } from "../oblivious.ts";
import { Problem, problemOf } from "../problem.ts";
import { ask, type Answer } from "./ask.ts";

// What nobody here can read is carried to the board and back, whole and in one size: no address, no agent, no cookie, and no header of
// either but the media type. Of a refusal the visitor hears which it was, in words of this relay's own.

/** Members write from the board's pages, which are of another web origin. Nothing here goes by who asks. */
const ANY_ORIGIN = { "Access-Control-Allow-Origin": "*" };
const PREFLIGHT = {
  ...ANY_ORIGIN,
  "Access-Control-Allow-Methods": "POST",
  "Access-Control-Allow-Headers": "Content-Type",
  "Access-Control-Max-Age": "86400",
};

function typeIn(body: Buffer): unknown {
  try {
    const problem: unknown = JSON.parse(body.toString("utf8"));
    return typeof problem === "object" && problem !== null && "type" in problem ? problem.type : null;
  } catch {
    return null;
  }
}

/** @throws Problem `key_unknown` or `malformed` as the board said; `busy` for whatever a gateway does not answer */
function sealedIn({ status, headers, body }: Answer, size: number): Buffer {
  if (status === 200 && headers.get("content-type") === RESPONSE_TYPE && body.length === size) return body;
  if (status !== 400) throw new Problem("busy");
  throw new Problem(typeIn(body) === problemOf("key_unknown").type ? "key_unknown" : "malformed");
}

async function carry(boardUrl: string, request: Buffer, sizeClass: SizeClass): Promise<Buffer> {
  const { response: size } = SIZE_CLASSES[sizeClass];
  const headers = { "Content-Type": REQUEST_TYPE };
  const answer = await ask(new URL(OBLIVIOUS_PATH, boardUrl), size, {
    method: "POST",
    headers,
    body: new Uint8Array(request.buffer as ArrayBuffer, request.byteOffset, request.length),
  });
  return sealedIn(answer, size);
}

/** `POST /v1/oblivious`, from pages of any web origin. */
export async function registerCarrying(app: Listener, boardUrl: string): Promise<void> {
  await registerOblivious(app, {
    schema: { hide: true },
    onRequest: (_request, reply, done) => {
      reply.headers(ANY_ORIGIN);
      done();
    },
    answer: (request, sizeClass) => carry(boardUrl, request, sizeClass),
  });
  app.options(OBLIVIOUS_PATH, { schema: { hide: true } }, async (_request, reply) =>
    reply.code(204).headers(PREFLIGHT).send(),
  );
}
