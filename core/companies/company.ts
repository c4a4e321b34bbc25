export type Platform = 'shopify' | 'woocommerce' | 'bigcommerce' | 'magento' | 'custom';

/** One tenant: a store whose data nobody else can see. */
export interface Company {
  readonly companyId: string;
  readonly name: string;
  readonly platform: Platform;
  /** Currency that prices are served in when a request names none. */
  readonly currency: string;
  /** IANA zone for day boundaries, schedules and reports. */
  readonly timeZone: string;
  /** Origins whose pages may use the publishable key; empty allows any. */
  readonly allowedOrigins: readonly string[];
  readonly version: number;
  readonly createdAt: string;
  readonly updatedAt: string;
}

/** Which model version serves, and which served before it. */
export interface LiveModel {
  readonly modelVersion: string;
  readonly previousModelVersion?: string;
  readonly version: number;
  readonly switchedAt: string;
}
