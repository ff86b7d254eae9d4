package ai.vivace.benchmarks;

import ai.vivace.base.Rng;
import ai.vivace.data.Batch;
import ai.vivace.data.BatchTransform;
import ai.vivace.data.Preprocessing;
import ai.vivace.data.Task;
import ai.vivace.tensor.Engine;
import ai.vivace.tensor.Scope;
import ai.vivace.tensor.Shape;
import ai.vivace.tensor.Tensor;
import ai.vivace.vision.augment.Augment;
import ai.vivace.vision.augment.Flip;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.LongConsumer;
import java.util.stream.IntStream;

/**
 * Times changes of a batch of 64 coloured pictures of 224 x 224. Options: {@code --way} flip; standard, all of fastai's usual
 * augmentation; or pipeline, the same from bytes to normalised numbers; {@code --threads}, {@code --repetitions}.
 *
 * <p>CPU time of Java programs ticks in 10 ms, so that it is taken over blocks of batches.
 */
final class AugmentBatch {
    private static final int BATCH = 64;
    private static final Shape PICTURE = Shape.of(3, 224, 224);
    private static final int WARM_UPS = 20;
    private static final int BLOCK = 10;
    private static final Task TASK = new Task.Classification(List.of("a", "b"));

    private AugmentBatch() {}

    /** Runs the program. */
    public static void main(String[] arguments) {
        Options options = new Options(arguments);
        String way = options.text("way", "standard");
        Engine.threads(options.number("threads", 1));
        double[] milliseconds = new double[options.number("repetitions", 5)];
        options.read();
        LongConsumer step = step(way);
        for (int i = 0; i < WARM_UPS; i++) {
            step.accept(i);
        }
        for (int i = 0; i < milliseconds.length; i++) {
            long start = StepClock.SYSTEM.getProcessCpuTime();
            for (int k = 0; k < BLOCK; k++) {
                step.accept((long) i * BLOCK + k);
            }
            milliseconds[i] = (StepClock.SYSTEM.getProcessCpuTime() - start) / 1e6 / BLOCK;
        }
        Arrays.sort(milliseconds);
        System.out.printf(
                Locale.ROOT,
                "{\"by\": \"Vivace\", \"way\": \"%s\", \"threads\": %d, \"cpu_ms\": %.1f, \"least_cpu_ms\": %.1f}%n",
                way,
                Engine.threads(),
                milliseconds[milliseconds.length / 2],
                milliseconds[0]);
    }

    private static LongConsumer step(String way) {
        int[] items = IntStream.range(0, BATCH).toArray();
        Tensor target = Tensor.of(new long[BATCH], Shape.of(BATCH));
        BatchTransform change = Map.<String, BatchTransform>of(
                        "flip", Flip.standard(), "standard", Augment.standard(), "pipeline", Augment.standard())
                .get(way);
        if (change == null) {
            throw new IllegalArgumentException("There is no way " + way + ".");
        }
        if (!way.equals("pipeline")) {
            Tensor pictures = Tensor.randomUniform(PICTURE.prepend(BATCH), Rng.of(1));
            return seed -> {
                try (Scope scope = Scope.open()) {
                    change.apply(new Batch(pictures, target, items), TASK, Rng.of(seed));
                }
            };
        }
        Preprocessing preprocessing =
                new Preprocessing(PICTURE, 255, List.of(0.485, 0.456, 0.406), List.of(0.229, 0.224, 0.225));
        byte[] bytes = new byte[(int) (BATCH * PICTURE.elements())];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) (i * 31 % 251);
        }
        Tensor raw = Tensor.of(bytes, PICTURE.prepend(BATCH));
        return seed -> {
            try (Scope scope = Scope.open()) {
                Batch batch = new Batch(preprocessing.scaled(raw), target, items);
                preprocessing.normalised(change.apply(batch, TASK, Rng.of(seed)).input());
            }
        };
    }
}
