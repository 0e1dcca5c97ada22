// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import type { PostgresPool, PostgresPoolClient } from "kysely";
import { Query, type BindConfig, type Connection, type Pool, type PoolClient } from "pg";

// How statements go to PostgreSQL: short ones are parsed once a connection, and large parameters are not copied.

/** Texts up to this length are few and come again and again; a longer one has as many rows as there happened to be. */
const PREPARED_CHARACTERS = 1024;
/** Parameters from this size on are written as they are; copying a smaller one costs less than writing it apart. */
const LARGE = 8192;

/** A longer one begins with this where there are few of it and it comes all the time. */
export const PREPARED = "/* prepared */";

const names = new Map<string, string>();

function nameOf(text: string): string | undefined {
  if (text.length > PREPARED_CHARACTERS && !text.startsWith(PREPARED)) return undefined;
  const name = names.get(text) ?? `s${names.size}`;
  names.set(text, name);
  return name;
}

const isLarge = (value: unknown): value is Buffer => Buffer.isBuffer(value) && value.length >= LARGE;

const int16 = (value: number): Buffer => Buffer.from([value >> 8, value & 255]);

function int32(value: number): Buffer {
  const bytes = Buffer.allocUnsafe(4);
  bytes.writeInt32BE(value);
  return bytes;
}

/** A parameter as Bind has it: its length and its bytes, or a length of -1 for null. */
function encode(value: unknown): Buffer[] {
  if (value === null || value === undefined) return [int32(-1)];
  const bytes = Buffer.isBuffer(value) ? value : Buffer.from(value as string);
  return [int32(bytes.length), bytes];
}

/**
 * The message Bind of PostgreSQL's protocol (54.7, "Message Formats"), in pieces:
 * `B ‖ int32 length ‖ portal 00 ‖ statement 00 ‖ int16 n ‖ int16 format[n] ‖ int16 n ‖ (int32 length ‖ bytes)[n] ‖ int16 1 ‖ int16 text`.
 * pg's own copies every parameter into a buffer that it grows from 256 bytes: for 64 bursts three times what they hold.
 */
function bindInPieces({ statement = "", values = [], valueMapper }: BindConfig): Buffer[] {
  const mapped = values.map((value, i): unknown => (valueMapper === undefined ? value : valueMapper(value, i)));
  const body = [
    Buffer.from(`\0${statement}\0`),
    int16(mapped.length),
    ...mapped.map((value) => int16(Buffer.isBuffer(value) ? 1 : 0)),
    int16(mapped.length),
    ...mapped.flatMap(encode),
    int16(1),
    int16(0),
  ];
  const length = body.reduce((sum, piece) => sum + piece.length, 4);
  return [Buffer.from("B"), int32(length), ...body];
}

/** Writes small pieces together and large ones as they are. */
function write(stream: Connection["stream"], pieces: readonly Buffer[]): void {
  if (!stream.writable) return;
  let small: Buffer[] = [];
  for (const piece of pieces) {
    if (!isLarge(piece)) {
      small.push(piece);
      continue;
    }
    stream.write(Buffer.concat(small));
    stream.write(piece);
    small = [];
  }
  stream.write(Buffer.concat(small));
}

/** The same connection with a Bind that does not copy. pg corks the stream around it, so that all of it goes in one write. */
function withoutCopies(connection: Connection): Connection {
  const bind = (config: BindConfig): void => write(connection.stream, bindInPieces(config));
  return Object.create(connection, { bind: { value: bind } }) as Connection;
}

function send<R>(client: PoolClient, text: string, values: readonly unknown[]): Promise<R> {
  return new Promise((resolve, reject) => {
    const name = values.length === 0 ? undefined : nameOf(text);
    const query = new Query({ name, text, values: [...values] }, (error, result) => {
      if (error instanceof Error) reject(error);
      else resolve(result as R);
    });
    if (values.some(isLarge)) {
      const submit = query.submit;
      query.submit = (connection) => submit.call(query, withoutCopies(connection));
    }
    client.query(query);
  });
}

/** Connections of a pool as Kysely uses them. */
export function withStatements(pool: Pool): PostgresPool {
  return {
    options: pool.options,
    end: () => pool.end(),
    async connect(): Promise<PostgresPoolClient> {
      const client = await pool.connect();
      return {
        query: <R>(text: unknown, values: readonly unknown[] = []) => send<R>(client, text as string, values),
        release: (destroy) => client.release(destroy),
      } as PostgresPoolClient;
    },
  };
}
