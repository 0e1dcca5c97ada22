// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { Type } from "typebox";
import { base64url, equalBytes, KEY_OFFER_MAXIMUM, openKeyOffer, type Statement } from "../../crypto/index.ts";
import type { Database } from "../database/index.ts";
import { lockKeyring, type RequireMember } from "../desk/index.ts";
import type { Listener } from "../listener.ts";
import { parsed, parsedBody } from "../parsed.ts";
import { Problem } from "../problem.ts";
import { answers, empty, jsonOf } from "../schema.ts";

/** As many as a keyring has seeds. */
const OFFERS = 16;

/**
 * Keeps the next key of a group, in the place of one's earlier for that group.
 * @param bytes KeyOffer (crypto/ceremony/SPEC.md)
 * @throws Problem `malformed`; `not_own_key` where somebody else made it; `too_many_requests`
 */
export async function keepKeyOffer(
  database: Database,
  origin: string,
  identity: Uint8Array,
  bytes: Uint8Array,
): Promise<void> {
  const { identity: maker, group, epoch } = parsed("malformed", () => openKeyOffer(bytes, origin));
  if (!equalBytes(maker, identity)) throw new Problem("not_own_key");
  const own = Buffer.from(identity);
  const offer = Buffer.from(bytes);
  await database.transaction().execute(async (session) => {
    await lockKeyring(session, own);
    await session
      .insertInto("key_offer")
      .values({ identity: own, group_id: group, epoch, offer })
      .onConflict((conflict) => conflict.columns(["identity", "group_id"]).doUpdateSet({ epoch, offer }))
      .execute();
    const offers = session.selectFrom("key_offer").select(({ fn }) => fn.countAll<number>().as("count"));
    const { count } = await offers.where("identity", "=", own).executeTakeFirstOrThrow();
    if (count > OFFERS) throw new Problem("too_many_requests");
  });
}

/** Those that a published directory took up or passed over, and those of whoever it names no more. */
export async function forgetOutdatedOffers(session: Database, before: Statement | null, now: Statement): Promise<void> {
  for (const { id, epoch } of [...now.teams, ...now.rungs, ...now.custodians])
    await session.deleteFrom("key_offer").where("group_id", "=", id).where("epoch", "<=", epoch).execute();
  const left = (before?.members ?? []).filter(({ key }) => !now.members.some((member) => equalBytes(member.key, key)));
  if (left.length === 0) return;
  const keys = left.map(({ key }) => Buffer.from(key));
  await session.deleteFrom("key_offer").where("identity", "in", keys).execute();
}

export interface OfferOptions {
  readonly origin: string;
  readonly database: Database;
  readonly requireMember: RequireMember;
}

export function registerKeyOffers(app: Listener, { origin, database, requireMember }: OfferOptions): void {
  app.put(
    "/v1/desk/key-offers",
    {
      bodyLimit: KEY_OFFER_MAXIMUM,
      schema: {
        operationId: "offerKey",
        summary: "Offer the next key of a team, rung or custodian",
        description:
          "KeyOffer signed with the key of one's own keyring; replaces one's earlier for that group. At most sixteen a person.",
        tags: ["ceremony"],
        consumes: ["application/octet-stream"],
        response: answers({ 204: empty("Kept") }, 400, 401, 403, 413, 415, 429, 503),
      },
    },
    async (request, reply) => {
      const { identity } = await requireMember(request.headers.cookie);
      await keepKeyOffer(
        database,
        origin,
        identity,
        parsedBody(request.body, (bytes) => bytes),
      );
      return reply.code(204).send();
    },
  );

  app.get(
    "/v1/desk/key-offers",
    {
      schema: {
        operationId: "listKeyOffers",
        summary: "Keys that members offer",
        description: "Of groups and epochs that are in no directory yet.",
        tags: ["ceremony"],
        response: answers({ 200: jsonOf("KeyOffers", Type.Object({ offers: Type.Array(Type.String()) })) }, 401, 503),
      },
    },
    async ({ headers }, reply) => {
      await requireMember(headers.cookie);
      const offers = database.selectFrom("key_offer").select("offer").orderBy("group_id").orderBy("identity");
      return reply.send({ offers: (await offers.execute()).map(({ offer }) => base64url(offer)) });
    },
  );
}
