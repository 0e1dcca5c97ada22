// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { Type } from "typebox";
import { SIGNER_ROLES, utf8, utf8Decode } from "../../crypto/index.ts";
import type { RequireMember } from "../desk/index.ts";
import type { Listener } from "../listener.ts";
import { parsedText } from "../parsed.ts";
import { answers, empty, jsonOf } from "../schema.ts";
import type { CeremonyBoard } from "./board.ts";
import { requireProposal } from "./next-directory.ts";
import { readSigners, roleOf, type RequireSigner } from "./signers.ts";

/** As long as a document of a log may be. */
export const DIRECTORY_BYTES = 1_048_576;

/**
 * Keeps what one of the three wants to be the next directory, in the place of their earlier proposal. A directory that is published
 * meanwhile is waited for, and takes all proposals with it.
 * @throws Problem as requireProposal
 */
export async function propose(board: CeremonyBoard, identity: Uint8Array, source: string): Promise<void> {
  await board.database.transaction().execute(async (session) => {
    await session.selectFrom("log").select("name").where("name", "=", "directory").forShare().execute();
    await requireProposal(session, board, source, identity);
    const document = Buffer.from(utf8(source));
    await session
      .insertInto("proposal")
      .values({ identity: Buffer.from(identity), document })
      .onConflict((conflict) => conflict.column("identity").doUpdateSet({ document }))
      .execute();
  });
}

export interface ProposalOptions {
  readonly requireMember: RequireMember;
  readonly requireSigner: RequireSigner;
}

const Proposal = Type.Object({
  role: Type.Union(SIGNER_ROLES.map((role) => Type.Literal(role))),
  document: Type.String(),
});

export function registerProposals(app: Listener, board: CeremonyBoard, options: ProposalOptions): void {
  const { database, inForce } = board;
  app.put(
    "/v1/desk/proposal",
    {
      bodyLimit: DIRECTORY_BYTES,
      schema: {
        operationId: "propose",
        summary: "Propose the next directory",
        description:
          "A C2SP signed note that could be published with one signature more. Replaces one's earlier proposal.",
        tags: ["ceremony"],
        consumes: ["text/plain"],
        response: answers(
          { 204: empty("Kept until a directory is published") },
          400,
          401,
          403,
          409,
          413,
          415,
          422,
          503,
        ),
      },
    },
    async (request, reply) => {
      const { identity } = await options.requireSigner(request.headers.cookie);
      await propose(board, identity, parsedText(request.body));
      return reply.code(204).send();
    },
  );

  app.get(
    "/v1/desk/proposals",
    {
      schema: {
        operationId: "listProposals",
        summary: "What is proposed to be the next directory",
        description: "At most one of each signer. Whoever reads one checks it themselves.",
        tags: ["ceremony"],
        response: answers(
          { 200: jsonOf("Documents and who proposes them", Type.Object({ proposals: Type.Array(Proposal) })) },
          401,
          503,
        ),
      },
    },
    async ({ headers }, reply) => {
      await options.requireMember(headers.cookie);
      const signers = await readSigners(database, inForce);
      const rows = await database.selectFrom("proposal").selectAll().orderBy("identity").execute();
      const proposals = rows.flatMap(({ identity, document }) => {
        const role = roleOf(signers, identity);
        return role === null ? [] : [{ role, document: utf8Decode(document) }];
      });
      return reply.send({ proposals });
    },
  );
}
