import { builtInTrainerLimits } from '#core/training/built-in-trainer-limits';
import { availableTrainers, chooseTrainer, mostInteractionsIn, NoTrainerError } from '#core/training/choose-trainer';

const { mostInteractions, mostProducts } = builtInTrainerLimits;
const memoryMb = 10_240;
const all = { available: availableTrainers('athena,personalize'), memoryMb };
const none = { available: availableTrainers(''), memoryMb };

describe('chooseTrainer', () => {
  it('trains in one function up to the measured limit, and beyond it with Athena', () => {
    expect(chooseTrainer('auto', { interactions: mostInteractions, products: mostProducts }, all).trainer).toBe(
      'built-in',
    );
    const larger = chooseTrainer('auto', { interactions: 2 * mostInteractions, products: 10 }, all);
    expect(larger).toMatchObject({ trainer: 'athena', logShare: 0.5 });
    expect(chooseTrainer('auto', { interactions: 1, products: mostProducts + 1 }, all).trainer).toBe('athena');
  });

  it('takes less in a function of less memory', () => {
    expect(mostInteractionsIn(10_240)).toBe(mostInteractions);
    expect(mostInteractionsIn(3_008)).toBeLessThan(mostInteractions / 2);
    expect(mostInteractionsIn(128)).toBe(0);
    const size = { interactions: mostInteractionsIn(3_008) + 1, products: 10 };
    expect(chooseTrainer('auto', size, { ...all, memoryMb: 3_008 }).trainer).toBe('athena');
    expect(chooseTrainer('auto', size, all).trainer).toBe('built-in');
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
    expect([...none.available]).toEqual(['built-in']);
    expect([...all.available].sort()).toEqual(['athena', 'built-in', 'personalize']);
    expect(() => availableTrainers('sagemaker')).toThrow('There is no trainer "sagemaker"');
  });
});
