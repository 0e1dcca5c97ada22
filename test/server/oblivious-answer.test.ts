// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { connect, type AddressInfo } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import { expect, test } from "vitest";
import { SIZE_CLASSES } from "#crypto";
import { buildListener } from "../../server/listener.ts";
import { OBLIVIOUS_PATH, registerOblivious, REQUEST_TYPE } from "../../server/oblivious.ts";
import { cleanUp } from "./board.ts";

// Far more than sockets hold on both sides.
const BYTES = 16 * 1024 * 1024;
const LETTER = 0x41;

test("oblivious: the memory of an answer is given back when all of it has left, however slowly it is read", async () => {
  const sealed = new Uint8Array(BYTES).fill(LETTER);
  const listener = await buildListener({ isSecure: false, log: false }, (app) =>
    registerOblivious(app, { schema: {}, answer: () => Promise.resolve(sealed) }),
  );
  cleanUp(() => listener.close());
  await listener.listen({ port: 0, host: "127.0.0.1" });
  const { request: size } = SIZE_CLASSES.read;
  const socket = connect((listener.server.address() as AddressInfo).port, "127.0.0.1").pause();
  cleanUp(() => void socket.destroy());
  socket.write(
    `POST ${OBLIVIOUS_PATH} HTTP/1.1\r\nHost: x\r\nContent-Type: ${REQUEST_TYPE}\r\nContent-Length: ${size}\r\n\r\n`,
  );
  socket.write(new Uint8Array(size));
  await sleep(300);
  expect(sealed).toHaveLength(BYTES);

  const chunks: Buffer[] = [];
  socket.on("data", (chunk) => chunks.push(chunk));
  socket.resume();
  await expect
    .poll(() => chunks.reduce((sum, { length }) => sum + length, 0), { timeout: 10_000 })
    .toBeGreaterThan(BYTES);
  const received = Buffer.concat(chunks);
  expect(received.subarray(-BYTES).every((byte) => byte === LETTER)).toBe(true);
  await expect.poll(() => sealed.length).toBe(0);
});
