package ai.vivace.cli;

import ai.vivace.base.InputException;
import ai.vivace.base.Spelling;
import ai.vivace.vision.BoxFolder;
import ai.vivace.vision.MaskFolder;
import ai.vivace.vision.augment.AugmentSettings;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a training may learn of pictures. */
enum PictureTask {
    /** What each is. */
    CLASSIFY("classes", 64, "cnn"),
    /** What each of its pixels belongs to. */
    SEGMENT("pictures and masks", 4, "unet"),
    /** Where things are, and of which kind. */
    DETECT("pictures and boxes", 8, "resnet18"),
    /** How to make more of them. */
    GENERATE("pictures", 128, "dcgan");

    private final String form;
    private final int batch;
    private final String network;

    PictureTask(String form, int batch, String network) {
        this.form = form;
        this.batch = batch;
        this.network = network;
    }

    /** The name it is asked for by. */
    String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** What data for it have. */
    String form() {
        return form;
    }

    /** Pictures in a batch, where neither the user nor a recipe says otherwise. */
    int batchSize() {
        return batch;
    }

    /** The network where none is asked for and no recipe brings one. */
    String network() {
        return network;
    }

    /** Whether pictures to learn from are changed at random unless {@code --no-augment} says that they are not. */
    boolean isAugmented() {
        return this == SEGMENT || this == DETECT;
    }

    /** What random changes are usual: boxes around turned or warped things would be larger than the things. */
    AugmentSettings augmentation() {
        return this == DETECT ? AugmentSettings.standard().rotation(0).warp(0) : AugmentSettings.standard();
    }

    /**
     * The task of a name, in any case.
     *
     * @throws InputException when there is none; it suggests the nearest
     */
    static PictureTask of(String name) {
        List<String> labels = Arrays.stream(values()).map(PictureTask::label).toList();
        String wanted = name.strip().toLowerCase(Locale.ROOT);
        return Arrays.stream(values())
                .filter(task -> task.label().equals(wanted))
                .findFirst()
                .orElseThrow(() -> new InputException(Spelling.unknown("task", name, labels)));
    }

    /** What a folder's form says that it is for, when it cannot be anything else; empty when it does not. */
    static Optional<PictureTask> guess(@Nullable Path data) {
        if (data == null) {
            return Optional.empty();
        }
        if (BoxFolder.find(data).isPresent()) {
            return Optional.of(DETECT);
        }
        return MaskFolder.find(data).isPresent() ? Optional.of(SEGMENT) : Optional.empty();
    }
}
