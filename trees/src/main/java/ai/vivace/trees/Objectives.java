package ai.vivace.trees;

import ai.vivace.base.InputException;
import java.util.Arrays;
import java.util.Optional;

/** The objectives of gradient boosting. */
public final class Objectives {
    /** What XGBoost and LightGBM multiply Poisson's second derivative by, which keeps early steps short. */
    private static final double POISSON_CAUTION = Math.exp(0.7);

    private static final double LEAST_HESSIAN = 1e-16;

    private Objectives() {}

    /** What suits a task: {@link #squared}, {@link #logistic} for two classes, {@link #softmax} for more, {@link #lambdaMart}. */
    public static Objective of(Task task) {
        if (task instanceof Task.Classification classes) {
            return classes.labels().size() == 2 ? logistic() : softmax();
        }
        return task instanceof Task.Ranking ? lambdaMart(30) : squared();
    }

    /** Half the squared error: predicts the mean. */
    public static Objective squared() {
        return new RowObjective("squared", Link.IDENTITY) {
            @Override
            public double[] start(Target target) {
                requireNumbers(target, name());
                return new double[] {mean(target)};
            }

            @Override
            void block(Target target, double[] scores, double[] gradients, double[] hessians, int from, int to) {
                for (int row = from; row < to; row++) {
                    gradients[row] = scores[row] - target.value(row);
                    hessians[row] = 1;
                }
            }
        };
    }

    /** The absolute error: predicts the median. */
    public static Objective absolute() {
        return new QuantileObjective("absolute", 0.5, 0.5);
    }

    /**
     * The quantile loss (Koenker and Bassett 1978): predicts what a share of the numbers does not exceed.
     *
     * @param share above 0 and below 1
     */
    public static Objective quantile(double share) {
        InputException.require(
                share > 0 && share < 1, () -> "A quantile is of a share above 0 and below 1, but came " + share + ".");
        return new QuantileObjective("quantile " + share, share, 1);
    }

    /**
     * Huber's loss: squared up to a distance, absolute beyond it.
     *
     * @param distance above 0
     */
    public static Objective huber(double distance) {
        InputException.require(
                distance > 0 && Double.isFinite(distance),
                () -> "Huber's distance must be above 0, but came " + distance + ".");
        return new HuberObjective(distance);
    }

    /** Cross-entropy of two classes. */
    public static Objective logistic() {
        return new RowObjective("logistic", Link.LOGISTIC) {
            @Override
            public double[] start(Target target) {
                requireClasses(target, name(), 2);
                double share = mean(target);
                InputException.require(
                        share > 0 && share < 1,
                        () -> "The rows of class \"" + label(target, share > 0 ? 0 : 1)
                                + "\" all have weight 0, so that there is nothing to learn. Give some of them weight.");
                return new double[] {Math.log(share / (1 - share))};
            }

            @Override
            void block(Target target, double[] scores, double[] gradients, double[] hessians, int from, int to) {
                for (int row = from; row < to; row++) {
                    double probability = 1 / (1 + Exponential.of(-scores[row]));
                    gradients[row] = probability - target.value(row);
                    hessians[row] = Math.max(probability * (1 - probability), LEAST_HESSIAN);
                }
            }
        };
    }

    /** Cross-entropy of several classes, with Friedman's factor K / (K - 1) in the second derivative, as LightGBM has it. */
    public static Objective softmax() {
        return new SoftmaxObjective();
    }

    /** The Poisson deviance of counts, over the logarithm of the mean. */
    public static Objective poisson() {
        return new RowObjective("poisson", Link.EXPONENTIAL) {
            @Override
            public double[] start(Target target) {
                requireNumbers(target, name());
                requireAtLeastZero(target, name(), 0);
                return new double[] {Math.log(mean(target))};
            }

            @Override
            void block(Target target, double[] scores, double[] gradients, double[] hessians, int from, int to) {
                for (int row = from; row < to; row++) {
                    double mean = Exponential.of(scores[row]);
                    gradients[row] = mean - target.value(row);
                    hessians[row] = mean * POISSON_CAUTION;
                }
            }
        };
    }

    /** The gamma deviance of positive amounts, over the logarithm of the mean. */
    public static Objective gamma() {
        return new RowObjective("gamma", Link.EXPONENTIAL) {
            @Override
            public double[] start(Target target) {
                requireNumbers(target, name());
                requireAtLeastZero(target, name(), Double.MIN_VALUE);
                return new double[] {Math.log(mean(target))};
            }

            @Override
            void block(Target target, double[] scores, double[] gradients, double[] hessians, int from, int to) {
                for (int row = from; row < to; row++) {
                    double ratio = target.value(row) * Exponential.of(-scores[row]);
                    gradients[row] = 1 - ratio;
                    hessians[row] = ratio;
                }
            }
        };
    }

    /**
     * The Tweedie deviance of amounts many of which are 0, over the logarithm of the mean.
     *
     * @param power of the variance: above 1, which is Poisson's, and below 2, which is gamma's; 1.5 is usual
     */
    public static Objective tweedie(double power) {
        InputException.require(
                power > 1 && power < 2, () -> "Tweedie's power must be above 1 and below 2, but came " + power + ".");
        return new RowObjective("tweedie " + power, Link.EXPONENTIAL) {
            @Override
            public double[] start(Target target) {
                requireNumbers(target, name());
                requireAtLeastZero(target, name(), 0);
                return new double[] {Math.log(mean(target))};
            }

            @Override
            void block(Target target, double[] scores, double[] gradients, double[] hessians, int from, int to) {
                for (int row = from; row < to; row++) {
                    double lower = target.value(row) * Exponential.of((1 - power) * scores[row]);
                    double upper = Exponential.of((2 - power) * scores[row]);
                    gradients[row] = upper - lower;
                    hessians[row] = (2 - power) * upper - (1 - power) * lower;
                }
            }
        };
    }

    /**
     * LambdaMART (Burges 2010): pairs of rows of a group are pulled apart by how much exchanging them would change the NDCG.
     *
     * @param top only pairs of which one is among so many first count; LightGBM's default is 30
     */
    public static Objective lambdaMart(int top) {
        InputException.require(top >= 1, () -> "Pairs among the first rows need at least 1, but came " + top + ".");
        return new LambdaMart(top);
    }

    static double mean(Target target) {
        double sum = 0;
        double weight = 0;
        for (int row = 0; row < target.rows(); row++) {
            sum += target.weight(row) * target.value(row);
            weight += target.weight(row);
        }
        return sum / weight;
    }

    private static String label(Target target, int number) {
        return target.task() instanceof Task.Classification classes
                ? classes.labels().get(number)
                : Integer.toString(number);
    }

    static void requireNumbers(Target target, String name) {
        InputException.require(
                target.task() instanceof Task.Regression,
                () -> "The objective " + name + " is for numbers, but the target is " + target.task() + ".");
    }

    static void requireClasses(Target target, String name, int most) {
        InputException.require(
                target.task() instanceof Task.Classification classes
                        && classes.labels().size() <= most,
                () -> "The objective " + name + " is for " + (most == 2 ? "two" : "") + " classes, but the target is "
                        + target.task() + ".");
    }

    private static void requireAtLeastZero(Target target, String name, double least) {
        double sum = 0;
        for (int i = 0; i < target.rows(); i++) {
            int row = i;
            InputException.require(
                    target.value(row) >= least,
                    () -> "The objective " + name + " is for numbers " + (least > 0 ? "above 0" : "of at least 0")
                            + ", but row " + row + " has " + target.value(row) + ".");
            sum += target.weight(row) * target.value(row);
        }
        double all = sum;
        InputException.require(all > 0, () -> "The objective " + name + " needs a number above 0, but all are 0.");
    }

    /** One score for each row, whose derivatives depend on that row alone. */
    private abstract static class RowObjective implements Objective {
        private final String name;
        private final Link link;

        RowObjective(String name, Link link) {
            this.name = name;
            this.link = link;
        }

        /** Derivatives of a block of rows; a loop of its own in each objective, which the compiler can see through. */
        abstract void block(Target target, double[] scores, double[] gradients, double[] hessians, int from, int to);

        @Override
        public final void gradients(
                Target target, double[][] scores, double[][] gradients, double[][] hessians, int from, int to) {
            block(target, scores[0], gradients[0], hessians[0], from, to);
        }

        @Override
        public final Link link() {
            return link;
        }

        @Override
        public final String name() {
            return name;
        }
    }

    /** The residuals of a leaf's rows with the rows' weights, sorted. */
    static double quantile(Target target, double[] scores, int[] rows, int from, int to, double share) {
        Integer[] order = new Integer[to - from];
        Arrays.setAll(order, i -> rows[from + i]);
        Arrays.sort(order, (a, b) -> Double.compare(target.value(a) - scores[a], target.value(b) - scores[b]));
        double weight = 0;
        for (int row : order) {
            weight += target.weight(row);
        }
        double sought = share * weight;
        double sum = 0;
        for (int i = 0; i < order.length; i++) {
            int row = order[i];
            sum += target.weight(row);
            double residual = target.value(row) - scores[row];
            if (sum > sought) {
                return residual;
            }
            if (sum == sought && i + 1 < order.length) {
                int next = order[i + 1];
                return (residual + target.value(next) - scores[next]) / 2;
            }
        }
        int last = order[order.length - 1];
        return target.value(last) - scores[last];
    }

    /** Slopes of two sizes, and leaves that are quantiles. */
    private static final class QuantileObjective implements Objective {
        private final String name;
        private final double share;
        private final double scale;

        /**
         * The loss (|d| + (2 share - 1) d) / 2 divided by a scale.
         *
         * @param scale 0.5 for the absolute error itself
         */
        QuantileObjective(String name, double share, double scale) {
            this.name = name;
            this.share = share;
            this.scale = scale;
        }

        @Override
        public double[] start(Target target) {
            requireNumbers(target, name);
            int[] rows = new int[target.rows()];
            Arrays.setAll(rows, i -> i);
            return new double[] {quantile(target, new double[rows.length], rows, 0, rows.length, share)};
        }

        @Override
        public Link link() {
            return Link.IDENTITY;
        }

        @Override
        public void gradients(
                Target target, double[][] scores, double[][] gradients, double[][] hessians, int from, int to) {
            for (int row = from; row < to; row++) {
                double distance = scores[0][row] - target.value(row);
                double slope = distance > 0 ? 1 - share : distance < 0 ? -share : 0;
                gradients[0][row] = slope / scale;
                hessians[0][row] = 1;
            }
        }

        @Override
        public Optional<LeafValue> leafValue() {
            return Optional.of(
                    (target, scores, rows, from, to, newton) -> quantile(target, scores[0], rows, from, to, share));
        }

        @Override
        public String name() {
            return name;
        }
    }

    private static final class HuberObjective implements Objective {
        private final double most;

        HuberObjective(double most) {
            this.most = most;
        }

        @Override
        public double[] start(Target target) {
            requireNumbers(target, name());
            int[] rows = new int[target.rows()];
            Arrays.setAll(rows, i -> i);
            return new double[] {quantile(target, new double[rows.length], rows, 0, rows.length, 0.5)};
        }

        @Override
        public Link link() {
            return Link.IDENTITY;
        }

        @Override
        public void gradients(
                Target target, double[][] scores, double[][] gradients, double[][] hessians, int from, int to) {
            for (int row = from; row < to; row++) {
                gradients[0][row] = clipped(scores[0][row] - target.value(row));
                hessians[0][row] = 1;
            }
        }

        @Override
        public Optional<LeafValue> leafValue() {
            return Optional.of(this::movedMedian);
        }

        /** The median, moved by the mean of what the distances from it are clipped to (Friedman 2001). */
        private double movedMedian(Target target, double[][] scores, int[] rows, int from, int to, double newton) {
            double median = quantile(target, scores[0], rows, from, to, 0.5);
            double sum = 0;
            double weight = 0;
            for (int i = from; i < to; i++) {
                int row = rows[i];
                sum += target.weight(row) * clipped(target.value(row) - scores[0][row] - median);
                weight += target.weight(row);
            }
            return median + (weight > 0 ? sum / weight : 0);
        }

        private double clipped(double distance) {
            return Math.max(-most, Math.min(most, distance));
        }

        @Override
        public String name() {
            return "huber " + most;
        }
    }

    private static final class SoftmaxObjective implements Objective {
        @Override
        public int outputs(Target target) {
            return target.task() instanceof Task.Classification classes
                    ? classes.labels().size()
                    : 1;
        }

        @Override
        public double[] start(Target target) {
            requireClasses(target, name(), Integer.MAX_VALUE);
            double[] shares = new double[outputs(target)];
            double weight = 0;
            for (int row = 0; row < target.rows(); row++) {
                shares[(int) target.value(row)] += target.weight(row);
                weight += target.weight(row);
            }
            for (int k = 0; k < shares.length; k++) {
                // A class without rows is as rare as one row in a million would be.
                shares[k] = Math.log(Math.max(shares[k], 1e-6) / weight);
            }
            return shares;
        }

        @Override
        public Link link() {
            return Link.SOFTMAX;
        }

        @Override
        public void gradients(
                Target target, double[][] scores, double[][] gradients, double[][] hessians, int from, int to) {
            int classes = scores.length;
            double factor = classes / (classes - 1.0);
            double[] row = new double[classes];
            for (int i = from; i < to; i++) {
                for (int k = 0; k < classes; k++) {
                    row[k] = scores[k][i];
                }
                Link.SOFTMAX.apply(row);
                int own = (int) target.value(i);
                for (int k = 0; k < classes; k++) {
                    gradients[k][i] = row[k] - (k == own ? 1 : 0);
                    hessians[k][i] = Math.max(factor * row[k] * (1 - row[k]), LEAST_HESSIAN);
                }
            }
        }

        @Override
        public String name() {
            return "softmax";
        }
    }
}
