// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { sql } from "kysely";
import { Type } from "typebox";
import { hex, KEYRING_BYTES } from "../../crypto/index.ts";
import type { Database } from "../database/index.ts";
import type { Listener } from "../listener.ts";
import { sha256 } from "../log/index.ts";
import { Problem } from "../problem.ts";
import { answers, binary, empty } from "../schema.ts";
import type { RequireMember } from "./member.ts";

/** @throws Problem `malformed` */
export function requireKeyring(bytes: unknown): Buffer {
  if (!Buffer.isBuffer(bytes) || bytes.length !== KEYRING_BYTES) throw new Problem("malformed");
  return bytes;
}

/**
 * Replaces one blob by the next, in one statement: of two devices that read the same one, one is told. The same blob twice is kept
 * once, for whoever did not hear the answer.
 * @param replaces SHA-256 of the blob that is there
 * @returns whether it is there now
 */
export async function replaceKeyring(
  database: Database,
  identity: Uint8Array,
  replaces: Uint8Array,
  keyring: Uint8Array,
): Promise<boolean> {
  const { numUpdatedRows } = await database
    .updateTable("member_keyring")
    .set({ keyring: Buffer.from(keyring) })
    .where("identity_key", "=", Buffer.from(identity))
    .where(sql<Buffer>`sha256(keyring)`, "in", [Buffer.from(replaces), Buffer.from(sha256(keyring))])
    .executeTakeFirst();
  return numUpdatedRows === 1n;
}

/**
 * Whoever else does this for the same person waits: for rows of which one person has only so many.
 * @returns whether there is such a keyring
 */
export async function lockKeyring(session: Database, identity: Buffer): Promise<boolean> {
  const rows = session.selectFrom("member_keyring").select("identity_key").where("identity_key", "=", identity);
  return (await rows.forUpdate().executeTakeFirst()) !== undefined;
}

const etagOf = (keyring: Uint8Array): string => `"${hex(sha256(keyring))}"`;
const ETAG = /^"([0-9a-f]{64})"$/;

/** @throws Problem `precondition_required`; `keyring_changed` for what no keyring of ours ever had */
function replacedBy(ifMatch: string | undefined): Buffer {
  if (ifMatch === undefined) throw new Problem("precondition_required");
  const [, hash] = ETAG.exec(ifMatch) ?? [];
  if (hash === undefined) throw new Problem("keyring_changed");
  return Buffer.from(hash, "hex");
}

export function registerKeyring(app: Listener, database: Database, requireMember: RequireMember): void {
  const sealed = binary("4,096 bytes");
  app.get(
    "/v1/desk/keyring",
    {
      schema: {
        operationId: "readKeyring",
        summary: "One's own sealed keyring",
        description: "Opens with the member's phrase only. Its ETag is the SHA-256 in hexadecimal.",
        tags: ["desk"],
        response: answers(
          { 200: { ...sealed, headers: { ...sealed.headers, ETag: Type.String({ description: "SHA-256" }) } } },
          401,
          503,
        ),
      },
    },
    async (request, reply) => {
      const { identity } = await requireMember(request.headers.cookie);
      const keyrings = database.selectFrom("member_keyring").select("keyring").where("identity_key", "=", identity);
      const { keyring } = await keyrings.executeTakeFirstOrThrow();
      return reply.type("application/octet-stream").header("ETag", etagOf(keyring)).send(keyring);
    },
  );

  app.put(
    "/v1/desk/keyring",
    {
      bodyLimit: KEYRING_BYTES,
      schema: {
        operationId: "writeKeyring",
        summary: "Replace one's own sealed keyring",
        description: "Exactly 4,096 bytes. If-Match names the one that they replace by its ETag.",
        tags: ["desk"],
        consumes: ["application/octet-stream"],
        headers: Type.Object({ "if-match": Type.Optional(Type.String()) }),
        response: answers({ 204: empty("Kept") }, 400, 401, 412, 413, 415, 428, 503),
      },
    },
    async (request, reply) => {
      const { identity } = await requireMember(request.headers.cookie);
      const keyring = requireKeyring(request.body);
      const replaces = replacedBy(request.headers["if-match"]);
      if (!(await replaceKeyring(database, identity, replaces, keyring))) throw new Problem("keyring_changed");
      return reply.code(204).send();
    },
  );
}
