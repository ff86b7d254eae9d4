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
import ai.vivace.optim.OptimizerSettings;
import ai.vivace.tensor.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * How a small net is trained on few items; a method named like a component gives a recipe with that one changed.
 *
 * @param hidden units of each of the two hidden layers
 * @param dropout after each of them
 * @param norm whether batch norm follows each of their linear layers
 * @param optimizer with what it does to weights
 * @param smoothing of labels
 * @param shifts by how many pixels training pictures are moved at random, at most
 * @param callbacks made anew for each training
 */
record Recipe(
        int hidden,
        double dropout,
        Norm norm,
        OptimizerSettings optimizer,
        double smoothing,
        int shifts,
        Supplier<List<Callback>> callbacks) {
    /** Whether there is a norm layer. */
    enum Norm {
        NONE,
        BATCH
    }

    /** Nothing against overfitting. */
    static Recipe plain(int hidden) {
        return new Recipe(hidden, 0, Norm.NONE, adam(), 0, 0, List::of);
    }

    /** Without weight decay. */
    static Adam adam() {
        return Adam.standard().weightDecay(0);
    }

    Recipe dropout(double share) {
        return new Recipe(hidden, share, norm, optimizer, smoothing, shifts, callbacks);
    }

    Recipe batchNorm() {
        return new Recipe(hidden, dropout, Norm.BATCH, optimizer, smoothing, shifts, callbacks);
    }

    Recipe optimizer(OptimizerSettings settings) {
        return new Recipe(hidden, dropout, norm, settings, smoothing, shifts, callbacks);
    }

    Recipe smoothing(double share) {
        return new Recipe(hidden, dropout, norm, optimizer, share, shifts, callbacks);
    }

    Recipe shifts(int pixels) {
        return new Recipe(hidden, dropout, norm, optimizer, smoothing, pixels, callbacks);
    }

    Recipe callbacks(Supplier<List<Callback>> more) {
        return new Recipe(hidden, dropout, norm, optimizer, smoothing, shifts, more);
    }

    /** What happens to training pictures. */
    List<ItemTransform> augmentation() {
        return shifts == 0 ? List.of() : List.of((item, rng) -> shifted(item, rng, shifts));
    }

    Learner learner(TrainingData data, int classes, long seed) {
        return Learner.of(data, model(data, classes))
                .loss(CrossEntropy.standard().smoothing(smoothing))
                .optimizer(optimizer)
                .metrics(Metrics.accuracy(), Metrics.perplexity())
                .callbacks(callbacks.get().toArray(Callback[]::new))
                .seed(seed)
                .build();
    }

    private UnaryLayer model(TrainingData data, int classes) {
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
        layers.add(Linear.of(width, classes));
        return Sequential.of(layers.toArray(UnaryLayer[]::new));
    }

    /** A picture moved by up to so many pixels each way; what comes in from outside is background. */
    private static Item shifted(Item item, Rng rng, int most) {
        int down = rng.nextInt(2 * most + 1) - most;
        int right = rng.nextInt(2 * most + 1) - most;
        Shape shape = item.input().shape();
        int[] from = origins(shape, down, right);
        if (item.input() instanceof Array.Bytes picture) {
            byte[] moved = new byte[from.length];
            for (int i = 0; i < from.length; i++) {
                moved[i] = from[i] < 0 ? 0 : picture.values()[from[i]];
            }
            return new Item(new Array.Bytes(shape, moved), item.target());
        }
        float[] values = ((Array.Floats) item.input()).values();
        float[] moved = new float[from.length];
        for (int i = 0; i < from.length; i++) {
            moved[i] = from[i] < 0 ? 0 : values[from[i]];
        }
        return new Item(new Array.Floats(shape, moved), item.target());
    }

    /** Where each pixel of a moved picture comes from; −1 for outside. */
    private static int[] origins(Shape picture, int down, int right) {
        int height = (int) picture.size(1);
        int width = (int) picture.size(2);
        int[] from = new int[(int) picture.elements()];
        for (int i = 0; i < from.length; i++) {
            int row = i / width % height - down;
            int column = i % width - right;
            boolean inside = row >= 0 && row < height && column >= 0 && column < width;
            from[i] = inside ? i - down * width - right : -1;
        }
        return from;
    }
}
