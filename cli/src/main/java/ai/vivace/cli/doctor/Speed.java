package ai.vivace.cli.doctor;

import ai.vivace.base.Rng;
import ai.vivace.tensor.Engine;
import ai.vivace.tensor.Scope;
import ai.vivace.tensor.Shape;
import ai.vivace.tensor.Tensor;

/**
 * How fast the engine is here.
 *
 * @param oneThread 10^9 floating-point operations a second of a matrix product on one thread
 * @param allThreads the same on all threads
 * @param smallMicroseconds what an operation on four numbers takes
 */
record Speed(double oneThread, double allThreads, double smallMicroseconds) {
    private static final int SIZE = 512;
    private static final double OPERATIONS = 2.0 * SIZE * SIZE * SIZE;
    private static final long SHARE_NANOS = 150_000_000L;
    private static final int SMALL_REPEATS = 2_000;

    /** Measures for about half a second; the best of many short runs, so that other programs disturb little. */
    static Speed measure() {
        int threads = Engine.threads();
        try (var scope = Scope.open()) {
            Rng rng = Rng.of(42);
            Tensor left = Tensor.randomNormal(Shape.of(SIZE, SIZE), rng.split("left"));
            Tensor right = Tensor.randomNormal(Shape.of(SIZE, SIZE), rng.split("right"));
            Engine.threads(1);
            double one = OPERATIONS / best(() -> left.matmul(right));
            Engine.threads(threads);
            double all = threads == 1 ? one : OPERATIONS / best(() -> left.matmul(right));
            Tensor small = Tensor.of(1, 2, 3, 4);
            double micros = best(() -> addMany(small)) / SMALL_REPEATS / 1e3;
            return new Speed(one, all, micros);
        } finally {
            Engine.threads(threads);
        }
    }

    private static void addMany(Tensor small) {
        for (int i = 0; i < SMALL_REPEATS; i++) {
            small.add(small);
        }
    }

    /** The fewest nanoseconds that a piece of work took. */
    private static double best(Runnable work) {
        long end = System.nanoTime() + SHARE_NANOS;
        long best = Long.MAX_VALUE;
        do {
            long start = System.nanoTime();
            try (var scope = Scope.open()) {
                work.run();
            }
            best = Math.min(best, System.nanoTime() - start);
        } while (System.nanoTime() < end);
        return best;
    }
}
