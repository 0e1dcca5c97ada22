// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { Type } from "typebox";
import { decodeTokenRequest, issuingKey, TOKEN_REQUEST_BYTES, truncatedKeyId } from "../../crypto/index.ts";
import type { IssuerDatabase, IssuerPurpose } from "../database/index.ts";
import type { Listener } from "../listener.ts";
import { parsedBody } from "../parsed.ts";
import { Problem } from "../problem.ts";
import { answers, binary, jsonOf } from "../schema.ts";
import { sha256 } from "../log/index.ts";
import { personInQuarter, type RequirePerson } from "../staff/index.ts";
import { dayOf, quarterBefore, quarterOf, yearOf, type Clock } from "./calendar.ts";
import type { TokenSigner } from "./key-file.ts";
import { countPasses, countTaken, purposeBefore, take, type Holder } from "./quota.ts";

export const REQUEST_TYPE = "application/private-token-request";
export const RESPONSE_TYPE = "application/private-token-response";
const PURPOSES: readonly IssuerPurpose[] = ["pass", "ballot"];

export interface PassesOptions {
  readonly database: IssuerDatabase;
  readonly signers: readonly TokenSigner[];
  /** Key of what stands for a person, 32 bytes. */
  readonly secret: Uint8Array;
  readonly perQuarter: number;
  readonly requirePerson: RequirePerson;
  readonly now: Clock;
}

/** Passes and credentials (crypto/token/SPEC.md): blind signatures for whoever is signed in, as many as a person gets a quarter. */
export function registerPasses(app: Listener, options: PassesOptions): void {
  const { database, signers, secret, perQuarter, requirePerson, now } = options;
  app.addContentTypeParser(REQUEST_TYPE, { parseAs: "buffer" }, (_request, body, done) => done(null, body));

  const holderOf = (person: Uint8Array, quarter: string): Holder => ({
    quarter,
    person: personInQuarter(person, quarter, secret),
  });

  /** The one key of each purpose that signs today; after a first time, whichever it was then. */
  const signerFor = (truncated: number, before: IssuerPurpose | null, day: string): TokenSigner => {
    const signing = PURPOSES.flatMap((purpose) => issuingKey(signers, purpose, day) ?? []);
    const allowed = before === null ? signing : signers.filter(({ purpose }) => purpose === before);
    const found = allowed.find(({ publicKey }) => truncatedKeyId(publicKey.id) === truncated);
    if (found === undefined) throw new Problem("malformed");
    return found;
  };

  app.get(
    "/v1/passes",
    {
      schema: {
        operationId: "countPasses",
        summary: "How many passes there are this year",
        description: "For everybody. Whoever uses a pass is one of as many people at most.",
        tags: ["passes"],
        response: answers(
          {
            200: jsonOf(
              "The count",
              Type.Object({ year: Type.Integer(), passes: Type.Integer(), perQuarter: Type.Integer() }),
            ),
          },
          503,
        ),
      },
    },
    async (_request, reply) => {
      const year = yearOf(quarterOf(now()));
      return reply.send({ year, passes: await countPasses(database, year), perQuarter });
    },
  );

  app.get(
    "/v1/passes/mine",
    {
      schema: {
        operationId: "readOwnPasses",
        summary: "What one took this quarter",
        description: "`credential` says whether one's ballot credential of the quarter was taken.",
        tags: ["passes"],
        response: answers(
          {
            200: jsonOf(
              "This quarter",
              Type.Object({
                quarter: Type.String(),
                taken: Type.Integer(),
                allowed: Type.Integer(),
                credential: Type.Boolean(),
              }),
            ),
          },
          401,
          503,
        ),
      },
    },
    async (request, reply) => {
      const quarter = quarterOf(now());
      const holder = holderOf(requirePerson(request, reply), quarter);
      const [taken, credentials] = [
        await countTaken(database, holder, "pass"),
        await countTaken(database, holder, "ballot"),
      ];
      return reply.send({ quarter, taken, allowed: perQuarter, credential: credentials > 0 });
    },
  );

  app.post(
    "/v1/passes",
    {
      bodyLimit: TOKEN_REQUEST_BYTES,
      schema: {
        operationId: "takePass",
        summary: "A blind signature: a pass, or the quarter's ballot credential",
        description:
          "RFC 9578, section 6: a TokenRequest of 259 bytes under the issuer's pass or ballot key of today. The same request again gets the same answer and takes nothing.",
        tags: ["passes"],
        consumes: [REQUEST_TYPE],
        response: answers({ 200: binary("A TokenResponse of 256 bytes", RESPONSE_TYPE) }, 400, 401, 409, 413, 415, 503),
      },
    },
    async (request, reply) => {
      const person = requirePerson(request, reply);
      const { truncatedKeyId: truncated, blinded } = parsedBody(request.body, decodeTokenRequest);
      const requestHash = Buffer.from(sha256(request.body as Buffer));
      const nowMs = now();
      const holder = holderOf(person, quarterOf(nowMs));
      const earlier = holderOf(person, quarterBefore(holder.quarter));
      const before = await purposeBefore(database, [holder, earlier], requestHash);
      const signer = signerFor(truncated, before, dayOf(nowMs));
      // Before anything is taken: what cannot be signed costs nothing.
      const answer = signer.sign(blinded);
      const purpose = signer.purpose === "ballot" ? "ballot" : "pass";
      const allowed = purpose === "pass" ? perQuarter : 1;
      if (before === null && !(await take(database, holder, purpose, requestHash, allowed)))
        throw new Problem("quota_exceeded");
      return reply.type(RESPONSE_TYPE).send(answer);
    },
  );
}
