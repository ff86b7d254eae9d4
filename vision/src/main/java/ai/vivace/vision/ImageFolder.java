package ai.vivace.vision;

import ai.vivace.base.InputException;
import ai.vivace.data.BatchTransform;
import ai.vivace.data.OnCorrupt;
import ai.vivace.data.Preprocessing;
import ai.vivace.data.Split;
import ai.vivace.data.Task;
import ai.vivace.data.TrainingData;
import ai.vivace.tensor.Device;
import ai.vivace.vision.picture.Colour;
import ai.vivace.vision.picture.Framing;
import ai.vivace.vision.picture.PictureCache;
import ai.vivace.vision.picture.PictureForm;
import ai.vivace.vision.picture.PictureSample;
import ai.vivace.vision.picture.RandomCrop;
import ai.vivace.vision.picture.Size;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * Describes, step by step, how a folder of pictures becomes training data:
 *
 * <pre>{@code
 * TrainingData pets = ImageFolder.at(path)
 *         .labels(Label.parentFolder())
 *         .split(Split.random(0.2, 42))
 *         .resize(224)
 *         .augment(Augment.standard())
 *         .batch(64)
 *         .load();
 * }</pre>
 *
 * <p>Nothing is read before {@link #open}, {@link #load} or {@link #summary}. Each step may be left out; its default is with it.
 */
public final class ImageFolder {
    private static final double HELD_OUT = 0.2;

    private final Path root;
    private Label label = Label.parentFolder();
    private @Nullable Split split;
    private @Nullable Size size;
    private Framing framing = new RandomCrop();
    private OptionalInt presize = OptionalInt.empty();
    private @Nullable Colour colour;
    private PictureCache cache = PictureCache.none();
    private List<BatchTransform> augmentation = List.of();
    private int batch = 64;
    private OptionalInt workers = OptionalInt.empty();
    private long seed;
    private OnCorrupt onCorrupt = OnCorrupt.FAIL;
    private Device device = Device.CPU;
    private @Nullable Preprocessing preprocessing;

    private ImageFolder(Path root) {
        this.root = root;
    }

    /** Starts to describe the pictures in a folder. */
    public static ImageFolder at(Path folder) {
        return new ImageFolder(folder);
    }

    /** What is known of the pictures; default: the name of the folder that each lies in. */
    public ImageFolder labels(Label rule) {
        label = rule;
        return this;
    }

    /**
     * Which pictures are learned from; default: as the data come (folders {@code train} and {@code valid}, VOC's sets, a table's
     * column), else a fifth drawn at random is held out, of each class where pictures have one.
     */
    public ImageFolder split(Split choice) {
        split = choice;
        return this;
    }

    /**
     * The height and width of inputs in pixels; default: the pictures' own when the first ones all have the same, of at
     * most 256, else 64.
     */
    public ImageFolder resize(int pixels) {
        return resize(pixels, pixels);
    }

    /** As {@link #resize(int)}, with two sides. */
    public ImageFolder resize(int pixelsHigh, int pixelsWide) {
        size = new Size(pixelsWide, pixelsHigh);
        return this;
    }

    /**
     * What part of a picture of another form is taken; default {@link RandomCrop}: the largest part that fits, at a random place in
     * training. Others: the values of {@link ai.vivace.vision.picture.Fit}, {@link ai.vivace.vision.picture.RandomResizedCrop}.
     */
    public ImageFolder framing(Framing choice) {
        framing = choice;
        return this;
    }

    /**
     * Shrinks pictures whose shorter side is longer to this first; what is drawn at random for each epoch is then taken of a smaller picture.
     * Should be half again to twice the input's size, such as 460 for 224. Default: pictures stay as they are.
     */
    public ImageFolder presize(int shorterSide) {
        presize = OptionalInt.of(shorterSide);
        return this;
    }

    /**
     * What happens to whole training batches at random, such as {@link ai.vivace.vision.augment.Augment#standard()}; masks, boxes and
     * points follow. Default: nothing.
     */
    public ImageFolder augment(BatchTransform... inOrder) {
        augmentation = List.of(inOrder);
        return this;
    }

    /** Grey or colour; default: grey when the first pictures all are. */
    public ImageFolder colour(Colour channels) {
        colour = channels;
        return this;
    }

    /** Keeps what is decoded for later epochs; it stays the caller's to close. Default: nothing is kept. */
    public ImageFolder cache(PictureCache keeper) {
        cache = keeper;
        return this;
    }

    /** Pictures in a batch; default 64. */
    public ImageFolder batch(int pictures) {
        InputException.require(pictures >= 1, () -> "A batch needs at least 1 picture, but came " + pictures + ".");
        batch = pictures;
        return this;
    }

    /** Threads that read pictures; default the number of processors, at most 16. */
    public ImageFolder workers(int threads) {
        workers = OptionalInt.of(threads);
        return this;
    }

    /** What the default split, the order and all that is drawn follow from; default 0. */
    public ImageFolder seed(long value) {
        seed = value;
        return this;
    }

    /** What happens when a picture or its mask cannot be read; default: an error that names it. */
    public ImageFolder onCorrupt(OnCorrupt choice) {
        onCorrupt = choice;
        return this;
    }

    /** The device of the batches; default the CPU. */
    public ImageFolder device(Device target) {
        device = target;
        return this;
    }

    /**
     * How inputs are normalised, such as by a pretrained network's statistics; default: by the mean and deviation of each channel, for which
     * every training picture is read once.
     */
    public ImageFolder preprocessing(Preprocessing known) {
        preprocessing = known;
        return this;
    }

    /**
     * Lists the pictures and, for what was not said, looks at a few of them.
     *
     * @throws InputException when there is no such folder, it has no pictures, or what is known of them does not fit; it names the file
     */
    public PictureSource open() {
        PictureListing listing = label.list(root);
        List<Path> files =
                listing.entries().stream().map(PictureListing.Entry::file).toList();
        PictureSample sample = colour == null || size == null ? PictureSample.of(files) : PictureSample.UNSEEN;
        return PictureSource.of(
                listing,
                new PictureForm(
                        colour == null ? sample.colour() : colour,
                        size == null ? new Size(sample.width(), sample.height()) : size,
                        framing,
                        presize),
                cache);
    }

    /**
     * The training data: lists the pictures, splits them, and fits the normalisation to the training part unless it is given.
     *
     * @throws InputException as {@link #open}, when a part would be empty, or when a picture cannot be read and such are not left out
     */
    public TrainingData load() {
        return describe(open(), preprocessing).build();
    }

    /** Walks one batch, step by step, to see what pictures go through and where they break. */
    public PictureSummary summary() {
        return PictureSummary.of(this);
    }

    /** All settings as training data take them; the normalisation is fitted when there is none. */
    TrainingData.Builder describe(PictureSource source, @Nullable Preprocessing known) {
        TrainingData.Builder data = TrainingData.of(source, splitOf(source))
                .batchSize(batch)
                .seed(seed)
                .onCorrupt(onCorrupt)
                .batchAugmentation(augmentation)
                .device(device);
        workers.ifPresent(data::workers);
        return known == null ? data : data.preprocessing(known);
    }

    @Nullable
    Preprocessing knownPreprocessing() {
        return preprocessing;
    }

    Split splitOf(PictureSource source) {
        if (split != null) {
            return split;
        }
        return source.ownSplit()
                .orElseGet(() -> source.task() instanceof Task.Classification
                        ? Split.stratified(HELD_OUT, seed)
                        : Split.random(HELD_OUT, seed));
    }
}
