package ai.vivace.cli;

import ai.vivace.data.Task;
import ai.vivace.data.TrainingData;
import ai.vivace.learn.Callback;
import ai.vivace.learn.Learner;
import ai.vivace.learn.LearnerBuilder;
import ai.vivace.metric.Metrics;
import ai.vivace.nn.UnaryLayer;
import ai.vivace.tensor.Device;
import ai.vivace.vision.Recipe;
import ai.vivace.vision.model.Architecture;
import ai.vivace.vision.model.Architectures;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A training that tells pictures apart. */
final class ClassTraining implements Training {
    /** With fewer items than this, an epoch is so short that many are affordable and needed. */
    private static final int SMALL = 10_000;

    private static final int EPOCHS_OF_SMALL = 20;
    private static final int EPOCHS_OF_LARGE = 5;
    private static final int EPOCHS_OF_FINE_TUNING = 3;

    /** Half of fastai's: a body whose norms keep their statistics bears less. */
    private static final double FINE_TUNING_RATE = 1e-3;

    private final RunSettings settings;
    private final TrainingData data;
    private final Architecture architecture;
    private final Device device;
    private final Optional<PretrainedBody> body;

    private ClassTraining(RunSettings settings, Device device, Console console) {
        this.settings = settings;
        this.device = device;
        this.architecture = Architectures.of(settings.architecture());
        this.body = settings.weights().map(source -> PretrainedBody.of(architecture, source, console));
        this.data = settings.data().load(settings.seed(), device, new Preparation(settings), console);
    }

    static ClassTraining of(RunSettings settings, Device device, Console console) {
        return new ClassTraining(settings, device, console);
    }

    @Override
    public TrainingData data() {
        return data;
    }

    @Override
    public String network() {
        return architecture.label();
    }

    @Override
    public String description() {
        return architecture.description();
    }

    /** The recipe, and what the user has changed of it. */
    @Override
    public String method() {
        List<String> words = new ArrayList<>(List.of(settings.recipe().description()));
        if (settings.mirror() == Recipe.Mirror.SAME) {
            words.add("half of the pictures mirrored");
        }
        if (settings.augmented()) {
            words.add("pictures changed as photos usually are");
        }
        if (words.size() == 1 && settings.recipe() == Recipe.PLAIN) {
            words.add("pictures as they are");
        }
        return settings.recipe().label() + ": " + String.join(", ", words);
    }

    private Task.Classification task() {
        if (data.task() instanceof Task.Classification classification) {
            return classification;
        }
        throw new IllegalStateException("Pictures have classes");
    }

    @Override
    public int epochs() {
        int usual = learned() < SMALL ? EPOCHS_OF_SMALL : EPOCHS_OF_LARGE;
        return settings.epochs().orElse(body.isPresent() ? EPOCHS_OF_FINE_TUNING : usual);
    }

    @Override
    public Optional<ChosenRate> usualRate() {
        return body.map(trained -> new ChosenRate(FINE_TUNING_RATE, "usual for fine-tuning", null));
    }

    @Override
    public void fit(Learner learner, double rate) {
        if (body.isPresent()) {
            learner.fineTune(epochs(), rate);
        } else {
            learner.fitOneCycle(epochs(), rate);
        }
    }

    @Override
    public TaskAnswers answers(Learner learner) {
        return ClassAnswers.of(data, settings.data(), learner.interpret());
    }

    private LearnerBuilder described() {
        if (body.isPresent()) {
            return body.get().learner(data).seed(settings.seed());
        }
        UnaryLayer network =
                architecture.build(data.inputShape(), task().labels().size());
        return settings.recipe().learner(data, network, settings.seed());
    }

    @Override
    public Learner learner(Callback... callbacks) {
        return described()
                .metrics(Metrics.accuracy(), Metrics.errorRate())
                .callbacks(callbacks)
                .device(device)
                .build();
    }
}
