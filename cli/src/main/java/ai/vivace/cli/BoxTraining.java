package ai.vivace.cli;

import ai.vivace.data.TrainingData;
import ai.vivace.learn.Callback;
import ai.vivace.learn.Learner;
import ai.vivace.nn.UnaryLayer;
import ai.vivace.schedule.Rates;
import ai.vivace.tensor.Device;
import ai.vivace.vision.BoxFolder;
import ai.vivace.vision.detect.DetectionLearner;
import ai.vivace.vision.detect.Detector;
import ai.vivace.vision.model.Architecture;
import ai.vivace.vision.model.Architectures;
import java.util.Optional;

/** A training that finds things in pictures, on boxes around them. */
final class BoxTraining implements Training {
    private static final int LONGEST_SIDE = 320;

    /** How many pictures are seen in all, where nothing is said. */
    private static final int PICTURES = 5000;

    private static final int FEWEST_EPOCHS = 5;
    private static final int MOST_EPOCHS = 60;
    private static final long CHANNELS = 64;
    private static final int DEPTH = 2;

    /** A trained body learns so many times slower than what is new. */
    private static final double SLOWER = 10;

    private final RunSettings settings;
    private final TrainingData data;
    private final Architecture architecture;
    private final Optional<PretrainedBody> body;
    private final Device device;

    private BoxTraining(RunSettings settings, Device device, Console console) {
        this.settings = settings;
        this.device = device;
        architecture = Architectures.of(settings.architecture());
        body = settings.weights().map(source -> PretrainedBody.of(architecture, source, console));
        data = pictures(settings).load(device, console);
    }

    /** The pictures and boxes that settings speak of. */
    static LabelledPictures pictures(RunSettings settings) {
        return LabelledPictures.of(settings, BoxFolder.at(LabelledPictures.path(settings)), LONGEST_SIDE);
    }

    static BoxTraining of(RunSettings settings, Device device, Console console) {
        return new BoxTraining(settings, device, console);
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
        return "detector without anchors (FCOS) over " + architecture.description();
    }

    @Override
    public String method() {
        return "focal loss of kinds, overlap of boxes, Adam, pictures "
                + (settings.augmented() ? "mirrored, zoomed, lighter and darker, boxes with them" : "as they are");
    }

    @Override
    public int epochs() {
        return settings.epochs().orElse(Math.max(FEWEST_EPOCHS, Math.min(MOST_EPOCHS, PICTURES / learned())));
    }

    @Override
    public Optional<ChosenRate> usualRate() {
        return Optional.of(
                body.isPresent()
                        ? new ChosenRate(3e-3, "usual for a detector on a trained body, which gets a tenth", null)
                        : new ChosenRate(1e-3, "usual for a detector that learns from nothing", null));
    }

    @Override
    public Learner learner(Callback... callbacks) {
        UnaryLayer maps = body.isPresent() ? body.get().body(inputShape()) : architecture.body(inputShape());
        Detector detector = Detector.of(maps, inputShape(), data.task().labels().size())
                .channels(CHANNELS)
                .depth(DEPTH)
                .withoutExtraMaps()
                .build();
        return DetectionLearner.of(data, detector)
                .seed(settings.seed())
                .callbacks(callbacks)
                .device(device)
                .build();
    }

    @Override
    public void fit(Learner learner, double rate) {
        learner.fitOneCycle(epochs(), body.isPresent() ? Rates.spread(rate / SLOWER, rate) : Rates.of(rate));
    }

    @Override
    public TaskAnswers answers(Learner learner) {
        return BoxAnswers.of(learner, settings.data());
    }
}
