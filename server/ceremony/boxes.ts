// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { Type } from "typebox";
import { base64url } from "../../crypto/index.ts";
import type { Database } from "../database/index.ts";
import type { RequireMember } from "../desk/index.ts";
import type { Listener } from "../listener.ts";
import { answers, jsonOf } from "../schema.ts";

export function registerBoxes(app: Listener, database: Database, requireMember: RequireMember): void {
  app.get(
    "/v1/desk/boxes",
    {
      schema: {
        operationId: "listBoxes",
        summary: "What can be sealed to each person",
        description: "Boxes, signed by their owners (crypto/ceremony/SPEC.md); in the order of their keys.",
        tags: ["ceremony"],
        response: answers(
          { 200: jsonOf("Of 1,313 bytes each", Type.Object({ boxes: Type.Array(Type.String()) })) },
          401,
          503,
        ),
      },
    },
    async ({ headers }, reply) => {
      await requireMember(headers.cookie);
      const rows = await database.selectFrom("box").select("box").orderBy("identity").execute();
      return reply.send({ boxes: rows.map(({ box }) => base64url(box)) });
    },
  );
}
