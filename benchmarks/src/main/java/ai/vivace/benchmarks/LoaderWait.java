package ai.vivace.benchmarks;

import ai.vivace.data.Batch;
import ai.vivace.data.BatchStream;
import ai.vivace.data.TrainingData;
import ai.vivace.loss.CrossEntropy;
import ai.vivace.nn.UnaryLayer;
import ai.vivace.optim.AdamW;
import ai.vivace.optim.Optimizer;
import ai.vivace.tensor.Engine;
import ai.vivace.tensor.Scope;
import ai.vivace.vision.ImageFolder;
import ai.vivace.vision.Label;
import ai.vivace.vision.augment.Augment;
import ai.vivace.vision.model.Architectures;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Trains a network on JPEG files in folders by class, and says which share of the time the training waits for the loader.
 *
 * <pre>
 * LoaderWait --folder FOLDER [--arch resnet18] [--size 64] [--batch 64] [--epochs 3] [--threads 2]
 * </pre>
 */
public final class LoaderWait {
    private LoaderWait() {}

    public static void main(String[] arguments) throws IOException {
        Options options = new Options(arguments);
        Path folder = Path.of(options.unreported("folder", "."));
        String name = options.text("arch", "resnet18");
        int size = options.number("size", 64);
        int batch = options.number("batch", 64);
        int epochs = options.number("epochs", 3);
        int threads = options.number("threads", 2);
        Engine.threads(threads);
        TrainingData data = ImageFolder.at(folder)
                .labels(Label.parentFolder())
                .resize(size)
                .augment(Augment.standard())
                .batch(batch)
                .workers(threads)
                .load();
        int classes = data.task().labels().size();
        Map<String, Object> figures = new LinkedHashMap<>();
        try (UnaryLayer model = Architectures.of(name).build(data.inputShape(), classes);
                Optimizer optimizer = AdamW.pytorch().build(model.parameters())) {
            for (int epoch = 0; epoch < epochs; epoch++) {
                long start = System.nanoTime();
                long waited = epoch(data, epoch, model, optimizer);
                double seconds = (System.nanoTime() - start) / 1e9;
                figures.put("epoch_" + epoch + "_s", StepClock.rounded(seconds));
                figures.put("epoch_" + epoch + "_wait_percent", StepClock.rounded(waited / 1e7 / seconds));
            }
        }
        Report.print("loader_wait", "libtorch " + Engine.version(), options, figures);
    }

    private static long epoch(TrainingData data, int epoch, UnaryLayer model, Optimizer optimizer) {
        CrossEntropy loss = CrossEntropy.standard();
        try (BatchStream stream = data.training().epoch(epoch)) {
            for (boolean more = true; more; ) {
                more = step(stream, model, optimizer, loss);
            }
            return stream.waitedNanos();
        }
    }

    private static boolean step(BatchStream stream, UnaryLayer model, Optimizer optimizer, CrossEntropy loss) {
        try (Scope scope = Scope.open()) {
            Batch batch = stream.next();
            if (batch == null) {
                return false;
            }
            loss.mean(model.apply(batch.input()), batch.target()).backward();
            optimizer.step();
            optimizer.clearGradients();
            return true;
        }
    }
}
