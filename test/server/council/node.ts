// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { buildApp } from "../../../server/app.ts";
import { readConfig } from "../../../server/config.ts";
import {
  startCover,
  type CoverNode,
  type CoverNodeOptions,
  type CoverState,
} from "../../../server/council/cover/index.ts";
import { coverPhrase, readDemoSecrets } from "../../../server/demo/index.ts";
import { cleanUp, freshFolder, listening, openBoard, ORIGIN, type Board } from "../board.ts";
import { quickStretch } from "../keyrings.ts";
import { vouchFor } from "../vouched.ts";
import { Between } from "./between.ts";

// The council's node at a real board, through a real relay; short slots, so that nobody has to wait.

export interface Place {
  readonly board: Board;
  readonly boardAddress: string;
  /** What the node sends to each of them goes through here. */
  readonly toBoard: Between;
  readonly toRelay: Between;
}

async function relayBefore(boardAddress: string): Promise<string> {
  const config = readConfig({ ROLES: "relay", ORIGIN, BOARD_URL: boardAddress, DATA_DIR: freshFolder() });
  const app = await buildApp({ config, database: null, log: false });
  const [relay] = app.listeners;
  if (relay === undefined) throw new Error("no relay");
  cleanUp(() => relay.app.close());
  return listening(relay.app);
}

export async function openPlace(): Promise<Place> {
  const board = await openBoard();
  const boardAddress = await listening(board.board);
  await vouchFor(board);
  const relayAddress = await relayBefore(boardAddress);
  const [toBoard, toRelay] = await Promise.all([Between.before(boardAddress), Between.before(relayAddress)]);
  return { board, boardAddress, toBoard, toRelay };
}

/** C2SP verifier keys of those who sign the demo's directory. */
export async function signerKeys({ board }: Board): Promise<readonly string[]> {
  return (await board.inject({ url: "/v1/configuration" })).json<{ directoryKeys: string[] }>().directoryKeys;
}

export const nodePhrase = ({ config }: Board): readonly string[] => coverPhrase(readDemoSecrets(config.dataDir));

export const SLOT_MS = 120;
/** One slot in four. */
export const PER_HOUR = 3_600_000 / SLOT_MS / 4;

/** @returns the node, and what it said */
export function startNode(
  { board, toBoard, toRelay }: Place,
  other: Partial<CoverNodeOptions> = {},
): CoverNode & { readonly said: readonly CoverState[] } {
  const said: CoverState[] = [];
  const node = startCover({
    origin: ORIGIN,
    perHour: PER_HOUR,
    slotIntervalMs: SLOT_MS,
    boardUrl: toBoard.address,
    relayUrl: toRelay.address,
    words: nodePhrase(board),
    directoryKeys: () => signerKeys(board),
    say: (state) => said.push(state),
    stretch: quickStretch,
    ...other,
  });
  cleanUp(() => node.stop());
  return {
    said,
    get state() {
      return node.state;
    },
    stop: () => node.stop(),
  };
}
