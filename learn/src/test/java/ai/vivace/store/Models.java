package ai.vivace.store;

import ai.vivace.base.Rng;
import ai.vivace.data.Array;
import ai.vivace.data.Preprocessing;
import ai.vivace.data.Task;
import ai.vivace.nn.Activation;
import ai.vivace.nn.BatchNorm2d;
import ai.vivace.nn.Conv2d;
import ai.vivace.nn.Dropout;
import ai.vivace.nn.Flatten;
import ai.vivace.nn.Linear;
import ai.vivace.nn.Sequential;
import ai.vivace.nn.UnaryLayer;
import ai.vivace.tensor.Shape;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Small models for these tests. */
final class Models {
    static final Shape PICTURE = Shape.of(3, 8, 8);
    static final List<String> LABELS = List.of("cat", "größer", "C:\\dog/bird");

    private Models() {}

    static UnaryLayer layers() {
        Sequential layers = Sequential.of(
                Conv2d.of(3, 4, 3).padding(1).build(),
                BatchNorm2d.of(4),
                Activation.relu(),
                Flatten.of(),
                Dropout.of(0.5),
                Linear.of(4 * 8 * 8, 3));
        layers.initialize(Rng.of(3));
        return layers;
    }

    static ExportedModel pictures() {
        return new ExportedModel(
                layers(),
                new Preprocessing(PICTURE, 255, List.of(0.485, 0.456, 0.406), List.of(0.229, 0.224, 0.225)),
                new Task.Classification(LABELS),
                new InputFormat.Pictures(3, 8, 8, InputFormat.Resize.CROP),
                Provenance.of(42, Instant.parse("2026-01-31T12:00:00Z"))
                        .settings(Map.of("epochs", "3", "path", "C:\\pets"))
                        .metrics(Map.of("accuracy", 0.9, "loss", Double.NaN, "perplexity", Double.POSITIVE_INFINITY)));
    }

    static ExportedModel numbers() {
        Linear layer = Linear.of(2, 1);
        layer.initialize(Rng.of(4));
        return new ExportedModel(
                layer,
                Preprocessing.none(Shape.of(2)),
                new Task.Regression(1),
                new InputFormat.Numbers(),
                Provenance.of(1, Instant.EPOCH));
    }

    static Array picture(int number) {
        Rng rng = Rng.of(5).split(number);
        byte[] bytes = new byte[(int) PICTURE.elements()];
        rng.nextBytes(bytes);
        return new Array.Bytes(PICTURE, bytes);
    }
}
