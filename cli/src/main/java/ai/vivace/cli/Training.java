package ai.vivace.cli;

import ai.vivace.data.Task;
import ai.vivace.data.TrainingData;
import ai.vivace.learn.Callback;
import ai.vivace.learn.Learner;
import ai.vivace.learn.LearnerBuilder;
import ai.vivace.metric.Metrics;
import ai.vivace.nn.UnaryLayer;
import ai.vivace.tensor.Device;
import ai.vivace.tensor.Shape;
import ai.vivace.vision.model.Architecture;
import ai.vivace.vision.model.Architectures;
import java.util.Optional;

/** What a run's settings lead to: the data, the network, and a learner of both. */
final class Training {
    /** With fewer items than this, an epoch is so short that many are affordable and needed. */
    private static final int SMALL = 10_000;

    private static final int EPOCHS_OF_SMALL = 20;
    private static final int EPOCHS_OF_LARGE = 5;
    private static final int EPOCHS_OF_FINE_TUNING = 5;

    private final RunSettings settings;
    private final TrainingData data;
    private final Architecture architecture;
    private final Device device;
    private final Optional<PretrainedBody> body;

    private Training(RunSettings settings, Device device, Console console) {
        this.settings = settings;
        this.device = device;
        this.architecture = Architectures.of(settings.architecture());
        this.body = settings.weights().map(source -> PretrainedBody.of(architecture, source, console));
        this.data = settings.data().load(settings.seed(), device, new Preparation(settings), console);
    }

    static Training of(RunSettings settings, Device device, Console console) {
        return new Training(settings, device, console);
    }

    TrainingData data() {
        return data;
    }

    Architecture architecture() {
        return architecture;
    }

    Shape inputShape() {
        return data.inputShape();
    }

    Task.Classification task() {
        if (data.task() instanceof Task.Classification classification) {
            return classification;
        }
        throw new IllegalStateException("Pictures have classes");
    }

    /** How many pictures there are to learn from; an epoch may leave out some that do not fill a batch. */
    int learned() {
        return data.training().dataSet().size();
    }

    int epochs() {
        int usual = learned() < SMALL ? EPOCHS_OF_SMALL : EPOCHS_OF_LARGE;
        return settings.epochs().orElse(body.isPresent() ? EPOCHS_OF_FINE_TUNING : usual);
    }

    private LearnerBuilder described() {
        if (body.isPresent()) {
            return body.get().learner(data).seed(settings.seed());
        }
        UnaryLayer network = architecture.build(inputShape(), task().labels().size());
        return settings.recipe().learner(data, network, settings.seed());
    }

    Learner learner(Callback... callbacks) {
        return described()
                .metrics(Metrics.accuracy(), Metrics.errorRate())
                .callbacks(callbacks)
                .device(device)
                .build();
    }
}
