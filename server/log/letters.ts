// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import type { FastifyReply, FastifyRequest } from "fastify";
import { BURST_BYTES, leavesOfBurst, signPromise, type NoteSigner } from "../../crypto/index.ts";
import type { Listener } from "../listener.ts";
import { Problem } from "../problem.ts";
import { answers, binary } from "../schema.ts";
import { ed25519Sign } from "./ed25519.ts";
import type { Pool, Price } from "./pool.ts";
import { sha256 } from "./sha256.ts";

/**
 * By when what is kept now is in the tree, in Unix seconds: the end of the next whole interval, so that it tells no more about
 * the moment than the interval itself, and a run that just began is allowed to miss it.
 */
export function promisedBy(nowMs: number, intervalMs: number): number {
  return Math.ceil(((Math.floor(nowMs / intervalMs) + 2) * intervalMs) / 1000);
}

export interface PostingOptions {
  readonly origin: string;
  readonly intervalMs: number;
  /** What a burst costs, given with the request. @throws Problem where it is not, or is worth nothing */
  readonly requireToken: (request: FastifyRequest, reply: FastifyReply) => Promise<Price>;
  readonly pool: Pool;
  readonly signer: NoteSigner;
}

/** The one way to write: 40,960 bytes in, a signed promise out once they are durable. */
export function registerPosting(
  app: Listener,
  { origin, intervalMs, requireToken, pool, signer }: PostingOptions,
): void {
  app.post(
    "/v1/logs/letters/bursts",
    {
      bodyLimit: BURST_BYTES,
      schema: {
        operationId: "postBurst",
        summary: "Post five sealed envelopes, all or nothing",
        description:
          "Exactly 40,960 bytes, with a token in `Authorization: PrivateToken` (crypto/token/SPEC.md). The answer comes when they are durable: a signed promise of 233 bytes (crypto/log/SPEC.md).",
        tags: ["logs"],
        consumes: ["application/octet-stream"],
        security: [{ PrivateToken: [] }],
        response: answers({ 201: binary("The promise") }, 400, 401, 403, 409, 413, 415, 503),
      },
    },
    async (request, reply) => {
      const burst = request.body;
      // Longer ones were refused with 413 while they were read.
      if (!(burst instanceof Uint8Array) || burst.length !== BURST_BYTES) throw new Problem("malformed");
      const price = await requireToken(request, reply);
      const leaves = leavesOfBurst(burst, sha256);
      await pool.keep(burst, price, leaves);
      const promise = signPromise({ by: promisedBy(Date.now(), intervalMs), leaves }, origin, signer.key, ed25519Sign);
      return reply.code(201).type("application/octet-stream").send(Buffer.from(promise));
    },
  );
}
