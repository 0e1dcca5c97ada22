// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import type { FastifyRequest } from "fastify";
import { BUNDLE_WIDTH, ENVELOPE_BYTES } from "../../crypto/index.ts";
import type { Database } from "../database/index.ts";
import type { Listener } from "../listener.ts";
import { answers, binary } from "../schema.ts";
import { cut, restOf, sliceOf } from "./reading.ts";

/**
 * The envelopes themselves. Which of them somebody reads may tell which are theirs: whoever is no member asks through the gateway, which
 * does not know who asks.
 * @param requireReader resolves for who may. @throws Problem `unauthenticated`
 */
export function registerBundles(
  app: Listener,
  database: Database,
  requireReader: (request: FastifyRequest) => Promise<unknown>,
): void {
  app.get(
    "/v1/logs/letters/bundles/*",
    {
      schema: {
        operationId: "readBundle",
        summary: "Sealed envelopes, 64 a bundle",
        description:
          "In the order of the entries. What is in an envelope only its reader can tell. For members who are signed in; others ask sealed.",
        tags: ["logs"],
        response: answers({ 200: binary("1 to 64 envelopes of 8,192 bytes") }, 401, 404, 503),
      },
    },
    async (request, reply) => {
      await requireReader(request);
      const { index, width } = sliceOf(restOf(request.params), BUNDLE_WIDTH);
      const bundles = database.selectFrom("letters_bundle").select("envelopes");
      const row = await bundles.where("index", "=", index).executeTakeFirst();
      const envelopes = cut(row?.envelopes, width, ENVELOPE_BYTES, BUNDLE_WIDTH);
      return reply.type("application/octet-stream").send(envelopes);
    },
  );
}
