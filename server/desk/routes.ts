// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { sql } from "kysely";
import { Type } from "typebox";
import { base64url } from "../../crypto/index.ts";
import type { Database } from "../database/index.ts";
import type { Listener } from "../listener.ts";
import { Problem } from "../problem.ts";
import { answers, empty, jsonOf } from "../schema.ts";
import { cookieOf } from "../session/index.ts";
import { registerKeyring } from "./keyring.ts";
import type { RequireMember } from "./member.ts";
import { registerPasskeys } from "./passkeys.ts";
import { registerPhrases } from "./phrases.ts";
import { Proof, requireProof } from "./proof.ts";
import { makeChallenge, makeSession, readSession, type Session } from "./session.ts";

export interface DeskOptions {
  readonly origin: string;
  readonly isSecure: boolean;
  /** 32 bytes. */
  readonly sessionKey: Uint8Array;
  readonly database: Database;
}

/** What members do and read; a burst goes without. */
const PATHS = ["/v1/desk", "/v1/logs/letters/bundles"];

interface Found {
  readonly identity: Buffer;
  readonly epoch: number;
}

async function readMember(database: Database, loginKey: Uint8Array): Promise<Found | null> {
  const members = database.selectFrom("member_keyring").select(["identity_key", "session_epoch"]);
  const row = await members.where("login_key", "=", Buffer.from(loginKey)).executeTakeFirst();
  return row === undefined ? null : { identity: row.identity_key, epoch: row.session_epoch };
}

/**
 * Signing in with a key that a phrase gives, and the blob that only the phrase opens.
 * @returns for what else members may do
 */
export function registerDesk(app: Listener, { origin, isSecure, sessionKey, database }: DeskOptions): RequireMember {
  const cookies = PATHS.map((path) => cookieOf({ name: "desk", path, isSecure }));
  const cookieFor = (session: Session): string[] => {
    const value = makeSession(session, sessionKey, Date.now());
    return cookies.map((cookie) => cookie.set(value));
  };
  const forgotten = cookies.map((cookie) => cookie.clear());

  const requireMember: RequireMember = async (header) => {
    const value = cookies[0]?.read(header) ?? null;
    const session = value === null ? null : readSession(value, sessionKey, Date.now());
    const member = session && (await readMember(database, session.loginKey));
    if (session === null || member?.epoch !== session.epoch) throw new Problem("unauthenticated");
    return { identity: member.identity, loginKey: session.loginKey };
  };

  app.post(
    "/v1/desk/challenges",
    {
      schema: {
        operationId: "askChallenge",
        summary: "Something to sign, for two minutes",
        description: "Bytes that only this board makes; they are kept nowhere and good for whoever signs them.",
        tags: ["desk"],
        body: Type.Object({}, { additionalProperties: false }),
        response: answers(
          { 201: jsonOf("36 bytes in base64url", Type.Object({ challenge: Type.String() })) },
          400,
          413,
          415,
        ),
      },
    },
    async (_request, reply) => reply.code(201).send({ challenge: base64url(makeChallenge(sessionKey, Date.now())) }),
  );

  app.post(
    "/v1/desk/sessions",
    {
      schema: {
        operationId: "signIn",
        summary: "Sign in with the login key of a phrase",
        description:
          'The signature is Ed25519 over L("sign-in") ‖ challenge (crypto/keyring/SPEC.md). All fields are base64url.',
        tags: ["desk"],
        body: Proof,
        response: answers({ 204: empty("Signed in; the cookie is set") }, 400, 401, 413, 415, 503),
      },
    },
    async ({ body }, reply) => {
      const loginKey = requireProof(body, origin, sessionKey);
      // Someone without a keyring gets the same answer as someone with a wrong signature.
      const member = await readMember(database, loginKey);
      if (member === null) throw new Problem("unauthenticated");
      return reply
        .code(204)
        .header("Set-Cookie", cookieFor({ loginKey, epoch: member.epoch }))
        .send();
    },
  );

  app.delete(
    "/v1/desk/sessions/current",
    {
      schema: {
        operationId: "signOut",
        summary: "Forget the session in this browser",
        description:
          "Clears the cookie. Sessions elsewhere go on until their hour or until the member's epoch is raised.",
        tags: ["desk"],
        response: answers({ 204: empty("Signed out") }, 400, 413, 415),
      },
    },
    async (_request, reply) => reply.code(204).header("Set-Cookie", forgotten).send(),
  );

  app.delete(
    "/v1/desk/sessions",
    {
      schema: {
        operationId: "signOutEverywhere",
        summary: "End all of one's own sessions",
        description: "Also this one, and wherever else somebody is signed in with the same phrase.",
        tags: ["desk"],
        response: answers({ 204: empty("Signed out everywhere") }, 400, 401, 413, 415, 503),
      },
    },
    async (request, reply) => {
      const { identity } = await requireMember(request.headers.cookie);
      await database
        .updateTable("member_keyring")
        .set({ session_epoch: sql`session_epoch + 1` })
        .where("identity_key", "=", identity)
        .execute();
      return reply.code(204).header("Set-Cookie", forgotten).send();
    },
  );

  registerKeyring(app, database, requireMember);
  registerPhrases(app, { origin, database, sessionKey, requireMember, cookieFor });
  registerPasskeys(app, database, requireMember);
  return requireMember;
}
