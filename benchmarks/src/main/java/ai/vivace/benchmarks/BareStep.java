package ai.vivace.benchmarks;

import ai.vivace.tensor.Engine;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.openblas.global.openblas_nolapack;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptions;
import org.bytedeco.pytorch.global.torch;

/**
 * The steps of {@link TrainStep} written directly on the engine's binding, without Vivace: the least that a step can cost from
 * Java. The optimizer is the engine's own class, or its fused step through the dispatcher, which Vivace uses too.
 *
 * <pre>
 * BareStep --model mlp|simplecnn|resnet18 [--optimizer fused|class] [--threads 1] [--batch N] [--steps N] [--warmup N]
 * </pre>
 */
public final class BareStep {
    private BareStep() {}

    public static void main(String[] arguments) throws IOException {
        // What Vivace does too, so that the difference is Vivace's own: no reading of the memory's size at every native
        // object,
        // and an allocator that keeps large blocks.
        System.setProperty("org.bytedeco.javacpp.maxPhysicalBytes", "0");
        System.setProperty("org.bytedeco.javacpp.maxBytes", "0");
        Options options = new Options(arguments);
        Workload workload = Workload.of(options.text("model", "mlp"));
        boolean fused = options.text("optimizer", "fused").equals("fused");
        int threads = options.number("threads", 1);
        int batch = options.number("batch", workload.batch);
        int steps = options.number("steps", workload.steps);
        int warmup = options.number("warmup", workload.warmup);
        torch.set_num_threads(threads);
        openblas_nolapack.blas_set_num_threads(threads);
        try (TensorOptions bytes = new TensorOptions(torch.ScalarType.Byte)) {
            torch.empty(new long[] {31L << 20}, bytes, null).close();
        }
        torch.manual_seed(42);
        StepClock clock = new StepClock(steps);
        run(workload, fused, batch, warmup, clock);
        Report.print(
                "bare_step" + (fused ? "" : " (class)"),
                "libtorch " + Engine.version() + ", called directly",
                options,
                clock.summary("step"));
    }

    private static void run(Workload workload, boolean fused, int batch, int warmup, StepClock clock) {
        long[] shape = workload.picture().prepend(batch).toArray();
        List<Tensor> inputs = new ArrayList<>();
        List<Tensor> targets = new ArrayList<>();
        for (int i = 0; i < workload.ready; i++) {
            inputs.add(torch.randn(shape));
            targets.add(torch.randint(Workload.CLASSES, new long[] {batch}).to(torch.ScalarType.Long));
        }
        BareNetwork network = BareNetwork.of(workload);
        Runnable optimizer = fused ? BareAdamW.fused(network.parameters()) : BareAdamW.ofClass(network.parameters());
        for (int i = -warmup; !clock.isFull(); i++) {
            int place = Math.floorMod(i, workload.ready);
            if (i >= 0) {
                clock.start();
            }
            try (PointerScope scope = new PointerScope()) {
                torch.cross_entropy_loss(network.forward(inputs.get(place)), targets.get(place))
                        .backward();
                optimizer.run();
                for (Tensor parameter : network.parameters()) {
                    parameter.mutable_grad().reset();
                }
            }
            if (i >= 0) {
                clock.stop();
            }
        }
    }
}
