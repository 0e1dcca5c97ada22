// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { randomBytes } from "node:crypto";
import { vi } from "vitest";
import { cardHash, CODENAME_WORDS, drawCard, leavesOfBurst, phraseInput, sha256 } from "#crypto";
import { DeskSession } from "../../client/worker/desk.ts";
import { memberTokens } from "../../client/worker/exchange.ts";
import { shownOrganisation } from "../../client/worker/organisation.ts";
import { Posting } from "../../client/worker/posting.ts";
import { Purse } from "../../client/worker/purse.ts";
import { SubmitterSession } from "../../client/worker/submitter.ts";
import { isUsable, Wallet } from "../../client/worker/tokens.ts";
import { signInMember } from "../../client/worker/sign-in.ts";
import type { Team } from "../../client/protocol/index.ts";
import { readDemoSecrets } from "../../server/demo/index.ts";
import { Pool } from "../../server/log/index.ts";
import { registerCardHashes } from "../../server/token/index.ts";
import { cleanUp, anyBurst, listening, openBoard, ORIGIN, sequenceNow, type Board } from "../server/board.ts";
import { execute } from "../server/sql.ts";
import { freshPrice } from "../server/tokens.ts";
import { vouchFor } from "../server/vouched.ts";

import { signalText } from "../signal.ts";
import { Page } from "./page.ts";
import type { Relay } from "./relay.ts";
import { openTap, type Passed, type Tap } from "./tap.ts";
import { rowsOf } from "./world.ts";

// A board and a relay in processes of their own with the client's own code in front of them, and somebody who looks on at every leg.

const nothing = (): void => undefined;

/** What a browser calls itself: one of its own for each, so that it can be looked for. */
export const agentOf = (name: string): string => `agent-of-${name.replaceAll(" ", "-")}`;

export interface Submitter {
  readonly page: Page;
  readonly session: SubmitterSession;
  /** What goes by between this page and the relay. */
  readonly tap: Tap;
}

/** What one adversary has when it is over. */
export interface Sight {
  /** Rows as JSON text, by table. */
  readonly tables: Readonly<Record<string, readonly string[]>>;
  readonly boardLines: readonly string[];
  readonly relayLines: readonly string[];
  /** Everything that came to the board. */
  readonly atBoard: readonly Passed[];
  /** Between each page and the relay, by the name of the page. */
  readonly atRelay: Readonly<Record<string, readonly Passed[]>>;
}

/** A leak of our own making. */
export interface Plant {
  /** SQL, before anything happens. */
  readonly database?: string;
  /** A line in the board's log, by who acts. */
  readonly line?: (who: string) => string;
  /** Headers on everything that comes to the board, by who acts. */
  readonly headers?: (who: string) => Readonly<Record<string, string>>;
  /** Headers on everything that a page gets, by who acts: its length is a size. */
  readonly answerHeaders?: (who: string) => Readonly<Record<string, string>>;
}

export class Stage {
  readonly board: Board;
  readonly #relay: Relay;
  readonly #taps = new Map<string, Tap>();
  readonly #lines: string[] = [];
  readonly #plant: Plant;

  private constructor(board: Board, relay: Relay, plant: Plant) {
    this.board = board;
    this.#relay = relay;
    this.#plant = plant;
  }

  static async open(relay: Relay, plant: Plant = {}): Promise<Stage> {
    const board = await openBoard({}, undefined, undefined, true);
    if (plant.database !== undefined) await execute(board.databaseUrl, plant.database);
    await vouchFor(board);
    relay.door.target = await listening(board.board);
    const stage = new Stage(board, relay, plant);
    stage.#listen();
    return stage;
  }

  /** What the board writes in its log comes here instead of on the terminal. */
  #listen(): void {
    const spy = vi.spyOn(process.stdout, "write").mockImplementation((chunk) => {
      this.#lines.push(
        ...String(chunk)
          .split("\n")
          .filter((line) => line.startsWith("{")),
      );
      return true;
    });
    cleanUp(() => spy.mockRestore());
  }

  /** Before the relay. @param name only in this test */
  async tap(name: string): Promise<Tap> {
    const tap = await openTap();
    tap.target = this.#relay.address;
    this.#taps.set(name, tap);
    return tap;
  }

  /** Somebody at home with a card, whose page is open from now on. @param name only in this test */
  async submitter(name: string): Promise<Submitter> {
    const tap = await this.tap(name);
    const page = await Page.open({ address: tap.address, relay: tap.address, agent: agentOf(name) });
    const code = drawCard();
    await registerCardHashes(this.board.database, new Date().getUTCFullYear(), [cardHash(code, ORIGIN)]);
    const purse = new Purse();
    purse.give({ kind: "card", code });
    const session = new SubmitterSession(page.organisation, randomBytes(32), purse);
    await page.does(() => session.exchange());
    return { page, session, tap };
  }

  /** A member at the desk. @param id as in the directory */
  async member(id: string): Promise<{ readonly page: Page; readonly session: DeskSession; readonly tap: Tap }> {
    const tap = await this.tap(id);
    const page = await Page.open({ address: this.#relay.door.address, relay: tap.address, agent: agentOf(id) });
    const session = await page.does(() => DeskSession.signIn(page.organisation, this.#masterOf(id)));
    await page.does(() => session.read(nothing));
    return { page, session, tap };
  }

  #masterOf(id: string): Uint8Array {
    const member = readDemoSecrets(this.board.config.dataDir).members.find((each) => each.id === id);
    return sha256(phraseInput((member?.phrase ?? []).slice(0, CODENAME_WORDS), ORIGIN).message);
  }

  /** Somebody who posts nothing but chaff, with tokens that they drew as a member. */
  async cover(id: string): Promise<{ readonly page: Page; readonly post: () => Promise<unknown> }> {
    const tap = await this.tap(`cover of ${id}`);
    const page = await Page.open({ address: this.#relay.door.address, relay: tap.address, agent: agentOf(id) });
    const { organisation } = page;
    const wallet = new Wallet((token) => isUsable(organisation, token));
    await page.does(async () => {
      await signInMember(organisation, this.#masterOf(id));
      wallet.add(await memberTokens(organisation));
    });
    const posting = new Posting<null>(organisation, wallet);
    const seal = (): Promise<{ envelopes: Uint8Array[]; sealed: null }> =>
      Promise.resolve({ envelopes: [], sealed: null });
    return {
      page,
      post: () => page.does(() => posting.post("cover", seal, () => Promise.resolve())),
    };
  }

  teamOf({ page }: { readonly page: Page }): Team {
    const team = shownOrganisation(page.organisation).teams.find(({ id }) => id === "oost");
    if (team === undefined) throw new Error("no team");
    return team;
  }

  async signal(submitter: Submitter): Promise<void> {
    const { page, session } = submitter;
    await page.does(() => session.sendSignal(signalText(), this.teamOf(submitter)));
  }

  read({ page, session }: Submitter): Promise<unknown> {
    return page.does(() => session.read(false, nothing));
  }

  /** Other people's bursts, which nobody here can open. */
  async noise(bursts: number): Promise<void> {
    const pool = new Pool(this.board.database, ORIGIN);
    await Promise.all(
      Array.from({ length: bursts }, () => {
        const burst = anyBurst();
        return pool.keep(burst, freshPrice(), leavesOfBurst(burst));
      }),
    );
  }

  async checkpoint(): Promise<void> {
    await sequenceNow(this.board);
    await vouchFor(this.board);
  }

  /**
   * From now on it counts what the adversary sees.
   * @param who acts, for a planted leak
   * @returns when all slots of all pages are over
   */
  begin(who: string, slots: number, pages: readonly Page[]): Promise<unknown> {
    for (const tap of [this.#relay.door, ...this.#taps.values()]) tap.empty();
    this.#lines.length = 0;
    this.#relay.lines();
    this.#relay.door.planted = this.#plant.headers?.(who) ?? {};
    for (const tap of this.#taps.values()) tap.plantedInAnswers = this.#plant.answerHeaders?.(who) ?? {};
    const line = this.#plant.line?.(who);
    if (line !== undefined) this.#lines.push(line);
    return Promise.all(pages.map((page) => page.begin(slots)));
  }

  async sight(): Promise<Sight> {
    // Lines of a log are written in a later turn than the answer they are about.
    await new Promise((resolve) => setTimeout(resolve, 20));
    return {
      tables: await rowsOf(this.board.databaseUrl),
      boardLines: [...this.#lines],
      relayLines: this.#relay.lines(),
      atBoard: this.#relay.door.passed(),
      atRelay: Object.fromEntries([...this.#taps].map(([name, tap]) => [name, tap.passed()])),
    };
  }
}
