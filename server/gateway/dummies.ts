// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import type { Listener } from "../listener.ts";
import { answers, empty } from "../schema.ts";

export const DUMMIES_PATH = "/v1/dummies";

/** For a slot in which nothing is posted. */
export function registerDummies(app: Listener): void {
  app.post(
    DUMMIES_PATH,
    {
      schema: {
        operationId: "postNothing",
        summary: "Nothing, where something might have been posted",
        description: "Sealed it cannot be told from a burst (crypto/oblivious/SPEC.md). It costs no token.",
        tags: ["oblivious"],
        response: answers({ 204: empty("Nothing was kept") }, 400, 413, 415),
      },
    },
    async (_request, reply) => reply.code(204).send(),
  );
}
