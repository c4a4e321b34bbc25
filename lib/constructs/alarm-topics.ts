import { Stack } from 'aws-cdk-lib';
import { ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Key } from 'aws-cdk-lib/aws-kms';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { EmailSubscription } from 'aws-cdk-lib/aws-sns-subscriptions';
import { Construct } from 'constructs';
import type { StageSettings } from '#lib/config/stages';

/** Where alarms and deployments are told: `warning` needs somebody, `info` is for the record, `deploy` announces. */
export class AlarmTopics extends Construct {
  readonly warning: Topic;
  readonly info: Topic;
  readonly deploy: Topic;

  constructor(scope: Construct, id: string, { stage, alarmEmail }: StageSettings) {
    super(scope, id);
    const alarms = new ServicePrincipal('cloudwatch.amazonaws.com', {
      conditions: { StringEquals: { 'aws:SourceAccount': Stack.of(this).account } },
    });
    // Alarms may not publish to topics under the key that AWS manages.
    const key = new Key(this, 'Key', { description: `Smart Upsell ${stage}: alarm topics`, enableKeyRotation: true });
    key.grantEncryptDecrypt(new ServicePrincipal('cloudwatch.amazonaws.com'));
    const topic = (name: string) =>
      new Topic(this, name, { displayName: `Smart Upsell ${stage}: ${name}`, masterKey: key, enforceSSL: true });
    this.warning = topic('Warning');
    this.info = topic('Info');
    this.deploy = topic('Deploy');
    // A topic with a policy of its own, as TLS-only is, loses the default that lets the account's alarms publish.
    for (const alarmed of [this.warning, this.info]) alarmed.grantPublish(alarms);
    if (alarmEmail) {
      for (const subscribed of [this.warning, this.deploy]) {
        subscribed.addSubscription(new EmailSubscription(alarmEmail));
      }
    }
  }
}
