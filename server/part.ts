// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import type { Config } from "./config.ts";
import type { Listener } from "./listener.ts";

/** A part of the program: what listens, and what it does besides. */
export interface Part {
  readonly app: Listener;
  stop?(): Promise<void>;
}

/** Where something in this process listens. */
export const localUrl = ({ host, port }: Config, offset: number): string =>
  `http://${host.includes(":") ? `[${host}]` : host}:${port + offset}`;

/** The board, as a part finds it that passes on to it or asks it. */
export const boardUrlOf = (config: Config): string => config.boardUrl ?? localUrl(config, 1);
