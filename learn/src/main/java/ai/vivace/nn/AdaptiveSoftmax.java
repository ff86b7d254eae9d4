package ai.vivace.nn;

import static java.util.Map.entry;

import ai.vivace.base.InputException;
import ai.vivace.tensor.Tensor;
import ai.vivace.tensor.TensorException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * Adaptive softmax (Grave 2016) for many classes that are sorted by how frequent they are: the frequent ones have logits of their own in
 * the head, the rest is in clusters of which the head has one logit each. A row computes its own cluster only, and rarer clusters are
 * narrower.
 *
 * <p>{@link #each} and {@link #mean} are the training losses that save the work. Applied as a layer it gives the log-probabilities of all
 * classes, [N, inputs] to [N, classes], of which losses, metrics and predictors make the same as of logits.
 *
 * <p>State as PyTorch's {@code AdaptiveLogSoftmaxWithLoss}: {@code head.weight}, {@code head.bias}, {@code tail.i.0.weight}, {@code
 * tail.i.1.weight}.
 */
public final class AdaptiveSoftmax extends UnaryLayer {
    /** Rows with this class do not count; {@code CrossEntropy.IGNORED}. */
    private static final long IGNORED = -100;

    private final long inputs;
    private final long classes;
    private final long[] cutoffs;
    private final double division;
    private final boolean biased;
    private final Linear head;
    private final List<UnaryLayer> tail = new ArrayList<>();

    /** The options of an adaptive softmax. */
    public static final class Builder {
        private final long inputs;
        private final long classes;
        private final long[] cutoffs;
        private double division = 4;
        private boolean biased;

        private Builder(long inputs, long classes, long... cutoffs) {
            this.inputs = inputs;
            this.classes = classes;
            this.cutoffs = cutoffs.clone();
        }

        /** By how much each cluster is narrower than the one before; 4 by default, at least 1. */
        public Builder division(double factor) {
            division = factor;
            return this;
        }

        /** With a bias in the head; without by default, as in PyTorch. */
        public Builder headBias() {
            biased = true;
            return this;
        }

        /**
         * The layer.
         *
         * @throws InputException when the cutoffs do not rise from above 0 to below the number of classes, or a cluster would have no
         *     width
         */
        public AdaptiveSoftmax build() {
            return new AdaptiveSoftmax(this);
        }
    }

    /**
     * For classes that are sorted by how frequent they are.
     *
     * @param inputs the width of what it reads
     * @param classes how many there are
     * @param cutoffs the number of the first class of each cluster, rising; below the first one is the head. 2000 and 10000 of some 40000
     *     words, say
     */
    public static Builder of(long inputs, long classes, long... cutoffs) {
        return new Builder(inputs, classes, cutoffs);
    }

    static AdaptiveSoftmax build(Settings settings) {
        Builder builder = of(settings.integer("inputs"), settings.integer("classes"), settings.integers("cutoffs"))
                .division(settings.number("division"));
        return (settings.flag("headBias") ? builder.headBias() : builder).build();
    }

    private AdaptiveSoftmax(Builder from) {
        inputs = from.inputs;
        classes = from.classes;
        cutoffs = from.cutoffs;
        division = from.division;
        biased = from.biased;
        check();
        long headSize = cutoffs[0] + cutoffs.length;
        head = child("head", biased ? Linear.of(inputs, headSize) : Linear.withoutBias(inputs, headSize));
        Layer clusters = child("tail", new Clusters());
        for (int i = 0; i < cutoffs.length; i++) {
            long width = (long) Math.floor(inputs / Math.pow(division, i + 1));
            Sequential cluster = Sequential.of(Linear.withoutBias(inputs, width), Linear.withoutBias(width, size(i)));
            tail.add(clusters.child(Integer.toString(i), cluster));
        }
    }

    /** Holds the clusters, so that their names are PyTorch's. */
    private static final class Clusters extends Layer {}

    private void check() {
        boolean rise = cutoffs.length > 0 && cutoffs[0] > 0 && cutoffs[cutoffs.length - 1] < classes;
        for (int i = 1; i < cutoffs.length; i++) {
            rise &= cutoffs[i] > cutoffs[i - 1];
        }
        boolean rising = rise;
        InputException.require(
                rising,
                () -> "The cutoffs of an adaptive softmax must rise from above 0 to below its " + classes
                        + " classes, but are " + Arrays.toString(cutoffs) + ".");
        InputException.require(
                division >= 1 && inputs / Math.pow(division, cutoffs.length) >= 1,
                () -> "An adaptive softmax of " + inputs + " inputs divided by " + division + " for each of "
                        + cutoffs.length + " clusters needs a division of 1 or more that leaves a width of 1 or more.");
    }

    private long end(int cluster) {
        return cluster + 1 < cutoffs.length ? cutoffs[cluster + 1] : classes;
    }

    private long size(int cluster) {
        return end(cluster) - cutoffs[cluster];
    }

    /**
     * The mean of {@link #each} over rows whose class is not -100; 0 when there are none.
     *
     * @throws InputException when a class is out of range; it names the row
     */
    public Tensor mean(Tensor hidden, Tensor target) {
        long counted = Arrays.stream(target.toLongs())
                .filter(number -> number != IGNORED)
                .count();
        return each(hidden, target).sum().div((double) Math.max(1, counted));
    }

    /**
     * The loss of each row, -log p of its class; 0 where that is -100.
     *
     * @param hidden [rows, inputs]
     * @param target int64 class numbers [rows]
     * @throws InputException when a class is out of range; it names the row
     */
    public Tensor each(Tensor hidden, Tensor target) {
        InputException.require(
                hidden.rank() == 2 && target.rank() == 1 && hidden.size(0) == target.size(0),
                () -> "An adaptive softmax takes [rows, " + inputs + "] and a class number for each row, but came "
                        + hidden.shape() + " and " + target.shape() + ".");
        long[] numbers = target.toLongs();
        Tensor headLog = head.apply(hidden).logSoftmax(1);
        List<Tensor> losses = new ArrayList<>();
        List<Integer> order = new ArrayList<>();
        for (int group = -1; group < cutoffs.length; group++) {
            List<Integer> rows = new ArrayList<>();
            for (int row = 0; row < numbers.length; row++) {
                if (numbers[row] != IGNORED && groupOf(numbers[row], row) == group) {
                    rows.add(row);
                }
            }
            if (!rows.isEmpty()) {
                losses.add(group < 0 ? inHead(headLog, numbers, rows) : inTail(group, headLog, hidden, numbers, rows));
                order.addAll(rows);
            }
        }
        return inOrder(losses, order, headLog, numbers.length);
    }

    /** -1 for the head. */
    private int groupOf(long number, int row) {
        InputException.require(
                number >= 0 && number < classes,
                () -> "Row " + row + " has the target " + number + ", but the classes are 0 to " + (classes - 1)
                        + " (or " + IGNORED + " to be ignored).");
        int group = -1;
        while (group + 1 < cutoffs.length && number >= cutoffs[group + 1]) {
            group++;
        }
        return group;
    }

    private static Tensor inHead(Tensor headLog, long[] numbers, List<Integer> rows) {
        return at(headLog.indexSelect(0, index(rows, headLog)), numbers, rows, 0)
                .neg();
    }

    private Tensor inTail(int cluster, Tensor headLog, Tensor hidden, long[] numbers, List<Integer> rows) {
        Tensor index = index(rows, hidden);
        Tensor itself = headLog.indexSelect(0, index).select(1, cutoffs[0] + cluster);
        Tensor within = tail.get(cluster).apply(hidden.indexSelect(0, index)).logSoftmax(1);
        return itself.add(at(within, numbers, rows, cutoffs[cluster])).neg();
    }

    private static Tensor at(Tensor logs, long[] numbers, List<Integer> rows, long first) {
        long[] own = rows.stream().mapToLong(row -> numbers[row] - first).toArray();
        Tensor index = Tensor.ofLongs(own).to(logs.device());
        return logs.gather(1, index.unsqueeze(1)).squeeze(1);
    }

    private static Tensor index(List<Integer> rows, Tensor like) {
        return Tensor.ofLongs(rows.stream().mapToLong(Integer::longValue).toArray())
                .to(like.device());
    }

    /** The losses in the rows' order, and 0 for rows that are ignored. */
    private static Tensor inOrder(List<Tensor> losses, List<Integer> order, Tensor headLog, int rows) {
        losses.add(headLog.sum().mul(0).reshape(1));
        long[] places = new long[rows];
        Arrays.fill(places, order.size());
        for (int i = 0; i < order.size(); i++) {
            places[order.get(i)] = i;
        }
        return Tensor.cat(losses, 0).indexSelect(0, Tensor.ofLongs(places).to(headLog.device()));
    }

    @Override
    protected Tensor forward(Tensor input) {
        if (input.rank() != 2) {
            throw new TensorException("the input must be [N, " + inputs + "], but has shape " + input.shape());
        }
        Tensor headLog = head.apply(input).logSoftmax(1);
        List<Tensor> parts = new ArrayList<>();
        parts.add(headLog.narrow(1, 0, cutoffs[0]));
        for (int i = 0; i < cutoffs.length; i++) {
            parts.add(tail.get(i)
                    .apply(input)
                    .logSoftmax(1)
                    .add(headLog.select(1, cutoffs[0] + i).unsqueeze(1)));
        }
        return Tensor.cat(parts, 1);
    }

    @Override
    public Map<String, Object> settings() {
        return Settings.ordered(
                entry("inputs", inputs),
                entry("classes", classes),
                entry("cutoffs", Arrays.stream(cutoffs).boxed().toList()),
                entry("division", division),
                entry("headBias", biased));
    }
}
