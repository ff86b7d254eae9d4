package ai.vivace.cli;

import ai.vivace.base.InputException;
import ai.vivace.base.Rng;
import ai.vivace.data.Batch;
import ai.vivace.data.BatchStream;
import ai.vivace.data.DataSet;
import ai.vivace.data.Loader;
import ai.vivace.data.TrainingData;
import ai.vivace.plot.Chart;
import ai.vivace.plot.PictureGrid;
import ai.vivace.tensor.Device;
import ai.vivace.tensor.Scope;
import ai.vivace.vision.augment.Augment;
import ai.vivace.vision.explain.Pixels;
import java.io.File;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * The first training batch as pictures in rows.
 *
 * @param data whose inputs are not normalised
 * @param name what the data are called
 * @param shown the batch's items in order
 */
record ContactSheet(TrainingData data, String name, List<Shown> shown) {
    private static final int COLUMNS = 5;

    ContactSheet {
        shown = List.copyOf(shown);
    }

    /**
     * One item.
     *
     * @param description its file or row
     * @param drawn what is seen of it
     */
    record Shown(String description, BatchDrawing.Drawn drawn) {
        /** The description's end: there is room for a file's name, but not for the way to it. */
        String name() {
            return description.substring(description.lastIndexOf(File.separatorChar) + 1);
        }
    }

    /**
     * The sheet of the first batch of as many pictures as are asked for.
     *
     * @throws InputException when there is something wrong with the data, or inputs are no pictures
     */
    static ContactSheet of(RunSettings settings, int count, Device device) {
        TrainingData data = load(settings, count, device);
        InputException.require(
                Pixels.isPicture(data.inputShape()),
                () -> "Only grey and coloured pictures can be shown, but inputs have shape " + data.inputShape() + ".");
        List<Shown> shown = new ArrayList<>();
        try (Scope scope = Scope.open()) {
            Batch batch = first(data.training());
            DataSet items = data.training().dataSet();
            List<BatchDrawing.Drawn> drawn = new BatchDrawing(data.task()).of(batch);
            for (int i = 0; i < batch.size(); i++) {
                int index = batch.indices()[i];
                shown.add(new Shown(settings.data().shorten(items.describe(index)), drawn.get(i)));
            }
        }
        return new ContactSheet(data, settings.data().name(), shown);
    }

    private static TrainingData load(RunSettings settings, int count, Device device) {
        return switch (settings.task()) {
            case CLASSIFY -> settings.data().asTheyAre(settings.seed(), count, device);
            case SEGMENT -> MaskTraining.pictures(settings).asTheyAre(count, device);
            case DETECT -> BoxTraining.pictures(settings).asTheyAre(count, device);
            case GENERATE -> RealPictures.asTheyAre(settings, count, device);
        };
    }

    /** All of the batch, with labels. */
    Chart batch() {
        PictureGrid.Builder grid =
                PictureGrid.of(name + ": the first training batch").columns(COLUMNS);
        shown.forEach(one -> grid.picture(one.drawn().picture(), one.drawn().label(), one.description()));
        return grid.build();
    }

    /** Each of the batch, and beside it what the first epochs would make of it. */
    Chart versions(Augment augment, int count) {
        List<List<BatchDrawing.Drawn>> epochs = new ArrayList<>();
        try (Scope scope = Scope.open()) {
            Batch batch = first(data.training());
            // As the loader splits its stream, so that these are the versions that training would see.
            Rng rng = Rng.of(data.training().seed()).split("batch");
            for (int epoch = 0; epoch < count; epoch++) {
                Batch copy = new Batch(batch.input().copy(), batch.target().copy(), batch.indices());
                epochs.add(new BatchDrawing(data.task())
                        .of(augment.apply(copy, data.task(), rng.split(epoch).split(0))));
            }
        }
        PictureGrid.Builder grid =
                PictureGrid.of(name + ": pictures and their versions").columns(count + 1);
        for (int i = 0; i < shown.size(); i++) {
            Shown one = shown.get(i);
            grid.picture(one.drawn().picture(), one.drawn().label(), one.name());
            for (int epoch = 0; epoch < count; epoch++) {
                grid.picture(epochs.get(epoch).get(i).picture(), "epoch " + (epoch + 1));
            }
        }
        return grid.build();
    }

    /** What is shown, in words. */
    String words() {
        return shown.size() + (shown.size() == 1 ? " picture" : " pictures") + " of "
                + data.training().dataSet().size() + " to learn from, " + data.inputShape() + " each";
    }

    /** What is shown, for programs. */
    List<Map<String, Object>> pictures() {
        List<Map<String, Object>> pictures = new ArrayList<>();
        for (Shown one : shown) {
            Map<String, Object> picture = new LinkedHashMap<>();
            picture.put("item", one.description());
            picture.put("label", one.drawn().label());
            pictures.add(picture);
        }
        return pictures;
    }

    private static Batch first(Loader loader) {
        try (BatchStream batches = loader.epoch(0)) {
            // A loader has at least one batch, and one of items that can be read or an error.
            return Objects.requireNonNull(batches.next());
        }
    }
}
