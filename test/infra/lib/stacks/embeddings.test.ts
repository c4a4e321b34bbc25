import { stageSettings } from '#lib/config/stages';
import { resourcesOf, type SynthesizedApp, statementsOf, synthesizedApp } from '#test/infra/support/synthesized-app';

const enrichers = '/Training/Enrichers/';

const [off, on] = [synthesizedApp('prod'), synthesizedApp('prod', { maxEmbeddings: 500 })];

const enrichment = (app: SynthesizedApp) => {
  const template = app.template('pipeline');
  const [enricher] = resourcesOf(template, 'AWS::Lambda::Function').filter(
    ({ path, properties }) => path.includes(enrichers) && properties.Environment.Variables.ENRICH_MAX_EMBEDDINGS,
  );
  const statements = statementsOf(template, enrichers);
  const models = JSON.stringify(statements.filter(({ actions }) => actions.includes('bedrock:InvokeModel')));
  const files = JSON.stringify(statements.filter(({ actions }) => actions.includes('s3:PutObject')));
  return { variables: enricher?.properties.Environment.Variables, models, files };
};

it('embeddings are off unless a number is given: no permission for the model, nor for its file', () => {
  const { variables, models, files } = enrichment(off);
  expect(variables).toMatchObject({ ENRICH_MAX_EMBEDDINGS: '0' });
  expect(models).not.toContain('titan');
  expect(files).not.toContain('/models/');
});

it('with a number the step may call that one model and keep the vectors', () => {
  const { variables, models, files } = enrichment(on);
  expect(variables).toMatchObject({
    ENRICH_MAX_EMBEDDINGS: '500',
    EMBEDDING_MODEL_ID: 'amazon.titan-embed-text-v2:0',
  });
  expect(models).toContain('foundation-model/amazon.titan-embed-text-v2:0');
  expect(files).toContain('/models/');
});

it('refuses a number of texts that is none', () => {
  expect(() => stageSettings('prod', { maxEmbeddings: -1 })).toThrow('maxEmbeddings');
  expect(() => stageSettings('prod', { maxEmbeddings: Number.NaN })).toThrow('maxEmbeddings');
});
