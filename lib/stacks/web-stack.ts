import { CfnOutput, Stack, type StackProps } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import type { AppContext } from '#lib/config/app-context';
import { acknowledge, acknowledgeWildcards } from '#lib/constructs/acknowledge';
import { SiteContent } from '#lib/constructs/site-content';
import { SpaSite, signInHosts } from '#lib/constructs/spa-site';
import type { ApiStack } from '#lib/stacks/api-stack';
import type { DataStack } from '#lib/stacks/data-stack';

export type WebStackProps = StackProps & { readonly app: AppContext; readonly data: DataStack; readonly api: ApiStack };

/** The one public address: admin app, widgets and API behind CloudFront. */
export class WebStack extends Stack {
  readonly site: SpaSite;

  constructor(scope: Construct, id: string, { app, data, api, ...props }: WebStackProps) {
    super(scope, id, props);
    const { people, artifacts } = data;
    this.site = new SpaSite(this, 'Site', {
      app,
      apiEndpoint: api.contractApi.api.apiEndpoint,
      connectTo: [
        ...signInHosts(this, people.domain.domainName),
        // Presigned uploads address the bucket by path.
        `https://s3.${this.region}.${this.urlSuffix}/${artifacts.bucketName}/`,
      ],
    });
    new SiteContent(this, 'Content', {
      app,
      bucket: this.site.bucket,
      distribution: this.site.distribution,
      config: {
        apiBaseUrl: '',
        oidcIssuer: people.issuer,
        oidcClientId: people.spaClient.userPoolClientId,
        stage: app.settings.stage,
      },
    });
    this.acknowledgeUploader();
    new CfnOutput(this, 'AdminUrl', { value: `https://${this.site.distribution.distributionDomainName}` });
  }

  /** CDK's own function that copies the built files; its code and role are not ours. */
  private acknowledgeUploader() {
    const uploaders = this.node.children.filter(({ node }) => node.id.startsWith('Custom::CDKBucketDeployment'));
    for (const uploader of uploaders) {
      acknowledge(uploader, {
        'AwsSolutions-IAM4[Policy::arn:<AWS::Partition>:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole]':
          'CDK gives its upload function the basic execution policy.',
        'AwsSolutions-L1': 'CDK chooses the runtime of its upload function.',
      });
      acknowledgeWildcards(uploader, {
        '*': 'CDK lets its upload function read the assets, write this bucket and invalidate the cache.',
      });
    }
  }
}
