// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import type { Transaction } from "kysely";
import { signersOf, utf8, type Directory, type Statement } from "../../crypto/index.ts";
import type { Database } from "../database/index.ts";
import type { BoardTables } from "../database/schema.ts";
import { currentDocument } from "../directory/index.ts";
import type { Listener } from "../listener.ts";
import { appendDocuments } from "../log/index.ts";
import { parsedText } from "../parsed.ts";
import { answers, empty } from "../schema.ts";
import type { CeremonyBoard } from "./board.ts";
import { forgetOutdatedOffers } from "./key-offers.ts";
import { openPublishable } from "./next-directory.ts";
import { DIRECTORY_BYTES } from "./proposals.ts";

/** Invitations that came to their end, and the founding ones, which are good before the first directory only. */
async function forgetInvitations(session: Database, statement: Statement): Promise<void> {
  const keys = [...statement.members.map(({ key }) => key), ...signersOf(statement).map(({ publicKey }) => publicKey)];
  const named = keys.map((key) => Buffer.from(key));
  await session
    .deleteFrom("invitation")
    .where(({ eb, or }) => or([eb("role", "is not", null), eb("identity", "in", named)]))
    .execute();
}

/** Document and leaf, and what is settled with them. */
async function append(
  session: Transaction<BoardTables>,
  { logs, inForce }: CeremonyBoard,
  source: string,
  next: Directory,
): Promise<void> {
  const before = (await inForce.directory(session))?.statement ?? null;
  await appendDocuments(session, "directory", [utf8(source)], logs.directory);
  await session.deleteFrom("proposal").execute();
  await forgetInvitations(session, next.statement);
  await forgetOutdatedOffers(session, before, next.statement);
}

/**
 * Makes a signed document the directory in force. One transaction that holds the row of its log: of two at once one is published, and
 * the other hears of it. Dying anywhere in it leaves the one there was. The very document in force again is no change.
 * @throws Problem as openPublishable
 */
export async function publishDirectory(board: CeremonyBoard, source: string): Promise<void> {
  await board.database.transaction().execute(async (session) => {
    await session.selectFrom("log").select("name").where("name", "=", "directory").forUpdate().execute();
    if ((await currentDocument(session))?.equals(utf8(source)) === true) return;
    await append(session, board, source, await openPublishable(session, board, source));
  });
}

/** @param onPublished a log has grown, and what this process knew of it is another now */
export function registerPublishing(app: Listener, board: CeremonyBoard, onPublished: () => void): void {
  app.post(
    "/v1/directory",
    {
      bodyLimit: DIRECTORY_BYTES,
      schema: {
        operationId: "publishDirectory",
        summary: "Publish the next directory",
        description:
          "A C2SP signed note by two of the three signers (crypto/directory/SPEC.md); where it changes them, by two of the new ones too. The signatures are all it takes. The document in force again changes nothing.",
        tags: ["directory"],
        consumes: ["text/plain"],
        response: answers({ 201: empty("In force") }, 400, 403, 409, 413, 415, 422, 503),
      },
    },
    async (request, reply) => {
      await publishDirectory(board, parsedText(request.body));
      onPublished();
      return reply.code(201).send();
    },
  );
}
