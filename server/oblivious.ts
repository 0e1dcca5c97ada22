// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import type { FastifyRequest, FastifySchema, onRequestHookHandler } from "fastify";
import { classOfRequest, SIZE_CLASSES, type SizeClass } from "../crypto/index.ts";
import { release } from "./memory.ts";
import type { Listener } from "./listener.ts";
import { Problem } from "./problem.ts";

// What relay and gateway have in common: the way in of sealed requests, which are of three sizes and of no other
// (crypto/oblivious/SPEC.md, "Classes").

export const OBLIVIOUS_PATH = "/v1/oblivious";
export const OBLIVIOUS_KEYS_PATH = "/.well-known/ohttp-gateway";
export const REQUEST_TYPE = "message/ohttp-req";
export const RESPONSE_TYPE = "message/ohttp-res";
export const KEYS_TYPE = "application/ohttp-keys";

export interface ObliviousOptions {
  /** What its description has besides. */
  readonly schema: FastifySchema;
  readonly onRequest?: onRequestHookHandler;
  /** @returns the sealed answer, whole */
  readonly answer: (request: Buffer, sizeClass: SizeClass) => Promise<Uint8Array>;
}

/** A length that is told beforehand spares reading what would be refused. */
function refusalOf({ headers }: FastifyRequest): Problem | null {
  const told = headers["content-length"];
  if (told === undefined || classOfRequest(Number(told)) !== null) return null;
  return new Problem(Number(told) > SIZE_CLASSES.cell.request ? "too_large" : "malformed");
}

/** Taken from the request, which lives until it was answered. @throws Problem `malformed` where there is none */
function bodyOf(request: FastifyRequest): Buffer {
  const { body } = request;
  request.body = undefined;
  if (!Buffer.isBuffer(body)) throw new Problem("malformed");
  return body;
}

/** Only this route takes such bodies; everywhere else they are refused before they are read. */
export async function registerOblivious(app: Listener, { schema, onRequest, answer }: ObliviousOptions): Promise<void> {
  await app.register((scope, _options, done) => {
    scope.addContentTypeParser(REQUEST_TYPE, { parseAs: "buffer" }, (_request, body, parsed) => parsed(null, body));
    scope.post(
      OBLIVIOUS_PATH,
      {
        bodyLimit: SIZE_CLASSES.cell.request,
        schema: { ...schema, consumes: [REQUEST_TYPE] },
        onRequest: onRequest ?? [],
        preParsing: (request, _reply, payload, done) => done(refusalOf(request), payload),
      },
      (request, reply) => {
        const body = bodyOf(request);
        request.sizeClass = classOfRequest(body.length);
        if (request.sizeClass === null) throw new Problem("malformed");
        return answer(body, request.sizeClass).then((sealed) => {
          reply.raw.once("finish", () => release(sealed));
          return reply.type(RESPONSE_TYPE).send(sealed);
        });
      },
    );
    done();
  });
}
