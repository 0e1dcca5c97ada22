// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import type { Exchange } from "./wire.ts";
import type { View } from "./world.ts";

// What may differ between two worlds, because it is random in each. It is named here, one by one; everything else must be equal,
// and of what is random the length.

/** Columns of random bytes, or of bytes that hang on random ones. */
const RANDOM_COLUMNS = new Set([
  "board.card.batch_hash",
  "board.card.hash",
  "board.gateway_key.sealed_seeds",
  "board.gateway_mark.mark",
  "board.letters_bundle.envelopes",
  "board.letters_envelope.envelope_hash",
  // A witness's key and name, fixed, around the time at which it saw a log: about that log, and one a log whoever posts.
  "board.log_cosignature.line",
  "board.log_entries.entries",
  "board.log_tile.hashes",
  "board.member_keyring.keyring",
  "board.pass_spent.batch_hash",
  "board.pass_spent.nullifier",
  "board.pool.burst",
  "board.pool.burst_hash",
  "board.token_spent.mark",
  "board.token_spent.nullifier",
  "issuer.pass_taken.person",
  "issuer.pass_taken.request_hash",
]);

/** Headers whose values are random, or a clock's. */
const RANDOM_HEADERS = new Set(["authorization", "cookie", "set-cookie", "date", "etag", "if-match"]);

/** Ports are chosen anew for each world, and the demo's directory names them. */
const withoutPorts = (text: string): string => text.replaceAll(/127\.0\.0\.1:\d+/g, "127.0.0.1:port");

/** Documents that name ports, and what hangs on them: hashes, signatures, sizes. */
const NAMES_PORTS = new Set(["board.log_document.document", "board.log.checkpoint"]);

function canonicalRow(table: string, row: string): string {
  const columns = Object.entries(JSON.parse(row) as Record<string, unknown>).map(([name, value]) => {
    const column = `${table}.${name}`;
    if (NAMES_PORTS.has(column)) return [name, "of this world's ports"];
    return [name, RANDOM_COLUMNS.has(column) ? `random, ${String(value).length / 2 - 1} bytes` : value];
  });
  return JSON.stringify(Object.fromEntries(columns));
}

export function canonicalTables(tables: View["tables"]): string[] {
  return Object.entries(tables).flatMap(([database, all]) =>
    Object.entries(all).flatMap(([table, rows]) =>
      rows.map((row) => `${database}.${table} ${canonicalRow(`${database}.${table}`, row)}`).sort(),
    ),
  );
}

export const canonicalHeaders = (headers: Exchange["requestHeaders"]): string =>
  JSON.stringify(
    headers.map(([name, value]) => [name, RANDOM_HEADERS.has(name) ? `${value.length} characters` : value]),
  );

/** What the operator reads of a sealed request; the bytes of a body and of a token are random ones. */
function canonicalInside({ inside }: Exchange): string {
  if (inside === null) return "";
  const { request, response } = inside;
  const { method, path, authorization, contentType, content } = request;
  const asked = `${method} ${path} ${contentType} ${authorization?.length ?? 0} characters, ${content.length} bytes`;
  const answered = response === null ? "none" : `${response.status} ${response.contentType} ${response.content.length}`;
  return ` with ${asked} → ${answered}`;
}

/** Path, sizes and headers; bytes of a body that a name is on may be anything, as a stranger's may. */
function canonicalExchange(exchange: Exchange): string {
  const { who, party, method, path, status, requestHeaders, requestBody, responseHeaders, responseBody } = exchange;
  // Ports have four or five digits, so documents that name them differ in length.
  const isDocument = method === "GET" && (path === "/v1/directory" || path.startsWith("/v1/logs/"));
  const sizes = isDocument ? "" : ` ${requestBody.length}→${responseBody.length}`;
  const headers = responseHeaders.filter(([name]) => sizes !== "" || name !== "content-length");
  const shown = `${canonicalHeaders(requestHeaders)} ${canonicalHeaders(headers)}`;
  const line = `${who ?? "nobody"} at ${party}: ${method} ${path} ${status}${sizes} ${shown}`;
  return withoutPorts(line + canonicalInside(exchange));
}

/** What is read side by side is answered in any order. */
function withoutOrderOfReads(lines: readonly string[], isRead: (line: string) => boolean): string[] {
  const runs: string[][] = [[]];
  for (const line of lines) {
    if (!isRead(line)) runs.push([line], []);
    else runs.at(-1)?.push(line);
  }
  return runs.flatMap((run) => run.sort());
}

/** The board asks its witnesses when a log has grown, beside whatever else is asked: how often and with what answer is compared. */
const isWitnessed = (line: string): boolean => line.includes('"route":"/witness/add-checkpoint"');

/** Everything, line by line, as it must be in every world. */
export function canonical({ tables, logLines, exchanges }: View): string[] {
  const others = logLines.filter((line) => !isWitnessed(line));
  return [
    ...canonicalTables(tables),
    ...logLines.filter(isWitnessed).sort(),
    ...withoutOrderOfReads(others.map(withoutPorts), (line) => line.includes('"method":"GET"')),
    ...withoutOrderOfReads(exchanges.map(canonicalExchange), (line) => line.includes(": GET ")),
  ];
}
