/** Which orders hold something that a recommendation or an offer is credited with. */
export interface InfluenceReader {
  /** Those of the orders that do; orders that were never attributed do not. */
  influenced(companyId: string, orderIds: readonly string[]): Promise<ReadonlySet<string>>;
}
