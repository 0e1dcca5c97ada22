// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import type { Relay } from "./relay.ts";
import type { Adversary, World } from "./sights.ts";
import { Stage, type Plant } from "./stage.ts";
import { gatewayKeysOf } from "./asked.ts";

// Worlds that differ in one thing: who did what. Everything before and after it is the same.

/** Slots in which something happens; whatever is done fits in them. */
const SLOTS = 6;
const says = (text: string): { readonly what: "message"; readonly text: string } => ({ what: "message", text });

type Scene = Awaited<ReturnType<typeof openScene>>;

/** Two submitters with a thread each, one with tokens and no thread, a member at the desk, and somebody who posts cover. */
async function openScene(relay: Relay, plant: Plant = {}) {
  const stage = await Stage.open(relay, plant);
  const [first, second, third] = [
    await stage.submitter("first"),
    await stage.submitter("second"),
    await stage.submitter("third"),
  ];
  const member = await stage.member("noor-haddad");
  const cover = await stage.cover("marjan-postma");
  await stage.signal(first);
  await stage.signal(second);
  await stage.checkpoint();
  for (const submitter of [first, second]) await stage.read(submitter);
  const desk = await member.page.does(() => member.session.read(() => undefined));
  const pages = [first.page, second.page, third.page, member.page, cover.page];
  return { stage, first, second, third, member, cover, pages, cases: desk.threads.map(({ id }) => id) };
}

const write = ({ page, session }: Scene["first"], text: string): Promise<unknown> =>
  page.does(() => session.sendMessage(text));

/** What a page reads at a checkpoint, whatever happened. */
async function readAll({ stage, first, second, member }: Scene): Promise<void> {
  await stage.checkpoint();
  await stage.read(first);
  await stage.read(second);
  await member.page.does(() => member.session.read(() => undefined));
}

/** @param who by which a planted leak tells the worlds apart */
async function play(relay: Relay, who: string, act: (scene: Scene) => Promise<unknown>, plant?: Plant): Promise<World> {
  const scene = await openScene(relay, plant);
  const { stage, pages } = scene;
  const end = stage.begin(who, SLOTS, pages);
  await act(scene);
  await end;
  await readAll(scene);
  return { sight: await stage.sight(), keys: await gatewayKeysOf(stage.board) };
}

export interface Pair {
  readonly name: string;
  readonly adversaries: readonly Adversary[];
  /** How two worlds differ. */
  readonly acts: readonly [(scene: Scene) => Promise<unknown>, (scene: Scene) => Promise<unknown>];
}

export const PAIRS = {
  twice: {
    name: "one submitter writes twice, or two write once",
    adversaries: ["operator"],
    acts: [
      async ({ first }) => {
        await write(first, "een");
        await write(first, "twee");
      },
      async ({ first, second }) => {
        await write(first, "een");
        await write(second, "twee");
      },
    ],
  },
  opening: {
    name: "a first signal, or a later message",
    adversaries: ["operator", "relay", "network"],
    acts: [({ stage, third }) => stage.signal(third), ({ first }) => write(first, "nog iets")],
  },
  advisor: {
    name: "an advisor answers, or a submitter writes",
    adversaries: ["operator"],
    acts: [
      ({ member: { page, session }, cases: [id = ""] }) => page.does(() => session.reply(id, says("Dank u."))),
      ({ second }) => write(second, "Is er al iets?"),
    ],
  },
  cover: {
    name: "a submitter writes, or the council node posts cover",
    adversaries: ["operator", "relay", "network"],
    acts: [({ first }) => write(first, "nog iets"), ({ cover }) => cover.post()],
  },
  reading: {
    name: "one submitter reads a long log, or another does",
    adversaries: ["operator"],
    acts: [
      async ({ stage, first }) => {
        await stage.noise(80);
        await stage.checkpoint();
        await stage.read(first);
      },
      async ({ stage, second }) => {
        await stage.noise(80);
        await stage.checkpoint();
        await stage.read(second);
      },
    ],
  },
  dummy: {
    name: "a page sends something, or nothing",
    adversaries: ["relay", "network", "operator"],
    acts: [({ first }) => write(first, "nog iets"), ({ second }) => write(second, "nog iets")],
  },
  news: {
    name: "a page finds an answer, or none",
    adversaries: ["relay", "network", "operator"],
    acts: [
      ({ member: { page, session }, cases }) => page.does(() => session.reply(cases[0] ?? "", says("Dank u."))),
      ({ cover }) => cover.post(),
    ],
  },
} satisfies Record<string, Pair>;

export async function playBoth(
  relay: Relay,
  { acts: [one, other] }: Pair,
  plant?: Plant,
): Promise<readonly [World, World]> {
  return [await play(relay, "one", one, plant), await play(relay, "other", other, plant)];
}
