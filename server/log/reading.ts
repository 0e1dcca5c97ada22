// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { Type } from "typebox";
import {
  entryBytes,
  HASH_BYTES,
  LOGS,
  parseLevel,
  parseSlice,
  TILE_WIDTH,
  type LogShortName,
  type Slice,
} from "../../crypto/index.ts";
import type { Database } from "../database/index.ts";
import type { Listener } from "../listener.ts";
import { parsed } from "../parsed.ts";
import { Problem } from "../problem.ts";
import { answers, binary, plainText } from "../schema.ts";
import { readCosigned } from "./cosignatures.ts";
import { readTile } from "./tile.ts";

// C2SP tlog-tiles over HTTP. A tile, bundle or document never changes once a width of it was served, so it may be kept for ever.
const FOR_EVER = "public, max-age=31536000, immutable";
const FOR_SECONDS = "public, max-age=1";

const Log = Type.Union(LOGS.map((log) => Type.Literal(log)));

/** What a route's wildcard matched. */
export function restOf(params: unknown): string {
  const rest: unknown = (params as Record<string, unknown>)["*"];
  if (typeof rest !== "string") throw new Problem("not_found");
  return rest;
}

/** A path that cannot be one of ours names nothing. */
export const sliceOf = (path: string, full: number): Slice => parsed("not_found", () => parseSlice(path, full));

/** The first `width` things of a row, or the whole of a full one; null where there are not as many. */
export function cut(row: Buffer | undefined, width: number | null, each: number, full: number): Buffer {
  const length = (width ?? full) * each;
  if (row === undefined || row.length < length) throw new Problem("not_found");
  return row.subarray(0, length);
}

/** What everybody may read of all three logs. */
export function registerReading(app: Listener, database: Database): void {
  const readEntries = async (log: LogShortName, index: number): Promise<Buffer | undefined> => {
    const where = database.selectFrom("log_entries").where("log", "=", log).where("index", "=", index);
    return (await where.select("entries").executeTakeFirst())?.entries;
  };

  app.get(
    "/v1/logs/:log/checkpoint",
    {
      schema: {
        operationId: "readCheckpoint",
        summary: "The latest signed checkpoint of a log",
        description:
          "C2SP tlog-checkpoint: name, size and root, signed by the log's key. Changes at most once an interval; behind it stand the cosignatures of witnesses that have seen exactly it, at most 15, perhaps none yet.",
        tags: ["logs"],
        params: Type.Object({ log: Log }),
        response: answers({ 200: plainText("A C2SP signed note") }, 404, 503),
      },
    },
    async ({ params: { log } }, reply) => {
      const note = await readCosigned(database, log);
      if (note === undefined) throw new Problem("not_found");
      return reply.type("text/plain; charset=utf-8").header("Cache-Control", FOR_SECONDS).send(note);
    },
  );

  app.get(
    "/v1/logs/:log/tile/:level/*",
    {
      schema: {
        operationId: "readTile",
        summary: "Hashes of a log's tree",
        description:
          "C2SP tlog-tiles. A partial width is there as soon as a checkpoint has it, and stays when the tile is full.",
        tags: ["logs"],
        params: Type.Object({ log: Log, level: Type.String({ maxLength: 2 }) }),
        response: answers({ 200: binary("1 to 256 hashes of 32 bytes") }, 404, 503),
      },
    },
    async ({ params }, reply) => {
      const { log, level: text } = params;
      const path = restOf(params);
      const level = parsed("not_found", () => parseLevel(text));
      const { index, width } = sliceOf(path, TILE_WIDTH);
      const tile = cut(await readTile(database, log, level, index), width, HASH_BYTES, TILE_WIDTH);
      return reply.type("application/octet-stream").header("Cache-Control", FOR_EVER).send(tile);
    },
  );

  app.get(
    "/v1/logs/:log/tile/entries/*",
    {
      schema: {
        operationId: "readEntries",
        summary: "Entries of a log",
        description:
          "Of letters: tag 16 and SHA-256 of the envelope 32; of directory and ledger: type 1 and SHA-256 of the document 32.",
        tags: ["logs"],
        params: Type.Object({ log: Log }),
        response: answers({ 200: binary("1 to 256 entries, each with a two-byte length") }, 404, 503),
      },
    },
    async ({ params }, reply) => {
      const { log } = params;
      const path = restOf(params);
      const { index, width } = sliceOf(path, TILE_WIDTH);
      const entries = cut(await readEntries(log, index), width, entryBytes(log) + 2, TILE_WIDTH);
      return reply.type("application/octet-stream").header("Cache-Control", FOR_EVER).send(entries);
    },
  );

  app.get(
    "/v1/logs/:log/documents/:index",
    {
      schema: {
        operationId: "readDocument",
        summary: "A document whose hash is a leaf",
        description: "By its index in the log; of directory and ledger only.",
        tags: ["logs"],
        params: Type.Object({
          log: Type.Union([Type.Literal("directory"), Type.Literal("ledger")]),
          index: Type.String({ pattern: "^(0|[1-9][0-9]{0,8})$" }),
        }),
        response: answers({ 200: binary("The document") }, 404, 503),
      },
    },
    async ({ params: { log, index } }, reply) => {
      const where = database.selectFrom("log_document").where("log", "=", log).where("index", "=", Number(index));
      const row = await where.select("document").executeTakeFirst();
      if (row === undefined) throw new Problem("not_found");
      return reply.type("application/octet-stream").header("Cache-Control", FOR_EVER).send(row.document);
    },
  );
}
