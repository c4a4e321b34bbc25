import * as z from 'zod';
import { listTreatment } from '#contracts/api/experiments';
import { defineOperation } from '#contracts/operation';
import { pageOf, pageQuery } from '#contracts/pagination';
import { companyId, emptyObject, externalId, isoInstant } from '#contracts/scalars';
import { stepDecisions } from '#core/optimiser/next-step';
import { freezeReasons, optimiserGoals } from '#core/optimiser/optimiser-settings';
import { placements } from '#core/recommend/recommendation-request';

const basisPoints = z.number().int().min(0).max(10_000);
const isoDate = z.iso.date();
const placement = z.enum(placements);

const optimisedPlacement = {
  placement,
  isOn: z.boolean(),
  arms: z
    .array(z.strictObject({ arm: externalId, treatment: listTreatment }))
    .min(2)
    .max(6)
    .describe("Ways to make the list; the first is the store's own and differs in nothing"),
  goal: z.enum(optimiserGoals).default('clicks').describe('What an arm is worth per list shown'),
  leastShareBasisPoints: z.number().int().min(100).max(1_500).default(500).describe('Share that every arm keeps'),
  leastLists: z.number().int().min(100).max(1e6).default(1_000).describe('Lists of each arm before shares move'),
  mostLossBasisPoints: basisPoints
    .default(1_000)
    .describe('Adds to the cart per list that an arm may cost beside the first, of its figure'),
  windowDays: z.number().int().min(7).max(60).default(28).describe('Days that count, newest first'),
};

const sameArms = (arms: readonly { readonly arm: string }[]): boolean =>
  new Set(arms.map(({ arm }) => arm)).size < arms.length;

/** The placements of a company that may optimise themselves. */
export const optimiserInput = z
  .strictObject({
    placements: z
      .array(
        z.strictObject({
          ...optimisedPlacement,
          restart: z.boolean().default(false).describe('Begins anew, also after a freeze'),
        }),
      )
      .max(placements.length),
  })
  .superRefine(({ placements: all }, context) => {
    const issue = (path: PropertyKey[], message: string) => context.addIssue({ code: 'custom', path, message });
    for (const [at, { arms, placement: own }] of all.entries()) {
      if (all.findIndex((other) => other.placement === own) < at)
        issue(['placements', at, 'placement'], 'is named twice');
      if (Object.keys(arms[0]?.treatment ?? {}).length > 0)
        issue(['placements', at, 'arms', 0, 'treatment'], "must be empty: the first arm is the store's own list");
      if (sameArms(arms)) issue(['placements', at, 'arms'], 'names an arm twice');
    }
  });

const settingResponse = z.object({
  placements: z.array(
    z.object({
      ...optimisedPlacement,
      run: z.number().int().describe('Counts up whenever a placement begins anew'),
      countsAs: z.string().describe('Name of the run in tokens, events and roll-ups'),
      status: z.enum(['off', 'running', 'frozen']),
      frozen: z.enum(freezeReasons).nullable(),
      steppedOn: isoDate.nullable().describe('Store day of the last step'),
      shares: z.record(z.string(), basisPoints).describe('In force, by arm'),
      stopped: z.array(z.string()).describe('Arms that a guardrail took out'),
    }),
  ),
  version: z.number().int(),
  updatedAt: isoInstant.nullable(),
  updatedBy: z.string().nullable(),
});

const optimiserOperation = {
  resource: 'optimiser',
  path: '/api/admin/optimiser',
  family: 'company-admin',
  params: emptyObject,
  status: 200,
} as const;

export const getOptimiser = defineOperation({
  ...optimiserOperation,
  id: 'getOptimiser',
  summary: 'Which placements optimise themselves, and the shares of their arms',
  method: 'GET',
  auth: { kind: 'member', role: 'viewer' },
  query: z.object({ companyId: companyId.optional() }),
  response: settingResponse,
});

export const putOptimiser = defineOperation({
  ...optimiserOperation,
  id: 'putOptimiser',
  summary: 'Replaces which placements optimise themselves; what changes begins anew, within a minute',
  method: 'PUT',
  auth: { kind: 'member', role: 'editor' },
  query: z.object({ companyId: companyId.optional() }),
  body: optimiserInput,
  requiresIfMatch: true,
  response: settingResponse,
});

const count = z.number().int();

export const listOptimiserSteps = defineOperation({
  ...optimiserOperation,
  id: 'listOptimiserSteps',
  summary: 'What the steps of a placement knew and decided, newest first',
  method: 'GET',
  path: '/api/admin/optimiser/{placement}/steps',
  auth: { kind: 'member', role: 'viewer' },
  params: z.object({ placement }),
  query: z.object({ companyId: companyId.optional(), ...pageQuery }),
  response: pageOf(
    z.object({
      placement,
      run: count,
      day: isoDate.describe('Store day from which the shares hold'),
      decision: z.enum(stepDecisions),
      reason: z.enum(freezeReasons).optional(),
      arms: z.array(
        z.object({
          arm: z.string(),
          lists: count,
          clicks: count,
          adds: count,
          orders: count,
          revenue: count.describe("Minor units of the company's currency"),
          chance: z.number().nullable().describe('Probability to be the best'),
          shareBefore: basisPoints,
          share: basisPoints,
          isStopped: z.boolean(),
        }),
      ),
    }),
  ),
});
