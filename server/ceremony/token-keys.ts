// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { parseTokenKeyDocument } from "../../crypto/index.ts";
import type { Listener } from "../listener.ts";
import { parsedBody } from "../parsed.ts";
import { answers, empty } from "../schema.ts";
import { publishTokenDocuments } from "../token/index.ts";
import type { CeremonyBoard } from "./board.ts";
import type { RequireSigner } from "./signers.ts";

/** A key document is some 550 bytes. */
const DOCUMENT_BYTES = 1024;
/**
 * Documents of the ledger that the directory names no key of. Everybody reads all of them at each visit, and none ever goes: one of
 * the three alone, or their cookie, must not be able to make that long.
 */
const UNNAMED = 32;

/** The issuer's keys come this way: whoever runs it prints a document, and one of the three hands it in. */
export function registerTokenKeys(
  app: Listener,
  { database, inForce, logs }: CeremonyBoard,
  requireSigner: RequireSigner,
  onPublished: () => void,
): void {
  app.post(
    "/v1/desk/token-keys",
    {
      bodyLimit: DOCUMENT_BYTES,
      schema: {
        operationId: "publishTokenKey",
        summary: "Put the document of a token key in the ledger",
        description:
          "One line, as `npm run token-keys` prints it (crypto/token/SPEC.md). One that is there already changes nothing. At most 32 are there that the directory does not name.",
        tags: ["ceremony"],
        consumes: ["text/plain"],
        response: answers({ 204: empty("In the ledger") }, 400, 401, 403, 413, 415, 429, 503),
      },
    },
    async (request, reply) => {
      await requireSigner(request.headers.cookie);
      const document = parsedBody(request.body, (bytes) => {
        parseTokenKeyDocument(bytes);
        return bytes;
      });
      const named = (await inForce.directory())?.statement.tokens.length ?? 0;
      await publishTokenDocuments(database, [document], logs.ledger, named + UNNAMED);
      onPublished();
      return reply.code(204).send();
    },
  );
}
