package ai.vivace.vision.detect;

import ai.vivace.init.Initializer;
import ai.vivace.init.Initializers;
import ai.vivace.nn.Activation;
import ai.vivace.nn.Conv2d;
import ai.vivace.nn.GroupNorm;
import ai.vivace.nn.Layer;
import ai.vivace.nn.Sequential;
import ai.vivace.nn.UnaryLayer;
import java.util.ArrayList;
import java.util.List;

/** A part of a detector's head: 3x3 convolutions, one after the other, and those that say something of what comes out. */
final class Tower extends Layer {
    private static final double DEVIATION = 0.01;
    private static final long GROUPS = 32;

    private final UnaryLayer convolutions;

    private Tower(List<UnaryLayer> layers) {
        convolutions = child("conv", Sequential.of(layers.toArray(UnaryLayer[]::new)));
    }

    /** Convolutions with group norm and ReLU, as in FCOS: {@code conv.0}, {@code conv.1}, {@code conv.3}, …. */
    static Tower normed(long channels, int depth) {
        List<UnaryLayer> layers = new ArrayList<>();
        for (int i = 0; i < depth; i++) {
            layers.add(convolution(channels, channels, Initializers.zeros()));
            layers.add(GroupNorm.of(channels % GROUPS == 0 ? GROUPS : 1, channels));
            layers.add(Activation.relu());
        }
        return new Tower(layers);
    }

    /** Convolutions with ReLU, as in RetinaNet: {@code conv.0.0}, {@code conv.1.0}, …. */
    static Tower plain(long channels, int depth) {
        List<UnaryLayer> layers = new ArrayList<>();
        for (int i = 0; i < depth; i++) {
            layers.add(Sequential.of(convolution(channels, channels, Initializers.zeros()), Activation.relu()));
        }
        return new Tower(layers);
    }

    /** A 3x3 convolution whose weights start small. */
    static Conv2d convolution(long inputs, long outputs, Initializer bias) {
        return Conv2d.of(inputs, outputs, 3)
                .padding(1)
                .initializer(Initializers.normal(0, DEVIATION))
                .biasInitializer(bias)
                .build();
    }

    /** Registers a convolution that says something of what the tower gives. */
    Conv2d saying(String name, long inputs, long outputs, Initializer bias) {
        return child(name, convolution(inputs, outputs, bias));
    }

    UnaryLayer convolutions() {
        return convolutions;
    }
}
