package ai.vivace.benchmarks;

import ai.vivace.base.Rng;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;

/** Data sets by formula, the same on every machine. */
final class TreeSynthetic {
    private TreeSynthetic() {}

    // ---- collisions

    private static final int COLLISION_COLUMNS = 28;

    /**
     * In the manner of HIGGS (Baldi 2014): 500,000 + 100,000 rows of 28 numbers, of which 21 are what a detector would measure of five objects
     * (momentum, direction, angle and a mark) and 7 are noisy masses and differences computed from them. Whether there was a particle depends on
     * both kinds, and on chance.
     */
    static TreeSamples collisions() {
        Rng rng = Rng.of(42).split("collisions");
        return new TreeSamples(
                "collisions",
                2,
                Collections.nCopies(COLLISION_COLUMNS, 0),
                collisions(500_000, rng.split("training")),
                collisions(100_000, rng.split("test")));
    }

    /** The same collisions with each cell missing by a chance of 10 %. */
    static TreeSamples collisionsWithGaps() {
        TreeSamples whole = collisions();
        Rng rng = Rng.of(42).split("gaps");
        return new TreeSamples(
                "gaps",
                whole.classes(),
                whole.levels(),
                gaps(whole.training(), rng.split("training")),
                gaps(whole.test(), rng.split("test")));
    }

    private static TreeSamples.Part gaps(TreeSamples.Part part, Rng rng) {
        float[] values = part.values().clone();
        for (int i = 0; i < values.length; i++) {
            if (rng.nextDouble() < 0.1) {
                values[i] = Float.NaN;
            }
        }
        return new TreeSamples.Part(values, part.targets());
    }

    private static TreeSamples.Part collisions(int rows, Rng rng) {
        float[] values = new float[rows * COLLISION_COLUMNS];
        float[] targets = new float[rows];
        double[] row = new double[COLLISION_COLUMNS];
        for (int i = 0; i < rows; i++) {
            double score = collision(row, rng);
            for (int column = 0; column < row.length; column++) {
                values[i * COLLISION_COLUMNS + column] = (float) row[column];
            }
            targets[i] = isDrawn(1.5 * score, rng);
        }
        return new TreeSamples.Part(values, targets);
    }

    /** Fills a row; gives what its class depends on. */
    private static double collision(double[] v, Rng rng) {
        for (int object = 0; object < 20; object += 4) {
            v[object] = 0.3 + 0.5 * exponential(rng);
            v[object + 1] = rng.nextGaussian();
            v[object + 2] = 1.743 * (2 * rng.nextDouble() - 1);
            v[object + 3] = object == 16 ? 0.7 * exponential(rng) : mark(rng);
        }
        v[20] = rng.nextGaussian();
        double first = mass(v, 0, 4);
        double second = mass(v, 8, 12);
        double third = mass(v, 4, 16);
        v[21] = first + 0.2 * rng.nextGaussian();
        v[22] = second + 0.2 * rng.nextGaussian();
        v[23] = third + 0.2 * rng.nextGaussian();
        v[24] = first + second + 0.3 * rng.nextGaussian();
        v[25] = Math.sqrt(second * third + 0.01) + 0.2 * rng.nextGaussian();
        v[26] = StrictMath.log1p(first * third) + 0.2 * rng.nextGaussian();
        v[27] = Math.abs(v[1] - v[17]) + 0.2 * rng.nextGaussian();
        return 0.2
                + 1.6 * StrictMath.exp(-2 * square(first - 1.1))
                - 1.3 * StrictMath.exp(-3 * square(second - 1.6))
                + 0.9 * StrictMath.sin(2 * (v[2] - v[18])) * (v[0] > 0.6 ? 1 : 0.3)
                + 0.8 * (v[3] > 1 ? 1 : 0) * (v[12] > 0.7 ? 1 : -0.6)
                + 0.7 * StrictMath.tanh(v[20] * v[19])
                - 0.5 * Math.abs(v[9])
                + 0.4 * (third > 1.5 ? 1 : -1) * (v[7] > 0.5 ? 1 : 0.2);
    }

    /** The invariant mass of two objects by their momenta, directions and angles. */
    private static double mass(double[] v, int a, int b) {
        double apart = Math.min(4, Math.abs(v[a + 1] - v[b + 1]));
        return Math.sqrt(Math.max(0, 2 * v[a] * v[b] * (StrictMath.cosh(apart) - StrictMath.cos(v[a + 2] - v[b + 2]))));
    }

    private static double mark(Rng rng) {
        if (rng.nextDouble() < 0.5) {
            return 0;
        }
        return rng.nextDouble() < 0.5 ? 1.09 : 2.17;
    }

    // ---- customers

    private static final int[] CUSTOMER_LEVELS = {
        2, 3, 5, 8, 12, 20, 50, 100, 200, 500, 1000, 2000, 5000, 10_000, 10_000
    };
    private static final int CUSTOMER_NUMBERS = 5;

    /**
     * 200,000 + 50,000 rows of 15 categorical columns of 2 to 10,000 levels, few of them frequent, and 5 numbers. Each level has an effect
     * of its own, some also together with a number or with another column.
     */
    static TreeSamples customers() {
        Rng rng = Rng.of(7).split("customers");
        List<CustomerColumn> columns = IntStream.range(0, CUSTOMER_LEVELS.length)
                .mapToObj(column -> CustomerColumn.draw(CUSTOMER_LEVELS[column], rng.split(column)))
                .toList();
        List<Integer> levels = IntStream.concat(
                        Arrays.stream(CUSTOMER_LEVELS),
                        IntStream.generate(() -> 0).limit(CUSTOMER_NUMBERS))
                .boxed()
                .toList();
        return new TreeSamples(
                "customers",
                2,
                levels,
                customers(200_000, columns, rng.split("training")),
                customers(50_000, columns, rng.split("test")));
    }

    private static TreeSamples.Part customers(int rows, List<CustomerColumn> columns, Rng rng) {
        int categories = columns.size();
        int width = categories + CUSTOMER_NUMBERS;
        float[] values = new float[rows * width];
        float[] targets = new float[rows];
        int[] level = new int[categories];
        double[] number = new double[CUSTOMER_NUMBERS];
        for (int row = 0; row < rows; row++) {
            double score = -0.3;
            for (int k = 0; k < number.length; k++) {
                number[k] = rng.nextGaussian();
                values[row * width + categories + k] = (float) number[k];
            }
            for (int column = 0; column < categories; column++) {
                level[column] = columns.get(column).level(rng.nextDouble());
                values[row * width + column] = level[column];
                score += columns.get(column).alone()[level[column]];
            }
            score += 3 * number[0] * columns.get(9).together()[level[9]]
                    + 0.4 * number[1] * number[2]
                    + 0.5 * StrictMath.sin(2 * number[3])
                    + (level[0] == 1 ? 3 : 0) * columns.get(13).together()[level[13]]
                    + (level[3] % 2 == level[4] % 2 ? 0.4 : -0.4);
            targets[row] = isDrawn(1.2 * score, rng);
        }
        return new TreeSamples.Part(values, targets);
    }

    /**
     * A column of levels.
     *
     * @param until the chance of a level up to each
     * @param alone what each level adds to the score
     * @param together what it adds with another column's value
     */
    private record CustomerColumn(double[] until, double[] alone, double[] together) {
        static CustomerColumn draw(int levels, Rng rng) {
            int[] rank = rng.split("ranks").permutation(levels);
            double[] chances = Arrays.stream(rank)
                    .mapToDouble(r -> StrictMath.pow(r + 1, -0.8))
                    .toArray();
            double all = Arrays.stream(chances).sum();
            double[] until = new double[levels];
            double sum = 0;
            for (int i = 0; i < levels; i++) {
                sum += chances[i];
                until[i] = sum / all;
            }
            return new CustomerColumn(
                    until, gaussian(levels, 0.35, rng.split("alone")), gaussian(levels, 0.3, rng.split("together")));
        }

        private static double[] gaussian(int count, double deviation, Rng rng) {
            double[] numbers = new double[count];
            for (int i = 0; i < count; i++) {
                numbers[i] = deviation * rng.nextGaussian();
            }
            return numbers;
        }

        int level(double chance) {
            int found = Arrays.binarySearch(until, chance);
            return Math.min(found < 0 ? -found - 1 : found, until.length - 1);
        }
    }

    // ---- chance

    private static float isDrawn(double logit, Rng rng) {
        return rng.nextDouble() < 1 / (1 + StrictMath.exp(-logit)) ? 1 : 0;
    }

    private static double exponential(Rng rng) {
        return -StrictMath.log(1 - rng.nextDouble());
    }

    private static double square(double x) {
        return x * x;
    }
}
