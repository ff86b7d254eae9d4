package ai.vivace.cli;

import ai.vivace.data.Task;
import ai.vivace.data.TrainingData;
import ai.vivace.learn.Callback;
import ai.vivace.learn.Learner;
import ai.vivace.metric.Metrics;
import ai.vivace.nn.UnaryLayer;
import ai.vivace.tensor.Device;
import ai.vivace.tensor.Shape;
import ai.vivace.vision.model.Architecture;
import ai.vivace.vision.model.Architectures;

/** What a run's settings lead to: the data, the network, and a learner of both. */
final class Training {
    /** With fewer items than this, an epoch is so short that many are affordable and needed. */
    private static final int SMALL = 10_000;

    private static final int EPOCHS_OF_SMALL = 20;
    private static final int EPOCHS_OF_LARGE = 5;

    private final RunSettings settings;
    private final TrainingData data;
    private final Architecture architecture;
    private final Device device;

    private Training(RunSettings settings, Device device, Console console) {
        this.settings = settings;
        this.device = device;
        this.architecture = Architectures.of(settings.architecture());
        this.data = settings.data()
                .load(
                        settings.seed(),
                        device,
                        picture -> settings.recipe().augmentation(picture, settings.mirror()),
                        console);
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
        return settings.epochs().orElse(learned() < SMALL ? EPOCHS_OF_SMALL : EPOCHS_OF_LARGE);
    }

    Learner learner(Callback... callbacks) {
        UnaryLayer network = architecture.build(inputShape(), task().labels().size());
        return settings.recipe()
                .learner(data, network, settings.seed())
                .metrics(Metrics.accuracy(), Metrics.errorRate())
                .callbacks(callbacks)
                .device(device)
                .build();
    }
}
