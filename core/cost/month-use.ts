/**
 * What a month of a deployment uses: volumes times what each activity takes, and what runs whether anybody comes or not.
 * Linear in the volumes. Where stores are quiet, the events of a page are alone in their batch, so nothing is gained by
 * batching; busy stores cost less than this says. Free allowances, taxes and support are left out.
 */
import type { FigureValues } from '#core/cost/figures';
import { type ResourceUse, scaleUse, sumUses } from '#core/cost/resource-use';

/** Volumes of a month, over all stores of a deployment. */
export interface Workload {
  readonly stores: number;
  /** Lists that shoppers were shown: served recommendations. */
  readonly servedLists: number;
  /** Lists that pages asked for; some are never scrolled to. */
  readonly listRequests: number;
  /** Part of them that the edge answers, 0 … 1. */
  readonly edgeHitShare: number;
  /** Pages of products that were looked at. */
  readonly pageViews: number;
  /** Clicks, adds, answers of offers: events beside views and impressions. */
  readonly otherEvents: number;
  readonly orders: number;
  /** In all stores together. */
  readonly products: number;
  /** Changes of products, prices and stock. */
  readonly productChanges: number;
  readonly sessions: number;
  /** Nights on which a store is trained. */
  readonly nightsPerStore: number;
  /** Pairs that a language model is asked about, in all stores together. */
  readonly explainedPairs: number;
}

const kilobyte = 1_024;
const gigabyte = kilobyte ** 3;
const hoursPerMonth = 730;
/** Prompt and answer of one pair; docs/pipeline.md. */
const tokensPerPair = { input: 120, output: 40 } as const;
const sessionDays = 8;
const archiveBytesPerEvent = 150;

const requestUse = (billedMs: number, figures: FigureValues): ResourceUse => ({
  edgeRequests: 1,
  apiRequests: 1,
  functionRequests: 1,
  functionGbSeconds: (billedMs / 1000) * figures.storefrontGb,
  logGb: figures.requestLogBytes / gigabyte,
  traces: figures.tracedShare,
});

/** One list: at the edge alone, or down to the table. */
export const listUse = (edgeHitShare: number, figures: FigureValues): ResourceUse => {
  const origin = { ...requestUse(figures.listMs, figures), edgeRequests: 0, tableReadUnits: figures.listReadUnits };
  const edge = { edgeRequests: 1, edgeGb: figures.listAnswerBytes / gigabyte };
  return sumUses([edge, scaleUse(origin, 1 - edgeHitShare)]);
};

/** One event on its way into the stream and out to both consumers; the stream charges whole kilobytes on the way in. */
export const eventUse = (figures: FigureValues): ResourceUse => ({
  ...requestUse(figures.eventMs, figures),
  streamGbIn: (Math.ceil(figures.eventBytes / kilobyte) * kilobyte) / gigabyte,
  streamGbOut: (2 * figures.eventBytes) / gigabyte,
  objectGbMonths: archiveBytesPerEvent / gigabyte,
});

/** Both consumers, and a file in the archive, for events that are alone in their batch. */
const batchUse = (figures: FigureValues): ResourceUse => ({
  functionRequests: 2,
  functionGbSeconds: 2 * (figures.consumerMs / 1000) * figures.pipelineGb,
  objectWrites: 1,
});

/** What a page leaves behind once its view and its lists are counted: session, counters, roll-ups. */
export const pageUse = (figures: FigureValues): ResourceUse => ({
  ...batchUse(figures),
  tableReadUnits: figures.pageReadUnits,
  tableWriteUnits: figures.pageWriteUnits,
});

/** The same of a click or an add. */
export const otherEventUse = (figures: FigureValues): ResourceUse => ({
  ...batchUse(figures),
  tableReadUnits: figures.otherEventReadUnits,
  tableWriteUnits: figures.otherEventWriteUnits,
});

export const orderUse = (figures: FigureValues): ResourceUse => ({
  ...requestUse(figures.orderMs, figures),
  tableReadUnits: figures.orderReadUnits,
  tableWriteUnits: figures.orderWriteUnits,
});

/** Training of one store in one night, but for the rows of its products. */
export const nightUse = (figures: FigureValues): ResourceUse => ({
  stateTransitions: figures.nightTransitions,
  functionRequests: figures.nightFunctionRequests,
  functionGbSeconds: figures.nightGbSeconds,
  objectWrites: figures.nightObjectRequests / 2,
  objectReads: figures.nightObjectRequests / 2,
});

const storageUse = ({ products, sessions, orders }: Workload, figures: FigureValues): ResourceUse => {
  const keptSessions = (sessions * sessionDays) / 30;
  const bytes = products * figures.productBytes + keptSessions * figures.sessionBytes + orders * figures.orderBytes;
  return { tableGbMonths: bytes / gigabyte, tableBackupGbMonths: bytes / gigabyte };
};

const standingUse = ({ customMetrics, alarms }: FigureValues): ResourceUse => ({
  streamHours: hoursPerMonth,
  metricMonths: customMetrics,
  alarmMonths: alarms,
});

/** Uses of a month by activity. */
export const monthUses = (workload: Workload, figures: FigureValues): Readonly<Record<string, ResourceUse>> => {
  const events = workload.pageViews + workload.servedLists + workload.otherEvents;
  const nights = workload.stores * workload.nightsPerStore;
  return {
    lists: scaleUse(listUse(workload.edgeHitShare, figures), workload.listRequests),
    events: scaleUse(eventUse(figures), events),
    counting: sumUses([
      scaleUse(pageUse(figures), workload.pageViews),
      scaleUse(otherEventUse(figures), workload.otherEvents),
    ]),
    orders: scaleUse(orderUse(figures), workload.orders),
    catalog: scaleUse(
      { tableReadUnits: figures.productReadUnits, tableWriteUnits: figures.productWriteUnits },
      workload.productChanges,
    ),
    training: sumUses([
      scaleUse(nightUse(figures), nights),
      { tableWriteUnits: workload.products * workload.nightsPerStore * figures.rowWriteUnits },
    ]),
    'language models': {
      modelInputTokens: workload.explainedPairs * tokensPerPair.input,
      modelOutputTokens: workload.explainedPairs * tokensPerPair.output,
    },
    storage: storageUse(workload, figures),
    standing: standingUse(figures),
  };
};
