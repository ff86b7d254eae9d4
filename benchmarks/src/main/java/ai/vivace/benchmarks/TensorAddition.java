package ai.vivace.benchmarks;

import ai.vivace.base.Rng;
import ai.vivace.tensor.Engine;
import ai.vivace.tensor.Shape;
import ai.vivace.tensor.Tensor;
import java.util.concurrent.TimeUnit;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.global.torch;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** What one operation on small tensors costs through {@link Tensor}, and on the engine's binding alone. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class TensorAddition {
    private Tensor own = Tensor.zeros(Shape.of(8));
    private org.bytedeco.pytorch.Tensor bare = torch.zeros(8);

    /** Makes the operands. */
    @Setup
    public void prepare() {
        Engine.threads(1);
        own = Tensor.randomNormal(Shape.of(8), Rng.of(1));
        bare = torch.randn(8);
    }

    /** Through Vivace, in a scope. */
    @Benchmark
    public boolean vivace() {
        try (var scope = ai.vivace.tensor.Scope.open()) {
            return own.add(own).isClosed();
        }
    }

    /** On the binding, in its own scope. */
    @Benchmark
    public boolean binding() {
        try (PointerScope scope = new PointerScope()) {
            return bare.add(bare).isNull();
        }
    }
}
