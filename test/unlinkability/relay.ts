// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { inject } from "vitest";
import { directoryKeyName, formatVerifierKey, SIGNER_ROLES, signingKey, verifierKey } from "#crypto";
import { readDemoSecrets } from "../../server/demo/index.ts";
import { freePorts } from "../free-ports.ts";
import { ORIGIN } from "../server/board.ts";
import { MAIN } from "../server/program.ts";
import { Tap } from "./tap.ts";

// The relay as its own party runs it: a process of its own that knows of the board where it is, and no more. One for all worlds.

function directoryKeys(): string[] {
  return readDemoSecrets(inject("demoFolder")).signers.map(({ signing }, i) =>
    formatVerifierKey(
      verifierKey({ name: directoryKeyName(ORIGIN, SIGNER_ROLES[i] ?? "spare"), key: signingKey(signing) }),
    ),
  );
}

export class Relay {
  /** Between it and the board; leads to the board of the world of now. */
  readonly door: Tap;
  readonly address: string;
  readonly #child: ChildProcess;
  #output = "";

  private constructor(door: Tap, address: string, child: ChildProcess) {
    this.door = door;
    this.address = address;
    this.#child = child;
    child.stdout?.on("data", (chunk: Buffer) => (this.#output += chunk.toString()));
    child.stderr?.on("data", (chunk: Buffer) => (this.#output += chunk.toString()));
  }

  /** It is told the keys of whoever signs for the boards of the template `demo`. */
  static async start(): Promise<Relay> {
    const door = await Tap.open();
    const port = await freePorts();
    const keys = { DIRECTORY_KEYS: directoryKeys().join(" "), BOARD_URL: door.address };
    const env = { PATH: process.env["PATH"], ROLES: "relay", ORIGIN, PORT: String(port), ...keys };
    const child = spawn(process.execPath, [MAIN], { env, stdio: ["ignore", "pipe", "pipe"] });
    const relay = new Relay(door, `http://127.0.0.1:${port}`, child);
    while (!relay.#output.includes("tegenspraak ready at")) {
      if (child.exitCode !== null) throw new Error(`the relay ended: ${relay.#output}`);
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    return relay;
  }

  /** What it printed since it was asked last. */
  lines(): string[] {
    const lines = this.#output.split("\n").filter((line) => line.startsWith("{"));
    this.#output = "";
    return lines;
  }

  async stop(): Promise<void> {
    const ended = once(this.#child, "exit");
    this.#child.kill("SIGTERM");
    await ended;
    await this.door.close();
  }
}
