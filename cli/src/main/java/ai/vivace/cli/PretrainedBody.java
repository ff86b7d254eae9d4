package ai.vivace.cli;

import ai.vivace.data.TrainingData;
import ai.vivace.learn.LearnerBuilder;
import ai.vivace.nn.BatchNorm;
import ai.vivace.nn.Sequential;
import ai.vivace.store.WeightCache;
import ai.vivace.store.WeightFile;
import ai.vivace.store.WeightSource;
import ai.vivace.tensor.Scope;
import ai.vivace.tensor.Shape;
import ai.vivace.vision.VisionLearner;
import ai.vivace.vision.model.Architecture;
import ai.vivace.vision.model.PretrainedWeights;
import java.nio.file.Path;
import java.util.OptionalLong;

/**
 * The body of a network with what it has learnt elsewhere.
 *
 * @param architecture of the network
 * @param file of weights, which is there
 */
record PretrainedBody(Architecture architecture, Path file) {
    private static final int MEGABYTE = 1 << 20;

    /** Loads weights from the web unless they are there already; says how far it is on a terminal. */
    static PretrainedBody of(Architecture architecture, WeightSource source, Console console) {
        try {
            return new PretrainedBody(
                    architecture,
                    WeightCache.standard().fetch(source, (loaded, total) -> console.live(progress(loaded, total))));
        } finally {
            console.clearLive();
        }
    }

    private static String progress(long loaded, OptionalLong total) {
        String end = total.isPresent() ? " of " + total.getAsLong() / MEGABYTE : "";
        return "loading weights:  " + loaded / MEGABYTE + end + " MB";
    }

    /**
     * The body alone, for networks that are built over one. Its norms keep their statistics: batches of large pictures are small.
     *
     * @param picture the shape of one picture: [channels, height, width]
     */
    Sequential body(Shape picture) {
        Sequential body = architecture.body(picture);
        try (Scope scope = Scope.open();
                WeightFile weights = WeightFile.read(file)) {
            PretrainedWeights.loadBody(architecture, body, weights.tensors());
        }
        BatchNorm.fixStatistics(body);
        return body;
    }

    /** A learner of the body under a new head. */
    LearnerBuilder learner(TrainingData data) {
        try (WeightFile weights = WeightFile.read(file)) {
            return VisionLearner.of(data, architecture, weights.tensors());
        }
    }
}
