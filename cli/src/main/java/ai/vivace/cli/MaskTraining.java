package ai.vivace.cli;

import ai.vivace.data.TrainingData;
import ai.vivace.learn.Callback;
import ai.vivace.learn.Learner;
import ai.vivace.nn.ParameterGroup;
import ai.vivace.nn.UnaryLayer;
import ai.vivace.tensor.Device;
import ai.vivace.vision.MaskFolder;
import ai.vivace.vision.model.Architectures;
import ai.vivace.vision.segment.DynamicUnet;
import ai.vivace.vision.segment.SegmentationLearner;
import ai.vivace.vision.segment.UNet;
import java.util.Optional;

/** A training that tells the pixels of pictures apart, on masks. */
final class MaskTraining implements Training {
    /** Details of a few pixels still count, and an epoch takes no longer than it must. */
    private static final int LONGEST_SIDE = 256;

    /** How many pictures are seen in all, where nothing is said: some ten minutes on two cores. */
    private static final int PICTURES = 1600;

    private static final int FEWEST_EPOCHS = 5;
    private static final int MOST_EPOCHS = 60;
    private static final long WIDTH = 16;
    private static final double DROPOUT = 0.2;

    private final RunSettings settings;
    private final TrainingData data;
    private final Optional<PretrainedBody> body;
    private final Device device;

    private MaskTraining(RunSettings settings, Device device, Console console) {
        this.settings = settings;
        this.device = device;
        body = settings.weights()
                .map(source -> PretrainedBody.of(Architectures.of(settings.architecture()), source, console));
        data = pictures(settings).load(device, console);
    }

    /** The pictures and masks that settings speak of. */
    static LabelledPictures pictures(RunSettings settings) {
        return LabelledPictures.of(
                settings, MaskFolder.at(LabelledPictures.path(settings)).classes(settings.classes()), LONGEST_SIDE);
    }

    static MaskTraining of(RunSettings settings, Device device, Console console) {
        return new MaskTraining(settings, device, console);
    }

    private boolean isPlain() {
        return settings.architecture().equals(PictureTask.SEGMENT.network());
    }

    @Override
    public TrainingData data() {
        return data;
    }

    @Override
    public String network() {
        return settings.architecture();
    }

    @Override
    public String description() {
        return isPlain()
                ? "U-Net with batch norm, " + WIDTH + " channels at its first level"
                : "U-Net over " + Architectures.of(settings.architecture()).description();
    }

    @Override
    public String method() {
        return "cross-entropy of pixels, Adam, pictures "
                + (settings.augmented() ? "changed as photos usually are, masks with them" : "as they are");
    }

    @Override
    public int epochs() {
        int usual = Math.max(FEWEST_EPOCHS, Math.min(MOST_EPOCHS, PICTURES / learned()));
        return settings.epochs().orElse(body.isPresent() ? Math.max(FEWEST_EPOCHS, usual / 2) : usual);
    }

    @Override
    public Optional<ChosenRate> usualRate() {
        return Optional.of(
                body.isPresent()
                        ? new ChosenRate(1e-3, "usual for fine-tuning a U-Net", null)
                        : isPlain()
                                ? new ChosenRate(5e-3, "usual for a U-Net with batch norm", null)
                                : new ChosenRate(1e-3, "usual for a U-Net over a body that learns from nothing", null));
    }

    @Override
    public Learner learner(Callback... callbacks) {
        return SegmentationLearner.of(data, model())
                .frozenNorms(body.isPresent() ? ParameterGroup.Norms.FROZEN : ParameterGroup.Norms.TRAINED)
                .seed(settings.seed())
                .callbacks(callbacks)
                .device(device)
                .build();
    }

    private UnaryLayer model() {
        int classes = data.task().labels().size();
        if (isPlain()) {
            return UNet.of(inputShape().size(0), classes)
                    .padded()
                    .batchNorm()
                    .width(WIDTH)
                    .dropout(DROPOUT)
                    .build();
        }
        UnaryLayer maps = body.isPresent()
                ? body.get().body(inputShape())
                : Architectures.of(settings.architecture()).body(inputShape());
        return DynamicUnet.of(maps, inputShape(), classes).build();
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
        return MaskAnswers.of(learner, settings.data());
    }
}
