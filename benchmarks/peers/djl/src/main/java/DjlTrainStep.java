import ai.djl.Device;
import ai.djl.Model;
import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import ai.djl.nn.Block;
import ai.djl.nn.Blocks;
import ai.djl.nn.SequentialBlock;
import ai.djl.nn.convolutional.Conv2d;
import ai.djl.nn.core.Linear;
import ai.djl.nn.norm.BatchNorm;
import ai.djl.nn.pooling.Pool;
import ai.djl.training.DefaultTrainingConfig;
import ai.djl.training.GradientCollector;
import ai.djl.training.Trainer;
import ai.djl.training.loss.Loss;
import ai.djl.training.optimizer.Optimizer;
import ai.djl.training.tracker.Tracker;
import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Times whole training steps of DJL (forward, cross-entropy, backward, AdamW) on ready random batches.
 *
 * <pre>
 * DJL_OFFLINE=true OMP_WAIT_POLICY=passive java -jar target/peers-djl.jar [--model mlp|simplecnn] [--batch 64] [--threads 1] [--steps N] [--warmup N]
 * </pre>
 *
 * One JSON line. The JDK's process-CPU clock ticks in 10 ms, so CPU time is taken over ten blocks of steps, wall time over each step.
 */
public final class DjlTrainStep {
    private static final int READY = 32;
    private static final int BLOCKS = 10;
    private static final OperatingSystemMXBean SYSTEM = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

    public static void main(String[] args) throws IOException {
        Map<String, String> options = new HashMap<>();
        for (int i = 0; i + 1 < args.length; i += 2) {
            options.put(args[i].substring(2), args[i + 1]);
        }
        String modelName = options.getOrDefault("model", "mlp");
        boolean isMlp = modelName.equals("mlp");
        int batch = Integer.parseInt(options.getOrDefault("batch", "64"));
        String threads = options.getOrDefault("threads", "1");
        int steps = Integer.parseInt(options.getOrDefault("steps", isMlp ? "2000" : "300"));
        int warmup = Integer.parseInt(options.getOrDefault("warmup", "200"));
        long seed = 42;
        System.setProperty("ai.djl.pytorch.num_threads", threads);
        System.setProperty("ai.djl.pytorch.num_interop_threads", threads);

        Shape shape = isMlp ? new Shape(batch, 784) : new Shape(batch, 1, 28, 28);
        DefaultTrainingConfig config = new DefaultTrainingConfig(Loss.softmaxCrossEntropyLoss())
                .optDevices(new Device[] {Device.cpu()})
                .optOptimizer(Optimizer.adamW().optLearningRateTracker(Tracker.fixed(1e-3f)).build());
        try (Model model = Model.newInstance(modelName, "PyTorch")) {
            Engine engine = Engine.getEngine("PyTorch");
            engine.setRandomSeed((int) seed);
            model.setBlock(isMlp ? mlp() : simpleCnn());
            try (Trainer trainer = model.newTrainer(config)) {
                trainer.initialize(shape);
                NDManager manager = trainer.getManager();
                List<NDArray> inputs = new ArrayList<>();
                List<NDArray> labels = new ArrayList<>();
                for (int i = 0; i < READY; i++) {
                    inputs.add(manager.randomNormal(shape));
                    labels.add(manager.randomInteger(0, 10, new Shape(batch), DataType.INT64));
                }
                for (int i = 0; i < warmup; i++) {
                    step(trainer, inputs.get(i % READY), labels.get(i % READY));
                }
                double[] wall = new double[steps];
                double[] cpu = new double[BLOCKS];
                for (int block = 0; block < BLOCKS; block++) {
                    int from = steps * block / BLOCKS;
                    int to = steps * (block + 1) / BLOCKS;
                    long cpuBefore = SYSTEM.getProcessCpuTime();
                    for (int i = from; i < to; i++) {
                        long before = System.nanoTime();
                        step(trainer, inputs.get(i % READY), labels.get(i % READY));
                        wall[i] = (System.nanoTime() - before) / 1e6;
                    }
                    cpu[block] = (SYSTEM.getProcessCpuTime() - cpuBefore) / 1e6 / (to - from);
                }
                float loss;
                try (NDManager scope = manager.newSubManager()) { // proof that it learns; not timed
                    scope.tempAttachAll(inputs.get(0), labels.get(0));
                    NDList output = trainer.evaluate(new NDList(inputs.get(0)));
                    loss = trainer.getLoss().evaluate(new NDList(labels.get(0)), output).getFloat();
                }
                double cpuMean = Arrays.stream(cpu).average().orElse(Double.NaN);
                Arrays.sort(wall);
                Arrays.sort(cpu);
                System.out.printf(
                        Locale.ROOT,
                        "{\"program\": \"djl_train_step\", \"engine\": \"djl %s, libtorch %s\", \"threads\": %s, \"seed\": %d, \"model\": \"%s\", \"batch\": %d, "
                                + "\"steps\": %d, \"warmup\": %d, \"optimizer\": \"adamw\", \"loss\": %.6f, \"step_wall_ms_median\": %.4f, \"step_wall_ms_min\": %.4f, "
                                + "\"step_cpu_ms_median\": %.4f, \"step_cpu_ms_min\": %.4f, \"step_cpu_ms_mean\": %.4f, \"cpu_blocks\": %d, "
                                + "\"program_wall_s\": %.3f, \"program_cpu_s\": %.3f, \"peak_rss_mb\": %.1f, \"load1\": %.2f}%n",
                        Engine.getDjlVersion(), engine.getVersion(), threads, seed, modelName, batch, steps, warmup, loss, wall[steps / 2], wall[0],
                        (cpu[(BLOCKS - 1) / 2] + cpu[BLOCKS / 2]) / 2, cpu[0], cpuMean, BLOCKS,
                        ManagementFactory.getRuntimeMXBean().getUptime() / 1e3, SYSTEM.getProcessCpuTime() / 1e9, peakRss(), SYSTEM.getSystemLoadAverage());
            }
        }
    }

    /** One step in DJL's way: everything made in it belongs to a manager that is closed at its end; AdamW clears the gradients. */
    private static void step(Trainer trainer, NDArray input, NDArray label) {
        try (NDManager scope = trainer.getManager().newSubManager()) {
            scope.tempAttachAll(input, label); // back to the trainer's manager when the scope closes
            try (GradientCollector collector = trainer.newGradientCollector()) {
                NDList output = trainer.forward(new NDList(input));
                collector.backward(trainer.getLoss().evaluate(new NDList(label), output));
            }
            trainer.step();
        }
    }

    private static Block mlp() {
        return new SequentialBlock()
                .add(Blocks.batchFlattenBlock(784))
                .add(Linear.builder().setUnits(128).build())
                .add(Activation::relu)
                .add(Linear.builder().setUnits(10).build());
    }

    private static Block simpleCnn() {
        SequentialBlock block = new SequentialBlock();
        for (int channels : new int[] {16, 32, 64, 128}) {
            block.add(Conv2d.builder()
                            .setKernelShape(new Shape(3, 3))
                            .setFilters(channels)
                            .optStride(new Shape(2, 2))
                            .optPadding(new Shape(1, 1))
                            .optBias(false)
                            .build())
                    .add(BatchNorm.builder().build())
                    .add(Activation::relu);
        }
        return block.add(Pool.globalAvgPool2dBlock()).add(Linear.builder().setUnits(10).build());
    }

    private static double peakRss() throws IOException {
        for (String line : Files.readAllLines(Path.of("/proc/self/status"))) {
            if (line.startsWith("VmHWM:")) {
                return Long.parseLong(line.replaceAll("\\D", "")) / 1024.0;
            }
        }
        return Double.NaN;
    }

    private DjlTrainStep() {}
}
