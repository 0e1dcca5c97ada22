// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import type { SignerRole } from "../../crypto/index.ts";

// Who works in the demo. Invented; teams are disjoint, and nobody on the ladder is in a team.

export interface DemoMember {
  readonly id: string;
  readonly name: string;
}

/** As whom the works council's node draws tokens: in no team and on no rung, so that it can read nothing. */
export const COVER_MEMBER = "knooppunt-or";

/** In the order of their lanes. */
export const MEMBERS: readonly DemoMember[] = [
  { id: "noor-haddad", name: "Noor Haddad" },
  { id: "willem-brouwer", name: "Willem Brouwer" },
  { id: "saskia-de-wit", name: "Saskia de Wit" },
  { id: "thomas-okafor", name: "Thomas Okafor" },
  { id: "joke-verbeek", name: "Joke Verbeek" },
  { id: "emre-aydin", name: "Emre Aydin" },
  { id: "marjan-postma", name: "Marjan Postma" },
  { id: "ineke-dijkstra", name: "Ineke Dijkstra" },
  { id: COVER_MEMBER, name: "Knooppunt van de ondernemingsraad (leest niets)" },
];

/** Who signs the directory. The spare is six words in a safe. */
export const SIGNERS: Readonly<Record<SignerRole, string>> = {
  officer: "Hanneke Vos",
  council: "Bram Willemse",
  spare: "De kluis",
};

/** Staff of the demo who are in no team: whoever takes a pass chooses to be one of them. Only the identity provider knows this. */
export interface DemoEmployee {
  /** As the provider names them in its tokens. */
  readonly subject: string;
  readonly name: string;
  readonly email: string;
}

export const EMPLOYEES: readonly DemoEmployee[] = [
  { subject: "medewerker-20417", name: "Fatima el Amrani", email: "f.elamrani@vergunningen.example" },
  { subject: "medewerker-31862", name: "Jeroen Kuipers", email: "j.kuipers@vergunningen.example" },
  { subject: "medewerker-48095", name: "Lotte Vermeer", email: "l.vermeer@vergunningen.example" },
];

export const TEAMS = [
  { id: "oost", name: "Team Oost", members: ["noor-haddad", "willem-brouwer"] },
  { id: "west", name: "Team West", members: ["saskia-de-wit", "thomas-okafor"] },
] as const;

/** The works council's: keeps the safety net and makes the cards. */
export const CUSTODIAN = "ineke-dijkstra";

export const RUNGS = [
  { id: "integriteit", name: "Coördinatoren integriteit", confidential: true, members: ["joke-verbeek", "emre-aydin"] },
  { id: "directie", name: "Directeur Uitvoering", confidential: false, members: ["marjan-postma"] },
  { id: "or", name: "Ondernemingsraad", confidential: true, members: ["ineke-dijkstra"] },
] as const;

export interface DemoGroup {
  readonly id: string;
  readonly name: string;
  /** The first of them makes its key. */
  readonly members: readonly string[];
}

/** All that have a key which their members share. */
export const GROUPS: readonly DemoGroup[] = [
  ...TEAMS,
  ...RUNGS,
  { id: "vangnet", name: "Vangnet", members: [CUSTODIAN] },
];

export const ORGANISATION = {
  organisation: "Dienst Vergunningen (proef)",
  ladder: ["integriteit", "or"],
  terms: { seen: 2, silence: 5, answer: 30 },
  holidays: {
    from: "2026-11-01",
    until: "2028-12-31",
    days: [
      "2026-12-25",
      "2027-01-01",
      "2027-03-29",
      "2027-04-27",
      "2027-05-06",
      "2027-05-17",
      "2028-04-17",
      "2028-04-27",
      "2028-05-25",
      "2028-06-05",
      "2028-12-25",
      "2028-12-26",
    ],
  },
  releaseDays: [
    "2027-01-19",
    "2027-04-20",
    "2027-07-20",
    "2027-10-19",
    "2028-01-18",
    "2028-04-18",
    "2028-07-18",
    "2028-10-17",
  ],
  units: ["Beleid", "Uitvoering", "Bedrijfsvoering"],
  themes: ["Planning", "Werkdruk", "Kwaliteit", "Rechtmatigheid"],
  clauses: [
    { id: "1", text: "Wie een ander geluid laat horen, werkt mee aan een goed besluit." },
    { id: "2", text: "Een signaal krijgt antwoord, met redenen, vóór het besluit." },
    {
      id: "3",
      text: "Een ander geluid mag in elke fase: bij de voorbereiding, bij het besluit, in de uitvoering en bij de evaluatie.",
    },
    {
      id: "4",
      text: "Beleid en uitvoering tellen allebei. Zegt de uitvoering dat iets niet kan, dan lossen we dat op of leggen we uit waarom het toch moet.",
    },
    { id: "5", text: "Bij elk besluit staat welke andere keuzes er waren, en waarom die het niet werden." },
    {
      id: "6",
      text: "Wie een ander geluid laat horen, heeft daar geen nadeel van. Niemand zoekt uit wie een signaal schreef.",
    },
    {
      id: "7",
      text: "Vertrouwenspersonen werken zelfstandig en vertrouwelijk. Geen leidinggevende vraagt hun van wie een signaal komt.",
    },
    {
      id: "8",
      text: "De leiding zegt bij elk signaal wat zij ermee doet: overnemen, deels overnemen of niet, en waarom.",
    },
    {
      id: "9",
      text: "De ondernemingsraad krijgt de aantallen te zien, nooit de teksten, en bespreekt ze met de leiding.",
    },
  ],
};
