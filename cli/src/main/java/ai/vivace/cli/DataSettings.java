package ai.vivace.cli;

import ai.vivace.base.InputException;
import ai.vivace.data.OnCorrupt;
import ai.vivace.data.Preprocessing;
import ai.vivace.data.Source;
import ai.vivace.data.Split;
import ai.vivace.data.TrainingData;
import ai.vivace.tensor.Device;
import ai.vivace.vision.PictureSource;
import ai.vivace.vision.Pictures;
import java.io.File;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * Which data a run learns from, and how they are read.
 *
 * @param path null for the digits that come with the program
 * @param size what pictures of a folder are brought to; empty for a size that suits most
 * @param heldOut the share held out where the data have no split of their own
 * @param batchSize items in a batch
 * @param workers threads that read; empty for the number of processors
 * @param skipCorrupt whether items that cannot be read are left out
 */
record DataSettings(
        @Nullable Path path,
        OptionalInt size,
        double heldOut,
        int batchSize,
        OptionalInt workers,
        boolean skipCorrupt) {
    DataSettings {
        int items = batchSize;
        checkHeldOut(heldOut);
        InputException.require(items >= 1, () -> "--batch must be at least 1, but was " + items + ".");
        size.ifPresent(pixels -> InputException.require(
                pixels >= 1 && pixels <= 4096, () -> "--size must be from 1 to 4096 pixels, but was " + pixels + "."));
        workers.ifPresent(threads ->
                InputException.require(threads >= 1, () -> "--workers must be at least 1, but was " + threads + "."));
    }

    static void checkHeldOut(double share) {
        InputException.require(
                share > 0 && share < 1, () -> "--held-out must be between 0 and 1, but was " + share + ".");
    }

    /** What the data are called in titles and folders. */
    String name() {
        return name(path);
    }

    static String name(@Nullable Path path) {
        if (path == null) {
            return "digits";
        }
        Path file = path.getFileName();
        return file == null ? "data" : file.toString();
    }

    /** An item's description without the way to the data, which all have in common. */
    String shorten(String description) {
        return shorten(path, description);
    }

    static String shorten(@Nullable Path path, String description) {
        return path == null
                ? description
                : description.replace(path + File.separator, "").replace(path.toString(), name(path));
    }

    /**
     * Reads the data once, for their mean and deviation, unless those are known.
     *
     * @param preparation what happens to pictures
     */
    TrainingData load(long seed, Device device, Preparation preparation, Console console) {
        Pictures pictures = open();
        Split.Parts parts = pictures.split(heldOut, seed).apply(pictures.source());
        try (Progress progress =
                Progress.of(console, "reading pictures:", parts.training().size())) {
            TrainingData.Builder builder = builder(
                            watched(parts.training(), pictures, progress), parts.validation(), seed, device)
                    .augmentation(preparation.augmentation(pictures.source().inputShape()))
                    .batchAugmentation(preparation.batchAugmentation());
            preparation
                    .preprocessing(
                            pictures.source().inputShape(), pictures.source().scale())
                    .ifPresent(builder::preprocessing);
            return builder.build();
        }
    }

    /** The data with inputs from 0 to 1, in batches of another size; only what is asked for is read. */
    TrainingData asTheyAre(long seed, int items, Device device) {
        Pictures pictures = open();
        Split.Parts parts = pictures.split(heldOut, seed).apply(pictures.source());
        return asTheyAre(parts.training(), parts.validation(), seed, items, device);
    }

    /** As {@link #asTheyAre(long, int, Device)}, of data that have been opened. */
    TrainingData asTheyAre(Source training, Source validation, long seed, int items, Device device) {
        return builder(training, validation, seed, device)
                .batchSize(items)
                .preprocessing(new Preprocessing(training.inputShape(), training.scale(), List.of(0.0), List.of(1.0)))
                .build();
    }

    /** Batches as these settings want them. */
    TrainingData.Builder builder(Source training, Source validation, long seed, Device device) {
        TrainingData.Builder builder = TrainingData.of(training, validation)
                .batchSize(batchSize)
                .seed(seed)
                .onCorrupt(skipCorrupt ? OnCorrupt.SKIP : OnCorrupt.FAIL)
                .device(device);
        workers.ifPresent(builder::workers);
        return builder;
    }

    private Pictures open() {
        return path == null ? Pictures.digits() : Pictures.open(path, size);
    }

    /** What is in memory already is read too quickly to be watched. */
    private static Source watched(Source part, Pictures pictures, Progress progress) {
        return pictures.source() instanceof PictureSource ? new WatchedSource(part, progress::step) : part;
    }
}
