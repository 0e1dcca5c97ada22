// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { Type } from "typebox";
import type { Database } from "../database/index.ts";
import type { Listener } from "../listener.ts";
import { Problem } from "../problem.ts";
import { answers, jsonOf, plainText } from "../schema.ts";
import { currentDocument } from "./current.ts";

export function registerDirectory(app: Listener, database: Database): void {
  app.get(
    "/v1/directory",
    {
      schema: {
        operationId: "readDirectory",
        summary: "The current directory",
        description:
          "A signed note by two of three keys; the last leaf of the directory log (crypto/directory/SPEC.md).",
        tags: ["directory"],
        response: answers({ 200: plainText("A C2SP signed note") }, 404, 503),
      },
    },
    async (_request, reply) => {
      const document = await currentDocument(database);
      if (document === undefined) throw new Problem("not_found");
      return reply.type("text/plain; charset=utf-8").header("Cache-Control", "public, max-age=1").send(document);
    },
  );
}

/** What a page must know before it can check anything: told by whoever serves the page, who is trusted with that anyway. */
export interface Configuration {
  readonly origin: string;
  readonly demo: boolean;
  /** C2SP verifier keys of officer, council and spare; two of them sign the directory. Empty before the first. */
  readonly directoryKeys: readonly string[];
  /** Web origin of the issuer of passes, or null where it is not known. */
  readonly passes: string | null;
  /** Seconds from one sealed request of a page to the next. */
  readonly slot: number;
}

/** @param read asked each time: signers change */
export function registerConfiguration(app: Listener, read: () => Promise<Configuration>): void {
  app.get(
    "/v1/configuration",
    {
      schema: {
        operationId: "readConfiguration",
        summary: "Name of the board and the keys that vouch for its directory",
        description:
          "Those in force, or those that the board was told; empty before the first directory. `passes` is where staff take a pass, or null; `slot` is how many seconds a page leaves between two things that it sends. Relay and issuer say what they were told of the board behind them.",
        tags: ["directory"],
        response: answers(
          {
            200: jsonOf(
              "The configuration",
              Type.Object({
                origin: Type.String(),
                demo: Type.Boolean(),
                directoryKeys: Type.Array(Type.String()),
                passes: Type.Union([Type.String(), Type.Null()]),
                slot: Type.Integer(),
              }),
            ),
          },
          503,
        ),
      },
    },
    async (_request, reply) => reply.send(await read()),
  );
}
