// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { sql } from "kysely";
import { Type } from "typebox";
import { KEYRING_BYTES, verifyNewPhrase } from "../../crypto/index.ts";
import type { Database } from "../database/index.ts";
import type { Listener } from "../listener.ts";
import { bytesOf } from "../parsed.ts";
import { Problem } from "../problem.ts";
import { answers, base64urlOf, empty } from "../schema.ts";
import type { RequireMember } from "./member.ts";
import { proofFields, requireProof } from "./proof.ts";
import type { Session } from "./session.ts";

export interface NewPhrase {
  readonly identity: Uint8Array;
  /** Of the new phrase. */
  readonly loginKey: Uint8Array;
  /** Sealed with the new phrase. */
  readonly keyring: Uint8Array;
  /** SHA-256 of the blob that it replaces. */
  readonly replaces: Uint8Array;
}

/**
 * The old phrase opens nothing any more: login key, blob and epoch change together, and passkeys, which open the old phrase, go.
 * Dying anywhere in it leaves the old phrase whole.
 * @throws Problem `keyring_changed`; `malformed` for the login key of somebody else
 */
export function changePhrase(
  database: Database,
  { identity, loginKey, keyring, replaces }: NewPhrase,
): Promise<Session> {
  const login_key = Buffer.from(loginKey);
  return database.transaction().execute(async (session) => {
    const others = session.selectFrom("member_keyring").select("login_key").where("login_key", "=", login_key);
    const other = await others.where("identity_key", "<>", Buffer.from(identity)).executeTakeFirst();
    if (other !== undefined) throw new Problem("malformed");
    const changed = await session
      .updateTable("member_keyring")
      .set({ login_key, keyring: Buffer.from(keyring), session_epoch: sql`session_epoch + 1` })
      .where("identity_key", "=", Buffer.from(identity))
      .where(sql<Buffer>`sha256(keyring)`, "=", Buffer.from(replaces))
      .returning("session_epoch")
      .executeTakeFirst();
    if (changed === undefined) throw new Problem("keyring_changed");
    await session.deleteFrom("passkey").where("identity", "=", Buffer.from(identity)).execute();
    return { loginKey, epoch: changed.session_epoch };
  });
}

export interface PhraseOptions {
  readonly origin: string;
  readonly database: Database;
  readonly sessionKey: Uint8Array;
  readonly requireMember: RequireMember;
  /** Set-Cookie for a session. */
  readonly cookieFor: (session: Session) => string[];
}

export function registerPhrases(
  app: Listener,
  { origin, database, sessionKey, requireMember, cookieFor }: PhraseOptions,
): void {
  app.post(
    "/v1/desk/phrases",
    {
      schema: {
        operationId: "changePhrase",
        summary: "Put another phrase in the place of one's own",
        description:
          "The new login key signs a challenge, as for signing in, and with `consent` the present one agrees (crypto/keyring/SPEC.md); the keyring is sealed with the new phrase; `replaces` is the SHA-256 of the old blob. All other sessions end, and passkeys go.",
        tags: ["desk"],
        body: Type.Object(
          { ...proofFields, consent: base64urlOf(64), keyring: base64urlOf(KEYRING_BYTES), replaces: base64urlOf(32) },
          { additionalProperties: false },
        ),
        response: answers({ 204: empty("Changed; the cookie is set") }, 400, 401, 412, 413, 415, 503),
      },
    },
    async ({ body, headers }, reply) => {
      const { identity, loginKey: present } = await requireMember(headers.cookie);
      const loginKey = requireProof(body, origin, sessionKey);
      // A session is not the phrase: whoever got hold of one must not become its owner.
      if (!verifyNewPhrase(bytesOf(body.consent), bytesOf(body.challenge), loginKey, origin, present))
        throw new Problem("unauthenticated");
      const [keyring, replaces] = [bytesOf(body.keyring), bytesOf(body.replaces)];
      const session = await changePhrase(database, { identity, loginKey, keyring, replaces });
      return reply.code(204).header("Set-Cookie", cookieFor(session)).send();
    },
  );
}
