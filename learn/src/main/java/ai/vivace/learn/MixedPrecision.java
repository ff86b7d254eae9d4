package ai.vivace.learn;

import ai.vivace.base.Rng;
import ai.vivace.tensor.Autocast;
import ai.vivace.tensor.Device;
import ai.vivace.tensor.Scope;
import ai.vivace.tensor.Shape;
import ai.vivace.tensor.Tensor;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs the forward pass in bfloat16; parameters, gradients and the loss stay float32, so no loss scaling is needed.
 *
 * <p>It helps on GPUs and on processors with bfloat16 units. Elsewhere it costs time: before the first batch a small matrix
 * product is timed both ways, and where bfloat16 is slower the log says so; training runs as asked in either case.
 */
public final class MixedPrecision implements Callback {
    private static final Logger log = LoggerFactory.getLogger(MixedPrecision.class);
    private static final int PROBE_SIZE = 512;
    private static final int PROBE_REPEATS = 5;

    private @Nullable Autocast open;

    private MixedPrecision() {}

    public static MixedPrecision bfloat16() {
        return new MixedPrecision();
    }

    @Override
    public Phase phase() {
        return Phase.COMPUTE;
    }

    @Override
    public void beforeFit(FitContext fit) {
        Device device = fit.learner().device();
        double ratio = bfloat16Time(device) / float32Time();
        if (device.equals(Device.CPU) && ratio > 1) {
            log.warn(
                    "This processor multiplies bfloat16 matrices {} times slower than float32 ones:"
                            + " mixed precision will not speed up training here.",
                    Math.round(ratio * 10) / 10.0);
        }
    }

    @Override
    public Signal beforeBatch(BatchContext batch) {
        begin(batch.fit());
        return Signal.CONTINUE;
    }

    @Override
    public Signal afterLoss(BatchContext batch) {
        end();
        return Signal.CONTINUE;
    }

    @Override
    public Signal afterBatch(BatchContext batch) {
        end();
        return Signal.CONTINUE;
    }

    @Override
    public void beforeValidation(FitContext fit) {
        begin(fit);
    }

    @Override
    public void afterValidation(FitContext fit) {
        end();
    }

    @Override
    public void close(FitContext fit) {
        end();
    }

    private void begin(FitContext fit) {
        end();
        open = Autocast.bfloat16(fit.learner().device());
    }

    private void end() {
        if (open != null) {
            open.close();
            open = null;
        }
    }

    private static double bfloat16Time(Device device) {
        try (var autocast = Autocast.bfloat16(device)) {
            return float32Time();
        }
    }

    /** The best time of a product of float32 matrices, in nanoseconds; under autocast they are cast first, as in training. */
    private static double float32Time() {
        try (var scope = Scope.open()) {
            Tensor matrix = Tensor.randomNormal(Shape.of(PROBE_SIZE, PROBE_SIZE), Rng.of(0));
            double best = Double.POSITIVE_INFINITY;
            for (int i = 0; i < PROBE_REPEATS; i++) {
                long start = System.nanoTime();
                matrix.matmul(matrix);
                best = Math.min(best, (double) (System.nanoTime() - start));
            }
            return best;
        }
    }
}
