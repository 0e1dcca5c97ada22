// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import {
  burnNoticesIn,
  equalBytes,
  groupsIn,
  openBurnNotice,
  statementIn,
  utf8Decode,
  type BurnNotice,
  type SharedGroup,
  type Statement,
} from "../../crypto/index.ts";
import type { Database } from "../database/index.ts";
import type { RequireMember } from "../desk/index.ts";
import type { Listener } from "../listener.ts";
import { appendDocuments, lockDocuments, sha256 } from "../log/index.ts";
import { parsedBody } from "../parsed.ts";
import { Problem } from "../problem.ts";
import { answers, empty } from "../schema.ts";
import type { CeremonyBoard } from "./board.ts";
import { requireNamedOf } from "./signers.ts";

/** The longest has some 340 bytes. */
const NOTICE_BYTES = 512;

async function readStatements(database: Database): Promise<Statement[]> {
  const documents = database.selectFrom("log_document").select("document").where("log", "=", "directory");
  const rows = await documents.orderBy("index").execute();
  return rows.map(({ document }) => statementIn(utf8Decode(document)));
}

/** Of a key that was this member's too, and that another one replaced. @throws Problem `not_replaced` */
function requireReplaced({ group, epoch, key, member }: BurnNotice, statements: readonly Statement[]): void {
  const present = statements.at(-1);
  const id = present?.members.find((each) => equalBytes(each.key, member))?.id ?? "";
  const isIt = (shared: SharedGroup): boolean => shared.id === group && shared.epoch === epoch;
  const wasShared = statements.some((statement) =>
    groupsIn(statement).some(
      (shared) => isIt(shared) && shared.members.includes(id) && equalBytes(sha256(shared.key), key),
    ),
  );
  const isPresent = present === undefined || groupsIn(present).some(isIt);
  if (!wasShared || isPresent) throw new Problem("not_replaced");
}

/**
 * Puts a notice in the ledger, unless it has this member's of that key: everybody reads all of it at each visit, so that a member can
 * add one document for each key that they shared, and no more.
 * @throws Problem `not_replaced`
 */
export async function publishBurnNotice(
  { database, logs, origin }: CeremonyBoard,
  notice: BurnNotice,
  document: Uint8Array,
): Promise<void> {
  requireReplaced(notice, await readStatements(database));
  await database.transaction().execute(async (session) => {
    const kept = burnNoticesIn(await lockDocuments(session, "ledger"), origin);
    const isThere = kept.some(
      ({ group, epoch, member }) =>
        group === notice.group && epoch === notice.epoch && equalBytes(member, notice.member),
    );
    if (!isThere) await appendDocuments(session, "ledger", [document], logs.ledger);
  });
}

/** @param onPublished a log has grown */
export function registerBurnNotices(
  app: Listener,
  board: CeremonyBoard,
  requireMember: RequireMember,
  onPublished: () => void,
): void {
  const requireNamed = requireNamedOf(board.inForce, requireMember);
  app.post(
    "/v1/desk/burn-notices",
    {
      bodyLimit: NOTICE_BYTES,
      schema: {
        operationId: "publishBurnNotice",
        summary: "Say in the ledger that one no longer has the seed of an old key",
        description:
          "A burn notice of one line (crypto/ceremony/SPEC.md), signed with the key of one's own keyring, of a key that one shared and that another replaced. Each key once a member; again it changes nothing.",
        tags: ["ceremony"],
        consumes: ["text/plain"],
        response: answers({ 204: empty("In the ledger") }, 400, 401, 403, 413, 415, 422, 503),
      },
    },
    async (request, reply) => {
      const { identity } = await requireNamed(request.headers.cookie);
      const [notice, document] = parsedBody(
        request.body,
        (bytes) => [openBurnNotice(bytes, board.origin), bytes] as const,
      );
      if (!equalBytes(notice.member, identity)) throw new Problem("not_own_key");
      await publishBurnNotice(board, notice, document);
      onPublished();
      return reply.code(204).send();
    },
  );
}
