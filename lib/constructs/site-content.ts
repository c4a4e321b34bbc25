import { Duration } from 'aws-cdk-lib';
import type { Distribution } from 'aws-cdk-lib/aws-cloudfront';
import { LogGroup } from 'aws-cdk-lib/aws-logs';
import type { IBucket } from 'aws-cdk-lib/aws-s3';
import { BucketDeployment, CacheControl, type ISource, Source } from 'aws-cdk-lib/aws-s3-deployment';
import { Construct } from 'constructs';
import type { AppContext } from '#lib/config/app-context';
import { builtWebFolder } from '#lib/constructs/spa-site';

export type SiteContentProps = {
  readonly app: AppContext;
  readonly bucket: IBucket;
  readonly distribution: Distribution;
  /** Becomes `/config.json`, which the admin app reads before it starts. */
  readonly config: Record<string, string>;
};

const immutable = [CacheControl.setPublic(), CacheControl.maxAge(Duration.days(365)), CacheControl.immutable()];
const revalidated = [CacheControl.noCache()];
const shortLived = [CacheControl.setPublic(), CacheControl.maxAge(Duration.minutes(5))];

/** Addresses of the widgets that stay the same while their content changes; pages that want stability use the hashed one. */
const widgetEntryFiles = ['smart-upsell.js', 'manifest.json'];

/**
 * Uploads the built web apps. Hashed files are kept when a new version comes, so that open tabs go on working;
 * only the entry files change in place.
 */
export class SiteContent extends Construct {
  private readonly props: SiteContentProps;
  private readonly logGroup: LogGroup;

  constructor(scope: Construct, id: string, props: SiteContentProps) {
    super(scope, id);
    this.props = props;
    this.logGroup = new LogGroup(this, 'Logs', { retention: props.app.settings.logRetentionDays });
    const admin = Source.asset(builtWebFolder(props.app.adminDist));
    const widgets = Source.asset(builtWebFolder(props.app.widgetsDist));
    const all = ['*'];
    const assets = [
      this.deploy('AdminAssets', [admin], { cacheControl: immutable, exclude: all, include: ['assets/*'] }),
      this.deploy('Widgets', [widgets], { cacheControl: immutable, prefix: 'widgets', exclude: widgetEntryFiles }),
    ];
    this.deploy('WidgetEntry', [widgets], {
      cacheControl: shortLived,
      prefix: 'widgets',
      exclude: all,
      include: widgetEntryFiles,
      invalidate: widgetEntryFiles.map((file) => `/widgets/${file}`),
    });
    const entry = this.deploy('AdminEntry', [admin, Source.jsonData('config.json', props.config)], {
      cacheControl: revalidated,
      exclude: ['assets/*'],
      invalidate: ['/index.html', '/config.json', '/favicon.svg'],
    });
    // The entry page must not name files that are not there yet.
    entry.node.addDependency(...assets);
  }

  private deploy(
    id: string,
    sources: ISource[],
    options: {
      cacheControl: CacheControl[];
      prefix?: string;
      exclude?: string[];
      include?: string[];
      invalidate?: string[];
    },
  ): BucketDeployment {
    const { cacheControl, prefix, exclude, include, invalidate } = options;
    return new BucketDeployment(this, id, {
      sources,
      destinationBucket: this.props.bucket,
      destinationKeyPrefix: prefix,
      cacheControl,
      exclude,
      include,
      prune: false,
      memoryLimit: 512,
      logGroup: this.logGroup,
      ...(invalidate ? { distribution: this.props.distribution, distributionPaths: invalidate } : {}),
    });
  }
}
