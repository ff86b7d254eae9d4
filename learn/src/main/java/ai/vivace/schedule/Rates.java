package ai.vivace.schedule;

import ai.vivace.base.InputException;
import java.util.Arrays;

/**
 * The highest learning rates of a model's parameter groups, first (nearest to the input) to last (the head): one for all, or
 * lower ones for the parts that were trained before.
 */
public sealed interface Rates {
    /**
     * The rate of each group.
     *
     * @param groups at least 1
     */
    double[] forGroups(int groups);

    /** The rate of the last group. */
    double last();

    /** All rates multiplied by a positive factor. */
    Rates times(double factor);

    /** One rate for all groups. */
    static Rates of(double rate) {
        return new Fixed(rate);
    }

    /** A rate for the last group, and a tenth of it for all others: fastai's {@code slice(rate)}. */
    static Rates last(double rate) {
        return new LastGroup(rate);
    }

    /** From the lowest for the first group to the highest for the last in equal ratios: fastai's {@code slice(low, high)}. */
    static Rates spread(double low, double high) {
        return new Spread(low, high);
    }

    /**
     * The last group's rate, divided once more for each group before it: ULMFiT's discriminative fine-tuning (Howard and Ruder 2018).
     *
     * @param division 1 or more; ULMFiT's is 2.6
     */
    static Rates divided(double rate, double division) {
        return new Divided(rate, division);
    }

    /**
     * Layer-wise decay: the last group's rate, multiplied once more for each group before it.
     *
     * @param share above 0, at most 1; 0.65 to 0.9 for vision transformers
     */
    static Rates layerDecay(double rate, double share) {
        InputException.require(
                share > 0 && share <= 1, () -> "A layer decay must be above 0 and at most 1, but was " + share + ".");
        return new Divided(rate, 1 / share);
    }

    /** One rate for all groups. */
    record Fixed(double last) implements Rates {
        public Fixed {
            check(last);
        }

        @Override
        public double[] forGroups(int groups) {
            double[] rates = make(groups);
            Arrays.fill(rates, last);
            return rates;
        }

        @Override
        public Rates times(double factor) {
            return new Fixed(last * factor);
        }
    }

    /** A rate for the last group and a tenth of it for all others. */
    record LastGroup(double last) implements Rates {
        private static final double DIVISION = 10;

        public LastGroup {
            check(last);
        }

        @Override
        public double[] forGroups(int groups) {
            double[] rates = make(groups);
            Arrays.fill(rates, last / DIVISION);
            rates[groups - 1] = last;
            return rates;
        }

        @Override
        public Rates times(double factor) {
            return new LastGroup(last * factor);
        }
    }

    /** Equal ratios from the first group to the last; a single group gets the last one's. */
    record Spread(double first, double last) implements Rates {
        public Spread {
            check(first);
            check(last);
        }

        @Override
        public double[] forGroups(int groups) {
            double[] rates = make(groups);
            for (int i = 0; i < groups - 1; i++) {
                rates[i] = first * Math.pow(last / first, i / (groups - 1.0));
            }
            rates[groups - 1] = last;
            return rates;
        }

        @Override
        public Rates times(double factor) {
            return new Spread(first * factor, last * factor);
        }
    }

    /** The same ratio from each group to the next, up to the last one's rate. */
    record Divided(double last, double division) implements Rates {
        public Divided {
            check(last);
            double given = division;
            InputException.require(
                    division >= 1 && division < Double.POSITIVE_INFINITY,
                    () -> "The division of rates from group to group must be at least 1, but was " + given + ".");
        }

        @Override
        public double[] forGroups(int groups) {
            double[] rates = make(groups);
            for (int i = 0; i < groups; i++) {
                rates[i] = last / Math.pow(division, groups - 1.0 - i);
            }
            return rates;
        }

        @Override
        public Rates times(double factor) {
            return new Divided(last * factor, division);
        }
    }

    private static void check(double rate) {
        InputException.require(
                rate > 0 && rate < Double.POSITIVE_INFINITY,
                () -> "A learning rate must be positive, but was " + rate + ".");
    }

    private static double[] make(int groups) {
        InputException.require(
                groups >= 1, () -> "Rates were asked for " + groups + " groups; there must be at least 1.");
        return new double[groups];
    }
}
