package ai.vivace.benchmarks;

import ai.vivace.data.Array;
import ai.vivace.data.ArrayDataSet;
import ai.vivace.data.BatchStream;
import ai.vivace.data.Loader;
import ai.vivace.data.Preprocessing;
import ai.vivace.data.Task;
import ai.vivace.tensor.Engine;
import ai.vivace.tensor.Shape;
import ai.vivace.tensor.Tensor;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** What it costs to make one batch of 64 pictures of 28 x 28 bytes ready for the model. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class BatchPreparation {
    private static final int BATCH = 64;
    private static final int BATCHES = 50;
    private static final Shape PICTURE = Shape.of(1, 28, 28);

    /** Threads of the engine. */
    @Param({"1", "2"})
    public int threads = 1;

    private final Preprocessing preprocessing = new Preprocessing(PICTURE, 255, List.of(0.2860), List.of(0.3530));
    private Tensor raw = Tensor.zeros(Shape.of(1));
    private Loader loader = loader();

    /** Makes the data. */
    @Setup
    public void prepare() {
        Engine.threads(threads);
        raw = Tensor.of(new byte[BATCH * 28 * 28], PICTURE.prepend(BATCH));
        loader = loader();
    }

    private Loader loader() {
        int pictures = BATCH * BATCHES;
        ArrayDataSet data = ArrayDataSet.of(
                new Array.Bytes(PICTURE.prepend(pictures), new byte[pictures * 28 * 28]),
                new int[pictures],
                new Task.Classification(List.of("0", "1")));
        return Loader.of(data)
                .batchSize(BATCH)
                .shuffled(1)
                .preprocessing(preprocessing)
                .build();
    }

    /** From bytes to normalised floats. */
    @Benchmark
    public boolean preprocessing() {
        try (var scope = ai.vivace.tensor.Scope.open()) {
            return preprocessing.apply(raw).isClosed();
        }
    }

    /** From arrays in memory to a batch on the device. */
    @Benchmark
    @OperationsPerInvocation(BATCHES)
    public int wholeBatch() {
        int items = 0;
        boolean more = true;
        try (BatchStream stream = loader.epoch(0)) {
            while (more) {
                try (var scope = ai.vivace.tensor.Scope.open()) {
                    var batch = stream.next();
                    more = batch != null;
                    items += batch == null ? 0 : batch.size();
                }
            }
        }
        return items;
    }
}
