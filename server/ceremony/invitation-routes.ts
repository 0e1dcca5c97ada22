// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { Type } from "typebox";
import {
  base64url,
  BOX_BYTES,
  INVITATION_NONCE_BYTES,
  KEYRING_BYTES,
  OFFER_BYTES,
  SIGNER_ROLES,
} from "../../crypto/index.ts";
import type { Listener } from "../listener.ts";
import { bytesOf } from "../parsed.ts";
import { Problem } from "../problem.ts";
import { answers, base64urlOf, empty, HexHash, jsonOf } from "../schema.ts";
import { dayOf, isDay } from "../token/index.ts";
import type { CeremonyBoard } from "./board.ts";
import { INVITATION_DAYS, lastInvitationDay } from "./days.ts";
import { accept, invite, readOffer, withdraw } from "./invitations.ts";
import type { RequireSigner } from "./signers.ts";

const json = { additionalProperties: false };
const KeyOrNull = Type.Union([Type.String(), Type.Null()]);
const Shown = Type.Object({
  hash: Type.String(),
  nonce: Type.String(),
  maker: KeyOrNull,
  role: Type.Union([...SIGNER_ROLES.map((role) => Type.Literal(role)), Type.Null()]),
  until: Type.String(),
  offer: Type.String(),
  accepted: Type.Union([Type.Object({ identity: Type.String(), tag: Type.String() }), Type.Null()]),
});

/** For whoever has a code, and is nobody here yet. */
export function registerAccepting(app: Listener, { origin, database, now }: CeremonyBoard): void {
  app.post(
    "/v1/desk/invitations/offers",
    {
      schema: {
        operationId: "askOffer",
        summary: "What an invitation offers",
        description: "By the id that its code gives; only the code opens it (crypto/ceremony/SPEC.md).",
        tags: ["ceremony"],
        body: Type.Object({ id: base64urlOf(32) }, json),
        response: answers(
          { 200: jsonOf("2,048 bytes", Type.Object({ offer: Type.String(), until: Type.String() })) },
          400,
          404,
          409,
          410,
          413,
          415,
          503,
        ),
      },
    },
    async ({ body }, reply) => {
      const { offer, until } = await readOffer(database, bytesOf(body.id), dayOf(now()));
      return reply.send({ offer: base64url(offer), until });
    },
  );

  app.post(
    "/v1/desk/invitations/acceptances",
    {
      schema: {
        operationId: "acceptInvitation",
        summary: "Accept an invitation",
        description:
          "Box, proof of having the code, login key and sealed keyring of whoever accepts. The very same again is answered the same.",
        tags: ["ceremony"],
        body: Type.Object(
          {
            id: base64urlOf(32),
            box: base64urlOf(BOX_BYTES),
            tag: base64urlOf(32),
            loginKey: base64urlOf(32),
            keyring: base64urlOf(KEYRING_BYTES),
          },
          json,
        ),
        response: answers({ 201: empty("Accepted; sign in with the phrase") }, 400, 404, 409, 410, 413, 415, 503),
      },
    },
    async ({ body }, reply) => {
      const acceptance = {
        id: bytesOf(body.id),
        box: bytesOf(body.box),
        tag: bytesOf(body.tag),
        loginKey: bytesOf(body.loginKey),
        keyring: bytesOf(body.keyring),
      };
      await accept(database, origin, acceptance, dayOf(now()));
      return reply.code(201).send();
    },
  );
}

/** For the three who sign. */
export function registerInvitations(app: Listener, board: CeremonyBoard, requireSigner: RequireSigner): void {
  const { database, inForce, now } = board;
  app.post(
    "/v1/desk/invitations",
    {
      schema: {
        operationId: "invite",
        summary: "Invite somebody",
        description: `The hash of the id that the code gives, the nonce that its maker makes it from, and what is offered, sealed. Good for at most ${INVITATION_DAYS} days.`,
        tags: ["ceremony"],
        body: Type.Object(
          {
            hash: base64urlOf(32),
            nonce: base64urlOf(INVITATION_NONCE_BYTES),
            until: Type.String({ pattern: "^\\d{4}-\\d{2}-\\d{2}$" }),
            offer: base64urlOf(OFFER_BYTES),
          },
          json,
        ),
        response: answers({ 201: empty("Kept") }, 400, 401, 403, 409, 413, 415, 503),
      },
    },
    async ({ body, headers }, reply) => {
      const { identity: maker } = await requireSigner(headers.cookie);
      const { until } = body;
      if (!isDay(until) || until < dayOf(now()) || until > lastInvitationDay(now())) throw new Problem("malformed");
      const [hash, nonce, offer] = [bytesOf(body.hash), bytesOf(body.nonce), bytesOf(body.offer)];
      await invite(database, { hash, nonce, until, offer, for: { maker } });
      return reply.code(201).send();
    },
  );

  app.get(
    "/v1/desk/invitations",
    {
      schema: {
        operationId: "listInvitations",
        summary: "Invitations that no directory followed yet",
        description: "With the keys of whoever accepted. Founding invitations have a role and no maker.",
        tags: ["ceremony"],
        response: answers(
          { 200: jsonOf("In the order of their hashes", Type.Object({ invitations: Type.Array(Shown) })) },
          401,
          403,
          503,
        ),
      },
    },
    async ({ headers }, reply) => {
      await requireSigner(headers.cookie);
      const rows = await database.selectFrom("invitation").selectAll().orderBy("hash").execute();
      const invitations = rows.map(({ hash, nonce, maker, role, until, offer, identity, tag }) => ({
        hash: base64url(hash),
        nonce: base64url(nonce),
        maker: maker && base64url(maker),
        role,
        until,
        offer: base64url(offer),
        accepted: identity && tag && { identity: base64url(identity), tag: base64url(tag) },
      }));
      return reply.send({ invitations });
    },
  );

  app.delete(
    "/v1/desk/invitations/:hash",
    {
      schema: {
        operationId: "withdrawInvitation",
        summary: "Take an invitation back",
        description:
          "Where somebody accepted it whom no directory names, their keyring goes too. Nothing happens where there is none.",
        tags: ["ceremony"],
        params: Type.Object({ hash: HexHash }),
        response: answers({ 204: empty("Not there, or not any more") }, 400, 401, 403, 404, 413, 415, 503),
      },
    },
    async ({ params, headers }, reply) => {
      await requireSigner(headers.cookie);
      await withdraw(database, inForce, Buffer.from(params.hash, "hex"));
      return reply.code(204).send();
    },
  );
}
