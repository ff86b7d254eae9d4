package ai.vivace.lab;

import ai.vivace.base.Rng;
import ai.vivace.data.Array;
import ai.vivace.data.Item;
import ai.vivace.data.ItemTransform;
import ai.vivace.data.TrainingData;
import ai.vivace.learn.Callback;
import ai.vivace.learn.Learner;
import ai.vivace.loss.CrossEntropy;
import ai.vivace.metric.Metrics;
import ai.vivace.nn.Activation;
import ai.vivace.nn.BatchNorm1d;
import ai.vivace.nn.Dropout;
import ai.vivace.nn.Flatten;
import ai.vivace.nn.Linear;
import ai.vivace.nn.Sequential;
import ai.vivace.nn.UnaryLayer;
import ai.vivace.optim.Adam;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * How a small net is trained on few digits; a method named like a component gives a recipe with that one changed.
 *
 * @param hidden units of each of the two hidden layers
 * @param dropout after each of them
 * @param norm whether batch norm follows each of their linear layers
 * @param decay decoupled weight decay
 * @param smoothing of labels
 * @param shifts by how many pixels training pictures are moved at random, at most
 * @param callbacks made anew for each training
 */
record Recipe(
        int hidden,
        double dropout,
        Norm norm,
        double decay,
        double smoothing,
        int shifts,
        Supplier<List<Callback>> callbacks) {
    private static final int SIDE = 8;

    /** Whether there is a norm layer. */
    enum Norm {
        NONE,
        BATCH
    }

    /** Nothing against overfitting. */
    static Recipe plain(int hidden) {
        return new Recipe(hidden, 0, Norm.NONE, 0, 0, 0, List::of);
    }

    Recipe dropout(double share) {
        return new Recipe(hidden, share, norm, decay, smoothing, shifts, callbacks);
    }

    Recipe batchNorm() {
        return new Recipe(hidden, dropout, Norm.BATCH, decay, smoothing, shifts, callbacks);
    }

    Recipe decay(double strength) {
        return new Recipe(hidden, dropout, norm, strength, smoothing, shifts, callbacks);
    }

    Recipe smoothing(double share) {
        return new Recipe(hidden, dropout, norm, decay, share, shifts, callbacks);
    }

    Recipe shifts(int pixels) {
        return new Recipe(hidden, dropout, norm, decay, smoothing, pixels, callbacks);
    }

    Recipe callbacks(Supplier<List<Callback>> more) {
        return new Recipe(hidden, dropout, norm, decay, smoothing, shifts, more);
    }

    /** What happens to training pictures. */
    List<ItemTransform> augmentation() {
        return shifts == 0 ? List.of() : List.of((item, rng) -> shifted(item, rng, shifts));
    }

    Learner learner(TrainingData data, long seed) {
        return Learner.of(data, model(data))
                .loss(CrossEntropy.standard().smoothing(smoothing))
                .optimizer(Adam.standard().weightDecay(decay))
                .metrics(Metrics.accuracy(), Metrics.perplexity())
                .callbacks(callbacks.get().toArray(Callback[]::new))
                .seed(seed)
                .build();
    }

    private UnaryLayer model(TrainingData data) {
        List<UnaryLayer> layers = new ArrayList<>(List.of(Flatten.of()));
        long width = data.inputShape().elements();
        for (int layer = 0; layer < 2; layer++) {
            layers.add(Linear.of(width, hidden));
            if (norm == Norm.BATCH) {
                layers.add(BatchNorm1d.of(hidden));
            }
            layers.add(Activation.relu());
            layers.add(Dropout.of(dropout));
            width = hidden;
        }
        layers.add(Linear.of(width, DigitRuns.CLASSES));
        return Sequential.of(layers.toArray(UnaryLayer[]::new));
    }

    /** A picture moved by up to so many pixels each way; what comes in from outside is background. */
    private static Item shifted(Item item, Rng rng, int most) {
        if (!(item.input() instanceof Array.Bytes picture)) {
            throw new IllegalStateException("The digits are not bytes.");
        }
        int down = rng.nextInt(2 * most + 1) - most;
        int right = rng.nextInt(2 * most + 1) - most;
        byte[] moved = new byte[SIDE * SIDE];
        for (int row = 0; row < SIDE; row++) {
            for (int column = 0; column < SIDE; column++) {
                int fromRow = row - down;
                int fromColumn = column - right;
                boolean inside = fromRow >= 0 && fromRow < SIDE && fromColumn >= 0 && fromColumn < SIDE;
                moved[row * SIDE + column] = inside ? picture.values()[fromRow * SIDE + fromColumn] : 0;
            }
        }
        return new Item(new Array.Bytes(picture.shape(), moved), item.target());
    }
}
