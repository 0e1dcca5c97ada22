// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { sql } from "kysely";
import { Type } from "typebox";
import { base64url, WRAPPED_MASTER_BYTES } from "../../crypto/index.ts";
import type { Database } from "../database/index.ts";
import type { Listener } from "../listener.ts";
import { bytesOf } from "../parsed.ts";
import { Problem } from "../problem.ts";
import { answers, base64urlOf, empty, jsonOf } from "../schema.ts";
import { lockKeyring } from "./keyring.ts";
import type { RequireMember } from "./member.ts";

/** Web Authentication, section 5.1: an id has at most 1,023 bytes. */
const CredentialId = Type.String({ pattern: "^[A-Za-z0-9_-]{2,1364}$" });
/** Of one person: each device may have its own. */
const PASSKEYS = 16;

const json = { additionalProperties: false };

/** Wrapped masters of phrases, each beside the id of the credential that opens it. Nothing here can open one. */
export function registerPasskeys(app: Listener, database: Database, requireMember: RequireMember): void {
  app.post(
    "/v1/desk/passkeys",
    {
      schema: {
        operationId: "keepPasskey",
        summary: "Keep what a passkey opens",
        description: "60 bytes beside the credential's id (crypto/keyring/SPEC.md); at most sixteen a person.",
        tags: ["desk"],
        body: Type.Object({ credentialId: CredentialId, wrapped: base64urlOf(WRAPPED_MASTER_BYTES) }, json),
        response: answers({ 201: empty("Kept") }, 400, 401, 413, 415, 429, 503),
      },
    },
    async ({ body, headers }, reply) => {
      const { identity } = await requireMember(headers.cookie);
      await keepPasskey(database, identity, bytesOf(body.credentialId), bytesOf(body.wrapped));
      return reply.code(201).send();
    },
  );

  app.get(
    "/v1/desk/passkeys",
    {
      schema: {
        operationId: "listPasskeys",
        summary: "One's own passkeys",
        description: "Ids of their credentials, in no order.",
        tags: ["desk"],
        response: answers(
          { 200: jsonOf("Ids in base64url", Type.Object({ credentialIds: Type.Array(Type.String()) })) },
          401,
          503,
        ),
      },
    },
    async ({ headers }, reply) => {
      const { identity } = await requireMember(headers.cookie);
      const own = database.selectFrom("passkey").select("credential_id").where("identity", "=", identity);
      const rows = await own.orderBy("credential_id").execute();
      return reply.send({ credentialIds: rows.map(({ credential_id }) => base64url(credential_id)) });
    },
  );

  app.delete(
    "/v1/desk/passkeys",
    {
      schema: {
        operationId: "forgetPasskeys",
        summary: "Forget all of one's own passkeys",
        description: "The phrase goes on. A passkey itself stays on its device and opens nothing here any more.",
        tags: ["desk"],
        response: answers({ 204: empty("Forgotten") }, 400, 401, 413, 415, 503),
      },
    },
    async ({ headers }, reply) => {
      const { identity } = await requireMember(headers.cookie);
      await database.deleteFrom("passkey").where("identity", "=", identity).execute();
      return reply.code(204).send();
    },
  );

  app.post(
    "/v1/desk/passkeys/openings",
    {
      schema: {
        operationId: "askPasskey",
        summary: "What a passkey opens",
        description: "For whoever is not signed in yet. Only the authenticator's own secret opens it.",
        tags: ["desk"],
        body: Type.Object({ credentialId: CredentialId }, json),
        response: answers(
          { 200: jsonOf("60 bytes in base64url", Type.Object({ wrapped: Type.String() })) },
          400,
          404,
          413,
          415,
          503,
        ),
      },
    },
    async ({ body }, reply) => {
      const wanted = database.selectFrom("passkey").select("wrapped");
      const row = await wanted.where("credential_id", "=", bytesOf(body.credentialId)).executeTakeFirst();
      if (row === undefined) throw new Problem("not_found");
      return reply.send({ wrapped: base64url(row.wrapped) });
    },
  );
}

/** @throws Problem `too_many_requests`; `malformed` for the credential of somebody else */
async function keepPasskey(
  database: Database,
  identity: Buffer,
  credential_id: Buffer,
  wrapped: Buffer,
): Promise<void> {
  await database.transaction().execute(async (session) => {
    // Whoever adds another one at this moment waits, so that the count holds.
    await lockKeyring(session, identity);
    const kept = await session
      .insertInto("passkey")
      .values({ credential_id, identity, wrapped })
      .onConflict((conflict) =>
        conflict
          .column("credential_id")
          .doUpdateSet({ wrapped: sql`excluded.wrapped` })
          .where("passkey.identity", "=", identity),
      )
      .returning("credential_id")
      .executeTakeFirst();
    if (kept === undefined) throw new Problem("malformed");
    const own = session.selectFrom("passkey").select(({ fn }) => fn.countAll<number>().as("count"));
    const { count } = await own.where("identity", "=", identity).executeTakeFirstOrThrow();
    if (count > PASSKEYS) throw new Problem("too_many_requests");
  });
}
