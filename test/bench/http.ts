// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { connect, type Socket } from "node:net";

// As much of HTTP as a load needs, on plain sockets, so that it takes as little of the machine as it can from what is measured.

/** What comes in is read into here, and looked at before anything else comes. */
const INPUT = Buffer.alloc(65_536);

function open(port: number): Socket {
  const callback = (bytes: number, buffer: Uint8Array): boolean => socket.emit("data", buffer.subarray(0, bytes));
  const socket = connect({ port, host: "127.0.0.1", noDelay: true, onread: { buffer: INPUT, callback } });
  return socket;
}

export async function openSockets(port: number, connections: number): Promise<Socket[]> {
  const sockets = Array.from({ length: connections }, () => open(port));
  await Promise.all(sockets.map((socket) => new Promise((resolve) => socket.once("connect", resolve))));
  return sockets;
}

/** Head of an answer whose end was seen, and bytes of it that are still to come. */
interface Head {
  readonly status: number;
  missing: number;
}

function headOf(received: Buffer): Head | null {
  const end = received.indexOf("\r\n\r\n");
  if (end < 0) return null;
  const length = Number(/content-length: (\d+)/i.exec(received.toString("latin1", 0, end))?.[1] ?? 0);
  return { status: Number(received.toString("latin1", 9, 12)), missing: end + 4 + length - received.length };
}

/** Tells the status of each answer when the whole of it has come. What is in them nobody looks at. */
export function onAnswers(socket: Socket, answered: (status: number) => void): void {
  let received = Buffer.alloc(0);
  let head: Head | null = null;
  socket.on("data", (chunk: Buffer) => {
    if (head === null) {
      received = Buffer.concat([received, chunk]);
      head = headOf(received);
      if (head === null) return;
      received = Buffer.alloc(0);
    } else {
      head.missing -= chunk.length;
    }
    if (head.missing > 0) return;
    const { status } = head;
    head = null;
    answered(status);
  });
}
