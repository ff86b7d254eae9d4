package ai.vivace.benchmarks;

import ai.vivace.base.Rng;
import ai.vivace.nn.UnaryLayer;
import ai.vivace.tensor.Shape;
import ai.vivace.vision.model.Architectures;
import java.util.Locale;

/** A network and the batches it is timed on: the same as in the other programs. */
enum Workload {
    MLP("mlp", 1, 28, 64, 200, 6000, 32),
    SIMPLECNN("cnn", 1, 28, 64, 50, 400, 32),
    RESNET18("resnet18", 3, 64, 32, 3, 15, 4);

    static final int CLASSES = 10;

    private final String architecture;
    private final int channels;
    private final int side;
    final int batch;
    final int warmup;
    final int steps;
    final int ready;

    Workload(String architecture, int channels, int side, int batch, int warmup, int steps, int ready) {
        this.architecture = architecture;
        this.channels = channels;
        this.side = side;
        this.batch = batch;
        this.warmup = warmup;
        this.steps = steps;
        this.ready = ready;
    }

    static Workload of(String name) {
        return valueOf(name.toUpperCase(Locale.ROOT));
    }

    Shape picture() {
        return Shape.of(channels, side, side);
    }

    UnaryLayer network() {
        return Architectures.of(architecture).build(picture(), CLASSES);
    }

    /** Normal numbers for so many pictures. */
    float[] pixels(int pictures) {
        Rng rng = Rng.of(42).split("pixels");
        float[] values = new float[Math.toIntExact(pictures * picture().elements())];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) rng.nextGaussian();
        }
        return values;
    }

    /** Class numbers for so many pictures. */
    static long[] classes(int pictures) {
        Rng rng = Rng.of(42).split("classes");
        long[] values = new long[pictures];
        for (int i = 0; i < values.length; i++) {
            values[i] = rng.nextInt(CLASSES);
        }
        return values;
    }
}
