package ai.vivace.learn;

import ai.vivace.base.Rng;
import ai.vivace.tensor.Autocast;
import ai.vivace.tensor.Device;
import ai.vivace.tensor.Scope;
import ai.vivace.tensor.Shape;
import ai.vivace.tensor.Tensor;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs the model in bfloat16, in training and in the validation passes of a fit; parameters, gradients, outputs and the loss stay
 * float32. As bfloat16 has the range of float32, no loss scaling is needed.
 *
 * <p>It helps on GPUs and on processors with bfloat16 units. Elsewhere it costs time: before the first fit on a processor a small
 * matrix product is timed both ways, and where bfloat16 is slower the log says so; training runs as asked in either case.
 */
public final class MixedPrecision implements Callback {
    private static final Logger log = LoggerFactory.getLogger(MixedPrecision.class);
    private static final int PROBE_SIZE = 512;
    private static final int PROBE_REPEATS = 5;

    /** Below this, slower is within what timing can tell. */
    private static final double WORTH_A_WORD = 1.1;

    private @Nullable Autocast open;
    private boolean timed;

    private MixedPrecision() {}

    /** Products and convolutions in bfloat16, what needs digits or range in float32. */
    public static MixedPrecision bfloat16() {
        return new MixedPrecision();
    }

    @Override
    public Phase phase() {
        return Phase.COMPUTE;
    }

    @Override
    public void beforeFit(FitContext fit) {
        if (timed || !fit.learner().device().equals(Device.CPU)) {
            return;
        }
        timed = true;
        warning(bfloat16Time(), float32Time()).ifPresent(log::warn);
    }

    /** What is to be said of a product's times in both precisions. */
    static Optional<String> warning(double bfloat16, double float32) {
        double ratio = bfloat16 / float32;
        return ratio > WORTH_A_WORD
                ? Optional.of("This processor takes " + Math.round(ratio * 10) / 10.0
                        + " times as long for bfloat16 matrices as for float32 ones:"
                        + " mixed precision will not speed up training here.")
                : Optional.empty();
    }

    @Override
    public Signal beforeBatch(BatchContext batch) {
        Device device = batch.fit().learner().device();
        batch.around(forward -> input -> {
            try (var autocast = Autocast.bfloat16(device)) {
                return Inference.full(forward.of(input));
            }
        });
        return Signal.CONTINUE;
    }

    @Override
    public void beforeValidation(FitContext fit) {
        end();
        open = Autocast.bfloat16(fit.learner().device());
    }

    @Override
    public void afterValidation(FitContext fit) {
        end();
    }

    @Override
    public void close(FitContext fit) {
        end();
    }

    private void end() {
        if (open != null) {
            open.close();
            open = null;
        }
    }

    private static double bfloat16Time() {
        try (var autocast = Autocast.bfloat16(Device.CPU)) {
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
