import { builtInTrainerLimits } from '#core/training/built-in-trainer-limits';
import { availableTrainers, chooseTrainer, NoTrainerError } from '#core/training/choose-trainer';

const { mostInteractions, mostProducts } = builtInTrainerLimits;
const all = availableTrainers('athena,personalize');
const none = availableTrainers('');

describe('chooseTrainer', () => {
  it('trains in one function up to the measured limit, and beyond it with Athena', () => {
    expect(chooseTrainer('auto', { interactions: mostInteractions, products: mostProducts }, all).trainer).toBe(
      'built-in',
    );
    const larger = chooseTrainer('auto', { interactions: 2 * mostInteractions, products: 10 }, all);
    expect(larger).toMatchObject({ trainer: 'athena', logShare: 0.5 });
    expect(chooseTrainer('auto', { interactions: 1, products: mostProducts + 1 }, all).trainer).toBe('athena');
  });

  it('says by which figures it chose', () => {
    const { reason } = chooseTrainer('auto', { interactions: 1234, products: 56 }, none);
    expect(reason).toBe('Chosen by size: 1,234 interactions and 56 products.');
  });

  it('holds the whole log while it fits', () => {
    expect(chooseTrainer('athena', { interactions: 0, products: 0 }, all).logShare).toBe(1);
  });

  it('obeys the company where the deployment has what it asks for', () => {
    for (const wish of ['built-in', 'athena', 'personalize'] as const) {
      expect(chooseTrainer(wish, { interactions: 10, products: 10 }, all).trainer).toBe(wish);
    }
  });

  it('refuses in a sentence what the deployment lacks, or what does not fit', () => {
    const small = { interactions: 10, products: 10 };
    const large = { interactions: mostInteractions + 1, products: 10 };
    expect(() => chooseTrainer('athena', small, none)).toThrow('trainers=athena');
    expect(() => chooseTrainer('personalize', small, none)).toThrow(NoTrainerError);
    expect(() => chooseTrainer('auto', large, none)).toThrow('Amazon Athena is not switched on');
    expect(() => chooseTrainer('built-in', large, all)).toThrow('choose auto or athena');
  });
});

describe('availableTrainers', () => {
  it('always has the built-in one, and refuses a name it does not know', () => {
    expect([...none]).toEqual(['built-in']);
    expect([...all].sort()).toEqual(['athena', 'built-in', 'personalize']);
    expect(() => availableTrainers('sagemaker')).toThrow('There is no trainer "sagemaker"');
  });
});
