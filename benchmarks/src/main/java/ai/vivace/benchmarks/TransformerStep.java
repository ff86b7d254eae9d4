package ai.vivace.benchmarks;

import ai.vivace.base.Rng;
import ai.vivace.loss.ChunkedCrossEntropy;
import ai.vivace.optim.AdamW;
import ai.vivace.optim.Optimizer;
import ai.vivace.tensor.Engine;
import ai.vivace.tensor.Scope;
import ai.vivace.tensor.Shape;
import ai.vivace.tensor.Tensor;
import ai.vivace.text.model.CausalTransformer;
import ai.vivace.text.model.DecoderConfiguration;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.global.torch;

/**
 * Times whole steps of nanoGPT (forward, cross-entropy, backward, AdamW) on ready batches of random tokens: by Vivace as its learner does, and by
 * calls of the engine written by hand. Both take turns in one process, so that the machine is the same for both. Options: {@code --width 128}, {@code
 * --layers 4}, {@code --heads 4}, {@code --context 64}, {@code --batch 12}, {@code --vocabulary 65}, {@code --threads 1}, {@code --steps
 * 300}, {@code --warmup 50}.
 */
public final class TransformerStep {
    private static final int READY = 10;

    private TransformerStep() {}

    /** Runs the program. */
    public static void main(String[] arguments) throws IOException {
        Options options = new Options(arguments);
        int width = options.number("width", 128);
        int layers = options.number("layers", 4);
        int heads = options.number("heads", 4);
        int context = options.number("context", 64);
        int vocabulary = options.number("vocabulary", 65);
        int batch = options.number("batch", 12);
        int steps = options.number("steps", 300);
        int warmup = options.number("warmup", 50);
        Engine.threads(options.number("threads", 1));
        List<Tensor> tokens = IntStream.range(0, READY)
                .mapToObj(i -> tokens(batch, context + 1, vocabulary, i))
                .toList();
        Turns own = new Turns();
        Turns other = new Turns();
        try (CausalTransformer model =
                        CausalTransformer.of(DecoderConfiguration.nanoGpt(vocabulary, width, layers, heads)
                                .context(context));
                Optimizer optimizer = AdamW.pytorch().build(model.parameters())) {
            model.initialize(Rng.of(42));
            model.deferHead();
            BareGpt bare = new BareGpt(vocabulary, context, width, layers, heads);
            Runnable fused = BareAdamW.fused(bare.parameters());
            List<org.bytedeco.pytorch.Tensor> inputs = bare(tokens, 0, context);
            List<org.bytedeco.pytorch.Tensor> targets = bare(tokens, 1, context);
            for (int i = -warmup; i < steps; i += READY) {
                boolean counts = i >= 0;
                own.take(counts, () -> {
                    for (Tensor both : tokens) {
                        step(model, optimizer, both, context);
                    }
                });
                other.take(counts, () -> {
                    for (int place = 0; place < READY; place++) {
                        step(bare, fused, inputs.get(place), targets.get(place));
                    }
                });
            }
        }
        Map<String, Object> figures = new LinkedHashMap<>();
        own.into(figures, "vivace");
        other.into(figures, "bare");
        Report.print("transformer-step", "libtorch " + Engine.version(), options, figures);
    }

    private static Tensor tokens(int rows, int length, int vocabulary, long seed) {
        Rng rng = Rng.of(seed);
        long[] numbers = IntStream.range(0, rows * length)
                .mapToLong(i -> rng.nextInt(vocabulary))
                .toArray();
        return Tensor.of(numbers, Shape.of(rows, length));
    }

    private static List<org.bytedeco.pytorch.Tensor> bare(List<Tensor> tokens, int from, int length) {
        return tokens.stream()
                .map(both ->
                        torch.tensor(both.narrow(1, from, length).toLongs()).reshape(both.size(0), length))
                .toList();
    }

    /** Milliseconds of a step, from turns of {@link #READY} steps. */
    private static final class Turns {
        private final List<Double> wall = new ArrayList<>();
        private double cpu;

        void take(boolean counts, Runnable turn) {
            long cpuBefore = StepClock.SYSTEM.getProcessCpuTime();
            long before = System.nanoTime();
            turn.run();
            if (counts) {
                wall.add((System.nanoTime() - before) / 1e6 / READY);
                cpu += (StepClock.SYSTEM.getProcessCpuTime() - cpuBefore) / 1e6 / READY;
            }
        }

        void into(Map<String, Object> figures, String name) {
            double[] sorted =
                    wall.stream().sorted().mapToDouble(Double::doubleValue).toArray();
            figures.put(name + "_wall_ms_median", StepClock.rounded(StepClock.median(sorted)));
            figures.put(name + "_wall_ms_min", StepClock.rounded(sorted[0]));
            figures.put(name + "_cpu_ms_mean", StepClock.rounded(cpu / sorted.length));
        }
    }

    private static void step(CausalTransformer model, Optimizer optimizer, Tensor both, long context) {
        try (Scope scope = Scope.open()) {
            Tensor features = model.apply(both.narrow(1, 0, context));
            ChunkedCrossEntropy.ofClasses(model.vocabulary())
                    .mean(features, model.headWeight(), model.headBias(), both.narrow(1, 1, context))
                    .backward();
            optimizer.step();
            optimizer.clearGradients();
        }
    }

    private static void step(
            BareGpt model, Runnable optimizer, org.bytedeco.pytorch.Tensor input, org.bytedeco.pytorch.Tensor target) {
        try (PointerScope scope = new PointerScope()) {
            torch.cross_entropy_loss(model.forward(input), target.reshape(-1)).backward();
            optimizer.run();
            for (org.bytedeco.pytorch.Tensor parameter : model.parameters()) {
                parameter.mutable_grad().reset();
            }
        }
    }
}
