// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import type { FastifyRequest } from "fastify";
import { BATCH_REQUEST_BYTES, CARD_BYTES, cardHash } from "../../crypto/index.ts";
import type { Database } from "../database/index.ts";
import type { Listener } from "../listener.ts";
import { sha256 } from "../log/index.ts";
import { Problem } from "../problem.ts";
import { answers, binary } from "../schema.ts";
import type { BatchSigner } from "./batch-signer.ts";
import { dayOf, type Clock } from "./calendar.ts";
import { spendCard, spendPass } from "./spent.ts";
import type { Redemption } from "./redemption.ts";

export interface BatchOptions {
  readonly origin: string;
  readonly database: Database;
  readonly redemption: Redemption;
  readonly signer: BatchSigner;
  readonly now: Clock;
}

const CARD_REQUEST_BYTES = CARD_BYTES + BATCH_REQUEST_BYTES;
const consumes = ["application/octet-stream"];
const FIFTEEN = "3,840 bytes: blind signatures in the order asked";

/** Exactly so many bytes; longer ones were refused with 413 while they were read. */
function bodyOf(request: FastifyRequest, length: number): Buffer {
  if (!Buffer.isBuffer(request.body) || request.body.length !== length) throw new Problem("malformed");
  return request.body;
}

/** Tokens to post with, blind: for a pass and for a card (crypto/token/SPEC.md, "Batches"). */
export function registerBatches(app: Listener, options: BatchOptions): void {
  const { origin, database, redemption, signer, now } = options;

  app.post(
    "/v1/token-batches",
    {
      bodyLimit: BATCH_REQUEST_BYTES,
      schema: {
        operationId: "exchangePass",
        summary: "Exchange a pass for fifteen tokens to post with",
        description:
          "BatchRequest of 3,874 bytes; the pass in `Authorization: PrivateToken`. The same batch gets the same answer again.",
        tags: ["tokens"],
        consumes,
        security: [{ PrivateToken: [] }],
        response: answers({ 200: binary(FIFTEEN) }, 400, 401, 403, 409, 413, 415, 503),
      },
    },
    async (request, reply) => {
      const body = bodyOf(request, BATCH_REQUEST_BYTES);
      const { nullifier } = await redemption.require("pass", request, reply);
      const batch = await signer.read(body);
      const isFirst = await signer.isOfToday(batch);
      await spendPass(database, { name: nullifier, batchHash: sha256(body), isFirst });
      return reply.type("application/octet-stream").send(await signer.sign(batch));
    },
  );

  app.post(
    "/v1/cards/redemptions",
    {
      bodyLimit: CARD_REQUEST_BYTES,
      schema: {
        operationId: "redeemCard",
        summary: "Exchange a paper card for fifteen tokens to post with",
        description:
          "The card's code, 10 bytes, and a BatchRequest: 3,884 bytes. The same batch gets the same answer again.",
        tags: ["tokens"],
        consumes,
        response: answers({ 200: binary(FIFTEEN) }, 400, 403, 404, 409, 413, 415, 503),
      },
    },
    async (request, reply) => {
      const body = bodyOf(request, CARD_REQUEST_BYTES);
      const bytes = body.subarray(CARD_BYTES);
      const batch = await signer.read(bytes);
      const isFirst = await signer.isOfToday(batch);
      const name = cardHash(body.subarray(0, CARD_BYTES), origin);
      await spendCard(database, { name, batchHash: sha256(bytes), isFirst }, Number(dayOf(now()).slice(0, 4)));
      return reply.type("application/octet-stream").send(await signer.sign(batch));
    },
  );
}

/** The same for members. @param requireMember resolves for somebody whose cookie is a member's. @throws Problem `unauthenticated` */
export function registerMemberBatches(
  app: Listener,
  signer: BatchSigner,
  requireMember: (cookie: string | undefined) => Promise<unknown>,
): void {
  app.post(
    "/v1/desk/token-batches",
    {
      bodyLimit: BATCH_REQUEST_BYTES,
      schema: {
        operationId: "takeTokens",
        summary: "Fifteen tokens for a member of the desk",
        description:
          "BatchRequest of 3,874 bytes, blind: what is posted with them says nothing of whom they were given to.",
        tags: ["desk"],
        consumes,
        response: answers({ 200: binary(FIFTEEN) }, 400, 401, 403, 413, 415, 503),
      },
    },
    async (request, reply) => {
      await requireMember(request.headers.cookie);
      const batch = await signer.read(bodyOf(request, BATCH_REQUEST_BYTES));
      if (!(await signer.isOfToday(batch))) throw new Problem("malformed");
      return reply.type("application/octet-stream").send(await signer.sign(batch));
    },
  );
}
