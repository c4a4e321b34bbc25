import type { RecommendationConfig } from './recommendation-config.ts';

/** What every section of the form works on. */
export interface SectionProps {
  readonly draft: RecommendationConfig;
  readonly onChange: (change: Partial<RecommendationConfig>) => void;
  readonly isDisabled: boolean;
}
