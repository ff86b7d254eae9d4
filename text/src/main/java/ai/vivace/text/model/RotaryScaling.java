package ai.vivace.text.model;

import ai.vivace.base.InputException;

/** How rotary positions are stretched for texts that are longer than those of the training. */
public sealed interface RotaryScaling {
    /** As trained. */
    record None() implements RotaryScaling {
        @Override
        public double frequency(double base, long width, long pair) {
            return plain(base, width, pair);
        }
    }

    /**
     * Positions divided by a factor (Chen 2023).
     *
     * @param factor at least 1
     */
    record Linear(double factor) implements RotaryScaling {
        public Linear {
            check(factor);
        }

        @Override
        public double frequency(double base, long width, long pair) {
            return plain(base, width, pair) / factor;
        }
    }

    /**
     * A larger base, so that fast pairs stay and the slowest turns a factor slower.
     *
     * @param factor at least 1
     */
    record NeuralTangent(double factor) implements RotaryScaling {
        public NeuralTangent {
            check(factor);
        }

        @Override
        public double frequency(double base, long width, long pair) {
            return plain(base * Math.pow(factor, width / (width - 2.0)), width, pair);
        }
    }

    /**
     * Fast pairs stay, slow ones are divided by a factor, those between are mixed; queries and keys grow by 0.1 · log factor + 1 (YaRN, Peng
     * 2023).
     *
     * @param factor at least 1
     * @param original the longest text of the training
     */
    record Yarn(double factor, long original) implements RotaryScaling {
        private static final double FAST = 32;
        private static final double SLOW = 1;

        public Yarn {
            check(factor);
            check((double) original);
        }

        @Override
        public double frequency(double base, long width, long pair) {
            double plain = plain(base, width, pair);
            double low = Math.max(0, Math.floor(pairOf(FAST, base, width)));
            double high = Math.min(width - 1.0, Math.ceil(pairOf(SLOW, base, width)));
            double slow = Math.min(1, Math.max(0, (pair - low) / Math.max(high - low, 0.001)));
            return plain / factor * slow + plain * (1 - slow);
        }

        /** The pair that turns so often over the original length. */
        private double pairOf(double turns, double base, long width) {
            return width * Math.log(original / (turns * 2 * Math.PI)) / (2 * Math.log(base));
        }

        @Override
        public double amplitude() {
            return factor <= 1 ? 1 : 0.1 * Math.log(factor) + 1;
        }
    }

    /**
     * Llama 3.1's: pairs that turn more than high times over the original length stay, those that turn less than low times are divided by a
     * factor, those between are mixed.
     *
     * @param factor at least 1; 8 in Llama 3.1, 32 in Llama 3.2
     * @param low 1 in both
     * @param high 4 in both
     * @param original the longest text of the training; 8192 in both
     */
    record Llama3(double factor, double low, double high, long original) implements RotaryScaling {
        public Llama3 {
            check(factor);
            check((double) original);
            InputException.require(
                    low > 0 && high > low,
                    () -> "Llama 3's scaling needs a low number of turns above 0 and a high one above it.");
        }

        @Override
        public double frequency(double base, long width, long pair) {
            double plain = plain(base, width, pair);
            double turns = original * plain / (2 * Math.PI);
            double fast = Math.min(1, Math.max(0, (turns - low) / (high - low)));
            return (1 - fast) * plain / factor + fast * plain;
        }
    }

    /**
     * By how much a pair of features turns from one position to the next, in radians.
     *
     * @param width of a head
     * @param pair from 0 to width / 2 - 1
     */
    double frequency(double base, long width, long pair);

    /** What queries and keys are multiplied by. */
    default double amplitude() {
        return 1;
    }

    private static double plain(double base, long width, long pair) {
        return Math.pow(base, -2.0 * pair / width);
    }

    private static void check(double factor) {
        InputException.require(
                factor >= 1 && Double.isFinite(factor),
                () -> "Rotary positions are scaled by a factor and a length of 1 or more, but came " + factor + ".");
    }
}
