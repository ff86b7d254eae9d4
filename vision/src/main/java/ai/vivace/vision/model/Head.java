package ai.vivace.vision.model;

import ai.vivace.base.InputException;
import ai.vivace.init.Fans;
import ai.vivace.init.Gain;
import ai.vivace.init.Initializer;
import ai.vivace.init.Initializers;
import ai.vivace.nn.Activation;
import ai.vivace.nn.AdaptiveAveragePool2d;
import ai.vivace.nn.BatchNorm1d;
import ai.vivace.nn.Dropout;
import ai.vivace.nn.Flatten;
import ai.vivace.nn.Linear;
import ai.vivace.nn.Sequential;
import ai.vivace.nn.UnaryLayer;
import ai.vivace.tensor.Nonlinearity;
import java.util.ArrayList;
import java.util.List;

/**
 * What makes answers of a body's maps of features (fastai's {@code create_head}): pooling, then for each hidden size batch norm,
 * dropout, a linear layer and ReLU, then batch norm, dropout and a last linear layer. Linear layers start Kaiming
 * normal and, as fastai's, have a bias only where no norm stands before them.
 *
 * @param hidden sizes between the features and the answers; may be empty
 * @param dropout the probability of a value to be dropped before the last linear layer; before the others half of it
 * @param pooling what becomes of the map
 * @param norms where batch norm stands
 */
public record Head(List<Integer> hidden, double dropout, Pooling pooling, Norms norms) {
    private static final Initializer KAIMING =
            Initializers.kaimingNormal(Gain.pytorch(Nonlinearity.RELU), Fans.Mode.IN);

    /** What becomes of a map of features. */
    public enum Pooling {
        /** Maximum and average, {@linkplain ConcatPool2d one behind the other}. */
        BOTH,
        /** The average alone. */
        AVERAGE
    }

    /** Where batch norm stands. */
    public enum Norms {
        /** Before each linear layer. */
        ALL,
        /** Before each but the first. */
        INNER
    }

    public Head {
        hidden = List.copyOf(hidden);
        List<Integer> sizes = hidden;
        double probability = dropout;
        InputException.require(
                sizes.stream().allMatch(size -> size > 0),
                () -> "The hidden layers of a head must have units, but their sizes are " + sizes + ".");
        InputException.require(
                probability >= 0 && probability < 1,
                () -> "The dropout of a head must be at least 0 and below 1, but came " + probability + ".");
    }

    /** fastai's: one hidden layer of 512, dropout 0.5 (0.25 before the hidden layer), maximum and average, all norms. */
    public static Head standard() {
        return new Head(List.of(512), 0.5, Pooling.BOTH, Norms.ALL);
    }

    /** The average and one linear layer: a reference network's own head, as for linear probing. */
    public static Head linear() {
        return new Head(List.of(), 0, Pooling.AVERAGE, Norms.INNER);
    }

    /** The same with other hidden sizes. */
    public Head hidden(Integer... sizes) {
        return new Head(List.of(sizes), dropout, pooling, norms);
    }

    /** The same with another dropout before the last linear layer. */
    public Head dropout(double probability) {
        return new Head(hidden, probability, pooling, norms);
    }

    /** The same with another pooling. */
    public Head pooling(Pooling choice) {
        return new Head(hidden, dropout, choice, norms);
    }

    /** The same with norms elsewhere. */
    public Head norms(Norms choice) {
        return new Head(hidden, dropout, pooling, choice);
    }

    /**
     * The layers, numbered as fastai's.
     *
     * @param features channels of the body's maps [N, features, height, width]
     * @param outputs how many numbers come out, [N, outputs]
     */
    public Sequential build(long features, int outputs) {
        List<UnaryLayer> layers = new ArrayList<>();
        layers.add(pooling == Pooling.BOTH ? ConcatPool2d.of() : AdaptiveAveragePool2d.of(1));
        layers.add(Flatten.of());
        long inputs = pooling == Pooling.BOTH ? 2 * features : features;
        for (int i = 0; i <= hidden.size(); i++) {
            boolean last = i == hidden.size();
            boolean normed = i > 0 || norms == Norms.ALL;
            if (normed) {
                layers.add(BatchNorm1d.of(inputs));
            }
            if (dropout > 0) {
                layers.add(Dropout.of(last ? dropout : dropout / 2));
            }
            long next = last ? outputs : hidden.get(i);
            layers.add(
                    normed
                            ? Linear.withoutBias(inputs, next, KAIMING)
                            : Linear.of(inputs, next, KAIMING, Initializers.zeros()));
            if (!last) {
                layers.add(Activation.relu());
            }
            inputs = next;
        }
        return Sequential.of(layers.toArray(UnaryLayer[]::new));
    }
}
