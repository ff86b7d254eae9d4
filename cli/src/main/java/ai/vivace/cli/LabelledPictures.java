package ai.vivace.cli;

import ai.vivace.base.InputException;
import ai.vivace.data.Preprocessing;
import ai.vivace.data.Split;
import ai.vivace.data.TrainingData;
import ai.vivace.tensor.Device;
import ai.vivace.vision.Label;
import ai.vivace.vision.PictureListing;
import ai.vivace.vision.PictureSource;
import ai.vivace.vision.model.Architectures;
import ai.vivace.vision.model.ChannelStatistics;
import ai.vivace.vision.picture.Fit;
import ai.vivace.vision.picture.PictureCache;
import ai.vivace.vision.picture.PictureForm;
import ai.vivace.vision.picture.PictureSample;
import ai.vivace.vision.picture.Size;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Pictures of a folder with masks or boxes, brought to one size: that keeps their form where they have one, and is a square where they have
 * several.
 *
 * @param settings of the run
 * @param listing the pictures and what is known of them
 * @param longest how long the longer side of inputs is at most, unless the settings say what they are
 */
record LabelledPictures(RunSettings settings, PictureListing listing, int longest) {
    /** Sides that are a multiple of this halve five times without a rest. */
    private static final int STEP = 32;

    static LabelledPictures of(RunSettings settings, Label label, int longest) {
        return new LabelledPictures(settings, label.list(path(settings)), longest);
    }

    /**
     * The data's folder.
     *
     * @throws InputException when the run is about the digits, which have classes only
     */
    static Path path(RunSettings settings) {
        Path path = settings.data().path();
        if (path == null) {
            throw new InputException("--task " + settings.task().label() + " needs DATA: a folder of "
                    + settings.task().form()
                    + ". The digits that come with Vivace have classes only.");
        }
        return path;
    }

    /**
     * Reads the pictures once, for their mean and deviation, unless weights bring those; those to learn from are changed as is usual for the
     * task where the settings say so.
     */
    TrainingData load(Device device, Console console) {
        PictureSource source = open();
        Split.Parts parts = parts(source);
        try (Progress progress =
                Progress.of(console, "reading pictures:", parts.training().size())) {
            TrainingData.Builder builder = settings.data()
                    .builder(
                            new WatchedSource(parts.training(), progress::step),
                            parts.validation(),
                            settings.seed(),
                            device)
                    .batchAugmentation(
                            settings.augmented()
                                    ? List.of(settings.task().augmentation().build())
                                    : List.of());
            preprocessing(source).ifPresent(builder::preprocessing);
            return builder.build();
        }
    }

    /** The pictures with values from 0 to 1, in batches of another size; only what is asked for is read. */
    TrainingData asTheyAre(int items, Device device) {
        Split.Parts parts = parts(open());
        return settings.data().asTheyAre(parts.training(), parts.validation(), settings.seed(), items, device);
    }

    private Split.Parts parts(PictureSource source) {
        return source.ownSplit()
                .orElseGet(() -> Split.random(settings.data().heldOut(), settings.seed()))
                .apply(source);
    }

    private Optional<Preprocessing> preprocessing(PictureSource source) {
        return settings.weights().map(weights -> {
            ChannelStatistics statistics = Architectures.of(settings.architecture())
                    .statistics()
                    .channels(Math.toIntExact(source.inputShape().size(0)));
            return new Preprocessing(source.inputShape(), source.scale(), statistics.mean(), statistics.deviation());
        });
    }

    private PictureSource open() {
        PictureSample sample = PictureSample.of(
                listing.entries().stream().map(PictureListing.Entry::file).toList());
        Size size = settings.data().size().isPresent()
                ? Size.square(settings.data().size().getAsInt())
                : sample.own().map(this::within).orElse(Size.square(longest));
        return PictureSource.of(
                listing, new PictureForm(sample.colour(), size, Fit.SQUISH, OptionalInt.empty()), PictureCache.none());
    }

    /** The pictures' own size, or what comes near to it within the limit. */
    private Size within(Size own) {
        double factor = (double) longest / Math.max(own.width(), own.height());
        return factor >= 1 ? own : new Size(stepped(own.width() * factor), stepped(own.height() * factor));
    }

    private static int stepped(double side) {
        return Math.max(STEP, STEP * (int) Math.round(side / STEP));
    }
}
