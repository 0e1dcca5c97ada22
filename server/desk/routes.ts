// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { Type } from "typebox";
import { base64url, base64urlDecode, KEYRING_BYTES, verifyChallenge } from "../../crypto/index.ts";
import type { Database } from "../database/index.ts";
import type { Listener } from "../listener.ts";
import { Problem } from "../problem.ts";
import { answers, binary, empty, jsonOf } from "../schema.ts";
import { cookieOf } from "../session/index.ts";
import { isChallenge, makeChallenge, makeSession, readSession } from "./session.ts";

export interface DeskOptions {
  readonly origin: string;
  readonly isSecure: boolean;
  /** 32 bytes. */
  readonly sessionKey: Uint8Array;
  readonly database: Database;
}

const bytesOf = (length: number): string => `^[A-Za-z0-9_-]{${Math.ceil((length * 4) / 3)}}$`;

/** Whose cookie it is, by the login key. @throws Problem `unauthenticated` */
export type RequireMember = (cookie: string | undefined) => Promise<Buffer>;

/**
 * Signing in with a key that a phrase gives, and the blob that only the phrase opens.
 * @returns for what else members may do
 */
export function registerDesk(app: Listener, { origin, isSecure, sessionKey, database }: DeskOptions): RequireMember {
  const cookie = cookieOf({ name: "desk", path: "/v1/desk", isSecure });

  const epochOf = async (loginKey: Uint8Array): Promise<number | null> => {
    const members = database.selectFrom("member_keyring").select("session_epoch");
    const row = await members.where("login_key", "=", Buffer.from(loginKey)).executeTakeFirst();
    return row?.session_epoch ?? null;
  };

  const memberOf: RequireMember = async (header) => {
    const value = cookie.read(header);
    const session = value === null ? null : readSession(value, sessionKey, Date.now());
    if (session === null) throw new Problem("unauthenticated");
    if ((await epochOf(session.loginKey)) !== session.epoch) throw new Problem("unauthenticated");
    return Buffer.from(session.loginKey);
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
        body: Type.Object(
          {
            loginKey: Type.String({ pattern: bytesOf(32) }),
            challenge: Type.String({ pattern: bytesOf(36) }),
            signature: Type.String({ pattern: bytesOf(64) }),
          },
          { additionalProperties: false },
        ),
        response: answers({ 204: empty("Signed in; the cookie is set") }, 400, 401, 413, 415, 503),
      },
    },
    async ({ body }, reply) => {
      const [loginKey, challenge, signature] = decodeProof(body);
      const isTheirs =
        isChallenge(challenge, sessionKey, Date.now()) && verifyChallenge(signature, challenge, origin, loginKey);
      // Someone without a keyring gets the same answer as someone with a wrong signature.
      const epoch = isTheirs ? await epochOf(loginKey) : null;
      if (epoch === null) throw new Problem("unauthenticated");
      const value = makeSession({ loginKey, epoch }, sessionKey, Date.now());
      return reply.code(204).header("Set-Cookie", cookie.set(value)).send();
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
    async (_request, reply) => reply.code(204).header("Set-Cookie", cookie.clear()).send(),
  );

  app.get(
    "/v1/desk/keyring",
    {
      schema: {
        operationId: "readKeyring",
        summary: "One's own sealed keyring",
        description: "Opens with the member's phrase only.",
        tags: ["desk"],
        response: answers({ 200: binary("4,096 bytes") }, 401, 503),
      },
    },
    async (request, reply) => {
      const member = await memberOf(request.headers.cookie);
      const keyrings = database.selectFrom("member_keyring").select("keyring").where("login_key", "=", member);
      const { keyring } = await keyrings.executeTakeFirstOrThrow();
      return reply.type("application/octet-stream").send(keyring);
    },
  );

  app.put(
    "/v1/desk/keyring",
    {
      bodyLimit: KEYRING_BYTES,
      schema: {
        operationId: "writeKeyring",
        summary: "Replace one's own sealed keyring",
        description: "Exactly 4,096 bytes.",
        tags: ["desk"],
        consumes: ["application/octet-stream"],
        response: answers({ 204: empty("Kept") }, 400, 401, 413, 415, 503),
      },
    },
    async (request, reply) => {
      const member = await memberOf(request.headers.cookie);
      const keyring = request.body;
      if (!Buffer.isBuffer(keyring) || keyring.length !== KEYRING_BYTES) throw new Problem("malformed");
      await database.updateTable("member_keyring").set({ keyring }).where("login_key", "=", member).execute();
      return reply.code(204).send();
    },
  );
  return memberOf;
}

/** The patterns of the schema leave only stray bits in the last character to refuse. */
function decodeProof(body: {
  loginKey: string;
  challenge: string;
  signature: string;
}): [Uint8Array, Uint8Array, Uint8Array] {
  try {
    return [base64urlDecode(body.loginKey), base64urlDecode(body.challenge), base64urlDecode(body.signature)];
  } catch (error) {
    throw new Problem("malformed", { cause: error });
  }
}
