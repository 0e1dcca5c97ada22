// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { Type } from "typebox";
import { addressesOf, base64url, equalBytes, SEED_SHARE_BYTES } from "../../crypto/index.ts";
import type { Database } from "../database/index.ts";
import { lockKeyring, type RequireMember } from "../desk/index.ts";
import type { Listener } from "../listener.ts";
import { sha256 } from "../log/index.ts";
import { parsed, parsedBody } from "../parsed.ts";
import { Problem } from "../problem.ts";
import { answers, empty, HexHash, jsonOf } from "../schema.ts";

/** That wait for one person, and those of them that one sender may have there: nobody alone keeps others' seeds from arriving. */
const SHARES = 256;
const SHARES_OF_ONE = 32;

/**
 * Keeps a seed until its recipient took it; the same share twice is kept once.
 * @param sender whose keyring signed it
 * @param share SeedShare (crypto/ceremony/SPEC.md); the board opens none
 * @throws Problem `malformed`, `not_own_key`, `recipient_unknown`, `too_many_requests`
 */
export async function sendShare(
  database: Database,
  origin: string,
  sender: Uint8Array,
  share: Uint8Array,
): Promise<void> {
  const addressed = parsed("malformed", () => addressesOf(share, origin));
  if (!equalBytes(addressed.sender, sender)) throw new Problem("not_own_key");
  const recipient = Buffer.from(addressed.recipient);
  const row = { hash: Buffer.from(sha256(share)), recipient, sender: Buffer.from(sender), share: Buffer.from(share) };
  await database.transaction().execute(async (session) => {
    if (!(await lockKeyring(session, recipient))) throw new Problem("recipient_unknown");
    await session
      .insertInto("seed_share")
      .values(row)
      .onConflict((conflict) => conflict.doNothing())
      .execute();
    const shares = session
      .selectFrom("seed_share")
      .select(({ fn }) => [
        fn.countAll<number>().as("all"),
        fn.countAll<number>().filterWhere("sender", "=", row.sender).as("own"),
      ]);
    const { all, own } = await shares.where("recipient", "=", recipient).executeTakeFirstOrThrow();
    if (all > SHARES || own > SHARES_OF_ONE) throw new Problem("too_many_requests");
  });
}

/** @param hash SHA-256 of a share */
export async function forgetShare(database: Database, recipient: Buffer, hash: Buffer): Promise<void> {
  await database.deleteFrom("seed_share").where("hash", "=", hash).where("recipient", "=", recipient).execute();
}

export interface ShareOptions {
  readonly origin: string;
  readonly database: Database;
  readonly requireMember: RequireMember;
}

export function registerSeedShares(app: Listener, { origin, database, requireMember }: ShareOptions): void {
  app.post(
    "/v1/desk/seed-shares",
    {
      bodyLimit: SEED_SHARE_BYTES,
      schema: {
        operationId: "sendSeed",
        summary: "Give somebody the seed of a group",
        description:
          "SeedShare of 1,521 bytes, signed with the key of one's own keyring, sealed to somebody who has a keyring. At most 32 of one sender wait for one person, and 256 in all.",
        tags: ["ceremony"],
        consumes: ["application/octet-stream"],
        response: answers({ 201: empty("Kept until it is taken") }, 400, 401, 403, 404, 413, 415, 429, 503),
      },
    },
    async (request, reply) => {
      const { identity } = await requireMember(request.headers.cookie);
      await sendShare(
        database,
        origin,
        identity,
        parsedBody(request.body, (bytes) => bytes),
      );
      return reply.code(201).send();
    },
  );

  app.get(
    "/v1/desk/seed-shares",
    {
      schema: {
        operationId: "listSeeds",
        summary: "Seeds for oneself, and one's own that were not taken yet",
        description: "Whether the sender had any business with a seed is for its recipient to ask of the directory.",
        tags: ["ceremony"],
        response: answers(
          {
            200: jsonOf(
              "SeedShares received; recipients of those that wait",
              Type.Object({
                received: Type.Array(Type.String()),
                waiting: Type.Array(Type.Object({ recipient: Type.String() })),
              }),
            ),
          },
          401,
          503,
        ),
      },
    },
    async ({ headers }, reply) => {
      const { identity } = await requireMember(headers.cookie);
      const shares = database.selectFrom("seed_share").orderBy("hash");
      const received = await shares.select("share").where("recipient", "=", identity).execute();
      const waiting = await shares.select("recipient").where("sender", "=", identity).execute();
      return reply.send({
        received: received.map(({ share }) => base64url(share)),
        waiting: waiting.map(({ recipient }) => ({ recipient: base64url(recipient) })),
      });
    },
  );

  app.delete(
    "/v1/desk/seed-shares/:hash",
    {
      schema: {
        operationId: "forgetSeed",
        summary: "Say that a seed was taken",
        description: "By the SHA-256 of the share, of those for oneself. Nothing happens where there is none.",
        tags: ["ceremony"],
        params: Type.Object({ hash: HexHash }),
        response: answers({ 204: empty("Not there, or not any more") }, 400, 401, 404, 413, 415, 503),
      },
    },
    async ({ params, headers }, reply) => {
      const { identity } = await requireMember(headers.cookie);
      await forgetShare(database, identity, Buffer.from(params.hash, "hex"));
      return reply.code(204).send();
    },
  );
}
